"""The keys that fit this terminal, opened."""

from __future__ import annotations

import sys

from voicecoach.play.controls.keys import Keys, NoKeys


def open_keys() -> Keys:
    """Return the keys of the terminal that is standard input, or :class:`NoKeys` if it is none."""
    terminal_fd = _terminal_fd()
    if terminal_fd is None:
        return NoKeys()
    if sys.platform == "win32":
        from voicecoach.play.controls.windows_keys import WindowsKeys

        return WindowsKeys()
    from voicecoach.play.controls.posix_keys import PosixKeys

    return PosixKeys(terminal_fd)


def _terminal_fd() -> int | None:
    try:
        return sys.stdin.fileno() if sys.stdin is not None and sys.stdin.isatty() else None
    except (OSError, ValueError):  # standard input is closed, or is not a file
        return None
