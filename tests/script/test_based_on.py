"""``based on`` merges a script into its base: own lines win, the base's stay otherwise."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest

from voicecoach.script import settings as table
from voicecoach.script.compose.read import read_composed
from voicecoach.script.files import find_script
from voicecoach.script.lint import lint
from voicecoach.script.printer import print_routine
from voicecoach.script.report import Report
from voicecoach.script.steps import shown_name, steps_of
from voicecoach.units import Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from voicecoach.script.model import Routine

    Lay = Callable[..., Routine]

BASE = """
    # Base
    - pace: 0.8
    - props: a mat
    - safety: Never push.
    - pronounce psoas: SO-az
    - chimes: begin gong

    Welcome.

    Lie down.

    ## Knee-to-Chest

    - sides: right, left
    - hold: 30s
    - safety: Mind your knee.
    - at half: Half of it.

    Setup of the knee.

    [repeat 2]

    ## Cat Cow

    - reps: 6
    - phase 4s: In.
    - phase 4s: Out.

    ## Child's Pose

    - hold: 60s

    [end]

    ---

    Well done.
"""


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """A function that lays own lines over the base and checks the result; remarks must be the expected ones."""

    def read(own: str, *remarks: str, base: str = BASE) -> Routine:
        (tmp_path / "base.md").write_text(textwrap.dedent(base).lstrip("\n"), encoding="utf-8")
        path = tmp_path / "own.md"
        path.write_text("- based on: base\n" + textwrap.dedent(own).lstrip("\n"), encoding="utf-8")
        report = Report()
        routine = read_composed(path, report).routine
        lint(routine, report)
        assert [f"{found.location.line} {found.message}" for found in report.diagnostics] == list(remarks)
        return routine

    return read


def step_lines(routine: Routine) -> list[str]:
    """Return the headings, dividers and repeats of a routine in their order, with the words of unnamed parts."""
    lines = print_routine(routine).splitlines()
    begin = next(index for index, line in enumerate(lines) if line and not line.startswith(("#", "-")))
    return [line for line in lines[begin:] if line and not line.startswith("- ")]


def setting_lines(routine: Routine, name: str) -> list[str]:
    step = next(step for step in steps_of(routine.sections) if shown_name(step) == name)
    return sorted(f"{one.written_key}: {one.written_value}" for one in step.settings)


def test_alone_it_is_the_base_under_another_name(lay: Lay, tmp_path: Path) -> None:
    routine = lay("")
    report = Report()
    base = read_composed(tmp_path / "base.md", report).routine
    assert (routine.title, routine.sections) == (base.title, base.sections)
    assert {one.written_key: one.value for one in routine.settings} == {
        one.written_key: one.value for one in base.settings
    }
    assert routine.path == str(tmp_path / "own.md")


def test_the_physiotherapists_three_lines(tmp_path: Path) -> None:
    path = tmp_path / "anna.md"
    path.write_text("# Anna\n- based on: lower-back\n## Bridge\n- hold: 8s\n", encoding="utf-8")
    report = Report()
    routine = read_composed(path, report).routine
    lint(routine, report)
    assert report.diagnostics == ()
    base = read_composed(find_script("lower-back"), Report()).routine
    old, new = list(steps_of(base.sections)), list(steps_of(routine.sections))
    changed = [(one, two) for one, two in zip(old, new, strict=True) if one != two]
    assert [shown_name(one) for one, _ in changed] == ["Bridge"]
    (before, after) = changed[0]
    assert after.settings.get(table.HOLD) == (Span(8_000, 8_000),)
    assert after.flow == before.flow
    assert setting_lines(routine, "Bridge") == [line.replace("10-20s", "8s") for line in setting_lines(base, "Bridge")]


def test_own_session_settings_win_and_safety_is_added(lay: Lay) -> None:
    routine = lay("# Own\n- pace: 1\n- props: off\n- safety: Breathe.\n- pronounce Psoas: off\n- chimes: end bell\n")
    assert print_routine(routine).splitlines()[:8] == [
        "# Own", "", "- pace: 1", "- props: off", "- pronounce Psoas: off", "- chimes: end bell",
        "- safety: Never push. Breathe.", "",
    ]  # fmt: skip


def test_safety_of_the_base_is_not_turned_off_without_a_name(lay: Lay) -> None:
    mistake = "safety words can only be removed by script name"
    routine = lay(
        "- safety: off\n\n## Knee-to-Chest\n\n- safety: off\n",
        f'2 {mistake}: "Never push." is still spoken',
        f'6 {mistake}: "Mind your knee." is still spoken',
    )
    assert "- safety: Never push.\n" in print_routine(routine)
    assert "safety: Mind your knee." in setting_lines(routine, "Knee-to-Chest")


def test_a_step_changes_only_what_it_gives(lay: Lay) -> None:
    routine = lay("## KNEE-TO-CHEST\n\n- hold: 8s\n- safety: Slowly.\n- at half: off\n")
    assert setting_lines(routine, "Knee-to-Chest") == [
        "at half: off", "hold: 8s", "safety: Mind your knee. Slowly.", "sides: right, left",
    ]  # fmt: skip
    assert step_lines(routine) == step_lines(lay(""))


def test_a_phones_apostrophe_is_the_same_name(lay: Lay) -> None:
    routine = lay("## Child\N{RIGHT SINGLE QUOTATION MARK}s Pose\n\n- hold: 8s\n")
    assert setting_lines(routine, "Child's Pose") == ["hold: 8s"]


def test_own_phases_replace_all_phases(lay: Lay) -> None:
    routine = lay("## Cat Cow\n\n- phase 5s: Up.\n")
    assert setting_lines(routine, "Cat Cow") == ["phase 5s: Up.", "reps: 6"]


def test_own_paragraphs_replace_the_introduction_or_the_steps(lay: Lay) -> None:
    assert step_lines(lay("\nHello Anna.\n"))[:2] == ["Hello Anna.", "## Knee-to-Chest"]
    lines = step_lines(lay("\n## Knee-to-Chest\n\nMy setup.\n"))
    assert lines[:4] == ["Welcome.", "Lie down.", "## Knee-to-Chest", "My setup."]


def test_own_closing_words_replace_those_behind_the_same_step(lay: Lay) -> None:
    base = "## One\n\n- hold: 20s\n\n---\n\nOld words.\n\n## Two\n\n- hold: 20s\n"
    own = "## One\n\n---\n\nNew words.\n\n## Two\n\n---\n\nGoodbye.\n"
    text = print_routine(lay(own, base=base))
    assert [line for line in text.splitlines() if line and not line.startswith("- ")] == [
        "## One", "---", "New words.", "## Two", "---", "Goodbye.",
    ]  # fmt: skip


def test_a_bare_divider_takes_no_words_away(lay: Lay) -> None:
    base = "## One\n\n- hold: 20s\n\n---\n\nOld words.\n"
    assert "Old words." in print_routine(lay("## One\n\n- hold: 8s\n\n---\n", base=base))


def new_step(line: int, name: str, where: str) -> str:
    return f'{line} the base script has no step "{name}"; it is added {where}'


def test_a_new_step_comes_first_where_none_stands_before_it(lay: Lay) -> None:
    lines = step_lines(lay("\n## Sit\n\n- hold: 10s\n", new_step(2, "Sit", "as the first step")))
    assert lines[:4] == ["Welcome.", "Lie down.", "## Sit", "## Knee-to-Chest"]


def test_new_steps_come_behind_the_one_before_them(lay: Lay) -> None:
    own = "## Cat Cow\n\n## Sit\n\n- hold: 10s\n\n---\n\nGood.\n\n## Stand\n\n- hold: 10s\n"
    lines = step_lines(lay(own, new_step(4, "Sit", 'after "Cat Cow"'), new_step(12, "Stand", 'after "Sit"')))
    assert lines[5:] == [
        "## Cat Cow", "## Sit", "---", "Good.", "## Stand", "## Child's Pose", "[end]", "Well done.",
    ]  # fmt: skip
    assert lines[4] == "[repeat 2]"


def test_a_new_name_given_twice_is_two_steps(lay: Lay) -> None:
    own = "## Rest\n\n- hold: 10s\n\n## Rest\n\n- hold: 20s\n"
    routine = lay(own, new_step(2, "Rest", "as the first step"), new_step(6, "Rest", 'after "Rest"'))
    holds = [step.settings.get(table.HOLD) for step in steps_of(routine.sections)]
    assert holds[:3] == [(Span(10_000, 10_000),), (Span(20_000, 20_000),), (Span(30_000, 30_000),)]


def test_a_name_that_comes_twice_is_changed_everywhere_or_one_by_one(lay: Lay) -> None:
    base = "## Rest\n\n- hold: 10s\n\n## Rest\n\n- hold: 10s\n"

    def holds_ms(own: str) -> list[int]:
        spans = (step.settings.get(table.HOLD) for step in steps_of(lay(own, base=base).sections))
        return [span[0].low for span in spans if span is not None]

    assert holds_ms("## Rest\n\n- hold: 8s\n") == [8_000, 8_000]
    assert holds_ms("## Rest\n\n- hold: 8s\n\n## Rest\n\n- hold: 9s\n") == [8_000, 9_000]


def test_the_warning_of_a_new_step_names_the_nearest(tmp_path: Path) -> None:
    path = tmp_path / "own.md"
    path.write_text("- based on: lower-back\n\n## Bride\n\n- hold: 8s\n", encoding="utf-8")
    report = Report()
    read_composed(path, report)
    assert [found.hint for found in report.diagnostics] == [
        'to change a step, use its name in the base script; did you mean "Bridge"?'
    ]


def test_new_steps_may_repeat_and_those_of_the_base_may_not(lay: Lay) -> None:
    own = "[repeat 2]\n## Sit\n- hold: 10s\n[end]\n"
    lines = step_lines(lay(own, new_step(3, "Sit", "as the first step")))
    assert lines[2:5] == ["[repeat 2]", "## Sit", "[end]"]
    lay(own.replace("Sit", "Cat Cow"), "2 steps of the base script cannot be repeated here")


def test_a_base_may_include_and_be_based_on_others(tmp_path: Path) -> None:
    (tmp_path / "lowest.md").write_text("- props: a chair\n- pace: 0.7\n\n## Stand\n\n- hold: 40s\n", encoding="utf-8")
    warm_up = "- safety: Go slowly.\n- props: a wall\n\n## Shake\n\n- hold: 15s\n"
    (tmp_path / "warm-up.md").write_text(warm_up, encoding="utf-8")
    base = "- based on: lowest\n- safety: Never push.\n\nHi.\n\n[include warm-up]\n"
    report = Report()
    (tmp_path / "base.md").write_text(base, encoding="utf-8")
    own = tmp_path / "own.md"
    lines = "- based on: base\n- props: a ball\n\n## Shake\n\n- hold: 8s\n\n## Stand\n\n- hold: 9s\n"
    own.write_text(lines, encoding="utf-8")
    routine = read_composed(own, report).routine
    assert ["Shake" in found.message for found in report.diagnostics] == [True]  # of base over lowest, none of own
    assert print_routine(routine).splitlines() == [
        "- pace: 0.7", "- props: a ball", "- safety: Never push. Go slowly.", "", "Hi.", "",
        "## Shake", "", "- hold: 8s", "", "## Stand", "", "- hold: 9s",
    ]  # fmt: skip


def test_what_the_own_script_includes_adds_its_care_to_the_bases(lay: Lay, tmp_path: Path) -> None:
    (tmp_path / "calm.md").write_text("- props: a chair\n- safety: Go slowly.\n\nBreathe.\n", encoding="utf-8")
    text = print_routine(lay("\n[include calm]\n"))
    assert "- props: a mat, a chair\n" in text
    assert "- safety: Never push. Go slowly.\n" in text
    assert "\n\nBreathe.\n\n## Knee-to-Chest\n" in text
