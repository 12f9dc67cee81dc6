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
            elif (
                not header
                and sum(bool(column_of(cell)) for cell in row) > 1
                and not any(re.fullmatch(r"\d+", cell) for cell in row)
            ):
                header = row
            else:
                document.blocks.append(TableRow(row, header, reader.line_num))
    except csv.Error as error:
        raise SourceError(shown, f"the table is damaged: {error}", "save it again as CSV") from error
    return document
