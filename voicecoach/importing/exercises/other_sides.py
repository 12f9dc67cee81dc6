"""Give exercises both sides where the text says so, "Same, other side", and one side where it has "R" and "L"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from voicecoach.importing.document import Block, Exercise, Item, Note, TextBlock, Words
from voicecoach.importing.exercises.timed_heads import without_holds_told_twice
from voicecoach.importing.lines.figure_sides import is_one_side, is_sides_alone

_RIGHT = ("R", "re", "Re", "D", "dx", "DX", "der", "dir", "Rt", "rt")
_LEFT = ("L", "li", "Li", "G", "I", "E", "sx", "SX", "izq", "esq", "Lt", "lt")
_ONE_SIDE = re.compile(rf"\s*[-–,(]?\s*(?<!\w)(?P<side>{'|'.join((*_RIGHT, *_LEFT))})\.?\)?$")
_IS_RIGHT = re.compile(r"right|rechts|derech|droit|destr|direit", re.IGNORECASE)
_MOST_BETWEEN = 6


def with_other_sides(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with both sides in one exercise, and each side that stands alone as a setting."""
    kept: list[Block] = []
    for block in map(_own_sides, without_holds_told_twice(blocks)):
        above = _above(kept) if isinstance(block, Words) and _is_other_side(block.text) else None
        if above is None or not isinstance(block, Words):
            kept.append(block)
            continue
        exercise = kept[above]
        if isinstance(exercise, Exercise):
            kept[above] = replace(exercise, has_sides=True, name=_ONE_SIDE.sub("", exercise.name))
        kept.append(Note(block.text, block.line))
    return list(_joined(_with_one_side(kept)))


def _is_other_side(text: str) -> bool:
    return "\n" not in text and is_sides_alone(text.replace("**", "").strip("*_ "))


def _own_sides(block: Block) -> Block:
    """Return an exercise that has "then the other side" among its sentences with both sides."""
    texts = [text for text in block.texts if _is_other_side(text)] if isinstance(block, Exercise) else []
    if not texts or not isinstance(block, Exercise):
        return block
    others = tuple(text for text in block.texts if text not in texts)
    return replace(block, has_sides=True, texts=others, notes=(*block.notes, *texts))


def _above(kept: Sequence[Block]) -> int | None:
    """Return the place of the exercise that words such as "Same on L" are about: one of a single side comes first."""
    places: list[int] = []
    for at in range(len(kept) - 1, max(-1, len(kept) - 1 - _MOST_BETWEEN), -1):
        if isinstance(kept[at], Exercise):
            places.append(at)
        elif not isinstance(kept[at], TextBlock | Item | Note):
            break
    one_sided = (at for at in places if _ONE_SIDE.search(str(getattr(kept[at], "name", ""))))
    return next(one_sided, places[0] if places else None)


def _with_one_side(blocks: Sequence[Block]) -> list[Block]:
    """Write "Lunge (R)" as the right side of "Lunge" where the text has its left side, too."""
    sides: dict[str, set[str]] = {}
    parts = [_name_and_side(block) for block in blocks]
    for name, side in parts:
        sides.setdefault(name, set()).add(side)
    both = {name for name, found in sides.items() if {"right", "left"} <= found}
    return [
        replace(block, name=name, has_sides=True, ways=(side,),
                notes=tuple(note for note in block.notes if not (_ONE_SIDE.fullmatch(note) or is_one_side(note))))
        if isinstance(block, Exercise) and side and name in both else block
        for block, (name, side) in zip(blocks, parts, strict=True)
    ]  # fmt: skip


def _name_and_side(block: Block) -> tuple[str, str]:
    """Return the name of an exercise without its side, and that; empty where it has none."""
    if not isinstance(block, Exercise) or block.has_sides:
        return "", ""
    found = _ONE_SIDE.search(block.name) or next((one for one in map(_ONE_SIDE.fullmatch, block.notes) if one), None)
    word = next((note for note in block.notes if is_one_side(note)), "")
    if found is None and not word:
        return "", ""
    name = _ONE_SIDE.sub("", block.name).strip()
    is_right = _IS_RIGHT.match(word) is not None if found is None else found["side"] in _RIGHT
    return name, "right" if is_right else "left"


def _joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks with an exercise of one side, and right below it the same of the other, as one."""
    position = 0
    while position < len(blocks):
        block, below = blocks[position], blocks[position + 1] if position + 1 < len(blocks) else None
        position += 1
        if isinstance(block, Exercise) and isinstance(below, Exercise) and _are_two_sides(block, below):
            yield replace(block, ways=() if block.ways == ("right",) else (*block.ways, *below.ways))
            position += 1
        else:
            yield block


def _are_two_sides(first: Exercise, second: Exercise) -> bool:
    if {*first.ways, *second.ways} != {"right", "left"} or len(first.ways) != 1 or second.texts:
        return False
    return replace(first, line=0, source="", ways=(), notes=(), texts=()) == replace(
        second, line=0, source="", ways=(), notes=(), texts=()
    )
