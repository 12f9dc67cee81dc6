"""Fit a session to an exact length: pick from the ranges of holds, and stretch the gaps before them.

A session goes from its shortest to its longest in stops. At the middle stop it is as without fitting; towards the
shortest, ranges and gaps shrink together, and towards the longest they grow.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeGuard

from voicecoach.errors import FitError, ScriptError
from voicecoach.session import rules
from voicecoach.session.cues import Closing, Cue, HoldGap, Passage, Section, Silence, Talk
from voicecoach.session.schedule.scheduler import Scheduler
from voicecoach.session.timeline import ClipSource
from voicecoach.units import LONGEST_SESSION_MS, MINUTE_MS, SECOND_MS, format_clock, format_duration, round_half_up

LEAST_FACTOR = Fraction(1, 2)
MOST_FACTOR = Fraction(3)

_NOTCHES = 1_000
"""The notches from a gap's least to its most; one of them is its own length."""

_NOTCH = (MOST_FACTOR - LEAST_FACTOR) / _NOTCHES


def largest(most: int, value_at: Callable[[int], int], limit: int) -> int:
    """Return the largest number from 0 to ``most`` whose value is within a limit; 0 where none is.

    Values must not fall as numbers grow, and are expected to grow nearly in proportion: a guess lies where a straight
    line meets the limit, or in the middle where the last one did not halve the range. A value costs much to compute.

    >>> largest(100, lambda number: number * number, 50)
    7
    """
    within, value = 0, value_at(0)
    if value > limit:
        return 0
    beyond, value_beyond = most, value_at(most)
    if value_beyond <= limit:
        return most
    is_middle = False
    while (width := beyond - within) > 1:
        ahead = width // 2 if is_middle else width * (limit - value) // (value_beyond - value)
        guess = within + min(max(ahead, 1), width - 1)
        guessed = value_at(guess)
        if guessed <= limit:
            within, value = guess, guessed
        else:
            beyond, value_beyond = guess, guessed
        is_middle = not is_middle and (beyond - within) * 2 > width
    return within


@dataclass(frozen=True, slots=True)
class Stretched:
    """Sections with stretched gaps, and the factor on their own lengths."""

    sections: list[Section]
    factor: Fraction


class Stretchable:
    """Sections whose gaps stretch from half to three times their own length.

    Args:
        sections: With the gaps' own lengths.
        lengths_ms: The length of every source in them.
        pauses: The pauses between phrases and paragraphs.
    """

    def __init__(self, sections: Sequence[Section], lengths_ms: Mapping[ClipSource, int], pauses: rules.Pauses) -> None:
        self.sections = sections
        self.lengths_ms = lengths_ms
        self._pauses = pauses
        gaps = [(at, own_ms) for at, section in enumerate(sections) for own_ms in _stretching_ms(section)]
        self._own_ms = [key_ms for _, key_ms in gaps]
        # After the start of the last step no grid rounds anything, so every millisecond of a gap counts.
        last_step = max((at for at, section in enumerate(sections) if section.index is not None), default=0)
        self._free = [gap for gap, (at, _) in enumerate(gaps) if at >= last_step]
        self._durations_ms: dict[tuple[int, ...], int] = {}  # of each tried list of gaps, as placing takes long

    def duration_ms(self, factor: Fraction) -> int:
        """Return the session's length with this factor on all gaps; more than 24 hours counts as 1 ms more."""
        return self._duration_ms([round_half_up(own_ms * factor) for own_ms in self._own_ms])

    def place(self) -> None:
        """Place the sections with the gaps' own lengths.

        Raises:
            ScriptError: They cannot be placed.
        """
        scheduler = Scheduler(self.lengths_ms, self._pauses)
        for section in self.sections:
            scheduler.place(section)

    def stretched(self, target_ms: int) -> Stretched | None:
        """Return the sections with gaps that bring the session to a length; None where no gaps do.

        All gaps stretch alike; single ones take the last few milliseconds. Since steps begin on a grid, up to less
        than a grid's width may remain for the silence at the end, where no gap after the last step's start takes it.
        """
        if self._duration_ms(self._keys_ms(0)) > target_ms:
            return None
        last_notch = _NOTCHES * len(self._own_ms)
        notch = largest(last_notch, lambda number: self._duration_ms(self._keys_ms(number)), target_ms)
        keys_ms = self._keys_ms(notch)
        limits_ms = [round_half_up(own_ms * MOST_FACTOR) for own_ms in self._own_ms]
        # The next gap may take a part of its notch; those at the end take what the grid leaves.
        for gap in (*([notch % len(keys_ms)] if notch < last_notch else []), *reversed(self._free)):
            keys_ms = self._lengthened(keys_ms, gap, limits_ms[gap], target_ms)
        missing_ms = target_ms - self._duration_ms(keys_ms)
        if missing_ms >= rules.STEP_GRID_MS:
            return None
        return Stretched(self._with_keys(keys_ms), LEAST_FACTOR + _NOTCH * notch / max(len(keys_ms), 1))

    def _lengthened(self, keys_ms: list[int], gap: int, limit_ms: int, target_ms: int) -> list[int]:
        """Return the lengths of the gaps, with one of them as long as fits."""

        def with_more(more_ms: int) -> list[int]:
            return [*keys_ms[:gap], keys_ms[gap] + more_ms, *keys_ms[gap + 1 :]]

        most_ms = limit_ms - keys_ms[gap]
        return with_more(largest(most_ms, lambda more_ms: self._duration_ms(with_more(more_ms)), target_ms))

    def _keys_ms(self, notch: int) -> list[int]:
        """Return the lengths of the gaps at a notch; counting up, one gap after another grows by a notch."""
        if not self._own_ms:
            return []
        notches, ahead = divmod(notch, len(self._own_ms))
        return [
            round_half_up(own_ms * (LEAST_FACTOR + _NOTCH * (notches + (gap < ahead))))
            for gap, own_ms in enumerate(self._own_ms)
        ]

    def _duration_ms(self, keys_ms: list[int]) -> int:
        tried = tuple(keys_ms)
        if tried not in self._durations_ms:
            self._durations_ms[tried] = self._placed_ms(keys_ms)
        return self._durations_ms[tried]

    def _placed_ms(self, keys_ms: list[int]) -> int:
        scheduler = Scheduler(self.lengths_ms, self._pauses)
        try:
            for section in self._with_keys(keys_ms):
                scheduler.place(section)
        except ScriptError:
            return LONGEST_SESSION_MS + 1
        return scheduler.duration_ms()

    def _with_keys(self, keys_ms: list[int]) -> list[Section]:
        keys = iter(keys_ms)

        def with_keys(passage: Passage) -> Passage:
            if isinstance(passage, HoldGap) and passage.can_stretch:
                passage = replace(passage, key_ms=next(keys))
            if not isinstance(passage, Talk | Closing | HoldGap) or not any(map(_stretches, passage.cues)):
                return passage
            cues = tuple(replace(cue, duration_ms=next(keys)) if _stretches(cue) else cue for cue in passage.cues)
            return replace(passage, cues=cues)

        return [
            replace(section, passages=tuple(with_keys(passage) for passage in section.passages))
            for section in self.sections
        ]


