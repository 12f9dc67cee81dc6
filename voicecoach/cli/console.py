"""Words for the person: on standard error, so that standard output stays clean for machines."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from voicecoach.cli.caret import Lines, pointed
from voicecoach.errors import ScriptError, Severity, VoicecoachError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from voicecoach.errors import Diagnostic

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
