"""Reps by the clock, rests and what is counted in them, against a small model of the rules of its own."""

from __future__ import annotations

import json
import re
import textwrap
import zlib
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.errors import ScriptError
from voicecoach.script.compose.read import read_composed
from voicecoach.script.guide import guide_text
from voicecoach.script.report import Report
from voicecoach.script.steps import steps_of
from voicecoach.session.navigate.places import turns
from voicecoach.session.options import Choices
from voicecoach.session.report.sheet import cue_sheet
from voicecoach.session.schedule.scheduler import Scheduler
from voicecoach.session.sounding import partial_sections
from voicecoach.session.unroll.shorten import Guidance

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Plan = Callable[..., Any]

SECOND_MS = 1_000


def starts_ms(timeline: Any) -> list[int]:
    """Return when each hold starts, from the first one."""
    return [hold.start_ms - timeline.holds[0].start_ms for hold in timeline.holds]


def spoken_ms(timeline: Any, role: str) -> list[tuple[int, str]]:
    """Return when each phrase of a role is spoken, from the first begin signal."""
    begin_ms = next(clip.start_ms for clip in timeline.clips if clip.role == "begin")
    return [(clip.start_ms - begin_ms, clip.text) for clip in timeline.clips if clip.role == role and clip.text]


def error_of(plan: Plan, script: str, choices: Choices | None = None) -> str:
    with pytest.raises(ScriptError) as caught:
        plan(script, choices)
    (found,) = caught.value.diagnostics
    return f"{found.location.line}: {found.message}; {found.hint}"


@dataclass(frozen=True)
class Drill:
    """Holds by the clock, and what a person with a stopwatch would expect of them."""

    hold_s: int
    sets: int
    sides: int
    reps: int | None = None
    every_s: int | None = None
    for_s: int | None = None
    rest_s: int | None = None
    set_rest_s: int | None = None

    def script(self) -> str:
        lines = ["## Work", f"- hold: {self.hold_s}s", f"- sets: {self.sets}"]
        lines += ["- sides: right, left", "- change: 5s"] if self.sides == 2 else []
        for key, value in (("every", self.every_s), ("for", self.for_s), ("rest between reps", self.rest_s)):
            lines += [f"- {key}: {value}s"] if value is not None else []
        lines += [f"- reps: {self.reps}"] if self.reps is not None else []
        lines += [f"- rest between sets: {self.set_rest_s}s"] if self.set_rest_s is not None else []
        return "\n".join(lines)

    def starts_s(self) -> list[Fraction]:
        """Return when each hold starts, counted by hand: rep by rep, as long as the time has room."""
        starts: list[Fraction] = []
        turn_s = Fraction(0)
        for set_number in range(self.sets):
            for side in range(self.sides):
                is_last = set_number == self.sets - 1 and side == self.sides - 1
                now_s, done = turn_s, 0
                while self.reps is None or done < self.reps:
                    if self.for_s is not None and now_s + self.hold_s > turn_s + self.for_s:
                        break
                    starts.append(now_s)
                    done += 1
                    rest_s = max(Fraction(3 if self.rest_s is None else self.rest_s), Fraction(1, 2))
                    now_s += self.every_s if self.every_s is not None else self.hold_s + rest_s
                end_s = max(starts[-1] + self.hold_s, turn_s + (self.for_s or 0))
                ends_set = side == self.sides - 1
                key_s = Fraction((5 if self.set_rest_s is None else self.set_rest_s) if ends_set else 5)
                if ends_set and self.sides == 2:
                    key_s = max(key_s, Fraction(5))
                if not is_last:
                    by_clock = self.every_s is not None and ends_set and self.sides == 1 and self.set_rest_s is None
                    turn_s = now_s if by_clock else end_s + key_s
                    turn_s = max(turn_s, end_s)
        return starts


@st.composite
def drills(draw: st.DrawFn) -> Drill:
    hold_s = draw(st.integers(5, 60))
    every_s = draw(st.none() | st.integers(hold_s, hold_s + 60))
    for_s = draw(st.none() | st.integers(hold_s, hold_s * 8))
    return Drill(
        hold_s,
        draw(st.integers(1, 3)),
        draw(st.integers(1, 2)),
        reps=None if for_s is not None else draw(st.integers(1, 6)),
        every_s=every_s,
        for_s=for_s,
        rest_s=draw(st.none() | st.integers(0, 30)) if every_s is None else None,
        set_rest_s=draw(st.none() | st.integers(5, 60)),
    )


