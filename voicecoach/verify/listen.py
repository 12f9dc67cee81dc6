"""Listen to a stream of samples once: its fingerprint, its loudness, its true peak and its length.

Only a few seconds of sound are in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from voicecoach.sound.fingerprint import Meter
from voicecoach.sound.levels import peak_per_ms
from voicecoach.units import FRAMES_PER_MS, SECOND_MS, ms_to_frames

_AROUND_MS = 50  # an oversampled peak depends on nothing further away
# Between two samples no sound of ours reaches twice its largest sample. A wave turns at its peak, so it is no higher
# than a sample beside it and half of its turn there, four times what a parabola has. Where one of the two is below the
# highest true peak so far, the true peak need not be measured.
_HIGHEST_OVERSHOOT = 2.0
_OVERSHOOT_OF_TURN = np.float32(0.5)

_Sound = NDArray[np.float32]


class Listener:
    """The figures of a sound.

    Args:
        channels: The channels to measure the fingerprint of: those that the sound should have.

    Attributes:
        meter: Has the fingerprint, and the power of each 100 ms.
        frames: The number of frames.
        true_peak: The highest true peak, relative to full scale (BS.1770-4, annex 2).
        true_peak_ms: The position of that peak.
        last_sample: The largest magnitude of the last frame.
    """

    def __init__(self, channels: int) -> None:
        self.meter = Meter(channels)
        self.frames = 0
        self.true_peak = 0.0
        self.true_peak_ms = 0
        self.last_sample = 0.0

    def listen(self, blocks: Iterable[_Sound], progress: Callable[[int], None] | None = None) -> None:
        """Measure a stream, shape ``(frames, channels)``, 48 kHz; ``progress`` gets the milliseconds so far."""
        around = ms_to_frames(_AROUND_MS)
        before: _Sound | None = None
        for second, following in pairwise(chain(_seconds(blocks), (None,))):
            assert second is not None, "only the last of all is None"
            silence = np.zeros((around, second.shape[1]), np.float32)
            after = silence if following is None else following[:around]
            self.meter.add(second)
            self._measure_peak(np.concatenate((silence if before is None else before, second, after)))
            self.frames += len(second)
            self.last_sample = float(np.abs(second[-1]).max())
            before = second[-around:]
            if progress:
                progress(self.frames // FRAMES_PER_MS)

    def _measure_peak(self, sound: _Sound) -> None:
        """Measure the true peak of a second with what is around it, where it could be higher than so far."""
        if float(np.abs(sound).max()) * _HIGHEST_OVERSHOOT <= self.true_peak:
            return
        heights = np.abs(sound[1:-1]) + _OVERSHOOT_OF_TURN * np.abs(np.diff(sound, 2, axis=0))
        if float(heights.max(initial=0.0)) <= self.true_peak:
            return
        whole = np.pad(sound, ((0, -len(sound) % FRAMES_PER_MS), (0, 0)))
        for channel in whole.T:
            peaks = peak_per_ms(np.ascontiguousarray(channel))
            highest = int(np.argmax(peaks))
            if peaks[highest] > self.true_peak:
                self.true_peak = float(peaks[highest])
                self.true_peak_ms = max(self.frames // FRAMES_PER_MS + highest - _AROUND_MS, 0)


def _seconds(blocks: Iterable[_Sound]) -> Iterator[_Sound]:
    """Yield the stream second by second; the last one is shorter, and never empty."""
    kept: list[_Sound] = []
    frames = 0
    second_frames = ms_to_frames(SECOND_MS)
    for block in blocks:
        kept.append(block)
        frames += len(block)
        if frames >= second_frames:
            whole = np.concatenate(kept)
            last = frames // second_frames * second_frames
            yield from np.split(whole[:last], range(second_frames, last, second_frames))
            kept, frames = [whole[last:]], frames - last
    if frames:
        yield np.concatenate(kept)


def peak_db(peak: float) -> float:
    """Return a sample's magnitude in dBFS, at least -120."""
    return float(20.0 * np.log10(max(peak, 1e-6)))
