"""The base class of keys, pressed without Enter: the player's main thread waits on them.

The table of keys and their commands is in :mod:`voicecoach.play.controls.commands`.
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from typing import Self


class Keys(ABC):
    """The person's keys, read for as long as the context lasts."""

    @abstractmethod
    def wait(self, timeout_ms: int) -> str | None:
        """Return the next key, or None when the timeout is over or :meth:`wake` was called.

        Keys pressed between two calls are kept. A key is one character, or the whole escape sequence of a special key
        such as an arrow.
        """

    @abstractmethod
    def wake(self) -> None:
        """Make :meth:`wait` return now, or when it is next called; may be called from any thread."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:  # noqa: B027 - most have nothing to restore
        """Restore the terminal."""


class NoKeys(Keys):
    """Gives no keys; used where standard input is no terminal."""

    def __init__(self) -> None:
        self._woken = threading.Event()

    def wait(self, timeout_ms: int) -> str | None:
        """Return None when the timeout is over or :meth:`wake` was called."""
        self._woken.wait(timeout_ms / 1000)
        self._woken.clear()
        return None

    def wake(self) -> None:
        """Make :meth:`wait` return."""
        self._woken.set()
