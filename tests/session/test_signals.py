"""Chimes and words at points of holds, phases and breathing; the countdown and the half of phases."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.session.cues import Role
from voicecoach.session.options import Choices
from voicecoach.session.schedule.assemble import schedule
from voicecoach.session.timeline import SoundSource
from voicecoach.session.unroll.shorten import Guidance, previewed

if TYPE_CHECKING:
    from collections.abc import Callable

    Plan = Callable[..., Any]

MINUTE_MS = 60_000


def sounds(timeline: Any, role: str) -> list[tuple[int, str]]:
    """Return when each chime of a role sounds, from the first begin signal, and its name."""
    begin_ms = next(clip.start_ms for clip in timeline.clips if clip.role == "begin")
    return [
        (clip.start_ms - begin_ms, clip.source.name)
        for clip in timeline.clips
        if clip.role == role and isinstance(clip.source, SoundSource)
    ]


def words(timeline: Any, role: str) -> list[tuple[int, str]]:
    """Return when each phrase of a role is spoken, from the first begin signal."""
    begin_ms = next(clip.start_ms for clip in timeline.clips if clip.role == "begin")
    return [(clip.start_ms - begin_ms, clip.text) for clip in timeline.clips if clip.role == role and clip.text]


def test_bells_of_a_silent_sitting_fall_on_the_minute(plan: Plan) -> None:
    timeline = plan("## Sit\n- hold: 20m\n- at every 5m: [chime bell]\n- at 12m: [chime bowl]").timeline
    assert sounds(timeline, "at") == [
        (5 * MINUTE_MS, "bell"), (10 * MINUTE_MS, "bell"), (12 * MINUTE_MS, "bowl"), (15 * MINUTE_MS, "bell"),
    ]  # fmt: skip
    assert sounds(timeline, "end") == [(20 * MINUTE_MS, "bell")]
    assert timeline.dropped == ()


@pytest.mark.parametrize(("after", "after_ms"), [("", 1_500), (" 0s", 0), (" 4s", 4_000)])
def test_words_and_chimes_together(plan: Plan, after: str, after_ms: int) -> None:
    timeline = plan(f"## Sit\n- hold: 12m\n- at every 5m: [chime bell{after}] Still here.").timeline
    assert sounds(timeline, "at") == [(5 * MINUTE_MS, "bell"), (10 * MINUTE_MS, "bell")]
    assert words(timeline, "at") == [(bell_ms + after_ms, "Still here.") for bell_ms, _ in sounds(timeline, "at")]


@pytest.mark.parametrize(("after", "after_ms"), [("", 1_500), (" 0s", 0), (" 4s", 4_000), (" 1m 30s", 90_000)])
def test_a_chime_in_a_paragraph_lasts_as_long_as_it_says(plan: Plan, after: str, after_ms: int) -> None:
    clips = plan(f"One. [chime bowl{after}] Two.").timeline.clips
    bowl, two = (
        next(clip for clip in clips if clip.role == role and clip is not clips[0]) for role in ("sound", "say")
    )
    assert two.start_ms - bowl.start_ms == after_ms


@given(st.integers(1, 300), st.integers(0, 300), st.integers(0, 9))
def test_random_bells_keep_their_distances_and_their_seed(plan: Plan, low_s: int, more_s: int, seed: int) -> None:
    script = f"## Sit\n- sets: 2\n- hold: 40m\n- at random {low_s}-{low_s + more_s}s: [chime bell]"
    timeline = plan(script, Choices(seed=seed)).timeline
    rows = []
    for hold in timeline.holds:
        bells = [
            clip.start_ms
            for clip in timeline.clips
            if clip.role == "at" and hold.start_ms <= clip.start_ms < hold.end_ms
        ]
        assert all(
            low_s * 1000 <= after - before <= (low_s + more_s) * 1000
            for before, after in pairwise((hold.start_ms, *bells))
        )
        assert hold.end_ms - bells[-1] <= (low_s + more_s) * 1000
        rows.append([bell - hold.start_ms for bell in bells])
    assert (rows[0] == rows[1]) == (more_s == 0)  # every hold has its own
    assert plan(script, Choices(seed=seed)).timeline == timeline
    assert (plan(script, Choices(seed=seed + 1)).timeline == timeline) == (more_s == 0)


def test_a_point_that_never_comes_is_told(plan: Plan) -> None:
    script = (
        "## Sit\n- hold: 4m\n- at every 5m: [chime bell] Words.\n- at random 5-6m: [chime bowl]\n- at 9m: [chime wood]"
    )
    lost = plan(script).timeline.dropped
    assert [one.text for one in lost] == ["[chime bell]", "Words.", "[chime bowl]", "[chime wood]"]
    assert {one.reason for one in lost} == {"its point is outside the hold of 4m"}


def test_a_bell_sounds_where_its_words_have_no_room(plan: Plan) -> None:
    timeline = plan("## Sit\n- hold: 30s\n- at 28s: [chime bell] Three more breaths.\n- at half: [chime bowl]").timeline
    assert sounds(timeline, "at") == [(28_000, "bell")]
    assert sounds(timeline, "half") == [(15_000, "bowl")]  # the session's own half has no sound besides
    assert [one.text for one in timeline.dropped] == ["Three more breaths."]


@pytest.mark.parametrize("guidance", [Guidance.NAMES, Guidance.CHIMES])
def test_bells_are_signals_and_stay_with_less_guidance(plan: Plan, guidance: Guidance) -> None:
    script = (
        "## Sit\n- hold: 12m\n- at every 5m: [chime bell] Still here.\n- at half: [chime bowl] Half.\n"
        "## Walk\n- phase 3m: [chime wood] Go.\n- phase 3m: Back.\n- at 1m: [chime bell] On.\n- at 5m: [chime bowl] So."
    )
    timeline = plan(script, Choices(guidance=guidance)).timeline
    second_ms = [clip.start_ms for clip in timeline.clips if clip.role == "begin"][1]
    second_ms -= next(clip.start_ms for clip in timeline.clips if clip.role == "begin")
    minutes = [(round((at_ms - second_ms) / MINUTE_MS, 3), name) for at_ms, name in sounds(timeline, "at")[2:]]
    assert sounds(timeline, "at")[:2] == [(5 * MINUTE_MS, "bell"), (10 * MINUTE_MS, "bell")]
    assert minutes == [(1.0, "bell"), (4.0, "bell"), (5.0, "bowl")]
    assert sounds(timeline, "half") == [(6 * MINUTE_MS, "bowl")]
    assert [name for _, name in sounds(timeline, "phase")] == ["wood", "tick"]
    assert {one.text for one in timeline.dropped} == {"Still here.", "Half.", "Go.", "Back.", "On.", "So."}


def test_a_preview_has_the_words_of_each_point_once(unroll: Callable[..., Any]) -> None:
    script = (
        "## Sit\n- hold: 12m\n- at every 5m: [chime bell] Still here.\n## B\n- breathe: in 4s, out 6s\n- at 30s: On."
    )
    timeline = schedule([previewed(section) for section in unroll(script)], defaultdict(lambda: 400))
    assert [clip.text for clip in timeline.clips if clip.role == "at"] == ["Still here.", "On."]


def test_points_and_countdown_of_phases_count_in_every_phase_that_is_long_enough(plan: Plan) -> None:
    script = (
        "## Plank\n- phase 45s: Plank.\n- phase 3s: Change.\n- phase 30s: Side plank.\n- reps: 2\n"
        "- countdown: 3\n- at half: Half way.\n- at every 20s: [chime wood 0s]\n- at end-10s: Ten more."
    )
    timeline = plan(script).timeline
    starts_ms = [0, 48_000, 78_000, 126_000]
    lengths_ms = [45_000, 30_000, 45_000, 30_000]
    both = list(zip(starts_ms, lengths_ms, strict=True))
    assert words(timeline, "half") == [(start + length // 2, "Half way.") for start, length in both]
    assert [at_ms for at_ms, _ in sounds(timeline, "at")] == [
        start + at for start, length in both for at in (20_000, 40_000) if at < length
    ]
    assert words(timeline, "at") == [(start + length - 10_000, "Ten more.") for start, length in both]
    assert words(timeline, "count") == [
        (start + length - 1000 * number, word)
        for start, length in both
        for number, word in ((3, "Three."), (2, "Two."), (1, "One."))
    ]


def test_points_and_countdown_of_breathing_count_over_all_of_it(plan: Plan) -> None:
    script = (
        "## Breathe\n- breathe: in 4s, out 6s\n- rounds: 120\n- at every 5m: [chime bell]\n- countdown: 3\n"
        "- at half: [chime bowl] Half way."
    )
    timeline = plan(script).timeline
    assert sounds(timeline, "at") == [(at * MINUTE_MS, "bell") for at in (5, 10, 15)]
    assert sounds(timeline, "half") == [(10 * MINUTE_MS, "bowl")]
    assert [at_ms for at_ms, _ in words(timeline, "count")] == [20 * MINUTE_MS - at for at in (3_000, 2_000, 1_000)]
    breaths = [at_ms for at_ms, _ in words(timeline, "breathe")]
    assert breaths == [round_ms + at for round_ms in range(0, 20 * MINUTE_MS, 10_000) for at in (0, 4_000)]


def test_the_words_of_a_phase_come_before_all_others(plan: Plan) -> None:
    timeline = plan(
        "## A\n- phase 5s: A text of more than two seconds, easily so.\n- countdown: 4\n- at 1s: Lost."
    ).timeline
    assert words(timeline, "phase") == [(0, "A text of more than two seconds, easily so.")]  # 2.52 s
    assert [text for _, text in words(timeline, "count")] == ["Two.", "One."]
    assert {one.text: one.reason for one in timeline.dropped} == {
        "Three.": "it would overlap a more important cue",
        "Four.": "a lower number was dropped",
        "Lost.": "it would overlap a more important cue",
    }


def test_old_phases_have_neither_countdown_nor_half(plan: Plan) -> None:
    timeline = plan("## A\n- phase 45s: Long.\n- phase 30s: Shorter.").timeline
    assert {clip.role for clip in timeline.clips} == {Role.NAME, Role.BEGIN, Role.PHASE, Role.END}
