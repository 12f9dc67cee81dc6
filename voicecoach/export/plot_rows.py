"""How a session is folded into rows, as a long line of text is: each row the same stretch of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from voicecoach.units import HOUR_MS, MINUTE_MS, SECOND_MS

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_ROWS_MS = tuple(minutes * MINUTE_MS for minutes in (5, 10, 15, 30, 60, 120))
_MOST_ROWS = 18
_TICKS_MS = (
    *(seconds * SECOND_MS for seconds in (1, 2, 5, 10, 15, 30)),
    *(minutes * MINUTE_MS for minutes in (1, 2, 5, 10, 15, 30)),
    HOUR_MS,
)
_MOST_TICKS = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a stretch that lies in one row; ``start_ms`` and ``end_ms`` count from the row's beginning."""

    row: int
    start_ms: int
    end_ms: int
    is_first: bool


@dataclass(frozen=True, slots=True)
class Rows:
    """A session in rows of ``row_ms`` each, the last perhaps not full, with a tick on the axis every ``tick_ms``."""

    duration_ms: int
    row_ms: int
    tick_ms: int

    @property
    def count(self) -> int:
        """The number of rows, at least one."""
        return max(-(-self.duration_ms // self.row_ms), 1)

    def length_ms(self, row: int) -> int:
        """Return how much of the session lies in a row."""
        return min(self.row_ms, self.duration_ms - row * self.row_ms)

    def ticks_ms(self, row: int) -> range:
        """Return the ticks of a row, from the session's beginning; one at a row's end belongs to the next row."""
        start_ms = row * self.row_ms
        first_ms = -(-start_ms // self.tick_ms) * self.tick_ms
        return range(first_ms, start_ms + max(self.length_ms(row), 1), self.tick_ms)

    def pieces(self, start_ms: int, end_ms: int) -> Iterator[Piece]:
        """Yield the parts of a stretch, one for each row it touches; what lies past the session is left out."""
        first = begin_ms = max(start_ms, 0)
        end_ms = min(end_ms, self.duration_ms)
        while begin_ms < end_ms:
            row = begin_ms // self.row_ms
            row_start_ms = row * self.row_ms
            until_ms = min(end_ms, row_start_ms + self.row_ms)
            yield Piece(row, begin_ms - row_start_ms, until_ms - row_start_ms, begin_ms == first)
            begin_ms = until_ms


def fold(duration_ms: int) -> Rows:
    """Return the rows for a session: of at most five minutes, or longer ones where those would be too many.

    The rows are made as even as whole ticks allow, so that the last is not a mere stump.

    >>> rows = fold(929_000)
    >>> rows.count, rows.row_ms, rows.tick_ms
    (4, 240000, 30000)
    """
    longest_ms = next(
        (row_ms for row_ms in _LONGEST_ROWS_MS if duration_ms <= row_ms * _MOST_ROWS), _LONGEST_ROWS_MS[-1]
    )
    count = max(-(-duration_ms // longest_ms), 1)
    even_ms = max(-(-duration_ms // count), 1)
    tick_ms = next((tick_ms for tick_ms in _TICKS_MS if even_ms <= tick_ms * _MOST_TICKS), _TICKS_MS[-1])
    row_ms = even_ms if count == 1 else -(-even_ms // tick_ms) * tick_ms
    return Rows(duration_ms, row_ms, tick_ms)
