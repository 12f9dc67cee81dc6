"""A picture as a list of plain shapes, and the file it becomes: drawn once, written as SVG or as PNG.

All places and lengths are in pixels from the top left corner. Later shapes lie over earlier ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


class Anchor(StrEnum):
    """Which end of a text lies at its ``x_px``; the words are SVG's."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A filled rectangle by its top left corner; ``tip`` is what a viewer may show under the pointer."""

    x_px: float
    y_px: float
    width_px: float
    height_px: float
    fill: str
    radius_px: float = 0.0
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line, half its width to either side of it."""

    x1_px: float
    y1_px: float
    x2_px: float
    y2_px: float
    stroke: str
    width_px: float = 1.0


@dataclass(frozen=True, slots=True)
class Circle:
    """A filled circle by its centre; ``tip`` is what a viewer may show under the pointer."""

    x_px: float
    y_px: float
    radius_px: float
    fill: str
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; ``y_px`` is its baseline. A writer shows only what can be seen of it."""

    x_px: float
    y_px: float
    text: str
    size_px: float
    fill: str
    anchor: Anchor = Anchor.START


Shape = Rectangle | Line | Circle | Text


@dataclass(frozen=True, slots=True)
class Picture:
    """What is to be seen, on a background of its own, so that it reads alike on a light and a dark page.

    Attributes:
        width_px: Its width.
        height_px: Its height.
        background: A colour, as all colours of a picture: ``#rrggbb``.
        shapes: From the lowest to the topmost.
        title: What it shows, in words, for those who cannot see it.
    """

    width_px: int
    height_px: int
    background: str
    shapes: tuple[Shape, ...]
    title: str = ""
