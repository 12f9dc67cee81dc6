"""Split the words of a direction into tokens: words, numbers, clock times, dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voicecoach.script.direction_words import folded

_TOKEN = re.compile(
    r"(?P<clock>\d{1,3}:\d{2}(?::\d{2})?)|(?P<number>\d{1,9}(?:[.,]\d{1,6})?)|(?P<fraction>[½¼¾])"
    r"|(?P<minutes>(?<=\d)[′'](?![^\W_]|['′]))|(?P<seconds>(?<=\d)[″\"](?![^\W_]|[″\"]))|(?P<dash>[-–—]+)|(?P<word>[^\W\d_]+(?:['’-][^\W\d_]+)*)|(?P<other>\S)"  # noqa: RUF001 - primes
)
_IGNORED = frozenset(":=.,;!~≈…*_\"'“”„«»‘’″()[]<>#/|")  # noqa: RUF001 - quotation marks

Token = tuple[str, str]
"""The kind of a token, and its text, folded."""


def tokens_of(words: str) -> Iterator[Token]:
    """Yield kind and text of each word, number and dash; signs that only separate words are skipped."""
    text = folded(words)
    # Where there are two, they are quotation marks.
    is_sign = {"minutes": text.count("'") < 2, "seconds": text.count('"') < 2}  # noqa: PLR2004
    for found in _TOKEN.finditer(text):
        kind = str(found.lastgroup)
        if kind in is_sign:
            if is_sign[kind]:
                yield "word", "min" if kind == "minutes" else "s"
        elif kind != "other" or found[0] not in _IGNORED:
            yield kind, found[0]
