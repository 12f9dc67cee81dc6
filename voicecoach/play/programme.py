"""What is played, and all that the player asks about it: a session, or a plain sound."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from voicecoach.play.controls.commands import Command
from voicecoach.play.status import NowPlaying
from voicecoach.session.navigate.places import Place
from voicecoach.session.timeline import PlacedWait

if TYPE_CHECKING:
    from voicecoach.play.devices.base import Block


@dataclass(frozen=True, slots=True)
class Earcons:
    """What answers the person's commands by ear.

    Attributes:
        yes: A soft tick: it is done.
        no: A lower one: it is not possible now.
        back: What is heard before a hold goes on, with the moment to get into it again; None for nothing.
    """

    yes: Block
    no: Block
    back: Block | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where one take of a session goes over into another.

    Attributes:
        at_ms: The place in the take that is heard.
        begin_ms: The same place in the other.
        blocks: The other's sound from there on.
    """

    at_ms: int
    begin_ms: int
    blocks: Iterator[Block]


class Take(ABC):
    """Another way to go on with the session: at another pace, or with the script as it is now."""

    @abstractmethod
    def arrival(self, position_ms: int, *, is_muted: bool) -> Arrival | None:
        """Return where it takes over from a position on, as soon as that is known; None before that."""

    @abstractmethod
    def install(self) -> None:
        """Let it be the programme from now on; called when it is heard."""

    @abstractmethod
    def drop(self) -> None:
        """Let go of it: another one came before it was heard."""


class Programme(ABC):
    """What is played. This is what every sound can do; a session can do more.

    All but the methods that say so must answer at once, in the main thread.

    Attributes:
        channels: Of the sound.
        earcons: What answers the person; None for silence.
        waits_for_keys: Whether its waits last until somebody presses a key.
        speaks_back: Whether words are heard before a hold goes on, and not the earcon.
        message: What the person should know now; empty for nothing.
    """

    channels: int = 1
    earcons: Earcons | None = None
    waits_for_keys: bool = False
    speaks_back: bool = False
    message: str = ""

    def begin(self) -> None:  # noqa: B027 - most have begun
        """Begin to make the sound; from now on the main thread can be woken."""

    def first_heard(self) -> None:  # noqa: B027 - most have nothing else to do
        """Be told that the first sound goes to the device: what could wait for that may be done now."""

    @abstractmethod
    def blocks(self, begin_ms: int, *, is_muted: bool = False, is_fresh: bool = False) -> Iterator[Block]:
        """Return the sound from a place on, each block ``(frames, channels)``; it may take its time.

        Args:
            begin_ms: The place.
            is_muted: Whether speech is left out.
            is_fresh: Whether words that begin before the place are left out, and not begun in their midst.
        """

    def elsewhere(self, begin_ms: int, *, is_muted: bool) -> Iterator[Block]:
        """Return the sound from a place on to which the person goes."""
        return self.blocks(begin_ms, is_muted=is_muted, is_fresh=True)

    @abstractmethod
    def at(self, position_ms: int) -> NowPlaying:
        """Return what there is at a position; at once, also while the first sound is being made."""

    @property
    def is_complete(self) -> bool:
        """Whether all of it is known."""
        return True

    @property
    def pace(self) -> float | None:
        """How fast is spoken, or None where nothing can change that."""
        return None

    def opening(self) -> Place | None:
        """Return where to begin; None as long as that is not known.

        Raises:
            NotFoundError: There is no such place.
        """
        return Place(0)

    def target(self, command: Command, position_ms: int) -> Place | None:
        """Return where a command leads that asks for another place; None for nowhere, or nowhere known yet."""
        del command, position_ms
        return None

    def is_in_hold(self, position_ms: int) -> bool:
        """Return whether a position lies in a hold."""
        del position_ms
        return False

    def lengthen(self, position_ms: int) -> bool:
        """Make the hold at a position ten seconds longer from there on; return whether there is one."""
        del position_ms
        return False

    def next_wait(self, position_ms: int) -> PlacedWait | None:
        """Return the wait at a position, or else the next one that is known."""
        del position_ms
        return None

    def wait_words(self, position_ms: int) -> Block | None:
        """Return what is spoken while a session waits for a key; may take its time."""
        del position_ms
        return None

    def words_back(self, position_ms: int) -> Block | None:
        """Return what is spoken before a hold goes on, where ``speaks_back``; may take its time."""
        del position_ms
        return None

    def where(self, position_ms: int, hold_left_ms: int | None) -> Block | None:
        """Return the words that tell where a position is; None where nothing can. May take its time."""
        del position_ms, hold_left_ms
        return None

    def repaced(self, *, faster: bool) -> Callable[[], Take] | None:
        """Return what makes a take with faster or slower speech, which may take its time; None at the limit."""
        del faster
        return None

    def revised(self) -> Callable[[], Take] | None:
        """Return what makes a take of the script as it was saved just now, if it was."""
        return None

    def note(  # noqa: B027 - most keep nothing
        self, position_ms: int, gain_db: float, *, is_muted: bool, is_last: bool = False
    ) -> None:
        """Keep in mind how far it was heard; ``is_last`` where the person quits."""


class PlainProgramme(Programme):
    """A sound that is played from its beginning to its end, and nothing else."""

    def __init__(self, blocks: Iterator[Block], channels: int, describe: Callable[[int], NowPlaying]) -> None:
        self.channels = channels
        self._blocks = blocks
        self._describe = describe

    def blocks(self, begin_ms: int, *, is_muted: bool = False, is_fresh: bool = False) -> Iterator[Block]:
        """Return the sound."""
        del begin_ms, is_muted, is_fresh
        return self._blocks

    def at(self, position_ms: int) -> NowPlaying:
        """Return what there is at a position."""
        return self._describe(position_ms)
