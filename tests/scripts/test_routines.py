"""The shipped routines have no warnings, are fair to both sides, and tell a listener what to know."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from voicecoach import folders
from voicecoach.pipeline.library import check_script
from voicecoach.pipeline.load import load_script
from voicecoach.script import settings as table
from voicecoach.script.model import Step
from voicecoach.script.printer import print_text
from voicecoach.script.spec import StepKind
from voicecoach.session.cues import Role
from voicecoach.session.options import Choices
from voicecoach.session.timeline import SpeechSource
from voicecoach.units import MINUTE_MS, SECOND_MS
from voicecoach.voices.normalize.text import normalized

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from voicecoach.script.model import Routine
    from voicecoach.session.timeline import Timeline

    Rehearse = Callable[[Path, Choices], Timeline]

SCRIPTS = folders.shipped_scripts()
ROUTINES = sorted(SCRIPTS.glob("*.md"))
NAMES = {
    "body-scan",
    "box-breathing",
    "desk-break",
    "hips-and-hamstrings",
    "lower-back",
    "lower-back-de",
    "lower-back-es",
    "lower-back-five-minutes",
    "lower-back-gentle",
    "neck-and-shoulders",
    "sleep-wind-down",
}
# A routine may say what it is for; what it does to an illness is a promise that no text can keep.
PROMISES = re.compile(
    r"\b(cures?|heals?|treats?|guarantee\w*|heil(t|en)|linder[nt]|cura[nr]?|sana[nr]?)\b", re.IGNORECASE
)
TONE = Choices(voice="tone")

each_routine = pytest.mark.parametrize("path", ROUTINES, ids=lambda path: path.stem)


def routine_of(name: str) -> Routine:
    script = load_script(str(SCRIPTS / f"{name}.md"), TONE)
    assert not script.report.diagnostics
    return script.routine


def steps(routine: Routine) -> list[Step]:
    return [section for section in routine.sections if isinstance(section, Step)]


def step_called(routine: Routine, name: str) -> Step:
    return next(step for step in steps(routine) if print_text(step.name) == name)


def spoken_by(timeline: Timeline, role: Role | None = None) -> list[str]:
    return [
        clip.source.spoken
        for clip in timeline.clips
        if isinstance(clip.source, SpeechSource) and role in (None, clip.role)
    ]


def test_the_library_is_whole() -> None:
    assert {path.stem for path in ROUTINES} == NAMES


@each_routine
def test_checks_without_a_remark(path: Path) -> None:
    checked = check_script(str(path))
    assert [str(found) for found in checked.diagnostics] == []
    assert checked.summary


@each_routine
def test_tells_what_it_is(path: Path) -> None:
    routine = routine_of(path.stem)
    assert routine.title is not None
    about = routine.settings.get(table.ABOUT)
    assert about is not None
    assert about.endswith(".")
    assert len(about) <= 110, "it has to fit on a line of the list"


@each_routine
@pytest.mark.parametrize("level", [1, 3, 5])
def test_both_sides_get_the_same_and_nothing_is_left_out(path: Path, level: int, rehearse: Rehearse) -> None:
    timeline = rehearse(path, Choices(voice="tone", level=level))
    assert not timeline.dropped
    held_ms: Counter[tuple[int, str | None]] = Counter()
    for hold in timeline.holds:
        held_ms[hold.step, hold.side] += hold.end_ms - hold.start_ms
    for (step, side), length_ms in held_ms.items():
        if side is not None:
            assert length_ms == held_ms[step, "left"] == held_ms[step, "right"]


@each_routine
@pytest.mark.parametrize("level", [1, 5])
def test_nothing_is_left_out_at_the_rate_of_its_voice(path: Path, level: int, rehearse: Rehearse) -> None:
    assert not rehearse(path, Choices(level=level)).dropped


@each_routine
def test_every_pace_is_that_of_a_guide(path: Path) -> None:
    """Stretches at 120 to 145 words a minute, sleep, body scan and breathing slower."""
    pace = load_script(str(path), TONE).options.pace
    is_slow = path.stem in {"body-scan", "sleep-wind-down", "box-breathing"}
    assert (0.85 <= pace <= 0.9) if is_slow else (0.95 <= pace <= 1)


@each_routine
def test_safety_and_props_are_spoken_before_the_first_step(path: Path, rehearse: Rehearse) -> None:
    timeline = rehearse(path, TONE)
    first_step_ms = timeline.steps[0].start_ms
    roles = {clip.role for clip in timeline.clips if clip.start_ms < first_step_ms}
    assert Role.SAFETY in roles
    if any(step.settings.get(table.HOLD) for step in steps(routine_of(path.stem))):
        assert Role.PROPS in roles


@each_routine
def test_what_a_step_needs_is_among_what_is_laid_ready(path: Path, rehearse: Rehearse) -> None:
    timeline = rehearse(path, TONE)
    announced = " ".join(clip.text for clip in timeline.clips if clip.role is Role.PROPS and clip.step is None)
    left_out = {name.casefold() for name in routine_of(path.stem).settings.get(table.SKIP) or ()}
    only = {name.casefold() for name in routine_of(path.stem).settings.get(table.ONLY) or ()}
    for step in steps(routine_of(path.stem)):
        name = print_text(step.name).casefold()
        props = step.settings.get(table.PROPS)
        if props is None or name in left_out or (only and name not in only):
            continue
        things = [word for word in re.findall(r"[^\W\d_]{4,}", print_text(props)) if word not in {"your", "dein"}]
        assert things
        assert all(thing in announced for thing in things), name


@each_routine
def test_holds_have_a_cue_and_a_shorter_one(path: Path) -> None:
    for step in steps(routine_of(path.stem)):
        if step.settings.kind() is StepKind.HOLDS:
            cue, brief = step.settings.get(table.CUE), step.settings.get(table.BRIEF)
            assert cue is not None, step.name
            assert brief is not None, step.name
            assert len(print_text(brief)) <= len(print_text(cue)), step.name


@each_routine
def test_a_name_with_a_hyphen_says_how_it_is_spoken(path: Path) -> None:
    for step in steps(routine_of(path.stem)):
        if "-" in print_text(step.name):
            spoken = step.settings.get(table.SPOKEN)
            assert spoken is not None
            assert "-" not in print_text(spoken)


@each_routine
def test_is_spoken_as_it_is_written(path: Path, rehearse: Rehearse) -> None:
    language = routine_of(path.stem).settings.get(table.LANGUAGE) or "en"
    for words in spoken_by(rehearse(path, TONE)):
        assert re.fullmatch(r"(?:[^\W\d_]|[\s.,:;!?'’-])+", words), words
        assert re.findall(r"[^\W_]+", normalized(words, language)) == re.findall(r"[^\W_]+", words)


@each_routine
def test_promises_nothing(path: Path, rehearse: Rehearse) -> None:
    said = " ".join(spoken_by(rehearse(path, TONE)))
    about = routine_of(path.stem).settings.get(table.ABOUT) or ""
    assert not PROMISES.search(f"{said} {about}")


@pytest.mark.parametrize(
    ("name", "least_ms", "most_ms"),
    [
        ("lower-back-five-minutes", 280 * SECOND_MS, 325 * SECOND_MS),
        ("desk-break", 280 * SECOND_MS, 325 * SECOND_MS),
        ("body-scan", 15 * MINUTE_MS, 20 * MINUTE_MS),
        ("lower-back", 17 * MINUTE_MS, 19 * MINUTE_MS),
    ],
)
def test_takes_as_long_as_it_says(name: str, least_ms: int, most_ms: int, rehearse: Rehearse) -> None:
    """With the estimate for the voice that the routine asks for."""
    assert least_ms <= rehearse(SCRIPTS / f"{name}.md", Choices()).duration_ms <= most_ms


def test_most_of_the_body_scan_is_silence(rehearse: Rehearse) -> None:
    timeline = rehearse(SCRIPTS / "body-scan.md", TONE)
    spoken_ms = sum(clip.duration_ms for clip in timeline.clips if isinstance(clip.source, SpeechSource))
    assert spoken_ms < timeline.duration_ms / 2
    assert not timeline.holds


def test_the_gentle_version_asks_for_less(rehearse: Rehearse) -> None:
    whole, gentle = (rehearse(SCRIPTS / f"{name}.md", TONE) for name in ("lower-back", "lower-back-gentle"))
    longest_ms = {
        name: {step.name: 0 for step in timeline.steps} for name, timeline in (("whole", whole), ("gentle", gentle))
    }
    for name, timeline in (("whole", whole), ("gentle", gentle)):
        step_names = {step.index: step.name for step in timeline.steps}
        for hold in timeline.holds:
            step = step_names[hold.step]
            longest_ms[name][step] = max(longest_ms[name][step], hold.end_ms - hold.start_ms)
    assert set(longest_ms["gentle"]) == set(longest_ms["whole"]) - {"Bridge"}
    assert "Pelvic Tilt" in longest_ms["gentle"]
    for step, gentle_ms in longest_ms["gentle"].items():
        assert gentle_ms <= longest_ms["whole"][step], step
    assert "leg out" not in " ".join(spoken_by(gentle))
    assert len(spoken_by(gentle, Role.SAFETY)) >= len(spoken_by(whole, Role.SAFETY))


def test_five_minutes_need_only_a_mat(rehearse: Rehearse) -> None:
    timeline = rehearse(SCRIPTS / "lower-back-five-minutes.md", TONE)
    assert [step.name for step in timeline.steps] == ["Knee-to-Chest", "Cat-Cow", "Trunk Rotation", "Child's Pose"]
    (props,) = spoken_by(timeline, Role.PROPS)
    assert "mat" in props
    assert "cushion" not in props


@pytest.mark.parametrize("name", ["lower-back-de", "lower-back-es"])
def test_a_translation_is_the_same_session(name: str) -> None:
    """Words differ; sides, holds, reps, sets, phases and gaps are those of lower-back."""
    specs = (table.SIDES, table.HOLD, table.REPS, table.SETS, table.READY, table.CHANGE, table.REST_BETWEEN)

    def rhythm(step: Step) -> list[object]:
        phases = [line.argument for line, _ in step.settings.every(table.PHASE)]
        points = [line.argument for line, _ in step.settings.every(table.AT)]
        return [*(step.settings.get(spec) for spec in specs), phases, points]

    assert [rhythm(step) for step in steps(routine_of(name))] == [
        rhythm(step) for step in steps(routine_of("lower-back"))
    ]


def test_the_end_of_the_day_is_quiet(rehearse: Rehearse) -> None:
    timeline = rehearse(SCRIPTS / "sleep-wind-down.md", TONE)
    assert all(isinstance(clip.source, SpeechSource) for clip in timeline.clips)
    assert timeline.duration_ms - timeline.clips[-1].end_ms >= MINUTE_MS
