"""A session of exactly the length that was asked for: only what may stretch is stretched, in fair proportion.

Ranges move inside their limits, in whole seconds and counts; the least lengths of ready, change and rest move
between half and three times their own. Both move together, from the shortest to the longest session, and the
gaps take the milliseconds. Speech, pauses written by hand and holds without a range stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from voicecoach.errors import VoicecoachError
from voicecoach.session.cues import Approach, Section
from voicecoach.session.schedule import Scheduler, timeline_of
from voicecoach.units import format_duration, round_half_up

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from voicecoach.session.timeline import Source, Timeline

LEAST_GAP_FACTOR = Fraction(1, 2)
MOST_GAP_FACTOR = Fraction(3)

_FINENESS = 4_096
_TRIES = 200


@dataclass(frozen=True, slots=True)
class Fitted:
    """A session that was fitted.

    Attributes:
        sections: What to play.
        timeline: Where it lies; its length is exactly what was asked for.
        range_position: Where in every range its value lies, from 0 to 1.
        gap_factor: How much longer than by themselves the least lengths of the gaps are.
    """

    sections: list[Section]
    timeline: Timeline
    range_position: Fraction
    gap_factor: Fraction

    @property
    def summary(self) -> str:
        """What was done, for a person."""
        position = f"ranges at {round_half_up(self.range_position * 100)} %"
        return f"{position}, ready, change and rest times {float(self.gap_factor):.2f}"


def fit(
    target_ms: int,
    unrolled_at: Callable[[Fraction], list[Section]],
    lengths_of: Callable[[list[Section]], Mapping[Source, int]],
) -> Fitted:
    """Return the session that lasts exactly as long as asked.

    Args:
        target_ms: The length.
        unrolled_at: Returns the sections with every range at a position from 0 (least) to 1 (most).
        lengths_of: Returns the length of every source in some sections.

    Raises:
        VoicecoachError: The session cannot be that short or that long; the message says what is possible.
    """
    return _Fit(target_ms, unrolled_at, lengths_of).run()


class _Fit:
    def __init__(
        self,
        target_ms: int,
        unrolled_at: Callable[[Fraction], list[Section]],
        lengths_of: Callable[[list[Section]], Mapping[Source, int]],
    ) -> None:
        self._target_ms = target_ms
        self._unrolled_at = unrolled_at
        self._lengths_of = lengths_of
        self._unrolled: dict[Fraction, tuple[list[Section], Mapping[Source, int]]] = {}

    def run(self) -> Fitted:
        shortest_ms = self._duration_ms(Fraction(0), LEAST_GAP_FACTOR)
        longest_ms = self._duration_ms(Fraction(1), MOST_GAP_FACTOR)
        if not shortest_ms <= self._target_ms <= longest_ms:
            self._refuse(shortest_ms, longest_ms)
        share = self._largest(lambda share: self._duration_ms(*_both(share)))
        above = min(share + Fraction(1, _FINENESS), Fraction(1))
        candidates = [found for one in (share, above) if (found := self._with_gaps(one)) is not None]
        if not candidates:
            self._refuse(shortest_ms, longest_ms)
        position, factor = min(candidates, key=lambda found: abs(found[1] - _both(share)[1]))
        return self._exact(position, factor, shortest_ms, longest_ms)

    def _refuse(self, shortest_ms: int, longest_ms: int) -> None:
        wanted = format_duration(self._target_ms)
        shortest, longest = format_duration(shortest_ms), format_duration(longest_ms)
        raise VoicecoachError(
            f"the session cannot last exactly {wanted}: the shortest possible is {shortest}, the longest {longest}",
            "choose a length in between, take steps out with --skip, or give holds a range such as 20-40s",
        )

    def _with_gaps(self, share: Fraction) -> tuple[Fraction, Fraction] | None:
        """Return the position of a share, and the largest gap factor that stays within the length; None without."""
        position, _ = _both(share)
        if not (
            self._duration_ms(position, LEAST_GAP_FACTOR)
            <= self._target_ms
            <= self._duration_ms(position, MOST_GAP_FACTOR)
        ):
            return None
        span = MOST_GAP_FACTOR - LEAST_GAP_FACTOR
        part = self._largest(lambda part: self._duration_ms(position, LEAST_GAP_FACTOR + part * span))
        return position, LEAST_GAP_FACTOR + part * span

    def _largest(self, duration_ms: Callable[[Fraction], int]) -> Fraction:
        """Return the largest part of the way, from 0 to 1, at which the session is not too long."""
        low, high = 0, _FINENESS
        while low < high:
            middle = (low + high + 1) // 2
            if duration_ms(Fraction(middle, _FINENESS)) <= self._target_ms:
                low = middle
            else:
                high = middle - 1
        return Fraction(low, _FINENESS)

    def _exact(self, position: Fraction, factor: Fraction, shortest_ms: int, longest_ms: int) -> Fitted:
        """Return the session with the last milliseconds given to its gaps, the later ones first.

        Steps begin on a grid, so a gap may take less or more than it is given; the rest of a grid's width at
        the most goes to the silence at the end.
        """
        sections, lengths_ms = self._at(position)
        sections = _with_factor(sections, factor)
        places = [
            (at, within)
            for at, section in enumerate(sections)
            for within, passage in enumerate(section.passages)
            if isinstance(passage, Approach)
        ]
        timeline = _timeline(sections, lengths_ms)
        for at, within in (places[::-1] * (_TRIES // max(len(places), 1) + 1))[:_TRIES]:
            missing_ms = self._target_ms - timeline.duration_ms
            if missing_ms == 0:
                break
            longer = _with_extra(sections, at, within, missing_ms)
            tried = _timeline(longer, lengths_ms)
            if timeline.duration_ms < tried.duration_ms <= self._target_ms:
                sections, timeline = longer, tried
        missing_ms = self._target_ms - timeline.duration_ms
        if missing_ms > _MOST_LEAD_OUT_MS:
            self._refuse(shortest_ms, longest_ms)
        return Fitted(sections, _with_lead_out(timeline, missing_ms), position, factor)

    def _duration_ms(self, position: Fraction, factor: Fraction) -> int:
        sections, lengths_ms = self._at(position)
        return _timeline(_with_factor(sections, factor), lengths_ms).duration_ms

    def _at(self, position: Fraction) -> tuple[list[Section], Mapping[Source, int]]:
        if position not in self._unrolled:
            sections = self._unrolled_at(position)
            self._unrolled[position] = sections, self._lengths_of(sections)
        return self._unrolled[position]


_MOST_LEAD_OUT_MS = 1_000


def _both(share: Fraction) -> tuple[Fraction, Fraction]:
    """Return the position in ranges and the factor of gaps at a share of the way from shortest to longest.

    At half of the way ranges are in their middle and gaps have their own length.
    """
    half = Fraction(1, 2)
    if share <= half:
        return share, LEAST_GAP_FACTOR + share * 2 * (1 - LEAST_GAP_FACTOR)
    return share, 1 + (share - half) * 2 * (MOST_GAP_FACTOR - 1)


def _timeline(sections: list[Section], lengths_ms: Mapping[Source, int]) -> Timeline:
    scheduler = Scheduler(lengths_ms)
    placed = [scheduler.place(section) for section in sections]
    return timeline_of(placed, scheduler.duration_ms())


def _with_factor(sections: list[Section], factor: Fraction) -> list[Section]:
    return [
        replace(
            section,
            passages=tuple(
                replace(passage, key_ms=round_half_up(passage.key_ms * factor))
                if isinstance(passage, Approach)
                else passage
                for passage in section.passages
            ),
        )
        for section in sections
    ]


def _with_extra(sections: list[Section], at: int, within: int, extra_ms: int) -> list[Section]:
    section = sections[at]
    passages = list(section.passages)
    approach = passages[within]
    assert isinstance(approach, Approach)
    passages[within] = replace(approach, key_ms=approach.key_ms + extra_ms)
    return [*sections[:at], replace(section, passages=tuple(passages)), *sections[at + 1 :]]


def _with_lead_out(timeline: Timeline, extra_ms: int) -> Timeline:
    if not extra_ms:
        return timeline
    duration_ms = timeline.duration_ms + extra_ms
    chapters = tuple(
        replace(chapter, end_ms=duration_ms) if chapter.end_ms == timeline.duration_ms else chapter
        for chapter in timeline.chapters
    )
    steps = tuple(
        replace(step, end_ms=duration_ms) if step.end_ms == timeline.duration_ms else step for step in timeline.steps
    )
    return replace(timeline, duration_ms=duration_ms, chapters=chapters, steps=steps)
