"""A device held against the clock: one that takes sound faster than it is heard waits, one that ran dry is noticed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from voicecoach.units import MIX_RATE_HZ, SECOND_MS

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

_AHEAD_AT_MOST_S = 0.5
_FASTEST = 1.01
_WENT_BACK_S = 0.5
# PulseAudio may ask once, and then not for two seconds, until it has set up its stream.
_SETTLED_S = 1.0


class RealTime:
    """Makes whoever takes sound wait once it is half a second ahead of the clock.

    ALSA's file and null plugins take all that they are given at once, which no sound card does. A card whose own
    clock runs up to a hundredth fast is never held back, and one that stood still may not catch up in a burst.

    Args:
        stopped: Ends every wait.
        slack_ms: How late an answer may be before the card has run dry.
        now_s: The clock.

    Attributes:
        underruns: How often an answer came later than that.
    """

    def __init__(self, stopped: threading.Event, slack_ms: int, now_s: Callable[[], float] = time.monotonic) -> None:
        self.underruns = 0
        self._stopped = stopped
        self._slack_s = slack_ms / SECOND_MS
        self._now_s = now_s
        self._began_s = now_s()
        self._taken_s = 0.0
        self._given_s = 0.0
        self._most_ahead_s = _AHEAD_AT_MOST_S

    def take(self, frames: int) -> None:
        """Count so many frames as taken, and wait if that is too early."""
        elapsed_s = (self._now_s() - self._began_s) * _FASTEST
        if self._given_s >= _SETTLED_S and elapsed_s - self._taken_s > self._slack_s:
            self.underruns += 1
        self._taken_s = max(self._taken_s, elapsed_s) + frames / MIX_RATE_HZ
        self._given_s += frames / MIX_RATE_HZ
        # More than what was given since the last wait can only be a clock that went back.
        self._most_ahead_s = _AHEAD_AT_MOST_S + frames / MIX_RATE_HZ
        if self._taken_s - elapsed_s > self._most_ahead_s + _WENT_BACK_S:
            self._taken_s = elapsed_s + self._most_ahead_s
        ahead_s = self._taken_s - elapsed_s
        if ahead_s > _AHEAD_AT_MOST_S:
            self._stopped.wait(ahead_s - _AHEAD_AT_MOST_S)

    def end(self) -> None:
        """Wait until all that was taken could have been heard."""
        ahead_s = self._taken_s - (self._now_s() - self._began_s) * _FASTEST
        if ahead_s > 0:
            self._stopped.wait(min(ahead_s, self._most_ahead_s))
