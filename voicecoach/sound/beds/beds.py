"""Make a bed by its name: one that voicecoach makes, or a person's own file."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from voicecoach import folders
from voicecoach.script.beds import tones_of
from voicecoach.sound.beds.layers import Bed, Layer, OnceLayer, loop_levels
from voicecoach.sound.beds.names import BED_NAMES, file_channels
from voicecoach.sound.beds.recipes import RECIPES, drone
from voicecoach.sound.beds.tones import tone_bed
from voicecoach.sound.cache import SoundCache
from voicecoach.sound.library import SoundLibrary, folded
from voicecoach.sound.loudness import VOICE_LUFS, lufs_to_power
from voicecoach.sound.pcm import FULL_SCALE
from voicecoach.sound.samples import MadeSamples, Samples
from voicecoach.units import MIX_RATE_HZ

_DRONE_MEASURED_S = 120
# In two minutes the notes have nearly met at their highest.
_DRONE_HIGHER = 1.1


def load_bed(name: str, library: SoundLibrary, seed: int, *, most_channels: int = 1, is_once: bool = False) -> Bed:
    """Return a bed by name: one of ``BED_NAMES`` in any case, tones, or a sound file of the library.

    A file with the same name as one of these is meant where its suffix is given: ``rain.mp3``. The seed changes only
    the beds that voicecoach makes, never a file.

    Args:
        name: The bed's name.
        library: The library with a person's own files.
        seed: Any whole number from 0; the same one gives the same samples.
        most_channels: 2 to keep a stereo file in stereo, 1 to make it mono. The beds of ``BED_NAMES`` are mono.
        is_once: Whether a file plays once, from its beginning.

    Raises:
        NotFoundError: There is no bed and no sound of this name; the hint has the nearest.
        SoundError: The file cannot be read, is shorter than a second, or contains only silence.
    """
    if (tones := tones_of(name)) is not None:
        return tone_bed(tones, most_channels)
    if folded(name) == "drone":
        return _drone(seed)
    if folded(name) in BED_NAMES:
        return SoundCache(folders.cache()).bed(folded(name), seed, _made)
    channels = file_channels(name, library, most_channels, is_once=is_once)
    samples, scale = _interleaved([channel.samples for channel in channels]), np.float32(1.0 / FULL_SCALE)
    layer = OnceLayer(samples, len(channels), scale) if is_once else Layer(samples, scale)
    mean_power = float(np.mean([channel.power.mean(dtype=np.float64) for channel in channels]))
    return Bed((layer,), len(channels), mean_power, max(float(channel.peak.max()) for channel in channels))


def _interleaved(channels: Sequence[Samples[np.int16]]) -> MadeSamples[np.int16]:
    """Return channels of the same length as samples of shape ``(frames, channels)``."""

    def make(first: int, last: int) -> NDArray[np.int16]:
        return np.stack([channel[first:last] for channel in channels], axis=1)

    return MadeSamples(len(channels[0]), make)


def _made(name: str, seed: int) -> Bed:
    # One loop is measured while the next is made; both take about as long.
    with ThreadPoolExecutor(1, thread_name_prefix="voicecoach bed") as measuring:
        recipe = RECIPES[name](np.random.Generator(np.random.PCG64(seed)))
        raw_layers = [(raw, measuring.submit(loop_levels, raw.samples)) for raw in recipe]
    power = lufs_to_power(VOICE_LUFS)
    whole = sum(raw.share for raw, _ in raw_layers)
    layers, peak = [], 0.0
    for salt, (raw, levels) in enumerate(raw_layers, seed * len(raw_layers)):
        loop_power, loop_peak = levels.result()
        swell_power, swell_peak = (raw.swell.mean_square, raw.swell.highest) if raw.swell else (1.0, 1.0)
        gain = float(np.sqrt(power * raw.share / whole / (loop_power * swell_power)))
        layers.append(Layer(raw.samples[:, np.newaxis], np.float32(gain), raw.swell, salt))
        peak += loop_peak * gain * swell_peak
    return Bed(tuple(layers), 1, power, peak)


def _drone(seed: int) -> Bed:
    """Return the drone, which is no loop and is made faster than a file is read."""
    chord = drone(np.random.Generator(np.random.PCG64(seed)))
    raw_power, raw_peak = loop_levels(chord.block(0, _DRONE_MEASURED_S * MIX_RATE_HZ)[:, 0])
    power = lufs_to_power(VOICE_LUFS)
    gain = float(np.sqrt(power / raw_power))
    louder = replace(chord, notes=chord.notes * np.float32(gain))
    return Bed((louder,), 1, power, raw_peak * gain * _DRONE_HIGHER)
