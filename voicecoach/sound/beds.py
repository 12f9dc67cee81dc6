"""Beds: endless ambience that lies under a session, made here from a seed or looped from a person's own file."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from voicecoach import folders
from voicecoach.sound.bed_layers import Bed, Layer, loop_levels
from voicecoach.sound.bed_names import BED_NAMES, looped
from voicecoach.sound.bed_recipes import RECIPES
from voicecoach.sound.kept import KeptSounds
from voicecoach.sound.lookup import folded
from voicecoach.sound.loudness import VOICE_LUFS, lufs_to_power
from voicecoach.sound.pcm import FULL_SCALE

if TYPE_CHECKING:
    from voicecoach.sound.library import SoundLibrary


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
