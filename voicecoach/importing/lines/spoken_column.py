"""Find the column of a table that has the words to speak, where its head does not say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from voicecoach.importing.document import Block, Note, TableRow, WrittenLine
from voicecoach.importing.lines.heading_parts import heading_parts
from voicecoach.importing.lines.rows import column_of, silence_in

_SENTENCE = re.compile(r"[^\W\d_].*\s.*[.!?…][\"'”’»)]*\s*$")
_TIME = re.compile(r"\d\s?(?:[:'’h]|m|s)", re.IGNORECASE)
_COUNTS = {"sets", "reps"}
_LEAST_ROWS = 2
_WHY_AGAIN = "unsure: a table of the parts that the text has"
_SPOKEN = ("text", "hint", "name")


def with_spoken_columns(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks in which the head "text" stands over the sentences of a table that also has a column of silence."""
    found: list[Block] = []
    for header, group in groupby(blocks, lambda block: block.header if isinstance(block, TableRow) else None):
        rows = list(group)
        at = _column_of_sentences(header, [row.cells for row in rows if isinstance(row, TableRow)]) if header else None
        if header and at is not None:
            heads = (*header[:at], "text", *header[at + 1 :])
            rows = [replace(row, header=heads) if isinstance(row, TableRow) else row for row in rows]
        found += rows
    return found


def without_summaries(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with a table as notes that only tells the parts again, whose heads have times beside them."""
    rows = [block for block in blocks if isinstance(block, TableRow)]
    if not rows:
        return list(blocks)
    heads = [heading_parts(block.text.rstrip(" :")) for block in blocks if isinstance(block, WrittenLine)]
    timed = {_key(name) for name, beside in heads if _TIME.search(beside)}
    again = {row.header for row in rows} - {row.header for row in rows if row.cells and _key(row.cells[0]) not in timed}
    is_again = len(rows) >= _LEAST_ROWS and not any(_COUNTS & {column_of(head) for head in row.header} for row in rows)
    return [
        Note(" | ".join(block.cells), block.line, _WHY_AGAIN)
        if is_again and isinstance(block, TableRow) and block.header in again
        else block
        for block in blocks
    ]


def _key(words: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", words.casefold()))


def _column_of_sentences(header: Sequence[str], rows: Sequence[Sequence[str]]) -> int | None:
    if any(column_of(head) in _SPOKEN for head in header):
        return None
    counts = [sum(at < len(row) and _SENTENCE.match(row[at]) is not None for row in rows) for at in range(len(header))]
    most = max(range(len(header)), key=counts.__getitem__)
    is_silence = any(
        silence_in(row[at], head) for row in rows for at, head in enumerate(header) if at != most and at < len(row)
    )
    return most if is_silence and 2 * counts[most] >= len(rows) else None
