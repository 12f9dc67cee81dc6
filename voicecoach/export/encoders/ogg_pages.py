"""Put the pages of a finished Ogg file in order (RFC 3533): a fixed serial number, and no sound on a single page."""

# mypy: allow-untyped-calls
# (mutagen is typed in part only.)

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

_SERIAL_NUMBER = 1
_BLOCK_SIZES_BYTE = 28  # of Vorbis' identification header: the exponents of the short and of the long block
_LONG_BLOCK_BIT = 0b10  # of a packet's first byte; libvorbis has one mode for each of the two blocks


def order_pages(path: Path, *, is_vorbis: bool) -> None:
    """Give the stream a fixed serial number, for reproducible bytes, and split the only page of a short Vorbis file.

    libsndfile takes the number from the clock; it distinguishes the streams of a file, and this file has only one.
    Where all sound is on one page, ffmpeg's decoder mistakes its end for a delay at its start: it drops 128 frames, or
    plays up to 960 too many.
    """
    from mutagen.ogg import OggPage

    with path.open("r+b") as file:
        last: Any = None
        pages_of_sound = 0
        identification = b""
        offset_bytes = 0
        while True:
            try:
                page: Any = OggPage(file)
            except EOFError:
                break
            offset_bytes = page.offset
            identification = identification or page.packets[0]
            page.serial = _SERIAL_NUMBER
            file.seek(offset_bytes)
            file.write(page.write())
            last = page
            pages_of_sound += page.position > 0
        if is_vorbis and pages_of_sound == 1 and len(last.packets) > 1:
            file.seek(offset_bytes)
            for part in _split(last, _block_frames(identification)):
                file.write(part.write())


def _split(page: Any, blocks: tuple[int, int]) -> Iterator[Any]:
    """Yield a page with all packets but the last, and one with the last."""
    from mutagen.ogg import OggPage

    lengths = [blocks[bool(packet[0] & _LONG_BLOCK_BIT)] for packet in page.packets[:-1]]
    # A block overlaps half of the one before it (Vorbis I specification, section 1.3.2).
    heard_frames = sum((before + after) // 4 for before, after in pairwise(lengths))
    parts = ((page.packets[:-1], heard_frames), (page.packets[-1:], page.position))
    for number, (packets, position) in enumerate(parts):
        part: Any = OggPage()
        part.serial, part.sequence, part.last = page.serial, page.sequence + number, number == len(parts) - 1
        part.packets, part.position = packets, position
        yield part


def _block_frames(identification: bytes) -> tuple[int, int]:
    """Return the lengths of a short and of a long block."""
    exponents = identification[_BLOCK_SIZES_BYTE]
    return 1 << (exponents & 0xF), 1 << (exponents >> 4)
