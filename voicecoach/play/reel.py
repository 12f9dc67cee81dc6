"""A buffer that simpleaudio plays while sound is still being written into it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import numpy as np

from voicecoach.sound.pcm import quantise
from voicecoach.units import MIX_RATE_HZ

if TYPE_CHECKING:
    from types import ModuleType

    from voicecoach.play.device import Block

_BYTES_PER_SAMPLE = 2
_POLL_S = 0.005


class Reel:
    """Silence of a fixed length, 16 bit, into which sound is written from its beginning.

    Attributes:
        written_frames: How much of it is final.
    """

    def __init__(self, frames: int, channels: int) -> None:
        # Memory for what is never written is never taken: the system gives it page by page.
        self._samples = np.zeros((frames, channels), np.int16)
        self._view = self._samples.data.cast("B")
        self._playing: Any = None
        self._began_s = 0.0
        self.written_frames = 0

    @property
    def room_frames(self) -> int:
        """How much can still be written."""
        return len(self._samples) - self.written_frames

    @property
    def is_started(self) -> bool:
        """Whether simpleaudio was given it."""
        return self._playing is not None

    @property
    def ahead_frames(self) -> int:
        """How much is written that is not heard yet, by the clock."""
        return max(0, self.written_frames - int((time.monotonic() - self._began_s) * MIX_RATE_HZ * self.is_started))

    @property
    def end_s(self) -> float:
        """When, by the monotonic clock, what is written will have been heard; for a reel that is started."""
        return self._began_s + self.written_frames / MIX_RATE_HZ

    @property
    def is_over(self) -> bool:
        """Whether simpleaudio has let go of it: at its end, when it was stopped, and when the card is gone.

        simpleaudio's own ``is_playing`` looks at a list that its threads change meanwhile, and can crash.
        """
        try:
            self._view.release()
        except BufferError:
            return False
        return True

    def write(self, block: Block) -> None:
        """Add sound, rounded to 16 bit."""
        end = self.written_frames + len(block)
        self._samples[self.written_frames : end] = quantise(block)
        self.written_frames = end

    def start(self, simpleaudio: ModuleType) -> None:
        """Let simpleaudio play it from its beginning.

        Raises:
            Exception: Whatever simpleaudio raises where there is no card; its error class has no public name.
        """
        _, channels = self._samples.shape
        self._began_s = time.monotonic()
        self._playing = simpleaudio.play_buffer(self._view, channels, _BYTES_PER_SAMPLE, MIX_RATE_HZ)

    def stop(self, wait_s: float) -> None:
        """Cut it off, and wait until simpleaudio has let go of it."""
        if self.is_started and not self.is_over:
            self._playing.stop()
            self.wait(wait_s)

    def wait(self, at_most_s: float) -> None:
        """Wait until it is over, but no longer than this."""
        until_s = time.monotonic() + at_most_s
        while not self.is_over and time.monotonic() < until_s:
            time.sleep(_POLL_S)
