"""The script that is being written: its lines, each with the line of the source, and the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from voicecoach.importing.report import Entry, Kind


@dataclass
class Draft:
    """A script that is being written.

    Attributes:
        lines: Its lines, each with the line of the source.
        entries: The report.
        title: Its title; empty where the source has none.
        language: The code of its language; empty where it could not be told.
    """

    lines: list[tuple[str, int]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    title: str = ""
    language: str = ""

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(line for line, _ in self.lines) + "\n"

    def line(self, words: str, line: int) -> None:
        """Add a line, with the line of the source that it comes from."""
        self.lines.append((words, line))

    def blank(self) -> None:
        """Add a blank line, unless there is one already."""
        if self.lines and self.lines[-1][0]:
            self.lines.append(("", self.lines[-1][1]))

    def entry(self, line: int, source: str, kind: Kind, became: str) -> None:
        """Add an entry to the report."""
        self.entries.append(Entry(line, " ".join(source.split()), kind, became))

    def has_open_repeat(self, pieces: Sequence[str]) -> bool:
        """Return whether an ``[end]`` behind the pieces of a line would end a repeat."""
        text = " ".join([*(line for line, _ in self.lines), *pieces]).lower()
        return len(re.findall(r"\[\s*repeat\b", text)) > len(re.findall(r"\[\s*end\s*\]", text))

    def comment(self, text: str, line: int, why: str = "") -> None:
        """Add words as a comment; a reason that begins with "unsure:" is told in the report."""
        words = " ".join(text.split()).replace("--", "–").strip()
        if not words:
            return
        self.blank()
        self.line(f"<!-- {words} -->", line)
        self.blank()
        if why.startswith("unsure"):
            self.entry(line, text, Kind.UNSURE, f"a comment: {why.removeprefix('unsure: ')}")
        else:
            self.entry(line, text, Kind.COMMENT, f"<!-- {words} -->")
