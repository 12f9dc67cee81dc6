"""MP3 frames of constant bit rate: encoded by LAME, and joined where two encoders have heard the same sound.

At 48 kHz every frame of a bit rate has the same size. What a frame needs to be decoded may begin up to 511 bytes
before it, in room that earlier frames left over (the bit reservoir): its side information begins with how far.
(ISO/IEC 11172-3, 2.4.1.7 and 2.4.3.4.)
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voicecoach.export.encoders.info_frame import FRAMES_PER_MP3_FRAME, mp3_frame_bytes
from voicecoach.machine import installed_release
from voicecoach.units import MIX_RATE_HZ

LAME_QUALITY = 3  # of 2 (best) to 7 (fastest)

_HEADER_BYTES = 4
_SIDE_BYTES = {1: 17, 2: 32}


class NoSeamError(Exception):
    """Raised when two runs of frames leave each other no room anywhere that they have in common."""


@dataclass(frozen=True, slots=True)
class Mp3Shape:
    """What an MP3 of constant bit rate at 48 kHz is made of: its channels, 1 or 2, and its bit rate."""

    channels: int
    bitrate_kbps: int

    @property
    def frame_bytes(self) -> int:
        """The size of each frame."""
        return mp3_frame_bytes(self.bitrate_kbps)

    @property
    def main_data_bytes(self) -> int:
        """The room for sound in each frame, behind its header and side information."""
        return self.frame_bytes - _HEADER_BYTES - _SIDE_BYTES[self.channels]


def encode(samples: NDArray[np.int16], shape: Mp3Shape) -> bytes:
    """Return whole MP3 frames, as many as the sound fills; the sound lies 576 frames of sound late in them.

    The first needs nothing from before it. The same samples give the same bytes, in whatever thread.

    Args:
        samples: Shape ``(n * 1152, channels)``, n > 0.
        shape: Of the MP3.
    """
    lame = _lame(shape)
    encoded = bytes(lame.encode(samples.astype("<i2", copy=False).tobytes())) + bytes(lame.flush())
    return encoded[: len(samples) // FRAMES_PER_MP3_FRAME * shape.frame_bytes]


def content_digest(samples: NDArray[np.int16], shape: Mp3Shape) -> str:
    """Return a name for what :func:`encode` makes of the same arguments: a SHA-256 in hexadecimal digits."""
    release = installed_release("lameenc")
    encoder = f"lameenc {release} -q {LAME_QUALITY}, {shape.channels} x {shape.bitrate_kbps} kbit/s"
    digest = hashlib.sha256(encoder.encode())
    digest.update(samples.astype("<i2", copy=False).tobytes())
    return digest.hexdigest()


def silent_frame(shape: Mp3Shape) -> bytes:
    """Return a frame of silence that may stand anywhere, any number of times, wherever silence was before it."""
    # The first frame of an encoder needs nothing from before it; a later one may, and cannot be repeated.
    silence = np.zeros((2 * FRAMES_PER_MP3_FRAME, shape.channels), np.int16)
    return encode(silence, shape)[: shape.frame_bytes]


def joined(first: bytes, second: bytes, shape: Mp3Shape, *, at: int, before: int, search: int) -> tuple[bytes, bytes]:
    """Return what is heard of two runs of frames: the first up to a seam, the second from there.

    Both encoders heard the sound on either side of the seam, so that what overlaps between frames fits. What the
    second's first frame needs from before itself is put into the room that the first run left over; where that is
    too little, the seam moves on.

    Args:
        first: A run of frames that goes on for ``search`` frames beyond ``at``.
        second: A run that begins ``before`` frames before the sound of the first's frame ``at``.
        shape: Of both.
        at: The earliest frame of the first at which the second may take over.
        before: How many frames of the second come before that.
        search: How many frames are tried.

    Raises:
        NoSeamError: There was too little room at all of them.
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
    """Copy the last bytes of main data of one run over those of another, which does not use them."""
    end = 0
    while needed_bytes:
        part = min(needed_bytes, shape.main_data_bytes)
        stop = len(source) - end
        taken[len(taken) - end - part : len(taken) - end] = source[stop - part : stop]
        needed_bytes -= part
        end += shape.frame_bytes


def _reaches_back_bytes(frame: bytes) -> int:
    """Return how far before a frame its sound begins: ``main_data_begin``, the first nine bits behind the header."""
    return frame[_HEADER_BYTES] << 1 | frame[_HEADER_BYTES + 1] >> 7


def _lame(shape: Mp3Shape) -> Any:
    import lameenc

    lame = lameenc.Encoder()
    lame.silence()
    lame.set_channels(shape.channels)
    lame.set_in_sample_rate(MIX_RATE_HZ)
    lame.set_out_sample_rate(MIX_RATE_HZ)  # else LAME resamples at low bit rates
    lame.set_bit_rate(shape.bitrate_kbps)
    lame.set_quality(LAME_QUALITY)
    return lame
