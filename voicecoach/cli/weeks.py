"""The week of a script's programme, as the command line asks for it: a number, the log's, or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from voicecoach.cli import console
from voicecoach.cli.standard_input import NAME as STANDARD_INPUT
from voicecoach.errors import PracticeLogError
from voicecoach.script.week_codecs import WEEK_OF_LOG
from voicecoach.session.options import Choices

if TYPE_CHECKING:
    from voicecoach.pipeline.programme import ProgrammeState  # loading it loads the voices


def with_week(script: str, chosen: Choices, *, is_live: bool = False, day: date | None = None) -> Choices:
    """Return the choices with the week of the programme that the practice log says, if that is asked for.

    What is done live follows the log once a session of the programme is in it. A file does so with ``--week log``
    alone: the same command always writes the same file. A line tells which week is taken, and why.

    Args:
        script: The script, as the command line names it.
        chosen: The choices of the command line.
        is_live: Whether the session is done now, and not written to a file.
        day: The day of the session; None for today.
    """
    if chosen.week not in (None, WEEK_OF_LOG) or script == STANDARD_INPUT:
        return chosen
    from voicecoach.pipeline.programme import programme_state

    try:
        state = programme_state(script, day or datetime.now().astimezone().date())
    except PracticeLogError:
        if chosen.week == WEEK_OF_LOG:
            raise
        return chosen
    if state is None:
        return chosen
    if chosen.week == WEEK_OF_LOG or (is_live and state.logged):
        console.say(_taken(state))
        return replace(chosen, week=state.week)
    if state.logged:
        console.say(f"this is the whole script; for week {state.week} of {state.weeks}, as in your log, add --week log")
    elif is_live:
        console.say(f"this is the whole script; to begin its programme of {state.weeks} weeks, add --week 1")
    return chosen


def _taken(state: ProgrammeState) -> str:
    """Return the words for the week that is taken from the log."""
    if state.logged is None:
        return f"week 1 of {state.weeks}: your log has no session of this programme yet"
    goes_on = " again" if state.logged.week > state.weeks else ""
    why = f"you began on {state.logged.began:%Y-%m-%d}"
    return f"week {state.week} of {state.weeks}{goes_on}: {why} (--week N for another, --week off for the whole script)"
