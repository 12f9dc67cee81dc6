"""``voicecoach say``: one phrase, to try wording and pace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from voicecoach.cli import console
from voicecoach.cli.options import Factor

if TYPE_CHECKING:
    from fractions import Fraction


@click.command()
@click.argument("text")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write it to a file."
)
@click.option("--voice", default="auto", metavar="NAME", show_default=True, help="Who speaks.")
@click.option("--language", default="en", metavar="CODE", show_default=True, help="The language of the words.")
@click.option("--pace", type=Factor("0.5", "2"), default="0.9", show_default=True, help="How fast.")
@click.option("--device", default="default", metavar="NAME", show_default=True, help="Where the sound goes.")
def say(text: str, output: Path | None, voice: str, language: str, pace: Fraction, device: str) -> None:
    """Speak TEXT, or write it to a file."""
    from rich.console import Console

    from voicecoach.pipeline.phrase import Phrase
    from voicecoach.units import format_clock

    with Phrase(text, voice=voice, language=language, pace=pace) as phrase:
        if output is None:
            phrase.play(device, Console(stderr=True))
        else:
            written = phrase.export(output)
            console.say(f"{written.path}: {format_clock(written.duration_ms)}, {written.size_bytes:,} bytes")
