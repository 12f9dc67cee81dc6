"""The script that is being written: its lines, each with the line of the source, and the report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from voicecoach.importing.report import Entry, Kind

_REPEAT = re.compile(r"\[\s*repeat\b", re.IGNORECASE)
_END = re.compile(r"\[\s*end\s*\]", re.IGNORECASE)


@dataclass
class Draft:
    """A script that is being written.

    Attributes:
        lines: Its lines, each with the line of the source.
        entries: The report.
        title: Its title; empty where the source has none.
        language: The code of its language; empty where it could not be told.
        open_repeats: How many more lines begin a repeat than end one.
    """

    lines: list[tuple[str, int]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    title: str = ""
    language: str = ""
    open_repeats: int = 0

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(line for line, _ in self.lines) + "\n"

    def line(self, words: str, line: int) -> None:
        """Add a line, with the line of the source that it comes from."""
        self.insert(len(self.lines), words, line)

    def insert(self, at: int, words: str, line: int) -> None:
        """Put a line in before another one."""
        self.lines.insert(at, (words, line))
        self.open_repeats += _opened([words])

    def has_open_repeat(self, pieces: Iterable[str]) -> bool:
        """Return whether an ``[end]`` behind the lines and some pieces of the next one would end a repeat."""
        return self.open_repeats + _opened(pieces) > 0

    def blank(self) -> None:
        """Add a blank line, unless there is one already."""
        if self.lines and self.lines[-1][0]:
            self.lines.append(("", self.lines[-1][1]))

    def is_below_step(self) -> bool:
        """Return whether nothing but settings stands between here and the step's name."""
        for line, _ in reversed(self.lines):
            if line.startswith("## "):
                return True
            if line and not line.startswith(("- ", "<!--")):
                return False
        return False

    def entry(self, line: int, source: str, kind: Kind, became: str) -> None:
        """Add an entry to the report."""
        self.entries.append(Entry(line, " ".join(source.split()), kind, became))

    def comment(self, text: str, line: int, why: str = "") -> None:
        """Add words as a comment; a reason that begins with "unsure:" is told in the report."""
        words = " ".join(text.split()).replace("--", "–").strip()
        if not words:
            return
        self.blank()
        self.line(f"<!-- {words} -->", line)
        self.blank()
        if why.startswith("unsure"):
            self.entry(line, text, Kind.UNSURE, f"not spoken: {why.removeprefix('unsure: ')}")
        else:
            self.entry(line, text, Kind.COMMENT, f"<!-- {words} -->")


def _opened(texts: Iterable[str]) -> int:
    """Return how many more repeats some texts begin than end."""
    return sum(len(_REPEAT.findall(text)) - len(_END.findall(text)) for text in texts if "[" in text)
