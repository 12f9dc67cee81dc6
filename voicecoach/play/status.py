"""The status of a playing session, for displays and the desktop."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from voicecoach.session.cues import Role
from voicecoach.session.navigate.places import hold_at, section_at, turn_at, turns
from voicecoach.session.timeline import Clip, PlacedHold, PlacedSection

_P = TypeVar("_P", Clip, PlacedHold)


class State(StrEnum):
    """The state of the player, in the words that are shown."""

    PREPARING = "preparing"
    PLAYING = "playing"
    PAUSED = "paused"
    WAITING = "waiting for a key"
    TELLING = "telling where you are"
    LOST = "waiting for the device"


@dataclass(frozen=True, slots=True)
class NowPlaying:
    """The step, side, hold and words at one position of the timeline.

    Attributes:
        step: The step's name; empty outside of steps.
        what: The words that are spoken, or the kind of silence. May be empty.
        hold_left_ms: Milliseconds to the end of the hold, or None outside of holds.
        total_ms: The length of the session, or None as long as it is not known.
        hold_ms: The whole length of the hold, or None outside of holds.
        side: The side in the session's language; empty where there is none. Before a hold it is the side to come.
        step_number: The step's number, from 1, or None outside of steps.
        steps: The number of steps of the session, or None while it is not known.
        set_number: Which set it is, from 1; None where the step has only one.
        sets: The number of sets of the step; None for only one.
        rep: Which rep it is, from 1; None where there is only one.
        reps: The number of reps of a side; None for only one.
        next_step: The name of the step that comes next; empty for none, or as long as it is not known.
        is_count: Whether the words are a number of a count.
    """

    step: str = ""
    what: str = ""
    hold_left_ms: int | None = None
    total_ms: int | None = None
    hold_ms: int | None = None
    side: str = ""
    step_number: int | None = None
    steps: int | None = None
    set_number: int | None = None
    sets: int | None = None
    rep: int | None = None
    reps: int | None = None
    next_step: str = ""
    is_count: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """Everything that a display shows: the state of the player, and the position in the timeline.

    Attributes:
        state: The state of the player.
        position_ms: The clock: how much of the session the device took.
        underruns: The number of times that sound came late.
        now: The step, side, hold and words at this position.
        is_muted: Whether the voice is off.
        pace: The pace of speech, where 1.0 is the voice's own; None where nothing can change it.
        gain_db: The gain that the person chose; below 0 for softer.
        message: A message for the person, such as that the device is gone; empty for none.
    """

    state: State
    position_ms: int
    underruns: int
    now: NowPlaying
    is_muted: bool = False
    pace: float | None = None
    gain_db: float = 0.0
    message: str = ""


def now_at(
    sections: Sequence[PlacedSection], position_ms: int, total_ms: int | None, steps: int | None = None
) -> NowPlaying:
    """Return the step, side, hold and words at a position.

    Args:
        sections: The sections that are placed, in order.
        position_ms: The position.
        total_ms: The session's length, or None as long as it is not known.
        steps: The number of steps of the session, or None while it is not known.
    """
    if not sections or position_ms < sections[0].step.start_ms:
        return NowPlaying(total_ms=total_ms, steps=steps, next_step=_next_name(sections, 0))
    at = section_at(sections, position_ms)
    section = sections[at]
    hold_index = hold_at(section, position_ms)
    hold = None if hold_index is None else section.holds[hold_index]
    turn = turn_at(turns(sections, at), position_ms)
    coming = hold or _latest(section.holds, position_ms)
    speaking = _speaking(section, position_ms)
    words = speaking.text if speaking is not None else ""
    sets = max((each.set_number for each in section.holds), default=1)
    reps = max((each.rep for each in section.holds), default=1)
    side = turn.side if turn is not None else None
    return NowPlaying(
        step=section.step.name,
        what=words or ("hold" if hold is not None else ""),
        hold_left_ms=None if hold is None else hold.end_ms - position_ms,
        total_ms=total_ms,
        hold_ms=None if hold is None else hold.end_ms - hold.start_ms,
        side="" if side is None else section.side_names.get(side, side),
        step_number=section.step.index,
        steps=steps,
        set_number=turn.set_number if turn is not None and sets > 1 else None,
        sets=sets if sets > 1 else None,
        rep=coming.rep if coming is not None and reps > 1 else None,
        reps=reps if reps > 1 else None,
        next_step=_next_name(sections, at + 1),
        is_count=speaking is not None and speaking.role is Role.COUNT,
    )


def _speaking(section: PlacedSection, position_ms: int) -> Clip | None:
    """Return the clip whose words are spoken at a position, or None in silence."""
    clip = _latest([clip for clip in section.clips if clip.text], position_ms)
    return clip if clip is not None and position_ms < clip.end_ms else None


def _next_name(sections: Sequence[PlacedSection], first: int) -> str:
    return next((section.step.name for section in sections[first:] if section.step.index is not None), "")


def _latest(placed: Sequence[_P], position_ms: int) -> _P | None:
    index = bisect.bisect_right(placed, position_ms, key=lambda one: one.start_ms)
    return placed[index - 1] if index else None
