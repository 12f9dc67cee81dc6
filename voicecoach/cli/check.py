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
@click.option("--fix", is_flag=True, help="Put right what is safe, show what was done, and check the rest.")
@click.pass_context
def check(context: click.Context, scripts: tuple[str, ...], *, as_json: bool, fix: bool) -> None:
    """Report every mistake in SCRIPT as path:line:column, with what to write instead."""
    if fix:
        _fix(scripts)
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


def _fix(scripts: tuple[str, ...]) -> None:
    from voicecoach.pipeline.own_scripts import fix_script

    for script in scripts:
        path, fixes = fix_script(script)
        for one in fixes:
            console.say(f"{path}:{one.line}: fixed")
            console.say(f"    - {one.before}")
            console.say(f"    + {one.after}")


def _row(found: Diagnostic) -> dict[str, str | int]:
    return {
        "path": found.location.path,
        "line": found.location.line,
        "column": found.location.column,
        "severity": found.severity.value,
        "message": found.message,
        "hint": found.hint,
    }
