"""What is heard in a stream of samples, millisecond by millisecond; only a few seconds are in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voicecoach.sound.levels import peak_per_ms, power_per_ms
from voicecoach.units import FRAMES_PER_MS, SECOND_MS, ms_to_frames

STRETCH_MS = 10 * SECOND_MS

# A weighting filter has forgotten what lies further back, and an oversampled peak does not look further.
_BEFORE_MS, _AFTER_MS = 171, 50
# No sound of ours reaches twice its largest sample between two samples: where that would still be below the
# highest true peak so far, nobody need look closer.
_HIGHEST_OVERSHOOT = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """Some consecutive milliseconds of a sound; every array has one value for each, full scale is 1.0.

    Attributes:
        begin_ms: The first of them.
        power: The mean square over all channels.
        weighted: The K-weighted mean square, channels added (ITU-R BS.1770-4).
        peak: The largest sample.
        edge: The sharpest turn between three neighbouring samples: where it stands out, something clicks.
        likeness: The product with the sound that should be heard, and that sound's own square, mean values in
            two columns; no columns where it is not known.
        is_after_end: Whether the sound had ended before; then there is only silence.
    """

    begin_ms: int
    power: NDArray[np.float32]
    weighted: NDArray[np.float32]
    peak: NDArray[np.float32]
    edge: NDArray[np.float32]
    likeness: NDArray[np.float32]
    is_after_end: bool = False

    @property
    def end_ms(self) -> int:
        """The first millisecond after them."""
        return self.begin_ms + len(self.power)

    def between(self, begin_ms: int, end_ms: int) -> Levels:
        """Return those from one time up to another, as far as they are here."""
        here = slice(max(begin_ms - self.begin_ms, 0), max(end_ms - self.begin_ms, 0))
        return Levels(
            max(begin_ms, self.begin_ms),
            self.power[here],
            self.weighted[here],
            self.peak[here],
            self.edge[here],
            self.likeness[here],
        )

    def followed_by(self, others: Levels) -> Levels:
        """Return both as one; the others begin where these end."""
        return Levels(
            self.begin_ms,
            np.concatenate((self.power, others.power)),
            np.concatenate((self.weighted, others.weighted)),
            np.concatenate((self.peak, others.peak)),
            np.concatenate((self.edge, others.edge)),
            np.concatenate((self.likeness, others.likeness)),
        )


class Listener:
    """Listens to a stream once.

    Args:
        blocks: Shape ``(frames, channels)``, 48 kHz, full scale 1.0.
        channels: How many there are.
        expected: The sound that should be heard, in blocks of its own, or nothing where it is not known; from
            the same first sample on.

    Attributes:
        frames: How many frames have been heard.
        true_peak: The highest true peak so far, as a factor on full scale (BS.1770-4, annex 2).
        true_peak_ms: Where it is.
        last_sample: The largest magnitude of the last frame.
    """

    def __init__(
        self,
        blocks: Iterable[NDArray[np.float32]],
        channels: int,
        expected: Iterable[NDArray[np.float32]] | None = None,
    ) -> None:
        self._blocks = _recut(blocks, channels)
        self._expected = None if expected is None else _recut(expected, None)
        self.frames = 0
        self.true_peak = 0.0
        self.true_peak_ms = 0
        self.last_sample = 0.0

    def stretches(self) -> Iterator[Levels]:
        """Yield the levels of the stream, at most 10 s at once; an unfinished last millisecond counts as one."""
        before: NDArray[np.float32] | None = None
        begin_ms = 0
        stretch = next(self._blocks, None)
        while stretch is not None:
            following = next(self._blocks, None)
            self.frames += len(stretch)
            self.last_sample = float(np.abs(stretch[-1]).max())
            whole = _padded(stretch)
            context = np.zeros((ms_to_frames(_BEFORE_MS), whole.shape[1]), np.float32) if before is None else before
            after = _exactly(following, ms_to_frames(_AFTER_MS), whole.shape[1])
            yield self._levels(begin_ms, np.concatenate((context, whole, after)), self._next_expected())
            before = whole[-ms_to_frames(_BEFORE_MS) :]
            begin_ms += len(whole) // FRAMES_PER_MS
            stretch = following

    def _next_expected(self) -> NDArray[np.float32] | None:
        if self._expected is None:
            return None
        return next(self._expected, np.zeros((0, 1), np.float32))

    def _levels(self, begin_ms: int, sound: NDArray[np.float32], expected: NDArray[np.float32] | None) -> Levels:
        first, last = ms_to_frames(_BEFORE_MS), len(sound) - ms_to_frames(_AFTER_MS)
        here = sound[first:last]
        self._look_for_peaks(begin_ms, sound)
        weighted = sum(power_per_ms(np.ascontiguousarray(each[:last])) for each in sound.T)
        turns = np.abs(np.diff(sound[first - 2 : last], n=2, axis=0)).max(axis=1)
        return Levels(
            begin_ms,
            np.square(here).mean(axis=1).reshape(-1, FRAMES_PER_MS).mean(axis=1),
            np.asarray(weighted)[_BEFORE_MS:],
            np.abs(here).max(axis=1).reshape(-1, FRAMES_PER_MS).max(axis=1),
            turns.reshape(-1, FRAMES_PER_MS).max(axis=1),
            _likeness(here, expected),
        )

    def _look_for_peaks(self, begin_ms: int, sound: NDArray[np.float32]) -> None:
        """Measure the true peak wherever it may be a higher one."""
        for second_ms in range(_BEFORE_MS, len(sound) // FRAMES_PER_MS - _AFTER_MS, SECOND_MS):
            piece = sound[ms_to_frames(second_ms) : ms_to_frames(second_ms + SECOND_MS)]
            if float(np.abs(piece).max(initial=0.0)) * _HIGHEST_OVERSHOOT <= self.true_peak:
                continue
            around = sound[ms_to_frames(second_ms - _AFTER_MS) : ms_to_frames(second_ms + SECOND_MS + _AFTER_MS)]
            for channel in around.T:
                peaks = peak_per_ms(np.ascontiguousarray(channel))[_AFTER_MS : _AFTER_MS + SECOND_MS]
                highest = int(np.argmax(peaks))
                if peaks[highest] > self.true_peak:
                    self.true_peak = float(peaks[highest])
                    self.true_peak_ms = begin_ms + second_ms - _BEFORE_MS + highest


def _likeness(here: NDArray[np.float32], expected: NDArray[np.float32] | None) -> NDArray[np.float32]:
    milliseconds = len(here) // FRAMES_PER_MS
    if expected is None:
        return np.zeros((milliseconds, 0), np.float32)
    heard = here.mean(axis=1)
    wanted = _exactly(expected, len(here), expected.shape[1]).mean(axis=1)
    both = np.stack((heard * wanted, np.square(wanted)), axis=1)
    likeness: NDArray[np.float32] = both.reshape(milliseconds, FRAMES_PER_MS, 2).mean(axis=1)
    return likeness


def _recut(blocks: Iterable[NDArray[np.float32]], channels: int | None) -> Iterator[NDArray[np.float32]]:
    """Yield the stream in stretches of 10 s; the last one is what is left, and never empty."""
    kept: list[NDArray[np.float32]] = []
    frames = 0
    stretch_frames = ms_to_frames(STRETCH_MS)
    for block in blocks:
        kept.append(block if channels is None else block[:, :channels])
        frames += len(block)
        while frames >= stretch_frames:
            whole = np.concatenate(kept)
            yield whole[:stretch_frames]
            kept = [whole[stretch_frames:]]
            frames -= stretch_frames
    if frames:
        yield np.concatenate(kept)


def _padded(stretch: NDArray[np.float32]) -> NDArray[np.float32]:
    return _exactly(stretch, -(-len(stretch) // FRAMES_PER_MS) * FRAMES_PER_MS, stretch.shape[1])


def _exactly(block: NDArray[np.float32] | None, frames: int, channels: int) -> NDArray[np.float32]:
    """Return the first frames of a block, silence behind what is shorter."""
    given = np.zeros((0, channels), np.float32) if block is None else block[:frames]
    return np.pad(given, ((0, frames - len(given)), (0, 0)))
