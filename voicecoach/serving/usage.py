"""The time for which a server has not been used."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Usage:
    """The requests that are being answered, and when the last one ended.

    Args:
        now_s: The clock.
    """

    def __init__(self, now_s: Callable[[], float] = time.monotonic) -> None:
        self._now_s = now_s
        self._last_s = now_s()
        self._requests = 0

    @contextmanager
    def during_request(self) -> Iterator[None]:
        """Count a request until the context ends."""
        self._requests += 1
        try:
            yield
        finally:
            self._requests -= 1
            self._last_s = self._now_s()

    def unused_s(self) -> float:
        """Return the seconds since the last request ended; 0 while one is being answered."""
        return 0.0 if self._requests else self._now_s() - self._last_s
