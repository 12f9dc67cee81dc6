"""Run work beside the main thread: every thread and every condition of the player comes from here."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# A card has 35 to 40 ms of slack, and Python's own 5 ms are waited for at every step of a callback: with one other
# thread at work, the card of a busy machine ran dry 57 times in 20 s; with this, once.
_TURN_S = 0.0005


class Executor:
    """Runs work in threads. The tests pass a subclass that runs it step by step, in virtual time."""

    def spawn(self, work: Callable[[], None], name: str) -> threading.Thread:
        """Run work beside the caller; ``name`` is for whoever lists the threads."""
        thread = threading.Thread(target=work, name=f"voicecoach {name}", daemon=True)
        thread.start()
        return thread

    def condition(self) -> threading.Condition:
        """Return a condition for the workers of this executor."""
        return threading.Condition()


@contextmanager
def prompt_threads() -> Iterator[None]:
    """Let threads of Python code take turns every half millisecond, for as long as the context lasts."""
    before_s = sys.getswitchinterval()
    sys.setswitchinterval(min(before_s, _TURN_S))
    try:
        yield
    finally:
        sys.setswitchinterval(before_s)
