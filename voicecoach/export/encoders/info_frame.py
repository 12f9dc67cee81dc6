"""The Info frame: a silent MP3 frame at the head of a file that tells players its exact length.

With the two bytes that come next mixed into it, the register goes on to ``table[register]``, and that is linear:
what lies in front of 2^k pairs of bytes is carried over all of them by one look into a table of level k. So a long
content is folded, its first pair over its second, its third over its fourth, until one is left.
"""

from __future__ import annotations

import struct
from functools import cache

import numpy as np
from numpy.typing import NDArray

from voicecoach.units import MIX_RATE_HZ

_REFLECTED_POLYNOMIAL = 0xA001
_BITS_PER_BYTE = 8
_PAIRS_AT_ONCE = 1 << 15  # few enough for the caches of a processor
_NOTHING_BEFORE = np.zeros(1, dtype=np.uint16)


def crc16(content: bytes, crc: int = 0) -> int:
    """Return the checksum of the content, continued from the checksum of what came before it.

    >>> hex(crc16(b"123456789"))
    '0xbb3d'
    >>> hex(crc16(b"56789", crc16(b"1234")))
    '0xbb3d'
    """
    pairs = np.frombuffer(content, dtype="<u2", count=len(content) // 2)
    for first in range(0, len(pairs), _PAIRS_AT_ONCE):
        crc = _folded(pairs[first : first + _PAIRS_AT_ONCE], crc)
    return _after_byte(crc ^ content[-1]) if len(content) % 2 else crc


def _folded(pairs: NDArray[np.uint16], crc: int) -> int:
    folded = pairs.copy()
    folded[0] ^= crc
    level = 0
    while len(folded) > 1:
        if len(folded) % 2:
            folded = np.concatenate((_NOTHING_BEFORE, folded))  # a register of zero stays so
        folded = _carried_over(level).take(folded[::2]) ^ folded[1::2]
        level += 1
    return int(_carried_over(0)[folded[0]])


@cache
def _carried_over(level: int) -> NDArray[np.uint16]:
    """Return what becomes of each value of the register within 2^level pairs of bytes of zero."""
    if level:
        half = _carried_over(level - 1)
        return half[half]
    registers = np.arange(1 << 16, dtype=np.uint16)
    for _ in range(2 * _BITS_PER_BYTE):
        registers = _after_bit(registers)
    return registers


def _after_bit(registers: NDArray[np.uint16]) -> NDArray[np.uint16]:
    return registers >> np.uint16(1) ^ (registers & np.uint16(1)) * np.uint16(_REFLECTED_POLYNOMIAL)


def _after_byte(register: int) -> int:
    """Return what becomes of a register that a single byte is mixed into."""
    for _ in range(_BITS_PER_BYTE):
        register = register >> 1 ^ (_REFLECTED_POLYNOMIAL if register & 1 else 0)
    return register


FRAMES_PER_MP3_FRAME = 1152
ENCODER_DELAY_FRAMES = 576

_BIT_RATES_KBPS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MPEG1_LAYER3_WITHOUT_CRC = 0xFFFB
_RATE_INDEX_48_KHZ = 1
_HEADER_MODE = {1: 3, 2: 1}  # single channel; joint stereo
_SIDE_BYTES = {1: 17, 2: 32}
_ORIGINAL = 1 << 2
_ALL_FIELDS = 0xF  # frames, bytes, table of contents and quality are all there
_TOC_ENTRIES = 100
# Players trust the delays only behind the name of an encoder that they know, and LAME it is.
_ENCODER = b"LAME3.100"
_CONSTANT_BIT_RATE = 1
_UNUSED_VBR_QUALITY = 4  # what LAME itself writes when the bit rate is constant
_TAG_MODE = {1: 0, 2: 3}  # mono; joint stereo
_SOURCE_48_KHZ = 2


def mp3_frame_bytes(bitrate_kbps: int) -> int:
    """Return the size of one MP3 frame at 48 kHz, the same for all: at this rate none needs a padding byte.

    >>> mp3_frame_bytes(96)
    288
    """
    return FRAMES_PER_MP3_FRAME // 8 * bitrate_kbps * 1000 // MIX_RATE_HZ


def info_frame(
    *,
    channels: int,
    bitrate_kbps: int,
    lame_quality: int,
    mp3_frames: int,
    end_padding_frames: int,
    music_crc: int,
) -> bytes:
    """Return the Info frame of an MP3 of constant bit rate at 48 kHz; it is as large as every other frame.

    Args:
        channels: 1 or 2.
        bitrate_kbps: One of the rates of MPEG-1 layer III from 64 up; below, the frame has no room for it.
        lame_quality: What LAME was set to, 0 (best) to 9.
        mp3_frames: How many MP3 frames follow this one.
        end_padding_frames: Silence after the sound, 0 to 4095.
        music_crc: CRC-16 of all that follows this frame.
    """
    frame_bytes = mp3_frame_bytes(bitrate_kbps)
    file_bytes = (1 + mp3_frames) * frame_bytes
    header = struct.pack(
        ">HBB",
        _MPEG1_LAYER3_WITHOUT_CRC,
        _BIT_RATES_KBPS.index(bitrate_kbps) << 4 | _RATE_INDEX_48_KHZ << 2,
        _HEADER_MODE[channels] << 6 | _ORIGINAL,
    )
    # Entry p is where p per cent of the sound have been played, in 256ths of the file.
    toc = bytes(
        256 * (_TOC_ENTRIES + mp3_frames * percent) // ((1 + mp3_frames) * _TOC_ENTRIES)
        for percent in range(_TOC_ENTRIES)
    )
    quality = 100 - 10 * _UNUSED_VBR_QUALITY - lame_quality
    xing = struct.pack(">4sIII100sI", b"Info", _ALL_FIELDS, mp3_frames, file_bytes, toc, quality)
    lame = struct.pack(
        ">9sBB8sBB3sBBHIH",
        _ENCODER,
        _CONSTANT_BIT_RATE,
        0,  # low-pass frequency: not known
        bytes(8),  # peak and replay gain: not stated
        0,  # flags of the psychoacoustic model: not known
        min(bitrate_kbps, 255),  # its byte holds no more
        (ENCODER_DELAY_FRAMES << 12 | end_padding_frames).to_bytes(3, "big"),
        _SOURCE_48_KHZ << 6 | _TAG_MODE[channels] << 2,
        0,  # gain applied afterwards: none
        0,  # preset and surround: none
        file_bytes,
        music_crc,
    )
    described = header + bytes(_SIDE_BYTES[channels]) + xing + lame
    frame = described + struct.pack(">H", crc16(described))
    assert len(frame) <= frame_bytes, "the bit rate is too low to hold an Info frame"
    return frame.ljust(frame_bytes, b"\0")
