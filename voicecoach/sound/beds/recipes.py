"""How each bed that voicecoach makes itself sounds: rain, ocean, brown noise and a drone.

To add one: write a function from a random generator to its strands, and enter it in ``RECIPES``. The figures
were set by spectrogram and by the meter: even over 20 s, and nothing in them that stands out and could be
recognised when its loop comes round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from voicecoach.sound.beds.layers import Swell
from voicecoach.sound.beds.loops import Band, Drops, chord_loop, drops_loop, noise_loop, swell_of_waves, waves_loop
from voicecoach.units import MIX_RATE_HZ

# 17, 22 and 33 s: when one of them comes round, two others beside it do not. An FFT of a power of a small prime
# is fast, and as these three have no factor in common, their sum does not come back in a lifetime.
LOOP_FRAMES = (7**7, 2**20, 3**13)


@dataclass(frozen=True, eq=False, slots=True)
class Strand:
    """One loop of a bed, before it has its level.

    Attributes:
        samples: Shape ``(frames,)``, at any level.
        share: Its part of the bed's K-weighted power, relative to the other strands.
        swell: The slow gain over it, if it has one.
    """

    samples: NDArray[np.float32]
    share: float
    swell: Swell | None = None


def rain(generator: Generator) -> Iterator[Strand]:
    """Yield steady rain: two loops of hiss, and soft drops that stand out of it a little."""
    short, middle, long = LOOP_FRAMES
    hiss = Band(low_hz=250.0, high_hz=9_000.0, slope=-0.5)
    far = Drops(per_second=120.0, low_hz=1_800.0, high_hz=6_500.0, decay_ms=1.6, level=1.0)
    near = Drops(per_second=8.0, low_hz=600.0, high_hz=1_600.0, decay_ms=4.0, level=0.9)
    yield Strand(noise_loop(short, hiss, generator), 0.4)
    yield Strand(noise_loop(middle, hiss, generator), 0.4)
    yield Strand(drops_loop(long, (far, near), generator), 0.2)


def ocean(generator: Generator) -> Iterator[Strand]:
    """Yield waves on a beach: each rolls in dark, breaks, and runs out as foam."""
    short, middle, long = LOOP_FRAMES
    roar = Band(low_hz=60.0, high_hz=600.0, slope=-0.5)
    wash = Band(low_hz=200.0, high_hz=3_500.0, slope=-0.5)
    foam = Band(low_hz=1_500.0, high_hz=9_000.0, slope=-0.5)
    waves = waves_loop(generator)
    yield Strand(noise_loop(long, roar, generator), 0.40, swell_of_waves(waves, floor=0.6, delay_ms=0))
    yield Strand(noise_loop(middle, wash, generator), 0.42, swell_of_waves(waves, floor=0.45, delay_ms=700))
    yield Strand(noise_loop(short, foam, generator), 0.18, swell_of_waves(waves, floor=0.2, delay_ms=1_600))


def brown_noise(generator: Generator) -> Iterator[Strand]:
    """Yield noise that falls by 6 dB per octave, without the rumble below 30 Hz that shakes small speakers."""
    brown = Band(low_hz=30.0, high_hz=MIX_RATE_HZ, slope=-1.0, order=4)
    for frames in LOOP_FRAMES:
        yield Strand(noise_loop(frames, brown, generator), 1.0)


def drone(generator: Generator) -> Iterator[Strand]:
    """Yield a soft open chord on A: each note is one steady voice, and two quieter ones a hair apart that beat."""
    # Whole multiples of 55 Hz, so that nothing beats but the voices: root, fifth and octaves, a faint third on
    # top. A phone does not reproduce the root; the octaves carry it.
    notes = {110.0: -3.0, 165.0: -6.0, 220.0: 0.0, 330.0: -5.0, 440.0: -9.0, 550.0: -17.0, 660.0: -17.0, 880.0: -21.0}
    # Apart by hertz, not by ratio: so the high notes beat as slowly as the low ones.
    voices = ((0.0, 0.90), (0.13, 0.05), (-0.17, 0.05))
    for frames, (apart_hz, share) in zip(LOOP_FRAMES, voices, strict=True):
        tones_db = {hz + apart_hz: level_db for hz, level_db in notes.items()}
        yield Strand(chord_loop(frames, tones_db, generator), share)


RECIPES: dict[str, Callable[[Generator], Iterator[Strand]]] = {
    "rain": rain,
    "ocean": ocean,
    "brown-noise": brown_noise,
    "drone": drone,
}
