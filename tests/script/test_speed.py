"""Reading takes time in proportion to the length of the text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from tests.support.counts import calls, is_in_proportion
from voicecoach.errors import ScriptError
from voicecoach.script.limits import MOST_WARNINGS
from voicecoach.script.lint import lint
from voicecoach.script.notation import find_directions
from voicecoach.script.printer import print_routine, without_emphasis
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report

# Each is repeated to some 50 kB or 5,000 lines: with these, anything quadratic takes longer than a second.
LONGEST_BYTES, MOST_LINES = 50_000, 5_000
REPEATED = {
    "words on one line": "word ",
    "lines of one paragraph": "a\n",
    "brackets": "[",
    "braces": "{",
    "parentheses": "(",
    "unclosed substitutions": "(a){b",
    "substitutions": "(a){b} ",
    "backslashes": "\\",
    "escapes": "\\[x] ",
    "closers": "]",
    "comments": "<!---->",
    "comments on lines": "a<!--x-->\n",
    "comments that never end": "<!--",
    "settings that go on": "- cue: x\n  y\n",
    "dividers": "---\n",
    "open repeats": "[repeat 2]\n",
    "repeats": "[repeat 2]\nx\n[end]\n",
    "repeated steps": "[repeat 2]\n## A\nx\n[end]\n",
    "steps": "## A\nx\n",
    "sentences with colons": "one: two\n",
    "pauses": "[1s]",
    "blank lines": " \n\t\n",
    "stars": "*a ",
    "titles": "# a\n",
}
# Each is made in a size of 2, and in one of 1 for its half.
SIZED: dict[str, Callable[[int], str]] = {
    "one long line": lambda size: "a" * 450_000 * size,
    "one long line of spaces": lambda size: "a" + " " * 450_000 * size + "b",
    "one long key": lambda size: "- " + "k" * 450_000 * size + ": v",
    "one long heading": lambda size: "## a" + " #" * 50_000 * size,
    "one long number": lambda size: "## A\n- hold: " + "9" * 450_000 * size,
    "one long pause": lambda size: "[" + "9" * 450_000 * size + "s]",
    "a setting of many lines": lambda size: "- about: a\n" + "  b, c\n" * 7_500 * size,
    "a list of many lines": lambda size: "- only: a\n" + "  b,\n" * 7_500 * size,
    "a setting with many comments": lambda size: "- about: a\n" + "<!--x-->\n" * 6_000 * size + "Hi",
    "nested repeats": lambda size: "[repeat 2]\n" * 2_500 * size + "x\n" + "[end]\n" * 2_500 * size,
    "many unknown settings": lambda size: numbered("unknown", size),
    "many pronunciations": lambda size: numbered("pronounce", size) + "Hi",
    "many values": lambda size: numbered("value", size) + "Hi {w7}\n\n" * 1_000 * size,
    "many names that are no steps": lambda size: "- only: " + "x, " * 6_000 * size + "y\n" + "## A\nx\n" * 1_500 * size,
    "many tables": lambda size: "| a | b |\n|--|--|\n\n" * 1_500 * size,
    "many variables that mean nothing": lambda size: "{nothing} " * 5_000 * size,
}


def numbered(setting: str, size: int) -> str:
    return "".join(f"- {setting} w{number}: x\n" for number in range(2_000 * size))


def repeated(unit: str, size: int = 2) -> str:
    lines = unit.count("\n")
    times = min(LONGEST_BYTES // len(unit), MOST_LINES // lines if lines else LONGEST_BYTES)
    return unit * (times * size // 2)


def read_and_print(text: str) -> None:
    report = Report()
    try:
        routine = read_routine(text, "script.md", report)
        lint(routine, report)
    except ScriptError:
        return
    print_routine(routine)


@pytest.mark.parametrize(
    "made",
    [*(partial(repeated, unit) for unit in REPEATED.values()), *SIZED.values()],
    ids=[*REPEATED, *SIZED],
)
def test_reading_costs_in_proportion_to_the_text(made: Callable[[int], str]) -> None:
    whole, half = made(2), made(1)
    assert is_in_proportion(lambda: read_and_print(whole), lambda: read_and_print(half))


@pytest.mark.parametrize("unit", ["*a ", "*", "*a* ", "a*", "***a "])
def test_emphasis_is_found_in_proportion_to_the_text(unit: str) -> None:
    assert is_in_proportion(lambda: without_emphasis(unit * 100_000), lambda: without_emphasis(unit * 50_000))


def test_after_the_last_warning_that_is_listed_none_is_looked_for() -> None:
    text, report = "Breathe. (softly)\n\n" * (MOST_WARNINGS + 500), Report()
    assert calls(find_directions, lambda: read_routine(text, "script.md", report)) == MOST_WARNINGS + 1
    assert report.diagnostics[-1].message.startswith("there are more than 1,000 warnings")
