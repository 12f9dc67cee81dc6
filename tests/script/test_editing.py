"""Edits of a script: each changes what was asked and nothing else, and can be undone byte for byte."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from examples import MANY_EXAMPLES
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.errors import EditError
from voicecoach.script.editing.edits import Edited, edit
from voicecoach.script.editing.outline import FlowKind, Outline, OutlineSection, SectionKind
from voicecoach.script.editing.raw_lines import split_raw
from voicecoach.script.model import Flow, Repeat, Routine, Step
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report
from voicecoach.script.source import Comment
from voicecoach.script.spec import Settings
from voicecoach.script.steps import steps_of

SHIPPED = sorted((Path(__file__).parents[2] / "scripts").glob("*.md"))
HEADS = [
    "",
    "# T\n\n",
    "<!-- top -->\n# T <!-- d -->\n\n- pace: 0.9\n- skip: Rest <!-- why -->\n\nHello.\nAll of you.\n\n",
    "---\ntitle: x\n---\n\n- based on: lower-back\n\n",
    "- hoold: 3\n- pace banana\n\n[pause 2s] Hello <!-- a\nb --> again.\n\n[include warm-up]\n\n",
]
SECTIONS = [
    "## Bridge\n\n- hold: 20-40s <!-- was -->\n<!-- less -->\n- sides: left\n- cue: Up\n  <!-- c -->\n  on.\n\nLie.\n",
    "## Long\n\n- reps: 3\n\nLie down.\n<!-- in -->\nSlowly.\n\n\nBreathe. <!-- b -->\n\n",
    "<!-- above -->\n## Rest <!-- r -->\n\nWords.\n\n[repeat 2]\nAgain.\n[end]\n",
    "## Wave ##\n- phase 4s: Up.\n- Phase 4–6 s: Down.\n- reps: 6\n",
    "## Less\n- off\n\n",
    "## Broken\n- hold banana\n- \n- hold: 3\nhold: 4\n[pause\n### no\n",
    "---\n\nAn unnamed part.\n\n",
    "[repeat 2] <!-- twice -->\n\n## In\n- hold: 3s\n\n## Out\n\nSo.\n[end] <!-- done -->\n\nBetween.\n\n",
    "## Marks\n<p>One.</p><p>Two.</p>\n<!-- over\n## Hidden\n-->\n\n",
    "## Open\n\nwords <!-- goes\non --> and on\n<!-- own -->\n",
]
scripts = st.tuples(
    st.sampled_from(HEADS),
    st.lists(st.sampled_from(SECTIONS), max_size=5).map("".join),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
).map(lambda parts: (parts[0] + (parts[1].rstrip("\n") if parts[3] else parts[1])).replace("\n", parts[2]))
KEYS = [
    ("hold", "30s"), ("hold", "banana"), ("sides", "left"), ("cue", "In {side} [pause 2s]: so - on."), ("cue", "off"),
    ("cue", "- x"), ("cue", "a <!-- b -->"), ("phase 3s", "Up."), ("at half", "Now."), ("off", ""), ("pace", "0.8"),
    ("about", "# 1 | 2"), ("safety", "Care.\\"), ("nothing", "x"), ("bed", "rain, -20 dB"), ("skip", "Bridge, Rest"),
]  # fmt: skip
TEXTS = ["Hello.", "One\ntwo", "One.\n\n[pause 2s]\nTwo.", "- hold: 3s", "## No", "---", "", " ", "<!-- c -->", "a | b",
         "[repeat 2]\nOm.\n[end]", "[end]", "[include x]", "# T", "```", "Open <!--"]  # fmt: skip
NAMES = ["Bridge", "C #", "A  b", "", "x <!-- y", "(Cat-Cow){Cat Cow}", "3", "1, 2"]


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, dict[str, object]]:
    at = draw(st.integers(-1, 8))
    index = st.none() | st.integers(0, 3)
    key, value = draw(st.sampled_from(KEYS))
    text, name = draw(st.sampled_from(TEXTS)), draw(st.sampled_from(NAMES))
    return draw(
        st.sampled_from(
            [
                ("set", {"at": at, "key": key, "value": value, "setting": draw(index)}),
                ("remove", {"at": at, "key": key, "setting": draw(index)}),
                ("rename", {"at": at, "name": name}),
                ("paragraph", {"at": at, "block": draw(st.integers(0, 4)), "text": text}),
                ("add-paragraph", {"at": at, "text": text, "after": draw(st.none() | st.integers(-1, 3))}),
                ("add-step", {"after": at, "name": name, "settings": [(key, value)], "text": text}),
                ("duplicate", {"at": at}),
                ("delete", {"at": at}),
                ("move", {"at": at, "to": draw(st.integers(0, 8))}),
                ("skip", {"at": at, "is_skipped": draw(st.booleans())}),
            ]
        )
    )


def routine(text: str) -> Routine:
    return read_routine("\n".join(line.rstrip("\r\n") for line in split_raw(text)), "", Report())


def steps(text: str) -> list[Step]:
    """Return the steps without their comments: those of a [repeat] line count as comments of the step below."""
    return [
        replace(step, settings=Settings(tuple(step.settings)), flow=without_comments(step.flow))
        for step in steps_of(routine(text).sections)
    ]


def without_comments(flow: Flow) -> Flow:
    kept = (item for item in flow if not isinstance(item, Comment))
    return tuple(replace(item, flow=without_comments(item.flow)) if isinstance(item, Repeat) else item for item in kept)


@MANY_EXAMPLES
@given(scripts, st.lists(edits(), min_size=1, max_size=6))
def test_an_edit_keeps_everything_else_byte_for_byte_and_can_be_undone(
    text: str, wanted: list[tuple[str, dict[str, object]]]
) -> None:
    outline = Outline(text)
    assert "".join(outline.raw) == text
    done: list[Edited] = []
    for operation, arguments in wanted:
        try:
            edited = edit(outline, operation, **arguments)
        except EditError:
            continue
        assert edited.change.apply(outline.text) == edited.text
        assert edited.change.inverse.apply(edited.text) == outline.text
        _assert_only_what_was_asked(operation, arguments, outline, edited.outline)
        done.append(edited)
        outline = edited.outline
    for edited in reversed(done):
        assert edited.text == outline.text
        outline = Outline(edited.change.inverse.apply(outline.text))
    assert outline.text == text


def _assert_only_what_was_asked(operation: str, arguments: dict[str, object], before: Outline, after: Outline) -> None:
    """Compare what the reader makes of both texts, without the outlines that made the edit."""
    old, new = steps(before.text), steps(after.text)
    at = arguments.get("at", 0)
    assert isinstance(at, int)
    section = before.sections[at]
    if operation == "move":
        moved = section.number - 1
        rest = [*old[:moved], *old[moved + 1 :]] if section.number else old
        assert any(new == [*rest[:place], *old[moved : moved + 1], *rest[place:]] for place in range(len(old) + 1))
        assert not [line for line in before.raw if line.strip() and line.strip() not in map(str.strip, after.raw)]
    elif operation == "skip":
        assert [step.name for step in new] == [step.name for step in old]
    elif operation == "delete":
        gone = section.number - 1
        assert new == ([*old[:gone], *old[gone + 1 :]] if section.number else old)
    elif operation in ("duplicate", "add-step"):
        assert len(new) == len(old) + 1
        added = section.number if operation == "duplicate" else _steps_up_to(before, arguments["after"])
        assert [*new[:added], *new[added + 1 :]] == old
        if operation == "duplicate":
            assert new[added] == old[added - 1]
    elif section.kind is SectionKind.STEP:
        other = section.number - 1
        assert [*new[:other], *new[other + 1 :]] == [*old[:other], *old[other + 1 :]]
        if operation in ("set", "remove"):
            assert (new[other].name, new[other].flow) == (old[other].name, old[other].flow)
        elif operation == "rename":
            assert (new[other].settings, new[other].flow) == (old[other].settings, old[other].flow)
        else:
            assert (new[other].name, list(new[other].settings)) == (old[other].name, list(old[other].settings))
    else:
        assert new == old
    if operation not in ("delete", "duplicate", "add-step"):
        assert sorted(before.comments) == sorted(after.comments)


def _steps_up_to(outline: Outline, after: object) -> int:
    assert isinstance(after, int)
    return sum(one.kind is SectionKind.STEP for one in outline.sections[: after + 1])


def section(text: str, at: int) -> OutlineSection:
    return Outline(text).sections[at]


STEP = "# T\n\n## A\n\n- hold: 20-40s <!-- a -->\n- cue: Lift\n  <!-- b -->\n  your hips.\n\nLie.\n\n## B\n\nSo.\n"


@pytest.mark.parametrize(
    ("before", "operation", "arguments", "after"),
    [
        (STEP, "set", {"at": 1, "key": "hold", "value": "10s"}, STEP.replace("20-40s", "10s")),
        (STEP, "set", {"at": 1, "key": "cue", "value": "Up."},
         STEP.replace("Lift\n", "Up.\n").replace("  your hips.\n", "")),
        (STEP, "set", {"at": 1, "key": "Sets", "value": "2"}, STEP.replace("- cue", "- sets: 2\n- cue")),
        (STEP, "set", {"at": 2, "key": "hold", "value": "5s"}, STEP.replace("## B\n\n", "## B\n\n- hold: 5s\n\n")),
        (STEP, "set", {"at": 0, "key": "pace", "value": "0.9"}, STEP.replace("# T\n\n", "# T\n\n- pace: 0.9\n\n", 1)),
        ("## A\n words", "set", {"at": 1, "key": "hold", "value": "1"}, "## A\n\n- hold: 1\n\n words"),
        ("Hi.\n", "set", {"at": 0, "key": "pace", "value": "1"}, "- pace: 1\n\nHi.\n"),
        ("", "set", {"at": 0, "key": "pace", "value": "1"}, "- pace: 1\n"),
        (STEP, "remove", {"at": 1, "key": "hold"}, STEP.replace("- hold: 20-40s ", "")),
        ("## A\n- phase 4s: Up.\n", "set", {"at": 1, "key": "phase 5s", "value": "Up.", "setting": 0},
         "## A\n- phase 5s: Up.\n"),
        ("## A\n- phase 4s: Up.\n", "set", {"at": 1, "key": "phase 4s", "value": "Down."},
         "## A\n- phase 4s: Up.\n- phase 4s: Down.\n"),
        ("## A\n-  HOLD :  4s\r\n", "set", {"at": 1, "key": "hold", "value": "5s"}, "## A\n-  HOLD :  5s\r\n"),
        ("## A ## <!-- c -->\n", "rename", {"at": 1, "name": "B"}, "## B <!-- c -->\n"),
        ("Hi.\n", "rename", {"at": 0, "name": "Title"}, "# Title\n\nHi.\n"),
        ("[repeat 2]\n## A\nx\n[end]\n", "rename", {"at": 1, "name": "3"}, "[repeat 3]\n## A\nx\n[end]\n"),
        ("One\ntwo <!-- c -->\nthree\n", "paragraph", {"at": 0, "block": 0, "text": "One\n2\nthree\nfour"},
         "One\n2 <!-- c -->\nthree\nfour\n"),
        ("One.\n\nTwo.\n\nThree.\n", "paragraph", {"at": 0, "block": 1, "text": ""}, "One.\n\nThree.\n"),
        ("One.\r\n", "add-paragraph", {"at": 0, "text": "Two."}, "One.\r\n\r\nTwo.\r\n"),
        ("## A\n- hold: 5s\n\nLast.", "add-paragraph", {"at": 1, "text": "First.", "after": -1},
         "## A\n- hold: 5s\n\nFirst.\n\nLast."),
        ("## A\nx\n<!-- b -->\n## B\ny", "move", {"at": 2, "to": 1}, "<!-- b -->\n## B\ny\n\n## A\nx\n"),
        ("## A\n[repeat 2]\n## B\n[end]\nso\n", "move", {"at": 1, "to": 5},
         "[repeat 2]\n## B\n[end]\nso\n\n## A\n"),
        ("## A\n[repeat 2]\n## B\n[end]\nso\n", "move", {"at": 1, "to": 4},
         "[repeat 2]\n## B\n[end]\n\n## A\n\n---\n\nso\n"),
        ("## A\nx\n", "add-step", {"name": "B", "settings": [("hold", "5s")]}, "## A\nx\n\n## B\n\n- hold: 5s\n"),
        ("- based on: x\n\n## A\n", "skip", {"at": 1, "is_skipped": True}, "- based on: x\n\n## A\n\n- off\n"),
        ("- skip: B\n\n## A\n## B\n", "skip", {"at": 2, "is_skipped": False}, "\n## A\n## B\n"),
        ("a\r\nb\rc\n", "text", {"text": "a\nb\nx\nc\n"}, "a\r\nb\rx\r\nc\n"),
    ],
)  # fmt: skip
def test_an_edit_writes_these_lines(before: str, operation: str, arguments: dict[str, object], after: str) -> None:
    assert edit(Outline(before), operation, **arguments).text == after


@pytest.mark.parametrize(
    ("text", "operation", "arguments", "message"),
    [
        (STEP, "set", {"at": 1, "key": "hold", "value": "banana"}, "'banana' is not a duration"),
        (STEP, "set", {"at": 1, "key": "holt", "value": "3s"}, '"holt" is not a setting'),
        (STEP, "set", {"at": 1, "key": "cue", "value": "one\ntwo"}, "a value must fit on one line"),
        (STEP, "set", {"at": 1, "key": "cue", "value": "a <!-- b"}, "cannot be written here"),
        (STEP, "set", {"at": 9, "key": "cue", "value": "a"}, "this script has no section 9"),
        (STEP, "paragraph", {"at": 1, "block": 0, "text": "- hold: 3s"}, "would be read as a setting"),
        (STEP, "rename", {"at": 1, "name": "C #"}, "cannot be a name"),
        ("[repeat 2]\n## A\n[end]\n", "delete", {"at": 2}, "a repeat would be empty"),
        (STEP, "fold", {}, "no edit is called 'fold'"),
        (STEP, "move", {"at": 1}, "not the arguments of the edit"),
    ],
)
def test_what_cannot_be_written_is_refused(
    text: str, operation: str, arguments: dict[str, object], message: str
) -> None:
    with pytest.raises(EditError, match=message):
        edit(Outline(text), operation, **arguments)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_an_outline_has_the_steps_and_the_words_that_the_reader_reads(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    outline, read = Outline(text), steps(text)
    assert [one.line for one in outline.steps()] == [one.location.line for one in read]
    for own, step in zip(outline.steps(), read, strict=True):
        assert [one.line for one in own.settings] == [one.location.line for one in step.settings]
        paragraphs = sum(block.kind is FlowKind.PARAGRAPH for block in own.flow)
        assert paragraphs == sum("Paragraph" in type(item).__name__ for item in step.flow)


def test_a_broken_script_still_has_its_cards() -> None:
    broken = section("## A\n- hold banana\n- hold: soon\n- sets: 2\nhold: 4\n[pause\n", 1)
    assert [(one.key, one.value, one.is_known) for one in broken.settings] == [
        ("", "hold banana", False),
        ("hold", "soon", True),
        ("sets", "2", True),
    ]
    assert [block.text for block in broken.flow] == ["hold: 4\n[pause"]
