"""Output of the command line: lines, diagnostics with the place marked, JSON, progress; and the exit codes."""

from __future__ import annotations

import os
import shutil
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from voicecoach.errors import Diagnostic, Location, ScriptError, Severity, VoicecoachError
from voicecoach.text import printable

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: done, it could not be done, wrong usage, ended by Ctrl-C; a signal adds its number to 128."""

_INDENT = "    "
_CUT = "…"
_NARROWEST_CELLS = 20
_LAYOUT = "\n\t"
_QUIET = "voicecoach.quiet"
_PLAIN = "voicecoach.plain"
_LINE_EVERY_S = 10.0


def be_quiet() -> None:
    """Print only errors and warnings from now on: no messages, no progress."""
    click.get_current_context().find_root().meta[_QUIET] = True


def _is_quiet() -> bool:
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.find_root().meta.get(_QUIET))


def be_plain() -> None:
    """Print one line per event from now on, as a screen reader reads it: nothing is painted again."""
    click.get_current_context().find_root().meta[_PLAIN] = True


def is_plain() -> bool:
    """Return whether output is for a screen reader: by ``--plain``, or the variables ``ACCESSIBLE`` and ``TERM``."""
    context = click.get_current_context(silent=True)
    if context is not None and context.find_root().meta.get(_PLAIN):
        return True
    return os.environ.get("ACCESSIBLE", "0") not in {"", "0"} or os.environ.get("TERM") == "dumb"


def say(text: str) -> None:
    """Write a message for the person to standard error, unless they want none."""
    if not _is_quiet():
        complain(text)


def say_place_of_settings() -> None:
    """Tell of settings in the old place, as far as there are any."""
    from voicecoach import folders

    if note := folders.settings_note():
        say(note)


def end_with_failed(names: Sequence[str]) -> None:
    """Tell which of several scripts failed, and end with their exit code; do nothing where none did.

    Raises:
        click.exceptions.Exit: At least one failed.
    """
    if names:
        complain(f"not done: {', '.join(names)}")
        raise click.exceptions.Exit(FAILED)


def complain(text: str) -> None:
    """Write what went wrong to standard error."""
    click.echo(printable(text, keep=_LAYOUT), err=True)


def show_line(line: str) -> None:
    """Write one line of the result to standard output."""
    click.echo(printable(line))


def show_text(text: str, *, is_raw_in_pipe: bool = False) -> None:
    """Write a text of several lines to standard output.

    Args:
        text: The text, ends of lines included.
        is_raw_in_pipe: Whether a file or a pipe gets the text unchanged; a terminal never does.
    """
    is_raw = is_raw_in_pipe and not sys.stdout.isatty()
    click.echo(text if is_raw else printable(text, keep=_LAYOUT), nl=False)


def show_error(error: VoicecoachError) -> None:
    """Write an error and its hint to standard error."""
    if isinstance(error, ScriptError):
        show_diagnostics(error.diagnostics, err=True)
        return
    complain(f"voicecoach: {error.message}")
    if error.hint:
        complain(f"{_INDENT}{error.hint}")


def show_diagnostics(diagnostics: Iterable[Diagnostic], *, err: bool) -> None:
    """Write diagnostics about a script, one ``path:line:column: error: message`` each, with its hint below.

    On a terminal the line itself stands between the two, with a caret below the place.
    """
    is_terminal = (sys.stderr if err else sys.stdout).isatty()
    files: dict[str, list[str]] = {}
    for found in diagnostics:
        colour = "red" if found.severity is Severity.ERROR else "yellow"
        severity = _coloured(found.severity.value, colour)
        message = printable(found.message, keep=_LAYOUT)
        click.echo(f"{printable(str(found.location))}: {severity}: {message}", err=err)
        line = _line_at(found.location, files) if is_terminal else ""
        if line.strip():
            width = shutil.get_terminal_size().columns - len(_INDENT)
            shown, caret = pointed(printable(line, keep=_LAYOUT), found.location.column, width)
            click.echo(f"{_INDENT}{shown}\n{_INDENT}{_coloured(caret, colour)}", err=err)
        if found.hint:
            click.echo(f"{_INDENT}{printable(found.hint, keep=_LAYOUT)}", err=err)


def _line_at(location: Location, files: dict[str, list[str]]) -> str:
    """Return the line at a location, empty where the file has none; the lines of each file are read once."""
    from voicecoach.script.files import read_text

    if location.path not in files:
        try:
            files[location.path] = read_text(Path(location.path), location.path).split("\n")
        except ScriptError:
            files[location.path] = []  # the diagnostic itself says that the file cannot be read
    lines = files[location.path]
    return lines[location.line - 1] if location.line <= len(lines) else ""


def pointed(line: str, column: int, width: int) -> tuple[str, str]:
    """Return a line and the line with the caret below it, both cut to a width in cells of a terminal.

    Args:
        line: The whole line.
        column: The place in it, counted in characters from 1; it may be one behind the end.
        width: The cells to fill at most.

    >>> print(*pointed("- hodl: 30s", 3, 80), sep="|")
    - hodl: 30s|  ^
    """
    cells = [" " if character in "\t\u00a0" else character for character in line]
    room = max(width, _NARROWEST_CELLS)
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
    """Return the cells that characters take: two for wide ones, none for combining marks."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in characters
    )


def _coloured(text: str, colour: str) -> str:
    """Return a text in a colour, unless the person wants none or the terminal has none; a pipe gets none anyway."""
    return text if os.environ.get("NO_COLOR") or is_plain() else click.style(text, fg=colour)


def show_json(rows: object) -> None:
    """Write JSON to standard output, alone."""
    import json

    # A console of a narrower encoding would lose characters that JSON can spell out.
    is_wide = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    text = json.dumps(rows, ensure_ascii=not is_wide, indent=1)
    # Escaped and not cleaned: a program that reads it gets every character. All that is not printable is inside of
    # strings, but for the ends of lines.
    click.echo("".join(one if one.isprintable() or one == "\n" else json.dumps(one)[1:-1] for one in text))


def progress_lines(
    description: str, write: Callable[[str], None], now_s: Callable[[], float]
) -> Callable[[int, int], None]:
    """Return a function that writes the progress as a line, when the last one is ten seconds old.

    Args:
        description: What is done, such as "speaking".
        write: Writes a line.
        now_s: The clock.
    """
    next_s = now_s() + _LINE_EVERY_S

    def show(done: int, total: int) -> None:
        nonlocal next_s
        if now_s() >= next_s and 0 < done < total:
            next_s = now_s() + _LINE_EVERY_S
            write(f"{description}: {100 * done // total} %")

    return show


@contextmanager
def progress(description: str) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar on a terminal; in a pipe and for a screen reader a line every ten seconds.

    Yields:
        A function that takes the amount done and the total.
    """
    if _is_quiet():
        yield lambda _done, _total: None
        return
    if is_plain() or not sys.stderr.isatty():
        yield progress_lines(description, say, time.monotonic)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(printable(description), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
