"""Holds a device to real time that would take sound faster than anybody could hear it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from voicecoach.units import MIX_RATE_HZ

if TYPE_CHECKING:
    import threading

_AHEAD_AT_MOST_S = 0.5
_FASTEST = 1.01


class RealTime:
    """Makes whoever takes sound wait once it is half a second ahead of the clock.

    ALSA's file and null plugins take all that they are given at once, which no sound card does. A card whose own
    clock runs up to a hundredth fast is never held back, and one that stood still may not catch up in a burst.
    """

    def __init__(self, stopped: threading.Event) -> None:
        """Count from now; ``stopped`` ends every wait."""
        self._stopped = stopped
        self._began_s = time.monotonic()
        self._taken_s = 0.0

    def take(self, frames: int) -> None:
        """Count so many frames as taken, and wait if that is too early."""
        elapsed_s = (time.monotonic() - self._began_s) * _FASTEST
        self._taken_s = max(self._taken_s, elapsed_s) + frames / MIX_RATE_HZ
        ahead_s = self._taken_s - elapsed_s
        if ahead_s > _AHEAD_AT_MOST_S:
            self._stopped.wait(ahead_s - _AHEAD_AT_MOST_S)

    def end(self) -> None:
        """Wait until all that was taken could have been heard."""
        ahead_s = self._taken_s - (time.monotonic() - self._began_s) * _FASTEST
        if ahead_s > 0:
            self._stopped.wait(ahead_s)
