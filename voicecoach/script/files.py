"""Script files: found by name, and read as text in whatever encoding a person saved them."""

from __future__ import annotations

import codecs
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from voicecoach import folders
from voicecoach.errors import Location, NotFoundError
from voicecoach.script.limits import LARGEST_SCRIPT_BYTES, check_extent
from voicecoach.script.report import Report
from voicecoach.text import did_you_mean, shortened

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINE_END = re.compile("\r\n|[\r\u2028\u2029]")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HOW_TO_SAVE = 'save it as plain text in UTF-8 (in an editor: "Save as…", encoding UTF-8)'


def read_text(path: Path, shown: str) -> str:
    """Return the text of a script file, its lines ended as on Unix.

    Args:
        path: The file.
        shown: How the person calls it, for messages.

    Raises:
        ScriptError: The file cannot be opened, is not a regular file, is too large, or is not text in UTF-8 or
            marked UTF-16; the message says how to save it.
    """
    report = Report()
    top = Location(shown, 1, 1)
    data = b""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            report.error(top, "this is a folder, not a script", "name the script file inside it")
        elif not stat.S_ISREG(mode):
            # Opening a pipe or a device could wait for ever.
            report.error(top, "this is not a file that can be read as a script", "name a plain text file")
        else:
            with path.open("rb") as file:
                data = file.read(LARGEST_SCRIPT_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        report.error(top, f"the script cannot be read: {reason}", "check the file's name and permissions")
    if len(data) > LARGEST_SCRIPT_BYTES:
        report.error(top, "the script is larger than 1 MB", "split it into several scripts")
    report.raise_errors()
    return decode(data, shown)


def decode(data: bytes, shown: str) -> str:
    """Return the text of a script's bytes: UTF-8 with or without a mark, or UTF-16 with one.

    Raises:
        ScriptError: The bytes are not such text, hold control characters, as pictures and sounds do, or have more
            lines or brackets than there may be.
    """
    report = Report()
    name, encoding = ("UTF-16", "utf-16") if data.startswith(_UTF16_MARKS) else ("UTF-8", "utf-8-sig")
    text = ""
    try:
        text = _with_plain_line_ends(data.decode(encoding))
    except UnicodeDecodeError as error:
        # The codec counts from behind the mark, so the place is sought in what it looked at.
        before = _with_plain_line_ends(error.object[: error.start].decode(encoding, errors="replace"))
        report.error(_place_behind(before, shown), f"this is not text in {name}", _HOW_TO_SAVE)
    if found := _CONTROL.search(text):
        message = f"a control character (number {ord(found[0])}) stands here: this is not plain text"
        report.error(_place_behind(text[: found.start()], shown), message, f"take it out, or {_HOW_TO_SAVE}")
    check_extent(text, shown, report)
    report.raise_errors()
    return text


def _with_plain_line_ends(text: str) -> str:
    return _LINE_END.sub("\n", text)


def _place_behind(before: str, shown: str) -> Location:
    """Return the place that follows a text."""
    return Location(shown, before.count("\n") + 1, len(before) - before.rfind("\n"))


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
