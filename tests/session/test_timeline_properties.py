"""Properties of every timeline, from generated scripts with speech of any length."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from voicecoach.session.cues import Role
from voicecoach.session.report.sheet import cue_sheet
from voicecoach.session.schedule.assemble import schedule
from voicecoach.session.schedule.scheduler import Scheduler, sources_of
from voicecoach.session.sounding import partial_sections
from voicecoach.session.timeline import SpeechSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.session.timeline import Clip, Timeline

    Plan = Callable[..., Any]


@dataclass(frozen=True)
class Case:
    """A script, and how often each of its texts has to be heard or be told as dropped."""

    script: str
    expected: dict[str, int]


@st.composite
def step(draw: st.DrawFn, number: int) -> tuple[str, dict[str, int]]:
    """Return a step; every text in it is its own."""
    sides = draw(st.sampled_from(((), ("right", "left"), ("left", "right"), ("front", "back"), ("a", "b", "c"))))
    sets = draw(st.integers(1, 3))
    reps = draw(
        st.lists(st.integers(1, 3), min_size=1, max_size=1) | st.lists(st.integers(1, 3), min_size=sets, max_size=sets)
    )
    holds_s = draw(st.lists(st.integers(1, 45), min_size=sets, max_size=sets))
    holds, counts = ", ".join(f"{hold_s}s" for hold_s in holds_s), ", ".join(map(str, reps))
    lines, expected = [f"## Step {number}", f"- hold: {holds}", f"- sets: {sets}", f"- reps: {counts}"], {}
    sided, each = bool(sides), len(sides) or 1
    turns = sets * each
    if sided:
        lines.append(f"- sides: {', '.join(sides)}")
    holds_in_all = each * (sum(reps) if len(reps) == sets else sets * reps[0])
    for key, times in (("cue", turns), ("finish", turns), ("safety", 1), ("at 2s", holds_in_all)):
        if draw(st.booleans()):
            text = f"{key} of {number}"
            lines.append(f"- {key}: {text}")
            expected[text] = times
    keys = ("ready", "change", "rest") if sided else ("ready", "rest")
    lines += [f"- {key}: {draw(st.integers(0, 12_000))}ms" for key in keys if draw(st.booleans())]
    if draw(st.booleans()):
        lines.append(f"- countdown: {draw(st.integers(0, 12))}")
    if draw(st.booleans()):
        lines += ["", f"Setup of {number}.", "", "[pause 1.5s]", "", f"More for {number}."]
        expected |= {f"Setup of {number}.": 1, f"More for {number}.": 1}
    return "\n".join(lines), expected


@st.composite
def cases(draw: st.DrawFn) -> Case:
    script, expected = "# Title\n\nWelcome.", {"Welcome.": 1}
    for number in range(1, draw(st.integers(1, 4)) + 1):
        kind = draw(st.sampled_from(("hold", "hold", "spoken", "phases", "reps", "breath", "part")))
        if kind == "hold":
            text, heard = draw(step(number))
        elif kind == "spoken":
            text, heard = f"## Told {number}\n\nWords of {number}.", {f"Words of {number}.": 1}
        elif kind == "phases":
            reps, length_ms = draw(st.integers(1, 4)), draw(st.integers(100, 5_000))
            text = f"## Phases {number}\n\n- reps: {reps}\n- phase {length_ms}ms: Up {number}.\n- phase 3s: off"
            text += "\n- count breath: on" * draw(st.booleans())
            heard = {f"Up {number}.": reps}
        elif kind == "reps":
            text = f"## Reps {number}\n\n- reps: {draw(st.integers(1, 9))}\n- count reps: on\n- sets: 2"
            text += f"\n- finish: Up {number}."
            heard = {f"Up {number}.": 2}
        elif kind == "breath":
            text = f"## Breaths {number}\n\n- breathe: in 3s, out 4s\n- rounds: 3, out 4-{draw(st.integers(4, 9))}s"
            text += f"\n- count breath: on\n- cue: Up {number}."
            heard = {f"Up {number}.": 1}
        else:
            text, heard = (
                (
                    f"---\n\nPart {number}. [chime bowl] Rest of it {number}. [voice de] Noch {number}. "
                    f"[gap 1.5] [voice] [bed off] End {number}."
                ),
                {
                    f"Part {number}.": 1,
                    f"Rest of it {number}.": 1,
                    f"Noch {number}.": 1,
                    f"End {number}.": 1,
                },
            )
        script += f"\n\n{text}"
        expected |= heard
    return Case(script, expected)


@st.composite
def speech_lengths(draw: st.DrawFn) -> Callable[[str], int]:
    """Return how long each text is spoken: whatever, but always the same."""
    seed, longest_ms = draw(st.integers(0, 10**6)), draw(st.sampled_from((300, 1_500, 7_000)))
    return lambda spoken: 50 + zlib.crc32(f"{seed} {spoken}".encode()) % longest_ms


def of_speech(timeline: Timeline) -> list[Clip]:
    return [clip for clip in timeline.clips if isinstance(clip.source, SpeechSource)]


@given(cases(), speech_lengths())
def test_no_two_voices_overlap(plan: Plan, case: Case, lengths: Any) -> None:
    for before, after in pairwise(of_speech(plan(case.script, None, lengths).timeline)):
        assert after.start_ms >= before.end_ms


@given(cases(), speech_lengths())
def test_a_hold_keeps_its_length_and_its_signals_whatever_is_spoken(plan: Plan, case: Case, lengths: Any) -> None:
    spoken, short = plan(case.script, None, lengths).timeline, plan(case.script, None, lambda _: 1).timeline
    begins = {clip.start_ms for clip in spoken.clips if clip.role == "begin"}
    ends = {clip.start_ms for clip in spoken.clips if clip.role == "end"}
    assert [hold.end_ms - hold.start_ms for hold in spoken.holds] == [
        hold.end_ms - hold.start_ms for hold in short.holds
    ]
    for hold in spoken.holds:
        assert hold.start_ms in begins
        assert hold.end_ms in ends


@given(cases(), speech_lengths())
def test_what_is_said_in_a_hold_ends_in_it_and_what_is_said_before_it_ends_in_good_time(
    plan: Plan, case: Case, lengths: Any
) -> None:
    timeline = plan(case.script, None, lengths).timeline
    for hold in timeline.holds:
        for clip in of_speech(timeline):
            if hold.start_ms <= clip.start_ms < hold.end_ms:
                assert clip.role in ("count", "at", "half")
                assert clip.end_ms <= hold.end_ms
            elif clip.start_ms < hold.start_ms:
                assert clip.end_ms <= hold.start_ms - 500


@given(cases(), speech_lengths())
def test_numbers_fall_on_their_seconds_and_have_no_gap_among_them(plan: Plan, case: Case, lengths: Any) -> None:
    timeline = plan(case.script, None, lengths).timeline
    for hold in timeline.holds:
        before_end_ms = [
            hold.end_ms - clip.start_ms
            for clip in timeline.clips
            if clip.role == "count" and hold.start_ms <= clip.start_ms < hold.end_ms
        ]
        assert before_end_ms == [1000 * number for number in range(len(before_end_ms), 0, -1)]


@given(cases(), speech_lengths())
def test_sides_are_held_equally_long(plan: Plan, case: Case, lengths: Any) -> None:
    held_ms: Counter[tuple[int, str]] = Counter()
    for hold in plan(case.script, None, lengths).timeline.holds:
        if hold.side:
            held_ms[hold.step, hold.side] += hold.end_ms - hold.start_ms
    for step_number in {number for number, _ in held_ms}:
        assert len({total_ms for (number, _), total_ms in held_ms.items() if number == step_number}) == 1


@given(cases(), speech_lengths())
def test_everything_is_heard_or_told_as_dropped(plan: Plan, case: Case, lengths: Any) -> None:
    timeline = plan(case.script, None, lengths).timeline
    heard = Counter(clip.text for clip in timeline.clips) + Counter(lost.text for lost in timeline.dropped)
    assert {text: heard[text] for text in case.expected} == case.expected
    assert all(lost.reason and lost.location for lost in timeline.dropped)


@given(cases(), speech_lengths())
def test_a_gap_is_as_long_as_its_phrase_times_its_factor(plan: Plan, case: Case, lengths: Any) -> None:
    clips = of_speech(plan(case.script, None, lengths).timeline)
    for phrase, after in pairwise(clips):
        if phrase.text.startswith("Noch"):
            assert after.start_ms - phrase.end_ms == (3 * phrase.duration_ms + 1) // 2


@given(cases(), speech_lengths())
def test_the_ends_are_silent_and_time_is_conserved(plan: Plan, case: Case, lengths: Any) -> None:
    timeline = plan(case.script, None, lengths).timeline
    assert timeline.clips[0].start_ms >= 500
    assert timeline.duration_ms >= max(clip.end_ms for clip in timeline.clips) + 1_000
    assert all(one.start_ms % 24 == 0 for one in timeline.steps)
    assert all(before.end_ms <= after.start_ms for before, after in pairwise(timeline.steps))
    assert all(before.end_ms == after.start_ms for before, after in pairwise(timeline.chapters))
    assert not timeline.chapters or timeline.chapters[-1].end_ms == timeline.duration_ms
    by_index = {one.index: one for one in timeline.steps}
    for hold in timeline.holds:
        assert by_index[hold.step].start_ms <= hold.start_ms < hold.end_ms <= by_index[hold.step].end_ms
    assert all(before.end_ms < after.start_ms for before, after in pairwise(timeline.holds))


@given(cases(), speech_lengths(), st.data())
def test_placing_goes_on_from_what_was_placed_and_needs_only_the_lengths_so_far(
    plan: Plan, case: Case, lengths: Any, data: st.DataObject
) -> None:
    whole = plan(case.script, None, lengths)
    known: dict[Any, int] = {clip.source: clip.duration_ms for clip in whole.timeline.clips if not clip.text}
    scheduler = Scheduler(known)
    clips: list[Clip] = []
    settled_ms = 0
    for section in whole.sections:
        known |= {one: lengths(one.spoken) for one in sources_of(section) if isinstance(one, SpeechSource)}
        known |= {one: 100 for one in sources_of(section) if one not in known}
        placed = scheduler.place(section)
        assert all(clip.start_ms >= settled_ms for clip in placed.clips)
        settled_ms = placed.settled_ms
        clips += placed.clips
    assert tuple(clips) == whole.timeline.clips
    assert scheduler.duration_ms() == whole.timeline.duration_ms
    first = schedule(whole.sections[: data.draw(st.integers(0, len(whole.sections)))], known)
    assert first.clips == whole.timeline.clips[: len(first.clips)]
    assert first.holds == whole.timeline.holds[: len(first.holds)]


@given(cases(), speech_lengths())
def test_what_a_section_begins_with_is_placed_for_good(plan: Plan, case: Case, lengths: Any) -> None:
    whole = plan(case.script, None, lengths)
    known: dict[Any, int] = {clip.source: clip.duration_ms for clip in whole.timeline.clips}
    known |= {one: 100 for section in whole.sections for one in sources_of(section) if one not in known}
    scheduler = Scheduler(known)
    for section in whole.sections:
        begun = [scheduler.place_partial(beginning) for _, beginning in partial_sections(section)]
        placed = scheduler.place(section)
        for count, beginning in enumerate(begun, 1):
            assert beginning.clips == placed.clips[:count]
            assert beginning.step.start_ms == placed.step.start_ms
            assert beginning.settled_ms == beginning.clips[-1].end_ms
            assert all(clip.start_ms >= beginning.settled_ms for clip in placed.clips[count:])
    assert scheduler.duration_ms() == whole.timeline.duration_ms, "to place a beginning leaves no trace"


@given(cases(), speech_lengths())
def test_the_cue_sheet_is_plain_json_in_order(plan: Plan, case: Case, lengths: Any) -> None:
    timeline = plan(case.script, None, lengths).timeline
    sheet = cue_sheet(timeline, title="T", language="en", channels=1, voice={}, script_sha256="", options={})
    read = json.loads(json.dumps(sheet))
    starts_ms = [cue["start_ms"] for cue in read["cues"]]
    assert starts_ms == sorted(starts_ms)
    assert all(cue["start_ms"] + cue["duration_ms"] <= read["duration_ms"] for cue in read["cues"])
    assert len(read["holds"]) == len(timeline.holds)
    assert {cue["role"] for cue in read["cues"]} <= set(Role)
