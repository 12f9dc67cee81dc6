"""Gains without clicks: fades and crossfades, the gain that the person chose, and a ceiling for peaks."""

from __future__ import annotations

import numpy as np

from voicecoach.play.devices.base import Block
from voicecoach.units import db_to_gain, ms_to_frames

FADE_MS = 50
CROSSFADE_MS = 25
FADE_FRAMES = ms_to_frames(FADE_MS)
CROSSFADE_FRAMES = ms_to_frames(CROSSFADE_MS)
SOFTEST_DB, LOUDEST_DB, STEP_DB = -30.0, 6.0, 2.0

_CEILING = db_to_gain(-1.0)
_KNEE = 0.5
_RAMP_FRAMES = ms_to_frames(50)


class Level:
    """The gain that a person chose; at 0 dB every sample stays what it is.

    Above 0 dB the highest peaks are bent, so that none exceeds -1 dBFS: the curve is straight up to half of full
    scale, and leads from there smoothly to the ceiling.

    Attributes:
        ramped_frames: How far the last change of the gain is.
    """

    def __init__(self, gain_db: float = 0.0) -> None:
        self._gain_db = gain_db
        self._from = self._to = db_to_gain(gain_db)
        self.ramped_frames = _RAMP_FRAMES

    @property
    def gain_db(self) -> float:
        """The gain that is heard, or soon will be."""
        return self._gain_db

    def move_to(self, gain_db: float) -> None:
        """Reach another gain within the next 50 ms."""
        self._from = self._now()
        self._gain_db, self._to = gain_db, db_to_gain(gain_db)
        self.ramped_frames = 0

    def apply(self, block: Block) -> None:
        """Give a block its gain, in place."""
        frames = min(len(block), _RAMP_FRAMES - self.ramped_frames)
        if frames:
            done = (self.ramped_frames + 1 + np.arange(frames, dtype=np.float32)) / np.float32(_RAMP_FRAMES)
            block[:frames] *= (self._from + (self._to - self._from) * done)[:, np.newaxis].astype(np.float32)
            self.ramped_frames += frames
        if self._to != 1.0:
            block[frames:] *= np.float32(self._to)
        if max(self._from if frames else self._to, self._to) > 1.0:
            bend(block)

    def _now(self) -> float:
        return self._from + (self._to - self._from) * self.ramped_frames / _RAMP_FRAMES


def bend(block: Block) -> None:
    """Keep a block below -1 dBFS, in place; what is below half of full scale stays as it is.

    >>> block = np.array([[0.25], [-4.0]], dtype=np.float32)
    >>> bend(block)
    >>> block.round(2).ravel().tolist()
    [0.25, -0.8899999856948853]
    """
    height = np.abs(block)
    high = height > _KNEE
    if high.any():
        room = _CEILING - _KNEE
        bent = _KNEE + room * np.tanh((height[high] - _KNEE) / room)
        block[high] = np.copysign(bent, block[high]).astype(np.float32)


def peaks_too_high(block: Block) -> bool:
    """Return whether a block goes through the ceiling."""
    return bool(len(block)) and float(np.abs(block).max()) > _CEILING


def _rise(frames: int) -> Block:
    """Return gains from 0 to 1: half a cosine, which has no corner at either end to be heard as a click."""
    return (0.5 - 0.5 * np.cos(np.pi * np.arange(frames + 1) / frames)).astype(np.float32)


_GAINS = _rise(FADE_FRAMES)
_CROSS = _rise(CROSSFADE_FRAMES)[1:, np.newaxis]


class Fade:
    """The gain of a fade that can turn back at any frame.

    Attributes:
        frames: The state of the fade: 0 for silence, ``FADE_FRAMES`` for the whole sound.
    """

    def __init__(self) -> None:
        self.frames = FADE_FRAMES

    def rise(self, block: Block) -> None:
        """Continue a fade-in over a block, in place."""
        gains = _GAINS[self.frames + 1 :][: len(block)]
        self.frames += len(gains)
        block[: len(gains)] *= gains[:, np.newaxis]

    def fall(self, block: Block) -> None:
        """Continue a fade-out over a block, in place; the block is no longer than the rest of the fade."""
        left_frames = self.frames - len(block)
        block *= _GAINS[left_frames : self.frames][::-1, np.newaxis]
        self.frames = left_frames


def crossfaded(before: Block, after: Block) -> Block:
    """Return ``after`` faded in over ``before``, which fades out; each at most ``CROSSFADE_FRAMES`` long."""
    before, full = _padded(before), _padded(after)
    return after + ((before - full) * (1 - _CROSS))[: len(after)]


def _padded(block: Block) -> Block:
    """Return a block filled up with silence."""
    return np.pad(block, ((0, CROSSFADE_FRAMES - len(block)), (0, 0)))
