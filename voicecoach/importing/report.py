"""The report of an import: one entry for each part of the source, with what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The fates of a part of the source."""

    SPOKEN = "spoken"
    PAUSE = "pause"
    CHIME = "chime"
    STEP = "step"
    SETTING = "setting"
    COMMENT = "comment"
    DROPPED = "dropped"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Entry:
    """One part of the source.

    Attributes:
        line: Its line in the source; its paragraph in a word processor's file.
        source: Its words.
        kind: Its fate.
        became: The line of the script, or the reason.
    """

    line: int
    source: str
    kind: Kind
    became: str

    def as_json(self) -> dict[str, str | int]:
        """Return the entry as ``import --json`` prints it."""
        return {"line": self.line, "source": self.source, "kind": self.kind.value, "became": self.became}


def places_of(lines: Iterable[int]) -> str:
    """Return the lines of a remark about several lines, in brackets; empty for one line, which its entry tells.

    >>> places_of([7, 9, 9]), places_of([7, 7])
    (' (lines: 7, 9)', '')
    """
    numbers = list(dict.fromkeys(lines))
    return f" (lines: {', '.join(map(str, numbers))})" if len(numbers) > 1 else ""


def with_last_doubts(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Yield the entries without a doubt "spoken" about words of which a later one tells what became of them."""
    told = (Kind.UNSURE, Kind.COMMENT)
    last = {(one.line, one.source.strip("*_ ")): one for one in entries if one.kind in told}
    for one in entries:
        is_last = last.get((one.line, one.source.strip("*_ ")), one) is one
        if is_last or one.kind is not Kind.UNSURE or not one.became.startswith("spoken."):
            yield one
