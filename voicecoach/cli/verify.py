"""``voicecoach verify``: read an exported file back and compare it with its cue sheet."""

from __future__ import annotations

from pathlib import Path

import click

from voicecoach import folders
from voicecoach.cli import console
from voicecoach.errors import NotFoundError
from voicecoach.verify.report import CheckResult, VerifyReport

_MOST_SHOWN = 12  # of each check: one cut in a file is missed by hundreds of checks


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("script", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the results as JSON.")
@click.pass_context
def verify(context: click.Context, file: Path, script: str | None, *, as_json: bool) -> None:
    """Check that an exported FILE sounds as planned; with SCRIPT, that it is up to date.

    The plan is in the file's tags. The exit code is 1 if anything differs.
    """
    from voicecoach.pipeline.verify import verify as verify_file

    if not folders.is_file(file):
        hint = "check its name; `voicecoach export SCRIPT` writes a file that can be verified"
        raise NotFoundError("file", str(file), hint)
    with console.progress("listening") as listening:
        report = verify_file(file, script, listening)
    if as_json:
        console.show_json({"file": str(file), **report.as_json()})
    else:
        _show(file, report)
    context.exit(console.DONE if report.is_ok else console.FAILED)


def _show(file: Path, report: VerifyReport) -> None:
    """Print the table of checks, and below it notes, misses and the result."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    screen = Console(highlight=False, markup=False, soft_wrap=True)
    table = Table(box=box.SIMPLE, show_edge=False, pad_edge=False)
    for heading, justify in (("check", "left"), ("looked at", "right"), ("worst", "right"), ("", "left")):
        table.add_column(heading, justify="right" if justify == "right" else "left", no_wrap=True)
    for check in report.checks:
        table.add_row(check.name, str(check.checked), _worst(check), _verdict(check))
    screen.print(table)
    for line in _below(report):
        console.show_line(line)
    console.show_line(f"{file}: {_summary(report)}{_origin(report)}")


def _worst(check: CheckResult) -> str:
    return "" if check.worst is None else f"{check.worst:g} {check.unit}".strip()


def _verdict(check: CheckResult) -> str:
    if check.misses:
        return "1 miss" if len(check.misses) == 1 else f"{len(check.misses)} misses"
    if check.notes:
        return "see the note"
    return "good" if check.checked else "nothing to check"


def _below(report: VerifyReport) -> list[str]:
    lines = [f"note: {check.name}: {note}" for check in report.checks for note in check.notes]
    for check in report.checks:
        lines += [f"{check.name}: {miss}" for miss in check.misses[:_MOST_SHOWN]]
        more = len(check.misses) - _MOST_SHOWN
        if more > 0:
            lines.append(f"{check.name}: and {more} more (--json has them all)")
    return [*lines, ""] if lines else lines


def _summary(report: VerifyReport) -> str:
    if report.is_ok:
        return "everything matches"
    count = len(report.misses)
    return "1 difference found" if count == 1 else f"{count} differences found"


def _origin(report: VerifyReport) -> str:
    """Return the script, the options and the program that made the file, as far as its tags say."""
    source = report.source
    if "script" not in source:
        return ""
    options = " ".join(f"{name}={value}" for name, value in source.get("options", {}).items())
    made = f"; made from {source['script']} (sha256 {str(source.get('script_sha256', ''))[:12]}…)"
    return made + (f" with {options}" if options else "") + (f" by {source['program']}" if "program" in source else "")
