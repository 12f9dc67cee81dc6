"""What a person wrote, node by node, each with the place where it was written.

A :class:`Routine` is the whole script as written: nothing is filled in, unrolled or chosen yet. Locations do
not take part in comparisons, so two scripts that say the same are equal wherever their words stand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from voicecoach.errors import Location
from voicecoach.script.source import Comment
from voicecoach.script.spec import Settings


class Side(StrEnum):
    """A side of the body."""

    RIGHT = "right"
    LEFT = "left"

    @property
    def other(self) -> Side:
        """The opposite side."""
        return Side.LEFT if self is Side.RIGHT else Side.RIGHT


@dataclass(frozen=True, slots=True)
class Words:
    """Words that are spoken as they stand; ``*`` marks of emphasis are still in them."""

    text: str
    location: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class Substitution:
    """``(written){spoken}``: one form for the eye, another for the voice."""

    written: str
    spoken: str
    location: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class Variable:
    """``{name}``: filled in when the session is unrolled."""

    name: str
    location: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class SideChoice:
    """``{side|rechtes|linkes}``: a word chosen by the side, right first."""

    right: str
    left: str
    location: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class Pause:
    """``[pause 2s]``: exactly this much silence."""

    duration_ms: int
    location: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class Chime:
    """``[chime bowl]``: a strike; the session goes on while it rings."""

    sound: str
    location: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class Recording:
    """``[sound intro.wav]``: a recording; the session goes on when it ends."""

    sound: str
    location: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class Wait:
    """``[wait 20s]``: live until a key is pressed; in a file, this long."""

    duration_ms: int
    location: Location = field(compare=False)


Word = Words | Substitution | Variable | SideChoice
Action = Pause | Chime | Recording | Wait
Piece = Word | Action


@dataclass(frozen=True, slots=True)
class Text:
    """Words and actions in the order in which they were written; never empty."""

    pieces: tuple[Piece, ...]
    location: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are spoken one after the other."""

    text: Text


@dataclass(frozen=True, slots=True)
class Break:
    """A blank line: the pause between two paragraphs."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """``[repeat n]`` … ``[end]`` inside paragraphs."""

    count: int
    flow: Flow
    location: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class Include:
    """``[include NAME]``: another script's paragraphs and steps come in here."""

    name: str
    location: Location = field(compare=False)


FlowItem = Paragraph | Break | Repeat | Include | Comment
Flow = tuple[FlowItem, ...]
"""What is spoken in order, with the blank lines in it."""


@dataclass(frozen=True, slots=True)
class Part:
    """Paragraphs without a name: the introduction, or what follows a ``---``."""

    flow: Flow
    location: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class Step:
    """``## Name`` with its settings and paragraphs."""

    name: Text
    settings: Settings
    flow: Flow
    location: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class SessionRepeat:
    """``[repeat n]`` … ``[end]`` around whole steps."""

    count: int
    sections: tuple[Section, ...]
    location: Location = field(compare=False)


Section = Part | Step | SessionRepeat


@dataclass(frozen=True, slots=True)
class Routine:
    """A whole script as written.

    Attributes:
        title: The text behind ``#``, or None: the file's name then serves.
        settings: The settings above the first step.
        sections: The introduction (an unnamed part) if there is one, then steps and parts in order.
        path: Where the script was read from, as shown to the person.
    """

    title: Text | None
    settings: Settings
    sections: tuple[Section, ...]
    path: str = field(compare=False)
