"""Sides of any names, against a small model of their rules written here."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from examples import MANY_EXAMPLES
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report
from voicecoach.script.sides import Side, sides_named
from voicecoach.session.navigate.places import other_side, same_place_ms, turns
from voicecoach.session.options import Choices
from voicecoach.session.report.advice import advise
from voicecoach.session.report.sheet import cue_sheet
from voicecoach.session.schedule.scheduler import Scheduler
from voicecoach.session.unroll.shorten import Guidance

if TYPE_CHECKING:
    from collections.abc import Callable

    Plan = Callable[..., Any]

NAMES = ("right", "left", "front", "back", "inhale arm", "Oben")


def sheet_of(made: Any) -> dict[str, Any]:
    return cue_sheet(made.timeline, title="", language="en", channels=1, voice={}, script_sha256="", options={})


def other(side: str, sides: list[str]) -> str | None:
    """The other one of two; of more the one after it, from the last the first."""
    once = list(dict.fromkeys(sides))
    if set(once) <= {"right", "left"}:
        return "left" if side == "right" else "right"
    return once[(once.index(side) + 1) % len(once)] if len(once) > 1 else None


@MANY_EXAMPLES
@given(
    sides=st.lists(st.sampled_from(NAMES), min_size=1, max_size=6),
    sets=st.integers(1, 3),
    reps=st.integers(1, 3),
    focus=st.sampled_from(("", *NAMES)),
)
def test_sets_are_outermost_then_sides_then_reps(
    plan: Plan, sides: list[str], sets: int, reps: int, focus: str
) -> None:
    has_other = other(sides[0], sides) is not None
    cue = "{set}: {side}, not {other_side}." if has_other else "{set}: {side}."
    lines = [f"- sides: {', '.join(sides)}", "- hold: 10s", f"- sets: {sets}", f"- reps: {reps}", f"- cue: {cue}"]
    made = plan("\n".join(["## A", *lines, *([f"- focus: {focus}"] if focus in sides else [])]))
    turns_of = [(number, side) for number in range(1, sets + 1) for side in sides]
    in_focus = focus if focus in sides else None
    holds = [(h.set_number, str(h.side), h.rep, h.end_ms - h.start_ms) for h in made.timeline.holds]
    assert holds == [
        (number, side, rep, 15_000 if side == in_focus else 10_000)
        for number, side in turns_of
        for rep in range(1, reps + 1)
    ]
    assert made.texts("cue") == [
        f"{number}: {side}, not {other(side, sides)}." if has_other else f"{number}: {side}."
        for number, side in turns_of
    ]
    changes = sum(before != after for (_, before), (_, after) in pairwise(turns_of))
    assert len([clip for clip in made.timeline.clips if clip.role == "switch" and not clip.text]) == changes
    times = Counter[str]()
    for _, side, _, held_ms in holds:
        times[side] += held_ms
    shares = {times[side] / sides.count(side) for side in times if side != in_focus}
    assert len(shares) <= 1, "each side has its time as often as it is named"


def test_the_sheet_says_the_side_that_it_counts_as_and_its_name(plan: Plan) -> None:
    sheet = sheet_of(plan("## A\n- sides: front, back\n- hold: 5s\n\n## B\n- sides: left, right\n- hold: 5s"))
    found = [(hold["side"], hold.get("label")) for hold in sheet["holds"]]
    assert found == [("right", "front"), ("left", "back"), ("left", None), ("right", None)]
    cues = {(cue["side"], cue.get("label")) for cue in sheet["cues"] if cue["side"] is not None}
    assert cues == set(found)


@pytest.mark.parametrize(
    ("names", "counts_as"),
    [
        ("right left", "right left"),
        ("left right", "left right"),
        ("front back", "right left"),
        ("front back left right", "right left left right"),
        ("up down in out", "right left right left"),
        ("front back front", "right left right"),
        ("linke rechte", "left right"),
        ("Links Rechts", "left right"),
        ("left-arm right-arm", "left right"),
        ("gauche milieu droite", "left right right"),
    ],
)
def test_what_a_side_counts_as(names: str, counts_as: str) -> None:
    assert [side.body for side in sides_named(names.split())] == counts_as.split()


def test_the_pitch_of_chimes_tells_sides_of_other_names_apart(plan: Plan) -> None:
    made = plan("## A\n- sides: front, back\n- hold: 5s", Choices(guidance=Guidance.CHIMES))
    pitches = [(clip.role.value, clip.source.pitch_semitones) for clip in made.timeline.clips if clip.side]
    assert pitches == [("begin", 3), ("end", 3), ("switch", -4), ("begin", -4), ("end", -4)]


def test_focus_on_left_means_the_sides_whose_names_say_so(plan: Plan) -> None:
    text = "## A\n- sides: left arm, right arm\n- hold: 10s\n\n## B\n- sides: front, back\n- hold: 10s"
    holds = plan(text, Choices(focus=Side.LEFT)).timeline.holds
    assert [hold.end_ms - hold.start_ms for hold in holds] == [15_000, 10_000, 10_000, 10_000]


def test_a_choice_has_a_word_for_each_side_or_for_each_turn(plan: Plan) -> None:
    cue = "- hold: 5s\n- cue: {side|a|b} {side|x|y|z}."
    assert plan(f"## A\n- sides: left, right, left\n{cue}").texts("cue") == ["b x.", "a y.", "b z."]
    assert plan("## A\n- sides: left arm, right arm\n- hold: 5s\n- cue: {side|a|b}.").texts("cue") == ["b.", "a."]
    cue = "- hold: 5s\n- cue: {side|a|b|c|d}."
    assert plan(f"## A\n- sides: back, front, up, down\n{cue}").texts("cue") == ["a.", "b.", "c.", "d."]


def test_words_to_change_that_say_the_side_are_spoken_for_three_sides(plan: Plan) -> None:
    text = "- wording switch: On to the {side}.\n## A\n- sides: front, back, top\n- hold: 5s\n- cue: Press."
    assert plan(text).texts("switch") == ["On to the back.", "On to the top."]


def test_the_other_side_of_three_turns_is_the_next_one(unroll: Plan) -> None:
    (section,) = unroll("## A\n- sides: right, left, right\n- hold: 10s\n- cue: So.\n- change: 9s")
    placed = [Scheduler(Ringing()).place(section)]
    found = turns(placed, 0)
    assert [turn.side for turn in found] == ["right", "left", "right"]
    for turn, expected in zip(found, (found[1], found[2], found[1]), strict=True):
        place = other_side(placed, turn.start_ms + 1)
        assert place is not None
        assert expected.gap_ms <= place.position_ms < expected.start_ms


class Ringing(dict[Any, int]):
    def __missing__(self, source: Any) -> int:
        return 500


def test_chapters_of_long_sides_have_their_names(plan: Plan) -> None:
    made = plan("## Lie\n- sides: front, back, front\n- hold: 70s")
    assert [chapter.title for chapter in made.timeline.chapters] == ["Lie: front 1", "Lie: back", "Lie: front 2"]


@pytest.mark.parametrize(("sides", "is_told"), [("links, rechts", False), ("right, left", True)])
def test_the_form_of_a_side_is_doubtful_only_where_the_wording_has_it(sides: str, *, is_told: bool) -> None:
    report = Report()
    text = f"- language: de\n\n## A\n\n- sides: {sides}\n- hold: 5s\n- cue: Streck dein {{side}} Bein."
    advise(read_routine(text, "test.md", report), "de", ("rechte", "linke"), report)
    assert [one.location.line for one in report.diagnostics] == ([7] if is_told else [])


def test_the_same_place_of_a_side_that_comes_again_is_in_the_same_turn(unroll: Plan) -> None:
    text = "## A\n- sides: right, left, right, right\n- hold: {}s\n- reps: 2\n- cue: So."
    old, new = (Scheduler(Ringing()).place(unroll(text.format(hold_s))[0]) for hold_s in (10, 14))
    for before, after in zip(old.holds, new.holds, strict=True):
        assert same_place_ms(old, new, before.start_ms + 2_000) == after.start_ms + 2_000
