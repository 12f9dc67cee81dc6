"""The beds by name: those that voicecoach makes itself, and a person's own files."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from voicecoach import folders
from voicecoach.errors import NotFoundError
from voicecoach.sound.beds.layers import Bed, Layer, loop_levels
from voicecoach.sound.beds.recipes import RECIPES
from voicecoach.sound.cache import KeptSounds
from voicecoach.sound.chimes import SoundLibrary
from voicecoach.sound.lookup import folded
from voicecoach.sound.loudness import VOICE_LUFS, lufs_to_power
from voicecoach.sound.pcm import FULL_SCALE, Pcm
from voicecoach.text import nearest

BED_NAMES = ("rain", "ocean", "brown-noise", "drone")
"""The beds that voicecoach makes itself; their recipes are in :mod:`voicecoach.sound.beds.recipes`."""


def bed_channels(name: str, library: SoundLibrary) -> int:
    """Return how many channels a bed has by itself: 2 for a person's own file in stereo, else 1.

    Raises:
        NotFoundError: As for :func:`voicecoach.sound.beds.beds.load_bed`.
        SoundError: As for :func:`voicecoach.sound.beds.beds.load_bed`.
    """
    return 1 if folded(name) in BED_NAMES else len(looped(name, library, most_channels=2))


def check_bed(name: str, library: SoundLibrary) -> None:
    """Make sure that there is a bed of this name, without making one.

    Raises:
        NotFoundError: As for :func:`voicecoach.sound.beds.beds.load_bed`.
        SoundError: As for :func:`voicecoach.sound.beds.beds.load_bed`.
    """
    bed_channels(name, library)


def looped(name: str, library: SoundLibrary, most_channels: int) -> tuple[Pcm, ...]:
    """Return a person's own file as an endless loop, each channel by itself.

    Raises:
        NotFoundError: There is no such file, nor a bed of this name; the hint has the nearest.
        SoundError: It cannot be read, is shorter than a second, or nothing is heard in it.
    """
    try:
        return library.loop(name, most_channels)
    except NotFoundError as error:
        near = nearest(folded(name), BED_NAMES)
        beds = f"did you mean {near!r}? " if near else f"the beds made here are {', '.join(BED_NAMES)}; "
        raise NotFoundError("bed", name, beds + error.hint) from error


def load_bed(name: str, library: SoundLibrary, seed: int, *, most_channels: int = 1) -> Bed:
    """Return a bed by name: one of ``BED_NAMES`` in any case, or a sound file of the library as an endless loop.

    A file that is called like one of these is meant where its suffix is given: ``rain.mp3``. The seed changes
    what voicecoach makes itself, never a file.

    Args:
        name: The bed's name.
        library: Where a person's own files are looked up.
        seed: Any whole number from 0; the same one gives the same samples.
        most_channels: 1 to have a stereo file made mono, 2 to have it as it is. What is made here is mono.

    Raises:
        NotFoundError: There is no bed and no sound of this name; the hint has the nearest.
        SoundError: The file cannot be read, is shorter than a second, or nothing is heard in it.
    """
    if folded(name) in BED_NAMES:
        return KeptSounds(folders.cache()).bed(folded(name), seed, _made)
    loop = looped(name, library, most_channels)
    layer = Layer(np.stack([channel.samples for channel in loop], axis=1), np.float32(1.0 / FULL_SCALE))
    mean_power = float(np.mean([channel.power.mean(dtype=np.float64) for channel in loop]))
    return Bed((layer,), len(loop), mean_power, max(float(channel.peak.max()) for channel in loop))


def _made(name: str, seed: int) -> Bed:
    # One loop is measured while the next is made, which takes about as long.
    with ThreadPoolExecutor(1, thread_name_prefix="voicecoach bed") as measuring:
        recipe = RECIPES[name](np.random.Generator(np.random.PCG64(seed)))
        strands = [(strand, measuring.submit(loop_levels, strand.samples)) for strand in recipe]
    power = lufs_to_power(VOICE_LUFS)
    whole = sum(strand.share for strand, _ in strands)
    layers, peak = [], 0.0
    for strand, levels in strands:
        loop_power, loop_peak = levels.result()
        swell_power, swell_peak = (strand.swell.mean_square, strand.swell.highest) if strand.swell else (1.0, 1.0)
        gain = float(np.sqrt(power * strand.share / whole / (loop_power * swell_power)))
        layers.append(Layer(strand.samples[:, np.newaxis], np.float32(gain), strand.swell))
        peak += loop_peak * gain * swell_peak
    return Bed(tuple(layers), 1, power, peak)
