"""A bed under the mix: its endless sound, times the gain that the timeline wrote for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from voicecoach.units import FRAMES_PER_MS, db_to_gain, ms_to_frames

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from voicecoach.session.timeline import PlacedBed
    from voicecoach.sound.beds import Bed


def bed_block(placed: PlacedBed, bed: Bed, begin_frame: int, end_frame: int) -> NDArray[np.float32]:
    """Return a placed bed from one absolute frame up to another, shape ``(frames,)``; silence where it is not.

    A frame always has the same sample, however the blocks around it are cut.
    """
    block = np.zeros(end_frame - begin_frame, dtype=np.float32)
    first = max(begin_frame, ms_to_frames(placed.start_ms))
    last = min(end_frame, ms_to_frames(placed.end_ms))
    if first < last:
        times_ms = np.arange(first, last, dtype=np.float64) / FRAMES_PER_MS
        block[first - begin_frame : last - begin_frame] = bed.block(first, last - first) * bed_gain(placed, times_ms)
    return block


def bed_gain(placed: PlacedBed, times_ms: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return the factor on a bed's amplitude at some times, shape ``(times,)``: level, ducking and fades."""
    ducked_db = (
        np.interp(times_ms, [p.time_ms for p in placed.ducking], [p.gain_db for p in placed.ducking])
        if placed.ducking
        else np.zeros(len(times_ms))
    )
    risen = np.clip((times_ms - placed.start_ms) / max(placed.fade_in_ms, 1), 0.0, 1.0)
    left = np.clip((placed.end_ms - times_ms) / max(placed.fade_out_ms, 1), 0.0, 1.0)
    fades = np.square(np.sin(np.pi / 2 * risen) * np.sin(np.pi / 2 * left))
    gain: NDArray[np.float32] = (db_to_gain(placed.level_db) * 10.0 ** (ducked_db / 20.0) * fades).astype(np.float32)
    return gain
