"""Encode MP3 through LAME at a constant bit rate, with an Info frame for its exact length."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voicecoach import folders
from voicecoach.export.encoders.base import StreamShape
from voicecoach.export.encoders.mp3_frames import (
    ENCODER_DELAY_FRAMES,
    FRAMES_PER_MP3_FRAME,
    LAME_QUALITY,
    Mp3Shape,
    crc16,
    info_frame,
)
from voicecoach.export.encoders.mp3_pieces import Mp3Pieces
from voicecoach.export.tags.tags import Tags
from voicecoach.machine import usable_cores
from voicecoach.sound.pcm import quantise
from voicecoach.store.cache import DamagedError, FileCache

_FRAMES = ".frames"
_LIMIT_BYTES = 200_000_000  # some fifteen sessions of half an hour
_CHECKSUM_BYTES = 4


class Mp3FrameCache:
    """MP3 frames by the digest of their samples, in the folder ``mp3`` of a cache folder, each after a checksum.

    Attributes:
        store: The cache files.
    """

    def __init__(self, cache_folder: Path) -> None:
        self.store = FileCache(cache_folder / "mp3", kinds=(_FRAMES,), prunable=(_FRAMES,), limit_bytes=_LIMIT_BYTES)

    def get(self, digest: str) -> bytes | None:
        """Return the frames, or None if they are missing or damaged."""
        return self.store.load(digest + _FRAMES, _checked)

    def keep(self, digest: str, frames: bytes) -> None:
        """Save the frames if the folder can be written."""
        self.store.write(digest + _FRAMES, _checksum(frames) + frames)


def _checked(stored: bytes) -> bytes:
    frames = stored[_CHECKSUM_BYTES:]
    if _checksum(frames) != stored[:_CHECKSUM_BYTES]:
        raise DamagedError("its checksum differs")
    return frames


def _checksum(frames: bytes) -> bytes:
    return zlib.crc32(frames).to_bytes(_CHECKSUM_BYTES, "little")


# The factor by which LAME always turns its input down, by bit rate: measured, and as in the presets of its source.
_LAME_SCALE = {192: 0.97, 224: 0.98, 256: 1.0, 320: 1.0}
_LAME_SCALE_BELOW = 0.95
_FEWEST_MP3_FRAMES = 2  # readers do not trust a single one to be MP3
_SHORTEST_END_PADDING_FRAMES = 529  # the delay of a decoder: with less padding, the end of the sound is lost


class Mp3Encoder:
    """Write an MP3 at 48 kHz, mono or joint stereo."""

    def __init__(self, path: Path, shape: StreamShape, _tags: Tags) -> None:
        assert shape.bitrate_kbps is not None, "the table of formats gives every lossy format a bit rate"
        self._frames_total = shape.frames_total
        self._mp3 = Mp3Shape(shape.channels, shape.bitrate_kbps)
        self._restoring = np.float32(1 / _LAME_SCALE.get(shape.bitrate_kbps, _LAME_SCALE_BELOW))
        self._cache = Mp3FrameCache(folders.cache())
        self._pieces = Mp3Pieces(self._mp3, self._cache, at_once=usable_cores())
        self._music_crc = 0
        self._file = path.open("r+b")
        self._file.write(bytes(self._mp3.frame_bytes))  # space for the Info frame

    def write(self, block: NDArray[np.float32]) -> None:
        """Append a block of shape ``(frames, channels)``, full scale 1.0, raised by what LAME turns it down."""
        is_silent = not block.any()
        samples = np.zeros(block.shape, np.int16) if is_silent else quantise(block * self._restoring)
        self._append(self._pieces.take(samples))

    def finish(self) -> None:
        """Append the frames that are still being encoded, then write the Info frame."""
        sounding_frames = ENCODER_DELAY_FRAMES + self._frames_total
        mp3_frames = -(-(sounding_frames + _SHORTEST_END_PADDING_FRAMES) // FRAMES_PER_MP3_FRAME)
        mp3_frames = max(mp3_frames, _FEWEST_MP3_FRAMES)
        self._append(self._pieces.finish(mp3_frames))
        self._file.seek(0)
        self._file.write(
            info_frame(
                channels=self._mp3.channels,
                bitrate_kbps=self._mp3.bitrate_kbps,
                lame_quality=LAME_QUALITY,
                mp3_frames=mp3_frames,
                end_padding_frames=mp3_frames * FRAMES_PER_MP3_FRAME - sounding_frames,
                music_crc=self._music_crc,
            )
        )
        self._file.close()
        self._cache.store.prune()

    def close(self) -> None:
        """Close the file and the encoders, finished or not."""
        self._pieces.close()
        # An unfinished file is thrown away; flushing it to a full disk fails again, which nobody needs to know.
        with suppress(OSError):
            self._file.close()

    def _append(self, ready: Iterable[bytes]) -> None:
        for frames in ready:
            self._file.write(frames)
            self._music_crc = crc16(frames, self._music_crc)
