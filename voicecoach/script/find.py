"""Scripts and wording packs by name: the person's own first, then the shipped ones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from voicecoach import folders
from voicecoach.errors import NotFoundError
from voicecoach.script.report import did_you_mean, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES = (".md", ".txt")

# On Windows a colon leads to another drive, or to a stream of a file.
_SIGNS_OF_FOLDERS = frozenset("/\\:\0")
_LONGEST_NAME_BYTES = 200  # file systems have room for 255 or so
_MOST_GUESSES = 20


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A script or a wording pack that can be named.

    Attributes:
        name: The file's name without its suffix.
        path: Where it lies.
        shadows: The shipped file of the same name that it stands before, or None.
        is_shipped: Whether it ships with the tool.
    """

    name: str
    path: Path
    shadows: Path | None
    is_shipped: bool


def find_script(name_or_path: str) -> Path:
    """Return the path of a script given as a path, or as the name of an own or a shipped one.

    A path is returned as it is, whether there is a file or not: reading it says what is wrong.

    Raises:
        NotFoundError: No script has this name; the hint names the nearest.
    """
    path = Path(name_or_path)
    if path.suffix.lower() in SUFFIXES or path.name != name_or_path or folders.is_file(path):
        return path
    known = {found.name: found.path for found in list_scripts()}
    if name_or_path in known:
        return known[name_or_path]
    if folders.is_dir(path):
        return path
    hint = f"{did_you_mean(name_or_path, known)} (voicecoach scripts lists them; a file is named with its suffix)"
    raise NotFoundError("script", name_or_path, hint)


class ScriptFinder:
    """Finds the scripts that others name. One script may name thousands: guesses at what was meant have an end."""

    def __init__(self) -> None:
        self._guesses_left = _MOST_GUESSES

    def beside(self, name: str, folder: Path) -> Path:
        """Return the path of a script that one in a folder names: beside it, in the person's folder, or shipped.

        Raises:
            NotFoundError: The name has a folder in it, or no script has it, or its file leads out of its folder.
        """
        if name in ("", ".", "..") or set(name) & _SIGNS_OF_FOLDERS or len(name.encode()) > _LONGEST_NAME_BYTES:
            raise NotFoundError("script", shortened(name), "a script is named without a folder; put it beside this one")
        stem = name.removesuffix(".md").removesuffix(".txt")
        led_out: Path | None = None
        for place in (folder, folders.home() / "scripts", folders.shipped_scripts()):
            for suffix in SUFFIXES:
                path = place / f"{stem}{suffix}"
                if path.is_file() and path.resolve().parent == place.resolve():
                    return path
                led_out = led_out or (path if path.is_file() else None)
        if led_out is not None:
            raise NotFoundError("script", name, f"{led_out} leads out of its folder: copy the script itself there")
        raise NotFoundError("script", name, self._guess(stem, folder))

    def _guess(self, stem: str, folder: Path) -> str:
        if not self._guesses_left:
            return "put it beside this one"
        self._guesses_left -= 1
        known = {**_by_name(folder), **{found.name: found.path for found in list_scripts()}}
        return did_you_mean(stem, known)


def list_scripts() -> list[NamedFile]:
    """Return the routines that can be named, in the order of their names."""
    return list(_merged(folders.home() / "scripts", folders.shipped_scripts()))


def list_packs() -> list[NamedFile]:
    """Return the wording packs that can be named, in the order of their names."""
    return list(_merged(folders.home() / "wording", folders.shipped_scripts() / "wording"))


def find_pack(name: str) -> Path:
    """Return the path of a wording pack by its name.

    Raises:
        NotFoundError: No pack has this name; the hint names the nearest.
    """
    known = {found.name: found.path for found in list_packs()}
    if name not in known:
        raise NotFoundError("wording pack", name, did_you_mean(name, known))
    return known[name]


def _merged(own_folder: Path, shipped_folder: Path) -> Iterator[NamedFile]:
    own, shipped = _by_name(own_folder), _by_name(shipped_folder)
    for name in sorted({**own, **shipped}):
        if name in own:
            yield NamedFile(name, own[name], shipped.get(name), is_shipped=False)
        else:
            yield NamedFile(name, shipped[name], None, is_shipped=True)


def _by_name(folder: Path) -> dict[str, Path]:
    if not folder.is_dir():
        return {}
    files = (path for path in sorted(folder.iterdir(), reverse=True) if path.suffix.lower() in SUFFIXES)
    return {path.stem: path for path in files if path.is_file()}
