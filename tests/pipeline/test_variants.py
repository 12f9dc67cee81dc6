"""Variants of a script for patients, some three deep: what is spoken, and where each mistake is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from voicecoach.pipeline.library import check_script
from voicecoach.script.printer import print_routine
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report
from voicecoach.session.options import Choices

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from voicecoach.pipeline.session import Session

    Write = Callable[..., Path]
    Open = Callable[..., Session]

BASE = """\
# Clinic

- voice: tone
- chimes: begin off, end off, switch off
- wording props: Take {props}.
- wording step props: Take {props}.
- props: a mat, a block, and a rolled-up towel
- safety: Never push.

Welcome.

## Warm-up

Shake your legs.

## Bridge

- hold: 30s
- props: your block
- safety: Mind your knee.
- cue: Lift your hips.
- brief: Lift.
- at 25s: Five more.

---

Lie down again.

## Cat Cow

- reps: 2
- phase 4s: In.
- phase 4s: Out.

## Twist

- sides: right, left
- hold: 20s
- cue: Turn to the {side}.

## Rest

Rest now.

---

Goodbye.
"""
ROLES = {"say", "setup", "cue", "safety", "phase", "props", "at"}
MIDDLE = "# Middle\n- based on: clinic\n"
OWN = "# Anna\n- based on: middle\n"


@pytest.fixture
def lay(write: Write) -> Callable[..., Path]:
    """A function that writes a variant of a variant of the clinic's script."""

    def written(own: str, middle: str = "") -> Path:
        write(BASE, "clinic.md")
        write(MIDDLE + middle, "middle.md")
        return write(OWN + own, "anna.md")

    return written


@pytest.fixture
def told(lay: Callable[..., Path]) -> Callable[..., list[str]]:
    """A function that returns the remarks about a variant, each with its file and line."""

    def remarks(own: str, middle: str = "") -> list[str]:
        found = check_script(str(lay(own, middle))).diagnostics
        assert all(one.hint for one in found)
        return [f"{one.path.rpartition('/')[2]}:{one.line} {one.severity}: {one.message}" for one in found]

    return remarks


@pytest.fixture
def spoken(lay: Callable[..., Path], opened: Open) -> Callable[..., list[str]]:
    """A function that returns what a variant speaks, in its order, without names, sides and counts."""

    def words(own: str, middle: str = "", **choices: Any) -> list[str]:
        session = opened(lay(own, middle).read_text(encoding="utf-8"), Choices(voice="tone", **choices))
        return [clip.text for clip in session.cached_timeline()[0].clips if clip.text and clip.role in ROLES]

    return words


WHOLE = [
    "Welcome.", "Take a mat, a block, and a rolled-up towel.", "Never push.", "Shake your legs.",
    "Take your block.", "Mind your knee.", "Lift your hips.", "Five more.", "Lie down again.",
    "In.", "Out.", "In.", "Out.", "Turn to the right.", "Turn to the left.", "Rest now.", "Goodbye.",
]  # fmt: skip


def without(*words: str) -> list[str]:
    return [one for one in WHOLE if one not in words]


BRIDGE = ("Take your block.", "Mind your knee.", "Lift your hips.", "Five more.")


def test_a_step_is_taken_out_with_what_only_it_needs(spoken: Callable[..., list[str]]) -> None:
    expected = without(*BRIDGE)
    expected[1] = "Take a mat, and a rolled-up towel."
    assert spoken("", "## Bridge\n- off\n") == expected
    assert spoken("## Bridge\n- off\n") == expected
    assert spoken("", skip=("Bridge",)) == expected


def test_a_step_that_is_named_again_comes_back_whole(spoken: Callable[..., list[str]]) -> None:
    assert spoken("## Bridge\n", "## Bridge\n- off\n") == WHOLE
    assert spoken("## Bridge\n- hold: 29s\n", "## Bridge\n- off\n") == WHOLE