def _stretching_ms(section: Section) -> Iterator[int]:
    """Yield the own length of each gap and pause of a section that may stretch, in the order of the session."""
    for passage in section.passages:
        if isinstance(passage, HoldGap) and passage.can_stretch:
            yield passage.key_ms
        yield from _pauses_ms(passage)


def _pauses_ms(passage: Passage) -> Iterator[int]:
    if isinstance(passage, Talk | Closing | HoldGap):
        yield from (cue.duration_ms for cue in passage.cues if _stretches(cue))


def _stretches(cue: Cue) -> TypeGuard[Silence]:
    return isinstance(cue, Silence) and cue.can_stretch


_STOPS = 1_000
"""The stops after the shortest session; the last one is the longest session."""

_HINT = "choose a length in this range, skip steps with --skip, or give holds a range such as 20-40s"
_HINT_WITHOUT_GAPS = "choose one of these, or add time to ready, change or rest that can stretch"


@dataclass(frozen=True, slots=True)
class Fitted:
    """A session fitted to a length.

    Attributes:
        sections: Its sections. They may end earlier than the length by less than the grid of the steps; the silence
            after them takes the difference.
        summary: A line for a person that says which lengths the fit changed.
    """

    sections: list[Section]
    summary: str


def fit(
    target_ms: int,
    own_position: Fraction,
    unrolled_at: Callable[[Fraction], list[Section]],
    lengths_of: Callable[[list[Section]], Mapping[ClipSource, int]],
    pauses: rules.Pauses = rules.DEFAULT_PAUSES,
) -> Fitted:
    """Return the session with exactly this length.

    Args:
        target_ms: The length.
        own_position: The place of the level in every range, from 0 (the least) to 1 (the most).
        unrolled_at: Returns the sections with every range at a position.
        lengths_of: Returns the length of every source in some sections.
        pauses: The pauses between phrases and paragraphs.

    Raises:
        FitError: The session cannot be that short or that long; the message says what is possible.
    """
    return _Fit(target_ms, own_position, unrolled_at, lengths_of, pauses).run()


def possible_ms(
    own_position: Fraction,
    unrolled_at: Callable[[Fraction], list[Section]],
    lengths_of: Callable[[list[Section]], Mapping[ClipSource, int]],
    pauses: rules.Pauses = rules.DEFAULT_PAUSES,
) -> tuple[int, int]:
    """Return the shortest and the longest length that a session can be fitted to.

    Args:
        own_position: As for :func:`fit`.
        unrolled_at: As for :func:`fit`.
        lengths_of: As for :func:`fit`.
        pauses: As for :func:`fit`.

    Raises:
        ScriptError: The session is too long at any length.
    """
    return _Fit(0, own_position, unrolled_at, lengths_of, pauses).possible_ms()


