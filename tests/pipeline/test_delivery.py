"""The options of a session become the delivery of its voice."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest
from pitch import pitch_semitones

from voicecoach.pipeline.delivery import delivery_of
from voicecoach.session.options import Choices
from voicecoach.session.rules import Pauses
from voicecoach.sound.pcm import FULL_SCALE
from voicecoach.units import MIX_RATE_HZ, ms_to_frames
from voicecoach.voices.base import Delivery

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.pipeline.session import Session


def test_pace_pitch_and_the_pauses_inside_a_phrase_are_the_voices() -> None:
    pauses = Pauses(clause_ms=300, sentence_ms=700, cue_ms=1_000, paragraph_ms=1_400)
    assert delivery_of(Fraction(9, 10), pauses, Fraction(-2)) == Delivery(0.9, 300, 700, -2.0)


@pytest.mark.engine("hibari")
def test_the_pitch_of_a_script_is_heard(opened: Callable[..., Session]) -> None:
    heard = []
    for line in ("", "- pitch: -4\n"):
        pcm = opened(f"{line}\nLie down on your back, and close your eyes.\n", Choices()).speaker.pcm(
            "Lie down on your back, and close your eyes."
        )
        samples = pcm.samples.astype(np.float32) / FULL_SCALE
        heard.append(float(np.median(pitch_semitones(samples, MIX_RATE_HZ))))
    own, lower = heard
    assert lower - own == pytest.approx(-4.0, abs=0.5)


def test_a_session_between_two_phrases_is_as_silent_as_its_script_says(opened: Callable[..., Session]) -> None:
    script = "- pace: 0.8\n- pauses: paragraph 2s\n- fit: 20s\n\nOne.\n\nTwo.\n\n## A\n\n- hold: 5s\n- ready: 2s\n"
    session = opened(script, Choices(voice="tone"))
    for timeline in (session.timeline(), session.cached_timeline()[0]):
        one, two = timeline.clips[:2]
        assert two.start_ms - one.end_ms == 2_500
        assert timeline.duration_ms == 20_000


@pytest.mark.engine("hibari")
@pytest.mark.parametrize("pace", ["0.5", "1"])
def test_a_countdown_is_one_falling_line_and_whole_at_every_pace(opened: Callable[..., Session], pace: str) -> None:
    session = opened(f"- pace: {pace}\n\n## Lie\n\n- hold: 12s\n- ready: 3s\n- chimes: off\n", Choices())
    timeline = session.timeline()
    counts = [clip for clip in timeline.clips if clip.role == "count"]
    assert [clip.text for clip in counts] == ["Three.", "Two.", "One."]
    assert session.cached_timeline() == (timeline, True)
    (hold,) = timeline.holds
    assert [hold.end_ms - clip.start_ms for clip in counts] == [3_000, 2_000, 1_000]
    assert all(clip.duration_ms <= 1_000 for clip in counts)
    sound = np.concatenate(list(session.blocks(timeline)))[:, 0]
    heights = []
    for clip in counts:
        heard = pitch_semitones(sound[ms_to_frames(clip.start_ms) : ms_to_frames(clip.end_ms)], MIX_RATE_HZ)
        heights.append(float(np.median(heard)))
    assert np.all(np.diff(heights) < -0.4)
    assert heights[0] - heights[-1] > 2.0
