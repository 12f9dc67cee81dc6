"""Programmes over weeks: what is wrong with their lines, and the routine of a week."""

from __future__ import annotations

import pytest

from voicecoach.errors import OptionError
from voicecoach.script import settings as table
from voicecoach.script.lint import lint
from voicecoach.script.model import Routine
from voicecoach.script.programme import in_week, is_in_week, programme_weeks
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report
from voicecoach.script.spec import OFF
from voicecoach.script.steps import shown_name, steps_of

SIX = "- programme: 6 weeks\n"
STEP = "\n\nHi.\n\n## Bridge\n\n- hold: 10s\n"
GOOD = """\
- programme: 3 weeks
- level: 4
- level by week: 1, 2, 5
- guidance by week: full, brief, names
- focus by week: left, off, right
- sessions by week: 3, 4, 2

Hi.

[repeat 2]

## Knee

- sides: right, left
- sides by week: left; right, left; right
- weeks: 1, 3
- hold: 10s

[end]

## Bridge

- hold: 10s
- weeks: 2-3
"""


def read(text: str) -> tuple[Routine, list[tuple[str, str]]]:
    report = Report()
    routine = read_routine(text, "a.md", report)
    lint(routine, report)
    found = report.diagnostics
    return routine, [(f"{one.line}:{one.column} {one.severity}: {one.message}", one.hint) for one in found]


@pytest.mark.parametrize(
    ("text", "told", "hint"),
    [
        (
            f"{SIX}- level by week: 1, 2, 2, 3, 4{STEP}",
            '2:18 error: "level by week" has 5 values, and the programme has 6 weeks',
            "write - level by week: 1, 2, 2, 3, 4, 4, or - programme: 5 weeks",
        ),
        (
            f"- programme: 1 week\n- sessions by week: 3, 2{STEP}",
            '2:21 error: "sessions by week" has 2 values, and the programme has 1 week',
            "write - sessions by week: 3, or - programme: 2 weeks",
        ),
        (
            f"{SIX}- guidance by week: full{STEP}",
            '2:21 error: "guidance by week" has 1 value, and the programme has 6 weeks',
            "write - guidance by week: full, full, full, full, full, full, or - programme: 1 week",
        ),
        (
            f"- programme: 2 weeks{STEP}- sides: right, left\n- sides by week: left",
            '9:18 error: "sides by week" has 1 value, and the programme has 2 weeks',
            "write - sides by week: left; left, or - programme: 1 week",
        ),
        (
            f"{SIX}{STEP}- weeks: 1-8",
            '9:10 error: "1-8" goes beyond the programme, which has 6 weeks',
            "write - weeks: 1-6",
        ),
        (
            f"{SIX}{STEP}\n## Rest\n- weeks: 7",
            '11:10 error: "7" goes beyond the programme, which has 6 weeks',
            "remove the step, or make the programme longer",
        ),
        (f"{SIX}{STEP}- weeks: 1-3, 2-6", '9:10 error: some weeks appear twice in "1-3, 2-6"', "write - weeks: 1-6"),
        (f"{SIX}{STEP}- weeks: 2-6", "1:3 error: week 1 has no step", "give a step this week: - weeks: 1"),
        (
            f"{SIX}{STEP}- weeks: 1-3\n\n## Bridge\n- hold: 20s\n- weeks: 3-6",
            '13:10 warning: "Bridge" appears twice in week 3',
            "write - weeks: 4-6",
        ),
        (
            f"{STEP}- weeks: 1-3",
            '8:3 error: "weeks" needs a programme, but this script has none',
            "write above the first step: - programme: 6 weeks",
        ),
        (
            f"- programme: forever{STEP}",
            '1:14 error: "forever" is not a number of weeks from 1 to 104',
            "write - programme: 6 weeks",
        ),
        (
            f"- programme: 2 weeks\n- level by week: 1, 9{STEP}",
            '2:21 error: "9" is not a level from 1 to 5',
            "write 5",
        ),
        (
            f"- programme: 3 weeks\n- level by week: 1; 2 3{STEP}",
            '2:18 error: "1; 2 3" is not a level from 1 to 5',
            "write commas between the weeks: 1, 2, 3",
        ),
        (
            f"- programme: 3 weeks{STEP}- sides: right, left\n- sides by week: right, left, right",
            '9:18 error: "sides by week" has 1 value, and the programme has 3 weeks',
            "write - sides by week: right; left; right, or - programme: 1 week",
        ),
        (
            f"{SIX}{STEP}- weeks: 5-4, 6",
            "9:10 error: the range '5-4' is upside down: the smaller value comes first",
            "write - weeks: 4-5, 6",
        ),
        (
            f"{SIX}{STEP}- weeks: week 2 to 3",
            "9:10 error: 'week 2 to 3' is not a whole number such as 3, or a range such as 6-10",
            "write - weeks: 2-3",
        ),
    ],
)
def test_what_does_not_fit_is_told_at_its_place_with_the_mended_line(text: str, told: str, hint: str) -> None:
    assert read(text)[1] == [(told, hint)]


def test_a_programme_that_fits_or_is_off_is_not_remarked_on() -> None:
    assert read(GOOD)[1] == []
    assert read(GOOD.replace("3 weeks", "off"))[1] == []


@pytest.mark.parametrize(
    ("week", "settings", "steps"),
    [
        (None, (4, None, None), [("Knee", "right, left"), ("Bridge", None)]),
        (0, (4, None, None), [("Knee", "right, left"), ("Bridge", None)]),
        (1, (1, "full", "left"), [("Knee", "left")]),
        (2, (2, "brief", OFF), [("Bridge", None)]),
        (3, (5, "names", "right"), [("Knee", "right"), ("Bridge", None)]),
    ],
)
def test_the_routine_of_a_week_has_its_values(week: int | None, settings: tuple[object, ...], steps: object) -> None:
    routine = in_week(read(GOOD)[0], week)
    written = [routine.settings.written(spec) for spec in (table.LEVEL, table.GUIDANCE, table.FOCUS)]  # type: ignore[arg-type]
    assert tuple(None if one is None else one.value for one in written) == settings
    kept = [step for step in steps_of(routine.sections) if not week or is_in_week(step, week)]
    sides = [step.settings.get(table.SIDES) for step in kept]
    assert [(shown_name(step), one and ", ".join(one)) for step, one in zip(kept, sides, strict=True)] == steps


def test_the_weeks_are_listed() -> None:
    weeks = programme_weeks(read(GOOD)[0])
    assert [(one.number, one.level, one.guidance, one.focus, one.sessions) for one in weeks] == [
        (1, 1, "full", "left", 3),
        (2, 2, "brief", "", 4),
        (3, 5, "names", "right", 2),
    ]
    assert programme_weeks(read("Hi.")[0]) == []


@pytest.mark.parametrize(("text", "week"), [(GOOD, 4), ("Hi.", 1), (GOOD, -1)])
def test_a_week_that_is_not_there_is_refused(text: str, week: int) -> None:
    with pytest.raises(OptionError):
        in_week(read(text)[0], week)


def test_a_line_that_is_printed_reads_the_same() -> None:
    for spec in (*table.BY_WEEK, table.WEEKS, table.PROGRAMME):
        report = Report()
        value = spec.codec.read(_source(spec.example), report)
        assert value is not None
        assert spec.codec.read(_source(spec.codec.print(value)), report) == value  # type: ignore[arg-type]
        assert report.diagnostics == ()


def _source(text: str) -> object:
    from voicecoach.script.source import SourceText

    return SourceText(text, "", ((0, 1, 1),))
