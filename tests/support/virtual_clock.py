"""A clock in seconds that moves only where somebody waits."""

from __future__ import annotations

import threading


class VirtualClock(threading.Event):
    """A clock, and the event that its users wait on; a wait takes no time."""

    def __init__(self) -> None:
        super().__init__()
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout is not None
        self.now_s += timeout
        return self.is_set()
