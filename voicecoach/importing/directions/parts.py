"""The parts of a line: words to speak, directions, actions of a script, and brackets without a known meaning."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.importing.report import Kind
from voicecoach.script.directions import Direction

_OF_BLOCK = ("repeat", "end", "include")


@dataclass(frozen=True, slots=True)
class SpokenWords:
    """Words to be spoken.

    Attributes:
        text: The words.
        doubt: Why that is not certain; empty where it is.
    """

    text: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class FoundDirection:
    """A direction, the words of the source for it, and why it is not certain; empty where it is."""

    direction: Direction
    source: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """An action that is already written as in a script, such as ``[chime bowl]``."""

    text: str

    @property
    def kind(self) -> Kind:
        """The kind that the report calls it."""
        word = self.text.strip("[ ").lower()
        return Kind.CHIME if word.startswith("chime") else Kind.STEP if word.startswith(_OF_BLOCK) else Kind.PAUSE


@dataclass(frozen=True, slots=True)
class UnclearDirection:
    """Something in brackets that nobody would say aloud, without a known meaning.

    Attributes:
        source: Its words.
        doubt: What a person can do about it.
    """

    source: str
    doubt: str = "unknown direction. Remove the brackets to have it spoken"


Part = SpokenWords | FoundDirection | Action | UnclearDirection
