"""The week of a programme that follows from the practice log."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from voicecoach.practice.entry import PracticeEntry
from voicecoach.practice.programme import week_of_log

THURSDAY = date(2026, 11, 5)


def on(day: int, week: int | None, script: str = "back") -> PracticeEntry:
    began = datetime(2026, 11, 5, 23, 30, tzinfo=UTC) + timedelta(days=day)
    return PracticeEntry(began, script, "", "Back", 600_000, 2, week=week)


@pytest.mark.parametrize(
    ("entries", "day", "found"),
    [
        ([], 0, None),
        ([on(0, None), on(0, 1, "other")], 3, None),
        ([on(0, 1)], 0, (1, 0)),
        ([on(0, 1)], 6, (1, 0)),
        ([on(0, 1)], 7, (2, 0)),
        ([on(-9, None), on(0, 1), on(9, 2), on(12, None)], 15, (3, 0)),
        ([on(0, 3)], 1, (3, -14)),  # begun with --week 3
        ([on(0, 1), on(15, 2)], 16, (2, 8)),  # week 2 again, after a holiday
        ([on(0, 1), on(15, 2)], 23, (3, 8)),
        ([on(0, 1), on(60, 6), on(70, 6)], 75, (11, 0)),  # the last week goes on
        ([on(0, 1), on(60, 6), on(70, 1)], 71, (1, 70)),  # begun anew
    ],
)
def test_the_week_follows_from_the_first_session(
    entries: list[PracticeEntry], day: int, found: tuple[int, int] | None
) -> None:
    logged = week_of_log(entries, "back", 6, THURSDAY + timedelta(days=day))
    assert (logged and (logged.week, (logged.began - THURSDAY).days)) == found
