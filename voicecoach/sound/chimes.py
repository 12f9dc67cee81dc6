"""The sounds of a session by name: shipped chimes, and the chimes, recordings and beds a person brings.

The folders are searched in order, so that a person's own bowl takes the place of the shipped one. How a sound is made
ready for the mix is in :mod:`voicecoach.sound.shaping`, which is loaded when the first one is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from voicecoach import folders as known_folders
from voicecoach.errors import SoundError
from voicecoach.sound.cache import KeptSounds
from voicecoach.sound.decode import flac_duration_ms
from voicecoach.sound.lookup import SoundFinder, folded, sound_names
from voicecoach.sound.pcm import Pcm
from voicecoach.units import MINUTE_MS, format_duration

MOST_SOUND_MS = 60 * MINUTE_MS
"""Of all the sounds that are brought to one session: each is held as samples, and a small file may be a long sound."""


class SoundLibrary:
    """The sounds of one session, each read once.

    Args:
        folders: Where to look, in this order; one that does not exist is passed over.
        most_ms: How long those that are not shipped may be together, each channel of a loop for itself.
    """

    def __init__(self, folders: Sequence[Path], most_ms: int = MOST_SOUND_MS) -> None:
        self.folders = tuple(folders)
        self._finder = SoundFinder(self.folders)
        self._finished: dict[tuple[str, str], Pcm] = {}
        self._loops: dict[tuple[str, int], tuple[Pcm, ...]] = {}
        self._brought_ms = 0
        self._most_ms = most_ms

    def names(self) -> tuple[str, ...]:
        """Return every name that a sound can be called by, without suffixes, sorted."""
        return sound_names(self.folders)

    def find(self, name: str) -> Path:
        """Return the file of a sound, given as ``bowl`` or ``intro.wav`` in any case.

        Raises:
            NotFoundError: There is no sound of this name; the hint has the nearest, and where to put one.
            SoundError: The name has a folder in it, or what it names is no plain file inside its folder.
        """
        return self._finder.find(name)

    def chime(self, name: str, pitch_semitones: int = 0) -> Pcm:
        """Return a chime that strikes with its first milliseconds, ready to be mixed.

        A shipped one is as it was made. A person's own is cut to its strike and its ring, and made as loud as
        the shipped ones: its loudest 400 ms have -21 LUFS, unless its true peak reaches -6 dBTP before.

        Raises:
            NotFoundError: There is no sound of this name.
            SoundError: It cannot be read, or nothing is heard in it.
        """
        chime = self._load("chime", name)
        if not pitch_semitones:
            return chime
        key = (f"chime {pitch_semitones:+d}", folded(name))
        if key not in self._finished:
            from voicecoach.sound import shaping

            self._finished[key] = shaping.pitched(chime, pitch_semitones)
        return self._finished[key]

    def chime_ms(self, name: str, pitch_semitones: int = 0) -> int:
        """Return how long a chime rings; of a shipped one its file's head tells, without a look at the sound.

        Raises:
            NotFoundError: As for :meth:`chime`.
            SoundError: As for :meth:`chime`.
        """
        path = self.find(name)
        if _is_shipped(path) and not pitch_semitones:
            return flac_duration_ms(path)
        return self.chime(name, pitch_semitones).duration_ms

    def recording(self, name: str) -> Pcm:
        """Return a person's own recording in its full length, as loud as the voice, ready to be mixed.

        Raises:
            NotFoundError: There is no sound of this name.
            SoundError: It cannot be read, or nothing is heard in it.
        """
        return self._load("recording", name)

    def loop(self, name: str, most_channels: int = 1) -> tuple[Pcm, ...]:
        """Return a sound that begins again without a seam, as loud as the voice, ready to lie under a session.

        Its ending is crossfaded into its beginning over 4 s, or over a third of a sound shorter than 12 s.

        Args:
            name: As for :meth:`find`.
            most_channels: 2 to get both channels of a stereo file, each by itself; 1 to have them made one.

        Raises:
            NotFoundError: There is no sound of this name.
            SoundError: It cannot be read, is shorter than a second, or nothing is heard in it.
        """
        key = (folded(name), most_channels)
        if key not in self._loops:
            from voicecoach.sound import shaping

            self._loops[key] = self._brought(name, lambda path: shaping.loop(path, name, most_channels))
        return self._loops[key]

    def _load(self, use: Literal["chime", "recording"], name: str) -> Pcm:
        key = (use, folded(name))
        if key not in self._finished:
            path = self.find(name)
            if _is_shipped(path):
                self._finished[key] = _as_shipped(path)
            else:
                (self._finished[key],) = self._brought(name, lambda path: (_shaped(use, path, name),))
        return self._finished[key]

    def _brought(self, name: str, shape: Callable[[Path], tuple[Pcm, ...]]) -> tuple[Pcm, ...]:
        """Return the channels of a person's own sound, unless there is more than a session can hold."""
        path = self.find(name)
        channels = shape(path) if self._brought_ms <= self._most_ms else ()
        self._brought_ms += sum(channel.duration_ms for channel in channels)
        if self._brought_ms > self._most_ms:
            reason = f"the sounds of the session are longer than {format_duration(self._most_ms)} together"
            raise SoundError(name, reason, "shorten them, or take some out")
        return channels


def _shaped(use: Literal["chime", "recording"], path: Path, name: str) -> Pcm:
    from voicecoach.sound import shaping

    return shaping.chime(path, name) if use == "chime" else shaping.recording(path, name)


def _as_shipped(path: Path) -> Pcm:
    def made(content: bytes) -> Pcm:
        from voicecoach.sound import shaping

        return shaping.as_made(content)

    try:
        return KeptSounds(known_folders.cache()).chime(path.read_bytes(), made)
    except (RuntimeError, OSError) as error:  # of the former kind are those of soundfile
        raise SoundError(path.name, "the shipped file is damaged", "install voicecoach again") from error


def _is_shipped(path: Path) -> bool:
    return path.parent == known_folders.shipped_sounds() and path.suffix == ".flac"
