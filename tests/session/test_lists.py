"""Lists by set and growing breaths, against a small model of their rules written here."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from examples import MANY_EXAMPLES
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.session.options import Choices

if TYPE_CHECKING:
    from collections.abc import Callable

    Plan = Callable[..., Any]

Range = tuple[int, int]


def picked(ends: Range, level: int) -> int:
    """The place of a level in a range, halves up."""
    low, high = ends
    return math.floor(low + Fraction((high - low) * (level - 1), 4) + Fraction(1, 2))


def written(ends: Range, unit: str = "") -> str:
    low, high = ends
    return f"{low}{unit}" if low == high else f"{low}-{high}{unit}"


seconds = st.tuples(st.integers(5, 40), st.integers(0, 20)).map(lambda pair: (pair[0], pair[0] + pair[1]))
counts = st.tuples(st.integers(1, 3), st.integers(0, 3)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@MANY_EXAMPLES
@given(
    data=st.data(), sets=st.integers(1, 4), level=st.integers(1, 5), two_sides=st.booleans(), says_sets=st.booleans()
)
def test_each_set_has_its_own_holds_and_reps(
    plan: Plan, *, data: st.DataObject, sets: int, level: int, two_sides: bool, says_sets: bool
) -> None:
    holds = data.draw(st.lists(seconds, min_size=sets, max_size=sets) | st.lists(seconds, min_size=1, max_size=1))
    reps = data.draw(st.lists(counts, min_size=sets, max_size=sets) | st.lists(counts, min_size=1, max_size=1))
    sides = ["right", "left"] if two_sides else [None]
    in_all = sets if says_sets else max(len(holds), len(reps))
    lines = [
        f"- hold: {', '.join(written(one, 's') for one in holds)}",
        f"- reps: {', '.join(map(written, reps))}",
        *([f"- sets: {sets}"] if says_sets else []),
        *(["- sides: right, left"] if two_sides else []),
        "- cue: {set} of {sets}, {reps} times {hold}",
    ]
    made = plan("## A\n" + "\n".join(lines), Choices(level=level))
    of_set = [(holds[n % len(holds)], reps[n % len(reps)]) for n in range(in_all)]
    expected = [
        (number, side, rep, 1_000 * picked(hold, level))
        for number, (hold, rep_range) in enumerate(of_set, 1)
        for side in sides
        for rep in range(1, picked(rep_range, level) + 1)
    ]
    timeline = made.timeline
    assert [(h.set_number, h.side, h.rep, h.end_ms - h.start_ms) for h in timeline.holds] == expected
    said = [clip.text for clip in timeline.clips if clip.role == "cue"]
    assert said == [
        f"{n} of {in_all}, {picked(rep_range, level)} times {duration(picked(hold, level))}"
        for n, (hold, rep_range) in enumerate(of_set, 1)
        for _ in sides
    ]


def duration(length_s: int) -> str:
    minutes, left_s = divmod(length_s, 60)
    parts = [f"{minutes} minute"] * (minutes > 0) + [f"{left_s} second{'s' * (left_s > 1)}"] * (left_s > 0)
    return " ".join(parts)


@pytest.mark.parametrize(
    ("rounds", "outs_s"),
    [
        ("6, out 6-10s", [6, 7, 8, 8, 9, 10]),
        ("6, out 10-6s", [10, 9, 8, 8, 7, 6]),
        ("5, out 4-8s", [4, 5, 6, 7, 8]),
        ("3, out 4-5s", [4, 5, 5]),
        ("3, out 4.5-7.5s", [4.5, 6, 7.5]),
        ("1, out 6-10s", [6]),
        ("2, out 6-10s", [6, 10]),
        ("4, out 6s", [6, 6, 6, 6]),
        ("3, in 2-4s", [5, 5, 5]),
    ],
)
def test_a_breath_grows_evenly(plan: Plan, rounds: str, outs_s: list[float]) -> None:
    text = f"- wording breathe in: In.\n## A\n- breathe: in 2s, out 5s\n- rounds: {rounds}"
    clips = plan(text).timeline.clips
    onsets_ms = [clip.start_ms for clip in clips if clip.role == "breathe"]
    ends_ms = [*onsets_ms[2::2], next(clip.start_ms for clip in clips if clip.role == "end")]
    assert [end - out for out, end in zip(onsets_ms[1::2], ends_ms, strict=True)] == [s * 1_000 for s in outs_s]
