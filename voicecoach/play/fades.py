"""Fades and crossfades: half a cosine, which has no corner at either end to be heard as a click."""

from __future__ import annotations

import numpy as np

from voicecoach.play.devices.base import Block
from voicecoach.units import ms_to_frames

FADE_MS = 50
CROSSFADE_MS = 25
FADE_FRAMES = ms_to_frames(FADE_MS)
CROSSFADE_FRAMES = ms_to_frames(CROSSFADE_MS)


def _rise(frames: int) -> Block:
    """Return gains from 0 to 1."""
    return (0.5 - 0.5 * np.cos(np.pi * np.arange(frames + 1) / frames)).astype(np.float32)


_GAINS = _rise(FADE_FRAMES)
_CROSS = _rise(CROSSFADE_FRAMES)[1:, np.newaxis]


class Fade:
    """The gain of a fade that can turn back at any frame.

    Attributes:
        frames: How far it is faded in: 0 for silence, ``FADE_FRAMES`` for the whole sound.
    """

    def __init__(self) -> None:
        self.frames = FADE_FRAMES

    def rise(self, block: Block) -> None:
        """Fade a block in, in place, as far as it is not faded in yet."""
        gains = _GAINS[self.frames + 1 :][: len(block)]
        self.frames += len(gains)
        block[: len(gains)] *= gains[:, np.newaxis]

    def fall(self, block: Block) -> None:
        """Fade a block out, in place; it is no longer than what is left to fade."""
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
