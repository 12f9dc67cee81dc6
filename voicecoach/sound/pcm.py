"""A finished sound, which the mixer reads, and its file in the caches."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from voicecoach.store.cache import DamagedError
from voicecoach.units import FRAMES_PER_MS, frames_to_ms_up, ms_to_frames

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from voicecoach.sound.samples import Samples

FULL_SCALE = 32_768.0


@dataclass(frozen=True, eq=False, slots=True)
class Pcm:
    """A finished sound: mono, 48 000 Hz, 16 bit, a whole number of milliseconds long.

    Attributes:
        samples: Shape ``(frames,)``, ``int16``; ``frames`` is a multiple of 48. Read only. Those of a person's long
            sound are in a file and are read in parts; ``samples[:]`` is all of them as an array.
        power: Shape ``(duration_ms,)``, ``float32``: the K-weighted mean square of each millisecond
            (ITU-R BS.1770-4), where 1.0 is full scale. The mix derives its loudness from it.
        peak: Shape ``(duration_ms,)``, ``float32``: the true peak of each millisecond, where 1.0 is full
            scale. The mix derives a bound of its own true peak from it.
    """

    samples: Samples[np.int16]
    power: NDArray[np.float32]
    peak: NDArray[np.float32]

    @property
    def duration_ms(self) -> int:
        """The exact length in milliseconds."""
        return len(self.samples) // FRAMES_PER_MS


def pad_to_ms(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the samples with silence appended up to a whole millisecond."""
    import numpy as np

    frames = frames_to_ms_up(len(samples)) * FRAMES_PER_MS
    return np.pad(samples, (0, frames - len(samples)))


def quantise(samples: NDArray[np.float32]) -> NDArray[np.int16]:
    """Return float samples (full scale 1.0) as 16 bit: rounded to the nearest value, clipped to the range."""
    import numpy as np

    scaled = samples * np.float32(FULL_SCALE)
    np.rint(scaled, out=scaled)
    np.clip(scaled, -FULL_SCALE, FULL_SCALE - 1, out=scaled)
    return scaled.astype(np.int16)


_MAGIC = b"VCPH"
_FORMAT = 1
# 16 bytes, so that with the hash all that follows is aligned.
_HEAD = struct.Struct("<4sHxxII")
HEAD_BYTES = _HEAD.size
"""The size of the head of a file, which has the length of the sound."""

_DIGEST_BYTES = 32
_BYTES_PER_MS = 2 * FRAMES_PER_MS + 4 + 4


def to_bytes(pcm: Pcm, digest: bytes) -> bytes:
    """Return the content of the file of a finished sound.

    Args:
        pcm: The sound.
        digest: The SHA-256 of everything that the sound depends on, 32 bytes.
    """
    content = b"".join(
        (
            digest,
            pcm.samples[:].astype("<i2", copy=False).tobytes(),
            pcm.power.astype("<f4", copy=False).tobytes(),
            pcm.peak.astype("<f4", copy=False).tobytes(),
        )
    )
    return _HEAD.pack(_MAGIC, _FORMAT, pcm.duration_ms, zlib.crc32(content)) + content


def duration_ms_of(head: bytes, size_bytes: int) -> int:
    """Return the length of a sound from the first bytes of its file, without its samples.

    Args:
        head: The first ``HEAD_BYTES`` of the file, or a shorter file.
        size_bytes: The size of the whole file.

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
