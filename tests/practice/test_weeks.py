"""The practice log by weeks, and what it suggests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from voicecoach.practice.advice import risen, suggestion
from voicecoach.practice.entry import PracticeEntry
from voicecoach.practice.weeks import weeks_of

MONDAY = datetime(2026, 11, 2, 18, 30, tzinfo=UTC)
TODAY = date(2026, 11, 22)  # the Sunday of the third week


def entry(week: int, number: int | None = None, *, level: int = 2, script: str = "back", day: int = 0) -> PracticeEntry:
    began = MONDAY + timedelta(weeks=week, days=day)
    return PracticeEntry(began, script, "", script, 600_000, level, number=number)


def practice(*weeks: str, level: int = 2) -> list[PracticeEntry]:
    """Return entries by weeks: a digit for its number, - for no number, x for one that was broken off."""
    made = []
    for week, letters in enumerate(weeks):
        for day, letter in enumerate(letters):
            told = entry(week, int(letter) if letter.isdigit() else None, level=level, day=day)
            made.append(replace(told, is_finished=letter != "x"))
    return made


TRY_3 = "three good weeks at level 2: try 3, if you like (--level 3)"


@pytest.mark.parametrize(
    ("weeks", "suggested"),
    [
        (("--", "--", "--"), TRY_3),
        (("222", "21", "11"), TRY_3),
        (("11", "--", "--", "", "11"), TRY_3),  # a week of holidays
        (("--", "--"), ""),
        (("--", "-", "--"), ""),  # one session in a week
        (("--", "-x", "--"), ""),  # likewise
        (("22", "22", "44"), ""),
        (("11", "12", "22"), ""),  # rising
        (("", "", "", ""), ""),
    ],
)
def test_three_good_weeks_suggest_the_next_level(weeks: tuple[str, ...], suggested: str) -> None:
    today = TODAY + timedelta(weeks=len(weeks) - 3)
    assert suggestion(practice(*weeks), today) == suggested


def test_a_week_that_has_only_begun_counts_for_nothing() -> None:
    assert suggestion(practice("--", "--", "--", "-"), TODAY + timedelta(days=1)) == TRY_3


@pytest.mark.parametrize(
    "entries",
    [
        practice("--", "--", "--", level=5),
        [*practice("--", "--", "--")[:-1], entry(2, level=3)],
        [*practice("--", "--", "--"), entry(2, script="other", day=6)],
        [replace(one, week=3) for one in practice("--", "--", "--")],
    ],
    ids=["the highest level", "another level", "another script", "a programme has levels of its own"],
)
def test_nothing_is_suggested(entries: list[PracticeEntry]) -> None:
    assert suggestion(entries, TODAY) == ""


def test_three_weeks_long_ago_suggest_nothing() -> None:
    assert suggestion(practice("--", "--", "--"), TODAY + timedelta(weeks=9)) == ""


@pytest.mark.parametrize(
    ("numbers", "rise"),
    [((), None), ((5,), None), ((3, 5), (3, 5)), ((3, None, 5), (3, 5)), ((5, 5), None), ((2, 5, 4), None)],
)
def test_a_rising_number_is_seen(numbers: tuple[int | None, ...], rise: tuple[int, int] | None) -> None:
    entries = [entry(week, number) for week, number in enumerate(numbers)] or [entry(0)]
    assert risen(entries) == rise
    others = [entry(0, 0, script="other"), *entries]
    assert risen(others) == rise


def test_weeks_begin_on_mondays_and_empty_ones_are_shown() -> None:
    weeks = weeks_of([entry(2, 4), entry(0, day=6), entry(0, 2)], TODAY + timedelta(days=1))
    figures = [(week.monday.day, week.finished, week.heard_ms, week.number) for week in weeks]
    assert figures == [(2, 2, 1_200_000, 2), (9, 0, 0, None), (16, 1, 600_000, 4), (23, 0, 0, None)]
    assert [week.monday.day for week in weeks_of([entry(0)], TODAY, 2)] == [9, 16]
    assert weeks_of([], TODAY) == []
