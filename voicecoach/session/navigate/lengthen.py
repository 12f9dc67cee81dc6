"""Lengthen a hold of a session that plays: clips that have not begun move, the others stay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from voicecoach.session.cues import Role
from voicecoach.session.timeline import Clip, PlacedBedChange, PlacedHold, PlacedSection, SpeechSource


@dataclass(frozen=True, slots=True)
class Extension:
    """The lengthening of one hold, named by its number, since its time may move.

    Attributes:
        section: The number of the section, from 0.
        hold: The number of the hold in the section, from 0.
        elapsed_ms: The part of the hold that was over when it was lengthened; 0 for a hold that is repeated.
        extra_ms: The added length.
    """

    section: int
    hold: int
    elapsed_ms: int
    extra_ms: int


def shifted(section: PlacedSection, by_ms: int) -> PlacedSection:
    """Return a section, later by ``by_ms`` with everything in it."""
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
        bed_changes=_bed_changes_moved(section, 0, by_ms),
    )


def lengthened(section: PlacedSection, extension: Extension) -> PlacedSection:
    """Return a section with its hold longer by ``extra_ms``; the caller shifts the sections after it.

    Everything after the hold moves by ``extra_ms``, and so do numbers of the countdown and words at a point that have
    not begun. A countdown that has begun is repeated before the new end. The words of the half move to the new half,
    unless they were heard already or would overlap other words.
    """
    hold = section.holds[extension.hold]
    extra_ms = extension.extra_ms
    now_ms = hold.start_ms + extension.elapsed_ms
    begun = [clip for clip in section.clips if clip.start_ms < now_ms]
    coming = [clip for clip in section.clips if clip.start_ms >= now_ms]
    again = [clip for clip in begun if clip.role is Role.COUNT and clip.start_ms >= hold.start_ms]
    halves = [clip for clip in coming if clip.role is Role.HALF and clip.start_ms < hold.end_ms]
    at_start = [clip for clip in coming if clip.start_ms == hold.start_ms]  # the signal, when a hold is repeated
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
        holds=tuple(_lengthened_holds(section.holds, extension)),
        waits=tuple(
            replace(wait, start_ms=wait.start_ms + extra_ms, end_ms=wait.end_ms + extra_ms)
            if wait.start_ms >= now_ms
            else wait
            for wait in section.waits
        ),
        settled_ms=section.settled_ms + extra_ms,
        bed_changes=_bed_changes_moved(section, now_ms, extra_ms),
    )


def _bed_changes_moved(section: PlacedSection, from_ms: int, by_ms: int) -> tuple[PlacedBedChange, ...]:
    """Return the changes of the bed, those from a time on later by ``by_ms``."""
    return tuple(
        replace(change, time_ms=change.time_ms + by_ms) if change.time_ms >= from_ms else change
        for change in section.bed_changes
    )


def _lengthened_holds(holds: Sequence[PlacedHold], extension: Extension) -> Iterable[PlacedHold]:
    extra_ms = extension.extra_ms
    for index, hold in enumerate(holds):
        start_ms = hold.start_ms + (extra_ms if index > extension.hold else 0)
        end_ms = hold.end_ms + (extra_ms if index >= extension.hold else 0)
        yield replace(hold, start_ms=start_ms, end_ms=end_ms)


def _moved(clip: Clip, by_ms: int) -> Clip:
    return replace(clip, start_ms=clip.start_ms + by_ms)


def _overlap(clip: Clip, other: Clip) -> bool:
    """Whether two phrases would overlap."""
    both_speak = isinstance(clip.source, SpeechSource) and isinstance(other.source, SpeechSource)
    return both_speak and clip.start_ms < other.end_ms and other.start_ms < clip.end_ms
