"""A suggestion for the next session from the practice log, and words of care where the number rises."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from voicecoach.practice.entry import PracticeEntry
from voicecoach.practice.weeks import PracticeWeek, monday_of, weeks_of
from voicecoach.script.limits import HIGHEST_LEVEL

CARE = (
    "Do less, or rest. Never push into a sharp pain, and stop what hurts. If the pain does not ease over the days, "
    "or a leg or an arm feels numb or weak, ask a doctor."
)
"""The words of care that go with every rising number, after those of the script."""

_GOOD_WEEKS = 3
_WITHIN = timedelta(weeks=5)  # a week of holidays or illness takes nothing away
_SESSIONS_OF_A_GOOD_WEEK = 2
_HIGHEST_GOOD_NUMBER = 3


def risen(entries: Sequence[PracticeEntry]) -> tuple[int, int] | None:
    """Return the last two numbers of the script of the last entry if the number rose, else None.

    Args:
        entries: The entries, the earliest first.
    """
    numbers = [one.number for one in entries if one.script == entries[-1].script and one.number is not None]
    before, last = numbers[-2:] if len(numbers) > 1 else (0, 0)
    return (before, last) if last > before else None


def risen_words(before: int, last: int) -> str:
    """Return the sentence that tells of a rising number."""
    return f"The number rose from {before} to {last}."


def suggestion(entries: Sequence[PracticeEntry], today: date) -> str:
    """Return a suggestion for the script of the last entry; empty for none.

    It is made after three good weeks at one level, within five: in each at least two sessions to their end, and numbers
    that stay at 3 or below and do not rise. A programme has levels of its own, and needs none.

    Args:
        entries: The entries, the earliest first.
        today: The day.
    """
    own = [one for one in entries if one.script == entries[-1].script] if entries else []
    if not own or own[-1].week is not None or risen(own):
        return ""
    since = monday_of(today) - _WITHIN
    recent = [one for one in weeks_of(own, today) if one.entries and one.monday > since]
    # A week that has only begun is no reason against, and none for it.
    if recent and recent[-1].monday == monday_of(today) and recent[-1].finished < _SESSIONS_OF_A_GOOD_WEEK:
        recent.pop()
    good, level = recent[-_GOOD_WEEKS:], own[-1].level
    if level == HIGHEST_LEVEL or len(good) < _GOOD_WEEKS or not all(_is_good(week, level) for week in good):
        return ""
    numbers = [week.number for week in good if week.number is not None]
    if any(later > earlier for earlier, later in pairwise(numbers)):
        return ""
    return f"three good weeks at level {level}: try {level + 1}, if you like (--level {level + 1})"


def _is_good(week: PracticeWeek, level: int) -> bool:
    finished = [one for one in week.entries if one.is_finished]
    feels_good = all(one.number is None or one.number <= _HIGHEST_GOOD_NUMBER for one in week.entries)
    return feels_good and len(finished) >= _SESSIONS_OF_A_GOOD_WEEK and all(one.level == level for one in finished)
