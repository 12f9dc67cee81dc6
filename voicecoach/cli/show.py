"""``voicecoach show``: a session's timeline, for people and for programs."""

from __future__ import annotations

from typing import Any

import click

from voicecoach.cli import console
from voicecoach.cli.options import choices, session_options


@click.command()
@click.argument("script")
@click.option("--json", "as_json", is_flag=True, help="Print the cue sheet as JSON.")
@session_options
def show(script: str, *, as_json: bool, **given: Any) -> None:
    """Print the timeline of SCRIPT: what is said and what sounds, to the millisecond."""
    from voicecoach.pipeline.loading import load_script
    from voicecoach.pipeline.session import Session
    from voicecoach.session.describe import describe

    chosen = choices(given)
    loaded = load_script(script, chosen)
    with Session(loaded, chosen) as session:
        with console.progress("speaking") as speaking:
            timeline = session.timeline(speaking)
        console.show_diagnostics(session.remarks(timeline), err=True)
        if as_json:
            console.show_json(session.sheet(timeline))
            return
        voice = session.speaker.describe()
        click.echo(console.printable(describe(timeline, loaded.title, f"{voice['engine']} {voice['name']}")), nl=False)
