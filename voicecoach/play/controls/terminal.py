"""The keys of this terminal: opened for the platform, and those of the Windows console."""

from __future__ import annotations

import sys
import threading
import time

from voicecoach.play.controls.keys import Keys, NoKeys

_POLL_S = 0.02
_INTERRUPT = "\x03"
_SPECIAL = ("\x00", "\xe0")


def open_keys() -> Keys:
    """Return the keys of the terminal that is standard input; :class:`NoKeys` if it is none."""
    terminal_fd = _terminal_fd()
    if terminal_fd is None:
        return NoKeys()
    if sys.platform == "win32":
        return WindowsKeys()
    from voicecoach.play.controls.posix_keys import PosixKeys

    return PosixKeys(terminal_fd)


def _terminal_fd() -> int | None:
    try:
        return sys.stdin.fileno() if sys.stdin is not None and sys.stdin.isatty() else None
    except (OSError, ValueError):  # standard input is closed, or is not a file
        return None


class WindowsKeys(Keys):
    """Asks the Windows console for keys 50 times a second; it needs no switching, hence no restoring."""

    def __init__(self) -> None:
        self._woken = threading.Event()

    def wait(self, timeout_ms: int) -> str | None:
        """Return the next key, or None when the timeout is over or :meth:`wake` was called."""
        until_s = time.monotonic() + timeout_ms / 1000
        while True:
            key = _pressed()
            if key or self._woken.wait(_POLL_S) or time.monotonic() >= until_s:
                self._woken.clear()
                return key

    def wake(self) -> None:
        """Make :meth:`wait` return."""
        self._woken.set()


def _pressed() -> str | None:
    """Return the next key in the console, if any; a special key as its two characters.

    Raises:
        KeyboardInterrupt: It is Ctrl-C, which the console gives as a character while it is being read.
    """
    if sys.platform != "win32":
        raise NotImplementedError("only Windows has this console")
    import msvcrt

    if not msvcrt.kbhit():
        return None
    key = msvcrt.getwch()
    if key == _INTERRUPT:
        raise KeyboardInterrupt
    return key + msvcrt.getwch() if key in _SPECIAL else key
