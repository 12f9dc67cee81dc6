"""Play and pause, heard as fades; and the clock, which is the count of frames that the device took."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from voicecoach.units import FRAMES_PER_MS, ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.play.device import Block
    from voicecoach.play.feed import Feed

FADE_MS = 50
_FADE_FRAMES = ms_to_frames(FADE_MS)
# Gain by how far the sound is faded in: half a cosine, which has no corner at either end to be heard as a click.
_GAINS = (0.5 - 0.5 * np.cos(np.pi * np.arange(_FADE_FRAMES + 1) / _FADE_FRAMES)).astype(np.float32)


class Transport:
    """Stands between feed and device, and decides what of the feed is heard now.

    A pause fades out over the next 50 ms of sound and is exact silence then; resuming goes on with the very next
    frame, faded in over 50 ms. While nothing fades, samples go through bit by bit as they are.
    """

    def __init__(self, feed: Feed, on_silent: Callable[[], None] = lambda: None, begin_ms: int = 0) -> None:
        """Take sound from ``feed``, whose first frame lies at ``begin_ms`` of the session.

        ``on_silent`` is called in the device's thread when a fade-out is over.
        """
        self._feed = feed
        self._on_silent = on_silent
        self._paused = False
        self._faded_in_frames = _FADE_FRAMES
        self._position_frames = ms_to_frames(begin_ms)

    @property
    def paused(self) -> bool:
        """Whether it was last told to pause."""
        return self._paused

    @property
    def silent(self) -> bool:
        """Whether it is paused and the fade-out is over."""
        return self._paused and self._faded_in_frames == 0

    @property
    def position_ms(self) -> int:
        """The clock: whole milliseconds of the session that the device took, rounded down."""
        return self._position_frames // FRAMES_PER_MS

    def pause(self) -> None:
        """Fade out, then be silent."""
        self._paused = True

    def resume(self) -> None:
        """Go on with the frame after the last one heard, fading in."""
        self._paused = False

    def read(self, frames: int) -> Block:
        """Return what is heard in the next so many frames, ``(frames, channels)``; fewer at the session's end.

        Sound that is late (an underrun) and pauses are silence that does not move the clock.

        Raises:
            BaseException: What rendering raised, as it was raised.
        """
        paused = self._paused
        wanted = min(frames, self._faded_in_frames) if paused else frames
        block = self._feed.read(wanted)
        self._position_frames += len(block)
        self._fade(block, paused=paused)
        if len(block) < wanted:
            if self._feed.ended:
                return block
            # Late sound comes back through a fade, and a pause that waits for it is silent already.
            self._faded_in_frames = 0
        if paused and wanted and self._faded_in_frames == 0:
            self._on_silent()
        silent_frames = frames - len(block)
        return np.pad(block, ((0, silent_frames), (0, 0))) if silent_frames else block

    def _fade(self, block: Block, *, paused: bool) -> None:
        """Give the block the gains of the fade that is under way, in place."""
        if paused:
            left = self._faded_in_frames - len(block)
            gains = _GAINS[left : self._faded_in_frames][::-1]
            self._faded_in_frames = left
        else:
            gains = _GAINS[self._faded_in_frames + 1 :][: len(block)]
            self._faded_in_frames += len(gains)
        block[: len(gains)] *= gains[:, np.newaxis]
