"""The clock of a step: when its reps begin (``- every: 60s``), and how many there are (``- for: 10m``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from voicecoach.errors import Diagnostic, Location, Severity
from voicecoach.script import settings as table
from voicecoach.script.spec import Settings, Spec, StepKind
from voicecoach.session import rules
from voicecoach.session.clock import Pulse
from voicecoach.session.options import Options
from voicecoach.session.unroll.holds import picked_ms
from voicecoach.units import Span, format_duration, round_half_up


@dataclass(frozen=True, slots=True)
class StepClock:
    """The times that a step gives to its reps or rounds; they are as written, whatever the settle factor.

    Attributes:
        pulse: The distance from the start of one to the start of the next; None without ``- every:``.
        period_ms: The time for all of them, on each side of each set; None without ``- for:``.
        rest_ms: The rest between two of them where there is no pulse.
        location: The place of ``- for:``; None without it.
    """

    pulse: Pulse | None
    period_ms: int | None
    rest_ms: int
    location: Location | None = None

    @classmethod
    def of(cls, settings: Settings, options: Options) -> StepClock:
        """Return the clock of a step."""
        every, period = settings.get(table.EVERY), settings.get(table.FOR)
        pulse_setting, setting = settings.written(table.EVERY), settings.written(table.FOR)
        return cls(
            Pulse(picked_ms(every, options), pulse_setting.location) if every and pulse_setting else None,
            picked_ms(period, options) if period else None,
            rest_between_reps_ms(settings, replace(options, settle=Fraction(1)) if period else options),
            setting.location if setting else None,
        )

    def reps(self, rep_ms: int) -> int:
        """Return how many reps of this length the time has room for; 0 where the first one is too long."""
        assert self.period_ms is not None
        if rep_ms > self.period_ms:
            return 0
        return (self.period_ms - rep_ms) // self._distance_ms(rep_ms) + 1

    def spare_ms(self, rep_ms: int, reps: int) -> int:
        """Return what is left of the time after some reps; 0 without a time."""
        if self.period_ms is None:
            return 0
        return max(self.period_ms - rep_ms - (reps - 1) * self._distance_ms(rep_ms), 0)

    def mistakes(self, rep_ms: int, *, is_round: bool) -> Iterator[Diagnostic]:
        """Yield a mistake where the times are too short for a rep or round of this length.

        The words after a hold count, too, so the scheduler looks at the distances between holds.
        """
        what, length = "round" if is_round else "rep", format_duration(rep_ms)
        if self.period_ms is not None and self.location is not None and rep_ms > self.period_ms:
            message = f"one {what} takes {length}, longer than the {format_duration(self.period_ms)} for all of them"
            hint = f"write - for: {length} or more, or shorten the {what}"
            yield Diagnostic(self.location, Severity.ERROR, message, hint)
        if is_round and self.pulse is not None and rep_ms > self.pulse.every_ms:
            every = format_duration(self.pulse.every_ms)
            message = f"a round starts every {every}, but one round takes {length}"
            hint = f"write - every: {length} or more, or shorten the round"
            yield Diagnostic(self.pulse.location, Severity.ERROR, message, hint)

    def _distance_ms(self, rep_ms: int) -> int:
        return max(self.pulse.every_ms if self.pulse else rep_ms + self.rest_ms, 1)


def rest_between_reps_ms(settings: Settings, options: Options) -> int:
    """Return the rest between two reps, or two rounds of phases or breathing, which have none by default."""
    if settings.kind() & StepKind.HOLDS:
        key_ms = gap_ms(settings, options, rules.REST_BETWEEN_REPS_MS, table.REST_BETWEEN_REPS, table.REST_BETWEEN)
        return max(key_ms, rules.GAP_TAIL_MS)
    return gap_ms(settings, options, 0, table.REST_BETWEEN_REPS)


def gap_ms(settings: Settings, options: Options, default_ms: int, *specs: Spec[Span]) -> int:
    """Return the least length of a gap by the first of some settings that is given, times the settle factor."""
    key_ms = default_ms
    for spec in specs:
        if settings.written(spec) is not None:
            span = settings.get(spec)
            key_ms = picked_ms(span, options) if span is not None else 0
            break
    return round_half_up(key_ms * options.settle)
