"""The sounds of a session by name: shipped chimes, and the chimes, recordings and beds that a person brings.

A sound is named without a folder, such as ``bowl`` or ``intro.wav``. The folders are searched in order, so that a
person's own bowl replaces the shipped one. A name is compared with the files of a folder and never made into a path,
so that neither a name nor a link leads out of a folder.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from voicecoach import folders as known_folders
from voicecoach.errors import NotFoundError, SoundError
from voicecoach.sound.cache import SoundCache
from voicecoach.sound.decode import SUFFIXES, flac_duration_ms
from voicecoach.sound.pcm import Pcm
from voicecoach.text import MOST_GUESSES, nearest
from voicecoach.units import MINUTE_MS, format_duration

MOST_SOUND_MS = 60 * MINUTE_MS
"""The longest that all sounds of a person in one session may be together: they are in memory."""

# On Windows a colon leads to another drive, or to a stream of a file.
_SIGNS_OF_FOLDERS = frozenset("/\\:\0")
_NAME_AND_NUMBER = re.compile(r"(\S.*?) +\d[\d.]*")


class SoundLibrary:
    """The sounds of one session, each read once.

    Args:
        folders: The folders to search, in this order; one that does not exist is skipped.
        most_ms: The limit of the lengths of all that are not shipped, each channel of a loop counted.
    """

    def __init__(self, folders: Sequence[Path], most_ms: int = MOST_SOUND_MS) -> None:
        self.folders = tuple(folders)
        self._finder = SoundFinder(self.folders)
        self._finished: dict[tuple[str, str], Pcm] = {}
        self._loops: dict[tuple[str, int, bool], tuple[Pcm, ...]] = {}
        self._brought_ms = 0
        self._most_ms = most_ms

    def names(self) -> tuple[str, ...]:
        """Return the name of every sound, without suffixes, sorted."""
        return sound_names(self.folders)

    def find(self, name: str) -> Path:
        """Return the file of a sound, given as ``bowl`` or ``intro.wav`` in any case.

        Raises:
            NotFoundError: There is no sound of this name; the hint has the nearest, and where to put one.
            SoundError: The name has a folder in it, or what it names is no plain file inside its folder.
        """
        return self._finder.find(name)

    def chime(self, name: str, pitch_semitones: int = 0) -> Pcm:
        """Return a chime that strikes in its first milliseconds, ready to be mixed.

        A shipped one is unchanged. A person's own is cut to its strike and its ring, and levelled like the shipped
        ones: its loudest 400 ms have -21 LUFS, or its true peak -6 dBTP where that comes first.

        Raises:
            NotFoundError: There is no sound of this name.
            SoundError: It cannot be read, or contains only silence.
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
        """Return how long a chime rings; for a shipped one only the header of its file is read.

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
            SoundError: It cannot be read, or contains only silence.
        """
        return self._load("recording", name)

    def loop(self, name: str, most_channels: int = 1) -> tuple[Pcm, ...]:
        """Return a sound as a loop without a seam, as loud as the voice, ready to lie under a session.

        Its ending is crossfaded into its beginning over 4 s, or over a third of a sound shorter than 12 s.

        Args:
            name: As for :meth:`find`.
            most_channels: 2 to get both channels of a stereo file, each as a sound; 1 to get their mean.

        Raises:
            NotFoundError: There is no sound of this name.
            SoundError: It cannot be read, is shorter than a second, or contains only silence.
        """
        key = (folded(name), most_channels, False)
        if key not in self._loops:
            from voicecoach.sound import shaping

            self._loops[key] = self._brought(name, lambda path: shaping.loop(path, name, most_channels))
        return self._loops[key]

    def once(self, name: str, most_channels: int = 1) -> tuple[Pcm, ...]:
        """Return a sound in its full length, as loud as the voice, to be played once under a session.

        Args:
            name: As for :meth:`find`.
            most_channels: As for :meth:`loop`.

        Raises:
            NotFoundError: There is no sound of this name.
            SoundError: It cannot be read, or contains only silence.
        """
        key = (folded(name), most_channels, True)
        if key not in self._loops:
            from voicecoach.sound import shaping

            self._loops[key] = self._brought(name, lambda path: shaping.once(path, name, most_channels))
        return self._loops[key]

    def _load(self, use: Literal["chime", "recording"], name: str) -> Pcm:
        key = (use, folded(name))
        if key not in self._finished:
            path = self.find(name)
            if _is_shipped(path):
                self._finished[key] = _shipped_chime(path)
            else:
                (self._finished[key],) = self._brought(name, lambda path: (_shaped(use, path, name),))
        return self._finished[key]

    def _brought(self, name: str, shape: Callable[[Path], tuple[Pcm, ...]]) -> tuple[Pcm, ...]:
        """Return the channels of a person's own sound, and count its length towards the limit of the session."""
        path = self.find(name)
        channels = shape(path) if self._brought_ms <= self._most_ms else ()
        self._brought_ms += sum(channel.duration_ms for channel in channels)
        if self._brought_ms > self._most_ms:
            reason = f"the sounds of the session are longer than {format_duration(self._most_ms)} together"
            raise SoundError(name, reason, "shorten some, or remove some")
        return channels


def _shaped(use: Literal["chime", "recording"], path: Path, name: str) -> Pcm:
    from voicecoach.sound import shaping

    return shaping.chime(path, name) if use == "chime" else shaping.recording(path, name)


