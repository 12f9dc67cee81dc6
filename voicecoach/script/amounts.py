"""Durations and counts as a script may give them: what :mod:`voicecoach.units` reads, within a script's limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from voicecoach.script.report import quoted
from voicecoach.units import Span, UnitError, parse_count_span, parse_duration_ms, parse_duration_span

if TYPE_CHECKING:
    from collections.abc import Callable

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
