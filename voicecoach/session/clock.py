"""The clock of a step: when its reps begin, and how many there is time for."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.errors import Location
from voicecoach.units import format_duration


@dataclass(frozen=True, slots=True)
class Pulse:
    """The clock of a step whose reps begin at equal distances.

    Attributes:
        every_ms: The distance from the start of a hold or of a movement's last round to the start of the next one.
        location: The place of the setting.
    """

    every_ms: int
    location: Location


@dataclass(frozen=True, slots=True)
class Clock:
    """The time that a step gives to its reps or rounds (``- for: 10m``), and how many it has room for.

    Attributes:
        period_ms: The time, for each side of each set.
        reps: Their number, for each side of each set.
        has_rounds: Whether they are rounds of phases or breathing.
    """

    period_ms: int
    reps: tuple[int, ...]
    has_rounds: bool = False

    def __str__(self) -> str:
        is_even = len(set(self.reps)) == 1
        counts = ", ".join(map(str, self.reps[:1] if is_even else self.reps))
        each = " each" if len(self.reps) > 1 else ""
        what = f"{'round' if self.has_rounds else 'rep'}{'' if counts == '1' else 's'}"
        return f"{counts} {what} in {format_duration(self.period_ms)}{each}"
