"""Ending by a signal: the session unwinds as after an exception, so that everything is closed and restored."""

from __future__ import annotations

import contextlib
import signal
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

# Where the platform has it: the terminal was closed.
_ENDINGS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


@contextlib.contextmanager
def ending_by_signal() -> Iterator[None]:
    """Turn SIGTERM and SIGHUP into ``SystemExit`` with the status that shells give to them, 128 and the number.

    Signals that are ignored (``nohup``) stay ignored. Outside the main thread, where Python takes no signals,
    nothing is changed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {each: signal.getsignal(each) for each in _ENDINGS}
    for each, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(each, _end)
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _end(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # a second one shall not interrupt the closing
    raise SystemExit(128 + number)