class _Fit:
    def __init__(
        self,
        target_ms: int,
        own_position: Fraction,
        unrolled_at: Callable[[Fraction], list[Section]],
        lengths_of: Callable[[list[Section]], Mapping[ClipSource, int]],
        pauses: rules.Pauses,
    ) -> None:
        self._target_ms = target_ms
        self._own_position = own_position
        self._unrolled_at = unrolled_at
        self._lengths_of = lengths_of
        self._pauses = pauses
        self._at_positions: dict[Fraction, Stretchable] = {}

    def possible_ms(self) -> tuple[int, int]:
        # A cue that says its hold may be longer for a shorter hold: "thirty" is shorter than "twenty-nine".
        shortest_ms, longest_ms = sorted((self._duration_ms(0), self._duration_ms(self._last_stop())))
        if shortest_ms > LONGEST_SESSION_MS:
            self._at(self._own_position).place()  # no length is the cause, so the session itself says what is
        return shortest_ms, longest_ms

    def run(self) -> Fitted:
        shortest_ms, longest_ms = self.possible_ms()
        if not shortest_ms <= self._target_ms <= longest_ms:
            possible = f"the shortest is {format_duration(shortest_ms)}, the longest {format_duration(longest_ms)}"
            minutes_ms = self._target_ms * MINUTE_MS // SECOND_MS
            hint = (
                f"write {format_duration(minutes_ms)} for minutes" if shortest_ms <= minutes_ms <= longest_ms else _HINT
            )
            raise FitError(format_duration(self._target_ms), possible, hint)
        stop = largest(_STOPS, self._duration_ms, self._target_ms)
        stretched = self._between(stop)
        return Fitted(stretched.sections, self._summary(stop, stretched.factor))

    def _last_stop(self) -> int:
        """Return the last stop at which the session can be placed: longer holds may miss a clock."""
        if self._duration_ms(_STOPS) <= LONGEST_SESSION_MS:
            return _STOPS
        return largest(_STOPS, self._duration_ms, LONGEST_SESSION_MS)

    def _at_stop(self, stop: int) -> tuple[Fraction, Fraction]:
        """Return the position in ranges and the factor on gaps at a stop; the middle stop changes neither."""
        share = Fraction(stop, _STOPS)
        if share <= Fraction(1, 2):
            return self._own_position * share * 2, LEAST_FACTOR + (1 - LEAST_FACTOR) * share * 2
        beyond = share * 2 - 1
        return self._own_position + (1 - self._own_position) * beyond, 1 + (MOST_FACTOR - 1) * beyond

    def _between(self, stop: int) -> Stretched:
        """Return the sections with the wanted length, with their ranges between a stop and the next.

        One section after another moves on to the next stop while there is room, and the gaps take the rest.
        """
        position, factor = self._at_stop(stop)
        before, after = self._at(position), self._at(self._at_stop(min(stop + 1, _STOPS))[0])

        @functools.cache
        def mixed(count: int) -> Stretchable:
            sections = [*after.sections[:count], *before.sections[count:]]
            return Stretchable(sections, {**before.lengths_ms, **after.lengths_ms}, self._pauses)

        every = len(before.sections)
        count = largest(every, lambda number: mixed(number).duration_ms(factor), self._target_ms)
        nearest, following = mixed(count), mixed(min(count + 1, every))
        stretched = nearest.stretched(self._target_ms) or following.stretched(self._target_ms)
        if stretched is None:
            below = format_duration(nearest.duration_ms(MOST_FACTOR))
            above = format_duration(following.duration_ms(LEAST_FACTOR))
            possible = f"the nearest lengths are {below} and {above}"
            raise FitError(format_duration(self._target_ms), possible, _HINT_WITHOUT_GAPS)
        return stretched

    def _summary(self, stop: int, factor: Fraction) -> str:
        position, _ = self._at_stop(stop)
        sections = self._at(self._own_position).sections
        has_gaps = any(
            isinstance(passage, HoldGap) and passage.can_stretch for section in sections for passage in section.passages
        )
        has_pauses = any(True for section in sections for passage in section.passages for _ in _pauses_ms(passage))
        stretched = [*(["pauses"] if has_pauses else []), *(["transitions"] if has_gaps else [])]
        done = f"{' and '.join(stretched)} \N{MULTIPLICATION SIGN}{round(float(factor), 2):g}"
        if self._at(position).sections != self._at(self._own_position).sections:
            done = f"holds at {round_half_up(position * 100)} % of their range, {done}"
        return f"Fitted to {format_clock(self._target_ms)}: {done}"

    def _duration_ms(self, stop: int) -> int:
        """Return the session's length at a stop; too many cues count as more than 24 hours."""
        position, factor = self._at_stop(stop)
        try:
            return self._at(position).duration_ms(factor)
        except ScriptError:
            return LONGEST_SESSION_MS + 1

    def _at(self, position: Fraction) -> Stretchable:
        if position not in self._at_positions:
            sections = self._unrolled_at(position)
            self._at_positions[position] = Stretchable(sections, self._lengths_of(sections), self._pauses)
        return self._at_positions[position]
