"""The value that a person meant: numbers in words, a unit misspelt, a per cent sign, a range upside down."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from voicecoach.script.directions import TimedPause, read_pause
from voicecoach.text import nearest
from voicecoach.units import DURATION_UNITS, SECOND_MS, UnitError, format_duration, format_duration_span

V = TypeVar("V")

_PERCENT = re.compile(r"(\d{1,3})\s*%")
_NUMBER_AND_WORDS = re.compile(
    r"(\d{1,9}(?:[.,]\d{1,6})?(?:\s*[-\u2013]\s*\d{1,9})?)\s*([x\u00d7]|[^\W\d_]{3,})(?:\s[^,\d]*)?", re.IGNORECASE
)
_RANGE = re.compile(r"(\d{1,9})\s*([^\W\d_]*)\s*[-\u2013]\s*(\d{1,9})\s*([^\W\d_]*)")
_CLOCK = re.compile(r"(\d{1,3}):(\d{2})")
_LONGEST = 60


def meant_value(text: str, parse: Callable[[str], V], language: str = "en") -> str:
    """Return a value near the written one that its setting takes; empty where there is none.

    Args:
        text: The value as written, which the setting does not take.
        parse: Reads a value; raises :class:`UnitError` for one that it does not take.
        language: The base code of the script's language, for numbers in words.

    >>> from voicecoach.units import parse_count_span, parse_duration_span
    >>> [meant_value(text, parse_duration_span) for text in ("20 sekonds", "12 minits", "40-20s", "twenty seconds")]
    ['20 seconds', '12 mins', '20-40s', '20s']
    >>> [meant_value(text, parse_count_span) for text in ("3 sets", "3x", "ten", "many")]
    ['3', '3', '10', '']
    """
    for one in other_forms(text, language):
        try:
            parse(one)
        except UnitError:
            continue
        return one
    return ""


def other_forms(text: str, language: str = "en") -> Iterator[str]:
    """Yield other ways to write a value, the likeliest first."""
    text = text.strip()
    if len(text) > _LONGEST:
        return
    if percent := _PERCENT.fullmatch(text):
        yield f"{int(percent[1]) / 100:g}"
    if (ends := _RANGE.fullmatch(text)) and int(ends[3]) < int(ends[1]):
        yield f"{ends[3]}-{ends[1]}{ends[4] or ends[2]}"
    if clock := _CLOCK.fullmatch(text):
        yield format_duration((int(clock[1]) * 60 + int(clock[2])) * SECOND_MS)
    for words in (text, f"{text} seconds"):
        pause = read_pause(f"pause {words}", language)
        if isinstance(pause, TimedPause):
            length = format_duration_span(pause.span_ms)
            yield from (length, length.removesuffix("s"))
    if written := _NUMBER_AND_WORDS.fullmatch(text):
        if unit := nearest(written[2], [unit for unit in DURATION_UNITS if len(unit) > 1]):
            yield f"{written[1]} {unit}"
        yield written[1]
