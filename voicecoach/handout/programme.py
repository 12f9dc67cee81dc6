"""The programme of a script on paper: the week of the session, or a table of all weeks."""

from __future__ import annotations

from collections.abc import Sequence

from voicecoach.handout.page import ProgrammeTable
from voicecoach.handout.words import PageWords
from voicecoach.script.model import Routine
from voicecoach.script.programme import is_in_week, programme_weeks
from voicecoach.script.steps import shown_name, steps_of

_SIGN = "\u25cf"


def week_words(routine: Routine, week: int | None, words: PageWords) -> str:
    """Return the words for a week, such as "Week 4/8, 3 times"; empty outside of a programme."""
    weeks = programme_weeks(routine)
    if week is None or not weeks:
        return ""
    sessions = weeks[week - 1].sessions
    often = "" if sessions is None else f", {words.counted(sessions, words.times)}"
    return f"{words.week} {week}/{len(weeks)}{often}"


def programme_table(routine: Routine) -> ProgrammeTable | None:
    """Return the table of a programme: a column for each week, a row for each step; None without a programme."""
    weeks = programme_weeks(routine)
    if not weeks:
        return None
    by_name: dict[str, set[int]] = {}
    for step in steps_of(routine.sections):
        own = by_name.setdefault(shown_name(step), set())
        own.update(week.number for week in weeks if is_in_week(step, week.number))
    rows: list[tuple[str, Sequence[str]]] = [
        (name, [_SIGN if week.number in own else "" for week in weeks]) for name, own in by_name.items()
    ]
    if any(week.sessions is not None for week in weeks):
        often = [f"{week.sessions}\u00d7" if week.sessions else "" for week in weeks]
        rows.insert(0, ("", often))
    return ProgrammeTable(tuple(str(week.number) for week in weeks), tuple((name, tuple(row)) for name, row in rows))
