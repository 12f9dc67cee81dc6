"""The practice log's entry of a script: its title, level and side as the session has them."""

from __future__ import annotations

from datetime import datetime

from voicecoach.errors import VoicecoachError
from voicecoach.pipeline.load import Script, load_script
from voicecoach.pipeline.session import Session
from voicecoach.practice.entry import PracticeEntry
from voicecoach.script import settings as table
from voicecoach.script.files import TEXT_PATH
from voicecoach.script.printer import written_form
from voicecoach.script.reminders import Reminder
from voicecoach.session.options import Choices


def is_logged(script: Script) -> bool:
    """Return whether a script's sessions belong into the practice log: the script and the person may say no."""
    return not script.routine.settings.is_off(table.LOG)


def check_is_logged(script: Script) -> None:
    """Check that a session of a script may be added to the practice log.

    Raises:
        VoicecoachError: The script or the person keeps it out.
    """
    off = script.routine.settings.written(table.LOG)
    if off is not None and not is_logged(script):
        message = f"nothing was written: {off.location.path} keeps these sessions out of the practice log"
        raise VoicecoachError(message, f"to log them, remove line {off.location.line}")


def practice_entry(
    script: Script,
    began: datetime,
    heard_ms: int = 0,
    *,
    number: int | None = None,
    note: str = "",
    is_finished: bool = True,
    is_live: bool = False,
) -> PracticeEntry:
    """Return the entry of a session of a script; the arguments are those of :class:`PracticeEntry`."""
    options = script.options
    return PracticeEntry(
        began,
        script.name,
        "" if script.path == TEXT_PATH else str(script.path.resolve()),
        script.title,
        heard_ms,
        options.level,
        str(options.focus or ""),
        options.week,
        is_finished=is_finished,
        number=number,
        note=note,
        is_live=is_live,
    )


def planned_ms(name_or_path: str, choices: Choices) -> tuple[Script, int]:
    """Return a script and the length of its session, estimated as far as nothing is spoken yet.

    Raises:
        VoicecoachError: As for a session.
    """
    script = load_script(name_or_path, choices, needs_voices=False)
    with Session(script, choices) as session:
        return script, session.cached_timeline()[0].duration_ms


def safety_words(script: Script) -> list[str]:
    """Return the safety words of a script's session, as they are written; none where it has none."""
    words = script.routine.settings.get(table.SAFETY)
    return [] if words is None else [written_form(words)]


def reminder_of(script: Script) -> Reminder | None:
    """Return the days and the time at which a script reminds of itself; None where it says none."""
    return script.routine.settings.get(table.REMIND)
