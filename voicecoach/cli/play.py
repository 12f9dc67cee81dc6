"""``voicecoach play``: play a session live."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from voicecoach.cli import console
from voicecoach.cli.completion import device_names, script_names, step_names
from voicecoach.cli.options import choices, plain_option, quiet_option, session_options
from voicecoach.cli.standard_input import NAME as STANDARD_INPUT
from voicecoach.cli.standard_input import script_text
from voicecoach.cli.weeks import with_week
from voicecoach.errors import VoicecoachError
from voicecoach.script import settings as table
from voicecoach.script.spec import Settings
from voicecoach.session.options import Choices, overridden
from voicecoach.units import format_clock

if TYPE_CHECKING:
    from rich.console import Console

    from voicecoach.live.bookmarks import Bookmark, Bookmarks
    from voicecoach.live.journal import Journal
    from voicecoach.pipeline.load import Script


@click.command()
@click.argument("script", shell_complete=script_names)
@click.option("--device", metavar="NAME", show_default="default", shell_complete=device_names,
              help="Sound device: its name, null (silent, in real time) or wav:PATH.")  # fmt: skip
@click.option(
    "--from",
    "begin",
    metavar="STEP",
    shell_complete=step_names,
    help="Start at a step's name, its number, or a time such as 12:30.",
)
@click.option("--resume", is_flag=True,
              help="Continue from where you stopped, at the start of that side, with the same options. New options "
                   "win.")  # fmt: skip
@click.option("--exact", is_flag=True, help="With --resume: continue at the exact place.")
@click.option("--preview", is_flag=True, help="Preview the words: silences and holds over 4 s are cut to 4 s.")
@click.option("--reentry", type=click.Choice(["chime", "voice", "off"]), show_default="chime",
              help="Sound before a hold continues after a pause.")  # fmt: skip
@click.option("--any-key/--no-any-key", default=None, help="Pause and resume with every key but q.")
@click.option("--log/--no-log", default=None, help="Add this session to the practice log, or not. Default: add it.")
@click.option("--watch", is_flag=True, help="Follow the script: play each saved change.")
@plain_option
@quiet_option
@session_options
def play(  # noqa: PLR0917 - click gives keywords
    script: str,
    device: str | None,
    begin: str | None,
    resume: bool,
    exact: bool,
    reentry: str | None,
    any_key: bool | None,
    log: bool | None,
    watch: bool,
    **given: Any,
) -> None:
    """Play SCRIPT live: space pauses and resumes, q quits.

    Right and left arrow: next and previous step. r: this side again. o: the other side. t: ten more seconds of this
    hold. w: where am I. Up and down arrow: louder and softer. f and s: faster and slower speech. v: voice off or on.
    """
    if resume and begin is not None:
        raise click.UsageError("--resume and --from both say where to begin: use only one of them")
    if exact and not resume:
        raise click.UsageError("--exact needs --resume")
    from voicecoach.live.bookmarks import Bookmarks
    from voicecoach.live.play import DEFAULT_DEVICE, play_live
    from voicecoach.live.session import LiveOptions
    from voicecoach.live.watch import ScriptWatch
    from voicecoach.pipeline.defaults import own_device
    from voicecoach.pipeline.load import load_script
    from voicecoach.pipeline.recorded import recording_lines
    from voicecoach.pipeline.session import Session

    chosen = choices(given)
    console.say_place_of_settings()
    chosen = chosen if resume else with_week(script, chosen, is_live=True)  # the bookmark has its week
    is_piped = script == STANDARD_INPUT
    if is_piped and (resume or watch):
        raise click.UsageError(f"{'--resume' if resume else '--watch'} needs a script in a file, not standard input")
    loaded = load_script(script, chosen, text=script_text(script))
    bookmarks = Bookmarks(loaded.path)
    bookmark = None
    if resume:
        bookmark, chosen, loaded = _resumed(script, bookmarks, chosen, loaded)
    with Session(loaded, chosen) as session:
        console.show_diagnostics((*loaded.report.diagnostics, *session.missed_times()), err=True)
        for line in recording_lines(session):
            console.say(line)
        settings = loaded.routine.settings
        options = LiveOptions(
            begin=begin,
            bookmark=bookmark,
            is_exact=exact,
            bookmarks=None if chosen.preview or is_piped else bookmarks,
            reentry=reentry or reentry_of(settings),
            any_key=bool(settings.switch(table.ANY_KEY) if any_key is None else any_key),
            journal=None if chosen.preview else _journal(loaded, log),
            watch=ScriptWatch(script, loaded) if watch else None,
        )
        if sys.stdin.isatty():
            console.say("space pauses and resumes, q quits")
        ending = play_live(session, device or own_device() or DEFAULT_DEVICE, _open_console, options)
    if options.journal is not None:
        _say_of_log(options.journal)
    late = f", late sound: {ending.underruns}" if ending.underruns else ""
    console.say(f"{'stopped' if ending.by_person else 'done'} at {format_clock(ending.position_ms)}{late}")
    if bookmarks.failure:
        console.say(bookmarks.failure)
    elif ending.by_person and options.bookmarks is not None and options.bookmarks.has_place:
        console.say(f"voicecoach play {script} --resume continues here")


def _journal(script: Script, is_asked: bool | None) -> Journal | None:
    """Return what writes the session into the practice log; None where the script or the person wants none."""
    from datetime import datetime

    from voicecoach.live.journal import Journal
    from voicecoach.pipeline.practice import is_logged, practice_entry
    from voicecoach.practice.log import PracticeLog

    if not (is_logged(script) if is_asked is None else is_asked):
        return None
    return Journal(PracticeLog(), practice_entry(script, datetime.now().astimezone(), is_live=True))


def _say_of_log(journal: Journal) -> None:
    """Tell that the session is in the practice log, and how to say how it felt; nobody has to open the eyes for it."""
    from voicecoach.practice.weeks import minutes

    if journal.failure:
        console.say(journal.failure)
    elif journal.is_written:
        heard = f"in the practice log: {minutes(journal.entry.heard_ms)} min"
        console.say(f"{heard}. How did it feel, from 0 (no pain) to 10? Type: voicecoach log number N")


def reentry_of(settings: Settings) -> str:
    """Return what is heard before a hold continues after a pause, as the script sets it."""
    return "off" if settings.is_off(table.REENTRY) else settings.get(table.REENTRY) or "chime"


def _open_console() -> Console:
    from rich.console import Console

    # A screen reader's display is that of a pipe.
    return Console(stderr=True, force_terminal=False if console.is_plain() else None)


def _resumed(name: str, bookmarks: Bookmarks, chosen: Choices, loaded: Script) -> tuple[Bookmark, Choices, Script]:
    """Return the bookmark, its choices overridden by those given now, and the script loaded with these."""
    from voicecoach.pipeline.load import load_script

    bookmark = bookmarks.load()
    if bookmark is None:
        hint = f"start over without --resume, or at a step: voicecoach play {name} --from STEP"
        raise VoicecoachError(f"no saved position for {loaded.title}", hint)
    chosen = overridden(bookmark.choices, chosen)
    if bookmark.sha256 != loaded.sha256:
        step = f" at {bookmark.step}" if bookmark.step else ""
        console.say(f"the script has changed since then; resuming{step}")
    return bookmark, chosen, load_script(name, chosen)
