"""A script as sections of lines: the head, steps, unnamed parts, and the brackets of repeats around steps.

The lines are those of :mod:`voicecoach.script.lines`, so an outline has what the reader reads. It also has the lines
with mistakes, as far as they are understood.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from voicecoach.errors import ScriptError
from voicecoach.script.editing.raw_lines import split_raw, without_end
from voicecoach.script.lines import LineKind, Repeats, Token, match_repeats, split_key, tokenise
from voicecoach.script.recognise import recognise
from voicecoach.script.report import Report
from voicecoach.script.settings import find_spec
from voicecoach.script.source import Line, comment_spans, split_lines
from voicecoach.script.spec import Scope


class SectionKind(StrEnum):
    """The kinds of sections."""

    HEAD = "head"
    STEP = "step"
    PART = "part"
    REPEAT = "repeat"
    END = "end"


class FlowKind(StrEnum):
    """The kinds of blocks in the flow of a section."""

    PARAGRAPH = "paragraph"
    REPEAT = "repeat"
    END = "end"
    INCLUDE = "include"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class WrittenSetting:
    """A setting as it is written, with or without mistakes.

    Attributes:
        key: The key with its argument; in lower case where it is known. Empty where the line has no key.
        value: The value on one line, without comments.
        line: The number of its first line, from 1.
        is_known: Whether the section can have such a setting.
    """

    key: str
    value: str
    line: int
    is_known: bool
    token: Token = field(repr=False)


@dataclass(frozen=True, slots=True)
class FlowBlock:
    """Lines of a section's flow: a paragraph, a comment, or an action that stands alone on its line.

    Attributes:
        kind: The kind.
        text: The words; a paragraph's lines are kept as lines.
        line: The number of its first line, from 1.
    """

    kind: FlowKind
    text: str
    line: int
    tokens: tuple[Token, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """The lines of one section.

    Attributes:
        kind: The kind.
        name: The step's name, the count of a repeat, or the title of the session; empty for none.
        number: The step's number, from 1; 0 for other sections.
        line: The number of its first line, from 1; comments directly above a heading belong to it.
        end_line: The number of the first line after it.
        settings: Its settings.
        flow: Its paragraphs and what is between them, without blank lines.
        is_divided: Whether a part begins with ``---``.
    """

    kind: SectionKind
    name: str
    number: int
    line: int
    end_line: int
    settings: tuple[WrittenSetting, ...]
    flow: tuple[FlowBlock, ...]
    is_divided: bool
    heading: Token | None = field(repr=False)
    tokens: tuple[Token, ...] = field(repr=False)

    @property
    def content(self) -> tuple[object, ...]:
        """The meaning of the section: everything but lines and comments."""
        flow = tuple((block.kind, block.text) for block in self.flow if block.kind is not FlowKind.COMMENT)
        return self.kind, self.name, tuple((one.key, one.value) for one in self.settings), flow

    def find(self, key: str) -> list[WrittenSetting]:
        """Return its settings of a key, in the order in which they are written."""
        folded = " ".join(key.lower().split())
        return [one for one in self.settings if one.key.lower() == folded]


class Outline:
    """A script's text as sections.

    Attributes:
        text: The whole text.
        raw: Its lines, each with its line end.
        sections: The sections in order; the first is always the head.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.raw = split_raw(text)
        report = Report()
        try:
            # A line end of an old Macintosh, or none at the end of the text, is a line's end like any other.
            lines, _ = recognise(split_lines("\n".join(map(without_end, self.raw)), "", report), report)
            repeats = match_repeats(tokenise(lines, report), report)
        except ScriptError:  # too many mistakes: no script
            repeats = Repeats([], {}, frozenset())
        self._count_of_lines: dict[int, int] = {}
        for token in repeats.tokens:
            for line in token.lines:
                number = line_number(line)
                self._count_of_lines[number] = self._count_of_lines.get(number, 0) + 1
        self.sections = tuple(self._sections(repeats))

    @cached_property
    def inside_comment(self) -> frozenset[int]:
        """The numbers of the lines that begin inside a comment."""
        text = "\n".join(map(without_end, self.raw))
        inside: set[int] = set()
        position, number = 0, 1
        for begin, end, _ in comment_spans(text):
            number += text.count("\n", position, begin)
            lines = text.count("\n", begin, end)
            inside.update(range(number + 1, number + 1 + lines))
            position, number = end, number + lines
        return frozenset(inside)

    @cached_property
    def comments(self) -> tuple[str, ...]:
        """The comments in order, byte for byte."""
        text = "\n".join(map(without_end, self.raw))
        return tuple(text[begin:end] for begin, end, _ in comment_spans(text))

    def is_shared(self, number: int) -> bool:
        """Return whether a line holds several, as one with the tags of paragraphs does."""
        return self._count_of_lines.get(number, 0) > 1

    def steps(self) -> Iterator[OutlineSection]:
        """Yield the steps."""
        return (one for one in self.sections if one.kind is SectionKind.STEP)

    def as_cards(self) -> list[dict[str, object]]:
        """Return the sections as plain data, ready for JSON: see ``docs/studio.md``."""
        return [
            {
                "at": at,
                "kind": str(one.kind),
                "name": one.name,
                "number": one.number or None,
                "line": one.line,
                "end_line": one.end_line,
                "settings": [
                    {"key": each.key, "value": each.value, "line": each.line, "is_known": each.is_known}
                    for each in one.settings
                ],
                "flow": [{"kind": str(block.kind), "text": block.text, "line": block.line} for block in one.flow],
                "is_divided": one.is_divided,
            }
            for at, one in enumerate(self.sections)
        ]

    def _sections(self, repeats: Repeats) -> Iterator[OutlineSection]:
        tokens = repeats.tokens
        begins = [(0, SectionKind.HEAD), *_begins(repeats)]
        ends = [self._first_line(tokens, at) for at, _ in begins[1:]]
        number, line = 0, 1
        limits = zip(begins, [*(at for at, _ in begins[1:]), len(tokens)], [*ends, len(self.raw) + 1], strict=True)
        above: tuple[Token, ...] = ()
        for (at, kind), next_at, end_line in limits:
            own = tuple(token for token in tokens[at:next_at] if token.place.line < end_line)
            number += kind is SectionKind.STEP
            yield _section(kind, (*above, *own), number if kind is SectionKind.STEP else 0, line, end_line)
            above = tuple(tokens[at + len(own) : next_at])
            line = end_line

    def _first_line(self, tokens: list[Token], at: int) -> int:
        """Return the number of the first line of the section that begins with a token; comments above belong to it."""
        first = tokens[at].place.line
        number = line_number(tokens[at].lines[0])
        while at > 0 and tokens[at - 1].kind is LineKind.COMMENT:
            at -= 1
            number = line_number(tokens[at].lines[0])
            if number not in self.inside_comment:
                first = number
        return first


