"""Words as written and as given to the voice: variables, substitutions, pronunciations, phrases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from voicecoach.errors import ScriptError
from voicecoach.session.options import Choices
from voicecoach.session.timeline import SpeechSource

if TYPE_CHECKING:
    from collections.abc import Callable

    Plan = Callable[..., Any]


def cues(plan: Plan, script: str, **choices: Any) -> list[tuple[str, str]]:
    """Return what is said, as written and as given to the voice."""
    timeline = plan(script, Choices(**choices)).timeline
    return [(clip.text, clip.source.spoken) for clip in timeline.clips if clip.text]


def test_a_substitution_is_one_form_for_the_eye_and_one_for_the_voice(plan: Plan) -> None:
    assert cues(plan, "Do it (10x){ten times} *slowly*.") == [("Do it 10x slowly.", "Do it ten times slowly.")]


def test_a_pronunciation_holds_for_whole_words_in_any_case(plan: Plan) -> None:
    script = "- pronounce psoas: SO-az\n- pronounce rotator cuff: RO-tay-tor cuff\n\nPsoas, psoases, the Rotator Cuff."
    assert cues(plan, script) == [("Psoas, psoases, the Rotator Cuff.", "SO-az, psoases, the RO-tay-tor cuff.")]


def test_a_pronunciation_that_is_off_leaves_the_word_to_the_voice(plan: Plan) -> None:
    assert cues(plan, "- pronounce psoas: off\n\nThe psoas.") == [("The psoas.", "The psoas.")]


def test_a_steps_name_is_spoken_as_told_and_shown_as_written(plan: Plan) -> None:
    script = "## Cat-Cow\n\n- spoken: Cat Cow\n- hold: 5s\n- cue: This is {name}."
    assert cues(plan, script) == [("Cat-Cow.", "Cat Cow."), ("This is Cat-Cow.", "This is Cat Cow.")]


def test_a_value_is_spoken_and_the_command_line_wins_over_the_script(plan: Plan) -> None:
    script = "- value patient: Anna\n\nHello {patient}."
    assert cues(plan, script) == [("Hello Anna.", "Hello Anna.")]
    assert cues(plan, script, values={"patient": "Ben"}) == [("Hello Ben.", "Hello Ben.")]


@pytest.mark.parametrize(
    ("hold", "words"),
    [("1s", "1 second"), ("90s", "1 minute 30 seconds"), ("2m", "2 minutes"), ("1h1m1s", "1 hour 1 minute 1 second"),
     ("2.5s", "2.5 seconds")],
)  # fmt: skip
def test_a_hold_is_spoken_with_its_unit(plan: Plan, hold: str, words: str) -> None:
    assert (f"{words}.", f"{words}.") in cues(plan, f"## A\n\n- hold: {hold}\n- cue: {{hold}}.")


def test_rounds_of_breathing_are_the_reps_of_its_variables(plan: Plan) -> None:
    script = "- wording breathe in: {rep} of {reps}.\n\n## A\n\n- breathe: in 3s, out 3s\n- rounds: 2"
    assert [text for text, _ in cues(plan, script)] == ["A.", "1 of 2.", "Out.", "2 of 2.", "Out."]


def test_a_phrase_with_a_pause_keeps_it_inside_a_hold_and_a_breath(plan: Plan) -> None:
    script = "- wording half: Half. [2s] Go on.\n- wording breathe in: In. [500ms] Deep.\n\n"
    held = plan(f"{script}## A\n\n- hold: 20s").timeline
    half_ms = held.holds[0].start_ms + 10_000
    halves = [(clip.text, clip.start_ms) for clip in held.clips if clip.role == "half"]
    assert halves == [("Half.", half_ms), ("Go on.", half_ms + 300 + 2_000)]
    breathed = plan(f"{script}## A\n\n- breathe: in 4s, out 4s\n- rounds: 1").timeline
    in_, deep, _ = [clip for clip in breathed.clips if clip.role == "breathe"]
    assert deep.start_ms == in_.end_ms + 500


def test_a_phrase_that_stays_together_is_dropped_whole(plan: Plan) -> None:
    script = "- wording half: Half. [2s] Go on.\n\n## A\n\n- hold: 20s\n- at 12s: Already something here."
    timeline = plan(script).timeline
    assert [lost.text for lost in timeline.dropped] == ["Half.", "Go on."]
    assert not [clip for clip in timeline.clips if clip.role == "half" and clip.text]


def test_numbers_beyond_the_words_of_the_wording_are_figures(plan: Plan) -> None:
    numbers = [text for text, _ in cues(plan, "## A\n\n- hold: 9s\n- countdown: 7")]
    assert numbers[1:] == ["7.", "6.", "Five.", "Four.", "Three.", "Two.", "One."]


def test_the_last_numbers_of_a_countdown_fall_and_each_fits_into_its_second(plan: Plan) -> None:
    timeline = plan("## A\n\n- hold: 9s\n- countdown: 5\n- at 1s: Three.").timeline
    spoken = {clip.role: [] for clip in timeline.clips}
    for clip in timeline.clips:
        if isinstance(clip.source, SpeechSource):
            spoken[clip.role].append(clip.source)
    lowered = {"Five.": 0, "Four.": 0, "Three.": 0, "Two.": -1.5, "One.": -3}
    assert spoken["count"] == [SpeechSource(word, semitones, 950) for word, semitones in lowered.items()]
    assert spoken["at"] == [SpeechSource("Three.")]


def test_every_variable_without_a_meaning_is_told_at_once_with_its_place(plan: Plan) -> None:
    script = "## A\n\n- hold: 5s\n- cue: {next}\n- finish: Then {next}.\n"
    with pytest.raises(ScriptError) as error:
        plan(script)
    assert [(found.location.line, found.location.column) for found in error.value.diagnostics] == [(4, 8), (5, 16)]
    assert all("{next}" in found.message and found.hint for found in error.value.diagnostics)


def test_the_remark_about_a_phrase_of_the_wording_stands_at_its_step(plan: Plan) -> None:
    timeline = plan("# T\n\n## A\n\n- hold: 20s\n- at 9.9s: Words over the half.").timeline
    (lost,) = timeline.dropped
    assert (lost.role, lost.location.path, lost.location.line) == ("half", "test.md", 3)


def test_what_belongs_to_one_side_says_so_and_the_rest_does_not(plan: Plan) -> None:
    timeline = plan(
        "## A\n\n- sides: right, left\n- hold: 20s\n- cue: Go.\n- finish: Done.\n\nSetup. [chime wood]\n\n## B\n\nEnd."
    ).timeline
    sided = {(clip.role, clip.side) for clip in timeline.clips if clip.side}
    assert {role for role, _ in sided} == {"cue", "begin", "half", "count", "end", "switch", "finish"}
    assert {side for _, side in sided} == {"right", "left"}
    assert not [clip for clip in timeline.clips if clip.role in ("name", "setup", "sound", "say") and clip.side]
