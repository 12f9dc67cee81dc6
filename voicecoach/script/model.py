"""The tree of a script as written, and the values of its settings.

A :class:`Routine` is the whole script before variables are filled in, repeats are unrolled and variants are chosen.
Each node has the location where it was written. Comparisons ignore locations, so two scripts with the same content are
equal.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction

from voicecoach.errors import Location
from voicecoach.script.directions import PauseLength
from voicecoach.script.source import Comment
from voicecoach.script.spec import Off, Settings
from voicecoach.units import Span, format_duration, format_duration_span


@dataclass(frozen=True, slots=True)
class Words:
    """Words that are spoken as written; they still have their ``*`` marks of emphasis.

    Attributes:
        text: The words.
        location: The location of the first character.
        lines: Where each further line begins: the offset in the text, and the location.
    """

    text: str
    location: Location = field(compare=False)
    lines: tuple[tuple[int, Location], ...] = field(default=(), compare=False, repr=False)

    def at(self, offset: int) -> Location:
        """Return the location of the character at an offset; its column is exact where nothing is escaped before it."""
        begin, place = next((one for one in reversed(self.lines) if one[0] <= offset), (0, self.location))
        return place._replace(column=place.column + offset - begin)


@dataclass(frozen=True, slots=True)
class Substitution:
    """``(written){spoken}``: one form that is shown, another that is spoken."""

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
    """``{side|rechtes|linkes}``: a word for each side, right first, or in the order of a step's own names."""

    words: tuple[str, ...]
    location: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class Pause:
    """``[pause 2s]``, ``[pause 3 breaths]``, ``[long pause]``: silence of this length."""

    length: PauseLength
    location: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class Chime:
    """``[chime bowl]``: a chime; the session continues while it rings.

    Attributes:
        sound: Its name.
        location: Its place in the script.
        after_ms: The time from its onset to what comes next, ``[chime bowl 4s]``; None for the default.
    """

    sound: str
    location: Location = field(compare=False)
    after_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """``[sound intro.wav]``: a recording; the session continues when it ends."""

    sound: str
    location: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class Wait:
    """``[wait 20s]``: a pause until a key is pressed; in a file, a pause of this length."""

    duration_ms: int
    location: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class Until:
    """``[until 1:10]``: silence until this time of the session; ``[until +30s]`` counts from the step's start."""

    time_ms: int
    is_from_step: bool
    location: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class VoiceChange:
    """A voice change: ``[voice hibari:emma]``, ``[voice de]``, or ``[voice]`` back again.

    Attributes:
        voice: The name of the voice, or None for any voice of the language.
        language: The tag of the language of the words, or None where the voice tells it.
    """

    voice: str | None
    language: str | None
    location: Location = field(compare=False)

    @property
    def is_back(self) -> bool:
        """Whether it goes back to the voice of the session or the step."""
        return self.voice is None and self.language is None


@dataclass(frozen=True, slots=True)
class Gap:
    """``[gap 1.5]``: silence this many times as long as the phrase before it."""

    factor: Fraction
    location: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class BedChange:
    """``[bed rain -20 dB]``, ``[bed off 3s]``, ``[bed]``: another bed from here on.

    Attributes:
        bed: The bed, ``OFF`` for none, or None for that of the step or the session again.
        fade_ms: The length of the crossfade; None for the default.
    """

    bed: BedSetting | Off | None
    fade_ms: int | None
    location: Location = field(compare=False)


Word = Words | Substitution | Variable | SideChoice
Action = Pause | Chime | Recording | Wait | Until | VoiceChange | Gap | BedChange
Piece = Word | Action


@dataclass(frozen=True, slots=True)
class Text:
    """Words and actions in the order of the script; never empty."""

    pieces: tuple[Piece, ...]
    location: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Adjacent lines, spoken as one text."""

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
    """``[include NAME]``: replaced by the paragraphs and steps of another script."""

    name: str
    location: Location = field(compare=False)


FlowItem = Paragraph | Break | Repeat | Include | Comment
Flow = tuple[FlowItem, ...]
"""Paragraphs and what is between them, in the order of the script."""


@dataclass(frozen=True, slots=True)
class Part:
    """Paragraphs outside steps: the introduction, or those after a ``---``."""

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
    sections: tuple[RoutineSection, ...]
    location: Location = field(compare=False)


RoutineSection = Part | Step | SessionRepeat


@dataclass(frozen=True, slots=True)
class Routine:
    """A whole script as written.

    Attributes:
        title: The text after ``#``, or None: then the file's name is the title.
        settings: The settings above the first step.
        sections: The introduction (an unnamed part) if there is one, then steps and parts in order.
        path: The script's path as shown to the person.
    """

    title: Text | None
    settings: Settings
    sections: tuple[RoutineSection, ...]
    path: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a hold, or a row of points.

    Attributes:
        anchor: ``half``, ``begin``, ``end``; or ``every`` and ``random`` for a row.
        offset_ms: The distance after the hold's start, or before its end; in a row, the least distance between two
            points. 0 for ``half``.
        most_ms: The greatest distance between two points of a random row; 0 for any other point.
    """

    anchor: str
    offset_ms: int = 0
    most_ms: int = 0

    def __str__(self) -> str:
        match self.anchor:
            case "half":
                return "half"
            case "end":
                return f"end-{format_duration(self.offset_ms)}"
            case "every":
                return f"every {format_duration(self.offset_ms)}"
            case "random":
                return f"random {format_duration_span(Span(self.offset_ms, self.most_ms))}"
            case _:
                return format_duration(self.offset_ms)

    def in_hold_ms(self, hold_ms: int) -> int:
        """Return the distance from the hold's start, in a row that of the first point; halves are rounded up."""
        match self.anchor:
            case "half":
                return (hold_ms + 1) // 2
            case "end":
                return hold_ms - self.offset_ms
            case _:
                return self.offset_ms


@dataclass(frozen=True, slots=True)
class Breath:
    """One part of a round of breathing: ``in``, ``hold`` or ``out``, and its range of lengths."""

    kind: str
    span_ms: Span


BySet = tuple[Span, ...]
"""A range for each set, or one for all sets."""


@dataclass(frozen=True, slots=True)
class Growth:
    """One part of the breath that grows or shrinks, evenly from the first round to the last.

    Attributes:
        kind: ``in``, ``hold`` or ``out``.
        first_ms: Its length in the first round.
        last_ms: Its length in the last round.
    """

    kind: str
    first_ms: int
    last_ms: int


@dataclass(frozen=True, slots=True)
class BreathRounds:
    """The number of rounds of breathing, and the parts of the breath that change from round to round."""

    count: Span
    growth: tuple[Growth, ...] = ()


@dataclass(frozen=True, slots=True)
class Chimes:
    """The sound of each signal that is named; None turns the signal off."""

    sounds: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class BedSetting:
    """A bed of one sound, or of two that sound together.

    Attributes:
        sound: The name of the sound.
        level_db: Its level relative to the voice, or None for the default level.
        is_once: Whether it plays once, from its beginning; otherwise it goes on without end.
        second: The other layer, which has none of its own.
    """

    sound: str
    level_db: Fraction | None = None
    is_once: bool = False
    second: BedSetting | None = None

    @property
    def layers(self) -> tuple[BedSetting, ...]:
        """The layers, each as a bed of its own."""
        return (replace(self, second=None), *((self.second,) if self.second is not None else ()))
