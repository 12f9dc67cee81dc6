"""Beds by name: those that voicecoach makes, and a person's own files."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from voicecoach import folders
from voicecoach.errors import NotFoundError, SoundError
from voicecoach.script.beds import tones_of
from voicecoach.sound.beds.layers import Bed, Layer, OnceLayer, loop_levels
from voicecoach.sound.beds.recipes import RECIPES, drone
from voicecoach.sound.beds.tones import tone_bed, tone_channels
from voicecoach.sound.cache import SoundCache
from voicecoach.sound.library import SoundLibrary, folded
from voicecoach.sound.loudness import VOICE_LUFS, lufs_to_power
from voicecoach.sound.pcm import FULL_SCALE, Pcm
from voicecoach.sound.samples import MadeSamples, Samples
from voicecoach.text import nearest
from voicecoach.units import MIX_RATE_HZ

BED_NAMES = ("rain", "ocean", "brown-noise", "drone")
"""The beds that voicecoach makes; their recipes are in :mod:`voicecoach.sound.beds.recipes`."""

_DRONE_MEASURED_S = 120
# In two minutes the notes have nearly met at their highest.
_DRONE_HIGHER = 1.1


def bed_channels(name: str, library: SoundLibrary, *, is_once: bool = False) -> int:
    """Return the number of channels of a bed: 2 for binaural tones and a person's own file in stereo, else 1.

    Raises:
        NotFoundError: As for :func:`voicecoach.sound.beds.beds.load_bed`.
        SoundError: As for :func:`voicecoach.sound.beds.beds.load_bed`.
    """
    if (tones := tones_of(name)) is not None:
        return tone_channels(tones)
    if folded(name) not in BED_NAMES:
        return len(_file_channels(name, library, most_channels=2, is_once=is_once))
    if is_once:
        raise SoundError(name, "it is endless and cannot play once", "remove once, or use your own sound file")
    return 1


def once_ms(name: str, library: SoundLibrary) -> int:
    """Return the length of a person's own music that plays once.

    Raises:
        NotFoundError: As for :func:`voicecoach.sound.beds.beds.load_bed`.
        SoundError: As for :func:`voicecoach.sound.beds.beds.load_bed`.
    """
    return _file_channels(name, library, most_channels=2, is_once=True)[0].duration_ms


def check_bed(name: str, library: SoundLibrary, *, is_once: bool = False) -> None:
    """Check that there is a bed of this name, without making it.

    Raises:
        NotFoundError: As for :func:`voicecoach.sound.beds.beds.load_bed`.
        SoundError: As for :func:`voicecoach.sound.beds.beds.load_bed`.
    """
    bed_channels(name, library, is_once=is_once)


def _file_channels(name: str, library: SoundLibrary, most_channels: int, *, is_once: bool) -> tuple[Pcm, ...]:
    """Return the channels of a person's own file: endless loops, or its full length.

    Raises:
        NotFoundError: There is no such file, nor a bed of this name; the hint has the nearest.
        SoundError: It cannot be read, is shorter than a second, or contains only silence.
    """
    try:
        return library.once(name, most_channels) if is_once else library.loop(name, most_channels)
    except NotFoundError as error:
        bed, _, number = name.rpartition(" ")
        if folded(bed) in BED_NAMES and number.isdecimal():
            hint = f"write '{bed} {number}s' for a fade, or '{bed}, -{number} dB' for a level"
            raise NotFoundError("bed", name, hint) from error
        near = nearest(folded(name), BED_NAMES)
        beds = f"did you mean {near!r}? If not, " if near else f"built-in beds: {', '.join(BED_NAMES)}; "
        raise NotFoundError("bed", name, beds + error.hint) from error


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
    channels = _file_channels(name, library, most_channels, is_once=is_once)
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
