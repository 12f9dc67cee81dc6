"""Tell the parts of a talk that have a length beside their name from exercises: "**Arrival (2 min)**"."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from voicecoach.importing.document import Block, Exercise, Heading, Item, TextBlock
from voicecoach.importing.exercises import read_exercise
from voicecoach.importing.figure_sides import has_sides
from voicecoach.importing.heading_parts import TIMES_OF_HEADING
from voicecoach.importing.readers.heads import is_part_name
from voicecoach.script.directions import read_pause
from voicecoach.units import MINUTE_MS

_OWN_PAUSE = re.compile(r"[(\[][^()\[\]]{1,60}[)\]]")
_QUOTED = re.compile(r"\s*[*_]*[\"“„«»]")
_NUMBER = re.compile(r"^\W*\d{1,2}[.)]\s+")
_LEAST_PARTS = 2
_LEAST_PART_MS = 2 * MINUTE_MS


def with_timed_parts(blocks: list[Block]) -> list[Block]:
    """Turn items and lines with a name and a length into the headings of a talk, or into exercises of that length.

    One part tells for all of its text: "Arrival (2 min)" above words with pauses is no exercise of two minutes, and
    neither is "Return (1 min)" below it. Without a sign of a talk, short lengths or sides are those of exercises.
    """
    found = {at: one for at, block in enumerate(blocks) if (one := _timed(block)) is not None}
    if len(found) < _LEAST_PARTS:
        return blocks
    named = sum(_has_part_name(blocks[at]) for at in found)
    if named >= _LEAST_PARTS or any(_is_talk(blocks, at, found) for at in found):
        return [part for at, block in enumerate(blocks) for part in (_as_part(block) if at in found else [block])]
    short = sum(bool(one.has_sides or (one.hold_ms and one.hold_ms.low < _LEAST_PART_MS)) for one in found.values())
    bold = {at for at in found if _text(blocks[at]).startswith("**") and _words_of(blocks, at, found)}
    if len(bold) < _LEAST_PARTS or 2 * short < len(found):
        return blocks
    kept: list[Block] = []
    end = 0
    for at, block in enumerate(blocks):
        if at in bold:
            words = _words_of(blocks, at, found)
            kept.append(replace(found[at], texts=tuple(words), is_listed=True))
            end = at + len(words) + 1 - _text(block).count("\n")
        elif at >= end:
            kept.append(block)
    return kept


def _text(block: Block) -> str:
    return block.text if isinstance(block, Item | TextBlock) else ""


def _timed(block: Block) -> Exercise | None:
    """Return what a line with a name and a length in brackets would be as an exercise; None for any other line."""
    first = _text(block).partition("\n")[0]
    name = _NUMBER.sub("", first.replace("**", "").strip())
    if TIMES_OF_HEADING.search(name) is None and not has_sides(name):
        return None
    found = read_exercise(name, block.line, is_listed=True)
    return found if found is not None and found.hold_ms and not (found.reps or found.sets or found.texts) else None


def _has_part_name(block: Block) -> bool:
    first = _text(block).partition("\n")[0].replace("**", "")
    return is_part_name(_NUMBER.sub("", TIMES_OF_HEADING.sub("", first)).strip(" :"))


def _is_talk(blocks: Sequence[Block], at: int, heads: Container[int]) -> bool:
    """Return whether the words of a part have a pause in brackets, or stand in quotation marks."""
    words = _words_of(blocks, at, heads)
    pauses = (found[0] for text in words for found in _OWN_PAUSE.finditer(text))
    is_quoted = bool(words) and all(map(_QUOTED.match, words))
    return is_quoted or any(read_pause(pause.strip("()[] ")) is not None for pause in pauses)


def _words_of(blocks: Sequence[Block], at: int, heads: Container[int]) -> list[str]:
    """Return the words of a part: the other lines of its block, and the paragraphs and items up to the next head."""
    words = _text(blocks[at]).split("\n")[1:]
    for place in range(at + 1, len(blocks)):
        text = _text(blocks[place]).replace("**", "")
        if place in heads or not text or read_exercise(text, 1, is_listed=True) is not None:
            break
        words.append(_text(blocks[place]))
    return words


def _as_part(block: Block) -> Iterator[Block]:
    first, *words = _text(block).split("\n")
    yield Heading(first, 2, block.line)
    for text in words:
        yield TextBlock(text, block.line)
