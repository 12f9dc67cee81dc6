"""The names of beds, looked up without making one: numpy is not imported for that."""

from __future__ import annotations

from voicecoach.errors import NotFoundError, SoundError
from voicecoach.script.beds import tones_of
from voicecoach.sound.library import SoundLibrary, folded
from voicecoach.sound.pcm import Pcm
from voicecoach.text import nearest

BED_NAMES = ("rain", "ocean", "brown-noise", "drone")
"""The beds that voicecoach makes; their recipes are in :mod:`voicecoach.sound.beds.recipes`."""


def bed_channels(name: str, library: SoundLibrary, *, is_once: bool = False) -> int:
    """Return the number of channels of a bed: 2 for binaural tones and a person's own file in stereo, else 1.

    Raises:
        NotFoundError: As for :func:`voicecoach.sound.beds.beds.load_bed`.
        SoundError: As for :func:`voicecoach.sound.beds.beds.load_bed`.
    """
    if (tones := tones_of(name)) is not None:
        return tones.channels
    if folded(name) not in BED_NAMES:
        return len(file_channels(name, library, most_channels=2, is_once=is_once))
    if is_once:
        raise SoundError(name, "it is endless and cannot play once", "remove once, or use your own sound file")
    return 1


def once_ms(name: str, library: SoundLibrary) -> int:
    """Return the length of a person's own music that plays once.

    Raises:
        NotFoundError: As for :func:`voicecoach.sound.beds.beds.load_bed`.
        SoundError: As for :func:`voicecoach.sound.beds.beds.load_bed`.
    """
    return file_channels(name, library, most_channels=2, is_once=True)[0].duration_ms


def check_bed(name: str, library: SoundLibrary, *, is_once: bool = False) -> None:
    """Check that there is a bed of this name, without making it.

    Raises:
        NotFoundError: As for :func:`voicecoach.sound.beds.beds.load_bed`.
        SoundError: As for :func:`voicecoach.sound.beds.beds.load_bed`.
    """
    bed_channels(name, library, is_once=is_once)


def file_channels(name: str, library: SoundLibrary, most_channels: int, *, is_once: bool) -> tuple[Pcm, ...]:
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