def line_number(line: Line) -> int:
    """Return the number of a line, from 1."""
    return line.source.marks[0][1]


def flow_of(tokens: Sequence[Token]) -> tuple[FlowBlock, ...]:
    """Return the blocks of a flow."""
    blocks: list[FlowBlock] = []
    paragraph: list[Token] = []
    between: list[Token] = []

    def end_paragraph() -> None:
        if paragraph:
            text = "\n".join(token.content.text for token in paragraph if token.kind is LineKind.TEXT)
            blocks.append(FlowBlock(FlowKind.PARAGRAPH, text, paragraph[0].place.line, tuple(paragraph)))
            paragraph.clear()
        comments = [token for token in between if any(token.comments)]
        for token in comments:
            text = " ".join(comment.text for comment in token.comments)
            blocks.append(FlowBlock(FlowKind.COMMENT, text, token.place.line, (token,)))
        between.clear()

    for token in tokens:
        match token.kind:
            case LineKind.TEXT:
                if not paragraph:
                    end_paragraph()
                paragraph += (*between, token)  # a comment does not split a paragraph
                between.clear()
            case LineKind.COMMENT:
                between.append(token)
            case LineKind.REPEAT | LineKind.END | LineKind.INCLUDE:
                end_paragraph()
                kind = FlowKind[token.kind.name]
                blocks.append(FlowBlock(kind, token.content.text, token.place.line, (token,)))
            case _:
                end_paragraph()
    end_paragraph()
    return tuple(blocks)


def _begins(repeats: Repeats) -> Iterator[tuple[int, SectionKind]]:
    """Yield the token at which each section after the head begins."""
    ends_around = {repeats.ends[begin] for begin in repeats.around_steps}
    after_end, skip_to = False, -1
    for at, token in enumerate(repeats.tokens):
        if at <= skip_to:
            continue  # inside a [repeat] of paragraphs
        kind = _kind_at(repeats, at, ends_around)
        if kind is None and after_end and token.kind not in (LineKind.BLANK, LineKind.COMMENT):
            kind = SectionKind.PART
        if kind is not None:
            after_end = kind is SectionKind.END
            yield at, kind
        if token.kind is LineKind.REPEAT and at not in repeats.around_steps:
            skip_to = repeats.ends.get(at, at)


def _kind_at(repeats: Repeats, at: int, ends_around: set[int]) -> SectionKind | None:
    kind = repeats.tokens[at].kind
    if kind is LineKind.STEP:
        return SectionKind.STEP
    if kind is LineKind.DIVIDER:
        return SectionKind.PART
    if at in repeats.around_steps:
        return SectionKind.REPEAT
    return SectionKind.END if at in ends_around else None


def _section(kind: SectionKind, tokens: tuple[Token, ...], number: int, line: int, end_line: int) -> OutlineSection:
    heading_kinds = {
        SectionKind.STEP: LineKind.STEP,
        SectionKind.HEAD: LineKind.TITLE,
        SectionKind.REPEAT: LineKind.REPEAT,
    }
    heading = next((token for token in tokens if token.kind is heading_kinds.get(kind)), None)
    scope = {SectionKind.STEP: Scope.STEP, SectionKind.HEAD: Scope.SESSION}.get(kind)
    settings = () if scope is None else tuple(_settings(tokens, scope))
    flow = flow_of([token for token in tokens if token is not heading])
    is_divided = any(token.kind is LineKind.DIVIDER for token in tokens)
    name = heading.content.text if heading else ""
    return OutlineSection(kind, name, number, line, end_line, settings, flow, is_divided, heading, tokens)


def _settings(tokens: Sequence[Token], scope: Scope) -> Iterator[WrittenSetting]:
    for token in tokens:
        if token.kind is not LineKind.SETTING:
            continue
        key, value = split_key(token.content) or (token.content, None)
        found = find_spec(key.text, scope)
        is_known = found is not None and (value is not None or found[0].is_bare)
        written = f"{found[0].key} {found[1]}".rstrip() if found is not None else key.text
        if value is None and not is_known:
            yield WrittenSetting("", token.content.text, token.place.line, is_known=False, token=token)
        else:
            text = "" if value is None else value.text
            yield WrittenSetting(written, text, token.place.line, is_known=is_known, token=token)
