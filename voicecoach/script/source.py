"""Split a script into lines that know the line and column of every character."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import NamedTuple

from voicecoach.errors import Location
from voicecoach.script.language import stated_language
from voicecoach.script.limits import LONGEST_TEXT_CHARACTERS
from voicecoach.script.report import Report
from voicecoach.script.ssml import PARAGRAPH_END, find_tags

_ACCEPTING = re.compile(r"ok(?=$|\s*[:,.;-])", re.IGNORECASE)
_COMMENT_BEGIN, _COMMENT_END = "<!--", "-->"
_SPACES_AS_MEANT = str.maketrans(dict.fromkeys("\t\u00a0\u1680\u202f\u205f\u3000\ufeff", " ")) | dict.fromkeys(
    range(0x2000, 0x200B), " "
)

_offset_of_mark = itemgetter(0)


# Named tuples, here and in lines.py: a script has tens of thousands, and these take half as long to make.
class SourceText(NamedTuple):
    """Text from one or several lines, joined by spaces, that knows the location of each character and the language.

    Attributes:
        text: The characters, without line ends.
        path: The file, as shown to the person.
        marks: For each joined piece, the offset in ``text``, and the line and column where it began.
        language: The language that the script states, by which words such as ``pausa`` are understood first.
    """

    text: str
    path: str
    marks: tuple[tuple[int, int, int], ...]
    language: str = "en"

    def at(self, offset: int = 0) -> Location:
        """Return the location of the character at an offset into ``text``."""
        base, line, column = self.marks[max(bisect_right(self.marks, offset, key=_offset_of_mark) - 1, 0)]
        return Location(self.path, line, column + offset - base)

    def slice(self, begin: int, end: int | None = None) -> SourceText:
        """Return the part from one offset up to another, stripped of white space."""
        part = self.text[begin:end]
        text = part.strip()
        begin += len(part) - len(part.lstrip())
        first = self.at(begin)
        low = bisect_right(self.marks, begin, key=_offset_of_mark)
        high = bisect_left(self.marks, begin + len(text), low, key=_offset_of_mark)
        inner = ((offset - begin, line, column) for offset, line, column in self.marks[low:high])
        return SourceText(text, self.path, ((0, first.line, first.column), *inner), self.language)

    @classmethod
    def joined(cls, sources: Sequence[SourceText]) -> SourceText:
        """Join texts of one file with a space between each two."""
        marks: list[tuple[int, int, int]] = []
        shift = 0
        for source in sources:
            marks += ((offset + shift, line, column) for offset, line, column in source.marks)
            shift += len(source.text) + 1
        text = " ".join(source.text for source in sources)
        return cls(text, sources[0].path, tuple(marks), sources[0].language)


class Line(NamedTuple):
    """One line without its comments.

    Attributes:
        source: The line outside its comments, stripped of white space.
        indented: Whether the line begins with white space.
        comments: The comments that begin on it.
        only_comments: Whether it has nothing but comments, or parts of them.
    """

    source: SourceText
    indented: bool
    comments: tuple[Comment, ...] = ()
    only_comments: bool = False


def split_lines(text: str, path: str, report: Report) -> list[Line]:
    """Return the lines of a script without their comments; a comment that never ends is reported.

    Tags of SSML are replaced by what they mean.
    """
    comments, cuts = _find_comments(text, path, report)
    lines: list[Line] = []
    language = stated_language(text)
    accepts_next = False
    for number, written in enumerate(text.translate(_SPACES_AS_MEANT).split("\n"), start=1):
        if number in cuts:
            source = _without(cuts[number], written, number, path)._replace(language=language)
            on_line = tuple(replace(one, is_beside_words=bool(source.text)) for one in comments.get(number, ()))
            if PARAGRAPH_END in source.text:
                lines += _paragraphs(source, on_line)
            else:
                lines.append(Line(source, written[:1] == " ", on_line, only_comments=not source.text))
            has_words, accepts = bool(source.text), any(comment.accepts_warnings for comment in on_line)
        else:
            words = written.strip()
            has_words, accepts = bool(words), False
            column = written.index(words[0]) + 1 if words else 1
            lines.append(Line(SourceText(words, path, ((0, number, column),), language), written[:1] == " "))
        if has_words and (accepts or accepts_next):
            report.accept_warnings(path, number)
        accepts_next = not has_words and (accepts or accepts_next)
    return lines


def _paragraphs(source: SourceText, comments: tuple[Comment, ...]) -> Iterator[Line]:
    """Yield the paragraphs that one line has, with a blank line between each two."""
    begin = 0
    for count, part in enumerate(source.text.split(PARAGRAPH_END)):
        if count:
            yield Line(source.slice(0, 0), indented=False)
        if part.strip():
            yield Line(source.slice(begin, begin + len(part)), False, comments)  # noqa: FBT003 - not indented
            comments = ()
        begin += len(part) + 1
    if comments:
        yield Line(source.slice(0, 0), False, comments, only_comments=True)  # noqa: FBT003 - not indented


def comment_spans(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the begin and the end of each comment as offsets into a text, and whether it is closed."""
    end = 0
    while (begin := text.find(_COMMENT_BEGIN, end)) >= 0:
        closing = text.find(_COMMENT_END, begin + len(_COMMENT_BEGIN))
        end = len(text) if closing < 0 else closing + len(_COMMENT_END)
        yield begin, end, closing >= 0


