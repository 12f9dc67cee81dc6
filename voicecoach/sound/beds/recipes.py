"""The recipes of the beds that voicecoach makes: rain, ocean, brown noise and a drone, from a random generator.

To add one, write a function that yields the layers of a bed, and enter it in ``RECIPES``. The figures were set by
spectrogram and by the meter: even over 20 s, and without a sound that could be recognised when its loop comes round.

The loops are one round of an endless sound: noise, drops or waves. Noise comes from an inverse FFT, whose end meets its
beginning like any other two samples. They reach full scale; the caller sets the level.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from voicecoach.sound.beds.layers import SWELL_STEP_MS, Chord, Swell
from voicecoach.units import MIX_RATE_HZ, SECOND_MS

# 17, 22 and 33 s: when one of them comes round, the other two do not. An FFT of a power of a small prime is fast, and
# as the three have no common factor, their sum does not repeat in a lifetime.
LOOP_FRAMES = (7**7, 2**20, 3**13)

_WAVES_LOOP_MS = 1_009 * SECOND_MS
_WAVE_RISE_MS, _WAVE_FALL_MS = 3_400, 7_000
_WAVE_EVERY_MS = 10_500
_EVEN_OVER_MS = 20 * SECOND_MS


@dataclass(frozen=True, eq=False, slots=True)
class RawLayer:
    """One loop of a bed before it is levelled.

    Attributes:
        samples: Shape ``(frames,)``, at any level.
        share: Its part of the bed's K-weighted power, relative to the other layers.
        swell: The slow gain over it, or None.
    """

    samples: NDArray[np.float32]
    share: float
    swell: Swell | None = None


def rain(generator: Generator) -> Iterator[RawLayer]:
    """Yield steady rain: two loops of hiss, and soft drops a little above it."""
    short, middle, long = LOOP_FRAMES
    hiss = Band(low_hz=250.0, high_hz=9_000.0, slope=-0.5)
    far = Drops(per_second=120.0, low_hz=1_800.0, high_hz=6_500.0, decay_ms=1.6, level=1.0)
    near = Drops(per_second=8.0, low_hz=600.0, high_hz=1_600.0, decay_ms=4.0, level=0.9)
    yield RawLayer(noise_loop(short, hiss, generator), 0.4)
    yield RawLayer(noise_loop(middle, hiss, generator), 0.4)
    yield RawLayer(drops_loop(long, (far, near), generator), 0.2)


def ocean(generator: Generator) -> Iterator[RawLayer]:
    """Yield waves on a beach: each rolls in dark, breaks, and runs out as foam."""
    short, middle, long = LOOP_FRAMES
    roar = Band(low_hz=60.0, high_hz=600.0, slope=-0.5)
    wash = Band(low_hz=200.0, high_hz=3_500.0, slope=-0.5)
    foam = Band(low_hz=1_500.0, high_hz=9_000.0, slope=-0.5)
    waves = waves_loop(generator)
    yield RawLayer(noise_loop(long, roar, generator), 0.40, swell_of_waves(waves, floor=0.6, delay_ms=0))
    yield RawLayer(noise_loop(middle, wash, generator), 0.42, swell_of_waves(waves, floor=0.45, delay_ms=700))
    yield RawLayer(noise_loop(short, foam, generator), 0.18, swell_of_waves(waves, floor=0.2, delay_ms=1_600))


def brown_noise(generator: Generator) -> Iterator[RawLayer]:
    """Yield noise that falls by 6 dB per octave, without the rumble below 30 Hz that shakes small speakers."""
    brown = Band(low_hz=30.0, high_hz=MIX_RATE_HZ, slope=-1.0, order=4)
    for frames in LOOP_FRAMES:
        yield RawLayer(noise_loop(frames, brown, generator), 1.0)


def drone(generator: Generator) -> Chord:
    """Return a soft open chord on A, at any level: each note wanders by less than a third of a hertz, and breathes."""
    # Whole multiples of 55 Hz: root, fifth and octaves, a faint third on top. A phone does not reproduce the root; the
    # octaves replace it.
    notes = {110: -3.0, 165: -6.0, 220: 0.0, 330: -5.0, 440: -9.0, 550: -17.0, 660: -17.0, 880: -21.0}
    waves = np.outer(list(notes), np.arange(MIX_RATE_HZ) / MIX_RATE_HZ) + generator.random((len(notes), 1))
    levels = 10.0 ** (np.array(list(notes.values())) / 20.0)
    seconds = np.stack((np.cos(2.0 * np.pi * waves), -np.sin(2.0 * np.pi * waves)), axis=-1)

    def sines(count: int, sizes: tuple[float, float], periods_s: tuple[float, float]) -> NDArray[np.float64]:
        shape = (len(notes), count)
        drawn = (generator.uniform(*sizes, shape), generator.uniform(*periods_s, shape), generator.random(shape))
        return np.stack(drawn, axis=1)

    return Chord(
        (levels[:, np.newaxis, np.newaxis] * seconds).astype(np.float32),
        strays=sines(4, sizes=(0.5, 1.1), periods_s=(19.0, 61.0)),
        breaths=sines(3, sizes=(0.03, 0.06), periods_s=(7.0, 31.0)),
    )


RECIPES: dict[str, Callable[[Generator], Iterator[RawLayer]]] = {
    "rain": rain,
    "ocean": ocean,
    "brown-noise": brown_noise,
}
"""The beds that are made of loops of noise."""


@dataclass(frozen=True, slots=True)
class Band:
    """The spectrum of a noise.

    Attributes:
        low_hz: Below it the level falls by 6 dB per octave and order, on top of the slope.
        high_hz: Above it the level falls likewise.
        slope: The exponent of the frequency in the amplitude: -0.5 is pink, -1 brown.
        order: The order of the Butterworth slopes at both ends.
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
    """Drops of one kind: their rate, the range of their pitch, their decay, and their median amplitude."""

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


