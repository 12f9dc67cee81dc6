"""Signal processing of a sound before it is finished: resample, trim, gain, limit, fade, close a loop.

Every function takes and returns ``float32`` samples of shape ``(frames,)`` at 48 000 Hz, where full scale is 1.0, and
never changes its argument.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voicecoach.sound.levels import power_per_ms
from voicecoach.sound.samples import MadeSamples, Samples
from voicecoach.units import FRAMES_PER_MS, MIX_RATE_HZ, db_to_gain, frames_to_ms_up, ms_to_frames

# Measured on hibari and espeak-ng: a soft f or h rises through -40 dB within a few milliseconds of its onset, while
# endings die away for longer.
_ONSET_DB = -40.0
_ENDING_DB = -42.0
_BEFORE_ONSET_MS = 4
_AFTER_ENDING_MS = 10
_LOUDEST_MS = 10  # a period of a deep voice
# A recording also has the noise of its room: speech has to be louder than that.
_ABOVE_ROOM_DB = 10.0
_LOUDEST_ROOM_DB = -35.0
_ROOM_QUANTILE = 0.02
_SILENCE_POWER = 1e-8  # -80 dB of full scale

_LIMITER_REACH_MS = 15  # longer than a period of a deep voice, so that the gain does not follow its waves


def resample_to_mix(samples: NDArray[np.float32], rate_hz: int) -> NDArray[np.float32]:
    """Return the sound at 48 000 Hz, in studio quality and without a delay."""
    if rate_hz == MIX_RATE_HZ:
        return samples
    import soxr

    resampled: NDArray[np.float32] = soxr.resample(samples, rate_hz, MIX_RATE_HZ, quality="VHQ")
    return resampled


def resampled_to_mix(
    blocks: Iterable[NDArray[np.float32]], rate_hz: int, channels: int
) -> Iterator[NDArray[np.float32]]:
    """Yield blocks of shape ``(frames, channels)`` at 48 000 Hz, as :func:`resample_to_mix` does with a whole sound."""
    if rate_hz == MIX_RATE_HZ:
        yield from blocks
        return
    import soxr

    resampler = soxr.ResampleStream(rate_hz, MIX_RATE_HZ, channels, quality="VHQ")
    for block in blocks:
        yield resampler.resample_chunk(block)
    yield resampler.resample_chunk(np.zeros((0, channels), np.float32), last=True)


@dataclass(frozen=True, eq=False, slots=True)
class AudibleSpan:
    """The part of a sound in which speech is heard.

    Attributes:
        begin_ms: Its beginning.
        end_ms: Its end, exclusive; the last millisecond may be incomplete.
        power: Shape ``(end_ms - begin_ms,)``: the K-weighted mean square of each millisecond between them.
    """

    begin_ms: int
    end_ms: int
    power: NDArray[np.float32]

    def of(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return this part of the sound."""
        return samples[ms_to_frames(self.begin_ms) : ms_to_frames(self.end_ms)]


def audible_span(samples: NDArray[np.float32]) -> AudibleSpan:
    """Return the part in which speech is heard; an empty one for silence.

    It begins with the first power within 40 dB of the loudest 10 ms and ends with the last within 42 dB, K-weighted,
    so that neither an offset nor rumble counts. Up to 4 ms before and 10 ms after it are added. A sound that is loud
    from its first to its last sample keeps its exact length.
    """
    # A cheap microphone adds an offset, and the step from zero to it would count as sound.
    offset = samples[0] if len(samples) else np.float32(0.0)
    # The last millisecond is filled with the last sample: a step to zero would count as sound, too.
    level = np.pad(samples - offset, (0, -len(samples) % FRAMES_PER_MS), mode="edge" if len(samples) else "constant")
    power = power_per_ms(level)
    exact = power.astype(np.float64)
    loudest = _loudest(exact)
    if loudest < _SILENCE_POWER:
        return AudibleSpan(0, 0, power[:0])
    room = min(np.quantile(exact, _ROOM_QUANTILE) * _power(_ABOVE_ROOM_DB), loudest * _power(_LOUDEST_ROOM_DB))
    first_ms = int(np.argmax(exact >= max(loudest * _power(_ONSET_DB), room)))
    last_ms = len(exact) - 1 - int(np.argmax(exact[::-1] >= max(loudest * _power(_ENDING_DB), room)))
    begin_ms = max(first_ms - _BEFORE_ONSET_MS, 0)
    end_ms = min(last_ms + 1 + _AFTER_ENDING_MS, len(exact))
    return AudibleSpan(begin_ms, end_ms, power[begin_ms:end_ms])