QUIET = "- wording rest: off\n- wording switch: off\n- wording side: off\n- chimes: switch off\n\n"


@given(drills())
def test_holds_begin_when_a_stopwatch_says(plan: Plan, drill: Drill) -> None:
    timeline = plan(QUIET + drill.script()).timeline
    assert [Fraction(start, SECOND_MS) for start in starts_ms(timeline)] == drill.starts_s()
    assert {hold.end_ms - hold.start_ms for hold in timeline.holds} == {drill.hold_s * SECOND_MS}


@given(st.integers(0, 10**6), st.integers(1, 20))
def test_every_minute_is_a_minute_whatever_is_said(plan: Plan, seed: int, reps: int) -> None:
    texts = "- cue: A cue, of any length.\n- finish: Let go.\n- rest countdown: 3"
    script = f"## Work\n- every: 60s\n- sets: {reps}\n- hold: 30s\n{texts}"
    timeline = plan(script, None, lambda spoken: 50 + zlib.crc32(f"{seed} {spoken}".encode()) % 6_000).timeline
    assert starts_ms(timeline) == [60_000 * rep for rep in range(reps)]


def test_work_and_words_that_last_longer_are_a_mistake_with_both_figures(plan: Plan) -> None:
    script = (
        "## Work\n- sides: right, left\n- hold: 50s\n- every: 60s\n"
        "- finish: A long text that takes more than two seconds.\n"
        "- cue: And a cue that is as long as that, for the {side} side of the body."
    )
    assert error_of(plan, script) == (
        "4: a rep starts every 1m, but one rep with its words takes 1m2.1s; "
        "write - every: 1m3s or more, or shorten the rep or the words"
    )


@given(st.integers(0, 10**6), st.integers(1, 40))
def test_the_length_in_the_hint_is_long_enough_for_every_rep(plan: Plan, seed: int, every_s: int) -> None:
    texts = "- cue: Now the {side} side.\n- finish: Let go.\n- get ready: Three, two, one."
    script = f"## Work\n- every: {every_s}s\n- sides: right, left, right\n- hold: 15s\n- sets: 2\n{texts}"

    def length_ms(spoken: str) -> int:
        return 50 + zlib.crc32(f"{seed} {spoken}".encode()) % 6_000

    try:
        plan(script, None, length_ms)
    except ScriptError as error:
        (found,) = error.diagnostics
        enough = re.findall(r"- every: (\S+) or more", found.hint)[0]
        plan(script.replace(f"- every: {every_s}s", f"- every: {enough}"), None, length_ms)


@pytest.mark.parametrize(
    ("settings", "message", "hint"),
    [
        (
            "- hold: 40s\n- reps: 3\n- every: 30s",
            "4: a rep starts every 30s, but one rep with its words takes 40s",
            "write - every: 40s or more, or shorten the rep or the words",
        ),
        (
            "- phase 4s: Up.\n- phase 4s: Down.\n- reps: 3\n- every: 5s",
            "5: a round starts every 5s, but one round takes 8s",
            "write - every: 8s or more, or shorten the round",
        ),
        (
            "- breathe: in 4s, out 6s\n- rounds: 4, out 6-10s\n- every: 13s",
            "4: a round starts every 13s, but one round takes 14s",
            "write - every: 14s or more, or shorten the round",
        ),
        (
            "- hold: 40s\n- for: 30s",
            "3: one rep takes 40s, longer than the 30s for all of them",
            "write - for: 40s or more, or shorten the rep",
        ),
        (
            "- breathe: in 4s, out 6s\n- for: 9s",
            "3: one round takes 10s, longer than the 9s for all of them",
            "write - for: 10s or more, or shorten the round",
        ),
        (
            "- hold: 40s\n- reps: 3\n- every: 60s\n- rest: 5s",
            '5: "every" sets when each rep begins, and so does "rest"',
            "remove one of the two lines, or write - rest between sets: 5s",
        ),
        (
            "- hold: 40s\n- reps: 3\n- every: 60s\n- rest between reps: 5s",
            '5: "every" sets when each rep begins, and so does "rest between reps"',
            "remove one of the two lines",
        ),
        (
            "- hold: 40s\n- reps: 3\n- for: 3m",
            '3: "for" sets how often, and so does "reps"',
            "remove one of the two lines",
        ),
        (
            "- breathe: in 4s, out 4s\n- rounds: 3\n- for: 3m",
            '3: "for" sets how often, and so does "rounds"',
            "remove one of the two lines",
        ),
        (
            "- reps: 10\n- sets: 3\n- every: 1m\n- for: 3m",
            '3: "for" sets how often, and so does "sets"',
            "remove one of the two lines",
        ),
        (
            "- reps: 10\n- sets: 3\n- every: 20s",
            "4: a round starts every 20s, but one round takes 30s",
            "write - every: 30s or more, or shorten the round",
        ),
    ],
)
def test_a_clock_that_cannot_be_kept_is_one_mistake(plan: Plan, settings: str, message: str, hint: str) -> None:
    assert error_of(plan, f"## A\n{settings}") == f"{message}; {hint}"


