"""The lines of a script with the place of every character."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from voicecoach.errors import Location
from voicecoach.script.report import Report

_COMMENT_BEGIN, _COMMENT_END = "<!--", "-->"
_SPACES_AS_MEANT = str.maketrans(dict.fromkeys("\t\u00a0\u1680\u202f\u205f\u3000\ufeff", " ")) | dict.fromkeys(
    range(0x2000, 0x200B), " "
)

_offset_of_mark = itemgetter(0)


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
        base, line, column = self.marks[max(bisect_right(self.marks, offset, key=_offset_of_mark) - 1, 0)]
        return Location(self.path, line, column + offset - base)

    def slice(self, begin: int, end: int | None = None) -> Source:
        """Return the characters from one offset to another, without the white space around them."""
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
        """Return one or more texts of a file as one, with a space between each two."""
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
        source: What is not in comments, without the white space around it.
        indented: Whether white space stands before the first character.
        comments: The comments that begin on this line.
        only_comments: Whether the line holds nothing but (a part of) comments.
    """

    source: Source
    indented: bool
    comments: tuple[Comment, ...] = ()
    only_comments: bool = False


def split_lines(text: str, path: str, report: Report) -> list[Line]:
    """Return the lines of a script with comments taken out; reports a comment that never ends."""
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
    """The comments of a script.

    Attributes:
        lines: The numbers of the lines that have a part of a comment.
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
        """Return what of a line is not in comments, joined as if they had not been there."""
        end = begin + len(line)
        low = bisect_right(self._spans, begin, key=itemgetter(1))
        high = bisect_left(self._spans, end, low, key=itemgetter(0))
        parts: list[str] = []
        marks = [(0, number, 1)]
        length, position, tail = 0, begin, ""
        for comment_begin, comment_end in (*self._spans[low:high], (end, end)):
            part = line[position - begin : max(comment_begin - begin, 0)]
            # Taking a comment out must not put another one together from what stood around it.
            joint = " " if _COMMENT_BEGIN in tail + part[:3] else ""
            marks.append((length + len(joint), number, position - begin + 1))
            parts += (joint, part)
            length += len(joint) + len(part)
            tail = (tail + joint + part)[-3:]
            position = comment_end
        return Source("".join(parts), self._path, tuple(marks)).slice(0)


@dataclass(frozen=True, slots=True)
class Comment:
    """``<!-- text -->``: not spoken, and kept when the script is formatted."""

    text: str
    location: Location = field(compare=False)
