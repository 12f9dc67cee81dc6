"""A picture written to a file: SVG or PNG, by the suffix of its name."""

from __future__ import annotations

from pathlib import Path

from voicecoach.errors import ExportError
from voicecoach.pictures.picture import Picture
from voicecoach.store.atomic import check_writable, write_output


def write_picture(path: Path, picture: Picture) -> None:
    """Write a picture as what its path's suffix asks for: ``.svg``, or ``.png`` at two dots per pixel.

    The same picture gives the same bytes. What stood at the path is replaced whole or not at all.

    Raises:
        ExportError: There is no such kind of picture, or the file cannot be written.
    """
    _check_suffix(path)
    drawn = _svg_bytes(picture) if path.suffix.lower() == ".svg" else _png_bytes(picture)
    write_output(path, drawn)


def check_picture_target(path: Path) -> None:
    """Find out whether a picture can be written to a path, before the work that leads to it.

    Raises:
        ExportError: As for :func:`write_picture`.
    """
    _check_suffix(path)
    check_writable(path)


def _check_suffix(path: Path) -> None:
    suffix = path.suffix.lower()
    if suffix not in {".svg", ".png"}:
        reason = (
            f"there is no kind of picture {suffix!r} here" if suffix else "its name does not end in a kind of picture"
        )
        raise ExportError(path, reason, "end the name in .svg (sharp at any size) or .png")


def _svg_bytes(picture: Picture) -> bytes:
    from voicecoach.pictures.svg import svg_text

    return svg_text(picture).encode()


def _png_bytes(picture: Picture) -> bytes:
    from voicecoach.pictures.png import png_bytes

    return png_bytes(picture)
