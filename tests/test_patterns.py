"""No pattern that meets a person's text takes exponential time: no loop reads the same characters in two ways."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from types import ModuleType

import pytest
from two_ways import loops_with_two_ways

import voicecoach.importing
import voicecoach.script
import voicecoach.session
import voicecoach.text
import voicecoach.voices.normalize
from voicecoach.caseless import Caseless
from voicecoach.errors import SourceError
from voicecoach.importing.convert import convert
from voicecoach.importing.lines import about_text, around_text, speakers

MODULES = [
    voicecoach.text,
    *(
        importlib.import_module(found.name)
        for package in (voicecoach.importing, voicecoach.script, voicecoach.session, voicecoach.voices.normalize)
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ),
]
MAKERS = {"compile", "search", "match", "fullmatch", "sub", "split", "findall", "finditer", "Caseless"}
LEAST_PATTERNS = 700
READ_IN_ONE_WAY = {
    about_text._IN_CELLS.pattern: "an assertion of several characters tells where a cell ends",
    around_text._TRAIL.pattern: "an assertion of sixty characters tells whether a blank is skipped",
    speakers._CAST.pattern: "behind the end of the text nothing is read",
}
"""What the search takes for two ways, and why it is none."""


def patterns_of(module: ModuleType) -> set[tuple[str, int]]:
    """Return the patterns of a module as written, and those that its tables have; not those that a function builds."""
    found = set()
    for value in vars(module).values():
        for one in value.values() if isinstance(value, dict) else [value]:
            if isinstance(one, Caseless) or (isinstance(one, re.Pattern) and isinstance(one.pattern, str)):
                found.add((one.pattern, int(one.flags) & ~re.IGNORECASE))
    for call in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(call, ast.Call) and call.args and ast.unparse(call.func).removeprefix("re.") in MAKERS:
            try:
                written = eval(compile(ast.Expression(call.args[0]), "", "eval"), vars(module))  # noqa: S307 - our own text
            except NameError:
                continue  # built from a value of the function
            if isinstance(written, str):
                found.add((written, 0))
    return found


@pytest.mark.parametrize(
    ("pattern", "has_two_ways"),
    [
        (r"(?:\w+\s?)+$", True),
        (r"(?:\w++\s?)+$", False),
        (r"(?:(?>\w+)\s?)+$", False),
        (r"(?:\w+\s)+$", False),
        (r"(?:\w+\b\s?)+$", False),
        (r"(?:(?<!\w)\w+\s?)+$", False),
        (r"(?:\s*\w++\s*)+:", True),
        (r"(?:\s*\w++)+\s*:", False),
        (r"(?:.|\s)*x", True),
        (r"(?:.|\n)*x", False),
        (r"(?:a{1,3})*b", True),
        (r"(?:a{2})*b", False),
        (r"(?=(?:a+)+b)", True),
        (r"(?:(?:a|ab)(?:c|bc)?)*+x", False),
        (r"(\s?-)(?:\1\d{1,3})+x", False),
        (r"[^|]{2,50}(?:\s·\s[^|]{2,50}){2,}", True),
    ],
)
def test_two_ways_through_a_loop_are_found(pattern: str, has_two_ways: bool) -> None:  # noqa: FBT001
    assert bool(loops_with_two_ways(pattern)) is has_two_ways


def test_no_loop_reads_the_same_characters_in_two_ways() -> None:
    patterns = {pattern: module.__name__ for module in MODULES for pattern in patterns_of(module)}
    assert len(patterns) > LEAST_PATTERNS
    ways = {one[0]: (patterns[one], found) for one in sorted(patterns) if (found := loops_with_two_ways(*one))}
    assert ways.keys() - READ_IN_ONE_WAY == set(), ways


@pytest.mark.parametrize(
    "line",
    [
        "." * 60 + "a",
        "(" + "." * 60 + "a) Breathe out.",
        "Name: ***** " * 40 + "x",
        "Year 4 · " * 40 + "Room 2 |x",
        "Lake each: Now moment head. " * 40,
        "# Sit" + " \t" * 2000 + "still",
        "- " * 5000 + "a",
    ],
)
def test_a_line_that_once_took_days_is_imported(line: str) -> None:
    try:
        assert "Lie down." in convert(f"Sit down.\nBreathe in.\n\n{line}\n\nLie down.\n".encode(), "x.txt").text
    except SourceError as refused:
        pytest.fail(str(refused))
