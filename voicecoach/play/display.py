"""One calm line on the terminal about what is playing; in a pipe, one plain line for each change of it."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Self

from voicecoach.play.status import State
from voicecoach.units import SECOND_MS, format_clock

if TYPE_CHECKING:
    from rich.console import Console

    from voicecoach.play.status import NowPlaying, Status


class Display(ABC):
    """Shows the status, for as long as the context lasts."""

    @abstractmethod
    def show(self, status: Status) -> None:
        """Show this status from now on; called several times a second, whether or not anything changed."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:  # noqa: B027 - most have nothing to undo
        """Leave the terminal as it should be for what follows."""


class LiveDisplay(Display):
    """One line that is written over in place, never wider than the terminal.

    What matters most stands first, since a narrow terminal cuts the end. The cursor is never hidden, so that
    not even a killed program leaves a terminal without one.
    """

    def __init__(self, console: Console) -> None:
        from rich.live import Live

        self._console = console
        self._live = Live(console=console, auto_refresh=False)
        self._shown = ("", 0)

    def show(self, status: Status) -> None:
        """Write the line over, if it or the terminal's width changed."""
        from rich.text import Text

        line = printable(_live_line(status), self._console.encoding)
        if self._shown != (line, self._console.width):
            self._shown = (line, self._console.width)
            self._live.update(Text(line, no_wrap=True, overflow="ellipsis"), refresh=True)

    def __enter__(self) -> Self:
        self._live.start()
        self._console.show_cursor()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()


class PlainDisplay(Display):
    """A line for each change of what is happening, and nothing in between."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._state = State.PLAYING
        self._happening = ""
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
        happening = _happening(status.now)
        if status.state is State.PLAYING and happening and happening != self._happening:
            self._happening = happening
            self._print(status, happening)

    def _print(self, status: Status, text: str) -> None:
        line = f"{format_clock(status.position_ms)}  {printable(text, self._console.encoding)}"
        self._console.print(line, markup=False, highlight=False, emoji=False, soft_wrap=True)


def open_display(console: Console) -> Display:
    """Return the display that suits the console: live on a terminal, plain lines in a pipe."""
    return LiveDisplay(console) if console.is_terminal and not console.is_dumb_terminal else PlainDisplay(console)


def printable(text: str, encoding: str) -> str:
    r"""Return the text as one line without characters that could steer a terminal, in what the encoding has.

    White space becomes a space; control and formatting characters are left out.

    >>> printable("Breathe\nin \x1b[2J\u202e\N{LEFTWARDS ARROW}", "ascii")
    'Breathe in [2J?'
    """
    spaced = " ".join(text.split())
    shown = "".join(character for character in spaced if character.isprintable())
    return shown.encode(encoding, "replace").decode(encoding)


def _live_line(status: Status) -> str:
    now = status.now
    total = "" if now.total_ms is None else f" / {format_clock(now.total_ms)}"
    parts = [
        "" if status.state is State.PLAYING else f"{status.state},",
        format_clock(status.position_ms) + total,
        f"[underruns: {status.underruns}]" if status.underruns else "",
        "" if now.hold_left_ms is None else f"({math.ceil(now.hold_left_ms / SECOND_MS)} s)",
        _happening(now),
    ]
    return " ".join(part for part in parts if part)


def _happening(now: NowPlaying) -> str:
    return ": ".join(part for part in (now.step, now.what) if part)
