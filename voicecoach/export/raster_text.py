"""Words drawn into a picture of dots, in the font that comes with Pillow, so that no machine's fonts matter."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PIL import ImageFont

from voicecoach.export.accents import split_accents
from voicecoach.export.lettering import visible
from voicecoach.export.picture import Anchor

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

_STROKE_EM = 0.08
_IN_NO_FONT = "\ue000"  # of private use: what is drawn for it is what is drawn for every missing character


def draw_words(
    draw: ImageDraw, place: tuple[float, float], words: str, size: float, fill: str, anchor: Anchor = Anchor.START
) -> None:
    """Draw what can be seen of some words.

    Args:
        draw: What to draw with.
        place: Where the anchor lies, and the baseline; in dots, as the size is.
        words: On one line.
        size: The height of the font.
        fill: The colour.
        anchor: Which end of the words lies at the place.
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
    """Return the width that words take when they are drawn, in dots."""
    return float(_font(size).getlength(split_accents(visible(words))[0]))


@cache
def is_drawable(character: str) -> bool:
    """Return whether a character can be drawn as it is; a font shows a box for what it lacks."""
    font = _font(16)
    box = bytes(font.getmask(_IN_NO_FONT))
    return all(bytes(font.getmask(each)) != box for each in split_accents(character)[0])


@cache
def _font(size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
