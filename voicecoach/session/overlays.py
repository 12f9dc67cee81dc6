"""What is spoken inside a hold: laid backwards from its anchors, by priority, never lengthening the hold.

Numbers of a countdown win over words at a point, those over the half phrase. What loses is named with the
reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from voicecoach.units import SECOND_MS, format_duration

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.session.cues import Hold, Speech


@dataclass
class Overlays:
    """The outcome for one hold: words with their onset in the hold, and words that lost with the reason."""

    placed: list[tuple[int, Speech]] = field(default_factory=list)
    lost: list[tuple[Speech, str]] = field(default_factory=list)
    is_half_spoken: bool = False


def place_overlays(hold: Hold, length_ms: Callable[[Speech], int]) -> Overlays:
    """Return where the words of a hold begin, in milliseconds from its start."""
    outcome = Overlays()
    taken: list[tuple[int, int]] = []

    def attempt(at_ms: int, speech: Speech) -> str:
        """Place words if they fit; return why not, or nothing."""
        end_ms = at_ms + length_ms(speech)
        if not 0 <= at_ms < hold.hold_ms:
            return f"its point lies outside the hold of {format_duration(hold.hold_ms)}"
        if end_ms > hold.hold_ms:
            over = format_duration(end_ms - hold.hold_ms)
            return f"it would end {over} after the hold of {format_duration(hold.hold_ms)}"
        if any(begin_ms < end_ms and at_ms < other_end_ms for begin_ms, other_end_ms in taken):
            return "it would lie over words that matter more"
        taken.append((at_ms, end_ms))
        outcome.placed.append((at_ms, speech))
        return ""

    _place_counts(hold, attempt, outcome)
    for overlay in sorted(hold.ats, key=lambda one: one.at_ms):
        if reason := attempt(overlay.at_ms, overlay.speech):
            outcome.lost.append((overlay.speech, reason))
    if hold.half is not None:
        reason = attempt((hold.hold_ms + 1) // 2, hold.half)
        outcome.is_half_spoken = not reason
        if reason:
            outcome.lost.append((hold.half, reason))
    outcome.placed.sort(key=lambda placed: placed[0])
    return outcome


def _place_counts(hold: Hold, attempt: Callable[[int, Speech], str], outcome: Overlays) -> None:
    """Place the countdown from one upwards; a number that does not fit takes all higher ones with it."""
    for index, speech in enumerate(hold.counts):
        reason = attempt(hold.hold_ms - (index + 1) * SECOND_MS, speech)
        if reason:
            outcome.lost.append((speech, reason))
            outcome.lost += [(higher, "a lower number was dropped") for higher in hold.counts[index + 1 :]]
            return
