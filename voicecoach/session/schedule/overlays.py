"""What is spoken inside a hold: laid backwards from its anchors, by priority, never lengthening the hold.

Numbers of a countdown come first, then words at a point, then the half phrase. What loses is named with the
reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from voicecoach.session.cues import Hold, Silence, SpeechCue, Spoken
from voicecoach.units import SECOND_MS, format_duration


@dataclass
class Overlays:
    """The outcome for one hold: words with their onset in the hold, and words that lost with the reason."""

    placed: list[tuple[int, SpeechCue]] = field(default_factory=list)
    lost: list[tuple[SpeechCue, str]] = field(default_factory=list)
    is_half_spoken: bool = False


def place_overlays(hold: Hold, length_ms: Callable[[SpeechCue], int]) -> Overlays:
    """Return where the words of a hold begin, in milliseconds from its start."""
    placing = _Placing(hold.hold_ms, length_ms)
    for index, speech in enumerate(hold.counts):
        # A countdown with a gap in it misleads: without a lower number there are no higher ones.
        if not placing.attempt(hold.hold_ms - (index + 1) * SECOND_MS, (speech,)):
            for higher in hold.counts[index + 1 :]:
                placing.lose((higher,), "a lower number was dropped")
            break
    for overlay in sorted(hold.ats, key=lambda one: one.at_ms):
        placing.attempt(overlay.at_ms, overlay.spoken)
    is_half_spoken = bool(hold.half) and placing.attempt(half_ms(hold), hold.half)
    placing.outcome.is_half_spoken = is_half_spoken
    placing.outcome.placed.sort(key=lambda placed: placed[0])
    return placing.outcome


def half_ms(hold: Hold) -> int:
    """Return where the half of a hold is, from its start; half a millisecond is rounded up."""
    return (hold.hold_ms + 1) // 2


def laid_out(
    spoken: Spoken, at_ms: int, length_ms: Callable[[SpeechCue], int]
) -> tuple[list[tuple[int, SpeechCue]], int]:
    """Return the onset of each of these words when the first pieces stand at a place, and where the last ones end."""
    onsets: list[tuple[int, SpeechCue]] = []
    end_ms = now_ms = at_ms
    for piece in spoken:
        if isinstance(piece, Silence):
            now_ms += piece.duration_ms
        else:
            onsets.append((now_ms, piece))
            end_ms = now_ms = now_ms + length_ms(piece)
    return onsets, end_ms


class _Placing:
    """A hold that fills up with words: what comes first stays."""

    def __init__(self, hold_ms: int, length_ms: Callable[[SpeechCue], int]) -> None:
        self.outcome = Overlays()
        self._hold_ms = hold_ms
        self._length_ms = length_ms
        self._taken_ms: list[tuple[int, int]] = []

    def attempt(self, at_ms: int, spoken: Spoken) -> bool:
        """Place words if they fit, and return whether they did; else they are lost, with the reason."""
        onsets, end_ms = laid_out(spoken, at_ms, self._length_ms)
        reason = self._reason_against(at_ms, end_ms)
        if reason:
            self.lose(spoken, reason)
            return False
        self._taken_ms.append((at_ms, end_ms))
        self.outcome.placed += onsets
        return True

    def lose(self, spoken: Spoken, reason: str) -> None:
        """Note words that are left out."""
        self.outcome.lost += [(speech, reason) for speech in spoken if isinstance(speech, SpeechCue)]

    def _reason_against(self, at_ms: int, end_ms: int) -> str:
        """Return why words cannot be here, or nothing."""
        hold = f"the hold of {format_duration(self._hold_ms)}"
        if not 0 <= at_ms < self._hold_ms:
            return f"its point lies outside {hold}"
        if end_ms > self._hold_ms:
            return f"it would end {format_duration(end_ms - self._hold_ms)} after {hold}"
        if any(begin_ms < end_ms and at_ms < other_end_ms for begin_ms, other_end_ms in self._taken_ms):
            return "it would lie over words that come first"
        return ""
