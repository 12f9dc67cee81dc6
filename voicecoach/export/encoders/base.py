"""The encoder's base class, and how to add an encoder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Reblocker:
    """Cuts a stream into blocks of one length, however it comes.

    Args:
        block_frames: The length of a block.
        channels: Those of the stream.
        silent_frames: Silence before it, less than a block.
    """

    def __init__(self, block_frames: int, channels: int, *, silent_frames: int = 0) -> None:
        self._block_frames = block_frames
        self._rest = np.zeros((silent_frames, channels), dtype=np.int16)

    def blocks(self, coming: NDArray[np.int16]) -> Iterator[NDArray[np.int16]]:
        """Yield the blocks that what comes now completes, each of shape ``(block_frames, channels)``."""
        waiting = np.concatenate((self._rest, coming))
        whole_frames = len(waiting) // self._block_frames * self._block_frames
        self._rest = waiting[whole_frames:]
        for first in range(0, whole_frames, self._block_frames):
            yield waiting[first : first + self._block_frames]

    def rest(self) -> NDArray[np.int16]:
        """Return what completes no block."""
        return self._rest


@dataclass(frozen=True, slots=True)
class StreamShape:
    """How much sound there will be, and how dense.

    Attributes:
        frames_total: Its exact frames at 48 kHz.
        channels: 1 or 2.
        bitrate_kbps: One of those that a lossy format offers; None for one that loses nothing.
    """

    frames_total: int
    channels: int
    bitrate_kbps: int | None = None

    @property
    def pcm_bytes(self) -> int:
        """The size of the sound as bare 16 bit samples."""
        return self.frames_total * self.channels * 2


class Encoder(Protocol):
    """Writes a stream of blocks to a file, as 16 bit.

    To add a format:

    1. Write a class with these three methods, made from the path of an existing empty file and a
       :class:`StreamShape`. Its memory does not grow with the stream, how the stream is cut into blocks
       changes no byte of the file, and what the file system refuses is raised as ``OSError``. A decoder
       hears exactly the frames that went in, none before them and none after.
    2. Write a function that puts :class:`~voicecoach.export.tags.tags.Tags` into such a file.
    3. Add a row with both to the table in ``formats.py``, for a lossy one with its bit rates. The tests of
       the export run over that table, and say how far below full scale a lossy one must be kept.
    """

    def write(self, block: NDArray[np.float32]) -> None:
        """Append a block of shape ``(frames, channels)``, full scale 1.0; what lies beyond is clipped."""

    def finish(self) -> None:
        """Complete the file, after the last block."""

    def close(self) -> None:
        """Let go of the file, finished or not; may be called again."""
