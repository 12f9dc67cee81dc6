"""The line that a remark is about, with a caret below the place."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voicecoach.errors import Location

_CUT = "…"
_NARROWEST = 20


class Lines:
    """The lines of the files that remarks are about; each file is read once."""

    def __init__(self) -> None:
        self._lines: dict[str, list[str]] = {}

    def at(self, location: Location) -> str | None:
        """Return the line of a place; None where there is none, as in a file that cannot be read as text."""
        lines = self._of(location.path)
        return lines[location.line - 1] if location.line <= len(lines) else None

    def _of(self, path: str) -> list[str]:
        from pathlib import Path

        from voicecoach.errors import ScriptError
        from voicecoach.script.file import read_text

        if path not in self._lines:
            try:
                self._lines[path] = read_text(Path(path), path).split("\n")
            except ScriptError:
                self._lines[path] = []  # the remark itself says that the file cannot be read
        return self._lines[path]


def pointed(line: str, column: int, width: int) -> tuple[str, str]:
    """Return a line and the line with the caret below it, both cut to a width in cells of a terminal.

    Args:
        line: The whole line.
        column: The place in it, counted in characters from 1; it may be one behind the end.
        width: How many cells there are.

    >>> print(*pointed("- hodl: 30s", 3, 80), sep="|")
    - hodl: 30s|  ^
    """
    cells = [" " if character in "\t\u00a0" else character for character in line]
    room = max(width, _NARROWEST)
    # Whatever is farther away than this could not be shown even if every character were narrow.
    begin, end = max(column - 1 - room, 0), min(column + room, len(cells))
    while _width(cells[begin : column - 1]) > room // 2 and _width(cells[begin:end]) > room:
        begin += 1
    while _width(cells[begin:end]) > room:
        end -= 1
    shown = cells[begin:end]
    if begin:
        shown[0] = _CUT * _width(shown[:1])
    if end < len(cells):
        shown[-1] = _CUT * _width(shown[-1:])
    return "".join(shown), " " * _width(cells[begin : column - 1]) + "^"


def _width(characters: list[str]) -> int:
    """Return how many cells characters take: two for wide ones, none for marks that combine."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in characters
    )