def test_a_longer_hold_by_level_or_focus_is_held_against_the_clock(plan: Plan) -> None:
    script = "## A\n- sides: right, left\n- hold: 20-40s\n- reps: 2\n- every: 35s"
    assert starts_ms(plan(script, Choices(level=1)).timeline)[1] == 35_000
    assert "one rep with its words takes 45s" in error_of(plan, script, Choices(level=5))
    assert "one rep with its words takes 45s" in error_of(plan, script, Choices(level=3, focus="left"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("settings", "reps", "told"),
    [
        ("- hold: 20s\n- rest between reps: 10s\n- for: 4m", [8], "8 reps in 4m"),
        ("- hold: 40s\n- every: 60s\n- for: 10m", [10], "10 reps in 10m"),
        ("- phase 30s: A.\n- phase 15s: B.\n- for: 10m", [13], "13 rounds in 10m"),
        ("- breathe: in 4s, out 6s\n- for: 5m", [30], "30 rounds in 5m"),
        ("- breathe: in 4s, out 6s\n- for: 15s", [1], "1 round in 15s"),
        ("- hold: 20s\n- sides: right, left\n- focus: left\n- for: 2m", [5, 3], "5, 3 reps in 2m each"),
        ("- hold: 20s\n- sets: 3\n- for: 1m", [2, 2, 2], "2 reps in 1m each"),
        ("- hold: 20s, 10s\n- for: 1m", [2, 4], "2, 4 reps in 1m each"),
    ],
)
def test_as_many_as_fit_and_the_count_is_told(plan: Plan, settings: str, reps: list[int], told: str) -> None:
    plan_ = plan(f"## Work\n{settings}\n- cue: {{reps}} of them.")
    (step,) = plan_.timeline.steps
    assert str(step.clock) == told
    assert step.clock.reps == tuple(reps)
    assert plan_.texts("cue") == [f"{count} of them." for count in reps]
    if plan_.timeline.holds:
        assert len(plan_.timeline.holds) == sum(reps)


@pytest.mark.parametrize(
    ("settings", "counted", "told"),
    [
        ("- reps: 5\n- count reps: on\n- for: 2m", 40, "8 rounds in 2m"),
        ("- reps: 5, 10\n- rep time: 2s\n- count reps: on\n- for: 1m", 60, "6, 3 rounds in 1m each"),
    ],
)
def test_reps_without_a_time_are_repeated_together(plan: Plan, settings: str, counted: int, told: str) -> None:
    timeline = plan(f"## Work\n{settings}").timeline
    assert str(timeline.steps[0].clock) == told
    assert sum(clip.role == "count" for clip in timeline.clips) == counted


def test_what_is_left_of_the_time_belongs_to_the_step(plan: Plan) -> None:
    script = (
        "## One\n- hold: 20s\n- rest between reps: 10s\n- for: 4m\n- finish: Done.\n\n## Two\n- hold: 5s\n- ready: 7s"
    )
    timeline = plan(script).timeline
    assert starts_ms(timeline)[-1] == 240_000 + 7_000 + (
        timeline.steps[1].start_ms - timeline.holds[0].start_ms - 240_000
    )
    assert 0 <= timeline.steps[1].start_ms - timeline.holds[0].start_ms - 240_000 < 24
    assert plan("## One\n- hold: 20s\n- rest between reps: 10s\n- for: 4m").timeline.duration_ms >= 240_000 + 15_504


def test_rests_between_reps_and_between_sets(plan: Plan) -> None:
    base = "## Work\n- hold: 10s\n- reps: 2\n- sets: 2\n"
    cases = {
        "": [0, 13_000, 28_000, 41_000],
        "- rest: 20s": [0, 30_000, 60_000, 90_000],
        "- rest between reps: 8s": [0, 18_000, 33_000, 51_000],
        "- rest between sets: 30s": [0, 13_000, 53_000, 66_000],
        "- rest: 20s\n- rest between reps: 4s": [0, 14_000, 44_000, 58_000],
        "- rest: 20s\n- rest between sets: 40s": [0, 30_000, 80_000, 110_000],
    }
    assert {lines: starts_ms(plan(base + lines).timeline) for lines in cases} == cases
    settled = plan(base + "- rest between sets: 30s", Choices(settle=Fraction(2))).timeline
    assert starts_ms(settled) == [0, 16_000, 86_000, 102_000]


def test_rest_between_rounds_of_phases_and_breathing(plan: Plan) -> None:
    timeline = plan("## A\n- phase 4s: Up.\n- reps: 3\n- rest between reps: 6s\n- rest countdown: 2").timeline
    assert spoken_ms(timeline, "phase") == [(0, "Up."), (10_000, "Up."), (20_000, "Up.")]
    assert spoken_ms(timeline, "count") == [
        (at, text) for end in (10_000, 20_000) for at, text in ((end - 2000, "Two."), (end - 1000, "One."))
    ]
    timeline = plan("## A\n- breathe: in 4s, out 6s\n- rounds: 2\n- rest between reps: 5s").timeline
    assert [at for at, _ in spoken_ms(timeline, "breathe")] == [0, 4_000, 15_000, 19_000]


def test_a_countdown_and_a_half_in_rests(plan: Plan) -> None:
    script = (
        "## A\n- hold: 10s\n- reps: 2\n- sets: 2\n- rest between sets: 40s\n- countdown: 0\n"
        "- rest countdown: 3\n- rest half: Half of your rest."
    )
    timeline = plan(script).timeline
    first, second, third, fourth = timeline.holds
    begin_ms = first.start_ms
    # The rests of 3 s between reps have just room for a countdown of 3.
    assert spoken_ms(timeline, "count") == [
        (hold.start_ms - begin_ms - 1000 * number, word)
        for hold in (second, third, fourth)
        for number, word in ((3, "Three."), (2, "Two."), (1, "One."))
    ]
    assert spoken_ms(timeline, "half") == [((second.end_ms + third.start_ms) // 2 - begin_ms, "Half of your rest.")]
    assert starts_ms(timeline) == [0, 13_000, 63_000, 76_000]
    assert timeline.dropped == ()


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("Three, two, one.", ["Three.", "Two.", "One."]),
        ("3, 2, 1", ["3.", "2.", "1."]),
        ("3 2 1", ["3.", "2.", "1."]),
        ("3-2-1!", ["3.", "2.", "1!"]),
        ("Get ready. Three … two … one.", ["Get ready.", "Three.", "Two.", "One."]),
        ("Drei, zwei, eins, los!", ["Drei.", "Zwei.", "Eins.", "Los!"]),
        ("三、二、一。", ["三.", "二.", "一."]),
        ("{side} side in two, one.", ["Right side in two.", "One."]),
    ],
)  # fmt: skip
def test_words_are_counted_into_the_begin_signal_on_their_own_seconds(
    plan: Plan, written: str, heard: list[str]
) -> None:
    script = f"## A\n- sides: right, left\n- hold: 5s\n- get ready: {written}\n- cue: Now."
    timeline = plan(script, None, lambda _spoken: 700).timeline
    counts = [clip for clip in timeline.clips if clip.role == "count"]
    assert [clip.text for clip in counts[: len(heard)]] == heard
    assert [timeline.holds[0].start_ms - clip.start_ms for clip in counts[: len(heard)]] == [
        1000 * number for number in range(len(heard), 0, -1)
    ]
    assert [timeline.holds[1].start_ms - clip.start_ms for clip in counts[len(heard) :]] == [
        1000 * number for number in range(len(heard), 0, -1)
    ]


def test_get_ready_lengthens_a_gap_that_is_too_short_and_never_lies_over_words(plan: Plan) -> None:
    timeline = plan("## A\n- hold: 5s\n- ready: 1s\n- cue: A cue.\n- get ready: Three, two, one.").timeline
    cue = next(clip for clip in timeline.clips if clip.role == "cue")
    counts = [clip.start_ms for clip in timeline.clips if clip.role == "count"]
    assert counts == [cue.end_ms + 1_100 + 1_000 * at for at in range(3)]
    assert timeline.holds[0].start_ms == counts[-1] + 1_000


def test_get_ready_of_the_session_counts_in_every_step_that_does_not_turn_it_off(plan: Plan) -> None:
    steps = ("## A\n- hold: 5s", "## B\n- hold: 5s\n- get ready: off", "## C\n- hold: 5s\n- get ready: One!")
    script = "\n\n".join(("- get ready: Two, one.", *steps))
    counts = [(clip.step, clip.text) for clip in plan(script).timeline.clips if clip.role == "count"]
    assert counts == [(1, "Two."), (1, "One."), (3, "One!")]


def test_less_guidance_keeps_numbers_and_tells_what_it_leaves_out(plan: Plan) -> None:
    script = "## A\n- hold: 5s\n- reps: 2\n- rest: 30s\n- rest half: Half.\n- rest countdown: 1\n- get ready: Two, one."
    names = plan(script, Choices(guidance=Guidance.NAMES)).timeline
    chimes = plan(script, Choices(guidance=Guidance.CHIMES)).timeline
    assert [clip.text for clip in names.clips if clip.role in ("count", "half")] == ["Two.", "One.", "One."]
    assert [one.text for one in names.dropped] == ["Half."]
    assert not any(clip.text and clip.role in ("count", "half") for clip in chimes.clips)
    assert [one.text for one in chimes.dropped] == ["Two.", "One.", "Half."]
    assert starts_ms(names) == starts_ms(chimes) == [0, 35_000]


def test_reps_without_a_time_are_clocked_together(plan: Plan) -> None:
    script = "## Push-ups\n- reps: 10\n- every: 60s\n- for: 10m\n- rest countdown: 3\n- cue: {reps} push-ups."
    timeline = plan(script).timeline
    begins = [clip.start_ms for clip in timeline.clips if clip.role == "begin"]
    assert [at_ms - begins[0] for at_ms in begins] == [60_000 * minute for minute in range(10)]
    assert [at_ms for at_ms, _ in spoken_ms(timeline, "count")] == [
        60_000 * minute - 1_000 * number for minute in range(1, 10) for number in (3, 2, 1)
    ]
    assert str(timeline.steps[0].clock) == "10 rounds in 10m"
    assert [text for _, text in spoken_ms(timeline, "cue")] == ["10 push-ups."]
    by_set = plan("## Push-ups\n- reps: 10\n- sets: 3\n- every: 60s").timeline
    begins = [clip.start_ms for clip in by_set.clips if clip.role == "begin"]
    assert [at_ms - begins[0] for at_ms in begins] == [0, 60_000, 120_000]


def test_a_variant_has_a_number_or_a_time(tmp_path: Path) -> None:
    (tmp_path / "base.md").write_text("## A\n- hold: 20s\n- reps: 3\n\n## B\n- hold: 20s\n- for: 2m", encoding="utf-8")
    own = tmp_path / "own.md"
    own.write_text("# Own\n- based on: base\n\n## A\n- for: 1m\n\n## B\n- reps: 4", encoding="utf-8")
    report = Report()
    steps = list(steps_of(read_composed(own, report).routine.sections))
    assert report.diagnostics == ()
    assert [[one.spec.key for one in step.settings] for step in steps] == [["hold", "for"], ["hold", "reps"]]


def test_a_jump_goes_to_the_start_of_all_rounds_of_a_set(unroll: Callable[..., Any]) -> None:
    script = "## Push-ups\n- reps: 10\n- sides: right, left\n- every: 60s\n- for: 3m\n- change: 5s"
    scheduler = Scheduler(defaultdict(lambda: 400))
    placed = [scheduler.place(section) for section in unroll(script)]
    first, second = turns(placed, 0)
    assert second.start_ms - first.start_ms == 185_000
    assert first.end_ms - first.start_ms == 2 * 60_000 + 30_000


@pytest.mark.parametrize(
    "settings", ["- hold: 10m\n- at every 1ms: [chime bell]", "- hold: 1s\n- rest: 0\n- for: 24h\n- sets: 9"]
)
def test_a_clock_without_end_is_refused_before_it_takes_memory(plan: Plan, settings: str) -> None:
    with pytest.raises(ScriptError, match="more than 100,000 cues"):
        plan(f"## A\n{settings}")


def guide_example(title: str) -> str:
    """Return the example script of the guide with this title."""
    block = re.search(rf"^ {{4}}# {re.escape(title)}\n(?: {{4}}.*\n|\n(?= {{4}}))+", guide_text(), re.MULTILINE)
    assert block is not None
    return textwrap.dedent(block[0])


def spans_s(timeline: Any) -> list[tuple[float, float]]:
    """Return the start and the length of each hold in seconds, from the first one."""
    first_ms = timeline.holds[0].start_ms
    return [((one.start_ms - first_ms) / SECOND_MS, (one.end_ms - one.start_ms) / SECOND_MS) for one in timeline.holds]


@pytest.mark.parametrize(
    ("title", "spans"),
    [
        ("EMOM", [(minute * 60, 40) for minute in range(10)]),
        ("Tabata", [(rep * 30, 20) for rep in range(8)]),
        ("AMRAP at your own tempo", [(0, 720)]),
        ("Sitting", [(0, 2_400)]),
        ("Pyramid", [(0, 20), (40, 30), (90, 40), (150, 30), (200, 20)]),
    ],
)
def test_the_examples_of_the_guide_keep_their_times(plan: Plan, title: str, spans: list[tuple[int, int]]) -> None:
    timeline = plan(guide_example(title)).timeline
    assert spans_s(timeline) == spans
    assert timeline.dropped == ()


def test_the_rounds_in_the_guide(plan: Plan) -> None:
    amrap = plan(guide_example("AMRAP")).timeline
    assert amrap.steps[0].clock.reps == (8,)
    exercises = ("Push-ups.", "Squats.", "Sit-ups.")
    assert spoken_ms(amrap, "phase") == [(30_000 * at, exercises[at % 3]) for at in range(24)]
    by_reps = plan(guide_example("EMOM by reps")).timeline
    begins = [clip.start_ms for clip in by_reps.clips if clip.role == "begin"]
    assert [at_ms - begins[0] for at_ms in begins] == [60_000 * minute for minute in range(10)]


def test_the_circuit_in_the_guide(plan: Plan) -> None:
    timeline = plan(guide_example("Circuit")).timeline
    names = [step.name for step in timeline.steps]
    assert names == ["Jumping jacks", "Push-ups", "Lunges", "Plank", "Mountain climbers"] * 3
    starts, lengths = zip(*spans_s(timeline), strict=True)
    assert set(lengths) == {40}
    assert [after - before for before, after in pairwise(starts)] == [60] * 14


def test_the_strength_training_in_the_guide(plan: Plan) -> None:
    timeline = plan(guide_example("Strength")).timeline
    assert spans_s(timeline) == [(set_s + rep * 25, 20) for set_s in (0, 180, 360) for rep in range(5)]
    halves = [at_ms for at_ms, text in spoken_ms(timeline, "half") if text == "Half of your rest."]
    assert halves == [150_000, 330_000]
    # "Three, two, one" before each set, and in each rest between reps.
    counted = [at_ms for at_ms, text in spoken_ms(timeline, "count") if text == "One."]
    assert counted == sorted(
        [
            -1_000,
            *(start * 1_000 - 1_000 for start, _ in spans_s(timeline)[1:]),
            *(start * 1_000 + 19_000 for start, _ in spans_s(timeline)),
        ]
    )


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("- hold: 5s\n- reps: 3\n- rest countdown: 3", []),
        ("- hold: 5s\n- reps: 3\n- rest countdown: 4", ["One.", "Two.", "Three.", "Four."]),
        ("- hold: 5s\n- sets: 2\n- rest half: Half.", ["Half."]),
        ("- hold: 5s\n- reps: 3\n- rest between reps: 8s\n- rest countdown: 5", []),
    ],
)
def test_what_no_rest_is_long_enough_for_is_told(plan: Plan, settings: str, told: list[str]) -> None:
    lost = plan(f"## A\n{settings}").timeline.dropped
    assert [one.text for one in lost] == told
    assert {one.reason for one in lost} <= {"every rest is too short for it"}


