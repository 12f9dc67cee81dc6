"""Order of the cues: introduction, props and safety, cues of a step, and the sound of each signal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Plan = Callable[..., Any]

CARE = "- props: a mat\n- safety: Take care.\n\n"
STEP = "## A\n\n- hold: 5s\n"


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("One.\n\nTwo.", ["One.", "Get a mat.", "Take care.", "Two."]),
        ("[2s]\n\nOne.\n\nTwo.", ["One.", "Get a mat.", "Take care.", "Two."]),
        ("[chime bowl]\n\nOne. [2s] Still one.\n\nTwo.", ["One.", "Still one.", "Get a mat.", "Take care.", "Two."]),
        (f"{STEP}\n---\n\nBye.", ["Get a mat.", "Take care.", "A.", "Bye."]),
        ("", ["Get a mat.", "Take care."]),
    ],
)
def test_the_sessions_care_comes_once_after_the_first_paragraph(plan: Plan, script: str, said: list[str]) -> None:
    assert plan(CARE + script).texts() == said


def test_the_order_in_a_gap_is_finish_next_name_props_safety_setup_cue(plan: Plan) -> None:
    script = (
        f"{STEP}- finish: Finish.\n\n## B\n\n- sides: right, left\n- hold: 5s\n- cue: Cue.\n- safety: Safe.\n"
        "- props: a mat\n- finish: End.\n\nSetup."
    )
    assert plan(script).texts() == [
        "A.", "Finish.", "Next: B.", "B.", "Take a mat.", "Safe.", "Setup.", "Cue.", "End.", "Change sides.", "Cue.",
        "End.",
    ]  # fmt: skip


def test_only_moving_steps_are_announced_and_nothing_comes_after_the_last(plan: Plan) -> None:
    script = (
        f"## Told\n\nHello.\n\n{STEP}\n## Told too\n\nHello again.\n\n## B\n\n- breathe: in 2s, out 2s\n- rounds: 1"
    )
    assert plan(script).texts() == ["Hello.", "A.", "Next: B.", "Hello again.", "B.", "In.", "Out."]


def test_phrases_take_turns_once_each_whatever_else_is_worded(plan: Plan) -> None:
    assert plan(f"{CARE}Hello.").texts("props") == ["Get a mat."]


@pytest.mark.parametrize(
    ("session", "step", "sounds"),
    [
        ("", "", ["bowl", "bell"]),
        ("", "- reps: 2\n", ["tick", "tick", "tick", "tick"]),
        ("- chimes: begin wood\n\n", "- reps: 2\n", ["tick"] * 4),
        ("- chimes: begin off\n\n", "- reps: 2\n", ["tick"] * 2),
        ("", "- reps: 2\n- chimes: end wood\n", ["tick", "wood", "tick", "wood"]),
        ("- chimes: off\n\n", "", []),
        ("- chimes: off\n\n", "- chimes: end wood\n", ["wood"]),
        ("- chimes: begin wood\n\n", "- chimes: off\n", []),
    ],
)
def test_the_sound_of_a_signal_is_the_steps_the_ticks_or_the_sessions(
    plan: Plan, session: str, step: str, sounds: list[str]
) -> None:
    timeline = plan(f"{session}{STEP}{step}").timeline
    assert [clip.source.name for clip in timeline.clips if not clip.text] == sounds


def test_words_after_a_hold_wait_for_the_bell_and_not_for_a_tick(plan: Plan) -> None:
    def wait_ms(step: str) -> int:
        timeline = plan(f"{STEP}{step}- finish: Done.").timeline
        (finish,) = [clip for clip in timeline.clips if clip.role == "finish"]
        return int(finish.start_ms - timeline.holds[-1].end_ms)

    assert (wait_ms(""), wait_ms("- reps: 2\n"), wait_ms("- chimes: end off\n")) == (1_500, 500, 500)


def test_a_blank_line_and_a_heading_are_a_pause_of_seven_tenths_and_a_written_one_is_exact(plan: Plan) -> None:
    one, two, three, four = plan("One.\n\nTwo.\n\n## A\n\nThree. [10s]\n\nFour.").timeline.clips
    assert two.start_ms - one.end_ms == 700
    assert 700 <= three.start_ms - two.end_ms < 724
    assert three.start_ms % 24 == 0
    assert four.start_ms - three.end_ms == 10_000


def test_chapters_are_the_steps_and_may_be_named_or_left_out(plan: Plan) -> None:
    script = f"Hello.\n\n{STEP}- chapter: Other\n\n## *B*\n\nB.\n\n## C\n\n- chapter: off\n\nC.\n\n---\n\nBye."
    timeline = plan(script).timeline
    assert [chapter.title for chapter in timeline.chapters] == ["Other", "B"]
    assert timeline.chapters[1].end_ms == timeline.duration_ms
    assert [one.name for one in timeline.steps] == ["A", "B", "C"]
    assert timeline.steps[-1].end_ms < timeline.duration_ms  # the closing words belong to no step


def test_a_session_without_steps_has_no_chapters(plan: Plan) -> None:
    timeline = plan("Hello.").timeline
    assert (timeline.steps, timeline.chapters) == ((), ())
