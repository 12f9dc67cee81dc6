"""Loudness by ITU-R BS.1770-4, from the power curves of finished sounds."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from voicecoach.sound.pcm import Pcm

VOICE_LUFS = -19.0
"""The integrated loudness of a voice's reference text, and of a person's own recording: that of a mono file."""

CHIME_LUFS = -21.0
"""The loudness of a chime's loudest 400 ms: clear, and a little below the voice."""

CHIME_PEAK_DBTP = -6.0
"""The highest true peak of a chime; a short one, which is all strike, reaches it below its loudness."""

SPEECH_PEAK_DBTP = -4.5
"""The highest true peak of speech and recordings. A file with few words among many chimes needs up to 3 dB of gain,
and its own peak has to stay below -1."""

HOP_MS = 100
BLOCK_MS = 400

_ABSOLUTE_GATE_LUFS = -70.0
_RELATIVE_GATE_LU = -10.0
# BS.1770-4, equation 2: makes a full-scale sine of 997 Hz on one channel read -3.01 LUFS.
_OFFSET_DB = -0.691


def gated_loudness_lufs(hop_power: NDArray[np.float64]) -> float:
    """Return the integrated loudness of one channel; minus infinity where no block passes the gates.

    Blocks of 400 ms overlap by 75 %. Those at or below -70 LUFS are dropped, then those more than 10 LU below the mean
    of the others (BS.1770-4, annex 1).

    Args:
        hop_power: Shape ``(hops,)``: the mean K-weighted power of consecutive 100 ms, 1.0 for full scale.
            Fewer than four hops make no block.
    """
    hops_per_block = BLOCK_MS // HOP_MS
    if len(hop_power) < hops_per_block:
        return -math.inf
    block_power = np.lib.stride_tricks.sliding_window_view(hop_power, hops_per_block).mean(axis=1)
    audible = block_power[block_power > lufs_to_power(_ABSOLUTE_GATE_LUFS)]
    if not len(audible):
        return -math.inf
    relative_gate = float(audible.mean()) * 10.0 ** (_RELATIVE_GATE_LU / 10.0)
    return power_to_lufs(float(audible[audible > relative_gate].mean()))


def loudness_lufs(pcm: Pcm) -> float:
    """Return the integrated loudness of a whole sound; minus infinity for silence."""
    return curve_loudness_lufs(pcm.power)


def curve_loudness_lufs(power: NDArray[np.float32]) -> float:
    """Return the integrated loudness of a sound from its K-weighted power per millisecond, 1.0 for full scale.

    An incomplete last 100 ms is dropped, as the standard drops an incomplete block. A sound shorter than a block of
    400 ms is measured over its own length, without gates.
    """
    if len(power) < BLOCK_MS:
        return power_to_lufs(float(power.mean(dtype=np.float64))) if len(power) else -math.inf
    return gated_loudness_lufs(hop_power(power))


def momentary_loudness_lufs(pcm: Pcm) -> float:
    """Return the loudness of the loudest 400 ms, a shorter sound padded with silence; minus infinity for silence.

    It is the loudness of a chime's strike, whatever the length of its ring, and compares short ticks by their energy.
    """
    energy = np.concatenate(([0.0], np.cumsum(pcm.power, dtype=np.float64)))
    window_ms = min(BLOCK_MS, pcm.duration_ms)
    return power_to_lufs(float(np.max(energy[window_ms:] - energy[: len(energy) - window_ms])) / BLOCK_MS)


def hop_power(power: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the mean power of each whole 100 ms of a curve of power per millisecond."""
    whole_ms = len(power) // HOP_MS * HOP_MS
    hops: NDArray[np.float64] = power[:whole_ms].reshape(-1, HOP_MS).mean(axis=1, dtype=np.float64)
    return hops


def power_to_lufs(power: float) -> float:
    """Return the loudness of a mean K-weighted power on one channel; minus infinity for zero."""
    return _OFFSET_DB + 10.0 * math.log10(power) if power > 0 else -math.inf


def lufs_to_power(loudness_lufs: float) -> float:
    """Return the mean K-weighted power on one channel that has this loudness."""
    return float(10.0 ** ((loudness_lufs - _OFFSET_DB) / 10.0))
