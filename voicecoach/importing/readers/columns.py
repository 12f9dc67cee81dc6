"""Find exercises whose figures stand in columns, apart by tabs or spaces, and write them as table rows or items."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voicecoach.caseless import Caseless
from voicecoach.importing.lines.figures import figures_alone
from voicecoach.importing.lines.rows import column_of

_COLUMN_GAP = re.compile(r"\t+|\s{2,}")
_FORMULA = Caseless(
    r"(?P<words>(?:\([a-z]\)\s+)?(?:both )?(?:my|I|mein\w*|ich|mis?|yo|mon|ma|mes|je|il mio|la mia|io|meus?|minhas?|eu|"
    r"mijn|"
    r"ik)\s[^\t.!?]{2,60}?[^\s.,!?])(?:\t+|\s{2,})(?P<often>\d{1,2}(?:\s?[-–]\s?\d{1,2})?\s?(?:x|×|times?|mal|veces|fois|"
    r"volte|vezes|keer))\s*"
)
"""A sentence that listeners say to themselves, and how often, in a column: "My arm is heavy      6 times"."""

_HAS_GAP = re.compile(r"\S(?:\t|  )")
_BEGINS_AT_ZERO = re.compile(r"\s*[A-ZÀ-Ý][^\t:]{1,40}(?:\t| {2})\s*(?:0?0:)?0?0:0\d\s*")
_LEAST_COLUMNS = 3
_LEAST_KNOWN = 2
_MOST_WORDS_OF_HEAD = 3
_LEAST_ROWS = 2
_MOST_WORDS_OF_NAME = 6
_NAME = re.compile(r"(?:\d{1,2}[.)]\s+)?[^\W\d_][^.!?:|]*")
_COUNT = re.compile(r"\d{1,3}(?:\s*[-–/]\s*\d{1,3})*\s+\D{1,20}$")


def with_columns(text: str) -> str:
    r"""Return a text with the rows of such tables between bars, each on its own line; all else stays.

    >>> print(with_columns("Exercise   Sets  Reps\nSquat      3     10\nWell done."))
    | Exercise | Sets | Reps |
    | Squat | 3 | 10 |
    Well done.
    """
    return "\n".join(_with_items(list(_lines(text.split("\n"))))) if _HAS_GAP.search(text) else text


def _lines(lines: list[str]) -> Iterator[str]:
    """Yield the lines; a table begins with a line of known heads, and ends with the first line that fits no more."""
    heads, places = list[str](), list[int]()
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        cells = _cells(line)
        if heads and (len(cells) == len(heads) or ("\t" in line and 1 < len(cells) < len(heads))):
            yield _between_bars([*cells, *[""] * (len(heads) - len(cells))])
            continue
        if heads and 1 < len(cells) < len(heads) and line[:1].strip():
            yield _between_bars(_by_place(line, cells, places))
            continue
        places = [line.find(cell) for cell in cells]
        heads = cells if _are_heads(cells) and len(_cells(below)) > 1 else []
        yield _between_bars(cells) if heads else line


def _by_place(line: str, cells: list[str], places: list[int]) -> list[str]:
    """Return the cells of a line, each below the head that begins nearest to it."""
    row = [""] * len(places)
    begin = 0
    for cell in cells:
        begin = line.find(cell, begin)
        nearest = min(range(len(places)), key=lambda at: abs(places[at] - begin))
        row[nearest] = f"{row[nearest]} {cell}".strip()
        begin += len(cell)
    return row


def _with_items(lines: list[str]) -> Iterator[str]:
    """Yield the lines; names with their figures in columns below no heads become items, where there are two of them."""
    rows = [_named_figures(line) for line in lines]
    # Where one begins at zero, they are times: "Speaker 1    0:00".
    is_sheet = sum(row is not None for row in rows) >= _LEAST_ROWS and not any(map(_BEGINS_AT_ZERO.fullmatch, lines))
    for line, row in zip(lines, rows, strict=True):
        formula = _FORMULA.fullmatch(line)
        yield f"{formula['words']} ({formula['often']})" if formula else row if is_sheet and row is not None else line


def _named_figures(line: str) -> str | None:
    """Return a line whose figures stand apart from its name as an item: "Bridge      3 x 12    rest 45 s"."""
    name, *figures = _cells(line) or [""]
    if not figures or not _NAME.fullmatch(name) or len(name.split()) > _MOST_WORDS_OF_NAME:
        return None
    first = [cell.strip("-–— ") for cell in figures if re.search(r"\w", cell)]
    if not first or not _is_figure(first[0]):
        return None
    told = [cell for cell in first if _is_figure(cell)]
    others = [cell for cell in first if cell not in told]
    return f"- {name} – " + ". ".join([", ".join(told), *others])


def _is_figure(cell: str) -> bool:
    return _COUNT.match(cell) is not None or figures_alone(cell) is not None


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
