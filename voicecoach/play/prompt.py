"""Threads that take turns often, so that none of them keeps the sound card waiting."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

# A card has 35 to 40 ms of slack, and Python's own 5 ms are waited for at every step of a callback: with one other
# thread at work, the card of a busy machine ran dry 57 times in 20 s; with this, once.
_TURN_S = 0.0005


@contextmanager
def prompt_threads() -> Iterator[None]:
    """Let threads of Python code take turns every half millisecond, for as long as the context lasts."""
    before_s = sys.getswitchinterval()
    sys.setswitchinterval(min(before_s, _TURN_S))
    try:
        yield
    finally:
        sys.setswitchinterval(before_s)
