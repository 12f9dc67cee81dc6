"""Words for the person: on standard error, so that standard output stays clean for machines."""

from __future__ import annotations

import os
import shutil
import sys
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
    return "".join(character if character.isprintable() or character in "\n\t" else "\N{REPLACEMENT CHARACTER}"
                   for character in words)  # fmt: skip


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
        click.echo(f"{printable(str(found.location))}: {severity}: {printable(found.message)}", err=err)
        line = lines.at(found.location) if lines else None
        if line is not None and line.strip():
            width = shutil.get_terminal_size().columns - len(_INDENT)
            shown, caret = pointed(printable(line), found.location.column, width)
            click.echo(f"{_INDENT}{shown}\n{_INDENT}{_coloured(caret, colour)}", err=err)
        if found.hint:
            click.echo(f"{_INDENT}{printable(found.hint)}", err=err)


def _coloured(words: str, colour: str) -> str:
    """Return words in a colour, unless the person wants none; a pipe gets none anyway."""
    return words if os.environ.get("NO_COLOR") else click.style(words, fg=colour)


def show_json(rows: object) -> None:
    """Write data for a machine to standard output, alone."""
    import json

    # A console of a narrower encoding would lose characters that JSON can spell out.
    is_wide = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    click.echo(json.dumps(rows, ensure_ascii=not is_wide, indent=1))


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

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
