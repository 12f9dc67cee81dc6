"""``voicecoach wording``: the session's own phrases, as a file to edit or as a list to read."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from voicecoach.cli import console


@click.command()
@click.argument("pack", default="calm")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write it there.")
@click.option("--phrases", metavar="SCRIPT", help="Print every phrase that a script speaks, numbered, one a line.")
def wording(pack: str, output: Path | None, phrases: str | None) -> None:
    """Print the wording PACK (calm, brief, coach, de, es, fr) as a file to start your own from."""
    from voicecoach.export.sidecar import write_text
    from voicecoach.pipeline.phrases import numbered_phrases, pack_text, write_pack

    if phrases is not None:
        text = numbered_phrases(phrases)
        if output is not None:
            write_text(output, text)
    else:
        text = pack_text(pack)
        if output is not None:
            write_pack(output, text)
    if output is None:
        click.echo(console.printable(text), nl=False)
        return
    console.say(f"{output}")
    if phrases is None:
        console.say(f"Change its words, and use it: voicecoach play SCRIPT --wording {shlex.quote(str(output))}")
