"""``voicecoach import``: make scripts of texts, and report what became of each part."""

from __future__ import annotations

import shlex
import sys
from collections import Counter
from pathlib import Path

import click

from voicecoach.cli import console
from voicecoach.errors import VoicecoachError
from voicecoach.importing.convert import LARGEST_SOURCE_BYTES, ImportedText
from voicecoach.importing.report import Entry

_MOST_LINES_SHOWN = 6
_COUNTED = {
    "spoken": ("passage spoken", "passages spoken"),
    "pause": ("pause", "pauses"),
    "chime": ("chime", "chimes"),
    "step": ("step", "steps"),
    "setting": ("setting", "settings"),
    "comment": ("comment", "comments"),
    "dropped": ("part skipped", "parts skipped"),
    "unsure": ("to look at", "to look at"),
}


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--name", metavar="NAME", help="Name of the new script. Default: the name of FILE.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.md",
              help="Save the script as this file. Default: NAME.md in your folder.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only report; save nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def import_text(
    context: click.Context,
    files: tuple[str, ...],
    name: str | None,
    output: Path | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Turn a text into a script: a document, subtitles, a table, a timer.

    FILE is plain text or Markdown, SSML, HTML, DOCX, ODT, RTF, PDF, EPUB, SRT, VTT, LRC, CSV, JSON or YAML; - is
    standard input. The script goes into your folder, and a report shows what each line became.
    """
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
            show_report(file, done.imported)
            if done.path is None:
                console.say("nothing was written (--dry-run)")
            elif done.made is None:
                console.say(f"{done.path}")
            else:
                show_next(done.path, done.made.name, shadows_shipped=done.made.shadows_shipped)
    if as_json:
        console.show_json(rows)
    if not written:
        context.exit(console.FAILED)


def _data(file: str) -> bytes:
    """Return the bytes of a file, or of standard input."""
    from voicecoach.pipeline.import_script import read_source

    return sys.stdin.buffer.read(LARGEST_SOURCE_BYTES + 1) if file == "-" else read_source(Path(file))


def show_report(file: str, imported: ImportedText) -> None:
    """Print what became of a source as a short table."""
    counts = Counter(entry.kind.value for entry in imported.entries)
    summary = ", ".join(
        f"{counts[kind]} {one if counts[kind] == 1 else more}" for kind, (one, more) in _COUNTED.items() if counts[kind]
    )
    console.show_line(f"{file} ({imported.format}): {summary}")
    for lines, entry in _grouped(imported.entries):
        for row in f"{lines:>12}  {entry.kind.value:<8}  {_described(entry)}".split("\n"):
            console.show_line(row)


def show_next(path: Path, name: str, *, shadows_shipped: bool) -> None:
    """Print where a new script is, and what to type next."""
    called = shlex.quote(name)
    console.say(f"{path}")
    if shadows_shipped:
        console.say(f"{called} now means this script. Delete the file to use the built-in one again.")
    console.say(f"Edit it:                voicecoach edit {called}")
    console.say(f"Hear a quick preview:   voicecoach play {called} --preview")
    console.say(f"Export it for a phone:  voicecoach export {called}")


def _described(entry: Entry) -> str:
    from voicecoach.text import shortened

    if not entry.source:
        return entry.became
    # A comment holds the very words: to print them twice tells nothing.
    if entry.kind.value == "comment" and entry.source[:40] in entry.became:
        return shortened(entry.became)
    if entry.source == entry.became:
        return entry.became
    if entry.kind.value == "unsure" and shortened(entry.became) != entry.became:  # what to do stands at its end
        return f"{shortened(entry.source)}\n{'':24}→ {entry.became}"
    return f"{shortened(entry.source)} → {shortened(entry.became)}"


def _grouped(entries: tuple[Entry, ...]) -> list[tuple[str, Entry]]:
    """Return all but the spoken entries; those with the same words share a row, with the lines of all."""
    by_words: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in entries:
        if entry.kind.value != "spoken":
            by_words.setdefault((entry.kind.value, entry.source, entry.became), []).append(entry)
    rows = []
    for same in by_words.values():
        numbers = [str(number) for number in dict.fromkeys(entry.line for entry in same)]
        more = "…" if len(numbers) > _MOST_LINES_SHOWN else ""
        rows.append((",".join(numbers[: _MOST_LINES_SHOWN if not more else 3]) + more, same[0]))
    return rows
