"""The gap before a hold lasts ``max(key, its speech + 0.5 s)``, computed from the timeline alone."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.session.timeline import SpeechSource

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from voicecoach.session.timeline import Clip

    Plan = Callable[..., Any]


def last_word_ms(clips: Sequence[Clip], begin_ms: int, end_ms: int) -> int:
    """Return where the last words in a gap end; its begin where there are none."""
    ends_ms = [c.end_ms for c in clips if isinstance(c.source, SpeechSource) and begin_ms <= c.start_ms < end_ms]
    return max(ends_ms, default=begin_ms)


@given(
    ready_ms=st.integers(0, 20_000),
    change_ms=st.integers(0, 9_000),
    rest_ms=st.integers(0, 9_000),
    cue=st.text("abc ", min_size=1, max_size=90).filter(str.strip),
    settle=st.sampled_from(("0.5", "1", "1.5")),
)
def test_every_gap_is_its_key_or_its_words_and_half_a_second(
    plan: Plan, ready_ms: int, change_ms: int, rest_ms: int, cue: str, settle: str
) -> None:
    timeline = plan(
        f"- settle: {settle}\n\n## Step\n\n- sides: right, left\n- sets: 2\n- reps: 2\n- hold: 4s\n"
        f"- ready: {ready_ms}ms\n- change: {change_ms}ms\n- rest: {rest_ms}ms\n- cue: {cue}\n\nSetup."
    ).timeline
    keys_ms = {"first": ready_ms, "reps": rest_ms, "sides": change_ms, "sets": max(rest_ms, change_ms)}
    gaps = [("first", timeline.steps[0].start_ms, timeline.holds[0].start_ms)]
    for before, after in pairwise(timeline.holds):
        kind = "reps" if after.rep > 1 else "sides" if after.set_number == before.set_number else "sets"
        gaps.append((kind, before.end_ms, after.start_ms))
    for kind, begin_ms, end_ms in gaps:
        words_ms = last_word_ms(timeline.clips, begin_ms, end_ms) - begin_ms
        assert end_ms - begin_ms == max(round(keys_ms[kind] * float(settle) + 1e-9), words_ms + 500), kind


@pytest.mark.parametrize(
    ("second", "gap_ms"),
    [
        ("", 5_000),
        ("- position: sitting", 15_000),
        ("- position: ON your back", 5_000),
        ("- ready: 9s\n- position: sitting", 9_000),
        ("- ready: 8-12s", 10_000),
    ],
)
def test_getting_ready_takes_longer_after_a_change_of_position(plan: Plan, second: str, gap_ms: int) -> None:
    timeline = plan(f"## A\n\n- position: on your back\n- hold: 3s\n\n## B\n\n- hold: 3s\n{second}\n").timeline
    before, after = timeline.holds
    assert before.start_ms - timeline.steps[0].start_ms == 15_000
    assert after.start_ms - before.end_ms == gap_ms


def test_actions_in_a_setup_lengthen_the_gap_by_what_they_last(plan: Plan) -> None:
    def gap_ms(setup: str) -> int:
        timeline = plan(f"## A\n\n- ready: 10s\n- hold: 3s\n\n{setup}").timeline
        return int(timeline.holds[0].start_ms - timeline.steps[0].start_ms)

    assert gap_ms("Lie down.") == 10_000
    assert gap_ms("Lie down. [7s]") == 17_000
    assert gap_ms("Lie down. [wait 7s]") == 17_000
    assert gap_ms("Lie down. [chime bowl]") == 11_500
    assert gap_ms("[2s] Lie down. [chime bowl] [3s]") == 16_500


def test_the_switch_chime_follows_the_end_by_a_second_and_precedes_the_next_hold_even_where_nothing_is_said(
    plan: Plan,
) -> None:
    timeline = plan(
        "- wording switch: off\n\n## A\n\n- sides: right, left\n- hold: 3s\n- cue: off\n- change: 0s\n"
    ).timeline
    first, second = timeline.holds
    (switch,) = [clip for clip in timeline.clips if clip.role == "switch"]
    assert switch.start_ms == first.end_ms + 1_000
    assert second.start_ms == switch.start_ms + 500


def test_a_gap_goes_on_over_the_steps_border_unless_something_is_told_between(plan: Plan) -> None:
    together = plan("## A\n\n- hold: 3s\n\n## B\n\n- hold: 3s\n- ready: 20s\n").timeline
    assert together.holds[1].start_ms - together.holds[0].end_ms == 20_000
    apart = plan("## A\n\n- hold: 3s\n\n---\n\nBetween.\n\n## B\n\n- hold: 3s\n- ready: 20s\n").timeline
    assert apart.holds[1].start_ms - apart.steps[1].start_ms == 20_000
