"""Find a table of exercises whose columns stand apart by tabs or spaces, and write its rows between bars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voicecoach.importing.rows import column_of

_COLUMN_GAP = re.compile(r"\t+|\s{2,}")
_HAS_GAP = re.compile(r"\S(?:\t|  )")
_LEAST_COLUMNS = 3
_LEAST_KNOWN = 2
_MOST_WORDS_OF_HEAD = 3


def with_columns(text: str) -> str:
    r"""Return a text with the rows of such tables between bars, each on its own line; all else stays.

    >>> print(with_columns("Exercise   Sets  Reps\nSquat      3     10\nWell done."))
    | Exercise | Sets | Reps |
    | Squat | 3 | 10 |
    Well done.
    """
    return "\n".join(_lines(text.split("\n"))) if _HAS_GAP.search(text) else text


def _lines(lines: list[str]) -> Iterator[str]:
    """Yield the lines; a table begins with a line of known heads, and ends with the first line that fits no more."""
    heads = list[str]()
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        cells = _cells(line)
        if heads and (len(cells) == len(heads) or ("\t" in line and 1 < len(cells) < len(heads))):
            yield _between_bars([*cells, *[""] * (len(heads) - len(cells))])
            continue
        heads = cells if _are_heads(cells) and len(_cells(below)) > 1 else []
        yield _between_bars(cells) if heads else line


def _cells(line: str) -> list[str]:
    """Return the cells of a line; a tab alone separates two, so that a cell may be empty."""
    if "|" in line:
        return []
    gap = re.compile(r"\t") if "\t" in line.strip() else _COLUMN_GAP
    return [cell.strip() for cell in gap.split(line.strip("\r\n ") if "\t" in line else line.strip())]


def _are_heads(cells: list[str]) -> bool:
    """Return whether cells are the heads of a table of exercises."""
    is_short = all(cell and len(cell.split()) <= _MOST_WORDS_OF_HEAD and not re.search(r"\d", cell) for cell in cells)
    return len(cells) >= _LEAST_COLUMNS and is_short and sum(bool(column_of(cell)) for cell in cells) >= _LEAST_KNOWN


def _between_bars(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
