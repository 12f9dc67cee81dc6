"""``voicecoach check``: every mistake in a script at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from voicecoach.cli import console

if TYPE_CHECKING:
    from voicecoach.errors import Diagnostic


@click.command()
@click.argument("scripts", nargs=-1, required=True, metavar="SCRIPT...")
@click.option("--json", "as_json", is_flag=True, help="Print the remarks as JSON, for editors.")
@click.pass_context
def check(context: click.Context, scripts: tuple[str, ...], *, as_json: bool) -> None:
    """Report every mistake in SCRIPT as path:line:column, with what to write instead."""
    report(context, scripts, as_json=as_json)


def report(context: click.Context, scripts: tuple[str, ...], *, as_json: bool) -> None:
    """Print every remark about some scripts; a mistake makes the command fail."""
    from voicecoach.errors import Severity
    from voicecoach.pipeline.checking import check_script

    diagnostics: list[Diagnostic] = []
    for script in scripts:
        checked = check_script(script)
        diagnostics += checked.diagnostics
        if not as_json:
            console.show_diagnostics(checked.diagnostics, err=False)
            if checked.summary:
                console.say(checked.summary)
    if as_json:
        console.show_json([_row(found) for found in diagnostics])
    if any(found.severity is Severity.ERROR for found in diagnostics):
        context.exit(1)


def _row(found: Diagnostic) -> dict[str, str | int]:
    return {
        "path": found.location.path,
        "line": found.location.line,
        "column": found.location.column,
        "severity": found.severity.value,
        "message": found.message,
        "hint": found.hint,
    }
