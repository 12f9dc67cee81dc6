"""The layout of a timeline's picture: rows of equal length, and in each row its lanes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from voicecoach.units import HOUR_MS, MINUTE_MS, SECOND_MS

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


WIDTH_PX = 1200
MARGIN_PX = 24
LEFT_PX = 88
"""Where the time of a row begins; the lanes' names stand before it."""
RIGHT_PX = WIDTH_PX - MARGIN_PX

_LANE_HEIGHTS_PX = {"voice": 18, "chimes": 14, "holds": 28, "bed": 14}
_HEADER_PX = 92
_CHAPTERS_PX = 24
_LANE_GAP_PX = 4
_TICKS_PX = 18
_ROW_GAP_PX = 16
_NARROWEST_PX = 1.5  # what is shorter is drawn this wide, to be seen at all


@dataclass(frozen=True, slots=True)
class Lane:
    """A stripe of a row, by its upper edge within the row."""

    y_px: float
    height_px: float

    def baseline_px(self, size_px: float) -> float:
        """Return the baseline of a text that is centred in the lane."""
        return self.y_px + self.height_px / 2 + 0.35 * size_px

    @property
    def upper_half(self) -> Lane:
        """The upper half, as a lane of its own."""
        return Lane(self.y_px, self.height_px / 2)

    @property
    def lower_half(self) -> Lane:
        """The lower half, as a lane of its own."""
        return Lane(self.y_px + self.height_px / 2, self.height_px / 2)


class Layout:
    """The places of a timeline's parts, in pixels.

    Attributes:
        rows: How the session is folded.
        lanes: By name, from the top: those that are asked for, of voice, chimes, holds and bed.
        axis_px: How far below its upper edge a row's axis lies.

    Args:
        rows: How the session is folded.
        names: The lanes that have something to show.
    """

    def __init__(self, rows: Rows, names: Iterable[str]) -> None:
        self.rows = rows
        self.lanes: dict[str, Lane] = {}
        asked_for = frozenset(names)
        y_px = _CHAPTERS_PX
        for name, height_px in _LANE_HEIGHTS_PX.items():
            if name in asked_for:
                self.lanes[name] = Lane(y_px, height_px)
                y_px += height_px + _LANE_GAP_PX
        self.axis_px = y_px

    @property
    def lanes_top_px(self) -> int:
        """How far below its upper edge a row's first lane lies; the chapters' names stand above it."""
        return _CHAPTERS_PX

    @property
    def height_px(self) -> int:
        """The height of the whole picture."""
        return self.row_px(self.rows.count) - _ROW_GAP_PX + MARGIN_PX

    def row_px(self, row: int) -> int:
        """Return the upper edge of a row."""
        return _HEADER_PX + row * (self.axis_px + _TICKS_PX + _ROW_GAP_PX)

    def x_px(self, in_row_ms: int) -> float:
        """Return the place of a moment, counted from its row's beginning."""
        return LEFT_PX + (RIGHT_PX - LEFT_PX) * in_row_ms / self.rows.row_ms

    def across_px(self, piece: Piece) -> tuple[float, float]:
        """Return where a piece begins, and its width: never so narrow that it could not be seen."""
        x_px = self.x_px(piece.start_ms)
        return x_px, max(self.x_px(piece.end_ms) - x_px, _NARROWEST_PX)
