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
    from voicecoach.errors import Severity
    from voicecoach.pipeline.checking import check_script

    diagnostics: list[Diagnostic] = []
    for script in scripts:
        checked = check_script(script)
        diagnostics += checked.diagnostics
        if not as_json and checked.summary:
            console.say(checked.summary)
    if as_json:
        _print_json(diagnostics)
    else:
        console.show_diagnostics(diagnostics, err=False)
    if any(found.severity is Severity.ERROR for found in diagnostics):
        context.exit(1)


def _print_json(diagnostics: list[Diagnostic]) -> None:
    import json

    rows = [
        {
            "path": found.location.path,
            "line": found.location.line,
            "column": found.location.column,
            "severity": found.severity.value,
            "message": found.message,
            "hint": found.hint,
        }
        for found in diagnostics
    ]
    click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
