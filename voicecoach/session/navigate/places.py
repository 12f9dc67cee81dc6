"""Places in a session: its steps, sides and holds, the start that a person asks for, and the same place in another one.

A jump to a hold leaves a moment to get ready. The other session is the same script, spoken at another pace, or changed
while it plays.
"""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voicecoach.errors import NotFoundError
from voicecoach.script.sides import Side
from voicecoach.script.steps import normalise_name
from voicecoach.session import rules
from voicecoach.session.cues import Role
from voicecoach.session.timeline import Clip, ClipSource, PlacedHold, PlacedSection, PlacedStep, SpeechSource
from voicecoach.text import did_you_mean
from voicecoach.units import SECOND_MS, UnitError, format_clock, parse_duration_ms

STEP_AGAIN_AFTER_MS = 3 * SECOND_MS
"""From this far into a step, "previous step" goes to its own start."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place to play from.

    Attributes:
        position_ms: The position in the session.
        silence_ms: The silence to play before it, to get ready.
    """

    position_ms: int
    silence_ms: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """The holds, or the movement, of one side in one set of a step; half open.

    Attributes:
        section: The number of the section, from 0.
        side: The side, or None in a step without sides.
        set_number: The number of the set, from 1.
        start_ms: The start of its first hold.
        end_ms: The end of its last hold.
        gap_ms: The end of the turn before it in the step, or the step's start.
    """

    section: int
    side: Side | None
    set_number: int
    start_ms: int
    end_ms: int
    gap_ms: int


def section_at(sections: Sequence[PlacedSection], position_ms: int) -> int:
    """Return the number of the section at a position, from 0; 0 before the first one."""
    index = bisect.bisect_right(sections, position_ms, key=lambda section: section.step.start_ms)
    return max(index - 1, 0)


def hold_at(section: PlacedSection, position_ms: int) -> int | None:
    """Return the number of the hold at a position of a section, from 0; None outside of holds."""
    index = bisect.bisect_right(section.holds, position_ms, key=lambda hold: hold.start_ms) - 1
    return index if index >= 0 and position_ms < section.holds[index].end_ms else None


def next_step(sections: Sequence[PlacedSection], position_ms: int) -> Place | None:
    """Return the start of the next step; None without one among these sections."""
    for section in sections[section_at(sections, position_ms) :]:
        if section.step.index is not None and section.step.start_ms > position_ms:
            return Place(section.step.start_ms)
    return None


def previous_step(sections: Sequence[PlacedSection], position_ms: int) -> Place:
    """Return this step's start, or the previous step's where this one has just begun; else the session's start."""
    for section in reversed(sections[: section_at(sections, position_ms) + 1]):
        start_ms = section.step.start_ms
        if section.step.index is not None and start_ms + STEP_AGAIN_AFTER_MS <= position_ms:
            return Place(start_ms)
    return Place(0)


def this_side(sections: Sequence[PlacedSection], position_ms: int) -> Place | None:
    """Return the start of the side at a position, or of the hold in a step without sides.

    A gap belongs to the turn after it, and the words after the last hold to that hold. In a step without holds or
    movements it is the step's start. None before the first section, and in unnamed parts.
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
    """Return the start of the other side of the same set; None without another side.

    Of more than two turns it is the next one with another side, and after the last one the first.
    """
    if not sections:
        return None
    index = section_at(sections, position_ms)
    all_turns = turns(sections, index)
    turn = turn_at(all_turns, position_ms)
    if turn is None or turn.side is None:
        return None
    others = [one for one in all_turns if one.side != turn.side]
    in_set = [one for one in others if one.set_number == turn.set_number] or others
    after = [one for one in in_set if one.start_ms > turn.start_ms]
    return ready_for(sections[index], (after or in_set)[0]) if in_set else None


def turn_at(all_turns: Sequence[Turn], position_ms: int) -> Turn | None:
    """Return the turn at a position: the one under way or the next one, else the last; None without turns."""
    coming = (turn for turn in all_turns if position_ms < turn.end_ms)
    return next(coming, all_turns[-1] if all_turns else None)


def ready_for(section: PlacedSection, turn: Turn) -> Place:
    """Return the place to play from before a turn: its cue, at least 3 s before its first hold.

    It never starts in the middle of a phrase. Where the gap is too short, silence comes before it.
    """
    latest_ms = turn.start_ms - rules.READY_AFTER_JUMP_MS
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


def _exercises(section: PlacedSection) -> Iterator[tuple[Side | None, int, int, int]]:
    """Yield side, set, start and end of every hold, or else of every movement between its signals."""
    if section.holds:
        yield from ((hold.side, hold.set_number, hold.start_ms, hold.end_ms) for hold in section.holds)
        return
    begun: Clip | None = None
    sets: dict[Side | None, int] = {}
    for clip in section.clips:
        if clip.role is Role.BEGIN:
            # Reps by the clock have a signal at the start of each round.
            begun = begun if begun is not None and begun.side == clip.side else clip
        elif clip.role is Role.END and begun is not None:
            sets[begun.side] = sets.get(begun.side, 0) + 1
            yield begun.side, sets[begun.side], begun.start_ms, clip.start_ms
            begun = None


def _announces(clip: Clip, turn: Turn) -> bool:
    return clip.role is Role.CUE and turn.gap_ms <= clip.start_ms < turn.start_ms


def _speaks_at(clip: Clip, position_ms: int) -> bool:
    return isinstance(clip.source, SpeechSource) and clip.start_ms < position_ms < clip.end_ms


def quiet_ms(sections: Sequence[PlacedSection], position_ms: int) -> int:
    """Return the first position without speech, from a given one on."""
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
    """Return the time that a person asks for, such as 12:30; None for a step.

    Raises:
        NotFoundError: It has a colon and is not a time.
    """
    if ":" not in asked:
        return None
    try:
        return parse_duration_ms(asked)
    except UnitError as error:
        raise NotFoundError("place", asked, "write a time such as 12:30, or a step's name") from error


def check_start(steps: Sequence[PlacedStep], asked: str) -> None:
    """Refuse a start that is neither a step of the session nor a time.

    Raises:
        NotFoundError: It is neither; the hint names the nearest steps.
    """
    if step_called(steps, asked) is None and asked_ms(asked) is None:
        raise NotFoundError("step", asked, did_you_mean(asked, dict.fromkeys(step.name for step in steps)))


def start_ms_of(sections: Sequence[PlacedSection], asked: str, total_ms: int | None) -> int | None:
    """Return the start that a person asks for; None as long as too few sections are placed to know.

    Args:
        sections: The sections placed up to now.
        asked: A step's name or number, or a time.
        total_ms: The session's length; None as long as it is not known.

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
        check_start(steps, asked)
    return None


