"""Marks of writing as a voice needs them: a pause where a reader would make one, and otherwise nothing.

It holds in every language. A dash is heard by no English engine and an arrow by none at all; a quotation mark, a
star or a bracket is spoken by some. Only full stops, commas and their like make a pause in all of them.
"""

from __future__ import annotations

import re

from voicecoach.script.speakable import ARROWS

_APOSTROPHES = re.compile("(?<=[^\\W\\d_])[\u2019\u02bc\u00b4\u2018`](?=[^\\W\\d_])")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_STAR_BETWEEN_NUMBERS = re.compile(r"(?<=\d)\s?\*\s?(?=\d)")
_MARKDOWN = re.compile(r"[*`\\]+|(?<!\w)[_~]{2,}|[_~]{2,}(?!\w)|_+|(?<=\w)~+|~+(?!\s?\d)|(?<!\w)#(?!\s?\d)")
_PRIMES = str.maketrans({"\u2032": "'", "\u2033": '"', "\u2212": "-", "\u2044": "/", "\u2010": "-", "\u2011": "-"})

_QUOTES = re.compile("[\"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a]|(?<!\\w)['\u2018\u201a]+|['\u2019]+(?!\\w)")
_ARROWS = re.compile(rf"\s*(?:[{ARROWS}]+|<?[-=]+>|<[-=]+)\s*")
_DASH = re.compile(r"\s*(?:\u2014|\u2015|-{2,3}|\s[-–•‣·|]\s)\s*")
_BULLET = re.compile(r"^\s*[-–•‣·*+]\s*(?![\s\d])")
_OPENING = re.compile(r"\s*[(\[{]+\s*")
_CLOSING = re.compile(r"\s*[)\]}]+")
_REST = re.compile(r"[|<>^~#_]+|(?<!\S)[=+]+(?![^\s,])|(?<!\w)-(?!\w)|-+(?!\w)")
_SLASH_BETWEEN_NUMBERS = re.compile(r"(?<=\d)\s?/\s?(?=\d)")
_SLASH = re.compile(r"(?<=\w)\s?/\s?(?=\w)")
_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
_DOTS = re.compile(r"\.{3,}|\u2026+")
_DOUBLED = re.compile(r"(?:\s*,)+\s*([,.;:!?…])")
_SOFT_BEHIND_FIRM = re.compile(r"([.;:!?…])(?:\s*,)+")


def without_markup(text: str) -> str:
    """Return a text without Markdown, with one kind of apostrophe, minus and prime.

    >>> without_markup("Don’t *rush*, 5 * 3")
    "Don't rush, 5 × 3"
    """
    text = _APOSTROPHES.sub("'", text).translate(_PRIMES).replace("<=", "≤").replace(">=", "≥")
    text = _STAR_BETWEEN_NUMBERS.sub(" × ", _LINK.sub(r"\1", text))
    text = _MARKDOWN.sub(" ", text)
    return re.sub(r"(?<=\w) (?=[,.;:!?…])", "", re.sub(r"\s+", " ", text))


def marks_as_pauses(text: str) -> str:
    """Return a text whose dashes, arrows, brackets and slashes are pauses, and that has no quotation marks.

    >>> marks_as_pauses("Lift it (gently) — and “hold”")
    'Lift it, gently, and hold'
    """
    text = _BULLET.sub("", _ARROWS.sub(", ", _QUOTES.sub("", text)))
    text = _DASH.sub(", ", text)
    text = _CLOSING.sub(", ", _OPENING.sub(", ", text))
    if not _DATE.search(text):
        text = _SLASH_BETWEEN_NUMBERS.sub(" ", text)
        text = _SLASH.sub(", ", text)
    text = _REST.sub(" ", text)
    text = _DOTS.sub("…", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+(?=[,.;:!?…])", "", text)
    text = _SOFT_BEHIND_FIRM.sub(r"\1", _DOUBLED.sub(r"\1", text))
    text = re.sub(r",(?=[^\s\d])", ", ", text)
    return re.sub(r"^\s*(?:[,;:]\s*)+|,\s*$", "", text)
