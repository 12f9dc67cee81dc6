"""Listen to a stream of samples once: its fingerprint, its loudness, its true peak and its length.

Only a few seconds of sound are in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from voicecoach.sound.fingerprint import Meter
from voicecoach.sound.levels import peak_per_ms, power_per_ms
from voicecoach.sound.loudness import hop_power
from voicecoach.units import FRAMES_PER_MS, SECOND_MS, ms_to_frames

_STRETCH_MS = 10 * SECOND_MS

# The weighting filter depends on nothing further back, and an oversampled peak on nothing further ahead.
_BEFORE_MS, _AFTER_MS = 171, 50
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
        meter: Has the fingerprint.
        hops: The K-weighted power of each 100 ms, channels added (ITU-R BS.1770-4).
        frames: The number of frames.
        true_peak: The highest true peak, relative to full scale (BS.1770-4, annex 2).
        true_peak_ms: The position of that peak.
        last_sample: The largest magnitude of the last frame.
    """

    def __init__(self, channels: int) -> None:
        self.meter = Meter(channels)
        self.hops: list[float] = []
        self.frames = 0
        self.true_peak = 0.0
        self.true_peak_ms = 0
        self.last_sample = 0.0

    def listen(self, blocks: Iterable[_Sound], progress: Callable[[int], None] | None = None) -> None:
        """Measure a stream, shape ``(frames, channels)``, 48 kHz; ``progress`` gets the milliseconds so far."""
        before: _Sound | None = None
        stretches = _stretches(blocks)
        stretch = next(stretches, None)
        while stretch is not None:
            following = next(stretches, None)
            self.meter.add(stretch)
            whole = _exactly(stretch, -(-len(stretch) // FRAMES_PER_MS) * FRAMES_PER_MS, stretch.shape[1])
            context = np.zeros((ms_to_frames(_BEFORE_MS), whole.shape[1]), np.float32) if before is None else before
            sound = np.concatenate((context, whole, _exactly(following, ms_to_frames(_AFTER_MS), whole.shape[1])))
            self.hops.extend(self._loudness(sound[: len(sound) - ms_to_frames(_AFTER_MS)]))
            self._measure_peaks(sound)
            self.frames += len(stretch)
            self.last_sample = float(np.abs(stretch[-1]).max())
            before = whole[-ms_to_frames(_BEFORE_MS) :]
            stretch = following
            if progress:
                progress(self.frames // FRAMES_PER_MS)

    @staticmethod
    def _loudness(sound: _Sound) -> NDArray[np.float64]:
        weighted = sum(power_per_ms(np.ascontiguousarray(channel), np.float32) for channel in sound.T)
        return hop_power(np.asarray(weighted)[_BEFORE_MS:])

    def _measure_peaks(self, sound: _Sound) -> None:
        """Measure the true peak wherever it could be higher than so far."""
        begin_ms = self.frames // FRAMES_PER_MS
        for second_ms in range(_BEFORE_MS, len(sound) // FRAMES_PER_MS - _AFTER_MS, SECOND_MS):
            piece = sound[ms_to_frames(second_ms) : ms_to_frames(second_ms + SECOND_MS)]
            if float(np.abs(piece).max(initial=0.0)) * _HIGHEST_OVERSHOOT <= self.true_peak:
                continue
            around = sound[ms_to_frames(second_ms - _AFTER_MS) : ms_to_frames(second_ms + SECOND_MS + _AFTER_MS)]
            heights = np.abs(around[1:-1]) + _OVERSHOOT_OF_TURN * np.abs(np.diff(around, 2, axis=0))
            if float(heights.max(initial=0.0)) <= self.true_peak:
                continue
            for channel in around.T:
                peaks = peak_per_ms(np.ascontiguousarray(channel))[_AFTER_MS : _AFTER_MS + SECOND_MS]
                highest = int(np.argmax(peaks))
                if peaks[highest] > self.true_peak:
                    self.true_peak = float(peaks[highest])
                    self.true_peak_ms = begin_ms + second_ms - _BEFORE_MS + highest


def _stretches(blocks: Iterable[_Sound]) -> Iterator[_Sound]:
    """Yield the stream in stretches of 10 s; the last one is shorter, and never empty."""
    kept: list[_Sound] = []
    frames = 0
    stretch_frames = ms_to_frames(_STRETCH_MS)
    for block in blocks:
        kept.append(block)
        frames += len(block)
        while frames >= stretch_frames:
            whole = np.concatenate(kept)
            yield whole[:stretch_frames]
            kept = [whole[stretch_frames:]]
            frames -= stretch_frames
    if frames:
        yield np.concatenate(kept)


def _exactly(block: _Sound | None, frames: int, channels: int) -> _Sound:
    """Return a block cut or padded with silence to a number of frames."""
    given = np.zeros((0, channels), np.float32) if block is None else block[:frames]
    return given if len(given) == frames else np.pad(given, ((0, frames - len(given)), (0, 0)))


def peak_db(peak: float) -> float:
    """Return a sample's magnitude in dBFS, at least -120."""
    return float(20.0 * np.log10(max(peak, 1e-6)))
