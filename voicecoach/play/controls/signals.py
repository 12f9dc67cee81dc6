"""Ending by a signal: the session unwinds as after an exception, so that everything is closed and restored."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

# Where the platform has it: the terminal was closed.
_ENDINGS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


class EndingSignal:
    """Remembers the signal that asked the program to end.

    It is only noted when it arrives, which may be in the middle of an import or of another library's work; what
    is under way asks at a place of its own choosing.
    """

    def __init__(self) -> None:
        self._number: int | None = None

    def note(self, number: int, _frame: FrameType | None) -> None:
        """Take a signal: the handler to be installed."""
        self._number = number

    def end_if_asked(self) -> None:
        """Raise ``SystemExit`` with the status that shells give to a signal, 128 and its number, if one came."""
        if self._number is not None:
            raise SystemExit(128 + self._number)


@contextlib.contextmanager
def ending_by_signal() -> Iterator[EndingSignal]:
    """Note SIGTERM and SIGHUP for as long as the context lasts; it ends the program if one came at its end.

    Signals that are ignored (``nohup``) stay ignored. Outside the main thread, where Python takes no signals,
    nothing is changed.
    """
    ending = EndingSignal()
    if threading.current_thread() is not threading.main_thread():
        yield ending
        return
    before = {each: signal.getsignal(each) for each in _ENDINGS}
    for each, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(each, ending.note)
    try:
        yield ending
        ending.end_if_asked()
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
