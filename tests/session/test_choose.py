"""The choice of steps: by whole name in any case, or by the number of the step in the script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from voicecoach.errors import NotFoundError
from voicecoach.script.lint import lint
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report
from voicecoach.script.steps import steps_of
from voicecoach.session.options import Choices, Options
from voicecoach.session.unroll.choose import StepChoice

if TYPE_CHECKING:
    from voicecoach.script.model import Routine

SCRIPT = """\
## Bridge

- hold: 10s

[repeat 2]

## (Cat-Cow){Cat Cow}

- hold: 11s

## Child's Pose

- hold: 12s

[end]

## Bridge

- hold: 13s

## 1

- hold: 14s
"""


def routine_of(text: str) -> Routine:
    report = Report()
    routine = read_routine(text, "test.md", report)
    assert not report.has_errors
    return routine


def kept(only: str = "", skip: str = "") -> list[int]:
    """Return the holds in seconds of the steps that stay, those of repeats as often as they come."""
    routine = routine_of(SCRIPT)
    choices = Choices(only=tuple(filter(None, only.split("|"))), skip=tuple(filter(None, skip.split("|"))))
    sections = StepChoice(routine, Options.of(routine.settings, choices)).unrolled(routine.sections)
    settings = (section.settings for section in sections if hasattr(section, "settings"))
    return [int(one.written_value.removesuffix("s")) for each in settings for one in each if one.spec.key == "hold"]


@pytest.mark.parametrize(
    ("only", "holds_s"),
    [
        ("", [10, 11, 12, 11, 12, 13, 14]),
        ("Bridge", [10, 13]),
        ("2-4", [11, 12, 11, 12, 13]),
        ("Cat Cow", [11, 11]),
        ("bridge|CAT-COW", [10, 11, 11, 13]),
        ("(Cat-Cow){Cat Cow}", [11, 11]),
        ("Child\N{RIGHT SINGLE QUOTATION MARK}s  pose", [12, 12]),
        ("2", [11, 11]),
        ("4", [13]),
        ("1", [14]),  # a name wins over a number
        ("5|3", [12, 12, 14]),
    ],
)
def test_only_keeps_what_is_named_or_numbered(only: str, holds_s: list[int]) -> None:
    assert kept(only=only) == holds_s


def test_skip_leaves_out_and_wins_over_only() -> None:
    assert kept(skip="Bridge|3") == [11, 11, 14]
    assert kept(only="Bridge|2", skip="4") == [10, 11, 11]


@pytest.mark.parametrize("name", ["Bridg", "0", "6", "3-9", "3-2", "\N{SUPERSCRIPT TWO}", "99999999999", "Cat"])
def test_what_is_no_step_is_refused_with_the_nearest(name: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        kept(only=name)
    assert name in caught.value.message
    assert any(known in caught.value.hint for known in ("Bridge", "Cat-Cow", "the last step is 5"))


def test_a_step_with_a_comma_in_its_name_can_be_chosen() -> None:
    report = Report()
    routine = read_routine("# T\n\n- only: Slowly, now\n\n## Slowly, now\n\nOne.\n\n## Other\n\nTwo.\n", "t.md", report)
    lint(routine, report)
    assert report.diagnostics == ()
    kept = StepChoice(routine, Options.of(routine.settings, Choices()))
    assert [kept.keeps(step) for step in steps_of(routine.sections)] == [True, False]
