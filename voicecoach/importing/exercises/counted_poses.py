"""Make exercises of poses with a bare count such as "(x8)" below their words, beside exercises with figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from voicecoach.importing.document import Block, Exercise, Heading, Rounds, TextBlock, text_of
from voicecoach.importing.lines.heading_parts import heading_parts
from voicecoach.units import Span

_COUNT = re.compile(r"\W*(?:[x×]\s?(\d{1,2})|(\d{1,2})\s?[x×])\W*", re.IGNORECASE)
_LEAST_EXERCISES = 2
_MOST_PARAGRAPHS = 3


def with_counted_poses(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with an exercise for each heading whose words end with a count on a line of its own.

    A single one may repeat a sentence; where other headings have figures, too, it counts the movement.
    """
    counted = {at: length for at, block in enumerate(blocks) if (length := _length(blocks, at))}
    if len(counted) + sum(isinstance(block, Exercise) for block in blocks) < _LEAST_EXERCISES:
        return list(blocks)
    made: list[Block] = []
    at = 0
    while at < len(blocks):
        length = counted.get(at, 0)
        made.append(_exercise(blocks[at : at + length]) if length else blocks[at])
        at += max(length, 1)
    return made


def _length(blocks: Sequence[Block], at: int) -> int:
    """Return how many blocks a pose has, from its heading to its count; 0 where no such pose begins."""
    head = blocks[at]
    if not isinstance(head, Heading) or head.level == 1:
        return 0
    for end in range(at + 1, min(at + 2 + _MOST_PARAGRAPHS, len(blocks))):
        block = blocks[end]
        if _COUNT.fullmatch(_words(block)):
            is_last = end + 1 == len(blocks) or isinstance(blocks[end + 1], Heading | Exercise)
            return end + 1 - at if is_last and end > at + 1 else 0
        if not isinstance(block, TextBlock):
            return 0
    return 0


def _words(block: Block) -> str:
    return block.source if isinstance(block, Rounds) else text_of(block)


def _exercise(blocks: Sequence[Block]) -> Exercise:
    head, *texts = map(_words, blocks)
    count = _COUNT.fullmatch(texts.pop())
    reps = int(next(filter(None, count.groups()))) if count else 1
    name, note = heading_parts(head)
    source, notes = "\n".join(map(_words, blocks)), (note,) if note else ()
    return Exercise(
        name=name, line=blocks[0].line, source=source, reps=Span(reps, reps), texts=tuple(texts), notes=notes,
    )  # fmt: skip
