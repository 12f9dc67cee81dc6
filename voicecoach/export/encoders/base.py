"""The encoder's interface, and the steps to add a format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class StreamShape:
    """The length, channels and bit rate of the sound to encode.

    Attributes:
        frames_total: The exact number of frames, at 48 kHz.
        channels: 1 or 2.
        bitrate_kbps: One that the lossy format offers; None for a lossless format.
    """

    frames_total: int
    channels: int
    bitrate_kbps: int | None = None

    @property
    def pcm_bytes(self) -> int:
        """The size of the sound as plain 16-bit samples."""
        return self.frames_total * self.channels * 2


class Encoder(Protocol):
    """Write a stream of blocks to a file, as 16 bit.

    To add a format:

    1. Write a module with an encoder class of these three methods. It is made from the path of an existing empty
       file, a :class:`StreamShape` and the :class:`~voicecoach.export.tags.tags.Tags`. Its memory does not grow with
       the stream; the size of the blocks changes no byte of the file; errors of the file system are raised as
       ``OSError``. A decoder hears exactly the frames that were written.
    2. Add a function that writes the tags into such a file, or use one of ``tags/``.
    3. If libsndfile or mutagen cannot read the format, add a function that opens it as a :class:`SoundStream`, and
       one that reads its tags.
    4. Add a row with these to the table in ``formats.py``; for a lossy format also its bit rates. The tests of the
       export run over that table, and tell how much headroom a lossy format needs.
    """

    def write(self, block: NDArray[np.float32]) -> None:
        """Append a block of shape ``(frames, channels)``, full scale 1.0; samples beyond are clipped."""

    def finish(self) -> None:
        """Complete the file, after the last block."""

    def close(self) -> None:
        """Close the file, finished or not; may be called again."""


class Reblocker:
    """Cut a stream into blocks of one length.

    Args:
        block_frames: The length of a block.
        channels: The channels of the stream.
        silent_frames: Silence to put before the stream, less than a block.
    """

    def __init__(self, block_frames: int, channels: int, *, silent_frames: int = 0) -> None:
        self._block_frames = block_frames
        self._rest = np.zeros((silent_frames, channels), dtype=np.int16)

    def blocks(self, coming: NDArray[np.int16]) -> Iterator[NDArray[np.int16]]:
        """Yield the blocks that the new frames complete, each of shape ``(block_frames, channels)``."""
        waiting = np.concatenate((self._rest, coming))
        whole_frames = len(waiting) // self._block_frames * self._block_frames
        self._rest = waiting[whole_frames:]
        for first in range(0, whole_frames, self._block_frames):
            yield waiting[first : first + self._block_frames]

    def rest(self) -> NDArray[np.int16]:
        """Return the frames that complete no block yet."""
        return self._rest


@dataclass(frozen=True, slots=True)
class SoundStream:
    """A sound file that is open for one pass.

    Attributes:
        rate_hz: The file's own sampling rate.
        channels: The number of channels.
        frames_announced: The length in the file's header, at its own rate, which players show.
        blocks: The samples, shape ``(frames, channels)``, full scale 1.0, at the file's own rate.
    """

    rate_hz: int
    channels: int
    frames_announced: int
    blocks: Iterator[NDArray[np.float32]]
