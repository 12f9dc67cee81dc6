"""``[include NAME]`` inserts another script, with real files in folders of their own; mistakes are reported."""

from __future__ import annotations

import textwrap
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from voicecoach.errors import ScriptError
from voicecoach.script import settings as table
from voicecoach.script.compose.read import read_composed
from voicecoach.script.limits import MOST_INCLUDED
from voicecoach.script.lint import lint
from voicecoach.script.model import Break, Part, SessionRepeat, Step
from voicecoach.script.printer import print_routine, print_text
from voicecoach.script.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from voicecoach.script.model import Routine, Text

    Write = Callable[[str, str], Path]
    Compose = Callable[[str], Routine]

WARM_UP = """
    # Warm-up
    - props: a mat
    - safety: Go slowly.
    - pace: 0.5
    - value patient: Anna

    Let us warm up.

    ## Shake

    - hold: 10s

    ---

    You are warm now.
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_script(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
        return path

    return write_script


@pytest.fixture
def composed(write: Write) -> Compose:
    """A function that reads a script together with what it names, in which nothing may be wrong."""

    def read(text: str) -> Routine:
        report = Report()
        routine = read_composed(write("main.md", text), report).routine
        lint(routine, report)
        assert report.diagnostics == ()
        return routine

    return read


@pytest.fixture
def refused(write: Write) -> Callable[[str], list[str]]:
    """A function that returns what is wrong with a script, each with its file, line and column."""

    def read(text: str) -> list[str]:
        report = Report()
        read_composed(write("main.md", text), report)
        assert all(found.hint for found in report.diagnostics)
        return [
            f"{found.location.path.rpartition('/')[2]}:{found.location.line}:{found.location.column} {found.message}"
            for found in report.diagnostics
        ]

    return read


def printed(routine: Routine) -> str:
    """Return the sections of a routine as they are written."""
    text = print_routine(routine)
    return text[text.index("\n\n") + 2 :] if routine.title or routine.settings.entries else text


def words(text: Text | None) -> str | None:
    return None if text is None else print_text(text)


def test_words_come_in_where_the_include_stands(write: Write, composed: Compose) -> None:
    write("calm.md", "Breathe in.\n\nBreathe out.")
    routine = composed("Hello.\n\n[include calm]\n\nGoodbye.")
    assert printed(routine) == "Hello.\n\nBreathe in.\n\nBreathe out.\n\nGoodbye.\n"


def test_steps_come_in_where_the_include_stands(write: Write, composed: Compose) -> None:
    write("warm-up.md", WARM_UP)
    routine = composed("Hello.\n\n[include warm-up]\n\nOn we go.\n\n## Bridge\n\n- hold: 20s\n")
    assert [type(section) for section in routine.sections] == [Part, Step, Part, Step]
    assert printed(routine).splitlines() == [
        "Hello.", "", "Let us warm up.", "", "## Shake", "", "- hold: 10s", "", "---", "", "You are warm now.", "",
        "On we go.", "", "## Bridge", "", "- hold: 20s",
    ]  # fmt: skip


def test_only_props_and_safety_of_an_included_script_are_added(write: Write, composed: Compose) -> None:
    write("warm-up.md", WARM_UP)
    routine = composed("- props: a block, a mat\n- safety: Never push\n\n[include warm-up]")
    assert words(routine.settings.get(table.PROPS)) == "a block, a mat"
    assert words(routine.settings.get(table.SAFETY)) == "Never push. Go slowly."
    assert routine.title is None
    assert {setting.spec for setting in routine.settings} == {table.PROPS, table.SAFETY}


def test_new_props_are_appended_and_come_back_where_they_were_off(write: Write, composed: Compose) -> None:
    write("warm-up.md", WARM_UP)
    assert words(composed("- props: a block\n\n[include warm-up]").settings.get(table.PROPS)) == "a block, a mat"
    assert words(composed("- props: off\n\n[include warm-up]").settings.get(table.PROPS)) == "a mat"


def test_what_is_included_twice_is_said_twice_but_its_care_is_told_once(write: Write, composed: Compose) -> None:
    write("warm-up.md", WARM_UP)
    routine = composed("[include warm-up]\n\n[include warm-up]")
    assert [type(section) for section in routine.sections] == [Part, Step, Part, Step, Part]
    assert words(routine.settings.get(table.SAFETY)) == "Go slowly."
    assert words(routine.settings.get(table.PROPS)) == "a mat"


def test_a_value_of_an_included_script_stays_there(write: Write) -> None:
    write("warm-up.md", WARM_UP)
    report = Report()
    routine = read_composed(write("main.md", "[include warm-up]\n\nHello {patient}."), report).routine
    lint(routine, report)
    assert [str(found.location).rpartition("/")[2] for found in report.diagnostics] == ["main.md:3:7"]


def test_words_included_in_a_step_are_its_setup_and_may_name_the_side(write: Write, composed: Compose) -> None:
    write("setup.md", "Lie on your back.")
    routine = composed("## Knee\n\n- hold: 20s\n\n[include setup]\n\n---\n\nDone.")
    step = routine.sections[0]
    assert isinstance(step, Step)
    assert printed(replace_sections(routine, (step,))) == "## Knee\n\n- hold: 20s\n\nLie on your back.\n"


def replace_sections(routine: Routine, sections: tuple[Step, ...]) -> Routine:
    return type(routine)(None, routine.settings, sections, routine.path)


def test_steps_included_in_a_step_end_it(write: Write, composed: Compose) -> None:
    write("warm-up.md", "## Shake\n\n- hold: 10s\n")
    routine = composed("## First\n\n- hold: 20s\n\nSetup.\n\n[include warm-up]\n\nAfterwards.")
    assert printed(routine).splitlines() == [
        "## First", "", "- hold: 20s", "", "Setup.", "", "## Shake", "", "- hold: 10s", "", "---", "", "Afterwards.",
    ]  # fmt: skip


def test_included_words_and_steps_are_repeated(write: Write, composed: Compose) -> None:
    write("calm.md", "Breathe.")
    write("warm-up.md", "## Shake\n\n- hold: 10s\n")
    inline = composed("[repeat 2]\n[include calm]\n[end]")
    assert printed(inline) == "[repeat 2]\nBreathe.\n[end]\n"
    whole = composed("Hello.\n\n[repeat 3]\nOnce more.\n[include warm-up]\n[end]\n\nBye.")
    assert [type(section) for section in whole.sections] == [Part, SessionRepeat, Part]
    repeat = whole.sections[1]
    assert isinstance(repeat, SessionRepeat)
    assert repeat.count == 3
    assert [type(section) for section in repeat.sections] == [Part, Step]


def test_an_include_in_a_repeat_of_steps_comes_in_there(write: Write, composed: Compose) -> None:
    write("warm-up.md", "## Shake\n\n- hold: 10s\n")
    routine = composed("[repeat 2]\n## One\n- hold: 20s\n\n[include warm-up]\n[end]")
    repeat = routine.sections[0]
    assert isinstance(repeat, SessionRepeat)
    assert [print_text(step.name) for step in repeat.sections if isinstance(step, Step)] == ["One", "Shake"]


def test_beside_the_script_wins_over_the_own_folder_and_that_over_what_ships(write: Write, composed: Compose) -> None:
    assert isinstance(composed("[include box-breathing]").sections[1], Step)
    write("home/scripts/box-breathing.md", "Mine.")
    assert printed(composed("[include box-breathing]")) == "Mine.\n"
    write("box-breathing.txt", "Beside.")
    assert printed(composed("[include box-breathing]")) == "Beside.\n"
    assert printed(composed("[include box-breathing.txt]")) == "Beside.\n"


def test_a_ring_is_found_and_named(write: Write, refused: Callable[[str], list[str]]) -> None:
    write("b.md", "Two.\n\n[include c]")
    write("c.md", "- based on: main\n\nThree.")
    assert refused("[include b]") == ["c.md:1:13 these scripts include each other in a circle: main → b → c → main"]
    assert refused("One.\n[include main]") == ["main.md:2:1 these scripts include each other in a circle: main → main"]


@pytest.mark.parametrize("line", ["[include s{}]", "- based on: s{}"])
def test_eight_deep_is_the_limit(write: Write, refused: Callable[[str], list[str]], line: str) -> None:
    for number in range(1, 8):
        write(f"s{number}.md", f"{line.format(number + 1)}\n\nWords {number}.")
    write("s8.md", "The last one.")
    assert refused(line.format(1)) == []
    write("s8.md", line.format(9))
    write("s9.md", "Too deep.")
    found = refused(line.format(1))
    assert len(found) == 1
    assert found[0].startswith("s8.md:1:")
    assert "more than 8 levels deep" in found[0]


def test_depth_counts_on_every_way(write: Write, refused: Callable[[str], list[str]]) -> None:
    """A script that was read on a short way may be too deep on a longer one."""
    for number in range(1, 8):
        write(f"s{number}.md", f"[include s{number + 1}]")
    write("s8.md", "The last one.")
    write("longer.md", "[include s1]")
    assert refused("[include s1]") == []
    assert [found.partition(" ")[0] for found in refused("[include s1]\n[include longer]")] == ["longer.md:1:1"]


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "folder/x", "folder\\x", "..", "."])
def test_names_have_no_folders(write: Write, refused: Callable[[str], list[str]], name: str) -> None:
    write("folder/x.md", "Words.")
    found = refused(f"Hi.\n\n[include {name}]")
    assert [one.partition(" ")[0] for one in found] == ["main.md:3:1"]
    assert refused(f"- based on: {name}\n\nHi.") == [found[0].replace("3:1", "1:13")]


def test_a_link_out_of_the_folder_is_refused(write: Write, tmp_path: Path, refused: Callable[[str], list[str]]) -> None:
    outside = write("elsewhere/secret.md", "Secret.")
    (tmp_path / "linked.md").symlink_to(outside)
    assert len(refused("[include linked]")) == 1
    inside = write("real.md", "Words.")
    (tmp_path / "alias.md").symlink_to(inside)
    assert refused("[include alias]") == []


def test_a_missing_script_names_the_nearest_and_brings_no_other_mistakes(write: Write) -> None:
    report = Report()
    composed = read_composed(write("main.md", "- based on: lower-bak\n\n[include box-breathin]\n"), report)
    assert not composed.is_whole
    assert [found.hint for found in report.diagnostics] == [
        'did you mean "lower-back"?', 'did you mean "box-breathing"?'
    ]  # fmt: skip


def test_mistakes_in_an_included_script_are_told_once_and_there(
    write: Write, refused: Callable[[str], list[str]]
) -> None:
    write("calm.md", "Breathe [chime].")
    write("picture.md", "\x00")
    found = refused("[include calm]\n[include calm]\n[include picture]\n- colour: red")
    assert [one.partition(" ")[0] for one in found] == ["calm.md:1:9", "main.md:4:3", "picture.md:1:1"]


def test_a_flood_of_includes_ends_with_one_mistake(write: Write) -> None:
    # Each file brings the next one in a hundred times: 100^8 paragraphs, were it not for the limit.
    for number in range(8):
        write(f"s{number}.md", f"[include s{number + 1}]\n" * 100)
    write("s8.md", "Words.")
    report = Report()
    composed = read_composed(write("main.md", "[include s1]"), report)
    assert [found.message for found in report.diagnostics] == ["this include makes the session too long"]
    assert not composed.is_whole
    assert MOST_INCLUDED >= 100_000


def test_a_script_full_of_mistakes_ends_the_reading(write: Write) -> None:
    write("noise.md", "- a: b\n" * 1_500)
    with pytest.raises(ScriptError) as caught:
        read_composed(write("main.md", "[include noise]"), Report())
    assert len(caught.value.diagnostics) == 1_001


def test_blank_lines_around_what_comes_in_are_one_pause(write: Write, composed: Compose) -> None:
    write("warm-up.md", "\n\nLet us warm up.\n\n\n## Shake\n\n- hold: 10s\n\n---\n\nDone.\n\n")
    routine = composed("Hello.\n\n\n[include warm-up]\n\n\nOn.")
    for section in routine.sections:
        flow = section.flow if isinstance(section, Part) else ()
        assert not any(isinstance(one, Break) and isinstance(two, Break) for one, two in pairwise(flow))
        assert not flow or not isinstance(flow[0], Break)
