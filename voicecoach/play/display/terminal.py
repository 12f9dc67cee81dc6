"""The display for this terminal, opened when there is something to show."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from voicecoach.play.display.base import Display, PlainDisplay
from voicecoach.play.status import State, Status

if TYPE_CHECKING:
    from rich.console import Console

_LONG_S = 0.5


class TimelyDisplay(Display):
    """A display that is opened at the first sound, or when that takes more than half a second.

    Opening one takes a fifth of the time to the first sound.

    Args:
        open_it: Opens the display.
        now_s: The clock.
    """

    def __init__(self, open_it: Callable[[], Display], now_s: Callable[[], float] = time.monotonic) -> None:
        self._open_it = open_it
        self._now_s = now_s
        self._since_s = now_s()
        self._display: Display | None = None
        self._closing = ExitStack()

    def show(self, status: Status) -> None:
        """Show the status, once the display is open."""
        if self._display is None:
            if status.state is State.PREPARING and self._now_s() - self._since_s < _LONG_S:
                return
            self._display = self._closing.enter_context(self._open_it())
        self._display.show(status)

    def __exit__(self, *_: object) -> None:
        self._closing.close()


def open_display(console: Console) -> Display:
    """Return the display for a console: large on a terminal, plain lines in a pipe."""
    if not console.is_terminal or console.is_dumb_terminal or console.legacy_windows:
        return PlainDisplay(console)
    from voicecoach.play.display.live import LiveDisplay

    return LiveDisplay(console)
