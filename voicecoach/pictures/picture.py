"""A picture as a list of shapes, which ``svg.py`` and ``png.py`` draw.

All positions are in pixels from the top left corner. Later shapes cover earlier ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Anchor(StrEnum):
    """The end of a text that lies at its ``x_px``; the values are those of SVG."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A filled rectangle by its top left corner; a browser shows ``tip`` under the pointer."""

    x_px: float
    y_px: float
    width_px: float
    height_px: float
    fill: str
    radius_px: float = 0.0
    tip: str = ""


@dataclass(frozen=True, slots=True)
class LineShape:
    """A straight line; half of its width lies on either side."""

    x1_px: float
    y1_px: float
    x2_px: float
    y2_px: float
    stroke: str
    width_px: float = 1.0


@dataclass(frozen=True, slots=True)
class Circle:
    """A filled circle by its centre; a browser shows ``tip`` under the pointer."""

    x_px: float
    y_px: float
    radius_px: float
    fill: str
    tip: str = ""


@dataclass(frozen=True, slots=True)
class TextShape:
    """One line of text; ``y_px`` is its baseline. Invisible characters are not drawn."""

    x_px: float
    y_px: float
    text: str
    size_px: float
    fill: str
    anchor: Anchor = Anchor.START


Shape = Rectangle | LineShape | Circle | TextShape


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes on a background of their own, readable on a light and on a dark page.

    Attributes:
        background: A colour as ``#rrggbb``, like all colours of a picture.
        shapes: From the bottom to the top.
        title: A description for people who cannot see it.
    """

    width_px: int
    height_px: int
    background: str
    shapes: tuple[Shape, ...]
    title: str = ""
