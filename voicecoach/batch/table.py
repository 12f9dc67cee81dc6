"""Read a table in CSV, TSV or JSON Lines: its columns, and its rows as text by column."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from voicecoach.batch.columns import column_named, unknown_column
from voicecoach.batch.mistakes import Mistake
from voicecoach.errors import SourceError, TableError
from voicecoach.importing.encoding import decode

MOST_ROWS = 100_000
LARGEST_BYTES = 64_000_000

_SEPARATORS = ",;\t|"
_LONGEST_CELL = 100_000
_SPLIT_IT = "split the table into several"
_SAVE_AS = "save it as CSV or text in UTF-8"
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A row of a table.

    Attributes:
        number: Its number as a spreadsheet shows it, from 1; the heads of the columns are row 1.
        cells: The cells that are not empty, by the names of their columns.
    """

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was read.

    Attributes:
        path: Its file.
        rows: The rows that are not empty.
        columns: Each column as messages name it, by its name.
        mistakes: The mistakes in its form; the rows have no cells of columns that are not known.
        guess: The encoding, where it was guessed; else empty.
    """

    path: Path
    rows: list[BatchRow]
    columns: dict[str, str]
    mistakes: list[Mistake] = field(default_factory=list)
    guess: str = ""

    def column(self, name: str) -> str:
        """Return a column as messages name it: with its letter, where the table has it."""
        return self.columns.get(name, name)


def read_table(path: Path) -> Table:
    """Return the table in a file, in any encoding and with any usual separator.

    Raises:
        TableError: It cannot be read, is no text, has no rows, or has too many.
    """
    shown = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise TableError(path, reason, "check the file's name") from error
    if len(data) > LARGEST_BYTES:
        raise TableError(path, f"it is larger than {LARGEST_BYTES // 1_000_000} MB", _SPLIT_IT)
    if data.startswith(b"PK"):
        raise TableError(
            path, "it is a spreadsheet or another packed file", "save it as CSV in the spreadsheet program"
        )
    try:
        decoded = decode(data, shown)
    except SourceError as error:
        raise TableError(path, error.message.partition(": ")[2], error.hint) from error
    start = decoded.text.lstrip()[:1]
    table = _lines_of_json(path, decoded.text) if start in "{[" and start else _separated(path, decoded.text)
    if not table.rows and not table.mistakes:
        raise TableError(path, "it has no rows", "the first row names the columns, such as script and out")
    return Table(table.path, table.rows, table.columns, table.mistakes, decoded.guess)


def _separated(path: Path, text: str) -> Table:
    """Return a table in CSV or TSV; its first row names the columns."""
    lines = text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    told, begin = first.lower().replace('"', "").replace(" ", ""), 0
    if told.startswith("sep=") and len(told) == len("sep=") + 1:  # Excel's own way to say it
        separator, begin = first.strip().strip('"')[-1], lines.index(first) + 1
    else:
        separator = max(_SEPARATORS, key=first.count) if first else ","
    csv.field_size_limit(_LONGEST_CELL)
    # Every line has its end, so that a cell keeps the line breaks inside it.
    reader = csv.reader((f"{line}\n" for line in lines[begin:]), delimiter=separator, strict=True)
    table = Table(path, [], {})
    names: list[str] | None = None
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            texts = [cell.strip() for cell in cells]
            if not any(texts):
                continue
            if names is None:
                names = _heads(texts, number, table)
            else:
                _add(table, number, _cells(names, texts, number, table))
    except csv.Error as error:
        reason = f"the table is damaged from row {number + 1} on: {error}"
        hint = "look for a quotation mark that is not closed there"
        raise TableError(path, reason, hint) from error
    return table


def _heads(texts: list[str], number: int, table: Table) -> list[str]:
    """Return the name of each column, empty for one that is not used; unknown and doubled ones are mistakes."""
    names: list[str] = []
    for at, text in enumerate(texts):
        place = f"{_letter(at)} ({text})"
        name = column_named(text)
        if name is None:
            table.mistakes.append(Mistake((number,), place, *unknown_column(text)))
        elif name and name in table.columns:
            table.mistakes.append(Mistake((number,), place, "this column appears twice", "remove one of them"))
            name = ""
        elif name:
            table.columns[name] = place
        names.append(name or "")
    if "script" not in table.columns and not any(column_named(text) is None for text in texts):
        hint = "the first row names the columns, and one of them is script"
        table.mistakes.append(Mistake((number,), "", "the column script is missing", hint))
    return names


def _cells(names: list[str], texts: list[str], number: int, table: Table) -> Iterator[tuple[str, str]]:
    """Yield the cells that are not empty, with their columns; a cell without a column is a mistake."""
    for at, text in enumerate(texts):
        if not text:
            continue
        if at >= len(names):
            message = f"this row has more cells than the table has columns ({len(names)})"
            table.mistakes.append(
                Mistake((number,), _letter(at), message, "put a text that contains the separator into quotation marks")
            )
            return
        if names[at]:
            yield names[at], text


def _lines_of_json(path: Path, text: str) -> Table:
    """Return a table in JSON Lines: an object on each line; or one JSON list of objects."""
    table = Table(path, [], {})
    told: set[str] = set()
    for number, found in _objects(text, table):
        if not isinstance(found, dict):
            table.mistakes.append(Mistake((number,), "", 'this is not an object such as {"script": "lower-back"}'))
            continue
        cells: dict[str, str] = {}
        for written, value in _flat(found):
            name = column_named(written)
            if name is None and written not in told:
                told.add(written)
                table.mistakes.append(Mistake((number,), written, *unknown_column(written)))
            elif name and value:
                cells[name] = value
                table.columns.setdefault(name, written)
        _add(table, number, cells.items())
    return table


def _objects(text: str, table: Table) -> Iterator[tuple[int, Any]]:
    if text.lstrip().startswith("["):
        try:
            yield from enumerate(json.loads(text), 1)
        except ValueError as error:
            raise TableError(table.path, f"it is not valid JSON: {error}", _SAVE_AS) from error
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                reason = str(error).partition(":")[0]
                table.mistakes.append(
                    Mistake((number,), "", f"this line is not valid JSON: {reason}", "write one object per line")
                )


def _flat(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the members of an object as cells; ``{"set": {"patient": "Anna"}}`` is ``set.patient``."""
    for key, value in found.items():
        match value:
            case dict():
                yield from ((f"{key}.{inner}", text) for inner, text in _flat(value))
            case list():
                yield key, ", ".join(map(_text, value))
            case _:
                yield key, _text(value)


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value).strip()


def _add(table: Table, number: int, cells: Iterable[tuple[str, str]]) -> None:
    if len(table.rows) == MOST_ROWS:
        raise TableError(table.path, f"it has more than {MOST_ROWS:,} rows", _SPLIT_IT)
    found = dict(cells)
    if found:
        table.rows.append(BatchRow(number, found))


def _letter(at: int) -> str:
    """Return the letter of a column, as a spreadsheet shows it.

    >>> _letter(0), _letter(25), _letter(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
