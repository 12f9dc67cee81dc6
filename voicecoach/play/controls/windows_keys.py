"""Keys of the Windows console, which has to be asked again and again."""

from __future__ import annotations

import sys
import threading
import time

from voicecoach.play.controls.keys import Keys

_POLL_S = 0.02
_INTERRUPT = "\x03"
_SPECIAL = ("\x00", "\xe0")


class WindowsKeys(Keys):
    """Asks the console for keys 50 times a second; it needs no switching, hence no restoring."""

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
    """Return a key that waits in the console, if any; a special one as its two characters.

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
