"""The base class of displays, and the plain one for a pipe."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Self

from voicecoach.play.status import NowPlaying, State, Status
from voicecoach.text import printable_line
from voicecoach.units import format_clock

if TYPE_CHECKING:
    from rich.console import Console


class Display(ABC):
    """Shows the status, for as long as the context lasts."""

    @abstractmethod
    def show(self, status: Status) -> None:
        """Show this status from now on; called several times a second, even if nothing changed."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:  # noqa: B027 - most have nothing to restore
        """Leave the terminal ready for the output that follows."""


class PlainDisplay(Display):
    """Prints a line for each event, for pipes and screen readers: no bars, no clock, and no counts."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._state = State.PLAYING
        self._happening = ""
        self._message = ""
        self._underruns = 0

    def show(self, status: Status) -> None:
        """Print the changes since the last status, each as a line with the position."""
        if status.underruns != self._underruns:
            self._underruns = status.underruns
            self._print(status, f"the sound was late ({status.underruns})")
        if status.state != self._state:
            if self._state is not State.PREPARING:  # the first words tell that it plays now
                self._print(status, status.state)
            self._state = status.state
        if status.message != self._message:
            self._message = status.message
            if status.message:
                self._print(status, status.message)
        happening = _happening(status.now)
        is_new = happening and happening != self._happening and not status.now.is_count
        if status.state is State.PLAYING and is_new:
            self._happening = happening
            self._print(status, happening)

    def _print(self, status: Status, text: str) -> None:
        line = f"{format_clock(status.position_ms)}  {printable_line(text, self._console.encoding)}"
        self._console.print(line, markup=False, highlight=False, emoji=False, soft_wrap=True)


def _happening(now: NowPlaying) -> str:
    return ": ".join(part for part in (now.step, now.what) if part)
