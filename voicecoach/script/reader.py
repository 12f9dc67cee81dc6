"""Text to routine: reads a script line by line and reports every mistake at once.

The reader knows the order of things (settings, steps, parts, repeats); what a line is stands in
:mod:`voicecoach.script.lines`, what a setting is in the table of :mod:`voicecoach.script.settings`, and what
may stand inside a text in :mod:`voicecoach.script.text`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from voicecoach.script.lines import LineKind, Token, looks_like_setting, tokenise
from voicecoach.script.model import (
    Break,
    Comment,
    Flow,
    Include,
    Paragraph,
    Part,
    Repeat,
    Routine,
    Section,
    SessionRepeat,
    Step,
    Text,
    Words,
)
from voicecoach.script.setting_reader import SettingReader
from voicecoach.script.settings import Scope
from voicecoach.script.source import Report, Source, split_lines
from voicecoach.script.text import Allowed, read_text_pieces
from voicecoach.script.values import count_span

_NAME = Allowed.NOTHING
_REPEATS = count_span("repeats", "[repeat 3]")


def read_routine(text: str, path: str, report: Report) -> Routine:
    """Return the routine that a script's text holds; every mistake is added to the report.

    The routine of a text with mistakes lacks what could not be understood; see ``report.has_errors``.
    """
    lines = split_lines(text, path, report)
    return _Reader(tokenise(lines, report), path, report).routine()


class _Place(Enum):
    """Where paragraphs stand, which decides whose the settings among them are."""

    INTRODUCTION = auto()
    STEP = auto()
    PART = auto()


@dataclass
class _FlowBuilder:
    """Paragraphs as they come in: lines join, blank lines part them, repeats nest."""

    report: Report
    items: list[Paragraph | Break | Repeat | Include | Comment] = field(default_factory=list)
    _lines: Source | None = None

    def add_line(self, source: Source) -> None:
        self._lines = source if self._lines is None else self._lines.joined(source)

    def add_break(self) -> None:
        self.end_paragraph()
        spoken = [item for item in self.items if not isinstance(item, Comment)]
        if not spoken or not isinstance(spoken[-1], Break):
            self.items.append(Break())

    def add(self, item: Repeat | Include | Comment) -> None:
        self.end_paragraph()
        self.items.append(item)

    def end_paragraph(self) -> None:
        if self._lines is not None:
            text = read_text_pieces(self._lines, Allowed.PARAGRAPH, self.report)
            if text is not None:
                self.items.append(Paragraph(text))
            self._lines = None

    @property
    def has_text(self) -> bool:
        return self._lines is not None or any(not isinstance(item, Comment | Break) for item in self.items)

    def flow(self) -> Flow:
        """Return all of it, without the breaks at its ends."""
        self.end_paragraph()
        return _without_outer_breaks(tuple(self.items))


def _without_outer_breaks(flow: Flow) -> Flow:
    spoken = [index for index, item in enumerate(flow) if not isinstance(item, Break | Comment)]
    if not spoken:
        return tuple(item for item in flow if not isinstance(item, Break))
    first, last = spoken[0], spoken[-1]
    return tuple(item for index, item in enumerate(flow) if not isinstance(item, Break) or first < index < last)


class _Reader:
    """Reads the tokens of one script from first to last."""

    def __init__(self, tokens: list[Token], path: str, report: Report) -> None:
        self.tokens = tokens
        self.path = path
        self.report = report
        self.position = 0
        self.title: Text | None = None
        self.session = SettingReader(Scope.SESSION, report)
        self.ends, self.around_steps = self._match_repeats()
        self.step_seen = False

    def routine(self) -> Routine:
        sections = self._sections(end=len(self.tokens))
        return Routine(self.title, self.session.settings(), tuple(sections), self.path)

    def _match_repeats(self) -> tuple[dict[int, int], set[int]]:
        """Return where each ``[repeat]`` ends, and which of them hold steps."""
        ends: dict[int, int] = {}
        around_steps: set[int] = set()
        open_repeats: list[int] = []
        for index, token in enumerate(self.tokens):
            if token.kind is LineKind.REPEAT:
                open_repeats.append(index)
            elif token.kind is LineKind.STEP:
                around_steps.update(open_repeats)
            elif token.kind is LineKind.END:
                if open_repeats:
                    ends[open_repeats.pop()] = index
                else:
                    self._error(token, "this [end] ends nothing", "take it out, or put [repeat 2] above it")
        for index in open_repeats:
            message = "this [repeat] has no [end]"
            self._error(self.tokens[index], message, "put [end] alone on the line below the last repeated line")
            ends[index] = len(self.tokens)
        return ends, around_steps

    def _error(self, token: Token, message: str, hint: str) -> None:
        self.report.error(token.content.at(), message, hint)

    def _sections(self, end: int, *, in_repeat: bool = False) -> list[Section]:
        """Return the sections up to the token at ``end``, which is not read."""
        sections: list[Section] = []
        while self.position < end:
            token = self.tokens[self.position]
            if token.kind is LineKind.STEP:
                sections.append(self._step(end))
            elif self._begins_session_repeat():
                sections.append(self._session_repeat())
            else:
                sections.extend(self._part(end, in_repeat=in_repeat and not sections))
        return sections

    def _begins_session_repeat(self) -> bool:
        return self.position in self.around_steps

    def _session_repeat(self) -> SessionRepeat:
        token = self.tokens[self.position]
        end = self.ends[self.position]
        self.position += 1
        self.step_seen = True
        count = self._repeat_count(token)
        sections = self._sections(end, in_repeat=True)
        self.position = end + 1
        return SessionRepeat(count, tuple(sections), token.content.at())

    def _repeat_count(self, token: Token) -> int:
        if not token.content.text:
            self._error(token, "[repeat] does not say how often", "write it as [repeat 3]")
            return 1
        span = _REPEATS.read(token.content, self.report)
        if span is not None and span.low != span.high:
            self._error(token, "[repeat] needs one number, not a range", f"write [repeat {span.high}]")
        return span.low if span else 1

    def _step(self, end: int) -> Step:
        token = self.tokens[self.position]
        self.position += 1
        self.step_seen = True
        name = read_text_pieces(token.content, _NAME, self.report)
        settings = SettingReader(Scope.STEP, self.report)
        settings.add_comments(token)
        flow = self._flow(end, settings, _Place.STEP)
        place = token.content.at()
        return Step(name or Text((Words(token.content.text, place),), place), settings.settings(), flow, place)

    def _part(self, end: int, *, in_repeat: bool) -> list[Part]:
        token = self.tokens[self.position]
        place = _Place.PART if self.step_seen else _Place.INTRODUCTION
        if token.kind is LineKind.DIVIDER:
            if not self.step_seen:
                message = "there is no step here that --- could end"
                self.report.warning(token.content.at(), message, "take the line out")
            self.position += 1
        flow = self._flow(end, self.session, place)
        if in_repeat and any(not isinstance(item, Comment) for item in flow):
            message = "only blank lines may stand between [repeat] and its first ##"
            self._error(token, message, "put these words above [repeat], or below a ## heading")
        return [Part(flow, token.content.at())] if flow else []

    def _flow(self, end: int, settings: SettingReader, place: _Place) -> Flow:
        """Return the paragraphs up to what ends them, and read the settings among them."""
        builder = _FlowBuilder(self.report)
        while self.position < end and not self._ends_flow():
            token = self.tokens[self.position]
            self.position += 1
            if token.kind is LineKind.TITLE:
                self._read_title(token)
            elif token.kind is LineKind.SETTING:
                builder.add_break()
                self._read_setting(token, settings, place, below_text=builder.has_text)
                continue
            elif token.kind is LineKind.REPEAT:
                builder.add(self._repeat(token, settings, place))
            else:
                self._read_line(token, builder, settings, place)
        return builder.flow()

    def _ends_flow(self) -> bool:
        kind = self.tokens[self.position].kind
        return kind in (LineKind.STEP, LineKind.DIVIDER) or self._begins_session_repeat()

    def _read_title(self, token: Token) -> None:
        self.session.add_comments(token)
        if self.title is not None or self.step_seen:
            what = "the title is given twice" if self.title else "the title stands below a step"
            self._error(token, what, f"write ## {token.content.text} for a step")
            return
        self.title = read_text_pieces(token.content, _NAME, self.report)

    def _read_setting(self, token: Token, settings: SettingReader, place: _Place, *, below_text: bool) -> None:
        if place is _Place.PART:
            message = "a setting cannot stand here: it belongs to the session or to a step"
            hint = "put it above the first ## or directly below a ## heading, or take the dash away"
            self._error(token, message, hint)
            return
        settings.add_comments(token)
        settings.read(token.content)
        if below_text and place is _Place.STEP:
            message = "this setting stands below its step's paragraphs"
            self.report.warning(token.content.at(), message, "put it directly below the ## heading")

    def _repeat(self, token: Token, settings: SettingReader, place: _Place) -> Repeat:
        """Return a repeat inside paragraphs; the opening line has been read."""
        count = self._repeat_count(token)
        end = self.ends[self.position - 1]
        inner = _FlowBuilder(self.report)
        while self.position < end:
            line = self.tokens[self.position]
            self.position += 1
            if line.kind is LineKind.REPEAT:
                inner.add(self._repeat(line, settings, place))
            elif line.kind is LineKind.DIVIDER:
                self._error(line, "--- cannot stand inside a [repeat] of paragraphs", "put it below [end]")
            elif line.kind in (LineKind.SETTING, LineKind.TITLE):
                self._error(line, "only words and actions can be repeated here", "put this line above [repeat]")
            else:
                self._read_line(line, inner, settings, place)
        self.position = end + 1
        inner.end_paragraph()
        if not inner.has_text:
            self._error(token, "this [repeat] repeats nothing", "put words between [repeat] and [end]")
        return Repeat(count, tuple(inner.items), token.content.at())

    def _read_line(self, token: Token, builder: _FlowBuilder, settings: SettingReader, place: _Place) -> None:
        for text, location in token.comments:
            if place is not _Place.PART and not builder.has_text:
                settings.add_comment(Comment(text, location))
            else:
                builder.add(Comment(text, location))
        match token.kind:
            case LineKind.BLANK:
                builder.add_break()
            case LineKind.TEXT:
                self._warn_of_missing_dash(token, place)
                builder.add_line(token.content)
            case LineKind.INCLUDE:
                if token.content.text:
                    builder.add(Include(token.content.text, token.content.at()))
                else:
                    self._error(token, "[include] needs the name of a script", "write it as [include warm-up]")
            case _:
                pass

    def _warn_of_missing_dash(self, token: Token, place: _Place) -> None:
        key = looks_like_setting(token.content)
        if key is not None and place is not _Place.PART:
            message = f'this line is spoken; with a dash it would be the setting "{key}"'
            self.report.warning(token.content.at(), message, f"write - {token.content.text}")
