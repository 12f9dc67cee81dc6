"""Termination signals: raised as an exception in the whole program, or deferred in a part of it.

:class:`TerminationSignals` belongs to the command line; :func:`deferring_signals` to the player, which may only be left
at certain places. Both unwind the program as an exception does, so that everything is closed and restored.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from types import CodeType, FrameType
from typing import NoReturn

_STATUS_BASE = 128  # shells count the exit status of a program that a signal ended as this and the signal's number
_AGAIN_AFTER_S = 0.05


class TerminationSignals:
    """Turns SIGINT, SIGTERM and SIGHUP into KeyboardInterrupt.

    Python drops an exception in some places, such as a callback that runs when an object is deleted. A dropped
    interrupt is remembered and raised again. Signals that are ignored (``nohup``) stay ignored.

    Attributes:
        is_leaving: Whether the program is ending, so that further signals raise nothing. Set it as soon as one was
            caught.
        code: The exit status of the last signal, 128 and its number; None before the first.
    """

    def __init__(self) -> None:
        self.code: int | None = None
        self.is_leaving = False
        self._others = set(threading.enumerate())
        known = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
        self._numbers = [number for number in known if signal.getsignal(number) is not signal.SIG_IGN]
        for number in self._numbers:
            signal.signal(number, self._interrupt)
        self._report_dropped = sys.unraisablehook
        sys.unraisablehook = self._dropped

    def begin_leaving(self) -> None:
        """Ignore signals from here on: the program is ending."""
        self.is_leaving = True
        for number in self._numbers:  # Python would let them kill the program while it is taken down
            signal.signal(number, signal.SIG_IGN)

    def leave(self, code: int) -> NoReturn:
        """End the program, at once where one of its threads still runs.

        Everything of ours is closed by then. A thread that comes back from the code of an engine while Python is
        taken down would end the program by a crash (pthread_exit may not pass through C++), and one that hangs
        would keep it for ever.
        """
        self.begin_leaving()
        if set(threading.enumerate()) - self._others:
            for stream in (sys.stdout, sys.stderr):
                with contextlib.suppress(OSError):  # nobody reads it any more
                    stream.flush()
            os._exit(code)
        sys.exit(code)

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        if self.is_leaving:
            return
        self.code = _STATUS_BASE + number
        if not _is_within(frame, self._dropped.__code__):
            raise KeyboardInterrupt

    def _dropped(self, unraisable: sys.UnraisableHookArgs) -> None:
        if self.code is None or not issubclass(unraisable.exc_type, KeyboardInterrupt):
            self._report_dropped(unraisable)
        if self.code is not None:
            # Not here: what is raised in this hook is dropped, too.
            again = threading.Timer(_AGAIN_AFTER_S, self._raise_again)
            again.daemon = True
            again.start()

    def _raise_again(self) -> None:
        if self.is_leaving or self.code is None:
            return
        number = self.code - _STATUS_BASE
        if sys.platform == "win32":
            signal.raise_signal(number)
        else:  # so that a wait of the main thread is broken off
            signal.pthread_kill(threading.main_thread().ident or 0, number)


def _is_within(frame: FrameType | None, code: CodeType) -> bool:
    """Return whether a frame runs a piece of code, or was called from it."""
    while frame is not None and frame.f_code is not code:
        frame = frame.f_back
    return frame is not None


class DeferredSignal:
    """The termination signal that arrived, if any.

    A signal can arrive in the middle of an import or of another library's work. It is only noted then;
    :meth:`end_if_asked` is called where the program may end.
    """

    def __init__(self) -> None:
        self._number: int | None = None

    def note(self, number: int, _frame: FrameType | None) -> None:
        """Note a signal; the handler to install."""
        self._number = number

    def end_if_asked(self) -> None:
        """Raise ``SystemExit`` with the signal's exit status, 128 and its number, if one arrived."""
        if self._number is not None:
            raise SystemExit(_STATUS_BASE + self._number)


@contextlib.contextmanager
def deferring_signals() -> Iterator[DeferredSignal]:
    """Defer SIGTERM and SIGHUP until the context ends; it then ends the program if one arrived.

    Signals that are ignored (``nohup``) stay ignored. Outside the main thread, where Python takes no signals,
    nothing is changed.
    """
    deferred = DeferredSignal()
    if threading.current_thread() is not threading.main_thread():
        yield deferred
        return
    # SIGHUP, where the platform has it: the terminal was closed.
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, deferred.note)
    try:
        yield deferred
        deferred.end_if_asked()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
