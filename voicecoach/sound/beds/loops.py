"""Loops made from nothing but a random generator: noise, chords, drops and waves.

Each is one round of something endless. Noise and chords come from an inverse FFT, whose end meets its beginning
as any other two samples meet; they are as loud as full scale allows, and whoever uses them sets the level.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from voicecoach.sound.beds.layers import SWELL_STEP_MS, Swell
from voicecoach.units import MIX_RATE_HZ, SECOND_MS

_BREATH_HZ = 0.4  # as far as a note's breath reaches to both sides: it comes and goes over some seconds
_BREATH = 0.15

_WAVES_LOOP_MS = 1_009 * SECOND_MS
_WAVE_RISE_MS, _WAVE_FALL_MS = 3_400, 7_000
_WAVE_EVERY_MS = 9 * SECOND_MS
_EVEN_OVER_MS = 20 * SECOND_MS


@dataclass(frozen=True, slots=True)
class Band:
    """The spectrum of a noise.

    Attributes:
        low_hz: Below, it falls by 6 dB per octave and order, on top of its slope.
        high_hz: Above, it falls so too.
        slope: The power of the frequency that the amplitude follows: -0.5 is pink, -1 brown.
        order: That of the Butterworth slopes at both ends.
    """

    low_hz: float
    high_hz: float
    slope: float
    order: int = 2

    def amplitude(self, frequency_hz: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the amplitude at each frequency, at any level."""
        low = 1.0 + (self.low_hz / frequency_hz) ** (2 * self.order)
        high = 1.0 + (frequency_hz / self.high_hz) ** (2 * self.order)
        amplitude: NDArray[np.float64] = np.sqrt(frequency_hz ** (2.0 * self.slope) / (low * high))
        return amplitude


@dataclass(frozen=True, slots=True)
class Drops:
    """Drops of one kind: how many, how each rings and dies away, and the amplitude of most of them."""

    per_second: float
    low_hz: float
    high_hz: float
    decay_ms: float
    level: float


def noise_loop(frames: int, band: Band, generator: Generator) -> NDArray[np.float32]:
    """Return Gaussian noise of a band, shape ``(frames,)``."""
    bins = frames // 2 + 1
    spectrum = generator.standard_normal(2 * bins).view(np.complex128)
    spectrum[0] = 0.0
    spectrum[1:] *= band.amplitude(np.arange(1, bins, dtype=np.float64) * (MIX_RATE_HZ / frames))
    return _from_spectrum(spectrum, frames)


def chord_loop(frames: int, level_db: Mapping[float, float], generator: Generator) -> NDArray[np.float32]:
    """Return steady tones that breathe a little, shape ``(frames,)``, each within half a hertz of where it is asked.

    Args:
        frames: The length; each tone makes a whole number of waves in it.
        level_db: The levels of the tones, relative to each other, by their frequencies in hertz.
        generator: Where the phases and the breath come from.
    """
    reach = round(_BREATH_HZ * frames / MIX_RATE_HZ)
    bell = np.exp(-(np.linspace(-1.5, 1.5, 2 * reach + 1) ** 2))
    spectrum = np.zeros(frames // 2 + 1, dtype=np.complex128)
    for frequency_hz, tone_db in level_db.items():
        tone = generator.standard_normal(2 * len(bell)).view(np.complex128) * bell
        tone *= _BREATH / np.linalg.norm(tone)
        tone[reach] = np.exp(2j * np.pi * generator.random())
        centre = round(frequency_hz * frames / MIX_RATE_HZ)
        spectrum[centre - reach : centre + reach + 1] += tone * 10.0 ** (tone_db / 20.0)
    return _from_spectrum(spectrum, frames)


def drops_loop(frames: int, kinds: tuple[Drops, ...], generator: Generator) -> NDArray[np.float32]:
    """Return drops at random places, of random pitch and level, shape ``(frames,)``."""
    loop = np.zeros(frames, dtype=np.float32)
    for drops in kinds:
        count = round(drops.per_second * frames / MIX_RATE_HZ)
        after_ms = np.arange(0.0, 9.0 * drops.decay_ms, SECOND_MS / MIX_RATE_HZ)
        envelope = (1.0 - np.exp(-after_ms / (0.2 * drops.decay_ms))) * np.exp(-after_ms / drops.decay_ms)
        pitches_hz = drops.low_hz * (drops.high_hz / drops.low_hz) ** generator.random(count)
        levels = drops.level * np.exp(0.35 * generator.standard_normal(count))
        # None lies over the seam: that a few milliseconds have no new drop is heard by nobody.
        places = generator.integers(0, frames - len(after_ms), count)
        for place, pitch_hz, level in zip(places, pitches_hz, levels, strict=True):
            drop = level * envelope * np.sin((2e-3 * np.pi * pitch_hz) * after_ms)
            loop[place : place + len(drop)] += drop.astype(np.float32)
    return loop


def waves_loop(generator: Generator) -> NDArray[np.float64]:
    """Return the height of the sea over 17 minutes at every step of a swell, from 0 to about 1.

    A wave comes every nine seconds or so, no two alike, and each rises faster than it falls.
    """
    steps = _WAVES_LOOP_MS // SWELL_STEP_MS
    rise, fall = _WAVE_RISE_MS // SWELL_STEP_MS, _WAVE_FALL_MS // SWELL_STEP_MS
    wave = np.concatenate((np.hanning(2 * rise)[:rise], np.hanning(2 * fall)[fall:]))
    gaps = generator.uniform(7.5, 10.5, _WAVES_LOOP_MS // _WAVE_EVERY_MS)
    crests = (np.cumsum(gaps) / gaps.sum() * steps).astype(np.int64)
    height = np.zeros(steps)
    for crest, strength in zip(crests, generator.uniform(0.75, 1.0, len(crests)), strict=True):
        height[(crest + np.arange(len(wave))) % steps] += strength * wave
    return height


def swell_of_waves(waves: NDArray[np.float64], *, floor: float, delay_ms: int) -> Swell:
    """Return a gain that follows the waves after a delay, evened out so that all 20 s are about equally loud.

    Args:
        waves: The height of the sea, as :func:`waves_loop` returns it.
        floor: The gain between the waves, relative to that on a wave of height 1.
        delay_ms: How long after a wave its crest is reached.
    """
    gains = floor + (1.0 - floor) * np.roll(waves, delay_ms // SWELL_STEP_MS)
    window = _EVEN_OVER_MS // SWELL_STEP_MS
    # One division by what is around does most of it; more of them would only deepen the waves.
    around = np.pad(np.square(gains), (window // 2, window - window // 2), mode="wrap")
    sums = np.concatenate(([0.0], np.cumsum(around)))
    gains /= np.sqrt((sums[window:-1] - sums[: -window - 1]) / window)
    return Swell(gains.astype(np.float32))


def _from_spectrum(spectrum: NDArray[np.complex128], frames: int) -> NDArray[np.float32]:
    """Return one round of the loop that has this spectrum."""
    loop = np.fft.irfft(spectrum, frames)
    scaled: NDArray[np.float32] = (loop / max(loop.max(), -loop.min())).astype(np.float32)
    return scaled
