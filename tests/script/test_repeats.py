"""Repeats of words inside paragraphs, and of whole steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from voicecoach.errors import ScriptError
from voicecoach.script.model import Break, Paragraph, Part, Repeat, SessionRepeat, Step
from voicecoach.script.printer import print_routine, print_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Reading

    from voicecoach.script.model import Routine


def shape(node: object) -> object:
    """Return a routine, section or flow as nested lists."""
    match node:
        case tuple():
            return [shape(one) for one in node]
        case SessionRepeat(count, sections):
            return (count, "steps", shape(sections))
        case Repeat(count, flow):
            return (count, shape(flow))
        case Step():
            return (f"## {print_text(node.name)}", shape(node.flow))
        case Part():
            return shape(node.flow)
        case Paragraph(text):
            return print_text(text)
        case Break():
            return ""
    raise AssertionError(node)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[repeat 3]\nOne.\n[end]", [[(3, ["One."])]]),
        ("Hi\n[repeat 3]\nOne.\n\n[10s]\n[end]\nBye", [["Hi", (3, ["One.", "", "[pause 10s]"]), "Bye"]]),
        ("[ Repeat 2 ]\n[repeat\t3]\nOne.\n[END]\n two\n[end]", [[(2, [(3, ["One."]), "two"])]]),
        ("## A\nHi\n[repeat 2]\nOne.\n[end]\n## B\nTwo", [("## A", ["Hi", (2, ["One."])]), ("## B", ["Two"])]),
        ("[repeat 2]\n\n## A\nOne\n[end]\nTwo", [(2, "steps", [("## A", ["One"])]), ["Two"]]),
        ("Hi\n[repeat 2]\n## A\nOne\n[end]\n## B\nTwo", [["Hi"], (2, "steps", [("## A", ["One"])]), ("## B", ["Two"])]),
        (
            "## A\nOne\n[repeat 2]\n## B\n[repeat 3]\nTwo\n[end]\n[end]\nThree\n---\nFour",
            [("## A", ["One"]), (2, "steps", [("## B", [(3, ["Two"])])]), ["Three"], ["Four"]],
        ),
        (
            "[repeat 2]\n[repeat 3]\n## A\nOne\n[end]\nTwo\n## B\nThree\n[end]",
            [(2, "steps", [(3, "steps", [("## A", ["One"])]), ["Two"], ("## B", ["Three"])])],
        ),
        ("[repeat 2]\n## A\nOne\n---\nTwo\n[end]", [(2, "steps", [("## A", ["One"]), ["Two"]])]),
    ],
)
def test_what_is_repeated(text: str, expected: object, read_well: Callable[[str], Routine]) -> None:
    routine = read_well(text)
    assert shape(routine.sections) == expected
    assert read_well(print_routine(routine)) == routine


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("[repeat 2]\nOne.", ["1: this [repeat] has no [end]"]),
        ("[repeat 2]\nOne.\n## A\nTwo.", ["1: this [repeat] has no [end]"]),
        ("One.\n[end]", ["2: this [end] ends nothing"]),
        ("One.\n[end]\n[repeat 2]", ["2: this [end] ends nothing", "3: this [repeat] has no [end]"]),
        ("[repeat 2]\n[repeat 3]\nOne.\n[end]", ["1: this [repeat] has no [end]"]),
        ("[repeat 2]\nOne.\n## A\nTwo.\n[end]", ["2: only blank lines may come between [repeat] and its first ##"]),
        ("[repeat 2]\n---\n## A\nTwo.\n[end]", ["2: only blank lines may come between [repeat] and its first ##"]),
        ("[repeat 2]\n- pace: 1\n## A\nTwo.\n[end]",
         ["2: only blank lines may come between [repeat] and its first ##",
          "2: this setting is in the wrong place"]),
        ("## A\n[repeat 2]\nOne.\n## B\nTwo.\n[end]",
         ["3: only blank lines may come between [repeat] and its first ##"]),
        ("[repeat 2]\n[end]", ["1: this [repeat] is empty"]),
        ("[repeat 2]\n\n<!-- c -->\n[end]", ["1: this [repeat] is empty"]),
        ("[repeat 2]\n[oops]\n[end]", ['2: "[oops]" is not an action']),
        ("[repeat 2]\nOne.\n- pace: 1\n[end]", ["3: only words and actions can be repeated here"]),
        ("[repeat 2]\nOne.\n# T\n[end]", ["3: only words and actions can be repeated here"]),
        ("[repeat 2]\nOne.\n---\n[end]", ["3: --- cannot be inside a [repeat] of paragraphs"]),
        ("[repeat 0]\nOne.\n[end]", ["1: repeats must be more than zero"]),
        ("[repeat 1001]\nOne.\n[end]", ["1: repeats can be at most 1,000"]),
        ("Go [repeat 2] on.", ["1: [repeat] must be alone on its line"]),
        ("[repeat 2]\nOne. [end]\n[end]", ["2: [end] must be alone on its line"]),
    ],
)  # fmt: skip
def test_a_repeat_that_cannot_be_meant(text: str, errors: list[str], read: Callable[[str], Reading]) -> None:
    assert read(text).errors == errors


def test_the_largest_repeat(read_well: Callable[[str], Routine]) -> None:
    assert shape(read_well("[repeat 1000]\nOne.\n[end]").sections) == [[(1000, ["One."])]]


def test_repeats_nest_up_to_a_depth_that_is_said(read: Callable[[str], Reading]) -> None:
    def nested(depth: int) -> str:
        return "[repeat 2]\n" * depth + "One.\n" + "[end]\n" * depth

    assert read(nested(16)).errors == []
    assert read(nested(18)).errors == [f"{line}: repeats can be nested 16 deep" for line in (17, 18)]
    with pytest.raises(ScriptError, match=r"more than 1,000 mistakes"):
        read(nested(5_000))
