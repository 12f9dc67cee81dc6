"""Start the chapter track of an MP4 file with its first chapter (ISO/IEC 14496-12, sections 8.6.1.2 and 8.6.6).

The samples of a track leave no gaps, so ffmpeg's muxer begins the first chapter at 0. An empty edit before the track
delays it, and its first sample becomes as much shorter. The file keeps its size: the padding after the tags shrinks.
"""

from __future__ import annotations

from itertools import chain, groupby
from pathlib import Path
from struct import pack, unpack
from typing import Any

from voicecoach.units import MIX_RATE_HZ, SECOND_MS

_HEADER_BYTES = 8
_CONTAINERS = frozenset({b"moov", b"trak", b"edts", b"mdia", b"minf", b"stbl", b"udta"})
_META_FLAGS_BYTES = 4
_TABLE_BYTES = 8  # flags, and the number of rows
_MEDIA_LENGTH_BYTE = 16  # of a media header, after its dates and its timescale
_EMPTY, _RATE = -1, 0x1_0000  # the media time of an edit without media; the rate 1.0

Boxes = dict[bytes, Any]
"""The boxes of a container by kind: bytes, or boxes again; a second box of a kind has a number after it."""


def delay_first_chapter(path: Path, start_ms: int) -> None:
    """Let the chapter track of a tagged file begin at the start of its first chapter.

    Args:
        path: A file of ours: movie and chapters count in frames of 48 kHz, the second track has the chapters, and
            there is padding after the tags.
        start_ms: The start of the first chapter.
    """
    with path.open("r+b") as file:
        while (header := file.read(_HEADER_BYTES))[4:] != b"moov":
            file.seek(int.from_bytes(header[:4], "big") - _HEADER_BYTES, 1)
        at_bytes = file.tell()
        movie = file.read(int.from_bytes(header[:4], "big") - _HEADER_BYTES)
        boxes = _parsed(movie)
        _delay(boxes[b"trak1"], start_ms * MIX_RATE_HZ // SECOND_MS)
        _shrink_padding(boxes[b"udta"], len(_joined(boxes)) - len(movie))
        file.seek(at_bytes)
        file.write(_joined(boxes))


def _parsed(content: bytes) -> Boxes:
    boxes: Boxes = {}
    while content:
        size_bytes, kind = int.from_bytes(content[:4], "big"), content[4:_HEADER_BYTES]
        inside = content[_HEADER_BYTES:size_bytes]
        number = sum(other.startswith(kind) for other in boxes)
        boxes[kind + (b"%d" % number if number else b"")] = _parsed(inside) if kind in _CONTAINERS else inside
        content = content[size_bytes:]
    return boxes


def _joined(boxes: Boxes) -> bytes:
    parts = ((kind[:4], inside if isinstance(inside, bytes) else _joined(inside)) for kind, inside in boxes.items())
    return b"".join(pack(">I", _HEADER_BYTES + len(inside)) + kind + inside for kind, inside in parts)


def _delay(track: Boxes, frames: int) -> None:
    """Put an empty edit before a track with one edit, and make its first sample shorter."""
    flags, _, duration, *_ = unpack(">3I4s4s", track[b"edts"][b"elst"])
    table = track[b"mdia"][b"minf"][b"stbl"]
    rows = unpack(f">{len(table[b'stts']) // 4 - 2}I", table[b"stts"][_TABLE_BYTES:])
    lengths = [length for count, length in zip(rows[::2], rows[1::2], strict=True) for _ in range(count)]
    # ffmpeg's muxer counts a single sample from its own start, and several from the start of the file.
    heard = duration if len(lengths) == 1 else duration - frames
    lengths[0] -= frames
    lengths[-1] += frames  # ffmpeg ends the last chapter with the media, every other reader with the edit
    runs = [(len(list(run)), length) for length, run in groupby(lengths)]
    table[b"stts"] = pack(f">{2 + 2 * len(runs)}I", flags, len(runs), *chain.from_iterable(runs))
    track[b"edts"][b"elst"] = pack(">3Ii2IiI", flags, 2, frames, _EMPTY, _RATE, heard, 0, _RATE)
    header = track[b"mdia"][b"mdhd"]
    track[b"mdia"][b"mdhd"] = (
        header[:_MEDIA_LENGTH_BYTE] + pack(">I", frames + heard) + header[_MEDIA_LENGTH_BYTE + 4 :]
    )


def _shrink_padding(user: Boxes, by_bytes: int) -> None:
    """Make the padding after the tags, which lies in their ``meta`` box, smaller."""
    tags = _parsed(user[b"meta"][_META_FLAGS_BYTES:])
    tags[b"free"] = tags[b"free"][by_bytes:]
    user[b"meta"] = user[b"meta"][:_META_FLAGS_BYTES] + _joined(tags)
