"""The status in short words, and lines of them that fit a terminal's width."""

from __future__ import annotations

import math

from rich.cells import cell_len
from rich.text import Text

from voicecoach.play.controls.commands import KEY_HELP
from voicecoach.play.display.letters import BLOCKS
from voicecoach.play.status import State, Status
from voicecoach.text import printable_line
from voicecoach.units import MINUTE_MS, SECOND_MS, format_clock

BETWEEN = "  "


def line(text: str, width: int, style: str = "") -> Text:
    """Return one line, its end cut where it is too long."""
    return _cut(Text(text, style), width)


def ends(left: Text, right: Text, width: int) -> Text:
    """Return a line with one text at its left end and one at its right; the left one is cut where both are too long."""
    right = _cut(right, width)
    room = width - right.cell_len
    left = _cut(left, room - len(BETWEEN) if right else room)
    if not right:
        return left
    return Text.assemble(left, " " * (room - left.cell_len), right)


def wrapped(text: str, width: int, rows: int) -> list[Text]:
    """Return exactly so many lines: the last one cut if the text is longer, blank ones if it is shorter."""
    return _filled(_packed(text.split(), width, " "), width, rows)


def items(shown: list[str], width: int, rows: int, style: str) -> list[Text]:
    """Return as many of the items as so many lines take, in order; the last item always, if it fits at all."""
    *others, last = shown
    while others and len(_packed([*others, last], width, BETWEEN)) > rows:
        others.pop()
    return _filled(_packed([*others, last], width, BETWEEN), width, rows, style)


def _packed(parts: list[str], width: int, between: str) -> list[str]:
    """Return the parts in lines, as many in each as fit; one that is too long has a line of its own."""
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}{between}{part}" if lines else part
        if lines and cell_len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def _filled(lines: list[str], width: int, rows: int, style: str = "") -> list[Text]:
    kept = [*lines[: rows - 1], " ".join(lines[rows - 1 :])] if len(lines) > rows else lines
    return [line(each, width, style) for each in [*kept, *[""] * (rows - len(kept))]]


def _cut(text: Text, width: int) -> Text:
    if width <= 0:
        return Text()
    text.truncate(width, overflow="ellipsis")
    return text


_LONGEST_COUNT_MS = 100 * SECOND_MS


class Words:
    """What there is to read, each part as one line in the terminal's own encoding; empty where there is nothing.

    Args:
        status: What to show.
        encoding: Of the terminal; what it lacks is replaced or left out.
        usual_pace: The pace that needs no mention.
    """

    def __init__(self, status: Status, encoding: str, usual_pace: float | None = None) -> None:
        self._status = status
        self._now = status.now
        self._encoding = encoding
        self._usual_pace = usual_pace

    @property
    def step(self) -> str:
        """The step's name; before the first sound, that it is being prepared."""
        return self.shown(self._now.step) or (State.PREPARING if self._status.state is State.PREPARING else "")

    @property
    def side(self) -> str:
        """The side, as the session calls it."""
        return self.shown(self._now.side)

    @property
    def seconds(self) -> str:
        """What is left of the hold, rounded up; from 100 seconds on with minutes."""
        left_ms = self._now.hold_left_ms
        if left_ms is None:
            return ""
        seconds = math.ceil(left_ms / SECOND_MS)
        return str(seconds) if left_ms < _LONGEST_COUNT_MS else format_clock(seconds * SECOND_MS)

    @property
    def place(self) -> str:
        """What it does if it does not simply play; which step, set and rep this is; what is unusual."""
        now, status = self._now, self._status
        plain = (State.PLAYING, State.PREPARING)
        parts = (
            "" if status.state in plain else status.state.upper(),
            _of("step", now.step_number, now.steps),
            _of("set", now.set_number, now.sets),
            _of("rep", now.rep, now.reps),
            "voice off" if status.is_muted else "",
            f"{status.gain_db:+.0f} dB" if status.gain_db else "",
            "" if status.pace in (None, self._usual_pace) else f"pace {status.pace:.2f}",
            f"{status.underruns} times late" if status.underruns else "",
        )
        return ", ".join(part for part in parts if part)

    @property
    def clock(self) -> str:
        """Where the session is, and how long it is if that is known."""
        total_ms = self._now.total_ms
        return format_clock(self._status.position_ms) + ("" if total_ms is None else f" / {format_clock(total_ms)}")

    @property
    def message(self) -> str:
        """What the person should know now."""
        return self.shown(self._status.message)

    @property
    def what(self) -> str:
        """What is being said."""
        return self.shown(self._now.what)

    @property
    def coming(self) -> str:
        """The next step."""
        return f"next: {self.shown(self._now.next_step)}" if self._now.next_step else ""

    @property
    def left(self) -> str:
        """What is left of the session: in minutes while there are some, which is all that a glance wants."""
        if self._now.total_ms is None:
            return ""
        left_ms = max(0, self._now.total_ms - self._status.position_ms)
        return f"{-(-left_ms // MINUTE_MS)} min left" if left_ms >= MINUTE_MS else f"{left_ms // SECOND_MS} s left"

    @property
    def keys(self) -> list[str]:
        """Each key that the terminal has a character for, with what it does."""
        return [f"{key} {short}" for key, short in KEY_HELP if self.can_show(key)]

    @property
    def has_blocks(self) -> bool:
        """Whether large letters can be drawn."""
        return self.can_show(BLOCKS)

    def can_show(self, text: str) -> bool:
        """Return whether the terminal's encoding has all of a text."""
        return self.shown(text) == " ".join(text.split())

    def shown(self, text: str) -> str:
        """Return a text as one line of what the terminal can show."""
        return printable_line(text, self._encoding)


def _of(what: str, number: int | None, count: int | None) -> str:
    if number is None:
        return ""
    return f"{what} {number}" + ("" if count is None else f" of {count}")
