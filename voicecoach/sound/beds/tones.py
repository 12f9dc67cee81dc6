"""Beds of tones: binaural (another tone for each ear) and isochronic (one tone that comes and goes)."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from voicecoach.script.beds import BINAURAL, Tones
from voicecoach.sound.beds.layers import Bed, Layer, loop_levels
from voicecoach.sound.loudness import VOICE_LUFS, lufs_to_power
from voicecoach.units import MIX_RATE_HZ

_MEASURED_S = 10
_QUARTER = 0.25


def tone_bed(tones: Tones, most_channels: int) -> Bed:
    """Return a bed of tones, as loud as every other bed.

    Binaural tones of 200 Hz and 6 Hz are 197 Hz on the left and 203 Hz on the right; on one channel they are mixed, and
    the beat is heard without headphones. Isochronic ones are a tone of 200 Hz that comes 6 times a second: a quarter of
    the time it rises, a quarter it is there, a quarter it falls, and a quarter it is silent.

    Args:
        tones: The frequencies.
        most_channels: 2, or 1 for a mix of the two ears.
    """
    half_hz = tones.beat_hz / 2
    rates_hz = (tones.tone_hz - half_hz, tones.tone_hz + half_hz)
    if tones.kind == BINAURAL:
        seconds = math.lcm(*(rate_hz.denominator for rate_hz in rates_hz))
        channels = [np.sin(2.0 * np.pi * _waves(rate_hz, seconds)) for rate_hz in rates_hz]
        if most_channels == 1:
            channels = [(channels[0] + channels[1]) / 2.0]
    else:
        seconds = math.lcm(tones.tone_hz.denominator, tones.beat_hz.denominator)
        tone = np.sin(2.0 * np.pi * _waves(tones.tone_hz, seconds))
        channels = [tone * _pulse(_waves(tones.beat_hz, seconds))]
    times = -(-_MEASURED_S // seconds)
    levels = [loop_levels(np.tile(channel, times).astype(np.float32)) for channel in channels]
    power = lufs_to_power(VOICE_LUFS)
    gain = math.sqrt(power / (sum(raw_power for raw_power, _ in levels) / len(levels)))
    samples = np.stack(channels, axis=1).astype(np.float32)
    return Bed((Layer(samples, np.float32(gain)),), len(channels), power, max(peak for _, peak in levels) * gain)


def _waves(rate_hz: Fraction, seconds: int) -> NDArray[np.float64]:
    """Return the position in its wave, from 0 up to 1, of each frame of some seconds; exact for a whole loop."""
    frames = np.arange(seconds * MIX_RATE_HZ, dtype=np.int64)
    per_wave = rate_hz.denominator * MIX_RATE_HZ
    return (frames * rate_hz.numerator % per_wave) / per_wave


def _pulse(position: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the gain of a tone that comes and goes, by the position in its round."""
    edge = np.clip(np.minimum(position, 3 * _QUARTER - position) / _QUARTER, 0.0, 1.0)
    pulse: NDArray[np.float64] = 0.5 - 0.5 * np.cos(np.pi * edge)
    return pulse