def _shipped_chime(path: Path) -> Pcm:
    def made(content: bytes) -> Pcm:
        from voicecoach.sound import shaping

        return shaping.shipped_chime(content)

    try:
        return SoundCache(known_folders.cache()).chime(path.read_bytes(), made)
    except (RuntimeError, OSError) as error:  # of the former kind are those of soundfile
        raise SoundError(path.name, "a built-in file is damaged", "reinstall voicecoach") from error


def _is_shipped(path: Path) -> bool:
    return path.parent == known_folders.shipped_sounds() and path.suffix == ".flac"


def sound_names(folders: Sequence[Path]) -> tuple[str, ...]:
    """Return the name of every sound of these folders, without suffixes, sorted."""
    files = (file for folder in folders for file in _listing(folder))
    return tuple(sorted({file.stem for file in files if file.suffix.lower() in SUFFIXES}))


class SoundFinder:
    """Finds sounds in folders, searched in order.

    A script may name thousands of sounds, and a folder may have thousands of files: each folder is listed once.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._listed: dict[Path, dict[str, list[Path]]] = {}
        self._found: dict[str, Path] = {}
        self._guesses_left = MOST_GUESSES

    def find(self, name: str) -> Path:
        """Return the file of a sound, given as ``bowl`` or ``intro.wav`` in any case, from the first folder with it.

        Raises:
            NotFoundError: No folder has a sound of this name; the hint has the nearest, and where to put one.
            SoundError: The name has a folder in it, or what it names is no plain file inside its folder.
        """
        if name not in self._found:
            self._found[name] = self._look_for(name)
        return self._found[name]

    def _look_for(self, name: str) -> Path:
        if not name or name.startswith(".") or set(name) & _SIGNS_OF_FOLDERS:
            hint = f"write only its name, such as bowl or intro.wav, and {_put_it(self._folders)}"
            raise SoundError(name, "sounds are named without a folder", hint)
        for folder in self._folders:
            if matches := self._files(folder).get(folded(name)):
                return _inside(min(matches, key=_preference), folder)
        raise NotFoundError("sound", name, self._nearest(name))

    def _files(self, folder: Path) -> dict[str, list[Path]]:
        """Return the files of a folder by each of their names, folded."""
        if folder not in self._listed:
            by_name: dict[str, list[Path]] = {}
            for file in _listing(folder):
                for called in {file.name, file.stem if file.suffix.lower() in SUFFIXES else file.name}:
                    by_name.setdefault(folded(called), []).append(file)
            self._listed[folder] = by_name
        return self._listed[folder]

    def _nearest(self, name: str) -> str:
        advice = _put_it(self._folders)
        if not self._guesses_left:  # guessing takes long among many files
            return advice
        self._guesses_left -= 1
        files = [file for folder in self._folders for files in self._files(folder).values() for file in files]
        sounds = dict.fromkeys(file for file in files if file.suffix.lower() in SUFFIXES)
        names = {folded(called): called for file in sounds for called in (file.name, file.stem)}
        timed = _NAME_AND_NUMBER.fullmatch(folded(name))
        if timed is not None and timed[1] in names:
            return f"write {f'{name}s'!r} for a time in seconds. If it is a file, {advice}"
        near = nearest(folded(name), names)
        if near:
            return f"did you mean {names[near]!r}? If not, {advice}"
        built_in = sorted(path.stem for path in _listing(known_folders.shipped() / "sounds") if path.suffix in SUFFIXES)
        return f"choose from {', '.join(built_in)}. For a file of your own, {advice}" if built_in else advice


def _put_it(folders: Sequence[Path]) -> str:
    """Return the advice where to put a sound: never into the installation, which the next update replaces."""
    installed = known_folders.shipped().resolve()
    own = [_shown(folder) for folder in folders if not folder.resolve().is_relative_to(installed)]
    return "put the file into " + " or ".join(own or [str(known_folders.home() / "sounds")])


def _shown(folder: Path) -> str:
    return "this folder" if folder == Path() else str(folder)


def folded(name: str) -> str:
    """Return a name in the form that is compared: NFC, since some systems store accents apart, and case folded."""
    return unicodedata.normalize("NFC", name).casefold()


def _listing(folder: Path) -> list[Path]:
    """Return the files of a folder that may be sounds, sorted."""
    if not folder.is_dir():
        return []
    try:
        return sorted(
            file for file in folder.iterdir() if file.suffix and not file.name.startswith(".") and not file.is_dir()
        )
    except OSError as error:
        raise SoundError(folder.name, f"the folder {folder} cannot be read ({error.strerror})") from error


def _preference(file: Path) -> int:
    """Return a smaller number for a better format, where one name has several files."""
    suffix = file.suffix.lower()
    return SUFFIXES.index(suffix) if suffix in SUFFIXES else len(SUFFIXES)


def _inside(file: Path, folder: Path) -> Path:
    """Return the file, which must be a plain file inside the folder.

    Raises:
        SoundError: It is not, or it is a broken link.
    """
    try:
        target, home = file.resolve(strict=True), folder.resolve(strict=True)
    except (OSError, RuntimeError) as error:  # a circle of links is the latter before Python 3.13
        raise SoundError(file.name, "it is a broken link", "copy the file itself") from error
    if not target.is_relative_to(home):
        raise SoundError(file.name, f"it is a link that leaves {folder}", "copy the file itself")
    if not target.is_file():
        raise SoundError(file.name, "it is not a plain file", "copy a sound file there")
    return file
