"""Shaping a sound before it is finished: to the mix rate, without its silence, levelled, limited, faded.

Everything takes and returns ``float32`` samples of shape ``(frames,)`` at 48 000 Hz where full scale is 1.0,
and leaves what it was given as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voicecoach.sound.levels import peak_per_ms, power_per_ms
from voicecoach.sound.pcm import pad_to_ms
from voicecoach.units import FRAMES_PER_MS, MIX_RATE_HZ, db_to_gain, ms_to_frames

# Measured on hibari and espeak-ng: a soft f or h rises through -40 dB within a few milliseconds of where it
# is first heard, while endings die away for longer.
_ONSET_DB = -40.0
_ENDING_DB = -42.0
_BEFORE_ONSET_MS = 4
_AFTER_ENDING_MS = 10
_LOUDEST_MS = 10  # a period of a deep voice
# In a recording the room is heard too: then speech is what stands out of it.
_ABOVE_ROOM_DB = 10.0
_LOUDEST_ROOM_DB = -35.0
_ROOM_QUANTILE = 0.02
_SILENCE_POWER = 1e-8  # -80 dB of full scale

_LIMITER_REACH_MS = 15  # beyond a period of a deep voice: the gain rides over its waves, not along with them


def resample_to_mix(samples: NDArray[np.float32], rate_hz: int) -> NDArray[np.float32]:
    """Return the sound at 48 000 Hz, in studio quality; its content and its place in time stay the same."""
    if rate_hz == MIX_RATE_HZ:
        return samples
    import soxr

    resampled: NDArray[np.float32] = soxr.resample(samples, rate_hz, MIX_RATE_HZ, quality="VHQ")
    return resampled


@dataclass(frozen=True, eq=False, slots=True)
class Heard:
    """Where speech is heard in a sound.

    Attributes:
        begin_ms: From where.
        end_ms: Up to where; the last millisecond may be begun only.
        power: Shape ``(end_ms - begin_ms,)``: the K-weighted mean square of each millisecond between them.
    """

    begin_ms: int
    end_ms: int
    power: NDArray[np.float32]

    def of(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return what is heard of the sound."""
        return samples[ms_to_frames(self.begin_ms) : ms_to_frames(self.end_ms)]


def heard(samples: NDArray[np.float32]) -> Heard:
    """Return where speech is heard; nowhere where nothing is.

    Heard is what comes within 40 dB of the loudest 10 ms at the onset and within 42 dB at the ending,
    K-weighted, so that neither an offset nor rumble counts. Up to 4 ms before and 10 ms after it are kept:
    a sound that begins and ends with its first and last sample keeps its exact length.
    """
    # A cheap microphone adds an offset, and from nothing to it would be a strike.
    offset = samples[0] if len(samples) else np.float32(0.0)
    # What fills up the last millisecond goes on as the sound ended: a step would be heard as a strike, too.
    level = np.pad(samples - offset, (0, -len(samples) % FRAMES_PER_MS), mode="edge" if len(samples) else "constant")
    power = power_per_ms(level)
    exact = power.astype(np.float64)
    loudest = _loudest(exact)
    if loudest < _SILENCE_POWER:
        return Heard(0, 0, power[:0])
    room = min(np.quantile(exact, _ROOM_QUANTILE) * _power(_ABOVE_ROOM_DB), loudest * _power(_LOUDEST_ROOM_DB))
    first_ms = int(np.argmax(exact >= max(loudest * _power(_ONSET_DB), room)))
    last_ms = len(exact) - 1 - int(np.argmax(exact[::-1] >= max(loudest * _power(_ENDING_DB), room)))
    begin_ms = max(first_ms - _BEFORE_ONSET_MS, 0)
    end_ms = min(last_ms + 1 + _AFTER_ENDING_MS, len(exact))
    return Heard(begin_ms, end_ms, power[begin_ms:end_ms])


