"""Split a script into lines that know the line and column of every character."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from voicecoach.errors import Location
from voicecoach.script.limits import LONGEST_TEXT_CHARACTERS
from voicecoach.script.report import Report

_COMMENT_BEGIN, _COMMENT_END = "<!--", "-->"
_SPACES_AS_MEANT = str.maketrans(dict.fromkeys("\t\u00a0\u1680\u202f\u205f\u3000\ufeff", " ")) | dict.fromkeys(
    range(0x2000, 0x200B), " "
)

_offset_of_mark = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Source:
    """Text from one or several lines, joined by spaces, that knows the location of each character.

    Attributes:
        text: The characters, without line ends.
        path: The file, as shown to the person.
        marks: For each joined piece, the offset in ``text``, and the line and column where it began.
    """

    text: str
    path: str
    marks: tuple[tuple[int, int, int], ...]

    def at(self, offset: int = 0) -> Location:
        """Return the location of the character at an offset into ``text``."""
        base, line, column = self.marks[max(bisect_right(self.marks, offset, key=_offset_of_mark) - 1, 0)]
        return Location(self.path, line, column + offset - base)

    def slice(self, begin: int, end: int | None = None) -> Source:
        """Return the part from one offset up to another, stripped of white space."""
        part = self.text[begin:end]
        text = part.strip()
        begin += len(part) - len(part.lstrip())
        first = self.at(begin)
        low = bisect_right(self.marks, begin, key=_offset_of_mark)
        high = bisect_left(self.marks, begin + len(text), low, key=_offset_of_mark)
        inner = ((offset - begin, line, column) for offset, line, column in self.marks[low:high])
        return Source(text, self.path, ((0, first.line, first.column), *inner))

    @classmethod
    def joined(cls, sources: Sequence[Source]) -> Source:
        """Join texts of one file with a space between each two."""
        marks: list[tuple[int, int, int]] = []
        shift = 0
        for source in sources:
            marks += ((offset + shift, line, column) for offset, line, column in source.marks)
            shift += len(source.text) + 1
        return cls(" ".join(source.text for source in sources), sources[0].path, tuple(marks))


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its comments.

    Attributes:
        source: The line outside its comments, stripped of white space.
        indented: Whether the line begins with white space.
        comments: The comments that begin on it.
        only_comments: Whether it has nothing but comments, or parts of them.
    """

    source: Source
    indented: bool
    comments: tuple[Comment, ...] = ()
    only_comments: bool = False


def split_lines(text: str, path: str, report: Report) -> list[Line]:
    """Return the lines of a script without their comments; a comment that never ends is reported."""
    comments = _Comments(text, path, report)
    lines = []
    begin = 0
    for number, written in enumerate(text.translate(_SPACES_AS_MEANT).split("\n"), start=1):
        if number in comments.lines:
            source = comments.without(written, begin, number)
            lines.append(Line(source, written[:1] == " ", comments.on(number), only_comments=not source.text))
        else:
            words = written.strip()
            column = len(written) - len(written.lstrip()) + 1 if words else 1
            lines.append(Line(Source(words, path, ((0, number, column),)), written[:1] == " "))
        begin += len(written) + 1
    return lines


class _Comments:
    """Finds the comments of a script.

    Attributes:
        lines: The numbers of the lines that hold a comment or a part of one.
    """

    def __init__(self, text: str, path: str, report: Report) -> None:
        self.lines: set[int] = set()
        self._path = path
        self._spans: list[tuple[int, int]] = []
        self._by_line: dict[int, list[Comment]] = {}
        line_begins = [0, *(match.end() for match in re.finditer("\n", text))]

        def add(begin: int, end: int) -> Location:
            first = bisect_right(line_begins, begin)
            self.lines.update(range(first, bisect_right(line_begins, end - 1) + 1))
            self._spans.append((begin, end))
            return Location(path, first, begin - line_begins[first - 1] + 1)

        end = 0
        while (begin := text.find(_COMMENT_BEGIN, end)) >= 0:
            closing = text.find(_COMMENT_END, begin + len(_COMMENT_BEGIN))
            if closing < 0:
                report.error(add(begin, len(text)), "this comment never ends", f"close it with {_COMMENT_END}")
                break
            end = closing + len(_COMMENT_END)
            place = add(begin, end)
            comment = Comment(text[begin + len(_COMMENT_BEGIN) : closing].strip(), place)
            self._by_line.setdefault(place.line, []).append(comment)

    def on(self, line: int) -> tuple[Comment, ...]:
        """Return the comments that begin on a line."""
        return tuple(self._by_line.get(line, ()))

    def without(self, line: str, begin: int, number: int) -> Source:
        """Return a line without its comments, joined as if they had not been there.

        Args:
            line: The line as written.
            begin: The offset of the line in the script.
            number: The number of the line, from 1.
        """
        end = begin + len(line)
        low = bisect_right(self._spans, begin, key=itemgetter(1))
        high = bisect_left(self._spans, end, low, key=itemgetter(0))
        parts: list[str] = []
        marks = [(0, number, 1)]
        length, position, tail = 0, begin, ""
        for comment_begin, comment_end in (*self._spans[low:high], (end, end)):
            part = line[position - begin : max(comment_begin - begin, 0)]
            # Removing a comment must not form another one from the characters around it.
            joint = " " if _COMMENT_BEGIN in tail + part[:3] else ""
            marks.append((length + len(joint), number, position - begin + 1))
            parts += (joint, part)
            length += len(joint) + len(part)
            tail = (tail + joint + part)[-3:]
            position = comment_end
        return Source("".join(parts), self._path, tuple(marks)).slice(0)


@dataclass(frozen=True, slots=True)
class Comment:
    """``<!-- text -->``: not spoken, but kept when the script is formatted."""

    text: str
    location: Location = field(compare=False)


def is_too_long(text: Source, report: Report) -> bool:
    """Return whether a paragraph or a setting exceeds the longest allowed, and report it."""
    if len(text.text) <= LONGEST_TEXT_CHARACTERS:
        return False
    message = f"this is longer than {LONGEST_TEXT_CHARACTERS:,} characters, the most a paragraph or a setting may have"
    report.error(text.at(LONGEST_TEXT_CHARACTERS), message, "put blank lines between its parts, or shorten it")
    return True
