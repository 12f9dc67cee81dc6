"""Recognise what shows that a whole text is of another kind: several titles, parts in brackets, lines of YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from voicecoach.errors import Severity
from voicecoach.script.actions import ACTION_NAMES
from voicecoach.script.block_kinds import Block, BlockKind
from voicecoach.script.direction_words import BREATHE, PLACEHOLDERS, WEAK_NOTES
from voicecoach.script.directions import read_direction, read_pause
from voicecoach.script.settings import keys
from voicecoach.script.spec import Scope
from voicecoach.text import quoted, shortened

IMPORT = "voicecoach import FILE does it for you"
_TITLE = re.compile(r"#\s+\S.*")
_PART = re.compile(r"(?P<marks>\*{0,3}|_{0,2})\[(?P<name>[A-ZÀ-Ý][^\[\]{}()\d]{2,50})\](?P=marks):?")
_OPENED = re.compile(r"[a-z][\w-]*:")
_ITEM = re.compile(r"-\s+([a-z][\w-]*):\s+\S.*")
_KEY_OR_ITEM = re.compile(r"(?:-\s+)?[a-zA-Z][\w -]{0,30}:.*|#.*|-\s+\S{1,30}|---")
_LEAST = 2
_LEAST_UNMARKED = 3
_LEAST_YAML = 0.9


def whole_blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Yield the blocks that are told by the whole text."""
    yield from _titles(lines)
    yield from _parts(lines)
    yield from _yaml(lines)


def more(found: Sequence[object]) -> str:
    """Return how many lines have the same beside the first."""
    return f" (and {len(found) - 1} more)" if len(found) > 1 else ""


def head_named(line: str) -> str:
    """Return the name of a part such as ``**[Body Scan]**`` or ``### Body Scan``."""
    found = _PART.fullmatch(line)
    return (found["name"] if found else line.lstrip("#")).strip()


def _hint(line: str) -> str:
    hint = f"write ## {shortened(head_named(line))} for a step"
    return hint + "; check --fix changes all of them"


def _titles(lines: Sequence[str]) -> Iterator[Block]:
    found = tuple(number for number, line in enumerate(lines) if _TITLE.fullmatch(line))
    if len(found) > _LEAST:
        message = f"there are {len(found)} titles"
        yield Block(BlockKind.TITLES, found[1:], message, _hint(lines[found[1]]), Severity.ERROR)


def _parts(lines: Sequence[str]) -> Iterator[Block]:
    found = tuple(number for number, line in enumerate(lines) if _is_part(line))
    least = _LEAST if found and lines[found[0]][0] in "*_" else _LEAST_UNMARKED
    if len(found) >= least:
        message = f"{quoted(lines[found[0]])} is not an action{more(found)}"
        yield Block(BlockKind.PARTS, found, message, _hint(lines[found[0]]), Severity.ERROR)


def _is_part(line: str) -> bool:
    found = _PART.fullmatch(line)
    words = found["name"].lower().split() if found else []
    if not words or words[0].rstrip(":=") in ACTION_NAMES | BREATHE | WEAK_NOTES or not PLACEHOLDERS.isdisjoint(words):
        return False
    name = " ".join(words)
    return read_direction(name) is None and read_pause(f"{name} pause") is None


def _yaml(lines: Sequence[str]) -> Iterator[Block]:
    """Yield the lines of YAML: a key alone, below it a list of keys with values, and hardly anything else."""
    known = keys(Scope.BOTH)
    items = [_ITEM.fullmatch(below) if _OPENED.fullmatch(line) else None for line, below in pairwise(lines)]
    if not any(item is not None and item[1] not in known for item in items):
        return
    filled = tuple(number for number, line in enumerate(lines) if line)
    inside = tuple(number for number in filled if _KEY_OR_ITEM.fullmatch(lines[number]))
    if len(inside) >= _LEAST_YAML * len(filled):
        yield Block(
            BlockKind.YAML,
            inside,
            "this looks like YAML, not a script",
            f"turn each exercise into a step; {IMPORT}",
            Severity.ERROR,
        )
