"""The file of one finished sound that is kept: its samples and levels, and what proves them whole.

Little-endian: ``VCPH``, format ``1`` (uint16), two empty bytes, length in ms (uint32), the CRC-32 of all that
follows it (uint32), the 32 bytes of the hash it is named after, then samples (48 int16 per ms), power and
peak (one float32 each per ms).
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from voicecoach.store import DamagedError
from voicecoach.units import FRAMES_PER_MS, ms_to_frames

if TYPE_CHECKING:
    from voicecoach.sound.pcm import Pcm

_MAGIC = b"VCPH"
_FORMAT = 1
# 16 bytes, so that with the hash all that follows is aligned.
_HEAD = struct.Struct("<4sHxxII")
HEAD_BYTES = _HEAD.size
"""How much of a file tells how long its sound is."""

_DIGEST_BYTES = 32
_BYTES_PER_MS = 2 * FRAMES_PER_MS + 4 + 4


def to_bytes(pcm: Pcm, digest: bytes) -> bytes:
    """Return the file of a finished sound, made from the inputs of a SHA-256 digest."""
    content = b"".join(
        (
            digest,
            pcm.samples.astype("<i2", copy=False).tobytes(),
            pcm.power.astype("<f4", copy=False).tobytes(),
            pcm.peak.astype("<f4", copy=False).tobytes(),
        )
    )
    return _HEAD.pack(_MAGIC, _FORMAT, pcm.duration_ms, zlib.crc32(content)) + content


def duration_ms_of(head: bytes, size_bytes: int) -> int:
    """Return the length of a sound from the first bytes of its file, without its samples.

    Args:
        head: The first ``HEAD_BYTES`` of the file; less of a file that is shorter.
        size_bytes: Of the whole file.

    Raises:
        DamagedError: The file is cut short, or of another format.
    """
    if size_bytes < HEAD_BYTES + _DIGEST_BYTES:
        raise DamagedError(f"it is cut short, at {size_bytes} bytes")
    magic, file_format, duration_ms, _ = _HEAD.unpack(head)
    if magic != _MAGIC or file_format != _FORMAT:
        raise DamagedError("it is of another format")
    if size_bytes != HEAD_BYTES + _DIGEST_BYTES + duration_ms * _BYTES_PER_MS or not duration_ms:
        raise DamagedError(f"its {size_bytes} bytes do not hold {duration_ms} ms")
    return int(duration_ms)


def from_bytes(stored: bytes, digest: bytes) -> Pcm:
    """Return the finished sound in a file; its arrays are read only.

    Raises:
        DamagedError: The file is cut short, changed, of another format or of another sound.
    """
    import numpy as np

    from voicecoach.sound.pcm import Pcm

    duration_ms = duration_ms_of(stored[:HEAD_BYTES], len(stored))
    *_, checksum = _HEAD.unpack_from(stored)
    content = memoryview(stored)[HEAD_BYTES:]
    if zlib.crc32(content) != checksum:
        raise DamagedError("its checksum differs")
    if content[:_DIGEST_BYTES] != digest:
        raise DamagedError("it holds another sound")
    frames = ms_to_frames(duration_ms)
    power_at = HEAD_BYTES + _DIGEST_BYTES + 2 * frames
    return Pcm(
        samples=np.frombuffer(stored, "<i2", frames, HEAD_BYTES + _DIGEST_BYTES).astype(np.int16, copy=False),
        power=np.frombuffer(stored, "<f4", duration_ms, power_at).astype(np.float32, copy=False),
        peak=np.frombuffer(stored, "<f4", duration_ms, power_at + 4 * duration_ms).astype(np.float32, copy=False),
    )
