"""Tell the parts of a talk that have a length beside their name from exercises: "**Arrival (2 min)**"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from voicecoach.importing.document import Block, Heading, Item, Note, TextBlock
from voicecoach.importing.exercises import read_exercise
from voicecoach.importing.heading_parts import TIMES_OF_HEADING
from voicecoach.script.directions import read_pause

_OWN_PAUSE = re.compile(r"[(\[][^()\[\]]{1,60}[)\]]")
_QUOTED = re.compile(r"\s*[*_]*[\"“„«»]")
_LEAST_PARTS = 2


def with_timed_parts(blocks: list[Block]) -> list[Block]:
    """Turn items and lines with a name and a length into headings, where their words have pauses or quotation marks.

    One part tells for all of its text: "Arrival (2 min)" above words with pauses is no exercise of two minutes, and
    neither is "Return (1 min)" below it.
    """
    heads = [at for at, block in enumerate(blocks) if isinstance(block, Item | TextBlock) and _is_timed(block)]
    if len(heads) < _LEAST_PARTS or not any(_is_talk(blocks, at) for at in heads):
        return blocks
    kept: list[Block] = []
    for at, block in enumerate(blocks):
        if at in heads and isinstance(block, Item | TextBlock):
            kept += _as_part(block)
        else:
            kept.append(block)
    return kept


def _is_timed(block: Item | TextBlock) -> bool:
    """Return whether a line is a name with a length in brackets, and would be taken for an exercise."""
    first = block.text.partition("\n")[0].replace("**", "")
    if TIMES_OF_HEADING.search(first) is None:
        return False
    found = read_exercise(first, block.line, is_listed=True)
    return found is not None and not (found.reps or found.sets or found.has_sides or found.texts)


def _is_talk(blocks: Sequence[Block], at: int) -> bool:
    """Return whether the words of a part have a pause in brackets, or stand in quotation marks."""
    words = list(_words_of(blocks, at))
    pauses = (found[0] for text in words for found in _OWN_PAUSE.finditer(text))
    is_quoted = bool(words) and all(map(_QUOTED.match, words))
    return is_quoted or any(read_pause(pause.strip("()[] ")) is not None for pause in pauses)


def _words_of(blocks: Sequence[Block], at: int) -> Iterator[str]:
    head = blocks[at]
    if isinstance(head, Item | TextBlock):
        yield from head.text.split("\n")[1:]
    for block in blocks[at + 1 :]:
        if isinstance(block, Note):
            continue
        if not isinstance(block, Item | TextBlock) or _is_timed(block):
            return
        yield block.text


def _as_part(block: Item | TextBlock) -> Iterator[Block]:
    first, *words = block.text.split("\n")
    yield Heading(first, 2, block.line)
    for text in words:
        yield TextBlock(text, block.line)
