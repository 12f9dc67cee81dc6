"""Recognise lines beside the text of Markdown: boxes such as "> [!info]", tasks such as "- [ ] call Jo", commands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from voicecoach.importing.exercises import read_exercise
from voicecoach.importing.lines import SourceLine

_COMMAND = re.compile(
    r"\s*(?:\[\^\w{1,10}\]:\s.*|\\[a-zA-Z]{3,}(?:\[[^\]]*\]|\{[^{}]*\})*|(?:!{3}|\?{3}\+?|:{3,})\s*\w.*|:{3,}|"
    r"\[!\w+\]|\[\[?TOC\]?\])\s*"
)
_CALLOUT = re.compile(
    r"\s{0,3}>\s?(?:\[!(?!quote|cite|example)\w+\][+-]?|"
    r"(?:\U0001f4a1|\u2139|\U0001f4cc|\U0001f4dd|\U0001f514|\U0001f5d2)\ufe0f?)"
)
_QUOTE = re.compile(r"\s{0,3}>(?!>.*<<\s*$)\s?")
_TO_DO = re.compile(r"\s*(?:[-*+]\s+)?\[(?P<done>[ xX]?)\]\s+\S.*")
_ADMONITION = re.compile(r"\s*(?:!{3}|\?{3}\+?)\s*\w.*")
_MOST_OF_BOXES = 4


def is_command(line: str) -> bool:
    """Return whether a line is a command to the program that shows the text: a footnote's text, a table of contents."""
    return _COMMAND.fullmatch(line) is not None


def is_admonition(line: str) -> bool:
    """Return whether a line such as "!!! tip" begins a box, whose words are indented below it."""
    return _ADMONITION.fullmatch(line) is not None


def lines_of_box(head: str, lines: Sequence[SourceLine]) -> Iterator[SourceLine]:
    """Yield the lines of the box that a line begins: those that are quoted, or indented below "!!! tip"."""
    if is_admonition(head):
        yield from takewhile(lambda line: line.text.startswith("    "), lines)
    elif is_box(head):
        yield from takewhile(lambda line: _QUOTE.match(line.text), lines)


def is_box(line: str) -> bool:
    """Return whether a line begins a box beside the text, by its kind or by a picture such as a light bulb."""
    return _CALLOUT.match(line) is not None


def to_dos(lines: list[SourceLine]) -> frozenset[int]:
    """Return the lines with an empty box that are no exercise, where a text has a few of them beside many others."""
    found = [(line, box) for line in lines if (box := _TO_DO.fullmatch(line.text))]
    is_open = any(not box["done"].strip() for _, box in found)
    boxes = [line for line, _ in found] if is_open else []
    others = sum(bool(line.text.strip()) for line in lines) - len(boxes)
    if not boxes or _MOST_OF_BOXES * len(boxes) > others:
        return frozenset()
    words = [(line.number, line.text.rpartition("]")[2].strip()) for line in boxes]
    return frozenset(number for number, text in words if read_exercise(text, 1, is_listed=True) is None)
