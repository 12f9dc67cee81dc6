"""A mistake in a table, by its rows and its column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

_MOST_ROWS_TOLD = 8


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake that one row or several rows have.

    Attributes:
        rows: The numbers of the rows.
        column: The column as messages name it; empty for the row as a whole.
        message: Tells what is wrong.
        hint: Tells what to write; may be empty.
    """

    rows: tuple[int, ...]
    column: str
    message: str
    hint: str = ""

    @property
    def place(self) -> str:
        """The rows and the column: ``row 3, column B (level)``."""
        shown = ", ".join(map(str, self.rows[:_MOST_ROWS_TOLD]))
        more = f" and {len(self.rows) - _MOST_ROWS_TOLD} more" if len(self.rows) > _MOST_ROWS_TOLD else ""
        rows = f"{'rows' if len(self.rows) > 1 else 'row'} {shown}{more}"
        return f"{rows}, column {self.column}" if self.column else rows

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


def gathered(mistakes: Iterable[Mistake]) -> list[Mistake]:
    """Return each mistake once, with all the rows that have it, in the order of their first rows."""
    rows: dict[Mistake, set[int]] = {}
    for mistake in mistakes:
        rows.setdefault(replace(mistake, rows=()), set()).update(mistake.rows)
    found = (replace(mistake, rows=tuple(sorted(numbers))) for mistake, numbers in rows.items())
    return sorted(found, key=lambda mistake: mistake.rows)
