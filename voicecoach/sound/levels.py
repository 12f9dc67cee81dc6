"""The levels of a sound for each millisecond: K-weighted power and true peak.

They are measured once, when a sound is finished. From these two curves the mix computes its loudness and a bound of
its true peak without the samples.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from voicecoach.sound.pcm import FULL_SCALE, Pcm, pad_to_ms, quantise
from voicecoach.sound.samples import MadeSamples, Samples, in_blocks, stored
from voicecoach.units import FRAMES_PER_MS, MIX_RATE_HZ, SECOND_MS, frames_to_ms_up

# ITU-R BS.1770-4, annex 1, tables 1 and 2, for 48 kHz: a shelf for the head, then a high-pass.
_HEAD_B, _HEAD_A = (1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585)
_HIGH_PASS_B, _HIGH_PASS_A = (1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)

# The poles of the high-pass decay by half a percent per frame: to 1e-17 after 8192 frames.
_WEIGHTING_CONTEXT_FRAMES = 8_192
_WEIGHTING_BLOCK_MS = 1_024  # with its context 57 344 = 7 x 2^13 frames, a fast size for the FFT

_OVERSAMPLING = 4  # BS.1770-4, annex 2
_OVERSAMPLING_CONTEXT_MS = 50
_OVERSAMPLING_BLOCK_MS = 2 * SECOND_MS  # takes more than four times the memory of its sound


def finish(samples: NDArray[np.float32]) -> Pcm:
    """Return the samples as a finished sound: whole milliseconds, 16 bit, with its levels measured.

    The levels are those of the 16-bit samples, not of the argument, so that they are those of the sound that is heard.

    Args:
        samples: Shape ``(frames,)``, 48 000 Hz, full scale 1.0; samples beyond it are clipped.
    """
    quantised = quantise(pad_to_ms(samples))
    quantised.flags.writeable = False
    return _measured(quantised, _exact(quantised))


def finish_in_blocks(samples: Samples[np.float32]) -> Pcm:
    """Return a long sound as a finished one, like :func:`finish`; its samples are in a file.

    Args:
        samples: Whole milliseconds at 48 000 Hz, full scale 1.0; samples beyond it are clipped.

    Raises:
        OSError: The disk is full.
    """
    quantised = stored((quantise(block) for block in in_blocks(samples)), np.int16)
    return _measured(quantised, MadeSamples(len(quantised), lambda first, last: _exact(quantised[first:last])))


def _exact(quantised: NDArray[np.int16]) -> NDArray[np.float32]:
    return quantised.astype(np.float32) * np.float32(1.0 / FULL_SCALE)


def _measured(quantised: Samples[np.int16], exact: Samples[np.float32]) -> Pcm:
    finished = Pcm(samples=quantised, power=power_per_ms(exact), peak=peak_per_ms(exact))
    for curve in (finished.power, finished.peak):
        curve.flags.writeable = False
    return finished


def power_per_ms(
    samples: Samples[np.float32], precision: type[np.float32 | np.float64] = np.float64
) -> NDArray[np.float32]:
    """Return the K-weighted mean square of each millisecond, shape ``(duration_ms,)``, 1.0 for full scale.

    Args:
        samples: Shape ``(frames,)``, 48 000 Hz; ``frames`` is a multiple of 48.
        precision: Of the transform. With ``float32``, which takes half of the time, the power is exact down to 100 dB
            below the loudest sound of a second.
    """
    power = np.empty(len(samples) // FRAMES_PER_MS, dtype=np.float32)
    block_frames = _WEIGHTING_BLOCK_MS * FRAMES_PER_MS
    for first_ms, block in _blocks(samples, block_frames, before=_WEIGHTING_CONTEXT_FRAMES, after=0):
        here = power[first_ms : first_ms + _WEIGHTING_BLOCK_MS]
        if not block.any():
            here[:] = 0.0
            continue
        # The circular convolution wraps into the context, which is dropped (overlap-save).
        spectrum = np.fft.rfft(block.astype(precision))
        spectrum *= weighting(len(block))
        weighted = np.fft.irfft(spectrum, len(block))[_WEIGHTING_CONTEXT_FRAMES:].reshape(-1, FRAMES_PER_MS)
        mean_square = np.einsum("ij,ij->i", weighted, weighted) / FRAMES_PER_MS
        here[:] = mean_square[: len(here)]
    return power


def peak_per_ms(samples: Samples[np.float32]) -> NDArray[np.float32]:
    """Return the true peak of each millisecond, both its edges included, shape ``(duration_ms,)``.

    Being the largest magnitude of the sound oversampled four times, and that being linear, the sum of such
    peaks bounds the peak of the sum.

    Args:
        samples: Shape ``(frames,)``, 48 000 Hz; ``frames`` is a multiple of 48.
    """
    import soxr

    peak = np.empty(len(samples) // FRAMES_PER_MS, dtype=np.float32)
    # A short sound is one block: padding it to a whole block would cost more than the measuring.
    block_ms = max(min(_OVERSAMPLING_BLOCK_MS, len(peak)), 1)
    block_frames, context_frames = block_ms * FRAMES_PER_MS, _OVERSAMPLING_CONTEXT_MS * FRAMES_PER_MS
    step = FRAMES_PER_MS * _OVERSAMPLING
    for first_ms, block in _blocks(samples, block_frames, before=context_frames, after=context_frames):
        fine = np.abs(soxr.resample(block, MIX_RATE_HZ, MIX_RATE_HZ * _OVERSAMPLING, quality="HQ"))
        fine = fine[context_frames * _OVERSAMPLING :][: block_ms * step + 1]
        coarse = np.abs(block[context_frames:][:block_frames]).reshape(-1, FRAMES_PER_MS).max(axis=1)
        within = np.maximum(fine[:-1].reshape(-1, step).max(axis=1), coarse)
        here = peak[first_ms : first_ms + block_ms]
        here[:] = np.maximum(within, fine[step::step])[: len(here)]
    return peak


def _blocks(
    samples: Samples[np.float32], block_frames: int, *, before: int, after: int
) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Yield the first millisecond of each block, and the block with its context, silent beyond the ends."""
    for first in range(0, len(samples), block_frames):
        window = np.zeros(before + block_frames + after, dtype=np.float32)
        low, high = max(first - before, 0), min(first + block_frames + after, len(samples))
        offset = before - first
        window[low + offset : high + offset] = samples[low:high]
        yield frames_to_ms_up(first), window


@cache
def weighting(frames: int) -> NDArray[np.complex128]:
    """Return the frequency response of the K-weighting at the bins of a real FFT of this length."""
    delay = np.exp(-2j * np.pi * np.arange(frames // 2 + 1) / frames)
    response = np.ones(len(delay), dtype=np.complex128)
    for numerator, denominator in ((_HEAD_B, _HEAD_A), (_HIGH_PASS_B, _HIGH_PASS_A)):
        response *= np.polyval(numerator[::-1], delay) / np.polyval(denominator[::-1], delay)
    return response
