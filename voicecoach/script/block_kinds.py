"""The kinds of blocks that other texts have and scripts lack."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from voicecoach.errors import Severity


class BlockKind(Enum):
    """The kinds of blocks."""

    FRONT_MATTER = auto()
    TABLE = auto()
    COMMAS = auto()
    HEADINGS = auto()
    FENCE = auto()
    RULES = auto()
    SPEAKERS = auto()
    NAMED_LINES = auto()
    KEYS = auto()
    NOTES = auto()
    FACTS = auto()
    TIMES = auto()
    LIST = auto()
    TITLES = auto()
    PARTS = auto()
    YAML = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one kind.

    Attributes:
        kind: The kind.
        lines: The numbers of its lines, from 0.
        message: What is told at the first of them.
        hint: What to do.
        severity: Whether the session can be played as it is.
    """

    kind: BlockKind
    lines: tuple[int, ...]
    message: str
    hint: str
    severity: Severity = Severity.WARNING
