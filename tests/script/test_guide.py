"""The reference of the script language agrees with the reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from voicecoach.script import settings as table
from voicecoach.script.guide import guide_text
from voicecoach.script.pace import words_per_minute
from voicecoach.script.phrases import PHRASES, SESSION_VARIABLES, STEP_VARIABLES
from voicecoach.script.spec import Scope, StepKind
from voicecoach.session.rules import PAUSES_MS
from voicecoach.units import SECOND_MS

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.script.model import Routine
    from voicecoach.script.spec import Spec

_GIVEN = {
    StepKind.HOLDS: ("- hold: 30s", "- sides: right, left", "- sets: 2", "- reps: 2"),
    StepKind.PHASES: ("- phase 4s: In.", "- sides: right, left", "- sets: 2", "- reps: 2"),
    StepKind.BREATHING: ("- breathe: in 4s, out 4s", "- sides: right, left", "- sets: 2"),
    StepKind.COUNTED: ("- reps: 10", "- sides: right, left", "- sets: 2"),
}


def fitting_script(spec: Spec[object], scope: Scope) -> str:
    """Return a script in which the example of a setting can be used."""
    if spec in (*table.BY_WEEK, table.WEEKS):
        weeks = (
            6
            if spec is table.WEEKS
            else len(re.split("[;,]" if spec is not table.SIDES_BY_WEEK else ";", spec.example))
        )
        above = f"- programme: {weeks} weeks\n"
        step = "## A step\n- hold: 30s\n- sides: right, left\n"
        if scope is Scope.STEP:
            return f"{above}\n{step}{spec.example_line}\n\n## Another\n\nWords."
        return f"{above}{spec.example_line}\n\n{step}"
    if scope is Scope.SESSION:
        return f"{spec.example_line}\n\nHello.\n\n## Bridge\n\nUp.\n\n## Child's Pose\n\nDown."
    kinds = spec.makes or spec.kinds
    given = next((lines for kind, lines in _GIVEN.items() if kind & kinds), ())
    # What the example itself gives is not given twice.
    without = (spec.key, "reps") if spec is table.FOR else (spec.key,)
    others = [line for line in given if line.partition(":")[0].split()[1] not in without]
    return "\n".join(["## A step", *others, spec.example_line])


@pytest.mark.parametrize("spec", table.TABLE, ids=lambda spec: spec.example_line)
@pytest.mark.parametrize("scope", [Scope.SESSION, Scope.STEP], ids=["session", "step"])
def test_the_example_of_a_setting_is_read(
    spec: Spec[object], scope: Scope, read_well: Callable[[str], Routine]
) -> None:
    if spec.scope & scope:
        read_well(fitting_script(spec, scope))


def test_every_setting_is_explained_with_its_example() -> None:
    session, step = re.split("## Settings of a step", guide_text())
    for spec in table.TABLE:
        for scope, section in ((Scope.SESSION, session), (Scope.STEP, step)):
            assert (f"\n- `{spec.example_line}`: " in section) == bool(spec.scope & scope)


def test_every_phrase_and_variable_is_explained() -> None:
    guide = guide_text()
    assert all(f"\n- `{phrase}` " in guide for phrase in PHRASES)
    assert all(f"{{{variable}}}" in guide for variable in (*STEP_VARIABLES, *SESSION_VARIABLES))


def test_the_script_in_the_guide_has_no_mistakes(read_well: Callable[[str], Routine]) -> None:
    block = re.search(r"(?:^ {4}.*\n|^\n)+", guide_text().partition("actions.\n")[2], re.MULTILINE)
    assert block is not None
    script = re.sub("^    ", "", block[0], flags=re.MULTILINE)
    assert len(read_well(script).sections) == 3


@pytest.mark.parametrize("action", ["pause", "chime", "sound", "wait", "repeat", "end", "include"])
def test_every_action_is_explained(action: str) -> None:
    assert f"`[{action}" in guide_text()


def test_it_fits_a_terminal_of_120_columns() -> None:
    assert max(map(len, guide_text().splitlines())) <= 200


def test_it_tells_the_pauses_and_rates_of_the_tables() -> None:
    guide = " ".join(guide_text().split())
    for name, pause_ms in PAUSES_MS.items():
        assert f"`{name} {pause_ms / SECOND_MS:g}s`" in guide
    assert f"A blank line is a pause of {PAUSES_MS['paragraph'] / SECOND_MS:g} seconds." in guide
    for language, word in {"en": "English", "de": "German", "fr": "French", "it": "Italian", "es": "Spanish"}.items():
        assert re.search(rf"\b{words_per_minute(language)} (words a minute )?in {word}", guide)
