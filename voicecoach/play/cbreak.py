"""One switch of a POSIX terminal to single keys, undone at every exit and around every suspension."""

from __future__ import annotations

import contextlib
import os
import signal
import termios
import threading
import tty
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import FrameType


class Cbreak:
    """Gives keys at once and without echo for as long as the context lasts; Ctrl-C and Ctrl-Z work as ever.

    Ctrl-Z gives the terminal back as it was, ``fg`` takes it again. A program in the background leaves the
    terminal alone, and takes it when it comes to the foreground.
    """

    def __init__(self, terminal_fd: int) -> None:
        self._terminal_fd = terminal_fd
        self._before: list[Any] | None = None
        self._handlers: dict[signal.Signals, Any] = {}
        self._was_ours = False

    @property
    def in_foreground(self) -> bool:
        """Whether the terminal is this program's to read and to change."""
        try:
            return os.tcgetpgrp(self._terminal_fd) == os.getpgrp()
        except OSError:  # a terminal without job control belongs to whoever has it open
            return True

    def take(self) -> bool:
        """Return whether the terminal is this program's to read, switched if it came to the foreground just now.

        A shell's ``fg`` tells that by no signal to a program that runs in the background.
        """
        is_ours = self.in_foreground
        if is_ours and not self._was_ours:
            self._switch()
        self._was_ours = is_ours
        return is_ours

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():  # no other thread may set what signals do
            self._handlers = {
                signal.SIGTSTP: signal.signal(signal.SIGTSTP, self._suspend),
                signal.SIGCONT: signal.signal(signal.SIGCONT, self._continue),
            }
        self._switch()
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._restore()

    def _switch(self) -> None:
        if not self.in_foreground:
            return
        with contextlib.suppress(termios.error):  # a terminal that is gone has no keys to give
            self._before = self._before or termios.tcgetattr(self._terminal_fd)
            tty.setcbreak(self._terminal_fd, termios.TCSANOW)

    def _restore(self) -> None:
        before, self._before = self._before, None
        if before is None or not self.in_foreground:
            return
        with contextlib.suppress(termios.error):  # a terminal that is gone needs no restoring
            termios.tcsetattr(self._terminal_fd, termios.TCSADRAIN, before)

    def _suspend(self, _number: int, _frame: FrameType | None) -> None:
        self._restore()
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)  # stops here, until SIGCONT
        signal.signal(signal.SIGTSTP, self._suspend)
        self._switch()

    def _continue(self, _number: int, _frame: FrameType | None) -> None:
        self._switch()
