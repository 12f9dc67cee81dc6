"""Durations, ranges and counts as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from voicecoach.script import settings as table
from voicecoach.script.steps import steps_of
from voicecoach.units import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Reading

    from voicecoach.script.model import Routine

DURATIONS_MS = {
    "30s": 30_000,
    "30 sec.": 30_000,
    "30 seconds": 30_000,
    "30 Sek.": 30_000,
    "1m30s": 90_000,
    "1 m 30 s": 90_000,
    "1.5 min": 90_000,
    "1,5 min": 90_000,
    "1 minute": 60_000,
    "1:30": 90_000,
    "1:02:03": 3_723_000,
    "1h": 3_600_000,
    "1 Std.": 3_600_000,
    "500ms": 500,
    "30": 30_000,
    "0,5": 500,
    "24h": 86_400_000,
}
SPANS_MS = {
    "5-10s": (5_000, 10_000),
    "5–10 s": (5_000, 10_000),
    "5 — 10 s": (5_000, 10_000),
    "30s-1m": (30_000, 60_000),
    "1-2 min": (60_000, 120_000),
    "0:30-1:00": (30_000, 60_000),
    "20-40": (20_000, 40_000),
    "10-10s": (10_000, 10_000),
}
NO_DURATIONS = (
    "banana", "-3s", "30x", "30s x", "s", "1m1m", "1s1m", "1:75", "1:2", "25h", "24:00:01", "10-5s", "5-", "-5",
    "1-2-3s", "5 to 10s", "30ss", "1,5,5s", "½ min", "0s", "0", "0-5s", "1e3s", "9" * 5_000,
    f"{'9' * 50}h", "+3s",
)  # fmt: skip
NO_COUNTS = ("0", "-1", "1.5", "ten", "3x", "3-2", "3-", "1001", "3 times", "9" * 5_000, "0-3")


def hold_of(routine: Routine) -> Span:
    (hold,) = table.by_set(next(steps_of(routine.sections)).settings, table.HOLD)
    return hold


@pytest.mark.parametrize(("written", "expected_ms"), DURATIONS_MS.items())
@pytest.mark.parametrize("change_case", [str, str.upper, str.lower])
def test_a_duration(
    written: str, expected_ms: int, change_case: Callable[[str], str], read_well: Callable[[str], Routine]
) -> None:
    assert hold_of(read_well(f"## A\n- hold: {change_case(written)}")) == Span(expected_ms, expected_ms)


@pytest.mark.parametrize(("written", "expected_ms"), SPANS_MS.items())
def test_a_range(written: str, expected_ms: tuple[int, int], read_well: Callable[[str], Routine]) -> None:
    assert hold_of(read_well(f"## A\n- hold: {written}")) == Span(*expected_ms)


@pytest.mark.parametrize("written", NO_DURATIONS)
def test_what_is_no_duration_is_one_mistake_at_the_value(written: str, read: Callable[[str], Reading]) -> None:
    reading = read(f"## A\n- hold: {written}\n- at half: Half way.")
    assert [(one.location.line, one.location.column) for one in reading.diagnostics] == [(2, 9)]
    assert len(reading.errors[0]) < 160


@pytest.mark.parametrize("written", ["6-10", "6–10", " 6 - 10 "])
def test_a_range_of_counts(written: str, read_well: Callable[[str], Routine]) -> None:
    routine = read_well(f"## A\n- hold: 3s\n- reps: {written}")
    assert next(steps_of(routine.sections)).settings.get(table.REPS) == (Span(6, 10),)


@pytest.mark.parametrize("key", ["reps", "sets"])
@pytest.mark.parametrize("written", NO_COUNTS)
def test_what_is_no_count_is_one_mistake_at_the_value(key: str, written: str, read: Callable[[str], Reading]) -> None:
    reading = read(f"## A\n- hold: 3s\n- {key}: {written}\n- rest: 3s")
    assert [(one.location.line, one.location.column) for one in reading.diagnostics] == [(3, 9)]


@pytest.mark.parametrize("key", ["ready", "rest", "change"])
def test_a_gap_may_be_nothing_and_a_hold_may_not(key: str, read_well: Callable[[str], Routine]) -> None:
    read_well(f"## A\n- hold: 3s\n- sides: right, left\n- sets: 2\n- {key}: 0")
