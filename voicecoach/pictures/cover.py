"""The front cover of an exported file: drawn from the timeline, or a picture that a person brings.

The drawn cover shows the timeline as a ring: once around is the whole session, clockwise from the top. The title and
the length stand inside it.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from voicecoach.errors import VoicecoachError
from voicecoach.pictures.lettering import ELLIPSIS, visible
from voicecoach.pictures.picture import Anchor
from voicecoach.pictures.png import draw_words, is_drawable, words_width
from voicecoach.session.timeline import Timeline
from voicecoach.units import MINUTE_MS, SECOND_MS, round_half_up

SIDE_PX = 1000
LARGEST_BYTES = 200_000
"""The largest cover that lock screens and car radios load without a pause."""

_MOST_PIXELS = 20_000_000
_WHITE = (255, 255, 255)
_QUALITIES = (90, 80, 70, 60)
_SIDES_PX = (SIDE_PX, 700, 500)
NO_COVER = "use --cover none"
"""The way to no cover on the command line, in hints."""

FEED_SIDES_PX = (3000, 2000, 1400)
"""The sides of a podcast's cover, the largest first; directories take no others."""


def jpeg_bytes(image: Image.Image, sides_px: Sequence[int] = _SIDES_PX) -> bytes:
    """Return a picture as a baseline JPEG of at most 200,000 bytes, without metadata.

    A picture with too much detail for that size is scaled down until it fits.

    Args:
        image: The picture.
        sides_px: The most pixels on a side, then those to scale down to; at the last one the picture may be larger
            than 200,000 bytes.
    """
    # A new image: Pillow would write the old one's comment into the file.
    image.thumbnail((sides_px[0], sides_px[0]), Image.Resampling.LANCZOS)
    plain = Image.new("RGB", image.size, _WHITE)
    plain.paste(image, mask=image.getchannel("A") if "A" in image.getbands() else None)
    content = b""
    for side_px in sides_px:
        plain.thumbnail((side_px, side_px), Image.Resampling.LANCZOS)
        for quality in _QUALITIES:
            file = BytesIO()
            plain.save(file, "JPEG", quality=quality, optimize=True, progressive=False)
            content = file.getvalue()
            if len(content) <= LARGEST_BYTES:
                return content
    return content


def own_cover(path: Path, content: bytes | None = None) -> bytes:
    """Return a person's picture as the bytes of a cover: upright, at most 1000 pixels wide and high.

    Metadata of the picture, such as where a photo was taken, is removed.

    Args:
        path: The file, or the name that messages call the picture.
        content: The bytes of the picture; None to read the file.

    Raises:
        VoicecoachError: The file is missing, is neither JPEG nor PNG, is damaged, or has more than 20 million pixels.
    """
    return jpeg_bytes(_own_picture(path, SIDE_PX, content))


def feed_cover(path: Path) -> bytes:
    """Return a person's picture as the bytes of a podcast's cover: square, 1400 to 3000 pixels wide and high.

    Raises:
        VoicecoachError: As for :func:`own_cover`; or the picture is too small. Its middle is taken if it is not square.
    """
    picture = _own_picture(path, FEED_SIDES_PX[0])
    side_px = min(picture.size)
    if side_px < FEED_SIDES_PX[-1]:
        reason = f"a podcast's cover has at least {FEED_SIDES_PX[-1]} pixels, and it has {side_px}"
        raise _unusable(path, reason, "choose a larger one, or omit --cover for a drawn one")
    left_px, top_px = (picture.width - side_px) // 2, (picture.height - side_px) // 2
    return jpeg_bytes(picture.crop((left_px, top_px, left_px + side_px, top_px + side_px)), FEED_SIDES_PX)


def _own_picture(path: Path, most_px: int, content: bytes | None = None) -> Image.Image:
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures; the limit here is lower, and is checked before anything is read.
            warnings.simplefilter("ignore")
            with Image.open(path if content is None else BytesIO(content), formats=("JPEG", "PNG")) as image:
                if image.width * image.height > _MOST_PIXELS:
                    raise _unusable(path, f"it has {image.width} x {image.height} pixels", "make it 1000 pixels wide")
                image.draft("RGB", (most_px, most_px))  # a JPEG is read at a fraction of its size
                upright = ImageOps.exif_transpose(image)
                return upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except UnidentifiedImageError as error:
        raise _unusable(path, "it is not a JPEG or PNG picture", "save it as .jpg or .png") from error
    except Image.DecompressionBombError as error:
        raise _unusable(path, "it has too many pixels", "make it 1000 pixels wide") from error
    except OSError as error:
        reason = error.strerror.lower() if error.strerror else "it is damaged"
        raise _unusable(path, reason, f"choose another picture, or {NO_COVER}") from error
    except (SyntaxError, ValueError) as error:  # Pillow raises these for a PNG with inconsistent chunks
        raise _unusable(path, "it is damaged", "save it again, or choose another picture") from error


