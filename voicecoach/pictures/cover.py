"""The front cover of a file: drawn from the timeline, or a picture that a person brings."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from voicecoach.errors import VoicecoachError
from voicecoach.pictures.cover_ring import ring
from voicecoach.pictures.lettering import ELLIPSIS, visible
from voicecoach.pictures.picture import Anchor
from voicecoach.pictures.png import draw_words, is_drawable, words_width
from voicecoach.session.timeline import Timeline
from voicecoach.units import MINUTE_MS, SECOND_MS, round_half_up

SIDE_PX = 1000
LARGEST_BYTES = 200_000
"""What lock screens and car radios load without a pause."""

_MOST_PIXELS = 20_000_000
_WHITE = (255, 255, 255)
_QUALITIES = (90, 80, 70, 60)
_SIDES_PX = (SIDE_PX, 700, 500)


def jpeg_bytes(image: Image.Image) -> bytes:
    """Return a picture as a baseline JPEG of at most 200,000 bytes, without anything but the picture in it.

    A picture with so much in it that this is too little is made smaller until it fits.
    """
    # A new image: Image would write the comment of the old one into the file.
    image.thumbnail((SIDE_PX, SIDE_PX), Image.Resampling.LANCZOS)
    plain = Image.new("RGB", image.size, _WHITE)
    plain.paste(image, mask=image.getchannel("A") if "A" in image.getbands() else None)
    content = b""
    for side_px in _SIDES_PX:
        plain.thumbnail((side_px, side_px), Image.Resampling.LANCZOS)
        for quality in _QUALITIES:
            file = BytesIO()
            plain.save(file, "JPEG", quality=quality, optimize=True, progressive=False)
            content = file.getvalue()
            if len(content) <= LARGEST_BYTES:
                return content
    return content


def own_cover(path: Path) -> bytes:
    """Return a person's picture as the bytes of a cover: upright, at most 1000 pixels wide and high.

    What a camera notes in its pictures, such as the place, is not taken along.

    Raises:
        VoicecoachError: There is no such file, it is no JPEG or PNG picture, is damaged, or has more than
            20 million pixels.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # Image warns of large pictures; the limit here is lower, and nothing is read before it.
            warnings.simplefilter("ignore")
            with Image.open(path, formats=("JPEG", "PNG")) as image:
                if image.width * image.height > _MOST_PIXELS:
                    raise _unusable(path, f"it has {image.width} x {image.height} pixels", "make it 1000 pixels wide")
                image.draft("RGB", (SIDE_PX, SIDE_PX))  # a JPEG is read at a fraction of its size
                upright = ImageOps.exif_transpose(image)
                return jpeg_bytes(upright.convert("RGBA") if upright.has_transparency_data else upright.convert("RGB"))
    except UnidentifiedImageError as error:
        raise _unusable(path, "it is not a JPEG or PNG picture", "save it as .jpg or .png") from error
    except Image.DecompressionBombError as error:
        raise _unusable(path, "it has too many pixels", "make it 1000 pixels wide") from error
    except OSError as error:
        reason = error.strerror.lower() if error.strerror else "it is damaged"
        raise _unusable(path, reason, "name another picture, or none") from error
    except (SyntaxError, ValueError) as error:  # how Image tells of a PNG whose parts do not fit together
        raise _unusable(path, "it is damaged", "save it anew, or name another picture") from error


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