def drops_loop(frames: int, kinds: tuple[Drops, ...], generator: Generator) -> NDArray[np.float32]:
    """Return drops at random places, of random pitch and level, shape ``(frames,)``."""
    loop = np.zeros(frames, dtype=np.float32)
    for drops in kinds:
        count = round(drops.per_second * frames / MIX_RATE_HZ)
        after_ms = np.arange(0.0, 9.0 * drops.decay_ms, SECOND_MS / MIX_RATE_HZ)
        envelope = (1.0 - np.exp(-after_ms / (0.2 * drops.decay_ms))) * np.exp(-after_ms / drops.decay_ms)
        pitches_hz = drops.low_hz * (drops.high_hz / drops.low_hz) ** generator.random(count)
        levels = drops.level * np.exp(0.35 * generator.standard_normal(count))
        # None lies over the seam: a few milliseconds without a new drop are inaudible.
        places = generator.integers(0, frames - len(after_ms), count)
        for place, pitch_hz, level in zip(places, pitches_hz, levels, strict=True):
            drop = level * envelope * np.sin((2e-3 * np.pi * pitch_hz) * after_ms)
            loop[place : place + len(drop)] += drop.astype(np.float32)
    return loop


def waves_loop(generator: Generator) -> NDArray[np.float64]:
    """Return the height of the sea over 17 minutes at every step of a swell, from 0 to about 1.

    A wave comes every 5 to 16 seconds, each of another strength and length, and rises faster than it falls.
    """
    steps = _WAVES_LOOP_MS // SWELL_STEP_MS
    rise, fall = _WAVE_RISE_MS // SWELL_STEP_MS, _WAVE_FALL_MS // SWELL_STEP_MS
    wave = np.concatenate((np.hanning(2 * rise)[:rise], np.hanning(2 * fall)[fall:]))
    # As irregular as that, waves have no period that an autocorrelation finds.
    gaps = generator.uniform(5.0, 16.0, _WAVES_LOOP_MS // _WAVE_EVERY_MS)
    crests = (np.cumsum(gaps) / gaps.sum() * steps).astype(np.int64)
    height = np.zeros(steps)
    strengths = generator.uniform(0.45, 1.0, len(crests))
    for crest, strength, length in zip(crests, strengths, generator.uniform(0.75, 1.35, len(crests)), strict=True):
        longer = np.interp(np.arange(0.0, len(wave) - 1.0, 1.0 / length), np.arange(len(wave)), wave)
        height[(crest + np.arange(len(longer))) % steps] += strength * longer
    return height


def swell_of_waves(waves: NDArray[np.float64], *, floor: float, delay_ms: int) -> Swell:
    """Return a gain that follows the waves after a delay, evened out so that any 20 s are about equally loud.

    Args:
        waves: The height of the sea, as :func:`waves_loop` returns it.
        floor: The gain between the waves, relative to that on a wave of height 1.
        delay_ms: The delay of the gain's crest after that of the wave.
    """
    gains = floor + (1.0 - floor) * np.roll(waves, delay_ms // SWELL_STEP_MS)
    window = _EVEN_OVER_MS // SWELL_STEP_MS
    # One division by the local level is enough; more of them would only deepen the waves.
    around = np.pad(np.square(gains), (window // 2, window - window // 2), mode="wrap")
    sums = np.concatenate(([0.0], np.cumsum(around)))
    gains /= np.sqrt((sums[window:-1] - sums[: -window - 1]) / window)
    return Swell(gains.astype(np.float32))


def _from_spectrum(spectrum: NDArray[np.complex128], frames: int) -> NDArray[np.float32]:
    """Return one round of the loop with this spectrum, at full scale."""
    loop = np.fft.irfft(spectrum, frames)
    scaled: NDArray[np.float32] = (loop / max(loop.max(), -loop.min())).astype(np.float32)
    return scaled
