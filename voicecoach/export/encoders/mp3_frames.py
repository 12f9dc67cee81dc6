"""MP3 frames of constant bit rate: encoded by LAME, joined at seams, and counted in an Info frame.

At 48 kHz all frames of a bit rate have the same size. The data of a frame may start up to 511 bytes before it, in
space that earlier frames left free (the bit reservoir); its side information begins with that distance
(ISO/IEC 11172-3, 2.4.1.7 and 2.4.3.4).

The Info frame is a silent frame at the head of a file that tells players the exact length.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voicecoach.machine import installed_release
from voicecoach.units import MIX_RATE_HZ

FRAMES_PER_MP3_FRAME = 1152
ENCODER_DELAY_FRAMES = 576
LAME_QUALITY = 3  # of 2 (best) to 7 (fastest)

_HEADER_BYTES = 4
_SIDE_BYTES = {1: 17, 2: 32}


def mp3_frame_bytes(bitrate_kbps: int) -> int:
    """Return the size of each MP3 frame at 48 kHz, where no frame needs a padding byte.

    >>> mp3_frame_bytes(96)
    288
    """
    return FRAMES_PER_MP3_FRAME // 8 * bitrate_kbps * 1000 // MIX_RATE_HZ


class NoSeamError(Exception):
    """Raised when two overlapping runs of frames have too little free space at every possible seam."""


@dataclass(frozen=True, slots=True)
class Mp3Shape:
    """The channels, 1 or 2, and the bit rate of an MP3 of constant bit rate at 48 kHz."""

    channels: int
    bitrate_kbps: int

    @property
    def frame_bytes(self) -> int:
        """The size of each frame."""
        return mp3_frame_bytes(self.bitrate_kbps)

    @property
    def main_data_bytes(self) -> int:
        """The space for main data in each frame, after its header and side information."""
        return self.frame_bytes - _HEADER_BYTES - _SIDE_BYTES[self.channels]


def encode(samples: NDArray[np.int16], shape: Mp3Shape) -> bytes:
    """Return as many whole MP3 frames as the samples fill; the sound is delayed by 576 samples in them.

    The first frame needs no data from before it. The same samples give the same bytes, in any thread.

    Args:
        samples: Shape ``(n * 1152, channels)``, n > 0.
        shape: The shape of the MP3.
    """
    lame = _lame(shape)
    encoded = bytes(lame.encode(samples.astype("<i2", copy=False).tobytes())) + bytes(lame.flush())
    return encoded[: len(samples) // FRAMES_PER_MP3_FRAME * shape.frame_bytes]


def content_digest(samples: NDArray[np.int16], shape: Mp3Shape) -> str:
    """Return a cache key for the result of :func:`encode`: a SHA-256 in hexadecimal digits."""
    release = installed_release("lameenc")
    encoder = f"lameenc {release} -q {LAME_QUALITY}, {shape.channels} x {shape.bitrate_kbps} kbit/s"
    digest = hashlib.sha256(encoder.encode())
    digest.update(samples.astype("<i2", copy=False).tobytes())
    return digest.hexdigest()


def silent_frame(shape: Mp3Shape) -> bytes:
    """Return a frame of silence that can be repeated any number of times after silence."""
    # The first frame of an encoder needs no data from before it; a later one may, and cannot be repeated.
    silence = np.zeros((2 * FRAMES_PER_MP3_FRAME, shape.channels), np.int16)
    return encode(silence, shape)[: shape.frame_bytes]


def joined(first: bytes, second: bytes, shape: Mp3Shape, *, at: int, before: int, search: int) -> tuple[bytes, bytes]:
    """Return the two runs of frames cut at a seam: the first up to it, the second from there.

    Both encoders were given the sound on both sides of the seam, so that overlapping frames match. The data that the
    second run's first frame needs from before itself is copied into the space that the first run left free. Where
    there is too little space, the seam moves to the next frame.

    Args:
        first: A run of frames that continues for ``search`` frames after ``at``.
        second: A run that begins ``before`` frames before the first run's frame ``at``.
        shape: The shape of both.
        at: The earliest frame of the first run for a seam.
        before: The number of frames of the second run before that frame.
        search: The number of frames to try.

    Raises:
        NoSeamError: There is too little space at each of them.
    """
    size = shape.frame_bytes
    for moved in range(search):
        left, right = (at + moved) * size, (before + moved) * size
        needed_bytes = _reaches_back_bytes(second[right : right + size])
        if needed_bytes <= _reaches_back_bytes(first[left : left + size]):
            taken = bytearray(first[:left])
            _put_before(taken, second[:right], needed_bytes, shape)
            return bytes(taken), second[right:]
    raise NoSeamError


def _put_before(taken: bytearray, source: bytes, needed_bytes: int, shape: Mp3Shape) -> None:
    """Copy the last bytes of one run's main data over those of another run, which does not use them."""
    end = 0
    while needed_bytes:
        part = min(needed_bytes, shape.main_data_bytes)
        stop = len(source) - end
        taken[len(taken) - end - part : len(taken) - end] = source[stop - part : stop]
        needed_bytes -= part
        end += shape.frame_bytes


def _reaches_back_bytes(frame: bytes) -> int:
    """Return how far before a frame its data begins: ``main_data_begin``, the first nine bits after the header."""
    return frame[_HEADER_BYTES] << 1 | frame[_HEADER_BYTES + 1] >> 7


def _lame(shape: Mp3Shape) -> Any:
    import lameenc

    lame = lameenc.Encoder()
    lame.silence()
    lame.set_channels(shape.channels)
    lame.set_in_sample_rate(MIX_RATE_HZ)
    lame.set_out_sample_rate(MIX_RATE_HZ)  # otherwise LAME resamples at low bit rates
    lame.set_bit_rate(shape.bitrate_kbps)
    lame.set_quality(LAME_QUALITY)
    return lame


