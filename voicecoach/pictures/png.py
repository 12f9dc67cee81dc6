"""Draw a picture as PNG with Pillow and its built-in font.

The font has no accented letters: accents are split off and drawn as strokes.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from voicecoach.pictures.lettering import visible
from voicecoach.pictures.picture import Anchor, Circle, LineShape, Picture, Rectangle, Shape, TextShape

_PLAIN = str.maketrans(
    {
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
        "đ": "d", "Đ": "D", "\u0131": "i", "¿": "?", "¡": "!", "\u201a": ",", "\u201e": '"', "\u2013": "-",
        "\u2014": "-", "×": "x", "\u2022": "*",
    }
)  # fmt: skip

Strokes = tuple[tuple[tuple[float, float], ...], ...]

# In ems: x from the middle of the letter, y upwards from its top, for marks below from the baseline.
_ABOVE: dict[str, Strokes] = {
    "\u0300": (((-0.13, 0.19), (0.03, 0.07)),),
    "\u0301": (((-0.03, 0.07), (0.13, 0.19)),),
    "\u0302": (((-0.13, 0.07), (0.0, 0.19), (0.13, 0.07)),),
    "\u0303": (((-0.16, 0.08), (-0.08, 0.15), (0.08, 0.09), (0.16, 0.16)),),
    "\u0304": (((-0.14, 0.12), (0.14, 0.12)),),
    "\u0306": (((-0.13, 0.18), (-0.06, 0.09), (0.06, 0.09), (0.13, 0.18)),),
    "\u0307": (((0.0, 0.09), (0.0, 0.17)),),
    "\u0308": (((-0.12, 0.09), (-0.12, 0.17)), ((0.12, 0.09), (0.12, 0.17))),
    "\u030a": (((-0.08, 0.12), (0.0, 0.05), (0.08, 0.12), (0.0, 0.2), (-0.08, 0.12)),),
    "\u030b": (((-0.1, 0.07), (0.0, 0.19)), ((0.06, 0.07), (0.16, 0.19))),
    "\u030c": (((-0.13, 0.19), (0.0, 0.07), (0.13, 0.19)),),
}
_BELOW: dict[str, Strokes] = {
    "\u0327": (((0.0, 0.0), (0.0, -0.07), (0.06, -0.12), (-0.06, -0.18)),),
    "\u0328": (((0.06, 0.0), (-0.02, -0.11), (0.1, -0.17)),),
}
_X_HEIGHT_EM = 0.53
_SMALL_TOP_EM, _CAPITAL_TOP_EM = 0.56, 0.72
_DOTLESS_I: Strokes = (((0.0, 0.0), (0.0, _X_HEIGHT_EM)),)


@dataclass(frozen=True, slots=True)
class Accent:
    """The strokes above or below one letter.

    Attributes:
        index: The index of the letter in the plain text.
        strokes_em: Lists of points: x from the letter's middle, y upwards from the baseline.
    """

    index: int
    strokes_em: Strokes


def split_accents(text: str) -> tuple[str, tuple[Accent, ...]]:
    """Return a text without accents, and the accents to draw; characters without a known accent stay as they are.

    >>> split_accents("Rücken")[0]
    'Rucken'
    """
    plain: list[str] = []
    accents: list[Accent] = []
    for character in unicodedata.normalize("NFC", text.translate(_PLAIN)):
        decomposed = unicodedata.normalize("NFD", character)
        letter, marks = decomposed[0], decomposed[1:]
        if not (letter.isascii() and all(mark in _ABOVE or mark in _BELOW for mark in marks)):
            plain.append(character)
            continue
        top_em = _SMALL_TOP_EM if letter.islower() else _CAPITAL_TOP_EM
        above = [_raised(_ABOVE[mark], top_em) for mark in marks if mark in _ABOVE]
        if letter == "i" and above:  # a dotless i: a space of the same width, with the stem drawn
            letter, above = " ", [_DOTLESS_I, *above]
        accents += (
            Accent(len(plain), strokes) for strokes in (*above, *(_BELOW[mark] for mark in marks if mark in _BELOW))
        )
        plain.append(letter)
    return "".join(plain), tuple(accents)


def _raised(strokes_em: Strokes, by_em: float) -> Strokes:
    return tuple(tuple((x, y + by_em) for x, y in stroke) for stroke in strokes_em)


_STROKE_EM = 0.08
_IN_NO_FONT = "\ue000"  # for private use: the font draws the same box for it as for every missing character


def draw_words(
    draw: ImageDraw.ImageDraw,
    place: tuple[float, float],
    words: str,
    size: float,
    fill: str,
    anchor: Anchor = Anchor.START,
) -> None:
    """Draw the visible characters of a line of words.

    Args:
        draw: The image to draw on.
        place: The anchor's x and the baseline's y, in dots.
        words: On one line.
        size: The height of the font, in dots.
        fill: The colour.
        anchor: The end of the words that lies at the place.
    """
    font = _font(size)
    plain, accents = split_accents(visible(words))
    x, baseline = place
    match anchor:
        case Anchor.MIDDLE:
            x -= font.getlength(plain) / 2
        case Anchor.END:
            x -= font.getlength(plain)
        case Anchor.START:
            pass
    draw.text((x, baseline), plain, fill=fill, font=font, anchor="ls")
    for accent in accents:
        before, after = font.getlength(plain[: accent.index]), font.getlength(plain[: accent.index + 1])
        middle = x + (before + after) / 2
        for stroke in accent.strokes_em:
            points = [(middle + right_em * size, baseline - up_em * size) for right_em, up_em in stroke]
            draw.line(points, fill=fill, width=max(round(_STROKE_EM * size), 1), joint="curve")


def words_width(words: str, size: float) -> float:
    """Return the drawn width of a line of words, in dots."""
    return float(_font(size).getlength(split_accents(visible(words))[0]))


@cache
def is_drawable(character: str) -> bool:
    """Return whether the font has a character; it draws a box for those it lacks."""
    font = _font(16)
    box = bytes(font.getmask(_IN_NO_FONT))
    return all(bytes(font.getmask(each)) != box for each in split_accents(character)[0])


@cache
def _font(size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


_DOTS_PER_PIXEL = 2  # sharp on the screens of phones and new laptops
_FINER = 2  # drawn this much larger and scaled down, for smooth edges: Pillow does not antialias shapes
_BAND_PX = 256  # drawn band by band: a whole tall picture at this scale would take hundreds of megabytes


def png_bytes(picture: Picture) -> bytes:
    """Return a picture as the bytes of a PNG file, two dots to a pixel."""
    file = BytesIO()
    raster(picture).save(file, "PNG", optimize=True)
    return file.getvalue()


def raster(picture: Picture) -> Image.Image:
    """Return a picture as an RGB image, two dots wide and high for each pixel."""
    size = (picture.width_px * _DOTS_PER_PIXEL, picture.height_px * _DOTS_PER_PIXEL)
    whole = Image.new("RGB", size, picture.background)
    scale = _DOTS_PER_PIXEL * _FINER
    for top_px in range(0, picture.height_px, _BAND_PX):
        height_px = min(_BAND_PX, picture.height_px - top_px)
        band = Image.new("RGB", (picture.width_px * scale, height_px * scale), picture.background)
        pen = _Pen(ImageDraw.Draw(band), scale, top_px)
        for shape in picture.shapes:
            if _touches(shape, top_px, top_px + height_px):
                pen.draw(shape)
        whole.paste(band.reduce(_FINER), (0, top_px * _DOTS_PER_PIXEL))
    return whole


class _Pen:
    """Draw shapes into one band, whose upper edge lies ``top_px`` below the picture's."""

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
            case LineShape():
                ends = (*self._place(shape.x1_px, shape.y1_px), *self._place(shape.x2_px, shape.y2_px))
                self._draw.line(ends, fill=shape.stroke, width=max(round(shape.width_px * self._scale), 1))
            case TextShape():
                self._text(shape)

    def _place(self, x_px: float, y_px: float) -> tuple[float, float]:
        return x_px * self._scale, (y_px - self._top_px) * self._scale

    def _rectangle(
        self, left_px: float, top_px: float, right_px: float, bottom_px: float, fill: str, radius_px: float
    ) -> None:
        left, top = map(round, self._place(left_px, top_px))
        right, bottom = map(round, self._place(right_px, bottom_px))
        corners = (left, top, max(right - 1, left), max(bottom - 1, top))  # Pillow includes the last dot
        self._draw.rounded_rectangle(corners, radius_px * self._scale, fill=fill)

    def _text(self, shape: TextShape) -> None:
        place = self._place(shape.x_px, shape.y_px)
        draw_words(self._draw, place, shape.text, shape.size_px * self._scale, shape.fill, shape.anchor)


def _touches(shape: Shape, top_px: float, bottom_px: float) -> bool:
    match shape:
        case Rectangle():
            return shape.y_px < bottom_px and shape.y_px + shape.height_px > top_px
        case Circle():
            return shape.y_px - shape.radius_px < bottom_px and shape.y_px + shape.radius_px > top_px
        case LineShape():
            upper_px, lower_px = sorted((shape.y1_px, shape.y2_px))
            return upper_px - shape.width_px < bottom_px and lower_px + shape.width_px > top_px
        case TextShape():
            return shape.y_px - 2 * shape.size_px < bottom_px and shape.y_px + shape.size_px > top_px
