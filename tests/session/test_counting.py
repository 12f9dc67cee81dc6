"""Reps without a time, and seconds counted aloud, against a small model of their rules written here."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pytest
from examples import MANY_EXAMPLES
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.session.cues import Movement
from voicecoach.session.options import Choices
from voicecoach.session.schedule.scheduler import Scheduler
from voicecoach.session.timeline import SpeechSource
from voicecoach.session.unroll.shorten import Guidance, previewed

if TYPE_CHECKING:
    from collections.abc import Callable

    Plan = Callable[..., Any]

NUMBERS = ("One.", "Two.", "Three.", "Four.", "Five.", "6.", "7.", "8.", "9.", "10.", "11.", "12.")


class Lengths(dict[Any, int]):
    """Every phrase takes the same time, and every chime 100 ms."""

    def __init__(self, speech_ms: int = 300) -> None:
        super().__init__()
        self._speech_ms = speech_ms

    def __missing__(self, source: Any) -> int:
        return self._speech_ms if isinstance(source, SpeechSource) else 100


@MANY_EXAMPLES
@given(
    reps=st.lists(st.integers(1, 12), min_size=1, max_size=3),
    rep_s=st.integers(1, 5),
    sides=st.sampled_from((["right", "left"], ["front", "back", "front"], [None])),
)
def test_reps_alone_last_their_time_in_each_set_on_each_side(
    plan: Plan, reps: list[int], rep_s: int, sides: list[str | None]
) -> None:
    lines = [f"- reps: {', '.join(map(str, reps))}", f"- rep time: {rep_s}s", "- count reps: on"]
    lines += [f"- sides: {', '.join(filter(None, sides))}"] if sides != [None] else []
    clips = plan("\n".join(["## A", *lines])).timeline.clips
    begins = [clip for clip in clips if clip.role == "begin"]
    ends = [clip for clip in clips if clip.role == "end"]
    turns = [(count, side) for count in reps for side in sides]
    assert [clip.side for clip in begins] == [side for _, side in turns]
    for begin, end, (count, side) in zip(begins, ends, turns, strict=True):
        assert end.start_ms - begin.start_ms == count * rep_s * 1_000
        counted = [one for one in clips if one.role == "count" and begin.start_ms <= one.start_ms < end.start_ms]
        assert [(one.text, one.side, one.start_ms - begin.start_ms) for one in counted] == [
            (NUMBERS[at], side, at * rep_s * 1_000) for at in range(count)
        ]


@MANY_EXAMPLES
@given(
    breath_s=st.tuples(st.integers(1, 9), st.integers(1, 9)),
    spare_ms=st.sampled_from((0, 500)),
    speech_ms=st.sampled_from((300, 900, 1_000, 1_400, 2_600)),
)
def test_the_seconds_of_a_breath_are_counted_on_the_seconds(
    unroll: Plan, breath_s: tuple[int, int], spare_ms: int, speech_ms: int
) -> None:
    lengths_ms = [breath_s[0] * 1_000 + spare_ms, breath_s[1] * 1_000]
    text = f"## A\n- breathe: in {lengths_ms[0]}ms, out {lengths_ms[1]}ms\n- rounds: 2\n- count breath: on"
    (section,) = unroll(text)
    placed = Scheduler(Lengths(speech_ms)).place(section)
    start_ms = next(clip.start_ms for clip in placed.clips if clip.role == "begin")
    heard: list[tuple[str, int]] = []
    lost: list[str] = []
    onsets_ms = accumulate([0, *lengths_ms, *lengths_ms][:4])
    for onset_ms, length_ms, word in zip(onsets_ms, lengths_ms * 2, ("In.", "Out.") * 2, strict=True):
        free_ms = 0
        for number in range(1, length_ms // 1_000 + 1):
            at_ms, said = (number - 1) * 1_000, word if number == 1 else NUMBERS[number - 1]
            if at_ms >= free_ms and at_ms + speech_ms <= length_ms:
                heard.append((said, onset_ms + at_ms))
                free_ms = at_ms + speech_ms
            else:
                lost.append(said)
    spoken = [clip for clip in placed.clips if clip.role in ("breathe", "count")]
    assert [(clip.text, clip.start_ms - start_ms) for clip in spoken] == heard
    assert [one.text for one in placed.dropped] == lost
    assert all(one.reason for one in placed.dropped)


@pytest.mark.parametrize(
    ("guidance", "said", "ticks"),
    [
        (Guidance.FULL, ["In.", "Two.", "Three.", "Out.", "Two.", "Three."], 0),
        (Guidance.BRIEF, ["In.", "Two.", "Three.", "Out.", "Two.", "Three."], 0),
        (Guidance.NAMES, ["Two.", "Three.", "Two.", "Three."], 2),
        (Guidance.CHIMES, [], 2),
    ],
)
def test_counted_seconds_are_counts_to_the_guidance(
    plan: Plan, guidance: Guidance, said: list[str], ticks: int
) -> None:
    made = plan("## A\n- breathe: in 3s, out 3s\n- rounds: 1\n- count breath: on", Choices(guidance=guidance))
    spoken = [clip.text for clip in made.timeline.clips if clip.role in ("breathe", "count") and clip.text]
    assert spoken == said
    assert sum(getattr(clip.source, "name", "") == "tick" for clip in made.timeline.clips) == ticks


@pytest.mark.parametrize(("guidance", "said", "ticks"), [(Guidance.NAMES, 3, 0), (Guidance.CHIMES, 0, 3)])
def test_counted_reps_tick_where_no_number_is_said(plan: Plan, guidance: Guidance, said: int, ticks: int) -> None:
    clips = plan("## A\n- reps: 3\n- count reps: on", Choices(guidance=guidance)).timeline.clips
    assert sum(bool(clip.text) for clip in clips if clip.role == "count") == said
    assert sum(getattr(clip.source, "name", "") == "tick" for clip in clips) == ticks


@pytest.mark.parametrize(
    ("settings", "wait_ms"),
    [
        ("- reps: 10", (1_500, 30_000)),
        ("- reps: 10\n- chimes: off", (500, 30_000)),
        ("- reps: 10\n- count reps: on", (27_300, 30_000)),
        ("- reps: 1\n- rep time: 1s", (500, 1_000)),
        ("- reps: 1\n- rep time: 400ms", (0, 400)),
    ],
)
def test_live_a_key_ends_reps_without_a_time(unroll: Plan, settings: str, wait_ms: tuple[int, int]) -> None:
    (section,) = unroll(f"## A\n{settings}\n- cue: So.")
    placed = Scheduler(Lengths()).place(section)
    (wait,) = placed.waits
    end_ms = placed.step.end_ms - (500 if "off" in settings else 1_500)
    length_ms = sum(one.duration_ms for one in section.passages if isinstance(one, Movement))
    start_ms = end_ms - length_ms
    assert (wait.start_ms - start_ms, wait.end_ms - start_ms) == wait_ms
    assert wait.is_of_reps


@pytest.mark.parametrize("setting", ["- phase 3s: Up.", "- every: 60s"])
def test_reps_with_a_time_wait_for_nobody(unroll: Plan, setting: str) -> None:
    (section,) = unroll(f"## A\n- reps: 3\n{setting}\n- cue: So.")
    assert Scheduler(Lengths()).place(section).waits == ()


def test_a_preview_has_each_counted_second_once(unroll: Plan) -> None:
    (section,) = unroll("## A\n- breathe: in 3s, out 6s\n- rounds: 4\n- count breath: on\n- cue: So.")
    placed = Scheduler(Lengths()).place(previewed(section))
    counted = [clip.text for clip in placed.clips if clip.role in ("breathe", "count")]
    assert counted == ["In.", "Two.", "Three.", "Out.", "Two.", "Three.", "Four."]


def test_a_preview_counts_a_few_reps(unroll: Plan) -> None:
    (section,) = unroll("## A\n- reps: 12, 10\n- rep time: 2s\n- count reps: on")
    placed = Scheduler(Lengths()).place(previewed(section))
    assert [clip.text for clip in placed.clips if clip.role == "count"] == ["One.", "Two."] * 2


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ("", "In."),
        ("- wording breathe in: Breathe in deeply.", "Breathe in deeply."),
        ("- wording count in: And in.", "And in."),
        ("- wording count in: And in.\n- wording breathe in: Slowly.", "And in."),
    ],
)
def test_counted_breaths_begin_with_the_nearest_words(plan: Plan, own: str, said: str) -> None:
    clips = plan(f"{own}\n## A\n- breathe: in 4s, out 4s\n- rounds: 1\n- count breath: on").timeline.clips
    assert [clip.text for clip in clips if clip.role == "breathe"] == [said, "Out."]
