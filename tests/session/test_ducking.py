"""Gain points of a ducked bed: deep enough, with gentle slopes, and known in advance."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from examples import MANY_EXAMPLES
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.session.cues import Role
from voicecoach.session.schedule.beds import FORESIGHT_MS, UNDER_SPEECH_DB, ducking
from voicecoach.session.timeline import Clip, GainPoint, SoundSource, SpeechSource

if TYPE_CHECKING:
    from collections.abc import Callable

    MakePlan = Callable[..., Any]

# Gaps and lengths of speech; the first gap is the silence at the start, which no session is without.
spoken = st.lists(st.tuples(st.integers(0, 9_000), st.integers(1, 4_000)), min_size=1, max_size=8)


def speech(start_ms: int, length_ms: int) -> Clip:
    return Clip(SpeechSource("words"), start_ms, length_ms, Role.SAY, text="words")


def laid(gaps_and_lengths_ms: list[tuple[int, int]]) -> list[Clip]:
    clips: list[Clip] = []
    now_ms = 500
    for gap_ms, length_ms in gaps_and_lengths_ms:
        clips.append(speech(now_ms + gap_ms, length_ms))
        now_ms = clips[-1].end_ms
    return clips


def gain_db(points: tuple[GainPoint, ...], times_ms: np.ndarray) -> np.ndarray:
    return np.interp(times_ms, [point.time_ms for point in points], [point.gain_db for point in points])


@MANY_EXAMPLES
@given(spoken)
def test_the_bed_is_10_db_down_throughout_every_phrase(gaps: list[tuple[int, int]]) -> None:
    clips = laid(gaps)
    points = ducking(clips)
    for clip in clips:
        depth_db = gain_db(points, np.arange(clip.start_ms, clip.end_ms + 1))
        np.testing.assert_allclose(depth_db, -10.0, atol=1e-9)


@MANY_EXAMPLES
@given(spoken)
def test_it_comes_up_gently_and_never_leaves_its_range(gaps: list[tuple[int, int]]) -> None:
    clips = laid(gaps)
    points = ducking(clips)
    assert all(before.time_ms <= after.time_ms for before, after in pairwise(points))
    gain = gain_db(points, np.arange(points[-1].time_ms + 4_000))
    assert gain.min() == -10.0
    assert gain.max() <= 0.0
    per_second_db = np.diff(gain) * 1_000
    assert per_second_db.max() <= 10.0 / 3.0 + 1e-6
    # 10 dB in 600 ms, or in what there is before the first words.
    assert per_second_db.min() >= -10_000 / min(clips[0].start_ms, 600) - 1e-6


@MANY_EXAMPLES
@given(spoken)
def test_it_stays_down_through_short_gaps_and_comes_up_in_longer_ones(gaps: list[tuple[int, int]]) -> None:
    clips = laid(gaps)
    points = ducking(clips)
    for before, after in pairwise(clips):
        gap_ms = after.start_ms - before.end_ms
        highest_db = gain_db(points, np.arange(before.end_ms, after.start_ms + 1)).max()
        assert highest_db == (pytest.approx(-10.0) if gap_ms < 6_000 else 0.0)


@MANY_EXAMPLES
@given(spoken, spoken, st.integers(1, 5_000), st.data())
def test_the_way_up_to_a_time_does_not_know_of_words_that_come_later_than_the_foresight(
    early: list[tuple[int, int]], late: list[tuple[int, int]], extra_ms: int, data: st.DataObject
) -> None:
    clips = laid(early)
    until_ms = data.draw(st.integers(max(clips[-1].end_ms - FORESIGHT_MS, 0), clips[-1].end_ms + 5_000))
    offset_ms = until_ms + FORESIGHT_MS + extra_ms - 500
    later = [speech(clip.start_ms + offset_ms, clip.duration_ms) for clip in laid(late)]
    times_ms = np.arange(until_ms + 1)
    np.testing.assert_array_equal(gain_db(ducking(clips), times_ms), gain_db(ducking([*clips, *later]), times_ms))


def test_it_goes_down_over_600_ms_before_a_phrase_and_up_over_3_s_after_it() -> None:
    assert ducking([speech(5_000, 2_000)]) == (
        GainPoint(4_400, 0.0), GainPoint(5_000, -10.0), GainPoint(7_000, -10.0), GainPoint(10_000, 0.0),
    )  # fmt: skip


def test_a_gap_of_just_under_6_s_has_no_gain_points_and_one_of_6_s_has_both_slopes() -> None:
    assert ducking([speech(1_000, 1_000), speech(7_999, 1_000)]) == (
        GainPoint(400, 0.0), GainPoint(1_000, -10.0), GainPoint(8_999, -10.0), GainPoint(11_999, 0.0),
    )  # fmt: skip
    assert ducking([speech(1_000, 1_000), speech(8_000, 1_000)])[2:6] == (
        GainPoint(2_000, -10.0), GainPoint(5_000, 0.0), GainPoint(7_400, 0.0), GainPoint(8_000, -10.0),
    )  # fmt: skip


def test_it_makes_way_for_words_alone() -> None:
    assert ducking([Clip(SoundSource("bowl"), 1_000, 6_000, Role.BEGIN)]) == ()
    assert ducking([]) == ()


def test_a_strike_together_with_a_word_makes_way_for_it(plan: MakePlan) -> None:
    clips = plan("## A\n\n- phase 3s: In.\n- phase 3s: Out.\n\n## B\n\n- hold: 20s\n- cue: Hold on.\n").timeline.clips
    strikes = [(clip.role, clip.gain_db) for clip in clips if not clip.text]
    assert strikes == [("begin", UNDER_SPEECH_DB), ("end", 0.0), ("begin", 0.0), ("end", 0.0)]
    assert all(clip.gain_db == 0.0 for clip in clips if clip.text)
