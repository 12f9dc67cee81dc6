"""The commands of a live session, the table of keys that give them, and their queue."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Command(StrEnum):
    """A command, in the words that the list of keys shows."""

    PAUSE = "pause or resume"
    NEXT = "next step"
    PREVIOUS = "previous step"
    RESTART_SIDE = "this side again"
    OTHER_SIDE = "the other side"
    MORE = "ten seconds more of this hold"
    LOUDER = "louder"
    SOFTER = "softer"
    FASTER = "faster speech"
    SLOWER = "slower speech"
    MUTE_VOICE = "voice off or on"
    WHERE = "where am I"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the table.

    Attributes:
        command: The command of the keys.
        typed: All keys for it, letters in lower case; special keys by the name that :func:`named` returns.
        shown: The key as the screen shows it.
        short: The command in one or two words, for the screen.
    """

    command: Command
    typed: tuple[str, ...]
    shown: str
    short: str


KEY_TABLE = (
    Key(Command.PAUSE, (" ",), "space", "pause"),
    Key(Command.NEXT, ("right", "n"), "\N{RIGHTWARDS ARROW}", "next"),
    Key(Command.PREVIOUS, ("left", "p", "b"), "\N{LEFTWARDS ARROW}", "back"),
    Key(Command.RESTART_SIDE, ("r",), "r", "again"),
    Key(Command.OTHER_SIDE, ("o",), "o", "other side"),
    Key(Command.MORE, ("t", "+"), "t", "ten more seconds"),
    Key(Command.WHERE, ("w", "enter"), "w", "where am I"),
    Key(Command.LOUDER, ("up",), "\N{UPWARDS ARROW}", "louder"),
    Key(Command.SOFTER, ("down",), "\N{DOWNWARDS ARROW}", "softer"),
    Key(Command.FASTER, ("f",), "f", "faster"),
    Key(Command.SLOWER, ("s",), "s", "slower"),
    Key(Command.MUTE_VOICE, ("v",), "v", "voice off"),
    Key(Command.QUIT, ("q",), "q", "quit"),
)

# ECMA-48 cursor keys as terminals send them: ESC [ A, in application mode ESC O A, with Shift and the like ESC [ 1;2 A.
_ARROW = re.compile(r"\x1b[\[O](?:1;\d+)?([ABCD])")
_ARROWS = {"A": "up", "B": "down", "C": "right", "D": "left"}
# The Windows console gives a special key as two characters: the keyboard's own arrows and the number block's.
_WINDOWS_ARROWS = {"H": "up", "P": "down", "M": "right", "K": "left"}
_WINDOWS_SPECIAL = ("\x00", "\xe0")
_ENTER = ("\r", "\n", "\x1bOM")

_COMMANDS = {typed: key.command for key in KEY_TABLE for typed in key.typed}


def command_of(key: str, *, any_key: bool = False) -> Command | None:
    r"""Return the command of a key, in either case; None for a key without one.

    Args:
        key: As :meth:`Keys.wait` gives it: a character, or the whole code of a special key.
        any_key: Whether every key pauses and goes on, but for the one that quits.

    >>> command_of("R"), command_of("\x1bOC"), command_of("x"), command_of("x", any_key=True)
    (<Command.RESTART_SIDE: 'this side again'>, <Command.NEXT: 'next step'>, None, <Command.PAUSE: 'pause or resume'>)
    """
    command = _COMMANDS.get(named(key))
    if any_key and command is not Command.QUIT:
        return Command.PAUSE
    return command


def named(key: str) -> str:
    """Return the name of a special key (``up``, ``down``, ``left``, ``right``, ``enter``); others in lower case."""
    if arrow := _ARROW.fullmatch(key):
        return _ARROWS[arrow[1]]
    if len(key) == 2 and key[0] in _WINDOWS_SPECIAL:  # noqa: PLR2004 - the mark of a special key, and which one
        return _WINDOWS_ARROWS.get(key[1], key)
    return "enter" if key in _ENTER else key.lower()


class CommandQueue:
    """Commands in the order in which they came. Any thread may add one; the player's main thread takes them.

    Args:
        wake: Called after each command that is added, in the same thread; makes the main thread look.
    """

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        # Appending to a deque and taking from it are atomic.
        self._waiting: deque[Command] = deque()

    def put(self, command: Command) -> None:
        """Add a command."""
        self._waiting.append(command)
        self._wake()

    def take(self) -> Command | None:
        """Remove and return the command that has waited longest; None if there is none."""
        return self._waiting.popleft() if self._waiting else None
