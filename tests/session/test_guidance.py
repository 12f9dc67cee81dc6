"""Words and chimes at each level of guidance; words of the script that are left out are reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from voicecoach.session.options import Choices
from voicecoach.session.report.sheet import dropped_warnings
from voicecoach.session.timeline import SoundSource
from voicecoach.session.unroll.shorten import Guidance

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.session.timeline import Clip

    MakePlan = Callable[..., Any]

# It has a text for every role; each person's text is its own.
SCRIPT = """# All of it

- props: a mat
- safety: Session safety.
- wording legend: The legend.

Welcome.

More of the introduction.

## Stretch

- props: a towel
- safety: Step safety.
- sides: right, left
- sets: 2
- hold: 30s
- at 5s: At five.
- at half: Own half.
- cue: Full cue {side}.
- brief: Brief cue {side}.
- finish: Own finish.

Own setup.

## Plain

- hold: 30s
- cue: Plain cue.

## Wave

- phase 3s: Up.
- phase 3s: Down.
- reps: 2

## Box

- breathe: in 4s, out 4s
- rounds: 2

## Told

Only told.

---

Closing words.
"""

ALWAYS = {"say", "props", "safety"}
SIGNALS = {"begin", "end", "half", "switch"}
WRITTEN = {
    "Welcome.", "More of the introduction.", "Own setup.", "At five.", "Own half.", "Own finish.", "Plain cue.",
    "Full cue right.", "Full cue left.", "Brief cue right.", "Brief cue left.", "Up.", "Down.", "Only told.",
    "Closing words.", "Session safety.", "Step safety.", "Get a mat.", "Take a towel.",
}  # fmt: skip


def heard(plan: MakePlan, guidance: str) -> Any:
    return plan(SCRIPT, Choices(guidance=Guidance(guidance)), lambda _: 500)


def roles(plan: Any) -> set[str]:
    return {str(clip.role) for clip in plan.timeline.clips if clip.text}


def strikes(plan: Any, *wanted: str) -> list[Clip]:
    return [clip for clip in plan.timeline.clips if isinstance(clip.source, SoundSource) and clip.role in wanted]


@pytest.mark.parametrize(
    ("guidance", "expected"),
    [
        ("full", ALWAYS | {"name", "setup", "cue", "switch", "half", "at", "count", "finish", "rest", "next", "phase",
                           "breathe"}),
        ("brief", ALWAYS | {"name", "cue", "switch", "half", "at", "count", "finish", "rest", "next", "phase",
                            "breathe"}),
        ("names", ALWAYS | {"name", "cue", "switch", "count"}),
        ("chimes", ALWAYS | {"legend"}),
    ],
)  # fmt: skip
def test_each_level_has_exactly_its_roles(plan: MakePlan, guidance: str, expected: set[str]) -> None:
    assert roles(heard(plan, guidance)) == expected


def test_full_says_the_cue_at_first_and_its_short_form_in_later_sets(plan: MakePlan) -> None:
    assert heard(plan, "full").texts("cue") == [
        "Full cue right.", "Full cue left.", "Brief cue right.", "Brief cue left.", "Plain cue.",
    ]  # fmt: skip


def test_brief_says_the_short_form_and_the_cue_where_there_is_none(plan: MakePlan) -> None:
    session = heard(plan, "brief")
    assert session.texts("cue") == ["Brief cue right.", "Brief cue left."] * 2 + ["Plain cue."]
    assert session.texts("say") == ["Welcome.", "More of the introduction.", "Only told.", "Closing words."]
    assert {lost.text for lost in session.timeline.dropped} == {"Own setup.", "Full cue right.", "Full cue left."}


def test_names_says_names_sides_and_numbers(plan: MakePlan) -> None:
    session = heard(plan, "names")
    assert session.texts("say") == ["Welcome.", "More of the introduction."]
    assert session.texts("name") == ["Stretch.", "Plain.", "Wave.", "Box."]
    assert session.texts("cue") == ["right side.", "left side."] * 2
    assert len(session.texts("count")) == 3 * 5


def test_chimes_says_no_word_after_the_legend_but_props_and_safety(plan: MakePlan) -> None:
    session = heard(plan, "chimes")
    assert session.texts() == [
        "Welcome.", "Get a mat.", "Session safety.", "More of the introduction.", "The legend.", "Take a towel.",
        "Step safety.",
    ]  # fmt: skip
    by_itself = plan(SCRIPT.replace("The legend.", "off"), Choices(guidance=Guidance.CHIMES))
    assert not by_itself.texts("legend")


def test_the_legend_is_for_chimes_alone(plan: MakePlan) -> None:
    assert not any(heard(plan, guidance).texts("legend") for guidance in ("full", "brief", "names"))


@pytest.mark.parametrize("guidance", list(Guidance))
def test_what_a_person_wrote_is_heard_or_named_with_a_reason(plan: MakePlan, guidance: str) -> None:
    session = heard(plan, guidance)
    dropped = {lost.text for lost in session.timeline.dropped}
    assert set(session.texts()) | dropped >= WRITTEN - ({"Brief cue right.", "Brief cue left."} - dropped)
    assert all(lost.reason for lost in session.timeline.dropped)
    # Words that nobody wrote are not missed, such as the half phrase of the wording.
    assert dropped <= WRITTEN


@pytest.mark.parametrize("guidance", list(Guidance))
def test_what_a_person_chose_not_to_hear_is_no_warning(plan: MakePlan, guidance: str) -> None:
    assert dropped_warnings(heard(plan, guidance).timeline) == ()


def test_words_that_find_no_place_are_still_warned_of(plan: MakePlan) -> None:
    session = plan(SCRIPT, Choices(guidance=Guidance.NAMES), lambda _: 1_500)
    assert {found.message.split('"')[1] for found in dropped_warnings(session.timeline)} == {"Three.", "Two.", "One."}


@pytest.mark.parametrize("guidance", ["names", "chimes"])
def test_phases_without_words_have_a_soft_tick_at_each_onset(plan: MakePlan, guidance: str) -> None:
    full, quiet = heard(plan, "full"), heard(plan, guidance)
    for role, number in (("phase", 4), ("breathe", 4)):
        ticks = strikes(quiet, role)
        assert [clip.source.name for clip in ticks] == ["tick"] * number  # type: ignore[union-attr]
        onsets_ms = full.starts_ms(role)
        assert [one - onsets_ms[0] for one in onsets_ms] == [clip.start_ms - ticks[0].start_ms for clip in ticks]
        assert not strikes(full, role)


@pytest.mark.parametrize("guidance", ["full", "brief", "names"])
def test_signals_sound_as_they_are_where_words_tell_the_side(plan: MakePlan, guidance: str) -> None:
    assert {clip.source.pitch_semitones for clip in strikes(heard(plan, guidance), *SIGNALS)} == {0}  # type: ignore[union-attr]


def test_chimes_tell_the_side_by_pitch_low_for_left_and_high_for_right(plan: MakePlan) -> None:
    signals = strikes(heard(plan, "chimes"), *SIGNALS)
    pitches = {side: {c.source.pitch_semitones for c in signals if c.side == side} for side in ("left", "right", None)}  # type: ignore[union-attr]
    assert pitches[None] == {0}
    assert max(pitches["left"]) < 0 < min(pitches["right"])
    sounds = {str(clip.role): clip.source.name for clip in signals}  # type: ignore[union-attr]
    assert len(set(sounds.values())) == len(sounds) == 4


def test_the_half_sounds_where_its_phrase_is_not_said(plan: MakePlan) -> None:
    assert not strikes(heard(plan, "full"), "half")
    for guidance in ("names", "chimes"):
        session = heard(plan, guidance)
        halves = [(hold.start_ms + hold.end_ms) // 2 for hold in session.timeline.holds]
        assert [clip.start_ms for clip in strikes(session, "half")] == halves


@pytest.mark.parametrize("guidance", list(Guidance))
def test_holds_are_the_same_whatever_is_said(plan: MakePlan, guidance: str) -> None:
    def held(level: str) -> list[tuple[Any, ...]]:
        return [(h.step, h.side, h.set_number, h.end_ms - h.start_ms) for h in heard(plan, level).timeline.holds]

    assert held(guidance) == held("full")


def test_an_introduction_is_whole_at_every_level(plan: MakePlan) -> None:
    for guidance in Guidance:
        assert heard(plan, guidance).texts("say")[:2] == ["Welcome.", "More of the introduction."]
