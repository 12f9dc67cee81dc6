"""Find scripts and wording packs by name, and read them as text in UTF-8 or UTF-16."""

from __future__ import annotations

import codecs
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from voicecoach import folders
from voicecoach.errors import Location, NotFoundError
from voicecoach.script.limits import LARGEST_SCRIPT_BYTES, MOST_BRACKETS, MOST_LINES
from voicecoach.script.report import Report
from voicecoach.text import MOST_GUESSES, did_you_mean, shortened

SUFFIXES = (".md", ".txt")

TEXT_PATH = Path("<text>")
"""The path of a script that is given as text; the files that it names are looked up in the current folder."""

# On Windows a colon names another drive, or a stream of a file.
_SIGNS_OF_FOLDERS = frozenset("/\\:\0")
_LONGEST_NAME_BYTES = 200  # file systems have room for 255 or so

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINE_END = re.compile("\r\n|[\r\u2028\u2029]")
_OPENER = re.compile(r"\[|\{|<!--")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SPLIT_IT = "split it into several scripts"
_HOW_TO_SAVE = 'save it as plain text in UTF-8 (in an editor: "Save as…", encoding UTF-8)'


def read_text(path: Path, shown: str) -> str:
    """Return the text of a script file with Unix line ends.

    Args:
        path: The file.
        shown: The path for messages, as the person gave it.

    Raises:
        ScriptError: The file cannot be opened, is not a regular file, is too large, or is not text in UTF-8, or in
            UTF-16 with a byte order mark; the hint says how to save it.
    """
    report = Report()
    top = Location(shown, 1, 1)
    data = b""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            report.error(top, "this is a folder", "choose the script file inside it")
        elif not stat.S_ISREG(mode):
            # Opening a pipe or a device could block forever.
            report.error(top, "this is not a text file", "choose a plain text file")
        else:
            with path.open("rb") as file:
                data = file.read(LARGEST_SCRIPT_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        report.error(top, f"the script cannot be read: {reason}", "check the file's name and permissions")
    report.raise_errors()
    return decode(data, shown)


def decode(data: bytes, shown: str) -> str:
    """Decode a script: UTF-8 with or without a byte order mark, or UTF-16 with one.

    Raises:
        ScriptError: The bytes are more than 1 MB, are not such text, have control characters as pictures and sounds
            do, or have too many lines or brackets.
    """
    report = Report()
    if len(data) > LARGEST_SCRIPT_BYTES:
        report.error(Location(shown, 1, 1), "the script is larger than 1 MB", _SPLIT_IT)
        report.raise_errors()
    encoding = encoding_of(data)
    text = ""
    try:
        text = _with_plain_line_ends(data.decode(encoding))
    except UnicodeDecodeError as error:
        # The codec counts after the byte order mark, in the bytes that the error has.
        before = _with_plain_line_ends(error.object[: error.start].decode(encoding, errors="replace"))
        name = encoding.upper().removesuffix("-SIG")
        report.error(_location_after(before, shown), f"this is not text in {name}", _HOW_TO_SAVE)
    if found := _CONTROL.search(text):
        message = f"a control character (number {ord(found[0])}) found: this is not plain text"
        report.error(_location_after(text[: found.start()], shown), message, f"remove it, or {_HOW_TO_SAVE}")
    _check_extent(text, shown, report)
    report.raise_errors()
    return text


def encoding_of(data: bytes) -> str:
    """Return the encoding of a script: UTF-8, or UTF-16 where its byte order mark says so."""
    return "utf-16" if data.startswith(_UTF16_MARKS) else "utf-8-sig"


def _check_extent(text: str, path: str, report: Report) -> None:
    """Report a script with too many lines or brackets, at the first one too many."""
    if text.count("\n") >= MOST_LINES:
        message = f"the script has more than {MOST_LINES:,} lines, the limit"
        report.error(Location(path, MOST_LINES + 1, 1), message, _SPLIT_IT)
    elif found := next(islice(_OPENER.finditer(text), MOST_BRACKETS, None), None):
        message = f"the script has more than {MOST_BRACKETS:,} brackets, braces and comments, the limit"
        report.error(_location_after(text[: found.start()], path), message, _SPLIT_IT)


def _with_plain_line_ends(text: str) -> str:
    return _LINE_END.sub("\n", text)


def _location_after(before: str, shown: str) -> Location:
    """Return the location after a text that begins at line 1, column 1."""
    return Location(shown, before.count("\n") + 1, len(before) - before.rfind("\n"))


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A script or a wording pack that can be given by name.

    Attributes:
        name: The file's name without its suffix.
        path: The file.
        shadows: The shipped file of the same name that it replaces, or None.
        is_shipped: Whether it ships with voicecoach.
    """

    name: str
    path: Path
    shadows: Path | None
    is_shipped: bool


def find_script(name_or_path: str) -> Path:
    """Return the path of a script that is given by path, or by the name of a person's own or a shipped one.

    A name may have a suffix where no file of this name is in the current folder. A path is returned unchecked: reading
    it reports a missing file.

    Raises:
        NotFoundError: No script has this name; the hint names the nearest.
    """
    path = Path(name_or_path)
    if path.name != name_or_path or folders.is_file(path):
        return path
    known = {found.name: found.path for found in list_scripts()}
    has_suffix = path.suffix.lower() in SUFFIXES
    name = path.stem if has_suffix else name_or_path
    if name in known:
        return known[name]
    if has_suffix:
        return path
    if folders.is_dir(path):
        return path
    hint = f"{did_you_mean(name_or_path, known)} (list scripts with: voicecoach scripts; for a file, add its suffix)"
    raise NotFoundError("script", name_or_path, hint)


class ScriptFinder:
    """Finds the scripts that other scripts name; only the first missing ones get a hint with the nearest name."""

    def __init__(self) -> None:
        self._guesses_left = MOST_GUESSES

    def find(self, name: str, folder: Path) -> Path:
        """Return the path of a script by the name that another script has for it.

        Args:
            name: The name, with or without a suffix.
            folder: The other script's folder. The person's scripts and the shipped ones are looked through after it.

        Raises:
            NotFoundError: The name has a folder in it, no script has it, or its file is a link out of its folder.
        """
        if name in ("", ".", "..") or set(name) & _SIGNS_OF_FOLDERS or len(name.encode()) > _LONGEST_NAME_BYTES:
            raise NotFoundError(
                "script", shortened(name), "use the name without a folder, and put the script next to this one"
            )
        stem = name.removesuffix(".md").removesuffix(".txt")
        outside: Path | None = None
        for place in (folder, folders.home() / "scripts", folders.shipped_scripts()):
            for suffix in SUFFIXES:
                path = place / f"{stem}{suffix}"
                if path.is_file() and path.resolve().parent == place.resolve():
                    return path
                outside = outside or (path if path.is_file() else None)
        if outside is not None:
            raise NotFoundError("script", name, f"{outside} is a link to another folder: copy the script itself")
        raise NotFoundError("script", name, self._guess(stem, folder))

    def _guess(self, stem: str, folder: Path) -> str:
        if not self._guesses_left:
            return "put it next to this script"
        self._guesses_left -= 1
        known = {**_by_name(folder), **{found.name: found.path for found in list_scripts()}}
        return did_you_mean(stem, known)


def list_scripts() -> list[NamedFile]:
    """Return the scripts that can be given by name, sorted."""
    return list(_merged(folders.home() / "scripts", folders.shipped_scripts()))


def list_packs() -> list[NamedFile]:
    """Return the wording packs that can be given by name, sorted."""
    return list(_merged(folders.home() / "wording", folders.shipped_scripts() / "wording"))


def find_pack(name: str) -> Path:
    """Return the path of a wording pack.

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
