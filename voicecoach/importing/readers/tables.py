"""Read a table in CSV, with commas, semicolons or tabs between its columns."""

from __future__ import annotations

import csv
import io
import re

from voicecoach.errors import SourceError
from voicecoach.importing.document import Document, Note, TableRow
from voicecoach.importing.encoding import decode
from voicecoach.importing.lines.rows import column_of

_SEPARATORS = ",;\t|"
_LONGEST_CELL = 100_000
_MOST_WORDS_OF_HEAD = 4
_LEAST_SHARE = 0.75
_FIGURE_OR_STOP = re.compile(r"\d|[.!?…]$")


def read(data: bytes, shown: str) -> Document:
    """Return the document of a table.

    Raises:
        SourceError: It is not text, or no table.
    """
    decoded = decode(data, shown)
    document = read_table(decoded.text, shown)
    if decoded.guess:
        document.remarks.append(Note(f"read as {decoded.guess}", 1, "check the accented letters"))
    return document


def read_table(text: str, shown: str) -> Document:
    """Return the document of a decoded table."""
    lines = [line for line in text.split("\n") if line.strip()]
    sample = lines[:20]
    separator = max(
        _SEPARATORS,
        key=lambda sign: (
            min((line.count(sign) for line in sample), default=0),
            sum(line.count(sign) for line in sample),
        ),
    )
    csv.field_size_limit(_LONGEST_CELL)
    document = Document()
    header: tuple[str, ...] = ()
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
        for cells in reader:
            row = tuple(" ".join(cell.split()) for cell in cells)
            if not any(row):
                continue
            if len(row) == 1 or row[0].startswith("#"):
                document.blocks.append(Note(" ".join(row), reader.line_num))
            elif not header and (_are_heads(row) or (not document.blocks and _are_above_figures(row, lines[1:]))):
                header = row
            else:
                document.blocks.append(TableRow(row, header, reader.line_num))
    except csv.Error as error:
        raise SourceError(shown, f"the table is damaged: {error}", "save it again as CSV") from error
    return document


def _are_heads(row: tuple[str, ...]) -> bool:
    """Return whether the cells of a row are heads, two of which are known."""
    return sum(bool(column_of(cell)) for cell in row) > 1 and not any(re.fullmatch(r"\d+", cell) for cell in row)


def _are_above_figures(row: tuple[str, ...], below: list[str]) -> bool:
    """Return whether the cells of a first row can all be heads, and nearly every line below has a figure."""
    are_short = all(cell and len(cell.split()) <= _MOST_WORDS_OF_HEAD for cell in row)
    has_figures = sum(bool(re.search(r"\d", line)) for line in below) >= _LEAST_SHARE * len(below)
    is_known = any(column_of(cell) for cell in row)
    return are_short and is_known and bool(below) and has_figures and not any(map(_FIGURE_OR_STOP.search, row))
