"""A session of exactly the length that was asked for: only what may stretch is stretched, in fair proportion.

Ranges move inside their limits, in whole seconds and counts; the least lengths of ready, change and rest move
between half and three times their own. Both move together on one way, from the shortest session through the one
that the level picks to the longest, and the gaps take the milliseconds. Speech, pauses written by hand and holds
without a range stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from voicecoach.errors import FitError, ScriptError
from voicecoach.session.stretching import LEAST_FACTOR, MOST_FACTOR, Stretchable, Stretched, largest
from voicecoach.units import LONGEST_SESSION_MS, format_duration, round_half_up

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from voicecoach.session.cues import Section
    from voicecoach.session.timeline import Source

_STOPS = 1_000
"""How many stops the way has behind the shortest session."""

_HINT = "choose a length in between, take steps out with --skip, or give holds a range such as 20-40s"
_HINT_WITHOUT_GAPS = "choose one of these, or give ready, change and rest some seconds that can stretch"


@dataclass(frozen=True, slots=True)
class Fitted:
    """A session that was fitted.

    Attributes:
        sections: What to play. Their end may come earlier than asked for by less than the grid of the steps; the
            silence behind them takes the difference.
        summary: What was done, for a person.
    """

    sections: list[Section]
    summary: str


def fit(
    target_ms: int,
    own_position: Fraction,
    unrolled_at: Callable[[Fraction], list[Section]],
    lengths_of: Callable[[list[Section]], Mapping[Source, int]],
) -> Fitted:
    """Return the session that lasts exactly as long as asked.

    Args:
        target_ms: The length.
        own_position: Where the level picks from every range, from 0 (the least) to 1 (the most).
        unrolled_at: Returns the sections with every range at a position.
        lengths_of: Returns the length of every source in some sections.

    Raises:
        FitError: The session cannot be that short or that long; the message says what is possible.
    """
    return _Fit(target_ms, own_position, unrolled_at, lengths_of).run()


class _Fit:
    def __init__(
        self,
        target_ms: int,
        own_position: Fraction,
        unrolled_at: Callable[[Fraction], list[Section]],
        lengths_of: Callable[[list[Section]], Mapping[Source, int]],
    ) -> None:
        self._target_ms = target_ms
        self._own_position = own_position
        self._unrolled_at = unrolled_at
        self._lengths_of = lengths_of
        self._at_positions: dict[Fraction, Stretchable] = {}

    def run(self) -> Fitted:
        # A cue that says its hold may take longer for a shorter one: "thirty" is shorter than "twenty-nine".
        shortest_ms, longest_ms = sorted((self._duration_ms(0), self._duration_ms(_STOPS)))
        if not shortest_ms <= self._target_ms <= longest_ms:
            between = f"the shortest possible is {format_duration(shortest_ms)}"
            raise FitError(
                format_duration(self._target_ms), f"{between}, the longest {format_duration(longest_ms)}", _HINT
            )
        stop = largest(_STOPS, lambda number: self._duration_ms(number) <= self._target_ms)
        stretched = self._between(stop)
        return Fitted(stretched.sections, self._summary(stop, stretched.factor))

    def _way(self, stop: int) -> tuple[Fraction, Fraction]:
        """Return the position in ranges and the factor of gaps at a stop; half-way the session is as by itself."""
        share = Fraction(stop, _STOPS)
        if share <= Fraction(1, 2):
            return self._own_position * share * 2, LEAST_FACTOR + (1 - LEAST_FACTOR) * share * 2
        beyond = share * 2 - 1
        return self._own_position + (1 - self._own_position) * beyond, 1 + (MOST_FACTOR - 1) * beyond

    def _between(self, stop: int) -> Stretched:
        """Return the sections that last as long as asked, with ranges somewhere from a stop to the next.

        One section after the other goes to the next stop while there is room, and the gaps take the rest.
        """
        position, factor = self._way(stop)
        before, after = self._at(position), self._at(self._way(min(stop + 1, _STOPS))[0])

        def mixed(count: int) -> Stretchable:
            sections = [*after.sections[:count], *before.sections[count:]]
            return Stretchable(sections, {**before.lengths_ms, **after.lengths_ms})

        every = len(before.sections)
        count = largest(every, lambda number: mixed(number).duration_ms(factor) <= self._target_ms)
        nearest, following = mixed(count), mixed(min(count + 1, every))
        stretched = nearest.stretched(self._target_ms) or following.stretched(self._target_ms)
        if stretched is None:
            below = format_duration(nearest.duration_ms(MOST_FACTOR))
            above = format_duration(following.duration_ms(LEAST_FACTOR))
            possible = f"the nearest possible lengths are {below} and {above}"
            raise FitError(format_duration(self._target_ms), possible, _HINT_WITHOUT_GAPS)
        return stretched

    def _summary(self, stop: int, factor: Fraction) -> str:
        position, _ = self._way(stop)
        done = f"ready, change and rest times {float(factor):.2f}"
        if self._at(position).sections == self._at(self._own_position).sections:
            return done
        return f"ranges at {round_half_up(position * 100)} %, {done}"

    def _duration_ms(self, stop: int) -> int:
        """Return how long the session is at a stop of the way; one of too many cues is the longest that can be."""
        position, factor = self._way(stop)
        try:
            return self._at(position).duration_ms(factor)
        except ScriptError:
            return LONGEST_SESSION_MS + 1

    def _at(self, position: Fraction) -> Stretchable:
        if position not in self._at_positions:
            sections = self._unrolled_at(position)
            self._at_positions[position] = Stretchable(sections, self._lengths_of(sections))
        return self._at_positions[position]
