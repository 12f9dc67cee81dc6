"""Beds: endless ambience that lies under a session, made here from a seed or looped from a person's own file."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from voicecoach.errors import NotFoundError
from voicecoach.sound.bed_layers import Layer, layer_of_power
from voicecoach.sound.bed_recipes import RECIPES
from voicecoach.sound.lookup import folded
from voicecoach.sound.loudness import VOICE_LUFS, lufs_to_power
from voicecoach.sound.pcm import FULL_SCALE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from voicecoach.sound.library import SoundLibrary
    from voicecoach.sound.pcm import Pcm

BED_NAMES = tuple(RECIPES)
"""The beds that voicecoach makes itself."""


@dataclass(frozen=True, eq=False, slots=True)
class Bed:
    """An endless sound, mono at 48 000 Hz, as loud as the voice; a script's ``-24 dB`` is a gain on it.

    Attributes:
        layers: The loops that sound together.
        mean_power: Its K-weighted mean square (ITU-R BS.1770-4), where 1.0 is full scale.
        peak: A bound of its true peak, where 1.0 is full scale; noise can have one above that.
    """

    layers: tuple[Layer, ...]
    mean_power: float
    peak: float

    def block(self, begin_frame: int, frames: int) -> NDArray[np.float32]:
        """Return the bed from an absolute frame on, shape ``(frames,)``, where 1.0 is full scale.

        A frame always has the same sample, however the blocks around it are cut.
        """
        block = np.zeros(frames, dtype=np.float32)
        for layer in self.layers:
            block += layer.block(begin_frame, frames)
        return block


def load_bed(name: str, library: SoundLibrary, seed: int) -> Bed:
    """Return a bed by name: one of ``BED_NAMES`` in any case, or a sound file of the library as an endless loop.

    A file that is called like one of these is meant where its suffix is given: ``rain.mp3``. The seed changes
    what voicecoach makes itself, never a file.

    Args:
        name: The bed's name.
        library: Where a person's own files are looked up.
        seed: Any whole number from 0; the same one gives the same samples.

    Raises:
        NotFoundError: There is no bed and no sound of this name; the hint has the nearest.
        SoundError: The file cannot be read, is shorter than a second, or nothing is heard in it.
    """
    if folded(name) in RECIPES:
        return _made(folded(name), seed)
    loop = _looped(name, library)
    layer = Layer(loop.samples, np.float32(1.0 / FULL_SCALE))
    return Bed((layer,), float(loop.power.mean(dtype=np.float64)), float(loop.peak.max()))


def check_bed(name: str, library: SoundLibrary) -> None:
    """Make sure that there is a bed of this name, without making one.

    Raises:
        NotFoundError: As for :func:`load_bed`.
        SoundError: As for :func:`load_bed`.
    """
    if folded(name) not in RECIPES:
        _looped(name, library)


def _looped(name: str, library: SoundLibrary) -> Pcm:
    """Return a person's own file as an endless loop."""
    try:
        return library.loop(name)
    except NotFoundError as error:
        nearest = difflib.get_close_matches(folded(name), BED_NAMES, n=1)
        beds = f"did you mean {nearest[0]!r}? " if nearest else f"the beds made here are {', '.join(BED_NAMES)}; "
        raise NotFoundError("bed", name, beds + error.hint) from error


def _made(name: str, seed: int) -> Bed:
    strands = RECIPES[name](np.random.Generator(np.random.PCG64(seed)))
    power = lufs_to_power(VOICE_LUFS)
    whole = sum(strand.share for strand in strands)
    levelled = [layer_of_power(strand.samples, power * strand.share / whole, strand.swell) for strand in strands]
    return Bed(tuple(layer for layer, _ in levelled), power, sum(peak for _, peak in levelled))