def test_named_steps_share_out_their_places(spoken: Callable[..., list[str]]) -> None:
    def heads(own: str, middle: str = "") -> str:
        first = {"Shake your legs.": "W", "Lift your hips.": "B", "Lie down again.": "l", "In.": "C",
                 "Turn to the right.": "T", "Rest now.": "R", "Goodbye.": "g"}  # fmt: skip
        return "".join(dict.fromkeys(first[one] for one in spoken(own, middle) if one in first))

    assert heads("- order: Twist, Bridge\n") == "WTCBlRg"
    assert heads("- order: 4, 3, 2\n") == "WTCBlRg"
    assert heads("- order: Rest, Twist, Cat Cow, Bridge, Warm-up\n") == "RTCBlWg"
    assert heads("- order: Cat Cow, Bridge\n", "- order: Twist, Bridge\n") == "WTCBlRg"
    assert heads("", "- order: Twist, Bridge\n") == "WTCBlRg"
    assert heads("- order: Twist, Cat Cow\n", "## Bridge\n- off\n") == "WlTCRg"


@pytest.mark.parametrize(
    ("own", "middle", "care"),
    [
        ("- safety: Slowly.", "- safety: Breathe.", "Never push. Breathe. Slowly."),
        ("- safety: only Slowly.", "- safety: Breathe.", "Slowly."),
        ("- safety: Only as far as it is easy.", "", "Never push. Only as far as it is easy."),
        ("- safety: Slowly.", "- safety: only Breathe.", "Breathe. Slowly."),
        ("- safety: off clinic", "- safety: Breathe.", "Breathe."),
        ("- safety: off middle", "- safety: Breathe.", "Never push."),
        ("- safety: off Clinic, middle", "- safety: Breathe.", None),
    ],
)
def test_safety_is_added_replaced_or_left_out_by_name(
    own: str, middle: str, care: str | None, spoken: Callable[..., list[str]]
) -> None:
    first = next(one for one in spoken(f"{own}\n", f"{middle}\n")[2:] if one != "Mind your knee.")
    assert first == (care or "Shake your legs.")


def test_safety_of_a_step_is_replaced(spoken: Callable[..., list[str]]) -> None:
    words = spoken("## Bridge\n- safety: only Mind your back.\n")
    assert "Mind your back." in words
    assert "Mind your knee." not in words


def test_a_new_cue_takes_the_short_form_of_the_old_one_with_it(spoken: Callable[..., list[str]]) -> None:
    words = spoken("## Bridge\n- sets: 2\n- cue: Press up.\n")
    assert [one for one in words if one in ("Press up.", "Lift.", "Lift your hips.")] == ["Press up.", "Press up."]


def test_phases_in_place_of_a_hold(spoken: Callable[..., list[str]], told: Callable[..., list[str]]) -> None:
    assert told("## Twist\n- breathe: in 4s, out 4s\n", "## Twist\n- focus: off\n") == []
    own = "## Bridge\n- phase 15s: Up.\n- phase 15s: Down.\n"
    assert told(own) == []
    assert [one for one in spoken(own) if one in ("Up.", "Down.")] == ["Up.", "Down."]


def test_a_new_steps_props_are_laid_ready(spoken: Callable[..., list[str]]) -> None:
    own = "## Ball\n- props: a soft ball\n- hold: 10s\n"
    assert spoken(own)[1] == "Take a mat, a block, and a rolled-up towel, a soft ball."


UNNAMED = "safety words can only be removed by script name"
BESIDE = "is removed, but has words or settings besides - off"
EARLY = 'these words come after "Twist", but more steps follow'
NEW = "the base script has no step"


