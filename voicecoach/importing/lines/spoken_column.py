"""Find the column of a table that has the words to speak, where its head does not say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from voicecoach.importing.document import Block, TableRow
from voicecoach.importing.lines.rows import column_of, silence_in

_SENTENCE = re.compile(r"[^\W\d_].*\s.*[.!?…][\"'”’»)]*\s*$")
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


def _column_of_sentences(header: Sequence[str], rows: Sequence[Sequence[str]]) -> int | None:
    if any(column_of(head) in _SPOKEN for head in header):
        return None
    counts = [sum(at < len(row) and _SENTENCE.match(row[at]) is not None for row in rows) for at in range(len(header))]
    most = max(range(len(header)), key=counts.__getitem__)
    is_silence = any(
        silence_in(row[at], head) for row in rows for at, head in enumerate(header) if at != most and at < len(row)
    )
    return most if is_silence and 2 * counts[most] >= len(rows) else None
