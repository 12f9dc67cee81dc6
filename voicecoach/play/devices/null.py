"""The silent device, which plays in real time: for machines that have no sound card."""

from __future__ import annotations

import time
from collections.abc import Callable

from voicecoach.play.devices.base import Device, Read
from voicecoach.units import MIX_RATE_HZ

_BLOCK_FRAMES = 960
_OFF_AT_MOST_S = 0.5


class NullDevice(Device):
    """Takes sound at the pace of the monotonic clock, and discards it.

    The pace is absolute: a block that was taken late does not delay the next ones. Where the whole program stood still
    for more than half a second (suspended, or asleep with the machine), or the clock went back, the pace begins anew,
    as with a sound card, rather than catching up in a burst. Standing still counts as an underrun.

    Args:
        channels: 1 or 2.
        _argument: Not used.
        now_s: The clock.
    """

    def __init__(self, channels: int, _argument: str = "", now_s: Callable[[], float] = time.monotonic) -> None:
        super().__init__(channels, "null")
        self._now_s = now_s

    def play(self, read: Read) -> None:
        """Take sound from ``read`` in blocks of 20 ms, each when it is due."""
        began_s = self._now_s()
        taken_frames = 0
        while not self._stopped.is_set():
            block = read(_BLOCK_FRAMES)
            taken_frames += len(block)
            wait_s = began_s + taken_frames / MIX_RATE_HZ - self._now_s()
            if abs(wait_s) > _OFF_AT_MOST_S:
                began_s -= wait_s
                self.underruns += wait_s < 0
            elif wait_s > 0:
                self._stopped.wait(wait_s)
            if len(block) < _BLOCK_FRAMES:
                return

    def close(self) -> None:
        """Do nothing: there is nothing to release."""
