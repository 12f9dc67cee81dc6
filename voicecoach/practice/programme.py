"""The week of a programme that follows from the practice log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from voicecoach.practice.entry import PracticeEntry

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class LoggedWeek:
    """The week that a programme is in.

    Attributes:
        week: The week, from 1; after the programme's last one it goes on counting.
        began: The day on which the programme began.
    """

    week: int
    began: date


def week_of_log(entries: Sequence[PracticeEntry], script: str, weeks: int, today: date) -> LoggedWeek | None:
    """Return the week that a script's programme is in; None where no session of it was done in a week.

    Week 2 begins seven days after the first session of the programme. A session in another week than the one that it
    was then, since the person chose it, moves the beginning: the programme goes on from there.

    Args:
        entries: All entries, the earliest first.
        script: The script's name.
        weeks: The number of weeks of the programme; its last week goes on.
        today: The day.
    """
    began: date | None = None
    for entry in entries:
        if entry.script != script or entry.week is None:
            continue
        day = entry.began.date()
        if began is None or min(_week_on(day, began), weeks) != entry.week:
            began = day - _WEEK * (entry.week - 1)
    return None if began is None else LoggedWeek(max(_week_on(today, began), 1), began)


def _week_on(day: date, began: date) -> int:
    return (day - began) // _WEEK + 1
