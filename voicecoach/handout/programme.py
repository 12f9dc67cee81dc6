"""The programme of a script on paper: the week of the session, or the weeks of each step; and the rows to tick."""

from __future__ import annotations

from voicecoach.handout.words import PageWords
from voicecoach.script import settings as table
from voicecoach.script.model import Routine, Step
from voicecoach.script.programme import programme_weeks
from voicecoach.units import format_count_span

_ROWS = 4


def week_words(routine: Routine, week: int | None, words: PageWords) -> str:
    """Return the words for a week, such as "Week 4/8, 3 times"; empty outside of a programme."""
    weeks = programme_weeks(routine)
    if week is None or not weeks:
        return ""
    sessions = weeks[week - 1].sessions
    often = "" if sessions is None else f", {words.counted(sessions, words.times)}"
    return f"{words.week} {week}/{len(weeks)}{often}"


def weeks_of_step(step: Step, words: PageWords) -> str:
    """Return the words for the weeks of a step, such as "Weeks 1-2, 5"; empty where it is in all."""
    weeks = step.settings.get(table.WEEKS)
    if weeks is None:
        return ""
    is_one = len(weeks) == 1 and weeks[0].low == weeks[0].high
    spans = ", ".join(map(format_count_span, weeks)).replace("-", "\u2013")
    return f"{words.week if is_one else words.weeks} {spans}"


def rows_to_tick(routine: Routine, week: int | None, words: PageWords) -> tuple[str, ...]:
    """Return a label for each week in which days are ticked.

    Without a programme these are four weeks; with one, all of it. A session of one week has a row for that one, and
    four from the last week, which goes on.
    """
    weeks = programme_weeks(routine)
    if not weeks:
        numbers = range(1, _ROWS + 1)
    elif week is None:
        numbers = range(1, len(weeks) + 1)
    else:
        numbers = range(week, week + (_ROWS if week == len(weeks) else 1))
    often = {one.number: f", {one.sessions}\u00d7" for one in weeks if one.sessions is not None}
    return tuple(f"{words.week} {number}{often.get(min(number, len(weeks)), '')}" for number in numbers)
