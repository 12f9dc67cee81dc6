"""The limits of a script: its size, and the durations and counts that it may give.

A script may come from anybody. What it would cost is counted before anything is built from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import TypeVar

from voicecoach.errors import Location
from voicecoach.script.report import Report
from voicecoach.script.source import Source
from voicecoach.text import quoted
from voicecoach.units import Span, UnitError, parse_count_span, parse_duration_ms, parse_duration_span

LARGEST_SCRIPT_BYTES = 1_000_000
MOST_LINES = 50_000
MOST_BRACKETS = 50_000
"""The most square brackets, braces and comments together; each of them becomes something of its own."""

MOST_SETTINGS = 1_000
"""The most settings of a session, or of one step."""

LONGEST_TEXT_CHARACTERS = 10_000
"""The longest paragraph or setting: about ten minutes of speech without a pause."""

_SPLIT_IT = "split it into several scripts"
_OPENER = re.compile(r"\[|\{|<!--")


def check_extent(text: str, path: str, report: Report) -> None:
    """Report a script of too many lines or brackets, at the first one too many."""
    if text.count("\n") >= MOST_LINES:
        message = f"the script has more than {MOST_LINES:,} lines, the most there may be"
        report.error(Location(path, MOST_LINES + 1, 1), message, _SPLIT_IT)
    elif found := next(islice(_OPENER.finditer(text), MOST_BRACKETS, None), None):
        begin = found.start()
        place = Location(path, text.count("\n", 0, begin) + 1, begin - text.rfind("\n", 0, begin))
        message = f"the script has more than {MOST_BRACKETS:,} brackets, braces and comments, the most there may be"
        report.error(place, message, _SPLIT_IT)


def is_too_long(text: Source, report: Report) -> bool:
    """Return whether a paragraph or a setting is longer than may be, and report it."""
    if len(text.text) <= LONGEST_TEXT_CHARACTERS:
        return False
    message = f"this is longer than {LONGEST_TEXT_CHARACTERS:,} characters, the most a paragraph or a setting may have"
    report.error(text.at(LONGEST_TEXT_CHARACTERS), message, "put blank lines between its parts, or shorten it")
    return True


V = TypeVar("V")

LARGEST_COUNT = 1_000
_LONGEST_AMOUNT = 60


def read_duration_ms(text: str) -> int:
    """Return a duration in milliseconds.

    Raises:
        UnitError: The text is not wholly understood as one.
    """
    return _bounded(parse_duration_ms, text)


def read_duration_span(text: str, what: str | None = None) -> Span:
    """Return a duration in milliseconds, or a range of them; above zero where ``what`` names it.

    Raises:
        UnitError: The text is not wholly understood, or is zero where that makes no sense.
    """
    return _above_zero(_bounded(parse_duration_span, text), what)


def read_count_span(text: str, what: str, most: int = LARGEST_COUNT) -> Span:
    """Return a count above zero, or a range of them; ``what`` names it in messages.

    Raises:
        UnitError: The text is not wholly understood, or is zero, or more than ``most``.
    """
    span = _above_zero(_bounded(parse_count_span, text), what)
    if span.high > most:
        raise UnitError(f"{what} cannot be more than {most:,}")
    return span


def _bounded(parse: Callable[[str], V], text: str) -> V:
    if len(text) > _LONGEST_AMOUNT:
        raise UnitError(f"{quoted(text)} is too long for a duration or a number")
    return parse(text)


def _above_zero(span: Span, what: str | None) -> Span:
    if what is not None and span.low <= 0:
        raise UnitError(f"{what} must be more than zero")
    return span
