"""Recognise lines beside the text of Markdown: boxes such as "> [!info]", tasks, commands, fences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from voicecoach.importing.document import Block, Heading, Note, Words, WrittenLine
from voicecoach.importing.lines.exercise_lines import is_exercise
from voicecoach.importing.lines.joined_lines import SourceLine
from voicecoach.importing.readers.titles import is_framed_aside

_COMMAND = re.compile(
    r"\s*(?:\[\^\w{1,10}\]:\s.*|\\[a-zA-Z]{3,}(?:\[[^\]]*\]|\{[^{}]*\})*|(?:!{3}|\?{3}\+?)\s*\w.*|:{3,}(?:\s*\w.*(?<!:))?|"
    r"\[!\w+\]|\[\[?TOC\]?\])\s*"
)
_CALLOUT = re.compile(
    r"\s{0,3}>\s?(?:\[!(?!quote|cite|example)\w+\][+-]?|"
    r"(?:\U0001f4a1|\u2139|\U0001f4cc|\U0001f4dd|\U0001f514|\U0001f5d2)\ufe0f?)"
)
_QUOTE = re.compile(r"\s{0,3}>(?!>.*<<\s*$)\s?")
_TO_DO = re.compile(r"\s*(?:[-*+]\s+)?\[(?P<done>[ xX]?)\]\s+\S.*")
_ADMONITION = re.compile(r"\s*(?:!{3}|\?{3}\+?)\s*\w.*")
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})\s*\w*\s*$")
_TREE = re.compile(r"[├└│]")
_STOP_AT_END = re.compile(r"[.!?…][\"'”’»)\]*_]{0,3}")
ARROW = re.compile(r"\s*(?:[-=]{1,2}>|[→⇒➔➜])\s*(?=[^\W\d_]|\d{1,2}\s?[x×]\s)")
"""An arrow at the beginning of a line: a bullet, or the sign of a note to whoever reads."""

_FILE = re.compile(r"\W*(?:\d{1,3}[.)]\s*)?[\w-]+\.(?:mp3|wav|m4a|ogg|txt|md)\b.*", re.DOTALL)
_LEAST_WORDS = 4
_LEAST_FENCES = 3
_MOST_OF_BOXES = 4


def is_command(line: str) -> bool:
    """Return whether a line is a command to the program that shows the text: a footnote's text, a table of contents."""
    return _COMMAND.fullmatch(line) is not None


def is_admonition(line: str) -> bool:
    """Return whether a line such as "!!! tip" begins a box, whose words are indented below it."""
    return _ADMONITION.fullmatch(line) is not None


def is_set_apart(line: str) -> bool:
    """Return whether a line begins a block of its own: a box, or words behind an arrow."""
    return is_admonition(line) or ARROW.match(line) is not None


def lines_of_box(head: str, lines: Sequence[SourceLine]) -> Iterator[SourceLine]:
    """Yield the lines of the box that a line begins: those that are quoted, or indented below "!!! tip"."""
    if is_admonition(head):
        yield from takewhile(lambda line: line.text.startswith("    "), lines)
    elif is_box(head):
        yield from takewhile(lambda line: _QUOTE.match(line.text), lines)


def is_box(line: str) -> bool:
    """Return whether a line begins a box beside the text, by its kind or by a picture such as a light bulb."""
    return _CALLOUT.match(line) is not None


def asides(lines: list[SourceLine]) -> frozenset[int]:
    """Return the lines for whoever leads: a few with an empty box, and some between marks: "-- the same again --"."""
    return _to_dos(lines) | {line.number for line in lines if is_framed_aside(line.text)}


def _to_dos(lines: list[SourceLine]) -> frozenset[int]:
    """Return the lines with an empty box that are no exercise, where a text has a few of them beside many others."""
    found = [(line, box) for line in lines if (box := _TO_DO.fullmatch(line.text))]
    is_open = any(not box["done"].strip() for _, box in found)
    boxes = [line for line, _ in found] if is_open else []
    others = sum(bool(line.text.strip()) for line in lines) - len(boxes)
    if not boxes or _MOST_OF_BOXES * len(boxes) > others:
        return frozenset()
    words = [(line.number, line.text.rpartition("]")[2].strip()) for line in boxes]
    return frozenset(number for number, text in words if not is_exercise(text))


def with_fenced_words(blocks: Sequence[Block], lines: Sequence[SourceLine]) -> list[Block]:
    """Return the blocks with trees of folders as notes, and all around the fences where three or more have the words.

    So do recording guides: a heading for each file, and below it what to say between two fences.
    """
    if not (fences := _fences(lines)):
        return list(blocks)
    inside = {number: fence for fence in fences for number in fence}
    texts = {line.number: line.text for line in lines}
    trees = {fence for fence in fences if any(_TREE.search(texts[number]) for number in fence)}
    spoken = {fence for fence in fences if any(_is_sentence(texts[number]) for number in fence)} - trees
    around = [one for one in blocks if isinstance(one, Words) and one.line not in inside]
    sentences = sum(_is_sentence(one.text) for one in around)
    is_guide = len(spoken) >= _LEAST_FENCES and 2 * sentences <= len(around)

    def is_beside(at: int, block: Block) -> bool:
        if isinstance(block, Heading):
            below = takewhile(lambda one: not isinstance(one, Heading), blocks[at + 1 :])
            is_above_words = any(one.line in inside for one in below)
            return is_guide and (_FILE.fullmatch(block.text) is not None or not is_above_words)
        fence = inside.get(block.line)
        return fence in trees if fence else is_guide

    return [
        Note(block.text, block.line, "unsure: it is about the script")
        if isinstance(block, WrittenLine) and is_beside(at, block) else block
        for at, block in enumerate(blocks)
    ]  # fmt: skip


def _is_sentence(text: str) -> bool:
    """Return whether a line has a few words and a stop at its end; it may be as long as the text."""
    is_long = len(text.split(maxsplit=_LEAST_WORDS - 1)) >= _LEAST_WORDS
    return is_long and _STOP_AT_END.search(text.rstrip()[-4:]) is not None


def _fences(lines: Sequence[SourceLine]) -> list[range]:
    """Return the numbers of the lines between each two fences."""
    marks = [line.number for line in lines if _FENCE.match(line.text)]
    return [range(begin + 1, end) for begin, end in zip(marks[::2], marks[1::2], strict=False) if end > begin + 1]