@pytest.mark.parametrize(
    ("own", "middle", "remarks"),
    [
        ("- safety: off\n", "", [f'3 error: {UNNAMED}: "Never push." is still spoken']),
        ("- safety: off clinic\n", "", ['3 warning: these safety words of clinic are removed: "Never push."']),
        ("- safety: off clinic <!-- ok: my patient -->\n", "", []),
        ("- safety: only\n", "", ['3 error: "only" needs words after it']),
        ("- safety: off clink\n", "", ['3 error: no script called "clink" adds safety words here']),
        ("## Brigde\n- off\n", "", [f'3 error: {NEW} "Brigde" to remove']),
        ("## Bridge\n- off\n- hold: 8s\n", "", [f'5 error: "Bridge" {BESIDE}']),
        ("## Bridge\n- off: on\n", "", ['4 error: "off" takes no value']),
        ("## Brigde\n- hold: 8s\n", "", [f'3 warning: {NEW} "Brigde"; it is added as the first step']),
        ("## Brigde <!-- ok: new -->\n- hold: 8s\n", "", []),
        ("<!-- ok -->\n\n## Brigde\n- hold: 8s\n", "", []),
        ("", "## Sit <!-- ok: his own -->\n- hold: 8s\n", []),
        ("- order: Twist, Brigde\n", "", ['3 error: no step is called "Brigde"']),
        ("- order: Twist, Bridge, Twist\n", "", ['3 error: "Twist" is listed twice']),
        ("- order: Twist, Bridge\n", "## Bridge\n- off\n", ['3 error: "Bridge" is removed at {}/middle.md:3']),
        ("- only: Bridge\n", "## Bridge\n- off\n", [
            '3 error: "Bridge" is removed at {}/middle.md:3', "3 error: all steps in - only are removed",
        ]),
        ("## Bridge\n- off\n", "- skip: Bridge, Twist\n", []),
        ("## Twist\n- hold: 9s\n", "- skip: Twist\n", ['3 warning: "Twist" is skipped by - skip at {}/middle.md:3']),
        ("## Twist\n- hold: 9s\n", "- focus: left\n", ["4 warning: focus: left makes this hold 14s on the left side"]),
        ("- focus: left\n## Twist\n- hold: 9s\n", "", ["5 warning: focus: left makes this hold 14s on the left side"]),
        ("## Twist\n- hold: 9s\n- focus: off\n", "- focus: left\n", []),
        ("## Bridge\n- hold: 20s\n", "", [
            '4 warning: "Five more." (at) is skipped: its point is outside the hold of 20s',
        ]),
        ("## Bridge\n- hold: 20s <!-- ok -->\n", "", []),
        ("## Twist\n- sides: off\n", "", ["4 error: {{side}} does not work in a step without sides"]),
        ("## Bridge\n- hold: off\n", "", []),
        ("## Twist\n\n---\n\nThat was all.\n", "", [f"7 warning: {EARLY}"]),
        ("## Bridge\n\n---\n\nStay there.\n", "", []),
        ("## Rest\n\n---\n\nThat was all.\n", "", []),
        ("- title: Anna's back\n", "", ["3 error: there are two titles"]),
        ("- title: off\n", "", ["3 error: the title cannot be off"]),
    ],
)  # fmt: skip
def test_each_mistake_is_told_at_the_persons_own_line(
    own: str, middle: str, remarks: list[str], told: Callable[..., list[str]], tmp_path: Path
) -> None:
    assert told(own, middle) == [f"anna.md:{one.format(tmp_path)}" for one in remarks]


def test_off_and_only_need_another_script(write: Write) -> None:
    found = check_script(str(write("- voice: tone\n- safety: only Slowly.\n\n## A\n- off\n\n## B\n- hold: 9s\n")))
    assert [(one.line, one.severity.value) for one in found.diagnostics] == [(2, "warning"), (5, "error")]


def test_numbers_in_a_base_are_its_own(spoken: Callable[..., list[str]]) -> None:
    own = "## Warm-up\n\n## Stretch\n\nStretch.\n"
    words = spoken(own, "- skip: 2-3\n")
    assert [one for one in words if one in ("Shake your legs.", "Stretch.", "Lift your hips.", "In.", "Rest now.")] == [
        "Shake your legs.", "Stretch.", "Rest now.",
    ]  # fmt: skip


def test_a_warning_that_was_considered_in_the_base_is_not_told_in_its_variants(write: Write) -> None:
    base = "- voice: tone\n\n## A\n\n- hold: 20s\n- sides: right {}\n- cue: Turn.\n"
    own = str(write("- based on: base\n\n## A\n- hold: 21s\n", "own.md"))
    for comment, count in (("", 1), ("<!-- a remark -->", 1), ("<!-- ok: one side only -->", 0)):
        write(base.format(comment), "base.md")
        assert len(check_script(own).diagnostics) == count


def test_a_title_can_be_a_setting() -> None:
    routine = read_routine("- title: Anna's *back*\n- pace: 1\n\nHello.\n", "x.md", Report())
    assert print_routine(routine) == "# Anna's *back*\n\n- pace: 1\n\nHello.\n"


def test_comments_that_silence_keep_their_lines_when_printed() -> None:
    text = """\
# T <!-- ok -->

- pace: 2 <!-- ok: fast -->
<!-- ok -->
- about: x
<!-- a remark -->

Hello there <!-- ok: hi -->

## A <!-- ok: new -->

- sides: right <!-- OK: one side only -->
- hold: 3s

words <!-- ok, words -->
"""
    assert print_routine(read_routine(text, "x.md", Report())) == text
    assert print_routine(read_routine(text.replace("Hello ", "Hello\n"), "x.md", Report())) == text
