"""Write a picture to a file, as SVG or PNG by the suffix of its name."""

from __future__ import annotations

from pathlib import Path

from voicecoach.errors import ExportError
from voicecoach.pictures.picture import Picture
from voicecoach.store.atomic import check_writable, write_output


def write_picture(path: Path, picture: Picture) -> None:
    """Write a picture in the format of the path's suffix: ``.svg``, or ``.png`` at two dots per pixel.

    The same picture gives the same bytes. The write is atomic.

    Raises:
        ExportError: The suffix is neither, or the file cannot be written.
    """
    _check_suffix(path)
    if path.suffix.lower() == ".svg":
        from voicecoach.pictures.svg import svg_text

        write_output(path, svg_text(picture))
    else:
        from voicecoach.pictures.png import png_bytes

        write_output(path, png_bytes(picture))


def check_picture_target(path: Path) -> None:
    """Check that a picture can be written to a path, before it is drawn.

    Raises:
        ExportError: As for :func:`write_picture`.
    """
    _check_suffix(path)
    check_writable(path)


def _check_suffix(path: Path) -> None:
    suffix = path.suffix.lower()
    if suffix not in {".svg", ".png"}:
        reason = f"{suffix} is not a picture format here" if suffix else "the file name has no picture suffix"
        raise ExportError(path, reason, "use .svg (sharp at any size) or .png")
