"""Describe a position of a session for the display: its step, side, hold and words."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import TypeVar

from voicecoach.play.status import NowPlaying
from voicecoach.session.navigate.places import hold_at, section_at, turn_at, turns
from voicecoach.session.timeline import Clip, PlacedHold, PlacedSection

_P = TypeVar("_P", Clip, PlacedHold)


def now_at(
    sections: Sequence[PlacedSection], position_ms: int, total_ms: int | None, steps: int | None = None
) -> NowPlaying:
    """Return what there is at a position.

    Args:
        sections: The sections that are placed, in order.
        position_ms: The position.
        total_ms: The session's length, or None as long as it is not known.
        steps: How many steps the session has, or None as long as it is not known.
    """
    if not sections or position_ms < sections[0].step.start_ms:
        return NowPlaying(total_ms=total_ms, steps=steps, next_step=_next_name(sections, 0))
    at = section_at(sections, position_ms)
    section = sections[at]
    hold_index = hold_at(section, position_ms)
    hold = None if hold_index is None else section.holds[hold_index]
    turn = turn_at(turns(sections, at), position_ms)
    coming = hold or _latest(section.holds, position_ms)
    words = _words(section, position_ms)
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
    )


def _words(section: PlacedSection, position_ms: int) -> str:
    """Return what is spoken at a position; chimes that ring over it do not count."""
    spoken = [clip for clip in section.clips if clip.text]
    clip = _latest(spoken, position_ms)
    return clip.text if clip is not None and position_ms < clip.end_ms else ""


def _next_name(sections: Sequence[PlacedSection], first: int) -> str:
    return next((section.step.name for section in sections[first:] if section.step.index is not None), "")


def _latest(placed: Sequence[_P], position_ms: int) -> _P | None:
    index = bisect.bisect_right(placed, position_ms, key=lambda one: one.start_ms)
    return placed[index - 1] if index else None
