"""Lines of a script: headings, settings, dividers, comments and text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from voicecoach.script import settings as table
from voicecoach.script.model import Break, Paragraph, Part, Point, Step
from voicecoach.script.printer import print_routine, print_text, written_form
from voicecoach.script.source import Comment

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Reading

    from voicecoach.script.model import Routine, RoutineSection

HOLD = "- hold: 30s\n"


def flow_of(section: RoutineSection) -> list[str]:
    """Return what is spoken in a section, and its blank lines and comments."""
    assert isinstance(section, Part | Step)
    shown = []
    for item in section.flow:
        match item:
            case Paragraph(text):
                shown.append(print_text(text))
            case Break():
                shown.append("")
            case Comment(text):
                shown.append(f"<{text}>")
            case _:
                shown.append(type(item).__name__)
    return shown


def cue_of(routine: Routine) -> str:
    step = routine.sections[-1]
    assert isinstance(step, Step)
    cue = step.settings.get(table.CUE)
    assert cue is not None
    return print_text(cue)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("## Bridge", "Bridge"),
        ("##\tBridge", "Bridge"),
        ("  ## Bridge  ", "Bridge"),
        ("##\u00a0Bridge", "Bridge"),
        ("## Bridge ##", "Bridge"),
        ("## Bridge # ## ", "Bridge"),
        ("## C#", "C#"),
        ("## # Bridge", "# Bridge"),
        ("## Child's Pose: part 2", "Child's Pose: part 2"),
        ("## *Bridge*, slowly", "Bridge, slowly"),
        ("## (Cat-Cow){Cat Cow}", "Cat-Cow"),
        (r"## Bridge \[easy]", "Bridge [easy]"),
        ("## <!-- no. 3 --> Bridge", "Bridge"),
        ("## - hold: 30s", "- hold: 30s"),
        ("## Bridge  on   toes", "Bridge on toes"),
    ],
)
def test_the_name_of_a_step(line: str, name: str, read_well: Callable[[str], Routine]) -> None:
    (step,) = read_well(f"{line}\nWords.").sections
    assert isinstance(step, Step)
    assert written_form(step.name) == name


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Hold {hold}", "variables do not work here"),
        ("Bridge [pause 2s]", "pauses do not work here"),
        ("Bridge [chime bowl]", "this action works only in paragraphs"),
        ("…", 'there is nothing to speak in "…"'),
    ],
)
def test_a_name_is_only_words(name: str, message: str, read: Callable[[str], Reading]) -> None:
    assert read(f"## {name}\nWords.").errors == [f"1: {message}"]
    assert read(f"# {name}\nWords.").errors == [f"1: {message}"]


def test_the_title_may_stand_below_the_settings(read_well: Callable[[str], Routine]) -> None:
    routine = read_well("- pace: 1\n# Evening\nHello.")
    assert routine.title is not None
    assert print_text(routine.title) == "Evening"
    assert print_routine(routine) == "# Evening\n\n- pace: 1\n\nHello.\n"


def test_a_title_ends_a_paragraph(read_well: Callable[[str], Routine]) -> None:
    (part,) = read_well("Hello.\n# Evening\nGood evening.").sections
    assert flow_of(part) == ["Hello.", "", "Good evening."]


@pytest.mark.parametrize("mark", ["-", "- ", "-   ", "* ", "• ", "– ", "\t- ", "      - ", "-\u00a0", "•\t"])
def test_a_dash_or_a_bullet_makes_a_setting(mark: str, read_well: Callable[[str], Routine]) -> None:
    (step,) = read_well(f"## A\n{mark}hold: 30s").sections
    assert isinstance(step, Step)
    assert step.settings.get(table.HOLD) is not None


@pytest.mark.parametrize("line", ["*hold*: 30 s", "•hold: 30s", "–hold: 30s", "— hold on: 30s", "1. hold: 30s"])
def test_other_marks_are_spoken(line: str, read: Callable[[str], Reading]) -> None:
    (part,) = read(line).routine.sections
    assert flow_of(part) == [line]


@pytest.mark.parametrize(
    ("setting", "cue"),
    [
        ("- cue: Lift: both.", "Lift: both."),
        ("- cue : Lift.", "Lift."),
        ("-cue: Lift.", "Lift."),
        ("- cue:Lift.", "Lift."),
        ("- CUE: Lift.", "Lift."),
        ("- cue:\tLift.", "Lift."),
        ("- cue:\n  Lift.", "Lift."),
        ("- cue: Lift.\n  And hold: so.\n\t[pause 2s] On.", "Lift. And hold: so. [pause 2s] On."),
        ("- cue: Lift.\n  <!-- how? -->\n  Slowly.", "Lift. Slowly."),
        ("- cue: Lift.\n<!-- how\nexactly? -->\n  Slowly.", "Lift. Slowly."),
        ("- cue: Lift <!-- how? --> it.", "Lift it."),
        ("- cue: - Lift.", "- Lift."),
        ("- cue: # Lift.", "# Lift."),
    ],
)
def test_where_a_key_and_its_text_end(setting: str, cue: str, read_well: Callable[[str], Routine]) -> None:
    assert cue_of(read_well(f"## A\n{HOLD}{setting}")) == cue


def test_a_key_ends_at_the_first_colon_with_a_space_behind_it(read: Callable[[str], Reading]) -> None:
    assert read(f"## A\n{HOLD}- cue:Lift: both.").errors == ['3: "cue:Lift" is not a setting']


def test_a_line_that_is_not_indented_does_not_go_on_with_a_setting(read: Callable[[str], Reading]) -> None:
    (part,) = read("- about: One\ntwo").routine.sections
    assert flow_of(part) == ["two"]


def test_a_blank_line_ends_a_setting(read: Callable[[str], Reading]) -> None:
    (part,) = read("- about: One\n\n  two").routine.sections
    assert flow_of(part) == ["two"]


def test_a_clock_time_in_a_key(read_well: Callable[[str], Routine]) -> None:
    (step,) = read_well("## A\n- hold: 2m\n- at 1:30: So: now.").sections
    assert isinstance(step, Step)
    text = step.settings.get(table.AT, Point("begin", 90_000))
    assert text is not None
    assert print_text(text) == "So: now."


@pytest.mark.parametrize("line", ["--- ", "-----", "  ---", "---<!-- so -->"])
def test_dashes_alone_end_a_step(line: str, read_well: Callable[[str], Routine]) -> None:
    step, part = read_well(f"## A\n{HOLD}\n{line}\nThe end.").sections
    assert flow_of(step) == []
    assert flow_of(part)[-1] == "The end."


def test_dashes_may_part_what_is_spoken_after_a_step(read_well: Callable[[str], Routine]) -> None:
    routine = read_well(f"## A\n{HOLD}---\nOne.\n---\n\n---\nTwo.\n## B\n{HOLD}")
    assert [type(section).__name__ for section in routine.sections] == ["Step", "Part", "Part", "Step"]


def test_dashes_below_setup_words_say_that_they_are_meant_there(read: Callable[[str], Reading]) -> None:
    assert read(f"## A\n{HOLD}\nLie down.\n").warnings
    reading = read(f"## A\n{HOLD}\nLie down.\n\n---\n")
    assert reading.warnings == []
    assert print_routine(reading.routine) == f"## A\n\n{HOLD}\nLie down.\n\n---\n"


def test_dashes_before_the_first_step_are_a_warning(read: Callable[[str], Reading]) -> None:
    reading = read("---\nHello.\n---\nThere.")
    assert reading.warnings == ["1: this --- ends nothing (and 1 more)"]
    assert [flow_of(part) for part in reading.routine.sections] == [["Hello."], ["There."]]


@pytest.mark.parametrize(
    ("text", "flow"),
    [
        ("One\ntwo", ["One two"]),
        ("One\n\n\n\ntwo", ["One", "", "two"]),
        ("One\n  \ntwo", ["One", "", "two"]),
        ("\n\nOne\n\n", ["One"]),
        ("One <!-- c --> two", ["<c>", "One two"]),
        ("knee<!-- left -->.", ["<left>", "knee."]),
        ("One\n<!-- c -->\ntwo", ["<c>", "One two"]),
        ("One\ntwo <!-- c -->\nthree", ["<c>", "One two three"]),
        ("One <!-- c\n\nd --> two", ["<c\n\nd>", "One two"]),
        ("One\n<!-- c -->\n\ntwo", ["One", "<c>", "", "two"]),
        ("One\n\n<!-- c -->\n\n<!-- d -->\ntwo", ["One", "", "<c>", "<d>", "two"]),
        ("<!-- a --><!-- b -->One<!-- c -->", ["<a>", "<b>", "<c>", "One"]),
        ("One <!-- [not closed {at all} # - -->", ["<[not closed {at all} # ->", "One"]),
        ("One --> two", ["One --> two"]),
        ("One <! two", ["One <! two"]),
        ("<!<!-- c -->-- One", ["<c>", "<! -- One"]),
    ],
)
def test_lines_join_and_comments_are_as_if_they_were_not_there(
    text: str, flow: list[str], read_well: Callable[[str], Routine]
) -> None:
    parts = read_well(f"## A\nBefore.\n---\n{text}").sections
    assert flow_of(parts[-1]) == flow


def test_comments_keep_their_places_when_printed(read_well: Callable[[str], Routine]) -> None:
    text = """\
