"""The text of a script with the place of every character, and the mistakes found in it."""

from __future__ import annotations

import bisect
import codecs
import difflib
import re
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from voicecoach.errors import Diagnostic, Location, ScriptError, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LARGEST_SCRIPT_BYTES = 1_000_000

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_COMMENT_START = "<!--"
_SPACES_AS_MEANT = dict.fromkeys(map(ord, "\t\u00a0\u2007\u202f\u3000\ufeff"), " ")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Report:
    """Collects every mistake of a reading, so that a person sees them all at once."""

    def __init__(self) -> None:
        self._diagnostics: list[Diagnostic] = []

    def error(self, location: Location, message: str, hint: str = "") -> None:
        """Add a mistake that stops the session."""
        self._diagnostics.append(Diagnostic(location, Severity.ERROR, message, hint))

    def warning(self, location: Location, message: str, hint: str = "") -> None:
        """Add a remark about something legal that is probably not meant."""
        self._diagnostics.append(Diagnostic(location, Severity.WARNING, message, hint))

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add the diagnostics of another reading."""
        self._diagnostics.extend(diagnostics)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All diagnostics, in the order of the file, each once."""
        return tuple(sorted(dict.fromkeys(self._diagnostics), key=lambda found: found.location))

    @property
    def has_errors(self) -> bool:
        """Whether something was found that stops the session."""
        return any(found.severity is Severity.ERROR for found in self._diagnostics)

    def raise_errors(self) -> None:
        """Raise :class:`ScriptError` with everything found, if something was found that stops the session."""
        if self.has_errors:
            raise ScriptError(self.diagnostics)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like this one, or None where none is near."""
    folded = {candidate.casefold(): candidate for candidate in known}
    matches = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[matches[0]] if matches else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``did you mean "…"?``, or the known words where none is near; empty where none is known."""
    candidates = list(known)
    if match := nearest(word, candidates):
        return f'did you mean "{match}"?'
    return f"there is: {', '.join(candidates)}" if candidates else ""


@dataclass(frozen=True, slots=True)
class Source:
    """A stretch of text from one or several lines, joined by spaces, that knows where each character stood.

    Attributes:
        text: The characters, without the ends of lines.
        path: The file, as shown to the person.
        marks: For each joined piece, the offset in ``text``, and the line and column where it began.
    """

    text: str
    path: str
    marks: tuple[tuple[int, int, int], ...]

    def at(self, offset: int = 0) -> Location:
        """Return the place of the character at an offset into ``text``."""
        base, line, column = next(mark for mark in reversed(self.marks) if mark[0] <= max(offset, 0))
        return Location(self.path, line, column + max(offset, 0) - base)

    def slice(self, begin: int, end: int | None = None) -> Source:
        """Return the characters from one offset to another, without the white space around them."""
        part = self.text[begin:end]
        begin += len(part) - len(part.lstrip())
        text = part.strip()
        first = self.at(begin)
        inner = ((o - begin, ln, c) for o, ln, c in self.marks if begin < o < begin + len(text))
        return Source(text, self.path, ((0, first.line, first.column), *inner))

    def joined(self, other: Source) -> Source:
        """Return this text, a space, and another."""
        shift = len(self.text) + 1
        moved = tuple((offset + shift, line, column) for offset, line, column in other.marks)
        return Source(f"{self.text} {other.text}", self.path, (*self.marks, *moved))


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its comments.

    Attributes:
        source: The line with comments blanked out, without the white space around it.
        indented: Whether white space stands before the first character.
        comments: The comments that begin on this line: text and place.
        only_comments: Whether the line holds nothing but (a part of) comments.
    """

    source: Source
    indented: bool
    comments: tuple[tuple[str, Location], ...] = field(default=())
    only_comments: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether the line is empty, and is no part of a comment."""
        return not self.source.text and not self.only_comments


def read_text(path: Path, shown: str) -> str:
    """Return the text of a script file.

    Raises:
        ScriptError: The file cannot be opened, is not a regular file, is larger than 1 MB, or is not text in
            UTF-8 or marked UTF-16; the message says how to save it.
    """
    report = Report()
    top = Location(shown, 1, 1)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            report.error(top, "this is a folder, not a script", "name the script file inside it")
        elif not stat.S_ISREG(status.st_mode):
            report.error(top, "this is not a file that can be read as a script", "name a plain text file")
        elif status.st_size > LARGEST_SCRIPT_BYTES:
            report.error(top, "the script is larger than 1 MB", "split it into several scripts")
        report.raise_errors()
        with path.open("rb") as file:
            data = file.read(LARGEST_SCRIPT_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        report.error(top, f"the script cannot be read: {reason}", "check the file's name and permissions")
        report.raise_errors()
        raise
    return decode(data, shown)


def decode(data: bytes, shown: str) -> str:
    """Return the text of a script's bytes: UTF-8 with or without a mark, or UTF-16 with one.

    Raises:
        ScriptError: The bytes are not such text, or hold control characters, as pictures and sounds do.
    """
    report = Report()
    how = 'save it as plain text in UTF-8 (in an editor: "Save as…", encoding UTF-8)'
    encoding = "utf-16" if data.startswith(_UTF16_MARKS) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, errors="replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        report.error(Location(shown, line, column), "the script is not text in UTF-8", how)
        report.raise_errors()
        raise
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    if found := _CONTROL.search(text):
        before = text[: found.start()]
        place = Location(shown, before.count("\n") + 1, len(before) - before.rfind("\n"))
        what = f"a control character (number {ord(found[0])}) stands here: this is not plain text"
        report.error(place, what, f"take it out, or {how}")
        report.raise_errors()
    return text


def split_lines(text: str, path: str, report: Report) -> list[Line]:
    """Return the lines of a script with comments taken out; reports a comment that never ends."""
    comments: dict[int, list[tuple[str, Location]]] = {}
    inside: set[int] = set()
    blanked = list(text)
    line_start = [0, *(match.end() for match in re.finditer("\n", text))]

    def line_of(offset: int) -> int:
        return bisect.bisect_right(line_start, offset) - 1

    end = 0
    for match in _COMMENT.finditer(text):
        line = line_of(match.start())
        place = Location(path, line + 1, match.start() - line_start[line] + 1)
        comments.setdefault(line, []).append((match[1].strip(), place))
        inside.update(range(line, line_of(match.end() - 1) + 1))
        blanked[match.start() : match.end()] = [c if c == "\n" else " " for c in match[0]]
        end = match.end()
    if (opened := text.find(_COMMENT_START, end)) >= 0:
        line = line_of(opened)
        place = Location(path, line + 1, opened - line_start[line] + 1)
        report.error(place, "this comment never ends", "close it with -->")
        blanked[opened:] = [c if c == "\n" else " " for c in text[opened:]]
        inside.update(range(line, len(line_start)))
    lines = []
    written = text.translate(_SPACES_AS_MEANT).split("\n")
    for number, raw in enumerate("".join(blanked).translate(_SPACES_AS_MEANT).split("\n")):
        stripped = raw.strip()
        indent = len(raw) - len(raw.lstrip())
        indented = written[number].startswith(" ")
        source = Source(stripped, path, ((0, number + 1, indent + 1 if stripped else 1),))
        only_comments = number in inside and not stripped
        lines.append(Line(source, indented, tuple(comments.get(number, ())), only_comments))
    return lines
