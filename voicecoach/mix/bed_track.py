"""A bed under the mix: its endless sound, times the gain that the timeline wrote for it."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

import numpy as np

from voicecoach.session.timeline import GainPoint
from voicecoach.units import FRAMES_PER_MS, db_to_gain, ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from voicecoach.session.timeline import PlacedBed
    from voicecoach.sound.bed_layers import Bed

_WITHIN_MS = np.arange(FRAMES_PER_MS, dtype=np.float32) / np.float32(FRAMES_PER_MS)


def bed_block(placed: PlacedBed, bed: Bed, begin_frame: int, end_frame: int) -> NDArray[np.float32]:
    """Return a placed bed from one absolute frame up to another; silence where it is not.

    Its shape is ``(frames, channels)``, with as many channels as the bed has. A frame always has the same samples,
    however the blocks around it are cut.
    """
    first = max(begin_frame, ms_to_frames(placed.start_ms))
    last = min(end_frame, ms_to_frames(placed.end_ms))
    if first >= last:
        return np.zeros((end_frame - begin_frame, bed.channels), dtype=np.float32)
    sound = bed.block(first, last - first)
    sound *= _gains(placed, first, last)[:, np.newaxis]
    if (first, last) == (begin_frame, end_frame):
        return sound
    return np.pad(sound, ((first - begin_frame, end_frame - last), (0, 0)))


def _gains(placed: PlacedBed, first: int, last: int) -> NDArray[np.float32]:
    """Return the gain of every frame: exact at each millisecond, along a straight line between two.

    Its shape is ``(frames,)``, or ``(1,)`` where it is the same for all.
    """
    begin_ms, end_ms = first // FRAMES_PER_MS, -(-last // FRAMES_PER_MS)
    per_ms = bed_gain(placed, np.arange(begin_ms, end_ms + 1, dtype=np.float64))
    if (per_ms == per_ms[0]).all():  # most of a long hold
        return per_ms[:1]
    ramps = per_ms[:-1, np.newaxis] + np.diff(per_ms)[:, np.newaxis] * _WITHIN_MS
    return ramps.reshape(-1)[first - ms_to_frames(begin_ms) :][: last - first]


def bed_gain(placed: PlacedBed, times_ms: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return the factor on a bed's amplitude at some times, shape ``(times,)``: level, ducking and fades.

    Args:
        placed: The bed.
        times_ms: At least one, rising.
    """
    points = _points_around(placed.ducking, times_ms[0], times_ms[-1])
    ducked_db = np.interp(times_ms, [point.time_ms for point in points], [point.gain_db for point in points])
    gain = db_to_gain(placed.level_db) * 10.0 ** (ducked_db / 20.0)
    in_ms, out_ms = max(placed.fade_in_ms, 1), max(placed.fade_out_ms, 1)
    if times_ms[0] < placed.start_ms + in_ms or times_ms[-1] > placed.end_ms - out_ms:
        risen = np.clip((times_ms - placed.start_ms) / in_ms, 0.0, 1.0)
        left = np.clip((placed.end_ms - times_ms) / out_ms, 0.0, 1.0)
        gain *= np.square(np.sin(np.pi / 2 * risen) * np.sin(np.pi / 2 * left))
    return gain.astype(np.float32)


def _points_around(points: Sequence[GainPoint], first_ms: float, last_ms: float) -> Sequence[GainPoint]:
    """Return the points that decide the gain from one time to another: a long session has thousands."""
    begin = max(bisect.bisect_right(points, first_ms, key=lambda point: point.time_ms) - 1, 0)
    end = bisect.bisect_left(points, last_ms, key=lambda point: point.time_ms) + 1
    return points[begin:end] or (GainPoint(0, 0.0),)