def _unusable(path: Path, reason: str, hint: str) -> VoicecoachError:
    return VoicecoachError(f"the picture {path} cannot be used: {reason}", hint)


_TITLE, _LENGTH = "#f3f6f8", "#a9c6cf"
_ROOM_PX = 500.0  # within the ring
_TITLE_SIZES_PX = (88, 76, 66, 58, 50, 44)
_MOST_LINES = 4
_LINE_EM = 1.18
_LENGTH_PX, _LENGTH_ALONE_PX = 44, 110
_CAPITAL_EM = 0.7
_FINER = 2


def session_cover(timeline: Timeline, title: str, side_px: int = SIDE_PX) -> bytes:
    """Return the cover of a session as the bytes of a JPEG file.

    A title in letters that the font lacks is not drawn; the ring and the length remain.

    Args:
        timeline: The session.
        title: In any language.
        side_px: Width and height of the picture.
    """
    return _drawn_cover(timeline, _layout_lines(drawable(title), _length(timeline.duration_ms)), side_px)


def collection_cover(title: str, side_px: int) -> bytes:
    """Return the cover of several sessions: their title in an empty ring; JPEG."""
    nothing = Timeline(1, (), (), (), (), ())
    return _drawn_cover(nothing, _layout_lines(drawable(title), ""), side_px)


def _drawn_cover(timeline: Timeline, lines: Iterable[tuple[str, float, float, str]], side_px: int) -> bytes:
    scene = Image.fromarray(ring(timeline, side_px))
    scale = side_px / SIDE_PX
    for text, unscaled_size_px, unscaled_baseline_px, fill in lines:
        size_px, baseline_px = unscaled_size_px * scale, unscaled_baseline_px * scale
        top_px = round(baseline_px - _LINE_EM * size_px)
        # Drawn into a larger mask and scaled down: the strokes of accents have hard edges.
        mask = Image.new("L", (side_px * _FINER, round(2 * _LINE_EM * size_px) * _FINER))
        place = (side_px * _FINER / 2, (baseline_px - top_px) * _FINER)
        draw_words(ImageDraw.Draw(mask), place, text, size_px * _FINER, "white", Anchor.MIDDLE)
        scene.paste(fill, (0, top_px), mask.reduce(_FINER))
    return jpeg_bytes(scene, (side_px, *(smaller for smaller in _SIDES_PX if smaller < side_px <= SIDE_PX)))


def drawable(title: str) -> str:
    """Return the drawable words of a title; an empty text if most of its letters cannot be drawn.

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
    """Return a length in unit symbols that most languages share.

    >>> _length(754_000), _length(40_000)
    ('13 min', '40 s')
    """
    if duration_ms < MINUTE_MS:
        return f"{round_half_up(duration_ms / SECOND_MS)} s"
    return f"{round_half_up(duration_ms / MINUTE_MS)} min"


def _layout_lines(title: str, length: str) -> list[tuple[str, float, float, str]]:
    """Return each line with its size, baseline and colour; the lines together are centred vertically."""
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
    """Return the largest size at which a title fits, and its lines; cut the title if it fits at no size."""
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
    """Wrap a title at its words; a word that is wider than the room keeps a line of its own."""
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or words_width(longer, size_px) <= _ROOM_PX:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(line: str, size_px: int) -> str:
    """Shorten a line to the room, with an ellipsis where it was cut."""
    if words_width(line, size_px) <= _ROOM_PX:
        return line
    line = line.removesuffix(ELLIPSIS)
    while line and words_width(line + ELLIPSIS, size_px) > _ROOM_PX:
        line = line[:-1]
    return line.rstrip() + ELLIPSIS


Grid = NDArray[np.floating[Any]]
"""Numbers of shape ``(pixels,)`` or ``(pixels, 3)``."""

_CELLS = 8192  # more than the circumference of the ring in pixels, however long the session
_TOP, _BOTTOM, _GLOW = (30, 52, 74), (14, 24, 38), (58, 104, 128)
_GLOW_RADIUS, _GLOW_STRENGTH = 0.3, 0.55
_TRACK, _TRACK_WITHOUT_HOLDS, _VOICE = (52, 76, 98), (84, 138, 152), (226, 232, 238)
_HOLD_COLOURS = {None: (126, 196, 207), "right": (240, 180, 126), "left": (140, 205, 160)}
_GAP_PX = 9.0  # between chapters


@dataclass(frozen=True, slots=True)
class _Band:
    """A ring by its two radii, as fractions of the picture's side."""

    inner: float
    outer: float

    def cover(self, radius: Grid, side_px: int) -> Grid:
        """Return how much of each pixel lies within the band."""
        inside = np.clip((self.outer - radius) * side_px + 0.5, 0, 1)
        return np.asarray(inside * np.clip((radius - self.inner) * side_px + 0.5, 0, 1))


_HOLDS, _WORDS = _Band(0.365, 0.43), _Band(0.338, 0.347)


