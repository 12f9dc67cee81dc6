"""The boxes of an MP4 file (ISO/IEC 14496-12, section 4.2), as far as chapters need them.

ffmpeg writes chapters twice: as a track of text, in full, and as Nero's list (``moov/udta/chpl``), in which a
title has 255 bytes. It cuts longer ones anywhere, and readers fail on half a character.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HEADER_BYTES = 8
_CHAPTER_LIST = (b"moov", b"udta", b"chpl")
_BEFORE_COUNT_BYTES = 8  # version and flags, and four bytes that Nero keeps to itself
_START_BYTES = 8


def mend_chapter_titles(path: Path) -> None:
    """Put a full stop in the place of each byte that is left of a character cut in half; no size changes."""
    with path.open("r+b") as file:
        begin, end = 0, path.stat().st_size
        for wanted in _CHAPTER_LIST:
            for kind, content, after in _boxes(file, begin, end):
                if kind == wanted:
                    begin, end = content, after
                    break
            else:
                return
        file.seek(begin)
        chapters = file.read(end - begin)
        file.seek(begin)
        file.write(_mended(chapters))


def _boxes(file: BinaryIO, begin: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield each box between two places: its kind, where its content begins, and where it ends."""
    while begin + _HEADER_BYTES <= end:
        file.seek(begin)
        header = file.read(_HEADER_BYTES)
        size_bytes = int.from_bytes(header[:4], "big")
        if size_bytes < _HEADER_BYTES:  # the sound itself, larger than 32 bits count: the index lies before it
            return
        yield header[4:], begin + _HEADER_BYTES, begin + size_bytes
        begin += size_bytes


def _mended(chapters: bytes) -> bytes:
    """Return the content of a chapter list with its titles made whole."""
    mended = bytearray(chapters)
    position = _BEFORE_COUNT_BYTES
    count = mended[position]
    position += 1
    for _ in range(count):
        position += _START_BYTES
        length = mended[position]
        position += 1
        title = bytes(mended[position : position + length])
        whole = title.decode("utf-8", errors="ignore").encode()
        mended[position : position + length] = whole.ljust(length, b".")
        position += length
    return bytes(mended)
