"""The same place in another timeline of a script: spoken at another pace, or changed while it plays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from voicecoach.session.cues import Role
from voicecoach.session.navigate.places import hold_at
from voicecoach.session.timeline import Clip, ClipSource, PlacedHold, PlacedSection

_Name = tuple[ClipSource, "Role", str | None, int]


def same_section(old: Sequence[PlacedSection], index: int, new: Sequence[PlacedSection]) -> int | None:
    """Return which section of the new timeline is the old one: of the same name, the nearest where several are.

    None where no step has the name; an unnamed part is the one that lies as many sections after the same step.
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
    """Return where a position of a section lies in the same section of another timeline.

    In a hold it is as far into it, at most to its end. In a gap it is as far before what is heard next, so that no
    word is heard twice or left out. Where nothing of this is there any more, it is the section's start.
    """
    index = hold_at(old, position_ms)
    if index is not None:
        hold = old.holds[index]
        same = _same_hold(hold, new.holds)
        if same is not None:
            return min(same.start_ms + position_ms - hold.start_ms, same.end_ms)
    places_ms = {name: clip.start_ms for name, clip in _named(new.clips)}
    for name, clip in _named(old.clips):
        if clip.start_ms >= position_ms and name in places_ms:
            return max(places_ms[name] - (clip.start_ms - position_ms), new.step.start_ms)
    at_end = bool(old.clips) and position_ms >= old.clips[-1].start_ms
    return max(new.step.end_ms - (old.step.end_ms - position_ms), new.step.start_ms) if at_end else new.step.start_ms


def _same_hold(hold: PlacedHold, holds: Sequence[PlacedHold]) -> PlacedHold | None:
    """Return the same set, side and rep, or at least the same side."""
    wanted = (hold.set_number, hold.side, hold.rep)
    of_side = [one for one in holds if one.side == hold.side]
    exact = (one for one in of_side if (one.set_number, one.side, one.rep) == wanted)
    return next(exact, of_side[0] if of_side else None)


def _named(clips: Sequence[Clip]) -> Iterator[tuple[_Name, Clip]]:
    """Yield clips with what tells them from each other in any timeline: the n-th of its words, role and side."""
    seen: Counter[tuple[ClipSource, Role, str | None]] = Counter()
    for clip in clips:
        kind = (clip.source, clip.role, clip.side)
        seen[kind] += 1
        yield (*kind, seen[kind]), clip