def trim(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return speech without the silence around it, as :func:`heard` finds it; nothing where nothing is heard."""
    return heard(samples).of(samples)


def apply_gain_db(samples: NDArray[np.float32], gain_db: float) -> NDArray[np.float32]:
    """Return the sound louder by a gain in decibels, softer by a negative one."""
    return samples * np.float32(db_to_gain(gain_db))


def limit(samples: NDArray[np.float32], ceiling_dbtp: float) -> NDArray[np.float32]:
    """Return the sound with no true peak above a ceiling; more than 32 ms from such a peak it is left as it is.

    The gain looks ahead as far as it looks back: it is lowered smoothly towards a peak, never by more than
    a peak nearby needs. The ceiling holds within 0.05 dB of a meter of fourfold oversampling (BS.1770-4,
    annex 2).
    """
    return apply_gain_curve(samples, limiting_gain(peak_per_ms(pad_to_ms(samples)), ceiling_dbtp))


def limiting_gain(peak: NDArray[np.float32], ceiling_dbtp: float) -> NDArray[np.float32]:
    """Return the gain with which :func:`limit` keeps a sound below a ceiling, at each edge between milliseconds.

    Args:
        peak: Shape ``(duration_ms,)``: the true peak of each millisecond, 1.0 for full scale.
        ceiling_dbtp: The highest true peak that is left.

    Returns:
        Shape ``(duration_ms + 1,)``: straight lines lead from each edge to the next.
    """
    ceiling = db_to_gain(ceiling_dbtp)
    if not len(peak) or peak.max() <= ceiling:
        return np.ones(len(peak) + 1, dtype=np.float32)
    return _smooth_gain(ceiling / np.maximum(peak.astype(np.float64), ceiling))


def apply_gain_curve(samples: NDArray[np.float32], edges: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the sound with a gain that is given at each edge between milliseconds, a line from one to the next."""
    if np.all(edges == 1.0):
        return samples
    ramp = np.arange(FRAMES_PER_MS, dtype=np.float32) / FRAMES_PER_MS
    gain = edges[:-1, np.newaxis] + np.diff(edges)[:, np.newaxis] * ramp
    shaped: NDArray[np.float32] = samples * gain.reshape(-1)[: len(samples)].astype(np.float32)
    return shaped


def fade_edges(samples: NDArray[np.float32], in_ms: int = 4, out_ms: int = 10) -> NDArray[np.float32]:
    """Return the sound with a raised cosine at each edge, so that neither clicks; its last sample is zero.

    In a sound shorter than twice a fade, that fade is half as long as the sound.
    """
    half = len(samples) // 2
    rise = _rise(min(ms_to_frames(in_ms), half))
    fall = _rise(min(ms_to_frames(out_ms), half))[::-1]
    faded = samples.copy()
    faded[: len(rise)] *= rise
    faded[len(faded) - len(fall) :] *= fall
    faded[-1:] = 0.0
    return faded


def close_loop(samples: NDArray[np.float32], fade_ms: int) -> NDArray[np.float32]:
    """Return a sound that begins again without a seam: its ending is crossfaded into its beginning.

    It is shorter by the crossfade, which keeps the power of sounds that have nothing in common.

    Args:
        samples: Shape ``(frames,)``; what goes beyond whole milliseconds is left out.
        fade_ms: The length of the crossfade, half the sound's at the most.
    """
    frames = len(samples) // FRAMES_PER_MS * FRAMES_PER_MS - ms_to_frames(fade_ms)
    angle = np.arange(ms_to_frames(fade_ms), dtype=np.float32) * np.float32(0.5 * np.pi / max(ms_to_frames(fade_ms), 1))
    loop = samples[:frames].copy()
    loop[: len(angle)] *= np.sin(angle)
    loop[: len(angle)] += samples[frames : frames + len(angle)] * np.cos(angle)
    return loop


def _smooth_gain(allowed: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return a gain for each edge between milliseconds that nowhere exceeds what is allowed beside it.

    It is a weighted mean of the least gains around; each of these already looks as far as the mean reaches,
    so that none of them, nor a straight line from one edge to the next, exceeds what is allowed.
    """
    reach = _LIMITER_REACH_MS
    padded = np.pad(allowed, 2 * reach + 1, constant_values=1.0)
    least = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 2).min(axis=1)
    weights = np.hanning(2 * reach + 3)[1:-1]
    smooth: NDArray[np.float32] = np.convolve(least, weights / weights.sum(), "valid").astype(np.float32)
    return smooth


def _loudest(power: NDArray[np.float64]) -> float:
    """Return the mean power of the loudest few milliseconds; of all, where there are fewer."""
    length = min(_LOUDEST_MS, len(power))
    return float(np.convolve(power, np.full(length, 1.0 / length), "valid").max()) if length else 0.0


def _power(level_db: float) -> float:
    return db_to_gain(level_db) ** 2


def _rise(frames: int) -> NDArray[np.float32]:
    """Return a raised cosine that rises from exactly zero towards one."""
    return (0.5 - 0.5 * np.cos(np.pi * np.arange(frames) / max(frames, 1))).astype(np.float32)
