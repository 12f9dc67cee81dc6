"""Encoded frames kept on disk, so that after an edit only what changed is encoded again."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from voicecoach.store import Store

if TYPE_CHECKING:
    from pathlib import Path

_FRAMES = ".frames"
_LIMIT_BYTES = 200_000_000  # some fifteen sessions of half an hour
_CHECKSUM_BYTES = 4


class FramesOnDisk:
    """MP3 frames by the digest of their sound, in the folder ``mp3`` of a cache folder, with a checksum before them.

    Attributes:
        store: The files.
    """

    def __init__(self, cache_folder: Path) -> None:
        self.store = Store(cache_folder / "mp3", kinds=(_FRAMES,), prunable=(_FRAMES,), limit_bytes=_LIMIT_BYTES)

    def get(self, digest: str) -> bytes | None:
        """Return the frames, or None where they are not there or are damaged."""
        stored = self.store.read(digest + _FRAMES)
        if stored is None:
            return None
        frames = stored[_CHECKSUM_BYTES:]
        if _checksum(frames) != stored[:_CHECKSUM_BYTES]:
            self.store.discard(digest + _FRAMES, "its checksum differs")
            return None
        return frames

    def keep(self, digest: str, frames: bytes) -> None:
        """Keep the frames, if the folder can be written."""
        self.store.write(digest + _FRAMES, _checksum(frames) + frames)


def _checksum(frames: bytes) -> bytes:
    return zlib.crc32(frames).to_bytes(_CHECKSUM_BYTES, "little")
