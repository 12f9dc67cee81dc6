"""``voicecoach handout``: a page to print for each script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from voicecoach import folders
from voicecoach.cli import console
from voicecoach.cli.completion import script_names
from voicecoach.cli.export import OutputPath, target_file
from voicecoach.cli.options import choices, quiet_option, session_options
from voicecoach.cli.standard_input import script_text
from voicecoach.cli.weeks import with_week
from voicecoach.errors import VoicecoachError
from voicecoach.session.options import Choices

PAPERS = {"a4": "A4", "letter": "letter"}
"""The sizes of paper as ``--paper`` takes them, and as a page names them."""

_SUFFIXES = (".html", ".htm", ".pdf")


@click.command()
@click.argument("scripts", nargs=-1, required=True, metavar="SCRIPT...", shell_complete=script_names)
@click.option("-o", "--output", type=OutputPath(), metavar="FILE|DIR",
              help="The file to write (.html or .pdf), or a folder for several. Default: NAME.html.")  # fmt: skip
@click.option("--format", "suffix", type=click.Choice(["html", "pdf"]), default="html", show_default=True,
              help="Format if you do not name a file with -o. A PDF needs Chrome, Chromium or Edge.")  # fmt: skip
@click.option("--lines", is_flag=True, help="Print each exercise on one line, with a box for each day of the week.")
@click.option(
    "--link",
    default="",
    metavar="URL",
    help="Add a QR code with this address, such as that of the audio file or the feed.",
)
@click.option("--paper", type=click.Choice(list(PAPERS)), default="a4", show_default=True,
              help="Paper size of a PDF. An HTML page fits both.")  # fmt: skip
@quiet_option
@session_options
def handout(
    *,
    scripts: tuple[str, ...],
    output: Path | None,
    suffix: str,
    lines: bool,
    link: str,
    paper: str,
    **given: Any,
) -> None:
    """Make a printable page of each SCRIPT: the steps in large type, with room for notes and boxes to tick.

    --set patient=NAME puts a name on it; --level, --only, --skip and the other options of a session work here, too.
    """
    chosen = choices(given)
    if output is not None and not folders.is_dir(output):
        if len(scripts) > 1:
            raise click.BadParameter("several scripts need a folder", param_hint="-o")
        if output.suffix.lower() not in _SUFFIXES:
            raise click.BadParameter("end the name in .html or .pdf", param_hint="-o")
    failed = []
    for script in scripts:
        try:
            path = _write(script, chosen, output, suffix, lines=lines, link=link, paper=PAPERS[paper])
        except VoicecoachError as error:
            if len(scripts) == 1:
                raise
            console.show_error(error)
            failed.append(script)
        else:
            console.say(f"{path}")
    console.end_with_failed(failed)


def _write(
    script: str, chosen: Choices, output: Path | None, suffix: str, *, lines: bool, link: str, paper: str
) -> Path:
    """Write the page of one script, and return its path."""
    from voicecoach.pipeline.handout import make_handout

    chosen = with_week(script, chosen)
    page = make_handout(script, chosen, text=script_text(script), link=link)
    console.show_diagnostics(page.diagnostics, err=True)
    path = target_file(output, page.name, f".{suffix}")
    page.write(path, has_lines=lines, paper=paper)
    return path
