"""The line that a remark is about, with a caret below the place."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import click

from voicecoach.errors import Diagnostic, Location, ScriptError, Severity, VoicecoachError

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
        from voicecoach.script.files import read_text

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


_INDENT = "    "


def say(words: str) -> None:
    """Write a line for the person to standard error."""
    click.echo(printable(words), err=True)


def printable(words: str) -> str:
    """Return words without the characters that could steer a terminal; tabs and ends of lines stay."""
    return "".join(character if character in "\n\t" else _shown(character) for character in words)


def one_line(words: str) -> str:
    r"""Return words as :func:`printable` does, on one line: the name of a file can have ends of lines, too.

    >>> one_line("a\u202eb\nc\u00a0d")
    'a�b�c d'
    """
    return "".join(map(_shown, words))


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    return " " if unicodedata.category(character) == "Zs" else "\N{REPLACEMENT CHARACTER}"


def show_text(text: str) -> None:
    """Write a text to standard output: to a file or a pipe as it is, to a terminal without what could steer it."""
    click.echo(printable(text) if sys.stdout.isatty() else text, nl=False)


def show_error(error: VoicecoachError) -> None:
    """Write an error and what to do about it."""
    if isinstance(error, ScriptError):
        show_diagnostics(error.diagnostics, err=True)
        return
    say(f"voicecoach: {error.message}")
    if error.hint:
        say(f"    {error.hint}")


def show_diagnostics(diagnostics: Iterable[Diagnostic], *, err: bool) -> None:
    """Write remarks about a script, one ``path:line:column: error: message`` each, with its hint below.

    On a terminal the line itself stands between, with a caret below the place.
    """
    lines = Lines() if (sys.stderr if err else sys.stdout).isatty() else None
    for found in diagnostics:
        colour = "red" if found.severity is Severity.ERROR else "yellow"
        severity = _coloured(found.severity.value, colour)
        click.echo(f"{one_line(str(found.location))}: {severity}: {printable(found.message)}", err=err)
        line = lines.at(found.location) if lines else None
        if line is not None and line.strip():
            width = shutil.get_terminal_size().columns - len(_INDENT)
            shown, caret = pointed(printable(line), found.location.column, width)
            click.echo(f"{_INDENT}{shown}\n{_INDENT}{_coloured(caret, colour)}", err=err)
        if found.hint:
            click.echo(f"{_INDENT}{printable(found.hint)}", err=err)


def _coloured(words: str, colour: str) -> str:
    """Return words in a colour, unless the person wants none or the terminal has none; a pipe gets none anyway."""
    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return words if is_plain else click.style(words, fg=colour)


def show_json(rows: object) -> None:
    """Write data for a machine to standard output, alone."""
    import json

    # A console of a narrower encoding would lose characters that JSON can spell out.
    is_wide = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    text = json.dumps(rows, ensure_ascii=not is_wide, indent=1)
    # All that is not printable stands inside of strings, but for the ends of lines.
    click.echo("".join(one if one.isprintable() or one == "\n" else json.dumps(one)[1:-1] for one in text))


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar while something goes on, where a person watches; in a pipe show nothing.

    Yields:
        A function to be called with how much is done, and of how much.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(one_line(what), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
