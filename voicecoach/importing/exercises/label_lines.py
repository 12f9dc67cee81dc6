"""Find the labels that stand alone on their lines in each exercise of a guide: "Starting position"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from voicecoach.importing.document import Block, Heading, Note, TextBlock, WrittenLine, text_of
from voicecoach.importing.lines.how_to_labels import HOW_TO, POSITION

_MOST_WORDS = 5
_NO_LABEL = (".", "!", ",", ";", "…")


def with_label_lines(blocks: list[Block]) -> list[Block]:
    """Return the blocks with the labels that several exercises have as notes, and the line below each as words.

    One of them at least tells of a position or how an exercise is done: other lines that come again may be a refrain.
    What stands above a label is the name of an exercise, however often it comes.
    """
    counts = Counter(text_of(block).strip() for block in blocks if _may_be_label(block))
    repeated = {text for text, count in counts.items() if count > 1}
    if not any(HOW_TO.fullmatch(text.rstrip(" ?:")) or POSITION.search(text) for text in repeated):
        return blocks
    places = [at for at, block in enumerate(blocks) if _may_be_label(block) and text_of(block).strip() in repeated]
    heads = {text_of(blocks[one]).strip() for one, other in pairwise(places) if other == one + 1}
    labels = {at for at in places if text_of(blocks[at]).strip() not in heads}
    return [_of(blocks, at, labels) for at in range(len(blocks))]


def _may_be_label(block: Block) -> bool:
    text = text_of(block).strip()
    is_line = isinstance(block, WrittenLine) and not (isinstance(block, Heading) and block.level == 1)
    is_short = 0 < len(text.split()) <= _MOST_WORDS and "\n" not in text
    return is_line and is_short and text[0].isupper() and not text.endswith(_NO_LABEL) and "\t" not in text


def _of(blocks: Sequence[Block], at: int, labels: set[int]) -> Block:
    block = blocks[at]
    if at in labels:
        return Note(text_of(block), block.line)
    is_below = at - 1 in labels and isinstance(block, Heading) and block.line == blocks[at - 1].line + 1
    return TextBlock(text_of(block), block.line) if is_below else block
