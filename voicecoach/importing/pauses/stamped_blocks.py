"""Give the paragraphs of a document the times at which they are due, where clock times stand before them."""

from __future__ import annotations

from collections.abc import Sequence

from voicecoach.importing.document import Block, Item, TimedCue, Words, text_of
from voicecoach.importing.lines.joined_lines import SourceLine
from voicecoach.importing.readers.stamps import rising_stamps

_LEAST_STAMPS = 2


def with_stamps(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks; where clock times rise at the beginnings of paragraphs, each has its words at that time."""
    lines = [
        SourceLine(f"- {block.text}" if isinstance(block, Item) else block.text, at)
        for at, block in enumerate(blocks)
        if isinstance(block, Words)
    ]
    stamps = rising_stamps(lines)
    if len(stamps) < _LEAST_STAMPS or any(stamp.is_head for stamp in stamps.values()):
        return list(blocks)
    timed: list[Block] = []
    due_ms: int | None = None
    for at, block in enumerate(blocks):
        stamp = stamps.get(at)
        due_ms = stamp.time_ms if stamp else due_ms
        words = stamp.text if stamp else text_of(block)
        if isinstance(block, Words) and due_ms is not None:
            if words:
                timed.append(TimedCue(words, due_ms, block.line))
                due_ms = None
        else:
            timed.append(block)
    return timed