def ring(timeline: Timeline, side_px: int) -> NDArray[np.uint8]:
    """Return a picture of shape ``(side_px, side_px, 3)``: holds in the colour of their side, speech inside them.

    The work does not grow with the session: every pixel looks up its moment in one table for the whole ring.
    """
    place = (np.arange(side_px, dtype=np.float32) + 0.5) / side_px - 0.5
    x, y = np.meshgrid(place, place)
    radius = np.hypot(x, y)
    picture = _background(radius, place)
    near = (radius > _WORDS.inner - 1 / side_px) & (radius < _HOLDS.outer + 1 / side_px)
    radius, turns = radius[near], np.arctan2(x[near], -y[near]) / np.float32(2 * math.pi) % 1
    cells = np.minimum((turns * _CELLS).astype(np.int32), _CELLS - 1)
    lit = picture[near].astype(np.float32)
    _blend(
        lit,
        _hold_colours(timeline)[cells],
        _HOLDS.cover(radius, side_px) * _chapter_gaps(timeline, radius, turns, cells, side_px),
    )
    spoken = _covered(timeline, ((clip.start_ms, clip.end_ms) for clip in timeline.clips if clip.text))
    _blend(lit, np.array(_VOICE), _WORDS.cover(radius, side_px) * spoken[cells])
    picture[near] = np.rint(lit)
    return picture


def _background(radius: Grid, rows: Grid) -> NDArray[np.uint8]:
    """Return the background: darker towards the bottom, with a faint glow in the middle."""
    down = (rows + 0.5)[:, None]
    half = len(rows) // 2  # left and right are alike
    glow = (_GLOW_STRENGTH * np.exp(-np.square(radius[:, half:] / _GLOW_RADIUS))).astype(np.float32)
    picture = np.empty((*radius.shape, 3), np.uint8)
    for channel, (top, bottom, lit) in enumerate(zip(_TOP, _BOTTOM, _GLOW, strict=True)):
        fading = (top * (1 - down) + bottom * down).astype(np.float32)
        picture[:, half:, channel] = np.rint(fading + (lit - fading) * glow)
    picture[:, :half] = picture[:, : len(rows) - half - 1 : -1]
    return picture


def _hold_colours(timeline: Timeline) -> Grid:
    """Return the colour of each cell of the ring."""
    track = np.array(_TRACK if timeline.holds else _TRACK_WITHOUT_HOLDS, np.float32)
    colours = np.tile(track, (_CELLS, 1))
    for side, colour in _HOLD_COLOURS.items():
        held = (
            (hold.start_ms, hold.end_ms)
            for hold in timeline.holds
            if (None if hold.side is None else hold.side.body) == side
        )
        _blend(colours, np.array(colour), _covered(timeline, held))
    return colours


def _covered(timeline: Timeline, spans_ms: Iterable[tuple[int, int]]) -> Grid:
    """Return the fraction of each cell of the ring that the spans cover."""
    changes = np.zeros(_CELLS + 1)
    for start_ms, end_ms in spans_ms:
        for at_ms, sign in ((start_ms, 1.0), (end_ms, -1.0)):
            at = at_ms / timeline.duration_ms * _CELLS
            cell = min(int(at), _CELLS - 1)
            changes[cell] += sign * (cell + 1 - at)
            changes[cell + 1] += sign * (at - cell)
    return np.clip(np.cumsum(changes[:-1]), 0, 1).astype(np.float32)


def _chapter_gaps(timeline: Timeline, radius: Grid, turns: Grid, cells: NDArray[np.int32], side_px: int) -> Grid:
    """Return 0 in the gaps between chapters and 1 elsewhere; very short chapters get no gaps."""
    starts = [chapter.start_ms / timeline.duration_ms for chapter in timeline.chapters]
    around_px = 2 * math.pi * _HOLDS.inner * side_px
    if not starts or any((after - before) * around_px < 2 * _GAP_PX for before, after in pairwise([*starts, 1.0])):
        return np.ones_like(turns)
    edges = np.array(starts if starts[0] * around_px < _GAP_PX else [0.0, *starts])
    # Gaps are further apart than they are wide: of each pixel only the nearest counts.
    after = np.searchsorted(edges, (np.arange(_CELLS) + 0.5) / _CELLS)
    beside = np.stack([edges[after - 1], edges[after % len(edges)]]).astype(np.float32)
    apart = np.min([np.abs((turns - nearest + 0.5) % 1 - 0.5) for nearest in beside[:, cells]], axis=0)
    apart_px = apart * (2 * math.pi * side_px) * radius
    return np.asarray(np.clip(apart_px - _GAP_PX / 2 + 0.5, 0, 1))


def _blend(pixels: Grid, colour: NDArray[Any], alpha: Grid) -> None:
    """Blend a colour, or one colour for each pixel, over pixels."""
    pixels += (colour.astype(np.float32) - pixels) * alpha[..., None].astype(np.float32)
