"""Measure the pitch of speech by autocorrelation, as a meter that the project's code has no part in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LOWEST_HZ, HIGHEST_HZ = 60, 400
_WINDOW_S, _STEP_S = 0.040, 0.010
# Below this share of a period's likeness a frame is noise; softer frames than this are not heard beside the others.
_LIKENESS, _HEARD_DB = 0.6, -28.0


def pitch_semitones(samples: NDArray[np.float32], rate_hz: int) -> NDArray[np.float64]:
    """Return the pitch of each 10 ms that has one, in semitones above 1 Hz, each the median of three."""
    size, step = round(_WINDOW_S * rate_hz), round(_STEP_S * rate_hz)
    frames = np.lib.stride_tricks.sliding_window_view(samples.astype(np.float64), size)[::step]
    level = np.sqrt(np.mean(np.square(frames), axis=1))
    found = []
    for frame in frames[level > level.max() * 10 ** (_HEARD_DB / 20)]:
        hertz = _pitch_hz(frame, rate_hz)
        if hertz:
            found.append(12 * np.log2(hertz))
    padded = np.pad(found, 1, mode="edge")
    return np.median(np.lib.stride_tricks.sliding_window_view(padded, 3), axis=1)


def _pitch_hz(frame: NDArray[np.float64], rate_hz: int) -> float:
    """Return the pitch of a frame; 0 where there is none."""
    window = np.hanning(len(frame))
    shortest, longest = rate_hz // HIGHEST_HZ, rate_hz // LOWEST_HZ
    periods = slice(shortest, longest + 1)
    peaks = _autocorrelation(frame * window)[periods] / _autocorrelation(window)[periods]
    best = peaks.max()
    if best < _LIKENESS:
        return 0.0
    # The first of the periods that are as like as the best: the others are two and three of them.
    tops = np.flatnonzero((peaks[1:-1] >= peaks[:-2]) & (peaks[1:-1] >= peaks[2:]) & (peaks[1:-1] > 0.9 * best)) + 1
    return rate_hz / (shortest + int(tops[0])) if len(tops) else 0.0


def _autocorrelation(signal: NDArray[np.float64]) -> NDArray[np.float64]:
    spectrum = np.fft.rfft(signal, 2 * len(signal))
    powers = np.fft.irfft(np.abs(spectrum) ** 2)[: len(signal)]
    return np.asarray(powers / powers[0])
