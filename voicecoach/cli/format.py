"""``voicecoach format``: a script in its canonical form."""

from __future__ import annotations

import click

from voicecoach.cli import console


@click.command("format")
@click.argument("script")
def format_script(script: str) -> None:
    """Print SCRIPT in its canonical form, which gives the same session."""
    from voicecoach.script.file import read_text
    from voicecoach.script.find import find_script
    from voicecoach.script.printer import print_routine
    from voicecoach.script.reader import read_routine
    from voicecoach.script.report import Report

    path = find_script(script)
    report = Report()
    routine = read_routine(read_text(path, str(path)), str(path), report)
    report.raise_errors()
    console.show_text(print_routine(routine))
