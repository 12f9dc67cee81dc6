"""A session's own cover: its timeline as a ring around its title and its length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from voicecoach.export.cover import SIDE_PX, jpeg_bytes
from voicecoach.export.cover_ring import ring
from voicecoach.export.lettering import ELLIPSIS, visible
from voicecoach.export.picture import Anchor
from voicecoach.export.raster_text import draw_words, is_drawable, words_width
from voicecoach.units import MINUTE_MS, SECOND_MS, round_half_up

if TYPE_CHECKING:
    from voicecoach.session.timeline import Timeline

_TITLE, _LENGTH = "#f3f6f8", "#a9c6cf"
_ROOM_PX = 500.0  # within the ring
_TITLE_SIZES_PX = (88, 76, 66, 58, 50, 44)
_MOST_LINES = 4
_LINE_EM = 1.18
_LENGTH_PX, _LENGTH_ALONE_PX = 44, 110
_CAPITAL_EM = 0.7
_FINER = 2


def session_cover(timeline: Timeline, title: str) -> bytes:
    """Return the cover of a session as the bytes of a JPEG file, 1000 pixels wide and high.

    A title in letters that the font lacks is left out: the ring and the length say what they can.

    Args:
        timeline: The session in time.
        title: In any language.
    """
    scene = Image.fromarray(ring(timeline, SIDE_PX))
    for text, size_px, baseline_px, fill in _placed(drawable(title), _length(timeline.duration_ms)):
        top_px = round(baseline_px - _LINE_EM * size_px)
        # As a mask of its own, larger and scaled down: the strokes of accents have hard edges.
        mask = Image.new("L", (SIDE_PX * _FINER, round(2 * _LINE_EM * size_px) * _FINER))
        place = (SIDE_PX * _FINER / 2, (baseline_px - top_px) * _FINER)
        draw_words(ImageDraw.Draw(mask), place, text, size_px * _FINER, "white", Anchor.MIDDLE)
        scene.paste(fill, (0, top_px), mask.reduce(_FINER))
    return jpeg_bytes(scene)


def drawable(title: str) -> str:
    """Return the words of a title that can be drawn, or nothing where most of its letters cannot.

    >>> drawable("Cat-Cow 🐈"), drawable("Γόνατο στο στήθος")
    ('Cat-Cow', '')
    """
    words = visible(title).split()
    kept = [word for word in words if all(is_drawable(each) for each in word if each.isalnum())]
    if 2 * sum(map(_letters, kept)) < sum(map(_letters, words)):
        return ""
    return " ".join("".join(each for each in word if is_drawable(each)) for word in kept).strip()


def _letters(word: str) -> int:
    return sum(each.isalnum() for each in word)


def _length(duration_ms: int) -> str:
    """Return a length in units that read alike in most languages.

    >>> _length(754_000), _length(40_000)
    ('13 min', '40 s')
    """
    if duration_ms < MINUTE_MS:
        return f"{round_half_up(duration_ms / SECOND_MS)} s"
    return f"{round_half_up(duration_ms / MINUTE_MS)} min"


def _placed(title: str, length: str) -> list[tuple[str, float, float, str]]:
    """Return each line with its size, its baseline and its colour, all of them together in the middle."""
    middle_px = SIDE_PX / 2
    if not title:
        return [(length, _LENGTH_ALONE_PX, middle_px + _LENGTH_ALONE_PX * _CAPITAL_EM / 2, _TITLE)]
    size_px, lines = _wrapped(title)
    line_px = size_px * _LINE_EM
    gap_px = 0.9 * _LENGTH_PX
    height_px = (len(lines) - 1) * line_px + size_px * _CAPITAL_EM + gap_px + _LENGTH_PX * _CAPITAL_EM
    top_px = middle_px - height_px / 2 + size_px * _CAPITAL_EM
    placed = [(line, float(size_px), top_px + index * line_px, _TITLE) for index, line in enumerate(lines)]
    return [*placed, (length, _LENGTH_PX, middle_px + height_px / 2, _LENGTH)]


def _wrapped(title: str) -> tuple[int, list[str]]:
    """Return the largest size at which a title fits, and its lines; what fits at none is cut off."""
    for size_px in _TITLE_SIZES_PX:
        lines = _lines(title, size_px)
        if len(lines) <= _MOST_LINES and all(words_width(line, size_px) <= _ROOM_PX for line in lines):
            return size_px, lines
    size_px = _TITLE_SIZES_PX[-1]
    lines = [_cut(line, size_px) for line in _lines(title, size_px)]
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], _cut(lines[_MOST_LINES - 1] + ELLIPSIS, size_px)]
    return size_px, lines


def _lines(title: str, size_px: int) -> list[str]:
    """Return a title in lines that fit where its words do."""
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or words_width(longer, size_px) <= _ROOM_PX:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(line: str, size_px: int) -> str:
    """Return a line that fits, with an ellipsis where it was cut."""
    if words_width(line, size_px) <= _ROOM_PX:
        return line
    line = line.removesuffix(ELLIPSIS)
    while line and words_width(line + ELLIPSIS, size_px) > _ROOM_PX:
        line = line[:-1]
    return line.rstrip() + ELLIPSIS
