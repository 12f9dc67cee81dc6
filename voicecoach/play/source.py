"""The playback source: everything that the player asks about a session, or about a plain sound."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from voicecoach.play.controls.commands import Command
from voicecoach.play.devices.base import Block
from voicecoach.play.status import NowPlaying
from voicecoach.session.navigate.places import Place
from voicecoach.session.timeline import PlacedWait


@dataclass(frozen=True, slots=True, eq=False)
class Earcons:
    """Short sounds that answer a command.

    Attributes:
        yes: A soft tick: done.
        no: A lower one: not possible now.
        back: The sound before a hold goes on, with the moment to get into it again; None for nothing.
    """

    yes: Block
    no: Block
    back: Block | None = None


@dataclass(frozen=True, slots=True, eq=False)
class VariantStart:
    """The place where a variant takes over.

    Attributes:
        at_ms: The position in the session that is heard.
        begin_ms: The same place in the variant.
        blocks: The variant's sound from there on.
    """

    at_ms: int
    begin_ms: int
    blocks: Iterator[Block]


class Variant(ABC):
    """Another version of the session: at another pace, or of the script as it is now."""

    @abstractmethod
    def start(self, position_ms: int, *, is_muted: bool) -> VariantStart | None:
        """Return where it takes over after a position; None as long as too little of it is spoken.

        Raises:
            VoicecoachError: It cannot be spoken.
        """

    @abstractmethod
    def install(self) -> None:
        """Make it the playback source's session; called when it is heard."""

    @abstractmethod
    def drop(self) -> None:
        """Discard it, because another variant replaced it before it was heard."""


class PlaybackSource(ABC):
    """A playback source. Every sound has these methods; the defaults are those of a plain sound.

    The methods answer at once, in the main thread, except those that say otherwise.

    Attributes:
        channels: 1 or 2.
        earcons: The answers to commands; None for silence.
        waits_for_keys: Whether its waits last until a key is pressed.
        speaks_back: Whether words are heard before a hold goes on, instead of the earcon.
    """

    channels: int = 1
    earcons: Earcons | None = None
    waits_for_keys: bool = False
    speaks_back: bool = False

    def begin(self) -> None:  # noqa: B027 - most have begun
        """Begin to make the sound; from now on the main thread can be woken."""

    def first_heard(self) -> None:  # noqa: B027 - most have nothing else to do
        """Begin slow work that waited for the first sound."""

    @abstractmethod
    def blocks(self, begin_ms: int, *, is_muted: bool = False, is_fresh: bool = False) -> Iterator[Block]:
        """Return the sound from a position on, each block ``(frames, channels)``; the iterator may be slow.

        Args:
            begin_ms: The position.
            is_muted: Whether to skip speech.
            is_fresh: Whether to skip words that begin before the position, rather than begin in their midst.
        """

    def elsewhere(self, begin_ms: int, *, is_muted: bool) -> Iterator[Block]:
        """Return the sound from a position on to which the person jumps."""
        return self.blocks(begin_ms, is_muted=is_muted, is_fresh=True)

    @abstractmethod
    def at(self, position_ms: int) -> NowPlaying:
        """Return the step, side, hold and words at a position, also while the first sound is being made."""

    @property
    def is_complete(self) -> bool:
        """Whether all of it is known."""
        return True

    @property
    def pace(self) -> float | None:
        """The pace of speech, or None where it cannot change."""
        return None

    def start_place(self) -> Place | None:
        """Return the place to begin at; None while that is not known.

        Raises:
            NotFoundError: There is no such place.
        """
        return Place(0)

    def target(self, command: Command, position_ms: int) -> Place | None:
        """Return where a command leads from a position; None for nowhere, or nowhere known yet."""
        return None

    def is_in_hold(self, position_ms: int) -> bool:
        """Return whether a position lies in a hold."""
        return False

    def lengthen(self, position_ms: int) -> bool:
        """Make the hold at a position ten seconds longer from there on; return whether there is one."""
        return False

    def next_wait(self, position_ms: int) -> PlacedWait | None:
        """Return the wait at a position, or else the next one that is known."""
        return None

    def wait_words(self, position_ms: int) -> Block | None:
        """Return the words that ask for a key; may be slow."""
        return None

    def words_back(self, position_ms: int) -> Block | None:
        """Return the words before a hold resumes, if ``speaks_back``; may be slow."""
        return None

    def where(self, position_ms: int, hold_left_ms: int | None) -> Block | None:
        """Return the words that describe a position; None for none. May be slow."""
        return None

    def repaced(self, *, faster: bool) -> Callable[[], Variant] | None:
        """Return a function that makes a variant with faster or slower speech; None at the limit. It may be slow."""
        return None

    def revised(self) -> Callable[[], Variant] | None:
        """Return a function that makes a variant of the script if it was just saved, else None. It may be slow."""
        return None

    def note(  # noqa: B027 - most save nothing
        self, position_ms: int, gain_db: float, *, is_muted: bool, is_last: bool = False
    ) -> None:
        """Save the position up to which it was heard; ``is_last`` when the person quits."""


class PlainSource(PlaybackSource):
    """A sound that is played from its beginning to its end.

    Args:
        blocks: The sound, each block ``(frames, channels)``.
        channels: Of the blocks.
        describe: Returns what to show at a position in milliseconds.
    """

    def __init__(self, blocks: Iterator[Block], channels: int, describe: Callable[[int], NowPlaying]) -> None:
        self.channels = channels
        self._blocks = blocks
        self._describe = describe

    def blocks(self, begin_ms: int, *, is_muted: bool = False, is_fresh: bool = False) -> Iterator[Block]:
        """Return the sound."""
        return self._blocks

    def at(self, position_ms: int) -> NowPlaying:
        """Return what to show at a position."""
        return self._describe(position_ms)
