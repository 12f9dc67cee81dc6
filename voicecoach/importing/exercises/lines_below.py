"""Find the lines right below an exercise of a page that tell how it is done."""

from __future__ import annotations

from collections.abc import Sequence

from voicecoach.importing.document import Block, Item, TextBlock, text_of
from voicecoach.importing.lines.exercise_lines import is_exercise

_MOST_WORDS_OF_LABEL = 3


def items_below(following: Sequence[Block], line: int) -> list[Block]:
    """Return the bullets right below an exercise, and the labels above some of them, "Starting position"; no others."""
    own: list[Block] = []
    for at, block in enumerate(following):
        below = following[at + 1] if at + 1 < len(following) else None
        is_label = isinstance(block, TextBlock) and isinstance(below, Item) and below.line == block.line + 1
        is_label = is_label and len(text_of(block).split()) <= _MOST_WORDS_OF_LABEL
        is_own = is_label or (isinstance(block, Item) and not block.number)
        if not is_own or block.line != line + 1 or is_exercise(text_of(block)):
            break
        own.append(block)
        line = block.line + text_of(block).count("\n")
    return own if any(isinstance(one, Item) for one in own) else []
