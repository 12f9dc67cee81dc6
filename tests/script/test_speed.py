"""Reading takes time in proportion to the length of the text."""

from __future__ import annotations

import pytest

from tests.support.counts import calls, is_in_proportion
from voicecoach.errors import ScriptError
from voicecoach.script.limits import MOST_WARNINGS
from voicecoach.script.lint import lint
from voicecoach.script.notation import find_directions
from voicecoach.script.printer import print_routine, without_emphasis
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report

_NUMBERED = "".join(f"- {{}} w{number}: x\n" for number in range(4_000))

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
WHOLE = {
    "one long line": "a" * 900_000,
    "one long line of spaces": "a" + " " * 900_000 + "b",
    "one long key": "- " + "k" * 900_000 + ": v",
    "one long heading": "## a" + " #" * 100_000,
    "one long number": "## A\n- hold: " + "9" * 900_000,
    "one long pause": "[" + "9" * 900_000 + "s]",
    "a setting of many lines": "- about: a\n" + "  b, c\n" * 15_000,
    "a list of many lines": "- only: a\n" + "  b,\n" * 15_000,
    "a setting with many comments": "- about: a\n" + "<!--x-->\n" * 12_000 + "Hi",
    "nested repeats": "[repeat 2]\n" * 5_000 + "x\n" + "[end]\n" * 5_000,
    "many unknown settings": _NUMBERED.format(*["unknown"] * 4_000),
    "many pronunciations": _NUMBERED.format(*["pronounce"] * 4_000) + "Hi",
    "many values": _NUMBERED.format(*["value"] * 4_000) + "Hi {w7}\n\n" * 2_000,
    "many names that are no steps": "- only: " + "x, " * 20_000 + "y\n" + "## A\nx\n" * 5_000,
    "many tables": "| a | b |\n|--|--|\n\n" * 3_000,
    "many variables that mean nothing": "{nothing} " * 10_000,
}


def repeated(unit: str) -> str:
    lines = unit.count("\n")
    return unit * min(LONGEST_BYTES // len(unit), MOST_LINES // lines if lines else LONGEST_BYTES)


def read_and_print(text: str) -> None:
    report = Report()
    try:
        routine = read_routine(text, "script.md", report)
        lint(routine, report)
    except ScriptError:
        return
    print_routine(routine)


@pytest.mark.parametrize(
    "text",
    [*map(repeated, REPEATED.values()), *WHOLE.values()],
    ids=[*REPEATED, *WHOLE],
)
def test_reading_costs_in_proportion_to_the_text(text: str) -> None:
    assert is_in_proportion(lambda: read_and_print(text), lambda: read_and_print(text[: len(text) // 2]))


@pytest.mark.parametrize("unit", ["*a ", "*", "*a* ", "a*", "***a "])
def test_emphasis_is_found_in_proportion_to_the_text(unit: str) -> None:
    assert is_in_proportion(lambda: without_emphasis(unit * 100_000), lambda: without_emphasis(unit * 50_000))


def test_after_the_last_warning_that_is_listed_none_is_looked_for() -> None:
    text, report = "Breathe. (softly)\n\n" * (MOST_WARNINGS + 500), Report()
    assert calls(find_directions, lambda: read_routine(text, "script.md", report)) == MOST_WARNINGS + 1
    assert report.diagnostics[-1].message.startswith("there are more than 1,000 warnings")