<!-- before the title -->
# Evening <!-- or morning -->
<!-- above
a setting -->
- pace: 1 <!-- slow -->
<!-- below it -->

Hello.

## A <!-- easy -->

- hold: 30s
<!-- in between -->
- cue: Lift.

Lie down.

--- <!-- closing -->

The end.
<!-- really -->
"""
    printed = """\
# Evening

<!-- before the title -->
<!-- or morning -->
<!-- above
a setting -->
<!-- slow -->
- pace: 1
<!-- below it -->

Hello.

## A

<!-- easy -->
- hold: 30s
<!-- in between -->
- cue: Lift.

Lie down.

---

<!-- closing -->
The end.
<!-- really -->
"""
    routine = read_well(text)
    assert print_routine(routine) == printed
    assert read_well(printed) == routine


def test_session_settings_may_follow_the_introduction(read_well: Callable[[str], Routine]) -> None:
    routine = read_well("One\n- pace: 1\ntwo\n- level: 2\n")
    assert routine.settings.get(table.LEVEL) == 2
    assert flow_of(routine.sections[0]) == ["One", "", "two"]


def test_a_setting_below_its_steps_words_is_a_warning(read: Callable[[str], Reading]) -> None:
    reading = read(f"## A\n- cue: Lift.\n\n<!-- no words -->\n- ready: 3s\nWords.\n{HOLD}## B\nWords.")
    assert reading.warnings == ["7: this setting must be above the step's paragraphs"]


@pytest.mark.parametrize("space", ["\t", "\u00a0", "\u2003", "\u3000", "\u202f"])
def test_odd_spaces_are_taken_as_meant(space: str, read_well: Callable[[str], Routine]) -> None:
    text = f"#{space}T\n-{space}pace:{space}1\n{space}{space}\nOne{space}two [pause{space}2{space}s]\n"
    assert print_routine(read_well(text)) == "# T\n\n- pace: 1\n\nOne two [pause 2s]\n"


@pytest.mark.parametrize("bullet", ["-", "*", "•", "–"])
def test_a_bullet_alone_is_not_spoken_with_the_next_line(bullet: str, read: Callable[[str], Reading]) -> None:
    assert read(f"{bullet}\nHello.").errors == ["1: a dash without a setting"]
