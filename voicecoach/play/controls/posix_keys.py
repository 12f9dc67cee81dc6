"""Keys of a POSIX terminal, switched to single keys once for the whole session."""

from __future__ import annotations

import codecs
import contextlib
import os
import re
import select
import signal
import termios
import threading
import tty
from collections import deque
from types import FrameType
from typing import Any, Self

from voicecoach.play.controls.keys import Keys


class Cbreak:
    """Switches the terminal to single keys without echo for as long as the context lasts; Ctrl-C and Ctrl-Z still work.

    Ctrl-Z restores the terminal, ``fg`` switches it again. A program in the background leaves the terminal alone, and
    switches it when it comes to the foreground.
    """

    def __init__(self, terminal_fd: int) -> None:
        self._terminal_fd = terminal_fd
        self._before: list[Any] | None = None
        self._handlers: dict[signal.Signals, Any] = {}
        self._was_ours = False

    @property
    def in_foreground(self) -> bool:
        """Whether this program may read and change the terminal."""
        try:
            return os.tcgetpgrp(self._terminal_fd) == os.getpgrp()
        except OSError:  # a terminal without job control belongs to whoever has it open
            return True

    def take(self) -> bool:
        """Return whether this program may read the terminal, and switch it if it has just come to the foreground.

        A shell's ``fg`` sends no signal to a program that already runs in the background.
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


# A special key's sequence (ECMA-48 control sequence, or a terminal's own after ESC O) or else one character.
_KEY = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1bO.|.", re.DOTALL)
# A slow line brings the sequence of one key in parts; Esc alone has no more to come.
_UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|O)?\Z")
_REST_S = 0.05


class PosixKeys(Keys):
    """Reads keys with ``select``, and is woken through a pipe.

    Args:
        terminal_fd: The terminal.
        rest_s: The longest pause within the sequence of one key.
    """

    def __init__(self, terminal_fd: int, rest_s: float = _REST_S) -> None:
        self._terminal_fd = terminal_fd
        self._rest_s = rest_s
        self._cbreak = Cbreak(terminal_fd)
        self._pressed: deque[str] = deque()
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._hung_up = False

    def wait(self, timeout_ms: int) -> str | None:
        """Return the next key, or None when the timeout is over or :meth:`wake` was called."""
        if not self._pressed:
            # In the background the terminal is the shell's: reading it would stop the program.
            listening = [self._terminal_fd] if self._cbreak.take() and not self._hung_up else []
            ready, _, _ = select.select([self._wake_reader, *listening], [], [], timeout_ms / 1000)
            if self._wake_reader in ready:
                os.read(self._wake_reader, 4096)
            if self._terminal_fd in ready:
                self._pressed.extend(self._read())
        return self._pressed.popleft() if self._pressed else None

    def wake(self) -> None:
        """Make :meth:`wait` return."""
        # A full pipe wakes as well, and one closed belongs to a session that is over.
        with contextlib.suppress(BlockingIOError, OSError):
            os.write(self._wake_writer, b"!")

    def __enter__(self) -> Self:
        self._wake_reader, self._wake_writer = os.pipe()
        os.set_blocking(self._wake_writer, False)
        self._cbreak.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._cbreak.__exit__()
        os.close(self._wake_reader)
        os.close(self._wake_writer)

    def _read(self) -> list[str]:
        """Return the keys that were pressed, at least one unless the terminal is gone."""
        text = self._text()
        while not self._hung_up and _UNFINISHED.search(text):
            ready, _, _ = select.select([self._terminal_fd], [], [], self._rest_s)
            if not ready:
                break
            text += self._text()
        return _KEY.findall(text)

    def _text(self) -> str:
        try:
            read = os.read(self._terminal_fd, 256)
        except OSError:  # the terminal's window was closed; whether the session ends then, SIGHUP says
            read = b""
        self._hung_up = not read
        return self._decoder.decode(read)
