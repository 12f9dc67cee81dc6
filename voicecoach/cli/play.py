"""``voicecoach play``: a session live."""

from __future__ import annotations

import sys
from typing import Any

import click

from voicecoach.cli import console
from voicecoach.cli.options import choices, session_options


@click.command()
@click.argument("script")
@click.option("--device", default="default", metavar="NAME", show_default=True,
              help="Where the sound goes: a device's name, null (silent, in real time), wav:PATH.")  # fmt: skip
@click.option("--from", "begin", metavar="STEP", help="Where to begin: a step's name, its number, or a time: 12:30.")
@click.option("--preview", is_flag=True, help="Hear the words: silences and holds over 4 s last 4 s.")
@session_options
def play(script: str, device: str, begin: str | None, **given: Any) -> None:
    """Play the session of SCRIPT live: space pauses and goes on, q quits."""
    from rich.console import Console

    from voicecoach.pipeline.live import play_live
    from voicecoach.pipeline.loading import load_script
    from voicecoach.pipeline.session import Session
    from voicecoach.units import format_clock

    chosen = choices(given)
    loaded = load_script(script, chosen)
    with Session(loaded, chosen) as session:
        console.show_diagnostics(loaded.report.diagnostics, err=True)
        if sys.stdin.isatty():
            console.say("space pauses and goes on, q quits")
        ending = play_live(session, device, Console(stderr=True), begin)
    late = f", {ending.underruns} times late" if ending.underruns else ""
    console.say(f"{'stopped' if ending.by_person else 'done'} at {format_clock(ending.position_ms)}{late}")
