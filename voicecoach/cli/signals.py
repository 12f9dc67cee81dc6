"""How the program ends before its time: by a signal as by an exception, and by nothing that happens after that."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from types import CodeType, FrameType
from typing import NoReturn

_OF_A_SIGNAL = 128
_AGAIN_AFTER_S = 0.05


class Ending:
    """Turns the signals that ask the program to end into KeyboardInterrupt, so that everything is closed and restored.

    It is not lost where Python drops exceptions, such as in what a library calls when an object goes:
    it is raised again, and remembered. Signals that are ignored (``nohup``) stay ignored.

    Attributes:
        is_leaving: Whether the program ends by itself by now, so that no signal raises anything any more; to be set
            as soon as one was caught.
        code: What the last signal asks the program to end with, as shells count: 128 and its number. None before.
    """

    def __init__(self) -> None:
        self.code: int | None = None
        self.is_leaving = False
        self._others = set(threading.enumerate())
        known = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
        self._numbers = [number for number in known if signal.getsignal(number) is not signal.SIG_IGN]
        for number in self._numbers:
            signal.signal(number, self._end)
        self._tell_dropped = sys.unraisablehook
        sys.unraisablehook = self._dropped

    def begin_leaving(self) -> None:
        """Take no notice of signals from here on: the program ends by itself."""
        self.is_leaving = True
        for number in self._numbers:  # Python would let them kill the program while it is taken down
            signal.signal(number, signal.SIG_IGN)

    def leave(self, code: int) -> NoReturn:
        """End the program, at once where a thread of its is still at work.

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

    def _end(self, number: int, frame: FrameType | None) -> None:
        if self.is_leaving:
            return
        self.code = _OF_A_SIGNAL + number
        if not _is_within(frame, self._dropped.__code__):
            raise KeyboardInterrupt

    def _dropped(self, unraisable: sys.UnraisableHookArgs) -> None:
        if self.code is None or not issubclass(unraisable.exc_type, KeyboardInterrupt):
            self._tell_dropped(unraisable)
        if self.code is not None:
            # Not here: what is raised in this hook is dropped, too.
            again = threading.Timer(_AGAIN_AFTER_S, self._raise_again)
            again.daemon = True
            again.start()

    def _raise_again(self) -> None:
        if self.is_leaving or self.code is None:
            return
        number = self.code - _OF_A_SIGNAL
        if sys.platform == "win32":
            signal.raise_signal(number)
        else:  # so that a wait of the main thread is broken off
            signal.pthread_kill(threading.main_thread().ident or 0, number)


def _is_within(frame: FrameType | None, code: CodeType) -> bool:
    """Return whether a frame is one of a piece of code, or was called from there."""
    while frame is not None and frame.f_code is not code:
        frame = frame.f_back
    return frame is not None
