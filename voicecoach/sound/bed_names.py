"""The beds by name: those that voicecoach makes itself, and a person's own files."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from voicecoach.errors import NotFoundError
from voicecoach.sound.lookup import folded

if TYPE_CHECKING:
    from voicecoach.sound.library import SoundLibrary
    from voicecoach.sound.pcm import Pcm

BED_NAMES = ("rain", "ocean", "brown-noise", "drone")
"""The beds that voicecoach makes itself; their recipes are in :mod:`voicecoach.sound.bed_recipes`."""


def bed_channels(name: str, library: SoundLibrary) -> int:
    """Return how many channels a bed has by itself: 2 for a person's own file in stereo, else 1.

    Raises:
        NotFoundError: As for :func:`voicecoach.sound.beds.load_bed`.
        SoundError: As for :func:`voicecoach.sound.beds.load_bed`.
    """
    return 1 if folded(name) in BED_NAMES else len(looped(name, library, most_channels=2))


def check_bed(name: str, library: SoundLibrary) -> None:
    """Make sure that there is a bed of this name, without making one.

    Raises:
        NotFoundError: As for :func:`voicecoach.sound.beds.load_bed`.
        SoundError: As for :func:`voicecoach.sound.beds.load_bed`.
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
        nearest = difflib.get_close_matches(folded(name), BED_NAMES, n=1)
        beds = f"did you mean {nearest[0]!r}? " if nearest else f"the beds made here are {', '.join(BED_NAMES)}; "
        raise NotFoundError("bed", name, beds + error.hint) from error
