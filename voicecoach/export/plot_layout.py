"""Where things lie in the picture of a timeline: rows under each other, and in each row its lanes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voicecoach.export.plot_rows import Piece, Rows

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