_Name = tuple[ClipSource, "Role", str | None, int]


def same_section(old: Sequence[PlacedSection], index: int, new: Sequence[PlacedSection]) -> int | None:
    """Return the number of the section in a new timeline that has the name of an old one, the nearest of several.

    None where no step has the name. An unnamed part is matched by its distance from the same step.
    """
    step = old[index].step
    if step.index is None:
        if index == 0:
            return 0 if new else None
        before = same_section(old, index - 1, new)
        return None if before is None else min(before + 1, len(new) - 1)
    named = [at for at, section in enumerate(new) if section.step.index is not None and section.step.name == step.name]
    return min(named, key=lambda at: abs(at - index), default=None)


def same_place_ms(old: PlacedSection, new: PlacedSection, position_ms: int) -> int:
    """Return the position in a section of a new timeline that matches one in the same section of an old timeline.

    In a hold it is as far into the hold, at most at its end. In a gap it is as far before the next clip, so that no
    word is repeated or skipped. Where neither hold nor clip exists any more, it is the section's start.
    """
    index = hold_at(old, position_ms)
    if index is not None:
        hold = old.holds[index]
        same = _same_hold(old.holds, index, new.holds)
        if same is not None:
            return min(same.start_ms + position_ms - hold.start_ms, same.end_ms)
    places_ms = {name: clip.start_ms for name, clip in _named(new.clips)}
    for name, clip in _named(old.clips):
        if clip.start_ms >= position_ms and name in places_ms:
            return max(places_ms[name] - (clip.start_ms - position_ms), new.step.start_ms)
    at_end = bool(old.clips) and position_ms >= old.clips[-1].start_ms
    return max(new.step.end_ms - (old.step.end_ms - position_ms), new.step.start_ms) if at_end else new.step.start_ms


def _same_hold(old: Sequence[PlacedHold], index: int, new: Sequence[PlacedHold]) -> PlacedHold | None:
    """Return the hold of the same set, side and rep, or else the first of the same side; None without one.

    A side may come more than once in a set: then it is the hold of the same turn.
    """
    hold = old[index]
    of_side = [one for one in new if one.side == hold.side]
    exact = [one for one in of_side if (one.set_number, one.rep) == (hold.set_number, hold.rep)]
    before = sum((one.set_number, one.side, one.rep) == (hold.set_number, hold.side, hold.rep) for one in old[:index])
    return next(iter((*exact[before:], *exact[:1], *of_side)), None)


def _named(clips: Sequence[Clip]) -> Iterator[tuple[_Name, Clip]]:
    """Yield each clip with a name that is the same in any timeline: its source, role, side and count among those."""
    seen: Counter[tuple[ClipSource, Role, str | None]] = Counter()
    for clip in clips:
        kind = (clip.source, clip.role, clip.side)
        seen[kind] += 1
        yield (*kind, seen[kind]), clip