def test_a_countdown_of_rests_that_a_step_does_not_have_is_a_mistake(plan: Plan) -> None:
    assert error_of(plan, "## A\n- phase 3s: Up.\n- reps: 3\n- rest countdown: 3") == (
        '4: "rest countdown" needs a rest, but this step has none; add - rest between reps: 10s, or remove this line'
    )


@given(
    st.integers(0, 10**6), st.sampled_from((300, 1_500, 6_000)), st.integers(1, 3), st.integers(0, 40), st.booleans()
)
def test_nothing_lies_over_anything_and_everything_is_heard_or_told(
    plan: Plan,
    seed: int,
    longest_ms: int,
    reps: int,
    rest_s: int,
    has_sides: bool,  # noqa: FBT001
) -> None:
    sides = "- sides: right, left\n" if has_sides else ""
    script = (
        f"## A\n- hold: 5s\n- reps: {reps}\n- sets: 2\n{sides}"
        f"- rest between reps: 12s\n- rest between sets: {rest_s}s\n"
        "- get ready: So, three, two, one.\n- rest countdown: 2\n- rest half: Half of it.\n"
        "- cue: Now.\n- finish: Let go."
    )
    timeline = plan(script, None, lambda spoken: 50 + zlib.crc32(f"{seed} {spoken}".encode()) % longest_ms).timeline
    spoken = sorted((clip.start_ms, clip.end_ms) for clip in timeline.clips if clip.text)
    assert all(before[1] <= after[0] for before, after in pairwise(spoken))
    assert {hold.end_ms - hold.start_ms for hold in timeline.holds} == {5_000}
    heard = [clip.text for clip in timeline.clips] + [one.text for one in timeline.dropped]
    turns_done = 4 if has_sides else 2
    assert [heard.count(text) for text in ("So.", "Three.", "Now.", "Let go.")] == [turns_done] * 4
    ready = [hold.start_ms for hold in timeline.holds if hold.rep == 1]
    threes = [clip.start_ms for clip in timeline.clips if clip.text == "Three."]
    assert all((begin - at) % SECOND_MS == 0 for begin, at in zip(ready, threes, strict=True))


