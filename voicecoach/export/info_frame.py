"""The Info frame: a silent MP3 frame at the head of a file that tells players its exact length.

Written from the description of the format (gabriel.mp3-tech.org, "Mp3 Info Tag revision 1 specifications",
and the Xing header it extends). Encoders add silence before the sound and after it; with this frame a player
takes it away again, so that the decoded sound has exactly the frames that went in.
"""

from __future__ import annotations

import struct

from voicecoach.export.crc16 import crc16
from voicecoach.units import MIX_RATE_HZ

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
