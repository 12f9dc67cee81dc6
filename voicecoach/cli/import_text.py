"""``voicecoach import``: make scripts of texts, and report what became of each part."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

from voicecoach.cli import console
from voicecoach.errors import VoicecoachError
from voicecoach.importing.convert import LARGEST_SOURCE_BYTES


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--name", metavar="NAME", help="Name of the new script. Default: the name of FILE.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.md",
              help="Save the script as this file. Default: NAME.md in your folder.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only report; save nothing.")
@click.option("--verbose", is_flag=True, help="Report every part, also what is spoken, and every line number.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def import_text(
    context: click.Context,
    files: tuple[str, ...],
    name: str | None,
    output: Path | None,
    *,
    dry_run: bool,
    verbose: bool,
    as_json: bool,
) -> None:
    """Turn a text into a script: a document, subtitles, a table, a timer.

    FILE is plain text or Markdown, SSML, HTML, DOCX, ODT, RTF, PDF, EPUB, SRT, VTT, LRC, CSV, JSON or YAML; - is
    standard input. The script goes into your folder, and a report shows what each line became.
    """
    from voicecoach.cli.import_report import show_report
    from voicecoach.pipeline.import_script import import_script

    if len(files) > 1 and (name or output):
        raise click.UsageError("--name and -o are for one FILE")
    rows: list[dict[str, str | int]] = []
    written = 0
    for file in files:
        try:
            done = import_script(_data(file), file, name=name, output=output, is_dry_run=dry_run)
        except VoicecoachError as error:
            console.show_error(error)
            continue
        written += 1
        entries = done.imported.entries
        rows += [{**({"file": file} if len(files) > 1 else {}), **entry.as_json()} for entry in entries]
        if not as_json:
            show_report(file, done.imported, is_whole=verbose)
            console.say("")
            if dry_run:
                console.say("Nothing was saved (--dry-run). To save the script, type the command without it.")
            elif done.made is not None:
                show_next(done.made.path, done.made.name, shadows_shipped=done.made.shadows_shipped)
            else:
                console.say(f"Saved: {done.path}")
    if as_json:
        console.show_json(rows)
    if not written:
        context.exit(console.FAILED)


def _data(file: str) -> bytes:
    """Return the bytes of a file, or of standard input."""
    from voicecoach.pipeline.import_script import read_source

    return sys.stdin.buffer.read(LARGEST_SOURCE_BYTES + 1) if file == "-" else read_source(Path(file))


def show_next(path: Path, name: str, *, shadows_shipped: bool) -> None:
    """Print where a new script is, and what to type next."""
    called = shlex.quote(name)
    console.say(f"Saved: {path}")
    if shadows_shipped:
        console.say(f"{called} now means this script. Delete the file to use the built-in one again.")
    console.say(f"Edit it:               voicecoach edit {called}")
    console.say(f"Hear a quick preview:  voicecoach play {called} --preview")
    console.say(f"Play all of it:        voicecoach play {called}")
    console.say(f"Save it as an MP3:     voicecoach export {called}")