def trim(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return speech without the silence around it, as :func:`audible_span` finds it; an empty array for silence."""
    return audible_span(samples).of(samples)


def apply_gain_db(samples: NDArray[np.float32], gain_db: float) -> NDArray[np.float32]:
    """Return the sound louder by a gain in decibels, softer by a negative one."""
    return samples * np.float32(db_to_gain(gain_db))


def limiting_gain(peak: NDArray[np.float32], ceiling_dbtp: float) -> NDArray[np.float32]:
    """Return the gain that keeps a sound below a ceiling, at each edge between milliseconds.

    The sound changes only within 32 ms of a peak above the ceiling. The gain looks ahead as far as it looks back: it
    falls smoothly towards a peak, never by more than a peak nearby needs. The ceiling holds within 0.05 dB of a meter
    of fourfold oversampling (BS.1770-4, annex 2).

    Args:
        peak: Shape ``(duration_ms,)``: the true peak of each millisecond, 1.0 for full scale.
        ceiling_dbtp: The highest true peak of the result.

    Returns:
        Shape ``(duration_ms + 1,)``, with straight lines between the edges.
    """
    ceiling = db_to_gain(ceiling_dbtp)
    if not len(peak) or peak.max() <= ceiling:
        return np.ones(len(peak) + 1, dtype=np.float32)
    return _smooth_gain(ceiling / np.maximum(peak.astype(np.float64), ceiling))


def apply_gain_curve(samples: NDArray[np.float32], edges: NDArray[np.float32], at: int = 0) -> NDArray[np.float32]:
    """Return the sound after a gain that is given at each edge between milliseconds, with straight lines between.

    Args:
        samples: A sound, or the part of one.
        edges: The gains of the whole sound.
        at: The frame at which the part begins.
    """
    first_ms = at // FRAMES_PER_MS
    edges = edges[first_ms : frames_to_ms_up(at + len(samples)) + 1]
    if np.all(edges == 1.0):
        return samples
    ramp = np.arange(FRAMES_PER_MS, dtype=np.float32) / FRAMES_PER_MS
    gain = (edges[:-1, np.newaxis] + np.diff(edges)[:, np.newaxis] * ramp).reshape(-1)[at - ms_to_frames(first_ms) :]
    shaped: NDArray[np.float32] = samples * gain[: len(samples)].astype(np.float32)
    return shaped


class EdgeFades:
    """A raised cosine at each edge of a sound, so that neither clicks; its last sample is zero.

    In a sound shorter than twice a fade, that fade is half as long as the sound.

    Args:
        frames: The length of the sound.
        in_ms: The length of the fade at its beginning.
        out_ms: The length of the fade at its end.
    """

    def __init__(self, frames: int, in_ms: int = 4, out_ms: int = 10) -> None:
        self._rise = _rise(min(ms_to_frames(in_ms), frames // 2))
        fall = _rise(min(ms_to_frames(out_ms), frames // 2))[::-1]
        self._fall = np.append(fall[:-1], np.float32(0.0)) if len(fall) else np.zeros(min(frames, 1), np.float32)
        self._fall_at = frames - len(self._fall)

    def of(self, part: NDArray[np.float32], at: int = 0) -> NDArray[np.float32]:
        """Return a part of the sound, which begins at a frame, with as much of the fades as falls on it."""
        faded = part.copy()
        for gain, begin in ((self._rise, at), (self._fall, at - self._fall_at)):
            first, last = max(begin, 0), min(begin + len(part), len(gain))
            if first < last:
                faded[first - begin : last - begin] *= gain[first:last]
        return faded


def fade_edges(samples: NDArray[np.float32], in_ms: int = 4, out_ms: int = 10) -> NDArray[np.float32]:
    """Return the sound with :class:`EdgeFades`."""
    return EdgeFades(len(samples), in_ms, out_ms).of(samples)


def close_loop(samples: Samples[np.float32], fade_ms: int) -> MadeSamples[np.float32]:
    """Return a sound as a loop without a seam: its ending is crossfaded into its beginning.

    It is shorter by the crossfade, which keeps the power of uncorrelated sounds.

    Args:
        samples: Shape ``(frames,)``; an incomplete last millisecond is dropped.
        fade_ms: The length of the crossfade, half the sound's at the most.
    """
    fade_frames = ms_to_frames(fade_ms)
    frames = len(samples) // FRAMES_PER_MS * FRAMES_PER_MS - fade_frames
    angle = np.arange(fade_frames, dtype=np.float32) * np.float32(0.5 * np.pi / max(fade_frames, 1))
    seam = samples[:fade_frames] * np.sin(angle)
    seam += samples[frames : frames + fade_frames] * np.cos(angle)

    def make(first: int, last: int) -> NDArray[np.float32]:
        return np.concatenate((seam[first:last], samples[max(first, fade_frames) : max(last, fade_frames)]))

    return MadeSamples(frames, make)


def _smooth_gain(allowed: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return a gain for each edge between milliseconds, never above the allowed gain of a millisecond beside it.

    It is a weighted mean of the least gains around. Each least gain covers the reach of the mean, so that neither the
    mean nor a straight line between two edges exceeds the allowed gain.
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
