"""Where to go on in a session: steps, sides and holds, each with a moment to get ready."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voicecoach.errors import NotFoundError
from voicecoach.script.steps import normalise_name
from voicecoach.session.cues import Role
from voicecoach.session.timeline import Clip, PlacedHold, PlacedSection, PlacedStep, SpeechSource
from voicecoach.text import did_you_mean
from voicecoach.units import SECOND_MS, UnitError, format_clock, parse_duration_ms

GET_READY_MS = 3 * SECOND_MS
"""The least that there is before a hold to which a person jumped."""

STEP_AGAIN_AFTER_MS = 3 * SECOND_MS
"""This far into a step, the previous step is this one from its start."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go on.

    Attributes:
        position_ms: Where in the session.
        silence_ms: How much silence to put before it, to get ready.
    """

    position_ms: int
    silence_ms: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """The holds, or the movement, of one side in one set of a step; half open.

    Attributes:
        section: Which section, from 0.
        side: The side, or None in a step without sides.
        set_number: Which set, from 1.
        start_ms: The start of its first hold.
        end_ms: The end of its last hold.
        gap_ms: The end of what went before it in the step, or the step's start.
    """

    section: int
    side: str | None
    set_number: int
    start_ms: int
    end_ms: int
    gap_ms: int


def section_at(sections: Sequence[PlacedSection], position_ms: int) -> int:
    """Return which section a position lies in, from 0; before the first it is the first."""
    index = bisect.bisect_right(sections, position_ms, key=lambda section: section.step.start_ms)
    return max(index - 1, 0)


def hold_at(section: PlacedSection, position_ms: int) -> int | None:
    """Return which hold of a section a position lies in, from 0; None outside of holds."""
    index = bisect.bisect_right(section.holds, position_ms, key=lambda hold: hold.start_ms) - 1
    return index if index >= 0 and position_ms < section.holds[index].end_ms else None


def next_step(sections: Sequence[PlacedSection], position_ms: int) -> Place | None:
    """Return the start of the next step, None if there is none among these sections."""
    for section in sections[section_at(sections, position_ms) :]:
        if section.step.index is not None and section.step.start_ms > position_ms:
            return Place(section.step.start_ms)
    return None


def previous_step(sections: Sequence[PlacedSection], position_ms: int) -> Place:
    """Return this step's start, or if it began only just now, the start of the one before; else the session's."""
    for section in reversed(sections[: section_at(sections, position_ms) + 1]):
        start_ms = section.step.start_ms
        if section.step.index is not None and start_ms + STEP_AGAIN_AFTER_MS <= position_ms:
            return Place(start_ms)
    return Place(0)


def this_side(sections: Sequence[PlacedSection], position_ms: int) -> Place | None:
    """Return where the side, or the hold of a step without sides, begins that a position belongs to.

    A gap belongs to what comes after it, and the words after the last hold to that one. A step without holds or
    movements begins again itself. None before the first section, and in parts that are no steps.
    """
    if not sections:
        return None
    index = section_at(sections, position_ms)
    turn = turn_at(turns(sections, index), position_ms)
    if turn is not None:
        return ready_for(sections[index], turn)
    step = sections[index].step
    return Place(step.start_ms) if step.index is not None and step.start_ms <= position_ms else None


def other_side(sections: Sequence[PlacedSection], position_ms: int) -> Place | None:
    """Return where the other side of the same set begins; None where there is no other side."""
    if not sections:
        return None
    index = section_at(sections, position_ms)
    all_turns = turns(sections, index)
    turn = turn_at(all_turns, position_ms)
    if turn is None or turn.side is None:
        return None
    others = [one for one in all_turns if one.side != turn.side]
    in_set = [one for one in others if one.set_number == turn.set_number] or others
    return ready_for(sections[index], in_set[0]) if in_set else None


def turn_at(all_turns: Sequence[Turn], position_ms: int) -> Turn | None:
    """Return the turn that a position belongs to: the one that is under way or comes next, else the last."""
    coming = (turn for turn in all_turns if position_ms < turn.end_ms)
    return next(coming, all_turns[-1] if all_turns else None)


def ready_for(section: PlacedSection, turn: Turn) -> Place:
    """Return where to go on before a turn: its cue, or at the least 3 s before its first hold.

    Words never begin in their midst. Where the gap is shorter, silence is put before it.
    """
    latest_ms = turn.start_ms - GET_READY_MS
    cues = (clip.start_ms for clip in section.clips if _announces(clip, turn))
    begin_ms = max(min(next(cues, latest_ms), latest_ms), turn.gap_ms)
    cut = next((clip for clip in section.clips if _speaks_at(clip, begin_ms)), None)
    if cut is not None and cut.start_ms >= turn.gap_ms:
        begin_ms = cut.start_ms
    return Place(begin_ms, max(begin_ms - latest_ms, 0))


def turns(sections: Sequence[PlacedSection], index: int) -> list[Turn]:
    """Return the turns of a section, in order."""
    section = sections[index]
    found: list[Turn] = []
    for side, set_number, start_ms, end_ms in _exercises(section):
        before = found[-1] if found else None
        if before is not None and (before.side, before.set_number) == (side, set_number):
            found[-1] = Turn(index, side, set_number, before.start_ms, end_ms, before.gap_ms)
        else:
            gap_ms = before.end_ms if before is not None else section.step.start_ms
            found.append(Turn(index, side, set_number, start_ms, end_ms, gap_ms))
    return found


def _exercises(section: PlacedSection) -> Iterator[tuple[str | None, int, int, int]]:
    """Yield side, set, start and end of every hold, or else of every movement, which its signals mark."""
    if section.holds:
        yield from (_of_hold(hold) for hold in section.holds)
        return
    begun: Clip | None = None
    sets: dict[str | None, int] = {}
    for clip in section.clips:
        if clip.role is Role.BEGIN:
            begun = clip
        elif clip.role is Role.END and begun is not None:
            sets[begun.side] = sets.get(begun.side, 0) + 1
            yield begun.side, sets[begun.side], begun.start_ms, clip.start_ms
            begun = None


def _of_hold(hold: PlacedHold) -> tuple[str | None, int, int, int]:
    return hold.side, hold.set_number, hold.start_ms, hold.end_ms


def _announces(clip: Clip, turn: Turn) -> bool:
    return clip.role is Role.CUE and turn.gap_ms <= clip.start_ms < turn.start_ms


def _speaks_at(clip: Clip, position_ms: int) -> bool:
    return isinstance(clip.source, SpeechSource) and clip.start_ms < position_ms < clip.end_ms


def quiet_ms(sections: Sequence[PlacedSection], position_ms: int) -> int:
    """Return the first position from here on where nobody speaks."""
    for section in sections[section_at(sections, position_ms) :]:
        for clip in section.clips:
            if isinstance(clip.source, SpeechSource) and clip.start_ms <= position_ms < clip.end_ms:
                position_ms = clip.end_ms
        if position_ms < section.step.end_ms:
            break
    return position_ms


def step_called(steps: Sequence[PlacedStep], asked: str) -> PlacedStep | None:
    """Return the step of this name or number, the first where several have the name."""
    named = (step for step in steps if normalise_name(step.name) == normalise_name(asked))
    numbered = (step for step in steps if str(step.index) == asked.strip())
    return next(named, None) or next(numbered, None)


def asked_ms(asked: str) -> int | None:
    """Return the time that is asked for, such as 12:30; None if it is a step.

    Raises:
        NotFoundError: It has a colon and is no time.
    """
    if ":" not in asked:
        return None
    try:
        return parse_duration_ms(asked)
    except UnitError as error:
        raise NotFoundError("place", asked, "write it as 12:30, or name a step") from error


def check_opening(steps: Sequence[PlacedStep], asked: str) -> None:
    """Make sure that there is such a step, or that it is a time.

    Raises:
        NotFoundError: It is neither; the hint names the nearest steps.
    """
    if step_called(steps, asked) is None and asked_ms(asked) is None:
        raise NotFoundError("step", asked, did_you_mean(asked, dict.fromkeys(step.name for step in steps)))


def opening_ms(sections: Sequence[PlacedSection], asked: str, total_ms: int | None) -> int | None:
    """Return where a session begins; None as long as too few of its sections are placed to know.

    Args:
        sections: Those that are placed.
        asked: A step's name or number, or a time.
        total_ms: The session's length, or None as long as it is not known.

    Raises:
        NotFoundError: There is no such step, or the session ends before that time.
    """
    steps = [section.step for section in sections if section.step.index is not None]
    step = step_called(steps, asked)
    if step is not None:
        return step.start_ms
    time_ms = asked_ms(asked)
    if time_ms is not None:
        if total_ms is not None and time_ms >= total_ms:
            raise NotFoundError("place", asked, f"the session ends at {format_clock(total_ms)}")
        return time_ms if total_ms is not None or (sections and time_ms < sections[-1].settled_ms) else None
    if total_ms is not None:
        check_opening(steps, asked)
    return None
