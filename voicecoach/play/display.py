"""What shows a session while it plays: large and calm on a terminal, plain lines in a pipe."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from voicecoach.play.status import State
from voicecoach.units import format_clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from voicecoach.play.status import NowPlaying, Status

_LONG_S = 0.5


class Display(ABC):
    """Shows the status, for as long as the context lasts."""

    @abstractmethod
    def show(self, status: Status) -> None:
        """Show this status from now on; called several times a second, whether or not anything changed."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:  # noqa: B027 - most have nothing to undo
        """Leave the terminal as it should be for what follows."""


class PlainDisplay(Display):
    """A line for each change of what is happening, and nothing in between."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._state = State.PLAYING
        self._happening = ""
        self._message = ""
        self._underruns = 0

    def show(self, status: Status) -> None:
        """Print what changed since the last time, each line with the clock."""
        if status.underruns != self._underruns:
            self._underruns = status.underruns
            self._print(status, f"the sound was late (underrun {status.underruns})")
        if status.state != self._state:
            if self._state is not State.PREPARING:  # that it plays then, the first words say
                self._print(status, status.state)
            self._state = status.state
        if status.message != self._message:
            self._message = status.message
            if status.message:
                self._print(status, status.message)
        happening = _happening(status.now)
        if status.state is State.PLAYING and happening and happening != self._happening:
            self._happening = happening
            self._print(status, happening)

    def _print(self, status: Status, text: str) -> None:
        line = f"{format_clock(status.position_ms)}  {printable(text, self._console.encoding)}"
        self._console.print(line, markup=False, highlight=False, emoji=False, soft_wrap=True)


class TimelyDisplay(Display):
    """Another display, opened once there is something to hear, or when that takes long.

    To make one ready takes a fifth of the way to the first sound.

    Args:
        open_it: Returns the display.
    """

    def __init__(self, open_it: Callable[[], Display]) -> None:
        self._open_it = open_it
        self._since_s = time.monotonic()
        self._display: Display | None = None
        self._closing = ExitStack()

    def show(self, status: Status) -> None:
        """Show it, once there is a display."""
        if self._display is None:
            if status.state is State.PREPARING and time.monotonic() - self._since_s < _LONG_S:
                return
            self._display = self._closing.enter_context(self._open_it())
        self._display.show(status)

    def __exit__(self, *_: object) -> None:
        self._closing.close()


def open_display(console: Console) -> Display:
    """Return the display that suits the console: large on a terminal, plain lines in a pipe."""
    if not console.is_terminal or console.is_dumb_terminal or console.legacy_windows:
        return PlainDisplay(console)
    from voicecoach.play.display_live import LiveDisplay

    return LiveDisplay(console)


def printable(text: str, encoding: str) -> str:
    r"""Return the text as one line without characters that could steer a terminal, in what the encoding has.

    White space becomes a space; control and formatting characters are left out.

    >>> printable("Breathe\nin \x1b[2J\u202e\N{LEFTWARDS ARROW}", "ascii")
    'Breathe in [2J?'
    """
    spaced = " ".join(text.split())
    shown = "".join(character for character in spaced if character.isprintable())
    return shown.encode(encoding, "replace").decode(encoding)


def _happening(now: NowPlaying) -> str:
    return ": ".join(part for part in (now.step, now.what) if part)
