"""A script's programme, week by week, and the week that the practice log says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from voicecoach.errors import OptionError
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.session import Session
from voicecoach.practice.log import PracticeLog
from voicecoach.practice.programme import LoggedWeek, week_of_log
from voicecoach.script.compose.read import read_composed
from voicecoach.script.files import find_script
from voicecoach.script.programme import programme_weeks, week_count
from voicecoach.script.report import Report
from voicecoach.session.options import Choices


@dataclass(frozen=True, slots=True)
class ProgrammeState:
    """A script's programme, and the week of it that the practice log says.

    Attributes:
        weeks: The number of its weeks.
        logged: The week of the log; None where it has no session of the programme.
    """

    weeks: int
    logged: LoggedWeek | None

    @property
    def week(self) -> int:
        """The week to do: that of the log, else the first; the last one once the programme is over."""
        return min(self.logged.week, self.weeks) if self.logged else 1


def programme_state(name_or_path: str, today: date) -> ProgrammeState | None:
    """Return the state of a script's programme; None for a script without one.

    Raises:
        NotFoundError: There is no such script.
        PracticeLogError: The practice log cannot be read.
    """
    path = find_script(name_or_path)
    weeks = week_count(read_composed(path, Report()).routine)
    if weeks is None:
        return None
    return ProgrammeState(weeks, week_of_log(PracticeLog().entries(), path.stem, weeks, today))


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """One week of a programme as its session is planned.

    Attributes:
        number: The week, from 1.
        sessions: The number of sessions; None where the script does not say.
        level: The level.
        guidance: How much is said.
        focus: The side with longer holds; empty for none.
        duration_ms: The length of a session, its speech estimated as far as it is not cached.
        steps: The names of its steps, in order.
    """

    number: int
    sessions: int | None
    level: int
    guidance: str
    focus: str
    duration_ms: int
    steps: tuple[str, ...]

    def row(self) -> dict[str, object]:
        """Return the week as plain values, for JSON."""
        return {
            "week": self.number,
            "sessions": self.sessions,
            "level": self.level,
            "guidance": self.guidance,
            "focus": self.focus or None,
            "duration_ms": self.duration_ms,
            "steps": list(self.steps),
        }


@dataclass(frozen=True, slots=True)
class PlannedProgramme:
    """A programme, week by week.

    Attributes:
        title: The script's title.
        weeks: Its weeks.
    """

    title: str
    weeks: tuple[PlannedWeek, ...]


def plan_programme(name_or_path: str, choices: Choices, *, text: str | None = None) -> PlannedProgramme:
    """Return the programme of a script; nothing is spoken for it.

    Args:
        name_or_path: The script as a person names it; ignored with a text.
        choices: The person's choices, but for the week.
        text: The script itself, in place of a file.

    Raises:
        OptionError: The script has no programme.
        VoicecoachError: As for a session.
    """
    whole = load_script(name_or_path, replace(choices, week=None), text=text, needs_voices=False)
    weeks = programme_weeks(whole.routine)
    if not weeks:
        raise OptionError("programme", "needs a script with a programme", "write in it: - programme: 6 weeks")
    planned = []
    for week in weeks:
        chosen = replace(choices, week=week.number)
        script = load_script(name_or_path, chosen, text=text, needs_voices=False)
        with Session(script, chosen) as session:
            timeline = session.cached_timeline()[0]
        options = script.options
        names = tuple(dict.fromkeys(step.name for step in timeline.steps))
        planned.append(
            PlannedWeek(
                week.number,
                week.sessions,
                options.level,
                options.guidance.value,
                str(options.focus or ""),
                timeline.duration_ms,
                names,
            )
        )
    return PlannedProgramme(whole.title, tuple(planned))