_BIT_RATES_KBPS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MPEG1_LAYER3_WITHOUT_CRC = 0xFFFB
_RATE_INDEX_48_KHZ = 1
_HEADER_MODE = {1: 3, 2: 1}  # single channel; joint stereo
_ORIGINAL = 1 << 2
_ALL_FIELDS = 0xF  # the frame has fields for frames, bytes, table of contents and quality
_TOC_ENTRIES = 100
_XING, _LAME = struct.Struct(">4sIII100sI"), struct.Struct(">9sBB8sBB3sBBHIH")
# Players trust the delays only after the name of an encoder that they know.
_ENCODER = b"LAME3.100"
_CONSTANT_BIT_RATE = 1
_UNUSED_VBR_QUALITY = 4  # as LAME itself writes for a constant bit rate
_TAG_MODE = {1: 0, 2: 3}  # mono; joint stereo
_SOURCE_48_KHZ = 2


def info_frame(
    *,
    channels: int,
    bitrate_kbps: int,
    lame_quality: int,
    mp3_frames: int,
    end_padding_frames: int,
    music_crc: int,
) -> bytes:
    """Return the Info frame of an MP3 of constant bit rate at 48 kHz; it has the size of every other frame.

    Args:
        channels: 1 or 2.
        bitrate_kbps: A bit rate of MPEG-1 layer III from 64 up; smaller frames have no room for the fields.
        lame_quality: LAME's quality setting, 0 (best) to 9.
        mp3_frames: The number of MP3 frames after this one.
        end_padding_frames: The silent samples after the sound, 0 to 4095.
        music_crc: The CRC-16 of everything after this frame.
    """
    frame_bytes = mp3_frame_bytes(bitrate_kbps)
    file_bytes = (1 + mp3_frames) * frame_bytes
    header = struct.pack(
        ">HBB",
        _MPEG1_LAYER3_WITHOUT_CRC,
        _BIT_RATES_KBPS.index(bitrate_kbps) << 4 | _RATE_INDEX_48_KHZ << 2,
        _HEADER_MODE[channels] << 6 | _ORIGINAL,
    )
    # Entry p is the position after p percent of the sound, in 256ths of the file.
    toc = bytes(
        256 * (_TOC_ENTRIES + mp3_frames * percent) // ((1 + mp3_frames) * _TOC_ENTRIES)
        for percent in range(_TOC_ENTRIES)
    )
    quality = 100 - 10 * _UNUSED_VBR_QUALITY - lame_quality
    xing = _XING.pack(b"Info", _ALL_FIELDS, mp3_frames, file_bytes, toc, quality)
    lame = _LAME.pack(
        _ENCODER,
        _CONSTANT_BIT_RATE,
        0,  # low-pass frequency: not known
        bytes(8),  # peak and replay gain: not stated
        0,  # flags of the psychoacoustic model: not known
        min(bitrate_kbps, 255),  # the most that its byte can store
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


FULL_INFO_FRAME_BYTES = 192
"""An Info frame has no more bytes before its padding."""


@dataclass(frozen=True, slots=True)
class Mp3Info:
    """The content of an Info frame: the sizes of a frame and of all with its own, and the CRC-16 of the others."""

    frame_bytes: int
    file_bytes: int
    music_crc: int


def read_info_frame(frame: bytes) -> Mp3Info | None:
    """Return what the Info frame of an MP3 of constant bit rate at 48 kHz tells; None if it is none, or damaged."""
    for side_bytes in _SIDE_BYTES.values():
        described = _HEADER_BYTES + side_bytes + _XING.size + _LAME.size
        if len(frame) < described + 2 or frame[_HEADER_BYTES + side_bytes :][:4] != b"Info":
            continue
        is_whole = crc16(frame[:described]) == int.from_bytes(frame[described : described + 2], "big")
        if not is_whole or frame[2] >> 2 & 3 != _RATE_INDEX_48_KHZ:
            continue
        *_, file_bytes, music_crc = _LAME.unpack_from(frame, described - _LAME.size)
        return Mp3Info(mp3_frame_bytes(_BIT_RATES_KBPS[frame[2] >> 4]), file_bytes, music_crc)
    return None


# CRC-16, computed for many bytes at once. Mixing the next two bytes into the register takes it to ``table[register]``,
# which is linear: a table of level k takes a register over 2^k pairs of bytes in one step. So a long content is folded,
# its first pair over its second, its third over its fourth, until one pair is left.
_REFLECTED_POLYNOMIAL = 0xA001
_BITS_PER_BYTE = 8
_PAIRS_AT_ONCE = 1 << 15  # small enough for the caches of a processor
_NOTHING_BEFORE = np.zeros(1, dtype=np.uint16)


def crc16(content: bytes, crc: int = 0) -> int:
    """Return the CRC-16 of the content, continued from the CRC of the bytes before it.

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
            folded = np.concatenate((_NOTHING_BEFORE, folded))  # a register of zero stays zero
        folded = _carried_over(level).take(folded[::2]) ^ folded[1::2]
        level += 1
    return int(_carried_over(0)[folded[0]])


@cache
def _carried_over(level: int) -> NDArray[np.uint16]:
    """Return each value of the register after 2^level pairs of zero bytes."""
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
    """Return the register after one byte, which was mixed into it."""
    for _ in range(_BITS_PER_BYTE):
        register = register >> 1 ^ (_REFLECTED_POLYNOMIAL if register & 1 else 0)
    return register
