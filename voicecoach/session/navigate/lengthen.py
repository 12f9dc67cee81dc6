"""A session while it is heard, with one of its holds made longer: what has not begun moves, the rest stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from voicecoach.session.cues import Role
from voicecoach.session.timeline import Clip, PlacedHold, PlacedSection, SpeechSource


@dataclass(frozen=True, slots=True)
class Extension:
    """A wish for more of one hold, told by its place in the session and not by a time, which may move.

    Attributes:
        section: Which section, from 0.
        hold: Which hold of the section, from 0.
        elapsed_ms: How much of the hold was over when the wish came; 0 for a hold that is done again.
        extra_ms: How much longer it is.
    """

    section: int
    hold: int
    elapsed_ms: int
    extra_ms: int


def shifted(section: PlacedSection, by_ms: int) -> PlacedSection:
    """Return a section that begins later, with all that is in it."""
    if not by_ms:
        return section
    step = section.step
    return replace(
        section,
        step=replace(step, start_ms=step.start_ms + by_ms, end_ms=step.end_ms + by_ms),
        clips=tuple(_moved(clip, by_ms) for clip in section.clips),
        holds=tuple(
            replace(hold, start_ms=hold.start_ms + by_ms, end_ms=hold.end_ms + by_ms) for hold in section.holds
        ),
        waits=tuple(
            replace(wait, start_ms=wait.start_ms + by_ms, end_ms=wait.end_ms + by_ms) for wait in section.waits
        ),
        settled_ms=section.settled_ms + by_ms,
    )


def lengthened(section: PlacedSection, extension: Extension) -> PlacedSection:
    """Return a section with its hold longer by ``extra_ms``; what follows the section is to be shifted as much.

    Numbers of the countdown and words at a point that have not begun come later by as much, and so does all
    that follows the hold. A countdown that has begun is heard again before the new end. What belongs to the half
    comes at the new half, unless it has been heard or would lie over other words.
    """
    hold = section.holds[extension.hold]
    extra_ms = extension.extra_ms
    now_ms = hold.start_ms + extension.elapsed_ms
    begun = [clip for clip in section.clips if clip.start_ms < now_ms]
    coming = [clip for clip in section.clips if clip.start_ms >= now_ms]
    again = [clip for clip in begun if clip.role is Role.COUNT and clip.start_ms >= hold.start_ms]
    halves = [clip for clip in coming if clip.role is Role.HALF and clip.start_ms < hold.end_ms]
    at_start = [clip for clip in coming if clip.start_ms == hold.start_ms]  # the signal, when a hold is done again
    others = [clip for clip in coming if clip not in halves and clip not in at_start]
    moved = [*begun, *at_start, *(_moved(clip, extra_ms) for clip in [*again, *others])]
    at_new_half = [_moved(clip, extra_ms // 2) for clip in halves]
    if any(_overlap(clip, other) for clip in at_new_half for other in moved):
        at_new_half = [_moved(clip, extra_ms) for clip in halves]
    step = section.step
    return replace(
        section,
        step=replace(step, end_ms=step.end_ms + extra_ms),
        clips=tuple(sorted([*moved, *at_new_half], key=lambda clip: clip.start_ms)),
        holds=tuple(_longer(section.holds, extension)),
        waits=tuple(
            replace(wait, start_ms=wait.start_ms + extra_ms, end_ms=wait.end_ms + extra_ms)
            if wait.start_ms >= now_ms
            else wait
            for wait in section.waits
        ),
        settled_ms=section.settled_ms + extra_ms,
    )


def _longer(holds: Sequence[PlacedHold], extension: Extension) -> Iterable[PlacedHold]:
    extra_ms = extension.extra_ms
    for index, hold in enumerate(holds):
        start_ms = hold.start_ms + (extra_ms if index > extension.hold else 0)
        end_ms = hold.end_ms + (extra_ms if index >= extension.hold else 0)
        yield replace(hold, start_ms=start_ms, end_ms=end_ms)


def _moved(clip: Clip, by_ms: int) -> Clip:
    return replace(clip, start_ms=clip.start_ms + by_ms)


def _overlap(clip: Clip, other: Clip) -> bool:
    """Return whether two voices would speak at once."""
    both_speak = isinstance(clip.source, SpeechSource) and isinstance(other.source, SpeechSource)
    return both_speak and clip.start_ms < other.end_ms and other.start_ms < clip.end_ms
