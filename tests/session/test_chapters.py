"""A chapter for each step, and for each side of a step whose sides are long."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from voicecoach.script.sides import Side
from voicecoach.session.options import Choices

STEP = (
    "## Bridge\n\n- sides: right, left\n- hold: {hold}s\n- change: 6s\n{more}- finish: Lower it.\n"
    "- chimes: {chimes}\n\n"
)


def chapters(plan: Any, hold_s: int, more: str = "", chimes: str = "begin bowl", choices: Choices | None = None) -> Any:
    return plan("Hello.\n\n" + STEP.format(hold=hold_s, more=more, chimes=chimes), choices).timeline.chapters


def test_long_sides_have_a_chapter_each_in_the_words_of_the_session(plan: Any) -> None:
    right, left = chapters(plan, 60)
    assert [right.title, left.title] == ["Bridge: right", "Bridge: left"]
    german = plan(f"- wording sides: rechte, linke\n\n{STEP.format(hold=60, more='', chimes='begin bowl')}").timeline
    assert [each.title for each in german.chapters] == ["Bridge: rechte", "Bridge: linke"]


def test_the_chapter_of_a_side_begins_with_the_words_to_it_and_after_those_to_the_other(plan: Any) -> None:
    timeline = plan(STEP.format(hold=60, more="- cue: Your {side} knee.\n", chimes="switch two-tone")).timeline
    left = timeline.chapters[1]
    ahead = [clip for clip in timeline.clips if clip.start_ms >= left.start_ms]
    assert left.start_ms % 24 == 0
    assert ahead[0].role == "switch"
    assert ahead[0].start_ms - left.start_ms < 24
    assert [clip.text for clip in timeline.clips if clip.text and clip.end_ms <= left.start_ms][-1] == "Lower it."
    assert not any(clip.side == "right" for clip in ahead)


def test_without_words_the_chapter_of_a_side_begins_with_its_chime(plan: Any) -> None:
    script = STEP.format(hold=60, more="- cue: off\n", chimes="switch two-tone")
    timeline = plan(f"- wording switch: off\n\n{script}".replace("- finish: Lower it.\n", "")).timeline
    (switch,) = (clip for clip in timeline.clips if clip.role == "switch")
    assert 0 <= switch.start_ms - timeline.chapters[1].start_ms < 24


def test_short_sides_share_the_chapter_of_their_step(plan: Any) -> None:
    assert [each.title for each in chapters(plan, 30)] == ["Bridge"]


def test_one_short_side_is_enough_to_share(plan: Any) -> None:
    # In focus the right side takes 75 s, the left one 50 s and the 6 s of the change.
    assert [each.title for each in chapters(plan, 50, choices=Choices(focus=Side.RIGHT))] == ["Bridge"]


def test_sides_of_several_sets_are_numbered(plan: Any) -> None:
    titles = [each.title for each in chapters(plan, 70, "- sets: 2\n")]
    assert titles == ["Bridge: right 1", "Bridge: left 1", "Bridge: right 2", "Bridge: left 2"]


def test_one_side_is_no_reason_for_two_chapters(plan: Any) -> None:
    timeline = plan("## Bridge\n\n- sides: left\n- hold: 90s\n- sets: 2").timeline
    assert [each.title for each in timeline.chapters] == ["Bridge"]


def test_phases_have_sides_too(plan: Any) -> None:
    timeline = plan("## Circles\n\n- sides: right, left\n- reps: 10\n- phase 4s: Out.\n- phase 4s: In.").timeline
    assert [each.title for each in timeline.chapters] == ["Circles: right", "Circles: left"]


def test_a_chapter_that_is_off_stays_off(plan: Any) -> None:
    assert chapters(plan, 90, "- chapter: off\n") == ()
    assert [each.title for each in chapters(plan, 90, "- chapter: B\n")] == ["B: right", "B: left"]


@given(
    holds_s=st.lists(st.integers(1, 150), min_size=1, max_size=4),
    sets=st.integers(1, 3),
    chimes=st.sampled_from(["begin bowl", "off", "switch two-tone"]),
)
def test_chapters_follow_one_another_to_the_end(plan: Any, holds_s: list[int], sets: int, chimes: str) -> None:
    more = f"- sets: {sets}\n"
    timeline = plan("".join(STEP.format(hold=hold_s, more=more, chimes=chimes) for hold_s in holds_s)).timeline
    found = timeline.chapters
    assert all(before.end_ms == after.start_ms for before, after in pairwise(found))
    assert all(each.start_ms < each.end_ms for each in found)
    assert found[0].start_ms == timeline.steps[0].start_ms
    assert found[-1].end_ms == timeline.duration_ms
    assert {step.start_ms for step in timeline.steps} <= {each.start_ms for each in found}
    assert len(found) == sum(
        2 * sets if ": " in next(each.title for each in found if each.start_ms == step.start_ms) else 1
        for step in timeline.steps
    )