def test_the_cue_sheet_has_the_count_of_a_time(plan: Plan) -> None:
    timeline = plan("## A\n- hold: 20s\n- sides: right, left\n- for: 1m\n\n## B\n- hold: 5s").timeline
    told = {"title": "", "language": "en", "channels": 1, "voice": {}, "script_sha256": "", "options": {}}
    timed, plain = json.loads(json.dumps(cue_sheet(timeline, **told)))["steps"]
    assert (timed["reps"], timed["for_ms"]) == (4, 60_000)
    assert "reps" not in plain


def test_settle_leaves_what_goes_by_the_clock(plan: Plan) -> None:
    for script in (
        "## A\n- hold: 20s\n- rest between reps: 10s\n- for: 4m",
        "## A\n- hold: 20s\n- every: 30s\n- sets: 8",
    ):
        timeline = plan(QUIET + script, Choices(settle=Fraction(3))).timeline
        assert starts_ms(timeline) == [30_000 * rep for rep in range(8)]


def test_the_first_words_of_a_step_are_placed_for_good_before_those_that_are_counted_in(
    unroll: Callable[..., Any],
) -> None:
    script = (
        "## A\n- hold: 5s\n- cue: A cue.\n- get ready: Three, two, one.\n\nSetup.\n\n## B\n- hold: 5s\n- get ready: Go!"
    )
    known: defaultdict[Any, int] = defaultdict(lambda: 400)
    scheduler = Scheduler(known)
    for section in unroll(script):
        partial = [scheduler.place_partial(one) for _, one in partial_sections(section)]
        whole = scheduler.place(section)
        for settled in partial:
            assert settled.clips == whole.clips[: len(settled.clips)]
            assert all(clip.start_ms >= settled.settled_ms for clip in whole.clips[len(settled.clips) :])
