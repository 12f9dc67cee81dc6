"""The sets of a step: how many there are, and the values that change from set to set or from round to round."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from voicecoach.script import settings as table
from voicecoach.script.model import BySet
from voicecoach.script.spec import Settings, StepKind
from voicecoach.session.options import Options
from voicecoach.units import SECOND_MS, Span


def set_count(settings: Settings, options: Options) -> int:
    """Return the number of sets: as written, or else as many as a list has values."""
    span = settings.get(table.SETS)
    if span is not None:
        return span.pick(options.range_position)
    return max(1, *(len(table.by_set(settings, spec)) for spec in table.BY_SET))


def of_set(values: BySet, set_number: int) -> Span:
    """Return the value of a set, counted from 1; a single value is that of every set."""
    return values[0] if len(values) == 1 else values[set_number - 1]


def reps_of_set(settings: Settings, options: Options, set_number: int) -> int:
    """Return the number of reps in a set; 1 where the step does not say."""
    reps = settings.get(table.REPS)
    return of_set(reps, set_number).pick(options.range_position) if reps else 1


def grown_ms(first_ms: int, last_ms: int, number: int, count: int) -> int:
    """Return a length that changes evenly from the first of ``count`` rounds to the last, at round ``number``.

    The ends are exact. Between them it is rounded to whole seconds, halves up, within the ends.

    >>> [grown_ms(6_000, 10_000, number, 6) for number in range(1, 7)]
    [6000, 7000, 8000, 8000, 9000, 10000]
    """
    if number in (1, count):
        return first_ms if number == 1 else last_ms
    share = Fraction(number - 1, count - 1)
    span = Span(min(first_ms, last_ms), max(first_ms, last_ms))
    return span.pick(share if first_ms <= last_ms else 1 - share, step=SECOND_MS)


def growth_of(settings: Settings) -> Mapping[str, tuple[int, int]]:
    """Return the first and the last length of each part of the breath that grows or shrinks."""
    rounds = settings.get(table.ROUNDS)
    return {one.kind: (one.first_ms, one.last_ms) for one in rounds.growth} if rounds else {}


def counted_pieces(settings: Settings) -> int:
    """Return how many numbers and silences a rep without a time has, or how many seconds of a round are counted."""
    if settings.kind() is StepKind.COUNTED:
        return 2
    if settings.get(table.COUNT_BREATH) is None:
        return 0
    phases = (setting.argument for setting, _ in settings.every(table.PHASE))
    growth = growth_of(settings)
    breaths = settings.get(table.BREATHE) or ()
    longest_ms = [span.high for span in phases if isinstance(span, Span)]
    longest_ms += [max(growth.get(breath.kind, (breath.span_ms.high,))) for breath in breaths]
    return sum(longest_ms) // SECOND_MS
