"""The practice log by weeks, which begin on Mondays, and never by days in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from voicecoach.practice.entry import PracticeEntry
from voicecoach.units import MINUTE_MS, round_half_up

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class PracticeWeek:
    """A practice week: the sessions that were done from Monday to Sunday.

    Attributes:
        monday: Its first day.
        entries: Its entries, the earliest first.
    """

    monday: date
    entries: tuple[PracticeEntry, ...]

    @property
    def finished(self) -> int:
        """The number of sessions that were heard to their end."""
        return sum(one.is_finished for one in self.entries)

    @property
    def broken_off(self) -> int:
        """The number of sessions that were broken off."""
        return len(self.entries) - self.finished

    @property
    def heard_ms(self) -> int:
        """The length of all that was heard."""
        return sum(one.heard_ms for one in self.entries)

    @property
    def number(self) -> Fraction | None:
        """The mean of the numbers that were told; None without any."""
        numbers = [one.number for one in self.entries if one.number is not None]
        return Fraction(sum(numbers), len(numbers)) if numbers else None


def monday_of(day: date) -> date:
    """Return the Monday of a day's week.

    >>> monday_of(date(2026, 11, 29))
    datetime.date(2026, 11, 23)
    """
    return day - timedelta(days=day.weekday())


def minutes(length_ms: int) -> int:
    """Return a length in whole minutes; what is not nothing is one at least.

    >>> minutes(90_000), minutes(5_000), minutes(0)
    (2, 1, 0)
    """
    return max(round_half_up(Fraction(length_ms, MINUTE_MS)), min(length_ms, 1))


def weeks_of(entries: Sequence[PracticeEntry], today: date, most: int | None = None) -> list[PracticeWeek]:
    """Return every week from that of the first entry up to this one, also those without an entry.

    Args:
        entries: The entries, in any order.
        today: The day.
        most: The most weeks, the last ones; None for all.
    """
    if not entries:
        return []
    ordered = sorted(entries, key=lambda one: one.began)
    by_monday: dict[date, list[PracticeEntry]] = {}
    for one in ordered:
        by_monday.setdefault(monday_of(one.began.date()), []).append(one)
    last = max(monday_of(today), *by_monday)
    first = min(by_monday)
    count = (last - first) // _WEEK + 1
    mondays = [last - _WEEK * back for back in range(count if most is None else min(count, most))]
    return [PracticeWeek(monday, tuple(by_monday.get(monday, ()))) for monday in reversed(mondays)]
