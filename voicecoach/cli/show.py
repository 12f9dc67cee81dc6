"""``voicecoach show``: a session's timeline, for people and for programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from voicecoach.cli import console
from voicecoach.cli.options import choices, session_options


@click.command()
@click.argument("script")
@click.option("--json", "as_json", is_flag=True, help="Print the cue sheet as JSON.")
@click.option("--plot", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Draw it: .svg or .png.")
@session_options
def show(script: str, plot: Path | None, *, as_json: bool, **given: Any) -> None:
    """Print the timeline of SCRIPT: what is said and what sounds, to the millisecond."""
    from voicecoach.export.picture import write_picture
    from voicecoach.export.plot import timeline_picture
    from voicecoach.pipeline.loading import load_script
    from voicecoach.pipeline.session import Session
    from voicecoach.session.describe import describe

    chosen = choices(given)
    loaded = load_script(script, chosen)
    with Session(loaded, chosen) as session:
        with console.progress("speaking") as speaking:
            timeline = session.timeline(speaking)
        console.show_diagnostics(session.remarks(timeline), err=True)
        if session.fit_summary:
            console.say(f"fitted: {session.fit_summary}")
        if plot is not None:
            write_picture(plot, timeline_picture(timeline, loaded.title))
            console.say(f"{plot}")
        if as_json:
            console.show_json(session.sheet(timeline))
            return
        voice = session.speaker.describe()
        click.echo(console.printable(describe(timeline, loaded.title, f"{voice['engine']} {voice['name']}")), nl=False)
