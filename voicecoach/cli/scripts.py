"""``voicecoach scripts``, ``new``, ``edit``, ``format`` and ``guide``: list, write and read scripts."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from voicecoach.cli import console
from voicecoach.cli.completion import script_names
from voicecoach.cli.standard_input import script_text
from voicecoach.units import MINUTE_MS, format_clock

if TYPE_CHECKING:
    from voicecoach.pipeline.library import ListedRoutine


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def scripts(*, as_json: bool) -> None:
    """List your routines and the built-in ones with their length."""
    from voicecoach.pipeline.library import list_routines

    routines = list_routines()
    if as_json:
        rows = [
            {"name": one.name, "title": one.title, "path": str(one.path), "duration_ms": one.duration_ms}
            for one in routines
        ]
        console.show_json(rows)
        return
    own = [one for one in routines if not one.is_shipped]
    _show_routines("Your routines", own)
    _show_routines("Routines that come with voicecoach" if own else "", [one for one in routines if one.is_shipped])
    if any(one.duration_ms is None for one in routines):
        click.echo("\nTo see the mistakes of a script: voicecoach check NAME")


def _show_routines(title: str, routines: Sequence[ListedRoutine]) -> None:
    """Print routines, each with its name, length and title, and below these what it is for."""
    if routines and title:
        click.echo(f"{title}:")
    for one in routines:
        if one.duration_ms is None:
            length = "has mistakes"
        elif one.is_exact:
            length = format_clock(one.duration_ms)
        else:
            length = f"about {max(1, round(one.duration_ms / MINUTE_MS))} min"
        shadow = "  (yours, in place of the built-in one)" if one.shadows_shipped else ""
        console.show_line(f"{one.name:<24} {length:>12}  {one.title}{shadow}")
        if one.about:
            console.show_line(f"{'':<24} {'':>12}  {one.about}")


@click.command()
@click.argument("name")
@click.option(
    "--from",
    "source",
    metavar="SCRIPT",
    shell_complete=script_names,
    help="Copy this script, or import this text.",
)
@click.option("--title", metavar="TITLE", help="Title, which a phone shows. Default: NAME in words.")
def new(name: str, source: str | None, title: str | None) -> None:
    """Create a script called NAME in your folder, with comments that explain it."""
    from voicecoach.cli.import_text import show_next
    from voicecoach.pipeline.own_scripts import new_script

    made = None
    if source is not None:
        from voicecoach.cli.import_report import show_report
        from voicecoach.pipeline.import_script import import_script, is_text_to_import, read_source

        if is_text_to_import(source):
            done = import_script(read_source(Path(source)), source, name=name, title=title)
            show_report(source, done.imported)
            console.say("")
            source = None
            made = done.made
    if made is None:
        made = new_script(name, source, title=title)
    show_next(made.path, made.name, shadows_shipped=made.shadows_shipped)


@click.command()
@click.argument("name", shell_complete=script_names)
@click.pass_context
def edit(context: click.Context, name: str) -> None:
    """Open your script NAME in a text editor, then check it."""
    from voicecoach.cli.editor import open_editor
    from voicecoach.cli.show import report
    from voicecoach.pipeline.own_scripts import own_script

    path = own_script(name)
    if open_editor(path):
        report(context, (str(path),), as_json=False)
    else:
        console.say(f"When you have saved it: voicecoach check {shlex.quote(name)}")


@click.command("format")
@click.argument("script", shell_complete=script_names)
def format_script(script: str) -> None:
    """Print SCRIPT neatly formatted, with the same session."""
    from voicecoach.pipeline.foreign import tell_of_other_format
    from voicecoach.script.files import TEXT_PATH, find_script, read_text
    from voicecoach.script.printer import print_routine
    from voicecoach.script.reader import read_routine
    from voicecoach.script.report import Report

    text = script_text(script)
    path = TEXT_PATH if text is not None else find_script(script)
    report = Report()
    if text is None:
        tell_of_other_format(path, report)
    routine = read_routine(read_text(path, str(path)) if text is None else text, str(path), report)
    report.raise_errors()
    console.show_text(print_routine(routine), is_raw_in_pipe=True)


@click.command("guide")
@click.option(
    "--for-ai", is_flag=True, help="Print a page to give to a language model, so that it writes scripts for you."
)
def print_guide(*, for_ai: bool) -> None:
    """Print the reference for writing scripts."""
    from voicecoach.script.guide import guide_text
    from voicecoach.script.guide_for_ai import guide_for_ai

    text = guide_for_ai() if for_ai else guide_text()
    if sys.stdout.isatty():
        click.echo_via_pager(text)
    else:
        click.echo(text, nl=False)
