"""Encode a stream as MP3 frames in pieces: on all cores, cached, and joined without an audible seam.

For silence, one silent frame is repeated. Sound between two silences is a passage. It starts two silent frames early
and ends three frames late, which is as far as its sound spreads. A long passage is encoded in overlapping pieces.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from voicecoach.export.encoders.mp3_frames import (
    FRAMES_PER_MP3_FRAME,
    Mp3Shape,
    NoSeamError,
    content_digest,
    encode,
    joined,
    silent_frame,
)

# In MP3 frames of 24 ms.
_SILENT_BEFORE = 2
_SILENT_AFTER = 3
_SHORTEST_SILENCE = 8
_PIECE = 1_000
# By the seam, the second encoder has filled its bit reservoir like the first.
_BEFORE_SEAM = 24
_SEAM_SEARCH = 24
# The encoder completes a frame only after it has been given the following sound.
_AFTER_SEAM = _SEAM_SEARCH + 4


class FrameCache(Protocol):
    """A cache of encoded frames by the digest of their samples; its methods may be called from several threads."""

    def get(self, digest: str) -> bytes | None:
        """Return the frames, or None if they are not cached."""

    def keep(self, digest: str, frames: bytes) -> None:
        """Save the frames if possible."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Samples that are encoded separately. MP3 frames are counted from the start of the file.

    Attributes:
        samples: Shape ``(n * 1152, channels)``.
        first: The MP3 frame at which its samples begin.
        seam: The earliest MP3 frame that is taken from this piece; equal to ``first`` after a silence.
        is_last: Whether a silence follows.
    """

    samples: NDArray[np.int16]
    first: int
    seam: int
    is_last: bool


@dataclass(frozen=True, slots=True)
class _Run:
    """An encoded piece that waits for its seam with the next one; ``frames`` begin at the MP3 frame ``at``."""

    piece: _Piece
    frames: bytes
    at: int


class Mp3Pieces:
    """Turn a stream of samples into MP3 frames, which do not depend on the size of the blocks.

    Args:
        shape: The shape of the MP3.
        frame_cache: Frames of earlier exports.
        at_once: The number of pieces to encode in parallel; twice as many are held in memory.
        seam_search: The number of frames to try for a seam; without one, two pieces are encoded as one.
    """

    def __init__(
        self, shape: Mp3Shape, frame_cache: FrameCache, *, at_once: int, seam_search: int = _SEAM_SEARCH
    ) -> None:
        self._shape = shape
        self._cache = frame_cache
        self._seam_search = seam_search
        self._encoding = ThreadPoolExecutor(at_once, thread_name_prefix="voicecoach encoding")
        self._most_waiting = 2 * at_once
        self._waiting: deque[tuple[_Piece, Future[bytes]]] = deque()
        self._silent_frame = silent_frame(shape)
        # The input so far: whole frames, and the start of the next one.
        self._frames_taken = 0
        # All silence around passages is a part of this: new memory for each took 3 % of a row of a batch.
        self._silent = np.zeros((max(_SILENT_BEFORE, _SILENT_AFTER) * FRAMES_PER_MP3_FRAME, shape.channels), np.int16)
        self._begun = self._silence(0)
        # The piece that is being collected; empty during silence.
        self._collected: list[NDArray[np.int16]] = []
        self._first = 0
        self._seam = 0
        self._loud_until = 0
        # The output so far, and the last piece of the current passage, which waits for the next one.
        self._frames_given = 0
        self._run: _Run | None = None

    def take(self, samples: NDArray[np.int16]) -> Iterator[bytes]:
        """Append samples, and yield the frames that have become ready, in order.

        Args:
            samples: Shape ``(frames, channels)``.
        """
        samples = np.concatenate([self._begun, samples]) if len(self._begun) else samples
        whole = len(samples) // FRAMES_PER_MP3_FRAME
        self._begun = samples[whole * FRAMES_PER_MP3_FRAME :]
        if whole and (self._collected or samples.any()):
            # Eight bytes at once: looking at single samples takes four times as long.
            frames = samples[: whole * FRAMES_PER_MP3_FRAME].reshape(whole, -1).view(np.int64)
            are_loud = np.asarray(frames.any(axis=1))
            edges = [0, *(np.flatnonzero(np.diff(are_loud)) + 1).tolist(), whole]
            for first, last in pairwise(edges):
                run = samples[first * FRAMES_PER_MP3_FRAME : last * FRAMES_PER_MP3_FRAME]
                self._take_run(run, is_loud=bool(are_loud[first]))
        else:
            self._frames_taken += whole
        yield from self._ready(leave=self._most_waiting)

    def finish(self, frames_total: int) -> Iterator[bytes]:
        """Yield the remaining frames, padded with silence to the given total."""
        if len(self._begun):
            missing = FRAMES_PER_MP3_FRAME - len(self._begun)
            yield from self.take(np.zeros((missing, self._shape.channels), np.int16))
        if self._collected:
            self._end_passage(min(self._loud_until + _SILENT_AFTER, frames_total))
        yield from self._ready(leave=0)
        yield self._silence_until(frames_total)

    def close(self) -> None:
        """Shut the encoders down, finished or not."""
        self._encoding.shutdown(cancel_futures=True)

    def _take_run(self, samples: NDArray[np.int16], *, is_loud: bool) -> None:
        """Append whole frames that are all loud or all silent, and end passages and pieces on the way."""
        while len(samples):
            here, frames = self._frames_taken, len(samples) // FRAMES_PER_MP3_FRAME
            if not self._collected:
                if not is_loud:
                    self._frames_taken += frames
                    return
                self._first = self._seam = max(here - _SILENT_BEFORE, 0)
                self._collected.append(self._silence(here - self._first))
            piece_end = self._seam + _PIECE + _AFTER_SEAM
            end = min(here + frames, piece_end)
            if is_loud:
                self._loud_until = end
            passage_end = self._loud_until + _SHORTEST_SILENCE
            end = min(end, passage_end)
            self._collected.append(samples[: (end - here) * FRAMES_PER_MP3_FRAME])
            samples = samples[(end - here) * FRAMES_PER_MP3_FRAME :]
            self._frames_taken = end
            if end == passage_end:
                self._end_passage(self._loud_until + _SILENT_AFTER)
            elif end == piece_end:
                self._end_piece(end - _AFTER_SEAM)

    def _end_passage(self, end: int) -> None:
        """Encode the last piece of a passage, up to a frame that silence follows."""
        samples = np.concatenate([*self._collected, self._silence(_SILENT_AFTER)])
        samples = samples[: (end - self._first) * FRAMES_PER_MP3_FRAME]
        self._submit(_Piece(samples, self._first, self._seam, is_last=True))
        self._collected = []

    def _end_piece(self, seam: int) -> None:
        """Encode the collected piece; the next piece begins some frames before the seam."""
        samples = np.concatenate(self._collected)
        self._submit(_Piece(samples, self._first, self._seam, is_last=False))
        first = seam - _BEFORE_SEAM
        self._collected = [samples[(first - self._first) * FRAMES_PER_MP3_FRAME :]]
        self._first, self._seam = first, seam

    def _silence(self, frames: int) -> NDArray[np.int16]:
        return self._silent[: frames * FRAMES_PER_MP3_FRAME]

    def _submit(self, piece: _Piece) -> None:
        self._waiting.append((piece, self._encoding.submit(self._encoded, piece)))

    def _encoded(self, piece: _Piece) -> bytes:
        digest = content_digest(piece.samples, self._shape)
        frames = self._cache.get(digest)
        if frames is None:
            frames = encode(piece.samples, self._shape)
            self._cache.keep(digest, frames)
        return frames

    def _ready(self, leave: int) -> Iterator[bytes]:
        """Yield the finished frames, waiting until at most ``leave`` pieces are left."""
        while self._waiting and (len(self._waiting) > leave or self._waiting[0][1].done()):
            piece, encoding = self._waiting.popleft()
            yield from self._given(piece, encoding.result())

    def _given(self, piece: _Piece, frames: bytes) -> Iterator[bytes]:
        """Yield the frames that a piece completes."""
        if self._run is None:
            yield self._silence_until(piece.first)
            run = _Run(piece, frames, piece.first)
        else:
            taken, run = self._seamless(self._run, piece, frames)
            yield self._counted(taken)
        if piece.is_last:
            self._run = None
            yield self._counted(run.frames)
        else:
            self._run = run

    def _seamless(self, run: _Run, piece: _Piece, frames: bytes) -> tuple[bytes, _Run]:
        """Return a run's frames up to the seam, and the run that continues from there with the next piece."""
        at, before = piece.seam - run.at, piece.seam - piece.first
        try:
            taken, rest = joined(run.frames, frames, self._shape, at=at, before=before, search=self._seam_search)
        except NoSeamError:
            # An encoder does not look far ahead: encoded as one, the frames that were already output stay the same.
            lead = run.piece.samples[: (piece.first - run.piece.first) * FRAMES_PER_MP3_FRAME]
            as_one = replace(run.piece, samples=np.concatenate([lead, piece.samples]))
            given_bytes = (run.at - as_one.first) * self._shape.frame_bytes
            return b"", _Run(as_one, self._encoded(as_one)[given_bytes:], run.at)
        return taken, _Run(piece, rest, run.at + len(taken) // self._shape.frame_bytes)

    def _silence_until(self, frame: int) -> bytes:
        return self._counted(self._silent_frame * (frame - self._frames_given))

    def _counted(self, frames: bytes) -> bytes:
        self._frames_given += len(frames) // self._shape.frame_bytes
        return frames
