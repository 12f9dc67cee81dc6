"""Locks by name: two requests for the same thing wait for each other, so that it is computed once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _NamedLock:
    lock: threading.Lock = field(default_factory=threading.Lock)
    users: int = 0


class NamedLocks:
    """A lock for each name, which is forgotten when nobody uses it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._used: dict[str, _NamedLock] = {}

    @contextmanager
    def held(self, name: str) -> Iterator[None]:
        """Hold the lock of a name."""
        with self._lock:
            one = self._used.setdefault(name, _NamedLock())
            one.users += 1
        try:
            with one.lock:
                yield
        finally:
            with self._lock:
                one.users -= 1
                if not one.users:
                    del self._used[name]
