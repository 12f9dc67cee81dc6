"""Compare a file with what its own structure tells: it may be cut off or damaged, or another file may follow it."""

from __future__ import annotations

import mmap
import re
import struct
from collections.abc import Callable
from pathlib import Path

from voicecoach.export.encoders.mp3_frames import FULL_INFO_FRAME_BYTES, crc16, read_info_frame

_RIFF_HEAD_BYTES = 8
_OGG_FLAGS_AT, _OGG_BEGINS, _OGG_SEGMENTS_AT, _OGG_HEAD_BYTES = 5, 2, 26, 27  # RFC 3533, 6
_BOX_HEAD_BYTES, _LARGE_BOX, _LAST_BOX = 8, 1, 0  # ISO/IEC 14496-12, 4.2
_ID3_HEAD_BYTES, _ID3V1_BYTES = 10, 128
_LYRICS_END_BYTES, _APE_END_BYTES, _APE_HAS_HEADER = 15, 32, 1 << 31

_Content = mmap.mmap


def container_faults(path: Path) -> list[str]:
    """Return in words where a file differs from its own structure."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        end_of = next((end for magic, end in _ENDS if re.match(magic, content, re.DOTALL)), len)
        after_end = len(content) - end_of(content)
        faults = [f"{after_end:,} bytes follow its end: another file, or what is left of one"] if after_end > 0 else []
        if after_end < 0:
            faults.append(f"{-after_end:,} bytes are missing at its end")
        elif not after_end and not _has_its_checksum(content):
            faults.append("its frames do not match their checksum: a part of it is damaged")
        return faults


def _end_of_riff(content: _Content) -> int:
    size_bytes = int.from_bytes(content[4:8], "little")
    return _RIFF_HEAD_BYTES + size_bytes + size_bytes % 2


def _end_of_ogg(content: _Content) -> int:
    """Return the end of the first stream."""
    at = 0
    while content[at : at + 4] == b"OggS" and (at == 0 or not content[at + _OGG_FLAGS_AT] & _OGG_BEGINS):
        segments = sum(content[at + _OGG_SEGMENTS_AT : at + _OGG_HEAD_BYTES])
        at += _OGG_HEAD_BYTES
        at += segments + sum(content[at : at + segments])
    return at


def _end_of_mp4(content: _Content) -> int:
    at = 0
    while re.match(rb"[ -~]{4}", content[at + 4 : at + 8]) and (at == 0 or content[at + 4 : at + 8] != b"ftyp"):
        size_bytes = int.from_bytes(content[at : at + 4], "big")
        if size_bytes == _LARGE_BOX:
            size_bytes = int.from_bytes(content[at + 8 : at + 16], "big")
        if size_bytes == _LAST_BOX:
            return len(content)
        if size_bytes < _BOX_HEAD_BYTES:
            break
        at += size_bytes
    return at


def _end_of_mp3(content: _Content) -> int:
    """Return the end of the frames, as the Info frame counts them; of two tags, the second one is after the end."""
    begin = _end_of_id3(content)
    info = read_info_frame(content[begin : begin + FULL_INFO_FRAME_BYTES])
    if info is None:
        return begin if content[begin : begin + 3] == b"ID3" else len(content)
    end = begin + info.file_bytes
    return len(content) if _begin_of_last_tags(content, end) == end else end


def _begin_of_last_tags(content: _Content, end: int) -> int:
    """Return where the tags begin that players write behind the frames: ID3v1, Lyrics3 and APE."""
    at = len(content)
    while at > end:
        if content[at - _ID3V1_BYTES :][:3] == b"TAG":
            size_bytes = _ID3V1_BYTES
        elif lyrics := re.fullmatch(rb"(\d{6})LYRICS200", content[at - _LYRICS_END_BYTES : at]):
            size_bytes = int(lyrics[1]) + _LYRICS_END_BYTES
        elif content[at - _APE_END_BYTES : at].startswith(b"APETAGEX"):
            _, size_bytes, _, flags = struct.unpack_from("<4I", content, at - _APE_END_BYTES + 8)
            size_bytes += _APE_END_BYTES if flags & _APE_HAS_HEADER else 0
        else:
            break
        at -= max(size_bytes, 1)
    return at


def _end_of_id3(content: _Content) -> int:
    size = content[6:_ID3_HEAD_BYTES]
    return _ID3_HEAD_BYTES + sum(part << 7 * place for place, part in enumerate(reversed(size)))


def _has_its_checksum(content: _Content) -> bool:
    """Return whether the frames of an MP3 have the checksum in its Info frame; others have none of their own."""
    if content[:3] != b"ID3":
        return True
    begin = _end_of_id3(content)
    info = read_info_frame(content[begin : begin + FULL_INFO_FRAME_BYTES])
    return info is None or crc16(content[begin + info.frame_bytes : begin + info.file_bytes]) == info.music_crc


_ENDS: tuple[tuple[bytes, Callable[[_Content], int]], ...] = (
    (b"RIFF", _end_of_riff),
    (b"OggS", _end_of_ogg),
    (b"....ftyp", _end_of_mp4),
    (b"ID3", _end_of_mp3),
)
