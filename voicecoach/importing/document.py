"""The common model of every source: blocks in order, each with the line of the source where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from voicecoach.units import Span

MOST_BLOCKS = 15_000
"""The most blocks of a source."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the highest."""

    text: str
    level: int
    line: int


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Spoken words, with the directions that are written among them."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list.

    Attributes:
        text: Its words, without the bullet or number.
        line: The line of the source.
        number: ``3.`` as written before it; empty for a bullet.
        indent: The number of spaces before it: an item inside another one has more of them.
    """

    text: str
    line: int
    number: str = ""
    indent: int = 0


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table.

    Attributes:
        cells: The words of its columns.
        header: The heads of the columns; empty where the table has none.
        line: The line of the source.
    """

    cells: tuple[str, ...]
    header: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class TimedCue:
    """Words that begin at a time of the session, in milliseconds from its start."""

    text: str
    start_ms: int
    line: int


@dataclass(frozen=True, slots=True)
class TimedSilence:
    """A pause that the format itself has, in milliseconds."""

    span_ms: Span
    source: str
    line: int


@dataclass(frozen=True, slots=True)
class Note:
    """A part of the source that is not spoken and stands as a comment.

    Attributes:
        text: Its words.
        line: The line of the source.
        why: The reason, for the report; empty where it is plain.
    """

    text: str
    line: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise with its figures; a count or length that is not given is None.

    Attributes:
        name: The step's name.
        line: The line of the source.
        source: The words of the source.
        hold_ms: The length of one hold.
        sets: How often it is all done.
        reps: The repetitions of a set.
        rest_ms: The rest between sets.
        has_sides: Whether both sides take turns.
        ways: The two ways in place of the right and the left side: forward, backward.
        pyramid: The repetitions of each set, where they differ.
        phases: The parts of one breath, each with its length and its words, in place of a hold.
        texts: Sentences to speak before it.
        notes: Words of the source that fit nowhere else.
        doubts: What is unsure about how it was understood.
        is_listed: Whether it is one of a list or table, so that paragraphs behind it are not its own.
    """

    name: str
    line: int
    source: str
    hold_ms: Span | None = None
    sets: Span | None = None
    reps: Span | None = None
    rest_ms: Span | None = None
    has_sides: bool = False
    ways: tuple[str, ...] = ()
    pyramid: tuple[int, ...] = ()
    phases: tuple[tuple[Span, str], ...] = ()
    texts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    is_listed: bool = False

    @property
    def figures(self) -> int:
        """The number of its kinds of figures: hold, sets, reps, rest, sides."""
        return sum(map(bool, (self.hold_ms, self.sets, self.reps, self.rest_ms, self.has_sides)))


@dataclass(frozen=True, slots=True)
class Rounds:
    """All exercises from here to the end, or to where the rounds end, so many times.

    Attributes:
        count: The number of rounds.
        line: The line of the source.
        source: The words of the source.
        rest_ms: The rest behind each round.
        between_ms: The rest between two exercises.
    """

    count: int
    line: int
    source: str
    rest_ms: Span | None = None
    between_ms: Span | None = None


@dataclass(frozen=True, slots=True)
class SafetyLine:
    """A sentence that warns: it is spoken at the beginning of the session."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class EndOfRounds:
    """The end of a group of exercises that are done in turns."""

    line: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page between two parts."""

    line: int


Block = (
    Heading | Rule | TextBlock | Item | TableRow | TimedCue | TimedSilence | Note | Exercise | Rounds | EndOfRounds
    | SafetyLine
)  # fmt: skip

Words = TextBlock | Item
"""A block of words to speak: to ask for one of these names is quicker than for the types, joined anew each time."""
WrittenLine = TextBlock | Item | Heading
Unspoken = Note | Rule


def replaced(blocks: Sequence[Block], made: Mapping[int, tuple[Sequence[Block], int]]) -> list[Block]:
    """Return blocks with other ones in place of some.

    Args:
        blocks: The blocks.
        made: By the place of the first that goes: the ones that come, and how many go.
    """
    kept: list[Block] = []
    end = 0
    for at, block in enumerate(blocks):
        if at in made and at >= end:
            kept += made[at][0]
            end = at + made[at][1]
        elif at >= end:
            kept.append(block)
    return kept


def text_of(block: Block | None) -> str:
    """Return the words of a block; empty for one without any, such as a rule or a row of a table, and for no block."""
    return str(getattr(block, "text", ""))


@dataclass(slots=True)
class Document:
    """A source as read.

    Attributes:
        blocks: Its blocks, in order.
        title: The title that the format states; empty where it states none.
        language: The language that the format states; empty where it states none.
        dropped: Parts without meaning for a session, such as page numbers; they are told and not kept.
        remarks: Doubts about the reading, such as a guessed encoding.
    """

    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    language: str = ""
    dropped: list[Note] = field(default_factory=list)
    remarks: list[Note] = field(default_factory=list)

    @property
    def has_too_many_blocks(self) -> bool:
        """Whether it is refused, however it goes on: no session of 24 hours has so many."""
        return len(self.blocks) > MOST_BLOCKS

    def add_table(self, rows: Sequence[Sequence[str]], line: int) -> int:
        """Add the rows of a table, the first of several as the heads of the columns.

        Args:
            rows: The cells of each row.
            line: The line before the first row below the heads.

        Returns:
            The line of the last row.
        """
        header = tuple(rows[0]) if len(rows) > 1 else ()
        for cells in rows[1:] if header else rows:
            line += 1
            self.blocks.append(TableRow(tuple(cells), header, line))
        return line
