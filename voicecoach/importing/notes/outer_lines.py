"""Tell the lines outside of a text by where they stand: above its title, below its last words, or as a plan of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from voicecoach.importing.document import Block, Heading, Note, Rule, TableRow, TextBlock
from voicecoach.importing.lines.about_text import WHY_ABOUT, WHY_ADDRESS, WHY_FOOTER
from voicecoach.importing.lines.figures import figures_alone
from voicecoach.importing.lines.heading_parts import heading_parts
from voicecoach.script.direction_words import folded
from voicecoach.script.directions import read_direction
from voicecoach.script.listener import addresses_listener

_GLUED = re.compile(r"(?P<number>\d{1,2})(?P<name>[A-ZÀ-Ý][^\W\d_].*)", re.DOTALL)
_STOP = re.compile(r"[.!?…:][\"'”’»)]*\s*$")
_MOST_ABOVE_TITLE = 4
_MOST_AT_END = 12
_MOST_WORDS_AT_END = 12
_MOST_WORDS_OF_LINE = 6
_LEAST = 2
_COLUMNS_OF_PLAN = 2


def with_outer_lines(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with the lines outside of the text as notes, and a number at the head of a name behind it."""
    return _without_plan(_without_contacts(_without_lines_above_title(list(_with_numbers_apart(blocks)))))


def _with_numbers_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks; headings "1Bridge", "2Clam" become "1. Bridge", "2. Clam": a page had a box for the number."""
    found = {at: _GLUED.fullmatch(block.text) for at, block in enumerate(blocks) if isinstance(block, Heading)}
    glued = {at: one for at, one in found.items() if one}
    is_counted = [int(one["number"]) for one in glued.values()] == list(range(1, len(glued) + 1))
    for at, block in enumerate(blocks):
        one = glued.get(at) if is_counted and len(glued) >= _LEAST else None
        yield replace(block, text=f"{one['number']}. {one['name']}") if one and isinstance(block, Heading) else block


def _without_lines_above_title(blocks: list[Block]) -> list[Block]:
    """Turn the paragraphs between an introduction, which is a note by now, and the only title into notes."""
    titles = [at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1]
    above = blocks[: titles[0]] if len(titles) == 1 else []
    is_known = any(isinstance(block, Note) and block.why for block in above)
    if (
        not is_known
        or len(above) > _MOST_ABOVE_TITLE
        or not all(isinstance(one, Note | Rule | TextBlock) for one in above)
    ):
        return blocks
    notes = [Note(one.text, one.line, WHY_ABOUT) if isinstance(one, TextBlock) else one for one in above]
    return [*notes, *blocks[len(above) :]]


def _without_contacts(blocks: list[Block]) -> list[Block]:
    """Turn the short lines around the last address or telephone number of a text into notes, and those below it."""
    begin = max(len(blocks) - _MOST_AT_END, 1)
    places = [at for at in range(begin, len(blocks)) if _is_contact(blocks[at])]
    if not places:
        return blocks
    first = places[0]
    while first > begin and _is_line(blocks[first - 1]) and blocks[first - 1].line >= blocks[first].line - 1:
        first -= 1
    last = places[-1]
    below = blocks[last + 1 :]
    last = len(blocks) - 1 if all(map(_is_about, below)) else last
    if not all(map(_is_about, blocks[first : last + 1])):
        return blocks
    notes = [
        Note(one.text, one.line, WHY_FOOTER) if isinstance(one, TextBlock) else one for one in blocks[first : last + 1]
    ]
    return [*blocks[:first], *notes, *blocks[last + 1 :]]


def _is_contact(block: Block) -> bool:
    return isinstance(block, Note) and block.why == WHY_ADDRESS


def _is_line(block: Block) -> bool:
    """Return whether a block is a short line that is no sentence: a name, a street, a head."""
    text = block.text if isinstance(block, TextBlock | Note) else "."
    is_name = text[:1].isupper() and len(text.split()) <= _MOST_WORDS_OF_LINE and not _STOP.search(text)
    return is_name and read_direction(text) is None


def _is_about(block: Block) -> bool:
    """Return whether a block at the end is a note, or a short line that does not address the listener."""
    if not isinstance(block, TextBlock) or not block.text[:1].isalnum():
        return isinstance(block, Note | Rule)
    is_short = len(block.text.split()) <= _MOST_WORDS_AT_END and not _STOP.search(block.text)
    return is_short and not addresses_listener(block.text)


def _without_plan(blocks: list[Block]) -> list[Block]:
    """Turn a table into notes that has the names of the text's own headings, each with its length."""
    heads = {folded(heading_parts(block.text)[0]) for block in blocks if isinstance(block, Heading)}
    kept: list[Block] = []
    for _, group in groupby(blocks, key=lambda block: isinstance(block, TableRow)):
        beside = list(group)
        rows = [row for row in beside if isinstance(row, TableRow)]
        named = sum(_is_named(row, heads) for row in rows)
        if named < max(_LEAST, len(rows) / 2):
            kept += beside
            continue
        kept.append(Note(" | ".join(rows[0].header), rows[0].line, WHY_ABOUT))
        kept += [Note(" | ".join(row.cells), row.line, WHY_ABOUT) for row in rows]
    return kept


def _is_named(row: TableRow, heads: set[str]) -> bool:
    """Return whether a row has the name of a heading, or how it begins, and a length."""
    if len(row.cells) != _COLUMNS_OF_PLAN or figures_alone(row.cells[1]) is None:
        return False
    name = folded(heading_parts(row.cells[0])[0])
    return any(head == name or head.startswith(f"{name} ") for head in heads)
