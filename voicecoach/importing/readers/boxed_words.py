"""Tell of the words in the text boxes of a word processor, which stand beside the text."""

from __future__ import annotations

from collections.abc import Sequence

from voicecoach.importing.document import Block, Note, WrittenLine
from voicecoach.script.directions import read_pause

_WHY = "unsure: it stands in a box beside the text"


def as_boxed(blocks: Sequence[Block], *, is_text: bool) -> list[Block]:
    """Return the blocks of a box as notes, but for its pauses; as they are where the whole text stands in boxes."""
    return [
        Note(block.text, block.line, _WHY)
        if isinstance(block, WrittenLine) and not (is_text or _is_pause(block.text))
        else block
        for block in blocks
    ]


def _is_pause(text: str) -> bool:
    return read_pause(text.strip("*()[] .")) is not None
