"""A stream of sound as MP3 frames: cut into pieces, encoded on all cores, and joined without a seam.

Where nothing sounds, one silent frame is repeated. What sounds is a passage: it begins two silent frames early and
ends three late, which is as far as its sound reaches. A long passage is encoded in pieces that overlap.
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

from voicecoach.export.encoders.info_frame import FRAMES_PER_MP3_FRAME
from voicecoach.export.encoders.mp3_frames import Mp3Shape, NoSeamError, content_digest, encode, joined, silent_frame

# In MP3 frames of 24 ms.
_SILENT_BEFORE = 2
_SILENT_AFTER = 3
_SHORTEST_SILENCE = 8
_PIECE = 1_000
# The second encoder of a seam has by then filled its reservoir as the first has.
_BEFORE_SEAM = 24
_SEAM_SEARCH = 24
# A frame is whole only once the encoder has heard what follows it.
_AFTER_SEAM = _SEAM_SEARCH + 4


class KeptFrames(Protocol):
    """Where encoded frames are kept from one export to the next, by the digest of their sound."""

    def get(self, digest: str) -> bytes | None:
        """Return the frames, or None where they are not kept; may be called from several threads."""

    def keep(self, digest: str, frames: bytes) -> None:
        """Keep the frames, if that is possible; may be called from several threads."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Sound to encode by itself.

    Attributes:
        samples: Shape ``(n * 1152, channels)``.
        first: The MP3 frame of the whole at which its samples begin.
        seam: The MP3 frame of the whole from which its frames may be heard; the first, where silence is before it.
        is_last: Whether silence follows it.
    """

    samples: NDArray[np.int16]
    first: int
    seam: int
    is_last: bool


@dataclass(frozen=True, slots=True)
class _Run:
    """A piece that is encoded and waits for its seam with the next; ``frames`` begin at the MP3 frame ``at``."""

    piece: _Piece
    frames: bytes
    at: int


class Mp3Pieces:
    """Takes a stream of samples and gives MP3 frames; how the stream is cut into blocks changes none of them.

    Args:
        shape: Of the MP3.
        kept: Frames that were encoded before.
        at_once: How many pieces are encoded at the same time; memory holds twice as many.
        seam_search: In how many frames a seam is looked for; where there is none, two pieces become one.
    """

    def __init__(self, shape: Mp3Shape, kept: KeptFrames, *, at_once: int, seam_search: int = _SEAM_SEARCH) -> None:
        self._shape = shape
        self._kept = kept
        self._seam_search = seam_search
        self._encoding = ThreadPoolExecutor(at_once, thread_name_prefix="voicecoach encoding")
        self._most_waiting = 2 * at_once
        self._waiting: deque[tuple[_Piece, Future[bytes]]] = deque()
        self._silent_frame = silent_frame(shape)
        # What was taken: whole frames, and the beginning of the next.
        self._frames_taken = 0
        self._begun = self._silence(0)
        # The piece that is being gathered, frame by frame; empty in silence.
        self._gathered: list[NDArray[np.int16]] = []
        self._first = 0
        self._seam = 0
        self._loud_until = 0
        # What was given, and what of the passage that is being given waits for its next piece.
        self._frames_given = 0
        self._run: _Run | None = None

    def take(self, samples: NDArray[np.int16]) -> Iterator[bytes]:
        """Yield the frames that have become ready, in their order.

        Args:
            samples: Shape ``(frames, channels)``: what comes next.
        """
        samples = np.concatenate([self._begun, samples]) if len(self._begun) else samples
        whole = len(samples) // FRAMES_PER_MP3_FRAME
        self._begun = samples[whole * FRAMES_PER_MP3_FRAME :]
        if whole and (self._gathered or samples.any()):
            # Eight bytes at once: to look at each sample by itself takes four times as long.
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
        """Yield the rest, so that there are as many frames as given, after the last samples."""
        if len(self._begun):
            missing = FRAMES_PER_MP3_FRAME - len(self._begun)
            yield from self.take(np.zeros((missing, self._shape.channels), np.int16))
        if self._gathered:
            self._end_passage(min(self._loud_until + _SILENT_AFTER, frames_total))
        yield from self._ready(leave=0)
        yield self._silence_until(frames_total)

    def close(self) -> None:
        """Let the encoders end, finished or not."""
        self._encoding.shutdown(cancel_futures=True)

    def _take_run(self, samples: NDArray[np.int16], *, is_loud: bool) -> None:
        """Take whole frames that are all loud, or all silent, up to where a passage or a piece ends; then the rest."""
        while len(samples):
            here, frames = self._frames_taken, len(samples) // FRAMES_PER_MP3_FRAME
            if not self._gathered:
                if not is_loud:
                    self._frames_taken += frames
                    return
                self._first = self._seam = max(here - _SILENT_BEFORE, 0)
                self._gathered.append(self._silence(here - self._first))
            piece_end = self._seam + _PIECE + _AFTER_SEAM
            end = min(here + frames, piece_end)
            if is_loud:
                self._loud_until = end
            passage_end = self._loud_until + _SHORTEST_SILENCE
            end = min(end, passage_end)
            self._gathered.append(samples[: (end - here) * FRAMES_PER_MP3_FRAME])
            samples = samples[(end - here) * FRAMES_PER_MP3_FRAME :]
            self._frames_taken = end
            if end == passage_end:
                self._end_passage(self._loud_until + _SILENT_AFTER)
            elif end == piece_end:
                self._end_piece(end - _AFTER_SEAM)

    def _end_passage(self, end: int) -> None:
        """Have the last piece of a passage encoded, up to a frame; beyond it is silence."""
        samples = np.concatenate([*self._gathered, self._silence(_SILENT_AFTER)])
        samples = samples[: (end - self._first) * FRAMES_PER_MP3_FRAME]
        self._submit(_Piece(samples, self._first, self._seam, is_last=True))
        self._gathered = []

    def _end_piece(self, seam: int) -> None:
        """Have what was gathered encoded; the next piece begins some frames before the seam."""
        samples = np.concatenate(self._gathered)
        self._submit(_Piece(samples, self._first, self._seam, is_last=False))
        first = seam - _BEFORE_SEAM
        self._gathered = [samples[(first - self._first) * FRAMES_PER_MP3_FRAME :]]
        self._first, self._seam = first, seam

    def _silence(self, frames: int) -> NDArray[np.int16]:
        return np.zeros((frames * FRAMES_PER_MP3_FRAME, self._shape.channels), np.int16)

    def _submit(self, piece: _Piece) -> None:
        self._waiting.append((piece, self._encoding.submit(self._encoded, piece)))

    def _encoded(self, piece: _Piece) -> bytes:
        digest = content_digest(piece.samples, self._shape)
        frames = self._kept.get(digest)
        if frames is None:
            frames = encode(piece.samples, self._shape)
            self._kept.keep(digest, frames)
        return frames

    def _ready(self, leave: int) -> Iterator[bytes]:
        """Yield what is ready, and wait until no more than so many pieces are left."""
        while self._waiting and (len(self._waiting) > leave or self._waiting[0][1].done()):
            piece, encoding = self._waiting.popleft()
            yield from self._given(piece, encoding.result())

    def _given(self, piece: _Piece, frames: bytes) -> Iterator[bytes]:
        """Yield what a piece makes final."""
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
        """Return what is heard of a run, and the run from there that goes on with the next piece."""
        at, before = piece.seam - run.at, piece.seam - piece.first
        try:
            taken, rest = joined(run.frames, frames, self._shape, at=at, before=before, search=self._seam_search)
        except NoSeamError:
            # An encoder does not look far ahead: encoded as one, the beginning stays as it was given.
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
