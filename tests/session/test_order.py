"""Order of the cues: introduction, props and safety, cues of a step, and the sound of each signal."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from voicecoach.script.codec import PAUSES
from voicecoach.session.rules import PAUSES_MS, Pauses

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


@pytest.mark.parametrize(
    ("pace", "cue_ms", "paragraph_ms"), [("0.5", 2_200, 3_000), ("1", 1_100, 1_500), ("2", 550, 750)]
)
def test_phrases_and_paragraphs_are_apart_by_their_own_pause_at_the_pace(
    plan: Plan, pace: str, cue_ms: int, paragraph_ms: int
) -> None:
    script = f"- pace: {pace}\n\nOne.\n\nTwo.\n\n## A\n\n- hold: 5s\n- cue: Four.\n\nThree."
    one, two, name, three, four = [clip for clip in plan(script).timeline.clips if clip.text][:5]
    assert two.start_ms - one.end_ms == paragraph_ms
    assert paragraph_ms <= name.start_ms - two.end_ms < paragraph_ms + 24, "the step starts on the grid"
    assert name.start_ms % 24 == 0
    assert (three.start_ms - name.end_ms, four.start_ms - three.end_ms) == (cue_ms, cue_ms)


@pytest.mark.parametrize("pace", ["0.5", "1", "2"])
def test_a_written_silence_is_exact_at_every_pace_and_adds_no_other_pause(plan: Plan, pace: str) -> None:
    script = f"- pace: {pace}\n\nOne. [3s]\n\nTwo.\n\n[3s]\n\nThree. [3s] Four."
    clips = plan(script).timeline.clips
    assert [after.start_ms - before.end_ms for before, after in pairwise(clips)] == [3_000, 3_000, 3_000]


def test_the_script_sets_pauses_at_a_pace_of_1_also_a_paragraph_shorter_than_a_cue(plan: Plan) -> None:
    script = "- pace: 0.5\n- pauses: cue 2s, paragraph 0.5s\n\nOne.\n\nTwo.\n\n## A\n\n- hold: 5s\n- cue: 4.\n\nThree."
    one, two, _, three, four = [clip for clip in plan(script).timeline.clips if clip.text][:5]
    assert two.start_ms - one.end_ms == 1_000
    assert four.start_ms - three.end_ms == 4_000


def test_a_clause_is_shorter_than_a_sentence_a_cue_and_a_paragraph() -> None:
    pauses = Pauses.at_pace(Fraction("0.85"))
    assert pauses == Pauses(clause_ms=412, sentence_ms=941, cue_ms=1_294, paragraph_ms=1_765)
    assert Pauses.at_pace(Fraction(1), {"cue": 900}) == Pauses(350, 800, 900, 1_500)
    assert set(PAUSES_MS) == set(PAUSES)


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
