"""Find notes in brackets that go over several paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from voicecoach.importing.directions.bracket_words import pauses_in
from voicecoach.importing.document import Block, Note, TextBlock, Words, replaced
from voicecoach.script.printer import print_pause

_WHY = "unsure: it is in brackets that go over several paragraphs"
_PAIRS = {"(": ")", "[": "]"}
_MOST_PARAGRAPHS = 8


def with_long_brackets(blocks: Sequence[Block], language: str) -> list[Block]:
    """Return the blocks with each bracket that begins one paragraph and ends a later one as notes, with its pauses."""
    found: dict[int, tuple[Sequence[Block], int]] = {}
    for at, block in enumerate(blocks):
        count = _count(blocks[at : at + _MOST_PARAGRAPHS]) if isinstance(block, TextBlock) else 0
        part = [one for one in blocks[at : at + count] if isinstance(one, Words)]
        pauses = [pause for one in part for pause in pauses_in(one.text.strip("()[]"), language)]
        silence = [TextBlock(print_pause(pause), block.line) for pause in pauses[:1]]
        if part:
            found[at] = ([*(Note(one.text, one.line, _WHY) for one in part), *silence], count)
    return replaced(blocks, found)


def _count(blocks: Sequence[Block]) -> int:
    """Return over how many paragraphs a bracket goes that begins the first; 0 where none does."""
    closing = ""
    for count, block in enumerate(blocks, start=1):
        if not isinstance(block, Words):
            return 0
        text = block.text.strip("*_ ")
        opening = next((one for one in _PAIRS if text.startswith(one)), "") if count == 1 else ""
        closing = _PAIRS.get(opening, closing)
        if not closing or (count == 1 and closing in text):
            return 0
        if count > 1 and any(mark in text for mark in "()[]"):
            return count if text.rstrip(".").endswith(closing) and sum(map(text.count, "()[]")) == 1 else 0
    return 0
