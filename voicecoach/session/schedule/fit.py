"""Gaps that stretch: the sections of a session with ready, change and rest longer or shorter, to the millisecond."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from voicecoach.errors import FitError, ScriptError
from voicecoach.session import rules
from voicecoach.session.cues import HoldGap, Passage, Section
from voicecoach.session.schedule.scheduler import Scheduler
from voicecoach.session.timeline import ClipSource
from voicecoach.units import LONGEST_SESSION_MS, format_duration, round_half_up

LEAST_FACTOR = Fraction(1, 2)
MOST_FACTOR = Fraction(3)

_NOTCHES = 1_000
"""In how many steps a gap goes from its least to its most; one of them is its own length."""

_NOTCH = (MOST_FACTOR - LEAST_FACTOR) / _NOTCHES


def largest(most: int, fits: Callable[[int], bool]) -> int:
    """Return the largest whole number from 0 to ``most`` that fits; 0 does, and so does every smaller one.

    >>> largest(100, lambda number: number * number <= 50)
    7
    """
    return bisect.bisect_left(range(1, most + 1), True, key=lambda number: not fits(number))  # noqa: FBT003 - sought


@dataclass(frozen=True, slots=True)
class Stretched:
    """Sections with longer or shorter gaps, and how many times as long as by themselves they are."""

    sections: list[Section]
    factor: Fraction


class Stretchable:
    """Sections whose gaps may be from half to three times as long as by themselves.

    Args:
        sections: With the gaps' own lengths.
        lengths_ms: The length of every source in them.
    """

    def __init__(self, sections: Sequence[Section], lengths_ms: Mapping[ClipSource, int]) -> None:
        self.sections = sections
        self.lengths_ms = lengths_ms
        gaps = [(at, passage.key_ms) for at, section in enumerate(sections) for passage in _approaches(section)]
        self._own_ms = [key_ms for _, key_ms in gaps]
        # Behind the start of the last step there is no grid, so that every millisecond of a gap counts.
        last_step = max((at for at, section in enumerate(sections) if section.index is not None), default=0)
        self._free = [gap for gap, (at, _) in enumerate(gaps) if at >= last_step]

    def duration_ms(self, factor: Fraction) -> int:
        """Return how long the session is with all gaps this many times as long.

        One that would be longer than 24 hours counts as a millisecond longer than that.
        """
        return self._duration_ms([round_half_up(own_ms * factor) for own_ms in self._own_ms])

    def stretched(self, target_ms: int) -> Stretched | None:
        """Return the sections with the gaps that make the session as long as asked; None where none do.

        All gaps stretch alike; the last few milliseconds make single ones longer. Steps begin on a grid, so where
        no gap behind the last step's start can take it, less than a grid's width is left for the silence at the end.
        """

        def fits(keys_ms: list[int]) -> bool:
            return self._duration_ms(keys_ms) <= target_ms

        if not fits(self._keys_ms(0)):
            return None
        last_notch = _NOTCHES * len(self._own_ms)
        notch = largest(last_notch, lambda number: fits(self._keys_ms(number)))
        keys_ms = self._keys_ms(notch)
        limits_ms = [round_half_up(own_ms * MOST_FACTOR) for own_ms in self._own_ms]
        # The gap that would come next may take a part of its notch, those at the end what the grid leaves.
        for gap in (*([notch % len(keys_ms)] if notch < last_notch else []), *reversed(self._free)):
            keys_ms = self._lengthened(keys_ms, gap, limits_ms[gap], fits)
        missing_ms = target_ms - self._duration_ms(keys_ms)
        if missing_ms >= rules.STEP_GRID_MS:
            return None
        return Stretched(self._with_keys(keys_ms), LEAST_FACTOR + _NOTCH * notch / max(len(keys_ms), 1))

    def _lengthened(self, keys_ms: list[int], gap: int, limit_ms: int, fits: Callable[[list[int]], bool]) -> list[int]:
        """Return the keys with one of them as long as fits."""

        def with_more(more_ms: int) -> list[int]:
            return [*keys_ms[:gap], keys_ms[gap] + more_ms, *keys_ms[gap + 1 :]]

        return with_more(largest(limit_ms - keys_ms[gap], lambda more_ms: fits(with_more(more_ms))))

    def _keys_ms(self, notch: int) -> list[int]:
        """Return the keys at a place of the way on which one gap after the other goes a notch further."""
        if not self._own_ms:
            return []
        notches, ahead = divmod(notch, len(self._own_ms))
        return [
            round_half_up(own_ms * (LEAST_FACTOR + _NOTCH * (notches + (gap < ahead))))
            for gap, own_ms in enumerate(self._own_ms)
        ]

    def _duration_ms(self, keys_ms: list[int]) -> int:
        scheduler = Scheduler(self.lengths_ms)
        try:
            for section in self._with_keys(keys_ms):
                scheduler.place(section)
        except ScriptError:
            return LONGEST_SESSION_MS + 1
        return scheduler.duration_ms()

    def _with_keys(self, keys_ms: list[int]) -> list[Section]:
        keys = iter(keys_ms)

        def with_key(passage: Passage) -> Passage:
            return replace(passage, key_ms=next(keys)) if isinstance(passage, HoldGap) else passage

        return [
            replace(section, passages=tuple(with_key(passage) for passage in section.passages))
            for section in self.sections
        ]


def _approaches(section: Section) -> list[HoldGap]:
    return [passage for passage in section.passages if isinstance(passage, HoldGap)]


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
    lengths_of: Callable[[list[Section]], Mapping[ClipSource, int]],
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
        lengths_of: Callable[[list[Section]], Mapping[ClipSource, int]],
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
