"""The words of the display, and lines that fit the width of a terminal."""

from __future__ import annotations

import math

from rich.cells import cell_len
from rich.text import Text

from voicecoach.play.controls.commands import KEY_TABLE, Command, Key
from voicecoach.play.display.letters import BLOCKS
from voicecoach.play.status import State, Status
from voicecoach.text import printable_line
from voicecoach.units import SECOND_MS, format_clock

BETWEEN = "  "
_LONGEST_COUNT_MS = 100 * SECOND_MS


def line(text: str, width: int, style: str = "") -> Text:
    """Return one line, cut at the end if it is too long."""
    return _cut(Text(text, style), width)


def ends(left: Text, right: Text, width: int) -> Text:
    """Return a line with a text at each end; the left one is cut if they are too long together."""
    right = _cut(right, width)
    room = width - right.cell_len
    left = _cut(left, room - len(BETWEEN) if right else room)
    if not right:
        return left
    return Text.assemble(left, " " * (room - left.cell_len), right)


def wrapped(text: str, width: int, rows: int) -> list[Text]:
    """Return a text as exactly so many lines: the last one cut if the text is longer, blank ones added if shorter."""
    return _filled(_packed(text.split(), width, " "), width, rows)


def items(shown: list[str], width: int, rows: int, style: str) -> list[Text]:
    """Return as many items as fit in the rows, in order; the last item always, if it fits at all."""
    *others, last = shown
    while others and len(_packed([*others, last], width, BETWEEN)) > rows:
        others.pop()
    return _filled(_packed([*others, last], width, BETWEEN), width, rows, style)


def _packed(parts: list[str], width: int, between: str) -> list[str]:
    """Return the parts joined to lines, as many in each as fit; a part that is too long gets its own line."""
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


class StatusWords:
    """The words for each part of a status, as one line in the terminal's encoding; empty where there is nothing.

    Args:
        status: The status to show.
        encoding: Of the terminal; characters that it lacks are replaced or dropped.
        usual_pace: The pace that is not shown.
    """

    def __init__(self, status: Status, encoding: str, usual_pace: float | None = None) -> None:
        self._status = status
        self._now = status.now
        self._encoding = encoding
        self._usual_pace = usual_pace

    @property
    def step(self) -> str:
        """The step's name; PAUSED in its place while the session is paused, "preparing" before the first sound."""
        if self._status.state is State.PAUSED:
            return State.PAUSED.upper()
        return self.shown(self._now.step) or (State.PREPARING if self._status.state is State.PREPARING else "")

    @property
    def side(self) -> str:
        """The side, in the session's language."""
        return self.shown(self._now.side)

    @property
    def seconds(self) -> str:
        """The seconds left of the hold, rounded up; from 100 seconds on with minutes."""
        left_ms = self._now.hold_left_ms
        if left_ms is None:
            return ""
        seconds = math.ceil(left_ms / SECOND_MS)
        return str(seconds) if left_ms < _LONGEST_COUNT_MS else format_clock(seconds * SECOND_MS)

    @property
    def place(self) -> str:
        """The state unless it plays; the numbers of step, set and rep; and settings that are not the default.

        While the session is paused it begins with the step's name, whose place the state has.
        """
        now, status = self._now, self._status
        plain = (State.PLAYING, State.PREPARING)
        parts = (
            self.shown(now.step) if status.state is State.PAUSED else "",
            "" if status.state in (*plain, State.PAUSED) else status.state.upper(),
            _of("step", now.step_number, now.steps),
            _of("set", now.set_number, now.sets),
            _of("rep", now.rep, now.reps),
            "voice off" if status.is_muted else "",
            f"{status.gain_db:+.0f} dB" if status.gain_db else "",
            "" if status.pace in (None, self._usual_pace) else f"pace {status.pace:.2f}",
            f"late sound: {status.underruns}" if status.underruns else "",
        )
        return ", ".join(part for part in parts if part)

    @property
    def clock(self) -> str:
        """The position, and the length of the session if it is known."""
        total_ms = self._now.total_ms
        return format_clock(self._status.position_ms) + ("" if total_ms is None else f" / {format_clock(total_ms)}")

    @property
    def message(self) -> str:
        """The message to the person."""
        return self.shown(self._status.message)

    @property
    def what(self) -> str:
        """The words being spoken, or the kind of silence."""
        return self.shown(self._now.what)

    @property
    def coming(self) -> str:
        """The next step."""
        return f"next: {self.shown(self._now.next_step)}" if self._now.next_step else ""

    @property
    def left(self) -> str:
        """The time left of the session, to the second."""
        if self._now.total_ms is None:
            return ""
        return f"{format_clock(max(0, self._now.total_ms - self._status.position_ms))} left"

    @property
    def keys(self) -> list[str]:
        """The keys that do something now, and what; without keys whose character the terminal lacks."""
        return [f"{key.shown} {self._does_now(key)}" for key in KEY_TABLE if self._is_of_use(key)]

    def _is_of_use(self, key: Key) -> bool:
        is_possible = {Command.MORE: self._now.hold_left_ms is not None, Command.OTHER_SIDE: bool(self._now.side)}
        return is_possible.get(key.command, True) and self.can_show(key.shown)

    def _does_now(self, key: Key) -> str:
        if key.command is Command.PAUSE and self._status.state in (State.PAUSED, State.WAITING):
            return "continue"
        if key.command is Command.MUTE_VOICE and self._status.is_muted:
            return "voice on"
        return key.short

    @property
    def has_blocks(self) -> bool:
        """Whether large letters can be drawn."""
        return self.can_show(BLOCKS)

    def can_show(self, text: str) -> bool:
        """Return whether the terminal's encoding has all characters of a text."""
        return self.shown(text) == " ".join(text.split())

    def shown(self, text: str) -> str:
        """Return a text as one line that the terminal can show."""
        return printable_line(text, self._encoding)


def _of(what: str, number: int | None, count: int | None) -> str:
    if number is None:
        return ""
    return f"{what} {number}" + ("" if count is None else f" of {count}")
