"""A session's sound as a WAV file of known length, of which any part is mixed when it is read."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voicecoach.units import FRAMES_PER_MS, MIX_RATE_HZ, ms_to_frames

HEADER_BYTES = 44
_SAMPLE_BYTES = 2
_SILENCE_BYTES = 64 * 1024
_FULL_SCALE = 32_768
_LARGEST_FIELD = 0xFFFF_FFFF
"""Longer sounds, above six hours in stereo, have this length in the header; players then go by the file's length."""


@dataclass(frozen=True, slots=True)
class Wave:
    """A WAV file (RIFF, 16 bits, 48 kHz) whose samples are those of the mixer, rounded.

    Attributes:
        blocks_from: Returns the blocks of the mix from a position in milliseconds on; each has the shape
            ``(frames, channels)``, where 1.0 is full scale.
        duration_ms: The length of the sound.
        channels: 1 or 2.
    """

    blocks_from: Callable[[int], Iterable[NDArray[np.float32]]]
    duration_ms: int
    channels: int

    @property
    def length_bytes(self) -> int:
        """The length of the file."""
        return HEADER_BYTES + ms_to_frames(self.duration_ms) * self._frame_bytes

    @property
    def _frame_bytes(self) -> int:
        return self.channels * _SAMPLE_BYTES

    def read(self, begin: int, end: int) -> Iterator[bytes]:
        """Yield the bytes from one offset up to another; mixing begins in the millisecond of the first one."""
        if begin < HEADER_BYTES:
            yield self._header()[begin:end]
            begin = HEADER_BYTES
        if begin >= end:
            return
        frame, within = divmod(begin - HEADER_BYTES, self._frame_bytes)
        begin_ms, frames_within = divmod(frame, FRAMES_PER_MS)
        skipped, left = frames_within * self._frame_bytes + within, end - begin
        for block in self.blocks_from(begin_ms):
            part = rounded(block).tobytes()[skipped : skipped + left]
            skipped = 0
            left -= len(part)
            yield part
            if not left:
                return
        while left:  # the length of a sound that is still being spoken is an estimate, and was too long
            silence = bytes(min(left, _SILENCE_BYTES))
            left -= len(silence)
            yield silence

    def _header(self) -> bytes:
        content = self.length_bytes - HEADER_BYTES
        rate = MIX_RATE_HZ * self._frame_bytes
        form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, self.channels, MIX_RATE_HZ, rate, self._frame_bytes, 16)
        riff = struct.pack("<4sI4s", b"RIFF", min(content + HEADER_BYTES - 8, _LARGEST_FIELD), b"WAVE")
        return riff + form + struct.pack("<4sI", b"data", min(content, _LARGEST_FIELD))


def rounded(block: NDArray[np.float32]) -> NDArray[np.int16]:
    """Return samples as 16-bit numbers in little-endian order, halves to even; what exceeds full scale is clipped."""
    scaled = np.clip(np.rint(block * np.float32(_FULL_SCALE)), -_FULL_SCALE, _FULL_SCALE - 1)
    samples: NDArray[np.int16] = scaled.astype("<i2")
    return samples
