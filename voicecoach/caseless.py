"""Patterns of words in any case, which are quick to tell that a text has none of them."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from functools import cached_property

# What keeps its capitals: an escape such as \\W, and the name of a group
_CAPITALS = re.compile(r"(?P<kept>\\.|\(\?P[<=]\w+)|[^\W\d_]")


class Caseless:
    r"""A regular expression that finds its words in any case.

    Python's own ``re.IGNORECASE`` compares each letter of a long list of words by itself, which takes four times as
    long. Nearly all texts have no word of a list: so the pattern is first tried as it is on the text in small letters,
    and only a text that has a word is searched again, with its capitals, for the place. So a part that minds them, such
    as ``(?-i:R/L)``, still does; a negative look-around must have none. A long s is no s.

    >>> pattern = Caseless(r"\b(?:bell|gong)\b")
    >>> pattern.search("Ring the Bell.")[0], pattern.search("Ring it."), pattern.sub("chime", "GONG")
    ('Bell', None, 'chime')
    """

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        """Keep a pattern; it is compiled when it is first used.

        Args:
            pattern: The regular expression.
            flags: Further flags, such as ``re.DOTALL``.
        """
        self.pattern = pattern
        self.flags = flags

    @cached_property
    def _small_pattern(self) -> re.Pattern[str]:
        return re.compile(_CAPITALS.sub(lambda found: found["kept"] or found[0].lower(), self.pattern), self.flags)

    @cached_property
    def _any_case(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self.flags | re.IGNORECASE)

    @property
    def groups(self) -> int:
        """The number of groups of the pattern."""
        return self._small_pattern.groups

    def search(self, text: str, begin: int = 0) -> re.Match[str] | None:
        """Return the first place of the pattern in a text, or behind a place in it; None where it has none."""
        return self._any_case.search(text, begin) if self._small_pattern.search(_small(text), begin) else None

    def match(self, text: str, begin: int = 0) -> re.Match[str] | None:
        """Return the pattern at the beginning of a text, or at a place in it; None where it does not stand there."""
        return self._any_case.match(text, begin) if self._small_pattern.match(_small(text), begin) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the pattern where a text as a whole is one; else None."""
        return self._any_case.fullmatch(text) if self._small_pattern.fullmatch(_small(text)) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return all places of the pattern in a text."""
        return self._any_case.finditer(text) if self._small_pattern.search(_small(text)) else iter(())

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
        """Return a text with all places of the pattern replaced."""
        return self._any_case.sub(replacement, text) if self._small_pattern.search(_small(text)) else text


@functools.lru_cache(maxsize=4)  # a text is asked for many patterns, one after the other
def _small(text: str) -> str:
    """Return a text in small letters, of which each stands where it stood: the capital of a Turkish i becomes two."""
    return text.replace("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}", "i").lower()
