"""Gaps that stretch: the sections of a session with ready, change and rest longer or shorter, to the millisecond."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from voicecoach.errors import ScriptError
from voicecoach.session import rules
from voicecoach.session.cues import Approach
from voicecoach.session.schedule import Scheduler
from voicecoach.units import round_half_up

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from voicecoach.session.cues import Passage, Section
    from voicecoach.session.timeline import Source

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

    def __init__(self, sections: Sequence[Section], lengths_ms: Mapping[Source, int]) -> None:
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
            return rules.LONGEST_SESSION_MS + 1
        return scheduler.duration_ms()

    def _with_keys(self, keys_ms: list[int]) -> list[Section]:
        keys = iter(keys_ms)

        def with_key(passage: Passage) -> Passage:
            return replace(passage, key_ms=next(keys)) if isinstance(passage, Approach) else passage

        return [
            replace(section, passages=tuple(with_key(passage) for passage in section.passages))
            for section in self.sections
        ]


def _approaches(section: Section) -> list[Approach]:
    return [passage for passage in section.passages if isinstance(passage, Approach)]
