"""The names of the files of rows: from a cell or a pattern, and never outside the folder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path, PureWindowsPath

from voicecoach.batch.columns import OUT, CellError, column_named
from voicecoach.export.filenames import phone_safe_name
from voicecoach.export.formats import FORMATS
from voicecoach.text import did_you_mean, quoted

_PLACE = re.compile(r"\{([^{}]*)\}")
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}")


def check_pattern(pattern: str) -> None:
    """Check the pattern of names.

    Raises:
        CellError: It has a place that is no column, or leads out of the folder.
    """
    for name in _PLACE.findall(pattern):
        if name != "row" and not column_named(name):
            hint = did_you_mean(name, ("row", "script", "level", "set.patient"))
            raise CellError(f"there is no column {{{name}}}", hint)
    _checked(_PLACE.sub("x", pattern))


def name_of(cells: Mapping[str, str], row: int, script: str, pattern: str, suffix: str) -> Path:
    """Return the file of a row, relative to the folder.

    Args:
        cells: The cells of the row.
        row: Its number, for ``{row}``.
        script: The name of its script, for ``{script}``.
        pattern: The pattern for a row without a cell ``out``.
        suffix: The suffix of a name without that of a format.

    Raises:
        CellError: The name leads out of the folder, or cannot be the name of a file on every system.
    """
    if OUT in cells:
        return _with_suffix(_checked(cells[OUT]), suffix)

    def filled(place: re.Match[str]) -> str:
        match place[1]:
            case "row":
                return f"{row:03}"
            case "script":
                return phone_safe_name(script)
            case name:
                return phone_safe_name(cells[column]) if (column := column_named(name) or "") in cells else ""

    named = _PLACE.sub(filled, pattern)
    return _with_suffix(_checked("/".join(part.strip(" -_") for part in named.split("/"))), suffix)


def compared(path: Path) -> str:
    """Return a file's name as systems compare it that make no difference between capitals, or between accents."""
    return unicodedata.normalize("NFC", path.as_posix()).casefold()


def _checked(text: str) -> Path:
    """Return a relative path whose parts are names on every system.

    Raises:
        CellError: It is none.
    """
    if text.startswith(("/", "\\", "~")) or PureWindowsPath(text).drive:
        raise CellError(f"{quoted(text)} is outside the folder", "write a file name, such as anna.mp3")
    parts = text.replace("\\", "/").split("/")
    if ".." in parts:
        raise CellError(f"{quoted(text)} is outside the folder", "write a file name, such as anna.mp3")
    stem, ending = _split(parts[-1])
    safe = [*map(phone_safe_name, parts[:-1]), f"{phone_safe_name(stem)}{ending}"]
    if safe != [unicodedata.normalize("NFC", part) for part in parts]:
        raise CellError(f"{quoted(text)} is not a valid file name on every system", f"write {quoted('/'.join(safe))}")
    return Path(*safe)


def _split(name: str) -> tuple[str, str]:
    """Return a name and its suffix; a suffix is what looks like one: ``M. Huber`` has none."""
    suffix = Path(name).suffix
    return (name.removesuffix(suffix), suffix) if _ENDING.fullmatch(suffix) else (name, "")


def _with_suffix(path: Path, suffix: str) -> Path:
    ending = _split(path.name)[1]
    if not ending:
        return path.with_name(f"{path.name}{suffix}")
    if ending.lower() not in FORMATS:
        hint = f"use one of {', '.join(FORMATS)}"
        raise CellError(f"{ending} in {quoted(path.name)} is not an audio format", hint)
    return path
