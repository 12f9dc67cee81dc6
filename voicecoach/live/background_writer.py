"""Write the newest of several values in a thread of its own: a slow disk keeps no key from being answered."""

from __future__ import annotations

import threading
from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

from voicecoach.play.executor import Executor

T = TypeVar("T")


class BackgroundWriter(Generic[T]):
    """Writes values one after the other, and skips those that a newer one overtook.

    Args:
        write: Writes a value; called in one thread at a time.
        name: The name of the thread.
    """

    def __init__(self, write: Callable[[T], None], name: str) -> None:
        self._write = write
        self._name = name
        self._waiting: list[T] = []
        self._thread: Thread | None = None
        self._lock = threading.Lock()

    def put(self, value: T) -> None:
        """Have a value written next, instead of one that waits; returns at once."""
        with self._lock:
            self._waiting = [value]
            if self._thread is None:
                self._thread = Executor().spawn(self._write_all, self._name)

    def settle(self) -> None:
        """Wait until the last value is written."""
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join()

    def _write_all(self) -> None:
        while True:
            with self._lock:
                values, self._waiting = self._waiting, []
                if not values:
                    self._thread = None
                    return
            self._write(values[0])
