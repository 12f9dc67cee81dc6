"""The lines of a script with the place of every character."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from voicecoach.errors import Location
from voicecoach.script.file import decode as decode  # noqa: PLC0414 - other stages still look for it here
from voicecoach.script.file import read_text as read_text  # noqa: PLC0414 - other stages still look for it here
from voicecoach.script.report import Report as Report  # noqa: PLC0414, TC001 - other stages still look for it here
from voicecoach.script.report import did_you_mean as did_you_mean  # noqa: PLC0414 - other stages still look for it here
from voicecoach.script.report import nearest as nearest  # noqa: PLC0414 - other stages still look for it here

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_COMMENT_BEGIN = "<!--"
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
        comments: The comments that begin on this line: text and place.
        only_comments: Whether the line holds nothing but (a part of) comments.
    """

    source: Source
    indented: bool
    comments: tuple[tuple[str, Location], ...] = ()
    only_comments: bool = False


def split_lines(text: str, path: str, report: Report) -> list[Line]:
    """Return the lines of a script with comments taken out; reports a comment that never ends."""
    line_begins = [0, *(match.end() for match in re.finditer("\n", text))]

    def line_of(offset: int) -> int:
        return bisect_right(line_begins, offset) - 1

    comments: dict[int, list[tuple[str, Location]]] = {}
    commented: set[int] = set()
    visible: dict[int, list[tuple[int, str]]] = {}
    written = text.translate(_SPACES_AS_MEANT)
    position = 0
    for begin, end, comment in _comments(text):
        line = line_of(begin)
        place = Location(path, line + 1, begin - line_begins[line] + 1)
        if comment is None:
            report.error(place, "this comment never ends", "close it with -->")
        else:
            comments.setdefault(line, []).append((comment, place))
        commented.update(range(line, line_of(max(end - 1, begin)) + 1))
        _add_visible(visible, written[position:begin], position, line_of(position))
        position = end
    _add_visible(visible, written[position:], position, line_of(position))
    lines = []
    for number, begin in enumerate(line_begins):
        source = _line_source(visible.get(number, []), begin, number + 1, path)
        only_comments = number in commented and not source.text
        lines.append(Line(source, written[begin : begin + 1] == " ", tuple(comments.get(number, ())), only_comments))
    return lines


def _comments(text: str) -> list[tuple[int, int, str | None]]:
    """Return where each comment begins and ends, and its words; None for one that never ends."""
    found: list[tuple[int, int, str | None]] = [
        (match.start(), match.end(), match[1].strip()) for match in _COMMENT.finditer(text)
    ]
    opened = text.find(_COMMENT_BEGIN, found[-1][1] if found else 0)
    if opened >= 0:
        found.append((opened, len(text), None))
    return found


def _add_visible(visible: dict[int, list[tuple[int, str]]], stretch: str, offset: int, line: int) -> None:
    """Add to each line what of it is not in comments, with its offset in the script."""
    for number, part in enumerate(stretch.split("\n"), start=line):
        visible.setdefault(number, []).append((offset, part))
        offset += len(part) + 1


def _line_source(parts: list[tuple[int, str]], begin: int, number: int, path: str) -> Source:
    """Return what of a line is not in comments, joined as if they had not been there."""
    text, marks = "", [(0, number, 1)]
    for offset, part in parts:
        # Taking a comment out must not put another one together from what stood around it.
        joint = " " if _COMMENT_BEGIN in text[-3:] + part[:3] else ""
        text += joint
        marks.append((len(text), number, offset - begin + 1))
        text += part
    return Source(text, path, tuple(marks)).slice(0)
