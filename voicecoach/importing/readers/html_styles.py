"""Tell which words of a page are in italics by its styles, as the pages that word processors save have them."""

from __future__ import annotations

import re
from collections.abc import Mapping

_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.IGNORECASE | re.DOTALL)
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,2000})\}")
_CLASS = re.compile(r"\.(-?[a-zA-Z_][\w-]*)\s*(?:,|$)")
_ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)


def italic_classes(page: str) -> frozenset[str]:
    """Return the names of the classes whose words are in italics.

    >>> sorted(italic_classes("<style>.c0{font-style:italic} p.c1, .c2 {color:red; font-style: oblique}</style>"))
    ['c0', 'c1', 'c2']
    """
    rules = (rule for style in _STYLE.findall(page) for rule in _RULE.findall(style))
    return frozenset(name for heads, body in rules if _ITALIC.search(body) for name in _CLASS.findall(heads.strip()))


def is_italic(attributes: Mapping[str, str], classes: frozenset[str]) -> bool:
    """Return whether a tag puts its words in italics, by its own style or one of the classes."""
    return _ITALIC.search(attributes.get("style", "")) is not None or not classes.isdisjoint(
        attributes.get("class", "").split()
    )
