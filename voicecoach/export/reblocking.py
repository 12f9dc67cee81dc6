"""Blocks of any length to blocks of one length, for encoders that want them so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

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
