"""The limits of a script in one table, and the readers of durations and counts that hold them.

Scripts come from strangers: their cost is counted before anything is built from them.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar

from voicecoach.text import quoted
from voicecoach.units import (
    Span,
    UnitError,
    parse_count_span,
    parse_duration_ends,
    parse_duration_ms,
    parse_duration_span,
)

LARGEST_SCRIPT_BYTES = 1_000_000
MOST_LINES = 50_000
MOST_BRACKETS = 50_000
"""The most square brackets, braces and comments together; each of them becomes an object."""

MOST_SETTINGS = 1_000
"""The most settings of a session, or of one step."""

LONGEST_TEXT_CHARACTERS = 10_000
"""The longest paragraph or setting: about ten minutes of speech without a pause."""

MOST_ERRORS = 1_000
"""A text with more mistakes than this is not a script, so the reader stops."""

MOST_WARNINGS = 1_000
"""Nobody reads more warnings than this."""

DEEPEST_REPEAT = 16
DEEPEST_INCLUDE = 8
MOST_INCLUDED = 100_000
"""The most paragraphs and blank lines that includes may bring in: more than a day of sessions has."""

LARGEST_COUNT = 1_000
"""The most repeats, reps, sets or rounds."""

MOST_SIDES = 20
LONGEST_SIDE_CHARACTERS = 40

LOWEST_LEVEL, HIGHEST_LEVEL = 1, 5
MOST_WEEKS = 104
MOST_SESSIONS_A_WEEK = 21
SLOWEST_PACE, FASTEST_PACE = Fraction(1, 2), Fraction(2)
LOWEST_WORDS_PER_MINUTE, HIGHEST_WORDS_PER_MINUTE = 40, 280
"""Some languages have longer words: the pace has to lie within its own limits as well."""

LOWEST_PITCH_SEMITONES, HIGHEST_PITCH_SEMITONES = -6, 6
LONGEST_SPOKEN_PAUSE_MS = 10_000
"""The longest pause inside a phrase, which is a part of its sound."""

LONGEST_PAUSE_MS = 600_000
"""The longest pause that a setting may name."""

LEAST_WAKE_AFTER_MS = 2_000
"""The shortest silence after which headphones may be woken: no pair falls asleep sooner."""

SHORTEST_SETTLE, LONGEST_SETTLE = Fraction(1, 4), Fraction(4)
SMALLEST_PAUSE_FACTOR, LARGEST_PAUSE_FACTOR = Fraction(1, 10), Fraction(10)
LARGEST_SEED = 999_999_999
LONGEST_COUNTDOWN = 60
LOWEST_BED_DB, HIGHEST_BED_DB = -60, 0
"""The level of a bed relative to the voice."""

LONGEST_BED_FADE_MS = 60_000
LOWEST_TONE_HZ, HIGHEST_TONE_HZ = Fraction(40), Fraction(1_500)
LOWEST_BEAT_HZ, HIGHEST_BEAT_HZ = Fraction(1, 2), Fraction(60)
"""The frequencies of binaural and isochronic tones."""

SMALLEST_GAP_FACTOR, LARGEST_GAP_FACTOR = Fraction(1, 10), Fraction(10)
"""The limits of ``[gap 1.5]``, relative to the phrase before it."""

MOST_VOICES = 8
"""The most voices of a session; each of them is loaded and has threads of its own."""

V = TypeVar("V")

_LONGEST_AMOUNT_CHARACTERS = 60


def read_duration_ms(text: str) -> int:
    """Return a duration in milliseconds.

    Raises:
        UnitError: The text is not wholly understood as one.
    """
    return _bounded(parse_duration_ms, text)


@functools.lru_cache(maxsize=1_000)  # a script has the same lengths again and again
def read_duration_span(text: str, what: str | None = None) -> Span:
    """Return a duration in milliseconds, or a range of them; above zero where ``what`` names it.

    Raises:
        UnitError: The text is not wholly understood, or is zero where that makes no sense.
    """
    return _above_zero(_bounded(parse_duration_span, text), what)


def read_duration_ends(text: str, what: str) -> tuple[int, int]:
    """Return the first and the last of lengths that grow or shrink, in milliseconds, both above zero.

    Raises:
        UnitError: The text is not wholly understood, or one of them is zero; ``what`` names it.
    """
    first_ms, last_ms = _bounded(parse_duration_ends, text)
    _above_zero(Span(min(first_ms, last_ms), max(first_ms, last_ms)), what)
    return first_ms, last_ms


def read_count_span(text: str, what: str, most: int = LARGEST_COUNT) -> Span:
    """Return a count above zero, or a range of them; ``what`` names it in messages.

    Raises:
        UnitError: The text is not wholly understood, or is zero, or more than ``most``.
    """
    span = _above_zero(_bounded(parse_count_span, text), what)
    if span.high > most:
        raise UnitError(f"{what} can be at most {most:,}")
    return span


def _bounded(parse: Callable[[str], V], text: str) -> V:
    if len(text) > _LONGEST_AMOUNT_CHARACTERS:
        raise UnitError(f"{quoted(text)} is too long")
    return parse(text)


def _above_zero(span: Span, what: str | None) -> Span:
    if what is not None and span.low <= 0:
        raise UnitError(f"{what} must be more than zero")
    return span
