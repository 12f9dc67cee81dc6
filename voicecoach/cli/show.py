"""``voicecoach show``: a session's timeline, for people and for programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from voicecoach.cli import console
from voicecoach.cli.options import choices, session_options

if TYPE_CHECKING:
    from voicecoach.script.wording import Wording


@click.command()
@click.argument("script")
@click.option("--json", "as_json", is_flag=True, help="Print the cue sheet as JSON.")
@click.option("--plot", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Draw it: .svg or .png.")
@session_options
def show(script: str, plot: Path | None, *, as_json: bool, **given: Any) -> None:
    """Print the timeline of SCRIPT: what is said and what sounds, to the millisecond."""
    from voicecoach.export.picture import check_picture_target, write_picture
    from voicecoach.export.plot import timeline_picture
    from voicecoach.pipeline.loading import load_script
    from voicecoach.pipeline.session import Session
    from voicecoach.session.describe import describe

    chosen = choices(given)
    if plot is not None:
        check_picture_target(plot)
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
        heading = f"{voice['engine']} {voice['name']}"
        click.echo(
            console.printable(describe(timeline, loaded.title, heading) + _whose_words(loaded.wording)), nl=False
        )


def _whose_words(wording: Wording) -> str:
    """Return whose phrases are heard, where they are not all from one pack."""
    origins = wording.origins()
    if len(origins) < 2:  # noqa: PLR2004 - one is all
        return ""
    *stronger, weakest = origins
    lines = [f"words from {Path(origin).name}: {', '.join(origins[origin])}" for origin in stronger]
    return "\n".join([*lines, f"all other phrases: {Path(weakest).name}", ""])
