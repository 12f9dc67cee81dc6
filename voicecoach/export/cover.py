"""The front cover of a file: a session's own, drawn from its timeline, or a picture that a person brings."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from voicecoach.errors import VoicecoachError

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

SIDE_PX = 1000
LARGEST_BYTES = 200_000
"""What lock screens and car radios load without a pause."""

_MOST_PIXELS = 20_000_000
_WHITE = (255, 255, 255)
_QUALITIES = (90, 80, 70, 60)
_SIDES_PX = (SIDE_PX, 700, 500)


def jpeg_bytes(image: Image) -> bytes:
    """Return a picture as a baseline JPEG of at most 200,000 bytes, without anything but the picture in it.

    A picture with so much in it that this is too little is made smaller until it fits.
    """
    from PIL import Image as Pillow

    # A new image: Pillow would write the comment of the old one into the file.
    image.thumbnail((SIDE_PX, SIDE_PX), Pillow.Resampling.LANCZOS)
    plain = Pillow.new("RGB", image.size, _WHITE)
    plain.paste(image, mask=image.getchannel("A") if "A" in image.getbands() else None)
    content = b""
    for side_px in _SIDES_PX:
        plain.thumbnail((side_px, side_px), Pillow.Resampling.LANCZOS)
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
            # Pillow warns of large pictures; the limit here is lower, and nothing is read before it.
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
    except (SyntaxError, ValueError) as error:  # how Pillow tells of a PNG whose parts do not fit together
        raise _unusable(path, "it is damaged", "save it anew, or name another picture") from error


def _unusable(path: Path, reason: str, hint: str) -> VoicecoachError:
    return VoicecoachError(f"the picture {path} cannot be used: {reason}", hint)
