"""Sounds by name: where the file of ``bowl`` or ``intro.wav`` lies.

A sound is named without a folder. Names are looked up in what a folder lists and never made into a path, so
that no name leads out of it; nor does a link.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

from voicecoach import folders as known_folders
from voicecoach.errors import NotFoundError, SoundError
from voicecoach.sound.decode import SUFFIXES
from voicecoach.text import MOST_GUESSES, nearest

# On Windows a colon leads to another drive, or to a stream of a file.
_SIGNS_OF_FOLDERS = frozenset("/\\:\0")


def sound_names(folders: Sequence[Path]) -> tuple[str, ...]:
    """Return every name that a sound of these folders can be called by, without suffixes, sorted."""
    files = (file for folder in folders for file in _listing(folder))
    return tuple(sorted({file.stem for file in files if file.suffix.lower() in SUFFIXES}))


def find_sound(name: str, folders: Sequence[Path]) -> Path:
    """Return the file of a sound as :class:`SoundFinder` finds it, from a look into the folders as they are now."""
    return SoundFinder(folders).find(name)


class SoundFinder:
    """Finds sounds in folders, the first first.

    A script may name thousands, and its folder may hold thousands of files: each folder is listed once.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._listed: dict[Path, dict[str, list[Path]]] = {}
        self._found: dict[str, Path] = {}
        self._guesses_left = MOST_GUESSES

    def find(self, name: str) -> Path:
        """Return the file of a sound, given as ``bowl`` or ``intro.wav`` in any case, from the first folder with one.

        Raises:
            NotFoundError: No folder has a sound of this name; the hint has the nearest, and where to put one.
            SoundError: The name has a folder in it, or what it names is no plain file inside its folder.
        """
        if name not in self._found:
            self._found[name] = self._look_for(name)
        return self._found[name]

    def _look_for(self, name: str) -> Path:
        if not name or name.startswith(".") or set(name) & _SIGNS_OF_FOLDERS:
            hint = f"write its name alone, such as bowl or intro.wav, and {_put_it(self._folders)}"
            raise SoundError(name, "a sound is named without a folder", hint)
        for folder in self._folders:
            if matches := self._files(folder).get(folded(name)):
                return _inside(min(matches, key=_preference), folder)
        raise NotFoundError("sound", name, self._nearest(name))

    def _files(self, folder: Path) -> dict[str, list[Path]]:
        """Return the files of a folder by what each can be called."""
        if folder not in self._listed:
            by_name: dict[str, list[Path]] = {}
            for file in _listing(folder):
                for called in {file.name, file.stem if file.suffix.lower() in SUFFIXES else file.name}:
                    by_name.setdefault(folded(called), []).append(file)
            self._listed[folder] = by_name
        return self._listed[folder]

    def _nearest(self, name: str) -> str:
        advice = _put_it(self._folders)
        if not self._guesses_left:
            return advice
        self._guesses_left -= 1
        files = [file for folder in self._folders for files in self._files(folder).values() for file in files]
        sounds = dict.fromkeys(file for file in files if file.suffix.lower() in SUFFIXES)
        called = {folded(called): called for file in sounds for called in (file.name, file.stem)}
        near = nearest(folded(name), called)
        return f"did you mean {called[near]!r}? Otherwise {advice}" if near else advice


def folded(name: str) -> str:
    """Return a name as it is compared: in any case, and some systems store an accent apart from its letter."""
    return unicodedata.normalize("NFC", name).casefold()


def _listing(folder: Path) -> list[Path]:
    """Return the files of a folder that may be sounds; names are looked up here, never made into a path."""
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
    """Return the file itself, once it is sure that it lies in the folder and is a plain file."""
    try:
        target, home = file.resolve(strict=True), folder.resolve(strict=True)
    except (OSError, RuntimeError) as error:  # a circle of links is the latter before Python 3.13
        raise SoundError(file.name, "it is a link that leads nowhere", "copy the file itself") from error
    if not target.is_relative_to(home):
        raise SoundError(file.name, f"it is a link that leaves {folder}", "copy the file itself")
    if not target.is_file():
        raise SoundError(file.name, "it is not a plain file", "copy a sound file there")
    return file


def _put_it(folders: Sequence[Path]) -> str:
    own = [str(folder) for folder in folders if folder != known_folders.shipped_sounds()]
    return "put the file into " + " or ".join(own or [str(known_folders.home() / "sounds")])
