"""The display on a terminal: a frame, of which only changed lines are painted again."""

from __future__ import annotations

import os
import signal
import threading
from dataclasses import replace
from types import FrameType
from typing import Any, Self

from rich.console import Console
from rich.text import Text

from voicecoach.play.display.base import Display
from voicecoach.play.display.frame import frame_lines
from voicecoach.play.status import Status
from voicecoach.units import SECOND_MS


class LiveDisplay(Display):
    """Shows a frame below the text on the terminal, and removes it at the end.

    Only changed lines are written, so nothing flickers. The cursor stays visible and the alternate screen is not used:
    a killed program leaves the terminal usable. In the background nothing is written.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._painted: list[Text] = []
        self._size = console.size
        self._seen: object = None
        self._continued: Any = None
        self._first_pace: float | None = None

    def show(self, status: Status) -> None:
        """Paint the lines that changed since the last status."""
        if not self._in_foreground:
            return
        if self._first_pace is None:
            self._first_pace = status.pace
        size = self._console.size
        seen = (size, _seen(status, size.width))
        if self._painted and seen == self._seen:
            return
        self._seen = seen
        lines = frame_lines(
            status,
            width=max(1, size.width - 1),  # a terminal wraps or waits to when its last column is written
            height=max(1, size.height - 1),
            encoding=self._console.encoding,
            usual_pace=self._first_pace,
        )
        if size != self._size or len(lines) != len(self._painted):
            self._erase()
        self._size = size
        self._paint(lines)

    def __enter__(self) -> Self:
        if hasattr(signal, "SIGCONT") and threading.current_thread() is threading.main_thread():
            self._continued = signal.signal(signal.SIGCONT, self._continue)
        return self

    def __exit__(self, *_: object) -> None:
        if self._continued is not None:
            signal.signal(signal.SIGCONT, self._continued)
        if self._in_foreground:
            self._erase()

    @property
    def _in_foreground(self) -> bool:
        """Whether this program may write to the terminal."""
        if os.name != "posix":
            return True
        try:
            return os.tcgetpgrp(self._console.file.fileno()) == os.getpgrp()
        except (OSError, ValueError):  # a stream without job control belongs to whoever has it open
            return True

    def _paint(self, lines: list[Text]) -> None:
        """Write the changed lines; the cursor is at the beginning of the line below the frame, before and after."""
        if not self._painted:
            self._write("".join(f"{self._drawn(line)}\n" for line in lines))
        else:
            changed = [at for at, line in enumerate(lines) if line != self._painted[at]]
            self._write("".join(self._rewritten(len(lines) - at, lines[at]) for at in changed))
        self._painted = lines

    def _rewritten(self, up: int, line: Text) -> str:
        return f"\x1b[{up}A\r{self._drawn(line)}\x1b[K\x1b[{up}B\r"

    def _drawn(self, line: Text) -> str:
        with self._console.capture() as drawn:
            self._console.print(line, end="", no_wrap=True, overflow="crop", highlight=False, soft_wrap=True)
        return drawn.get()

    def _erase(self) -> None:
        """Erase the frame, also where a terminal that became narrower has wrapped its lines."""
        if self._painted:
            width = max(1, self._console.size.width)
            rows = sum(max(1, -(-line.cell_len // width)) for line in self._painted)
            self._write(f"\x1b[{rows}A\r\x1b[J")
        self._painted = []

    def _write(self, text: str) -> None:
        if text:
            self._console.file.write(text)
            self._console.file.flush()

    def _continue(self, number: int, frame: FrameType | None) -> None:
        """Paint the frame anew, below the shell's output during the suspension."""
        self._painted = []
        if callable(self._continued):
            self._continued(number, frame)


def _seen(status: Status, width: int) -> tuple[Status, int, int]:
    """Return the visible part of a status: the clock in whole seconds, the hold also in columns of its bar.

    The frame takes a hundred times as long, and is made only when this has changed.
    """
    left_ms, hold_ms = status.now.hold_left_ms, status.now.hold_ms
    now = replace(status.now, hold_left_ms=None if left_ms is None else -(-left_ms // SECOND_MS))
    left_columns = width * (left_ms or 0) // hold_ms if hold_ms else 0
    left_s = ((status.now.total_ms or 0) - status.position_ms) // SECOND_MS
    return replace(status, position_ms=status.position_ms // SECOND_MS, now=now), left_columns, left_s
