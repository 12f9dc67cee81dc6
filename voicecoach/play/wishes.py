"""The person's wishes in the order in which they came, from keys, a headset's button or the desktop."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.play.commands import Command


class Wishes:
    """A queue that any thread may fill and the player's main thread empties.

    Args:
        wake: Called after each wish that is put, in the same thread; makes the main thread look.
    """

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        # Appending to a deque and taking from it are atomic.
        self._waiting: deque[Command] = deque()

    def put(self, command: Command) -> None:
        """Wish for something."""
        self._waiting.append(command)
        self._wake()

    def take(self) -> Command | None:
        """Return the wish that has waited longest, which is taken out; None if there is none."""
        return self._waiting.popleft() if self._waiting else None
