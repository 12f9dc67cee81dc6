"""The workload of a step as numbers: holds, reps and phases of each side of each set, before it is placed in time."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.script.sides import Side


@dataclass(frozen=True, slots=True)
class TurnDose:
    """The reps, and the hold, of one side of one set.

    Attributes:
        set_number: The number of the set, from 1.
        side: The side, if the step has sides.
        reps: The number of reps or rounds.
        hold_ms: The length of a hold; None for a step without holds.
    """

    set_number: int
    side: Side | None
    reps: int
    hold_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Workload:
    """The workload of a step: its turns, and the lengths that they share.

    Attributes:
        turns: The sides of the sets, in order.
        parts_ms: The length of each phase, or of each part of a breath, in its first and in its last round; empty for
            a step with holds, or with reps alone.
        every_ms: The time from the start of a rep or round to the start of the next one; None without a clock.
        period_ms: The time for all reps of a turn; None without one.
        rest_ms: The rest between sets or reps, where the script gives one.
    """

    turns: tuple[TurnDose, ...]
    parts_ms: tuple[tuple[int, int], ...] = ()
    every_ms: int | None = None
    period_ms: int | None = None
    rest_ms: int | None = None

    @property
    def sets(self) -> int:
        """The number of sets."""
        return max(turn.set_number for turn in self.turns)

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides of one set, in order; empty without sides."""
        return tuple(turn.side for turn in self.turns if turn.set_number == 1 and turn.side is not None)
