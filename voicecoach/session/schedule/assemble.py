"""Assemble placed sections into a timeline, with a chapter for each step, or for each side where the sides are long."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from voicecoach.script.sides import Side
from voicecoach.session import rules
from voicecoach.session.cues import (
    Role,
    Section,
)
from voicecoach.session.schedule.scheduler import Scheduler
from voicecoach.session.timeline import (
    Chapter,
    ClipSource,
    PlacedSection,
    Timeline,
)

_EXERCISE_ROLES = frozenset({Role.BEGIN, Role.PHASE, Role.BREATHE})


def chapters_of(placed: Sequence[PlacedSection], duration_ms: int) -> tuple[Chapter, ...]:
    """Return the chapters, without gaps between them, up to the session's end.

    The first chapter begins with the first step, and the last one holds the closing words.

    Args:
        placed: All sections, in order.
        duration_ms: The session's length.
    """
    ends_ms = [*(following.step.start_ms for following in placed[1:]), duration_ms]
    begun = [
        each for section, end_ms in zip(placed, ends_ms, strict=False) for each in _section_chapters(section, end_ms)
    ]
    return tuple(
        Chapter(start_ms, end_ms, title) for (start_ms, title), (end_ms, _) in pairwise([*begun, (duration_ms, "")])
    )


def _section_chapters(section: PlacedSection, end_ms: int) -> list[tuple[int, str]]:
    """Return the start and the title of each chapter of a section."""
    if section.chapter is None:
        return []
    turns = list(_side_turns(section))
    starts_ms = [start_ms for start_ms, _ in turns]
    is_long = all(after - before >= rules.SIDE_CHAPTER_FROM_MS for before, after in pairwise([*starts_ms, end_ms]))
    if len(turns) <= 1 or not is_long or not section.side_names:
        return [(section.step.start_ms, section.chapter)]
    sides = [side for _, side in turns]
    totals, counts = Counter(sides), Counter[Side]()
    begun = []
    for start_ms, side in turns:
        counts[side] += 1
        number = f" {counts[side]}" if totals[side] > 1 else ""
        begun.append((start_ms, f"{section.chapter}: {section.side_names[side]}{number}"))
    return begun


def _side_turns(section: PlacedSection) -> Iterator[tuple[int, Side]]:
    """Yield the start of each turn of a side as it is heard, and the side; the first one is the section's start."""
    exercises = sorted(
        [(hold.start_ms, hold.side) for hold in section.holds if hold.side]
        + [(clip.start_ms, clip.side) for clip in section.clips if clip.side and clip.role in _EXERCISE_ROLES]
    )
    runs = [(side, [at_ms for at_ms, _ in run]) for side, run in groupby(exercises, key=lambda each: each[1])]
    if not runs:
        return
    yield section.step.start_ms, runs[0][0]
    # There may be thousands of turns: a search through all clips for each would be slow.
    by_start = sorted(range(len(section.clips)), key=lambda index: section.clips[index].start_ms)
    starts_ms = [section.clips[index].start_ms for index in by_start]
    for (old_side, old_ms), (side, new_ms) in pairwise(runs):
        first, last = bisect_left(starts_ms, old_ms[-1]), bisect_left(starts_ms, new_ms[0])
        between = [section.clips[index] for index in sorted(by_start[first:last])]
        finished_ms = max((clip.end_ms for clip in between if clip.side == old_side and clip.text), default=0)
        announced_ms = [clip.start_ms for clip in between if clip.side == side] or [new_ms[0]]
        # The switch chime may sound before the last words to the old side, which a jump to the new one skips.
        start_ms = next((at_ms for at_ms in announced_ms if at_ms >= finished_ms), announced_ms[0])
        yield start_ms - start_ms % rules.STEP_GRID_MS, side


def schedule(
    sections: Iterable[Section], lengths_ms: Mapping[ClipSource, int], pauses: rules.Pauses = rules.DEFAULT_PAUSES
) -> Timeline:
    """Return the timeline of all sections.

    Raises:
        ScriptError: The session would be longer than 24 hours.
    """
    scheduler = Scheduler(lengths_ms, pauses)
    placed = [scheduler.place(section) for section in sections]
    return timeline_of(placed, scheduler.duration_ms())


def timeline_of(placed: list[PlacedSection], duration_ms: int) -> Timeline:
    """Return placed sections as one timeline; it has no beds yet."""
    ends_ms = [*(following.step.start_ms for following in placed[1:]), duration_ms]
    return Timeline(
        duration_ms,
        tuple(sorted((clip for one in placed for clip in one.clips), key=lambda clip: clip.start_ms)),
        tuple(hold for one in placed for hold in one.holds),
        tuple(
            replace(one.step, end_ms=end_ms)
            for one, end_ms in zip(placed, ends_ms, strict=False)
            if one.step.index is not None
        ),
        chapters_of(placed, duration_ms),
        tuple(lost for one in placed for lost in one.dropped),
    )