_Cut = tuple[int, int, str]
"""The offsets in a line where a cut begins and ends, which may lie outside the line, and the text in its place."""


def _find_comments(text: str, path: str, report: Report) -> tuple[dict[int, list[Comment]], dict[int, list[_Cut]]]:
    """Return the comments by the line on which they begin, and the cuts of each line that has a part of one.

    The tags of SSML are cuts, too.
    """
    comments: dict[int, list[Comment]] = {}
    cuts: dict[int, list[_Cut]] = {}
    line_begins = [0, *(match.end() for match in re.finditer("\n", text))]

    def cut(begin: int, end: int, replacement: str = "") -> int:
        first = bisect_right(line_begins, begin)
        for number in range(first, bisect_right(line_begins, end - 1) + 1):
            line_begin = line_begins[number - 1]
            cuts.setdefault(number, []).append((begin - line_begin, end - line_begin, replacement))
        return first

    tags = find_tags(text)
    next_tag = 0
    for begin, end, is_closed in comment_spans(text):
        while next_tag < len(tags) and tags[next_tag].end <= begin:
            cut(tags[next_tag].begin, tags[next_tag].end, tags[next_tag].replacement)
            next_tag += 1
        while next_tag < len(tags) and tags[next_tag].begin < end:
            next_tag += 1  # inside a comment, or across its ends
        first = cut(begin, end)
        place = Location(path, first, begin - line_begins[first - 1] + 1)
        if is_closed:
            comment = Comment(text[begin + len(_COMMENT_BEGIN) : end - len(_COMMENT_END)].strip(), place)
            comments.setdefault(first, []).append(comment)
        else:
            report.error(place, "this comment is not closed", f"close it with {_COMMENT_END}")
    for tag in tags[next_tag:]:
        cut(tag.begin, tag.end, tag.replacement)
    return comments, cuts


def _without(cuts: list[_Cut], line: str, number: int, path: str) -> SourceText:
    """Return a line with its cuts replaced, joined as if they had not been there."""
    parts: list[str] = []
    marks = [(0, number, 1)]
    length, position, tail = 0, 0, ""
    for cut_begin, cut_end, replacement in (*cuts, (len(line), len(line), "")):
        part = line[position : max(cut_begin, 0)]
        # Removing a comment must not form another one from the characters around it.
        joint = " " if _COMMENT_BEGIN in tail + part[:3] else ""
        marks.append((length + len(joint), number, position + 1))
        parts += (joint, part)
        length += len(joint) + len(part)
        tail = (tail + joint + part)[-3:]
        position = cut_end
        if replacement and cut_begin >= 0:
            marks.append((length, number, cut_begin + 1))
            parts.append(replacement)
            length += len(replacement)
    return SourceText("".join(parts), path, tuple(marks)).slice(0)


@dataclass(frozen=True, slots=True)
class Comment:
    """``<!-- text -->``: not spoken, but kept when the script is formatted.

    Attributes:
        text: The words in it.
        location: The location of its first character.
        is_beside_words: Whether it begins on a line with something else than comments.
    """

    text: str
    location: Location = field(compare=False)
    is_beside_words: bool = field(default=False, compare=False)

    @property
    def accepts_warnings(self) -> bool:
        """Whether it silences the warnings of its line: ``<!-- ok -->`` or ``<!-- ok: one side only -->``."""
        return _ACCEPTING.match(self.text) is not None


def is_too_long(text: SourceText, report: Report) -> bool:
    """Return whether a paragraph or a setting exceeds the longest allowed, and report it."""
    if len(text.text) <= LONGEST_TEXT_CHARACTERS:
        return False
    message = f"this is longer than {LONGEST_TEXT_CHARACTERS:,} characters, the limit for a paragraph or a setting"
    report.error(text.at(LONGEST_TEXT_CHARACTERS), message, "split it with blank lines, or shorten it")
    return True
