"""``voicecoach wording``: print a wording pack to edit, or the phrases of a script to record."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import click

from voicecoach.cli import console
from voicecoach.cli.options import choices, session_options
from voicecoach.session.options import Choices


@click.command()
@click.argument("pack", default="calm")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Save it as this file."
)
@click.option(
    "--phrases", metavar="SCRIPT", help="Print every phrase that a script speaks as a numbered list, to record them."
)
@click.option("--missing", metavar="own:FOLDER", help="With --phrases: only those not recorded in this folder.")
@session_options
def wording(pack: str, output: Path | None, phrases: str | None, missing: str | None, **given: Any) -> None:
    """Print the wording PACK (calm, brief, coach, de, es, fr, it, pt, nl) as a file to edit.

    With --phrases, the list of what a script speaks instead; the options that shape a session change it too.
    """
    chosen = choices(given)
    if phrases is None:
        if missing is not None or chosen != Choices():
            raise click.UsageError("--missing and session options need --phrases SCRIPT")
        _show_pack(pack, output)
    elif missing is not None:
        if output is not None:
            raise click.UsageError("-o saves the whole list: remove --missing")
        _show_missing(missing, phrases, chosen)
    else:
        _show_phrases(phrases, chosen, output)


def _show_pack(pack: str, output: Path | None) -> None:
    from voicecoach.pipeline.phrases import pack_text, write_pack

    text = pack_text(pack)
    if output is None:
        console.show_text(text, is_raw_in_pipe=True)
        return
    write_pack(output, text)
    console.say(f"{output}")
    console.say(f"Edit the words, then use it: voicecoach play SCRIPT --wording {shlex.quote(str(output))}")


def _show_phrases(script: str, chosen: Choices, output: Path | None) -> None:
    from voicecoach.pipeline.phrases import numbered_phrases, write_phrases
    from voicecoach.voices.engines.recordings.files import LIST_NAME

    if output is None:
        console.show_text(numbered_phrases(script, chosen))
        return
    written = write_phrases(output, script, chosen)
    console.say(f"{output}: {written.phrases} phrases, {written.new} of them new")
    if output.name == LIST_NAME:
        voice = shlex.quote(f"own:{output.parent}")
        console.say(f"Record them next to it as 1.wav, 2.m4a and so on: voicecoach play {script} --voice {voice}")


def _show_missing(folder: str, script: str, chosen: Choices) -> None:
    from voicecoach.pipeline.phrases import missing_phrases

    missing = missing_phrases(folder, script, chosen)
    console.show_text(missing.text)
    count = len(missing.text.splitlines())
    console.say(f"{count} of {missing.of} phrases are not recorded" if count else f"all {missing.of} are recorded")
