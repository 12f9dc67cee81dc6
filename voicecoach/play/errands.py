"""What takes a while, done in threads of its own, while the main thread goes on answering keys."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from voicecoach.errors import VoicecoachError

T = TypeVar("T")


class Errands:
    """Runs errands, and hands what comes of them to the main thread.

    Args:
        wake: Called when an errand is done; makes the main thread call :meth:`finish`.
    """

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._done: deque[Callable[[], None]] = deque()

    def run(
        self, errand: Callable[[], T], then: Callable[[T], None], otherwise: Callable[[VoicecoachError], None]
    ) -> None:
        """Begin an errand; what it returns, or the error it raises, is handed over in :meth:`finish`."""
        thread = threading.Thread(
            target=self._run, args=(errand, then, otherwise), name="voicecoach errand", daemon=True
        )
        thread.start()

    def finish(self) -> None:
        """Hand over what is done, in the thread that calls this."""
        while self._done:
            self._done.popleft()()

    def _run(
        self, errand: Callable[[], T], then: Callable[[T], None], otherwise: Callable[[VoicecoachError], None]
    ) -> None:
        try:
            self._done.append(partial(then, errand()))
        except VoicecoachError as error:
            self._done.append(partial(otherwise, error))
        except Exception as error:  # noqa: BLE001 - raised again in the main thread
            self._done.append(partial(_raise, error))
        self._wake()


def _raise(error: Exception) -> None:
    raise error
