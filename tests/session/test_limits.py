"""A short script that makes a huge session is refused at its location, at once and without taking memory."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.counts import lines_run
from voicecoach.errors import NotFoundError, ScriptError
from voicecoach.session import rules
from voicecoach.session.options import Choices
from voicecoach.session.schedule.assemble import schedule
from voicecoach.units import LONGEST_SESSION_MS

if TYPE_CHECKING:
    from collections.abc import Callable

    Plan = Callable[..., Any]


def nested(inner: str, times: int = 3) -> str:
    return "[repeat 1000]\n\n" * times + inner + "\n\n[end]" * times


HOSTILE = {
    "steps repeated": ("# T\n\n" + nested("## A\n\n- hold: 5s"), 3),
    "words repeated": ("# T\n\n" + nested("Hi.").replace("\n\n", "\n"), 3),
    "pauses repeated": ("Hi.\n\n" + nested("[1ms]").replace("\n\n", "\n"), 3),
    "spoken steps without words": ("# T\n\nHi.\n\n" + nested("## A"), 5),
    "reps of sets": ("# T\n\n## A\n\n- hold: 1s\n- reps: 1000\n- sets: 1000", 3),
    "rounds of sets": ("## A\n\n- breathe: in 1s, out 1s\n- rounds: 1000\n- sets: 1000", 1),
    "silent phases": ("## A\n\n- phase 1s: Up.\n- phase 1s: off\n- reps: 1000\n- sets: 1000", 1),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_session_of_far_too_many_cues_is_refused_where_they_come_from(unroll: Any, name: str) -> None:
    script, line = HOSTILE[name]
    tracemalloc.start()
    with pytest.raises(ScriptError, match="more than 100,000 cues") as error:
        unroll(script)
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()
    assert error.value.diagnostics[0].location.line == line


def test_the_limit_is_exact(unroll: Any) -> None:
    def script(times: int) -> str:
        return f"[repeat {times}]\n[repeat 1000]\nHi. [1s]\n[end]\n[end]"

    (section,) = unroll(script(100))
    assert sum(1 for cue in section.passages[0].cues if hasattr(cue, "text")) == rules.MOST_CUES
    with pytest.raises(ScriptError, match="more than 100,000 cues"):
        unroll(script(100) + "\n\nOne more.")


def test_repeats_of_which_no_step_is_left_cost_nothing(unroll: Any) -> None:
    script = nested("## Hard\n\n- levels: 5\n- hold: 5s") + "\n\n---\n\n## Easy\n\nHello."
    assert [section.name for section in unroll(script) if section.index] == ["Easy"]


@pytest.mark.parametrize(
    ("script", "line"),
    [
        ("Hi.\n\n## A\n\n- hold: 23h\n- sides: right, left", 3),
        ("Hi.\n\n[repeat 25]\n[1h]\n[end]", 1),
        ("## A\n\n- hold: 12h\n\n## B\n\n- hold: 12h", 5),
    ],
)
def test_a_session_of_more_than_24_hours_is_refused_where_it_gets_too_long(plan: Plan, script: str, line: int) -> None:
    with pytest.raises(ScriptError, match="24 hours") as error:
        plan(script)
    assert error.value.diagnostics[0].location.line == line


def test_a_session_of_just_under_24_hours_is_not(plan: Plan) -> None:
    assert plan("## A\n\n- hold: 11h59m\n- sides: right, left").timeline.duration_ms < LONGEST_SESSION_MS


@pytest.mark.parametrize("many", ["- sets: 2\n- reps: {}", "- reps: 1\n- sides: right, left\n- sets: {}"])
def test_a_large_legal_session_is_placed_in_lines_of_code_that_grow_with_it(unroll: Any, many: str) -> None:
    def work(count: int) -> int:
        sections = unroll(f"## A\n\n- hold: 20s\n{many.format(count)}\n- countdown: 3\n- at 2s: On.")
        lengths: Any = _Constant()
        return lines_run(lambda: schedule(sections, lengths))

    assert work(320) < 12 * work(40)  # 8 is linear, 64 quadratic


class _Constant(dict[Any, int]):
    def __missing__(self, source: Any) -> int:
        return 100


@pytest.mark.parametrize(
    ("choices", "says"),
    [
        (Choices(level=1), "level 1"),
        (Choices(skip=("a", "B")), "leave no steps"),
        (Choices(only=("B",), level=2), "only and skip"),
    ],
)
def test_a_session_of_which_no_step_is_left_is_refused_at_the_first(unroll: Any, choices: Choices, says: str) -> None:
    script = "Hello.\n\n## A\n\n- levels: 4-5\n- hold: 5s\n\n## B\n\n- levels: 3-5\n- hold: 5s"
    with pytest.raises(ScriptError, match=says) as error:
        unroll(script, choices)
    assert error.value.diagnostics[0].location.line == 3


@pytest.mark.parametrize("choices", [Choices(only=("Brige",)), Choices(skip=("Brige",))])
def test_a_step_that_is_not_there_is_told_with_the_nearest(unroll: Any, choices: Choices) -> None:
    with pytest.raises(NotFoundError) as error:
        unroll("## Bridge\n\n- hold: 5s\n\n## Rest\n\nHi.", choices)
    assert "Bridge" in error.value.hint


def test_a_session_in_which_nothing_sounds_is_refused(unroll: Any) -> None:
    everything_off = "- wording name: off\n\n## A\n\n- hold: 5s\n- chimes: begin off, end off"
    with pytest.raises(ScriptError, match="nothing to hear"):
        unroll(everything_off)
