"""Place the words and chimes of a hold, a phase or a movement at their points; nothing lengthens it.

Words are placed by priority: those at a phase's onset, the countdown, counted seconds, words at a point, then the half.
Words that do not fit are dropped with the reason. Chimes ring over anything, and always sound.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from voicecoach.session import rules
from voicecoach.session.cues import ChimeCue, Hold, HoldGap, Movement, Overlay, Phase, Role, Silence, SpeechCue, Spoken
from voicecoach.units import SECOND_MS, format_duration

LengthOf = Callable[[SpeechCue], int]
"""Returns the length of a phrase in milliseconds."""


@dataclass
class Overlays:
    """The words and chimes of one exercise: those placed, with their onset in it, and those dropped, with the reason.

    Attributes:
        placed: In the order of their onsets.
        dropped: In the order in which they were tried.
        has_half: Whether something is placed at the half.
    """

    placed: list[tuple[int, SpeechCue | ChimeCue]] = field(default_factory=list)
    dropped: list[tuple[SpeechCue | ChimeCue, str]] = field(default_factory=list)
    has_half: bool = False


def overlays_of_hold(hold: Hold, length_ms: LengthOf) -> Overlays:
    """Return the words and chimes of a hold with their onsets, in milliseconds from its start."""
    placing = _Placing("hold", hold.hold_ms, length_ms)
    placing.lay_over(hold)
    return placing.outcome()


def overlays_of_movement(movement: Movement, length_ms: LengthOf) -> Overlays:
    """Return the words and chimes of a movement with their onsets, in milliseconds from its start."""
    whole = _Placing("exercise", movement.duration_ms, length_ms)
    at_ms = 0
    for phase in movement.phases:
        whole.take_over(_placed_in(phase, length_ms), at_ms)
        at_ms += phase.duration_ms
    whole.lay_over(movement)
    return whole.outcome()


def _placed_in(phase: Phase, length_ms: LengthOf) -> _Placing:
    placing = _Placing("phase", phase.duration_ms, length_ms)
    placing.begin_with(phase.spoken)
    placing.lay_over(phase)
    return placing


def _is_count(overlay: Overlay) -> bool:
    return any(isinstance(cue, SpeechCue) and cue.role is Role.COUNT for cue in overlay.spoken)


def overlays_of_gap(gap: HoldGap, gap_ms: int, words_ms: int, length_ms: LengthOf) -> Overlays:
    """Return what is counted and spoken in a gap, with the onsets in milliseconds from its start.

    Args:
        gap: The gap.
        gap_ms: Its length.
        words_ms: The end of its own words, from its start; 0 without any.
        length_ms: Returns the length of a phrase.
    """
    placing = _Placing("rest", gap_ms, length_ms)
    placing.take(0, words_ms)
    placing.take(gap_ms - count_in_ms(gap.get_ready, length_ms), gap_ms)
    placing.lay_over(gap)
    return placing.outcome()


def counted_in(words: Sequence[SpeechCue], length_ms: LengthOf) -> Iterator[tuple[int, SpeechCue]]:
    """Yield each word that is counted into a signal, with its distance before the signal, a whole number of seconds.

    Each has a second of its own, and as many more as it needs.
    """
    before_ms = count_in_ms(words, length_ms)
    for speech in words:
        yield before_ms, speech
        before_ms -= _seconds_ms(speech, length_ms)


def count_in_ms(words: Sequence[SpeechCue], length_ms: LengthOf) -> int:
    """Return the time from the first word that is counted into a signal to the signal."""
    return sum(_seconds_ms(speech, length_ms) for speech in words)


def _seconds_ms(speech: SpeechCue, length_ms: LengthOf) -> int:
    return max(-(-length_ms(speech) // SECOND_MS), 1) * SECOND_MS


def half_ms(length_ms: int) -> int:
    """Return the half of a length; half a millisecond is rounded up."""
    return (length_ms + 1) // 2


def _laid_out(spoken: Spoken, at_ms: int, length_ms: LengthOf) -> Iterator[tuple[int, int, SpeechCue | ChimeCue]]:
    """Yield the onset and the end of each phrase and chime when the first one starts at ``at_ms``."""
    for piece in spoken:
        match piece:
            case Silence(duration_ms):
                at_ms += duration_ms
            case ChimeCue(after_ms=after_ms):
                yield at_ms, at_ms, piece
                at_ms += rules.AFTER_CHIME_MS if after_ms is None else after_ms
            case SpeechCue():
                end_ms = at_ms + length_ms(piece)
                yield at_ms, end_ms, piece
                at_ms = end_ms


class _Placing:
    """A hold, a phase or a movement that fills up with words in the order of priority."""

    def __init__(self, what: str, whole_ms: int, length_ms: LengthOf) -> None:
        self._overlays = Overlays()
        self._what = what
        self._whole_ms = whole_ms
        self._length_ms = length_ms
        self._taken_ms: list[tuple[int, int]] = []  # in order; they never overlap

    def outcome(self) -> Overlays:
        """Return what is placed and dropped up to now."""
        self._overlays.placed.sort(key=lambda placed: placed[0])
        return self._overlays

    def begin_with(self, spoken: Spoken) -> None:
        """Place the words at the onset."""
        pieces = list(_laid_out(spoken, 0, self._length_ms))
        over_ms = max((end_ms for _, end_ms, _ in pieces), default=0) - self._whole_ms
        reason = f"it is {format_duration(over_ms)} longer than its {self._what}" if over_ms > 0 else ""
        self._place(pieces, reason)

    def take(self, begin_ms: int, end_ms: int) -> None:
        """Keep other words out of a range."""
        if end_ms > begin_ms:
            insort(self._taken_ms, (begin_ms, end_ms))

    def take_over(self, part: _Placing, begin_ms: int) -> None:
        """Take over what is placed in a part that begins at a time of the whole."""
        self._overlays.placed += [(begin_ms + at_ms, cue) for at_ms, cue in part.outcome().placed]
        self._overlays.dropped += part.outcome().dropped
        self._taken_ms += [(begin_ms + from_ms, begin_ms + end_ms) for from_ms, end_ms in part._taken_ms]

    def lay_over(self, exercise: Hold | Phase | Movement | HoldGap) -> None:
        """Place the countdown, then the points, then the half."""
        for index, speech in enumerate(exercise.counts):
            # A countdown with a gap misleads: dropping a number drops all higher ones.
            if not self._attempt(self._whole_ms - (index + 1) * SECOND_MS, (speech,)):
                for higher in exercise.counts[index + 1 :]:
                    self._overlays.dropped.append((higher, "a lower number was dropped"))
                break
        ats = () if isinstance(exercise, HoldGap) else exercise.ats
        for overlay in sorted(ats, key=lambda one: (not _is_count(one), one.at_ms)):
            self._attempt(overlay.at_ms, overlay.spoken)
        self._overlays.has_half = bool(exercise.half) and self._attempt(half_ms(self._whole_ms), exercise.half)

    def _attempt(self, at_ms: int, spoken: Spoken) -> bool:
        """Place words if they fit, else drop them with the reason; return whether anything is placed."""
        pieces = list(_laid_out(spoken, at_ms, self._length_ms))
        if 0 <= at_ms < self._whole_ms:
            return self._place(pieces, self._reason_against(pieces))
        reason = f"its point is outside the {self._what} of {format_duration(self._whole_ms)}"
        self._overlays.dropped += [(cue, reason) for _, _, cue in pieces]
        return False

    def _place(self, pieces: list[tuple[int, int, SpeechCue | ChimeCue]], reason: str) -> bool:
        """Place the chimes, and the words unless there is a reason against them; return whether anything is placed."""
        words = [(at_ms, end_ms) for at_ms, end_ms, cue in pieces if isinstance(cue, SpeechCue)]
        kept = [(at_ms, cue) for at_ms, _, cue in pieces if not reason or isinstance(cue, ChimeCue)]
        if reason:
            self._overlays.dropped += [(cue, reason) for _, _, cue in pieces if isinstance(cue, SpeechCue)]
        elif words:
            self.take(words[0][0], words[-1][1])
        self._overlays.placed += kept
        return bool(kept)

    def _reason_against(self, pieces: list[tuple[int, int, SpeechCue | ChimeCue]]) -> str:
        """Return the reason why words cannot be here; empty where they can."""
        words = [(at_ms, end_ms) for at_ms, end_ms, cue in pieces if isinstance(cue, SpeechCue)]
        if not words:
            return ""
        at_ms, end_ms = words[0][0], words[-1][1]
        if end_ms > self._whole_ms:
            whole = f"the {self._what} of {format_duration(self._whole_ms)}"
            return f"it would end {format_duration(end_ms - self._whole_ms)} after {whole}"
        # There may be thousands: only the last one that begins before these words end can lie over them.
        before = bisect_left(self._taken_ms, (end_ms, 0))
        if before and at_ms < self._taken_ms[before - 1][1]:
            return "it would overlap a more important cue"
        return ""
