"""Turn paragraphs that people mean as heads, without a style or a mark for them, into headings."""

from __future__ import annotations

import re

from voicecoach.importing.document import Block, Heading, TextBlock
from voicecoach.importing.lines.about_text import is_about_session
from voicecoach.importing.readers.heads import plain_heads

_ENDS = re.compile(r"[.!?…)\]>/~–—-][\"'”’»*_]*$|\d\s?(?:s|sec|sek|seg|min)\b\W*$")


def with_block_heads(blocks: list[Block]) -> list[Block]:
    """Return the blocks with short paragraphs above longer ones as headings, where there are two or more of them."""
    lines: list[str] = []
    places: list[int] = []
    for at, block in enumerate(blocks):
        words = block.text if isinstance(block, TextBlock) else ""
        if lines and (_ENDS.search(lines[-1]) or is_about_session(lines[-1])):
            lines.append("")  # a paragraph that ends with a stop is above a new part
            places.append(-1)
        lines.append(words)
        places.append(at)
    heads = {places[at] for at in plain_heads(lines)}
    return [
        Heading(block.text, 2, block.line) if at in heads and isinstance(block, TextBlock) else block
        for at, block in enumerate(blocks)
    ]
