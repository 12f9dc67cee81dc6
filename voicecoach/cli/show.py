"""``voicecoach show`` and ``check``: the timeline of a session, and the diagnostics of a script."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from voicecoach.cli import console
from voicecoach.cli.completion import script_names
from voicecoach.cli.options import choices, plain_option, session_options
from voicecoach.cli.standard_input import script_text
from voicecoach.cli.weeks import with_week
from voicecoach.errors import Diagnostic, Severity
from voicecoach.script.wording import Wording
from voicecoach.session.options import Choices
from voicecoach.units import MINUTE_MS

_OBJECTS_BETWEEN_COLLECTIONS = 1_000_000


@click.command()
@click.argument("script", shell_complete=script_names)
@click.option("--json", "as_json", is_flag=True, help="Print the cue sheet as JSON.")
@click.option(
    "--plot", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Draw the timeline: .svg or .png."
)
@click.option("--programme", is_flag=True, help="Show the weeks of the script's programme instead.")
@plain_option
@session_options
def show(script: str, plot: Path | None, *, as_json: bool, programme: bool, **given: Any) -> None:
    """Print the timeline of SCRIPT: every phrase and sound, to the millisecond."""
    from voicecoach.pictures.plot import timeline_picture
    from voicecoach.pictures.write import check_picture_target, write_picture
    from voicecoach.pipeline.load import load_script
    from voicecoach.pipeline.session import Session
    from voicecoach.pipeline.week_names import session_title
    from voicecoach.session.report.sheet import describe

    chosen = choices(given)
    console.say_place_of_settings()
    if plot is not None:
        check_picture_target(plot)
    if programme:
        _show_programme(script, chosen, plot, as_json=as_json)
        return
    chosen = with_week(script, chosen)
    loaded = load_script(script, chosen, text=script_text(script))
    with Session(loaded, chosen) as session:
        with console.progress("speaking") as speaking:
            timeline = session.timeline(speaking)
        console.show_diagnostics(session.diagnostics(timeline), err=True)
        if session.fit_summary:
            console.say(session.fit_summary)
        title = session_title(loaded)
        if plot is not None:
            write_picture(plot, timeline_picture(timeline, title))
            console.say(f"{plot}")
        if as_json:
            console.show_json(session.sheet(timeline))
            return
        voice = session.speaker.describe()
        heading = f"{voice['engine']} {voice['name']}"
        console.show_text(describe(timeline, title, heading) + _origins(loaded.wording))


def _show_programme(script: str, chosen: Choices, plot: Path | None, *, as_json: bool) -> None:
    """Print the weeks of a programme as a table or as JSON, and draw them."""
    from voicecoach.pictures.programme import DrawnWeek, programme_picture
    from voicecoach.pictures.write import write_picture
    from voicecoach.pipeline.programme import plan_programme

    planned = plan_programme(script, chosen, text=script_text(script))
    if plot is not None:
        columns = [DrawnWeek(one.number, one.level, one.sessions, one.duration_ms, one.steps) for one in planned.weeks]
        write_picture(plot, programme_picture(planned.title, columns))
        console.say(f"{plot}")
    if as_json:
        console.show_json([week.row() for week in planned.weeks])
        return
    console.show_line(f"{planned.title}: a programme of {len(planned.weeks)} weeks")
    console.show_line(f"{'week':>4}{'sessions':>10}{'about':>9}{'level':>7}  {'guidance':<10}{'focus':<7}steps")
    before: tuple[str, ...] = ()
    for week in planned.weeks:
        figures = f"{week.number:>4}{week.sessions or '':>10}{max(round(week.duration_ms / MINUTE_MS), 1):>5} min"
        words = f"{week.level:>7}  {week.guidance:<10}{week.focus:<7}"
        console.show_line(f"{figures}{words}{_changes(week.steps, before)}")
        before = week.steps


def _changes(steps: Sequence[str], before: Sequence[str]) -> str:
    """Return the number of steps, with those that are new in a week and those that are gone."""
    new = [f"+ {name}" for name in steps if before and name not in before]
    gone = [f"- {name}" for name in before if name not in steps]
    return ", ".join([str(len(steps)), *new, *gone])


def _origins(wording: Wording) -> str:
    """Return the files that the phrases come from, a line each; empty if all are from one pack."""
    origins = wording.origins()
    if len(origins) < 2:  # noqa: PLR2004 - one is all
        return ""
    *stronger, weakest = origins
    lines = [f"phrases from {Path(origin).name}: {', '.join(origins[origin])}" for origin in stronger]
    return "\n".join([*lines, f"all other phrases: {Path(weakest).name}", ""])


@click.command()
@click.argument("scripts", nargs=-1, required=True, metavar="SCRIPT...", shell_complete=script_names)
@click.option("--json", "as_json", is_flag=True, help="Print the mistakes and warnings as JSON.")
@click.option("--fix", is_flag=True, help="Correct what is certain, show each change, and check the rest.")
@click.pass_context
def check(context: click.Context, scripts: tuple[str, ...], *, as_json: bool, fix: bool) -> None:
    """List every mistake in SCRIPT with its place, and how to correct it."""
    if fix:
        _fix(scripts)
    report(context, scripts, as_json=as_json)


def report(context: click.Context, scripts: tuple[str, ...], *, as_json: bool) -> None:
    """Print the diagnostics of some scripts; an error makes the command fail."""
    from voicecoach.pipeline.library import check_script

    # A script of 1 MB becomes a million objects without garbage: looking for it took a third of the time.
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    console.say_place_of_settings()
    diagnostics: list[Diagnostic] = []
    for script in scripts:
        checked = check_script(script, text=script_text(script))
        diagnostics += checked.diagnostics
        if not as_json:
            console.show_diagnostics(checked.diagnostics, err=False)
            if checked.summary:
                console.say(checked.summary)
    if as_json:
        console.show_json([_row(found) for found in diagnostics])
    if any(found.severity is Severity.ERROR for found in diagnostics):
        context.exit(console.FAILED)


def _fix(scripts: tuple[str, ...]) -> None:
    from voicecoach.pipeline.own_scripts import fix_script

    for script in scripts:
        path, fixes = fix_script(script)
        for one in fixes:
            console.say(f"{path}:{one.line}: fixed")
            console.say(f"    - {one.before}")
            console.say(f"    + {one.after}")


def _row(found: Diagnostic) -> dict[str, str | int]:
    return {
        "path": found.path,
        "line": found.line,
        "column": found.column,
        "severity": found.severity.value,
        "message": found.message,
        "hint": found.hint,
    }
