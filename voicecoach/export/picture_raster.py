"""A picture as dots, drawn by Pillow."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from voicecoach.export.picture import Circle, Line, Rectangle, Text
from voicecoach.export.raster_text import draw_words

if TYPE_CHECKING:
    from voicecoach.export.picture import Picture, Shape

_DOTS_PER_PIXEL = 2  # sharp on the screens of phones and new laptops
_FINER = 2  # drawn this much larger and scaled down, for smooth edges: Pillow's shapes have hard ones
_BAND_PX = 256  # drawn band by band: a whole tall picture at the finer scale would take hundreds of megabytes


def png_bytes(picture: Picture) -> bytes:
    """Return a picture as the bytes of a PNG file, two dots to a pixel."""
    file = BytesIO()
    raster(picture).save(file, "PNG", optimize=True)
    return file.getvalue()


def raster(picture: Picture, dots_per_pixel: int = _DOTS_PER_PIXEL) -> Image.Image:
    """Return a picture in red, green and blue, ``dots_per_pixel`` times as wide and high as its pixels say."""
    size = (picture.width_px * dots_per_pixel, picture.height_px * dots_per_pixel)
    whole = Image.new("RGB", size, picture.background)
    scale = dots_per_pixel * _FINER
    for top_px in range(0, picture.height_px, _BAND_PX):
        height_px = min(_BAND_PX, picture.height_px - top_px)
        band = Image.new("RGB", (picture.width_px * scale, height_px * scale), picture.background)
        pen = _Pen(ImageDraw.Draw(band), scale, top_px)
        for shape in picture.shapes:
            if _touches(shape, top_px, top_px + height_px):
                pen.draw(shape)
        whole.paste(band.reduce(_FINER), (0, top_px * dots_per_pixel))
    return whole


class _Pen:
    """Draws shapes into one band, whose upper edge lies ``top_px`` below the picture's."""

    def __init__(self, draw: ImageDraw.ImageDraw, scale: int, top_px: int) -> None:
        self._draw = draw
        self._scale = scale
        self._top_px = top_px

    def draw(self, shape: Shape) -> None:
        match shape:
            case Rectangle(x_px, y_px, width_px, height_px, fill, radius_px):
                self._rectangle(x_px, y_px, x_px + width_px, y_px + height_px, fill, radius_px)
            case Circle(x_px, y_px, radius_px, fill):
                edges_px = (x_px - radius_px, y_px - radius_px, x_px + radius_px, y_px + radius_px)
                self._rectangle(*edges_px, fill, radius_px)
            case Line():
                ends = (*self._place(shape.x1_px, shape.y1_px), *self._place(shape.x2_px, shape.y2_px))
                self._draw.line(ends, fill=shape.stroke, width=max(round(shape.width_px * self._scale), 1))
            case Text():
                self._text(shape)

    def _place(self, x_px: float, y_px: float) -> tuple[float, float]:
        return x_px * self._scale, (y_px - self._top_px) * self._scale

    def _rectangle(
        self, left_px: float, top_px: float, right_px: float, bottom_px: float, fill: str, radius_px: float
    ) -> None:
        left, top = map(round, self._place(left_px, top_px))
        right, bottom = map(round, self._place(right_px, bottom_px))
        corners = (left, top, max(right - 1, left), max(bottom - 1, top))  # Pillow counts the last dot in
        self._draw.rounded_rectangle(corners, radius_px * self._scale, fill=fill)

    def _text(self, shape: Text) -> None:
        place = self._place(shape.x_px, shape.y_px)
        draw_words(self._draw, place, shape.text, shape.size_px * self._scale, shape.fill, shape.anchor)


def _touches(shape: Shape, top_px: float, bottom_px: float) -> bool:
    match shape:
        case Rectangle():
            return shape.y_px < bottom_px and shape.y_px + shape.height_px > top_px
        case Circle():
            return shape.y_px - shape.radius_px < bottom_px and shape.y_px + shape.radius_px > top_px
        case Line():
            upper_px, lower_px = sorted((shape.y1_px, shape.y2_px))
            return upper_px - shape.width_px < bottom_px and lower_px + shape.width_px > top_px
        case Text():
            return shape.y_px - 2 * shape.size_px < bottom_px and shape.y_px + shape.size_px > top_px
