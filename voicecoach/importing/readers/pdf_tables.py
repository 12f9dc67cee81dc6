"""Find the tables of a PDF page: a row of known heads, and below it the cells of each row, by their place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from voicecoach.importing.lines.rows import column_of

_WIDTHS = {0.25: "iIjlt.,;:|!'’f()[] r", 0.82: "mwMW", 0.67: "ABCDEGHKNOPQRSUVXYZ"}
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_OTHER_WIDTH = 0.54
_SAME_LINE_POINTS = 3.0
HEADING_FACTOR = 1.15
"""The size of the letters of a heading, in that of the others, at least."""
_CELL_GAP = 1.2
_LINE_GAP = 1.5
_ROW_GAP = 3.0
_LEFT_OF_TABLE = 4.0
_FIGURE = re.compile(r"(?<![(\d])\d")  # of an exercise; a head has at most the unit in brackets: "Hold (30 s)"
_LEAST_KNOWN_HEADS = 2
_LEAST_HEADS = 3
_ROWS_TO_LEARN_FROM = 8


@dataclass(frozen=True, slots=True)
class PrintedText:
    """Words that a page shows at a place; all measures are in points.

    Attributes:
        text: The words.
        x: The place of the first letter from the left.
        y: Its height on the page, from below.
        size: The size of its letters.
        is_italic: Whether it is in italics.
    """

    text: str
    x: float
    y: float
    size: float
    is_italic: bool

    @property
    def end_x(self) -> float:
        """The place of the end of the words, by the common widths of letters."""
        words = self.text.strip()
        return self.x + self.size * sum(_WIDTH_OF.get(letter, _OTHER_WIDTH) for letter in words)


@dataclass(slots=True)
class PrintedTable:
    """A table of a page.

    Attributes:
        rows: The cells of each row, the heads first.
        begin: The place of its first text among those of the page.
        end: The place behind its last text.
    """

    rows: list[list[str]]
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class _Column:
    """The place of a column: where a cell of it begins and ends, from the left."""

    begin_x: float
    end_x: float

    def distance_of(self, text: PrintedText) -> float:
        """Return how far a text is from the column: its left edge, its right edge or its middle, as cells are set."""
        left, right = text.x - self.begin_x, text.end_x - self.end_x
        return min(abs(left), abs(right), abs(left + right) / 2)


@dataclass(slots=True)
class _Row:
    """The row that is being read."""

    cells: list[str]
    column: int = -1
    heights: list[float] = field(default_factory=list)

    def takes(self, text: PrintedText, column: int) -> bool:
        """Return whether a text goes on in the row: in a cell to the right, or in the next line of the same cell."""
        if not self.heights:
            return True
        if column > self.column:
            return min(self.heights) - _LINE_GAP * text.size <= text.y <= max(self.heights) + _SAME_LINE_POINTS
        return column == self.column and 0 <= self.heights[-1] - text.y <= _LINE_GAP * text.size

    def add(self, text: PrintedText, column: int) -> None:
        """Add a text to its cell."""
        self.cells[column] = f"{self.cells[column]} {text.text.strip()}".strip()
        self.column = column
        self.heights.append(text.y)


def tables_of(texts: Sequence[PrintedText]) -> list[PrintedTable]:
    """Return the tables among the texts of a page that have a row of known heads, in order."""
    tables: list[PrintedTable] = []
    place = 0
    for line in _lines(texts):
        begin, place = place, place + len(line)
        if tables and begin < tables[-1].end:
            continue
        heads = _heads(line)
        if heads:
            table = _table(texts, begin, place, heads)
            if len(table.rows) > 1:
                tables.append(table)
    return tables


def _lines(texts: Sequence[PrintedText]) -> list[list[PrintedText]]:
    """Return texts that follow each other at the same height together."""
    lines: list[list[PrintedText]] = []
    for text in texts:
        is_beside = lines and abs(lines[-1][-1].y - text.y) <= _SAME_LINE_POINTS and text.x >= lines[-1][-1].x
        if is_beside:
            lines[-1].append(text)
        else:
            lines.append([text])
    return lines


def _heads(line: Sequence[PrintedText]) -> list[PrintedText]:
    """Return the heads of columns in a line; empty where too few of them are known."""
    cells: list[PrintedText] = []
    for text in (one for one in line if one.text.strip()):
        if not cells or column_of(text.text) or text.x - cells[-1].end_x > _CELL_GAP * text.size:
            cells.append(text)
    known = sum(bool(column_of(cell.text)) and not _FIGURE.search(cell.text) for cell in cells)
    return cells if known >= _LEAST_KNOWN_HEADS and len(cells) >= _LEAST_HEADS else []


def _table(texts: Sequence[PrintedText], begin: int, below: int, heads: Sequence[PrintedText]) -> PrintedTable:
    """Read the rows below a row of heads, up to a text that is in no column."""
    places = _columns(texts[below:], heads)
    rows = [_Row([head.text.strip() for head in heads], heights=[heads[0].y])]
    end = below
    for at in range(below, len(texts)):
        text = texts[at]
        if text.text.strip():
            column = min(range(len(places)), key=lambda index: places[index].distance_of(text))
            is_far = min(rows[-1].heights) - text.y > _ROW_GAP * text.size
            is_over = column + 1 < len(places) and text.end_x > places[column + 1].begin_x + text.size
            is_beside = places[0].begin_x - text.x > _LEFT_OF_TABLE * text.size
            is_heading = text.size >= HEADING_FACTOR * heads[0].size
            if is_heading or is_far or is_over or is_beside or text.y > max(rows[-1].heights) + _SAME_LINE_POINTS:
                break
            if len(rows) == 1 or not rows[-1].takes(text, column):
                rows.append(_Row([""] * len(heads)))
            rows[-1].add(text, column)
        end = at + 1
    return PrintedTable([row.cells for row in rows], begin, end)


def _columns(texts: Sequence[PrintedText], heads: Sequence[PrintedText]) -> list[_Column]:
    """Return the place of each column: where a row with all cells has them, else where the heads stand."""
    for line in _lines([text for text in texts if text.text.strip()])[:_ROWS_TO_LEARN_FROM]:
        cells = [list(cell) for _, cell in groupby(line, key=lambda text: round(text.x))]
        if len(cells) == len(heads):
            return [_Column(cell[0].x, cell[-1].end_x) for cell in cells]
    return [_Column(head.x, head.end_x) for head in heads]
