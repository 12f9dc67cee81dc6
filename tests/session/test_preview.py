"""A preview has all words of the session and no long silence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from voicecoach.errors import Location
from voicecoach.session.cues import (
    Closing,
    Hold,
    HoldGap,
    Movement,
    Overlay,
    Phase,
    Role,
    Section,
    Silence,
    SpeechCue,
    Talk,
    WaitCue,
)
from voicecoach.session.unroll.shorten import previewed

if TYPE_CHECKING:
    from voicecoach.session.cues import Passage

HERE = Location("script.md", 1, 1)
WORDS = SpeechCue("Lie down.", "Lie down.", Role.SAY, HERE)


def section(*passages: Passage) -> Section:
    return Section(passages, HERE, 1, "Bridge")


def test_long_silences_waits_holds_gaps_and_phases_last_four_seconds() -> None:
    hold = Hold(30_000, None, 1, 1, None, None)
    long = section(
        Talk((WORDS, Silence(60_000), WaitCue(20_000))),
        HoldGap(15_000, (WORDS,)),
        hold,
        Movement((Phase(8_000, (WORDS,)),), None, None, None),
    )
    assert previewed(long).passages == (
        Talk((WORDS, Silence(4_000), WaitCue(4_000))),
        HoldGap(4_000, (WORDS,)),
        replace(hold, hold_ms=4_000),
        Movement((Phase(4_000, (WORDS,)),), None, None, None),
    )


def test_what_is_short_stays_as_it_is() -> None:
    short = section(Talk((WORDS, Silence(4_000))), HoldGap(3_000, ()), Hold(2_000, None, 1, 1, None, None))
    assert previewed(short) == short


def test_words_over_a_long_hold_follow_it_once() -> None:
    half = SpeechCue("Half way.", "Half way.", Role.HALF, HERE)
    hold = Hold(30_000, None, 1, 1, None, None, ats=(Overlay(10_000, (WORDS,)),), half=(half,))
    assert previewed(section(hold, replace(hold, set_number=2))).passages == (
        replace(hold, hold_ms=4_000, ats=(), half=()),
        Closing((WORDS, half)),
    )


def test_sets_reps_and_rounds_that_say_nothing_new_are_left_out() -> None:
    hold = Hold(5_000, None, 1, 1, None, None)
    rest = SpeechCue("Rest.", "Rest.", Role.REST, HERE)
    breath = (Phase(2_000, (WORDS,)), Phase(2_000, ()))
    done = section(
        HoldGap(3_000, (WORDS,)), hold, HoldGap(3_000, ()), replace(hold, rep=2),
        HoldGap(3_000, (rest,)), replace(hold, set_number=2), HoldGap(3_000, (rest,)), replace(hold, set_number=3),
        Movement(breath * 5, None, None, None),
    )  # fmt: skip
    short = replace(hold, hold_ms=4_000)
    assert previewed(done).passages == (
        HoldGap(3_000, (WORDS,)), short,
        HoldGap(3_000, (rest,)), replace(short, set_number=2),
        Movement(breath, None, None, None),
    )  # fmt: skip
