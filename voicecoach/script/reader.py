"""Text to routine: reads a script line by line and reports every mistake at once.

The reader knows the order of things: settings, steps, parts, repeats. What a line is stands in
:mod:`voicecoach.script.lines`, what a setting is in the table of :mod:`voicecoach.script.settings`, and what
may stand inside a text in :mod:`voicecoach.script.text_reader`.
"""

from __future__ import annotations

from enum import Enum, auto

from voicecoach.script.flow import FlowBuilder, match_repeats
from voicecoach.script.limits import read_count_span
from voicecoach.script.lines import LineKind, Token, tokenise
from voicecoach.script.model import Flow, Include, Part, Repeat, Routine, Section, SessionRepeat, Step, Text, Words
from voicecoach.script.report import Report
from voicecoach.script.setting_reader import SettingReader, as_setting
from voicecoach.script.source import Comment, split_lines
from voicecoach.script.spec import Scope
from voicecoach.script.text_reader import Allowed, read_text_pieces
from voicecoach.text import quoted, shortened
from voicecoach.units import UnitError


def read_routine(text: str, path: str, report: Report) -> Routine:
    """Return the routine that a script's text holds; every mistake is added to the report.

    The routine of a text with mistakes lacks what could not be understood; see ``report.has_errors``.

    Raises:
        ScriptError: The report is full: this is not a script.
    """
    lines = split_lines(text, path, report)
    return _Reader(tokenise(lines, report), path, report).routine()


class _Place(Enum):
    """Where paragraphs stand, which decides whose the settings among them are."""

    INTRODUCTION = auto()
    STEP = auto()
    PART = auto()


_SCOPES = {_Place.INTRODUCTION: Scope.SESSION, _Place.STEP: Scope.STEP}


class _Reader:
    """Reads the tokens of one script from first to last."""

    def __init__(self, tokens: list[Token], path: str, report: Report) -> None:
        self.repeats = match_repeats(tokens, report)
        self.tokens = self.repeats.tokens
        self.path = path
        self.report = report
        self.position = 0
        self.title: Text | None = None
        self.session = SettingReader(Scope.SESSION, report)
        self.step_seen = False
        # Comments beside --- and [repeat], which go with what comes next.
        self.carried: list[Comment] = []

    def routine(self) -> Routine:
        sections = self._sections(end=len(self.tokens))
        if self.carried:
            sections.append(Part(tuple(self.carried), self.carried[0].location))
        return Routine(self.title, self.session.settings(), tuple(sections), self.path)

    def _sections(self, end: int) -> list[Section]:
        """Return the sections up to the token at ``end``, which is not read."""
        sections: list[Section] = []
        while self.position < end:
            if self.tokens[self.position].kind is LineKind.STEP:
                sections.append(self._step(end))
            elif self._begins_session_repeat():
                sections.append(self._session_repeat())
            else:
                part, has_divider = self._part(end, is_first=not sections)
                # A --- that ends a step is kept without words too: it says that the words above are meant there.
                ends_step = has_divider and bool(sections) and isinstance(sections[-1], Step)
                if part.flow or ends_step:
                    sections.append(part)
        return sections

    def _begins_session_repeat(self) -> bool:
        return self.position in self.repeats.around_steps

    def _session_repeat(self) -> SessionRepeat:
        token = self.tokens[self.position]
        end = self.repeats.ends[self.position]
        count = self._repeat_count(token)
        self.step_seen = True
        while True:
            self._carry(self.tokens[self.position])
            self.position += 1
            first = self.tokens[self.position]
            if first.kind not in (LineKind.BLANK, LineKind.COMMENT):
                break
        if first.kind is not LineKind.STEP and not self._begins_session_repeat():
            message = "only blank lines may stand between [repeat] and its first ##"
            self._error(first, message, "put this line above [repeat], or below a ## heading")
        sections = self._sections(end)
        self._carry(self.tokens[end])
        self.position = end + 1
        return SessionRepeat(count, tuple(sections), token.place)

    def _repeat_count(self, token: Token) -> int:
        if not token.content.text:
            self._error(token, "[repeat] does not say how often", "write it as [repeat 3]")
            return 1
        try:
            span = read_count_span(token.content.text, "repeats")
        except UnitError as error:
            self.report.error(token.content.at(), str(error), "write it as [repeat 3]")
            return 1
        if span.low != span.high:
            message = "[repeat] needs one number, not a range"
            self.report.error(token.content.at(), message, f"write [repeat {span.high}]")
        return span.high

    def _step(self, end: int) -> Step:
        token = self.tokens[self.position]
        self.position += 1
        self.step_seen = True
        name = read_text_pieces(token.content, Allowed.NOTHING, self.report)
        settings = SettingReader(Scope.STEP, self.report)
        self._carry(token)
        builder = FlowBuilder(self.report, comments_above=settings.add_comment)
        flow = self._flow(end, builder, settings, _Place.STEP)
        place = token.content.at()
        return Step(name or Text((Words(token.content.text, place),), place), settings.settings(), flow, place)

    def _part(self, end: int, *, is_first: bool) -> tuple[Part, bool]:
        """Return an unnamed part, and whether a ``---`` begins it."""
        token = self.tokens[self.position]
        place = _Place.PART if self.step_seen else _Place.INTRODUCTION
        has_divider = token.kind is LineKind.DIVIDER
        if has_divider:
            self._carry(token)
            if not self.step_seen:
                message = "there is no step here that --- could end"
                self.report.warning(token.place, message, "take the line out")
            self.position += 1
        among_settings = place is _Place.INTRODUCTION and is_first
        builder = FlowBuilder(self.report, comments_above=self.session.add_comment if among_settings else None)
        return Part(self._flow(end, builder, self.session, place), token.place), has_divider

    def _flow(self, end: int, builder: FlowBuilder, settings: SettingReader, place: _Place) -> Flow:
        """Return the paragraphs up to what ends them, and read the settings among them."""
        builder.add_comments(self._take_carried())
        while self.position < end and not self._ends_flow():
            token = self.tokens[self.position]
            self.position += 1
            match token.kind:
                case LineKind.TITLE:
                    builder.add_break()
                    self._read_title(token)
                case LineKind.SETTING:
                    builder.add_break()
                    self._read_setting(token, settings, place, below_text=builder.has_text)
                case LineKind.REPEAT:
                    self._read_repeat(token, builder, place)
                case _:
                    self._read_line(token, builder, place)
        return builder.flow()

    def _ends_flow(self) -> bool:
        kind = self.tokens[self.position].kind
        return kind in (LineKind.STEP, LineKind.DIVIDER) or self._begins_session_repeat()

    def _read_title(self, token: Token) -> None:
        for comment in token.comments:
            self.session.add_comment(comment)
        if self.title is not None or self.step_seen:
            message = "the title is given twice" if self.title else "the title stands below a step"
            hint = f"write ## {shortened(token.content.text)} for a step, or keep one title at the top"
            self._error(token, message, hint)
            return
        self.title = read_text_pieces(token.content, Allowed.NOTHING, self.report, is_heard=False)

    def _read_setting(self, token: Token, settings: SettingReader, place: _Place, *, below_text: bool) -> None:
        if place is _Place.PART:
            message = "a setting cannot stand here: it belongs to the session or to a step"
            hint = "put it above the first ##, or below a ## heading; or take the dash away to have it spoken"
            self._error(token, message, hint)
            return
        for comment in token.comments:
            settings.add_comment(comment)
        settings.read(token.content)
        if below_text and place is _Place.STEP:
            message = "this setting stands below its step's paragraphs"
            self.report.warning(token.place, message, "put it directly below the ## heading")

    def _read_repeat(self, token: Token, builder: FlowBuilder, place: _Place) -> None:
        """Read a repeat inside paragraphs; its opening line has been read."""
        end = self.repeats.ends[self.position - 1]
        count = self._repeat_count(token)
        inner = FlowBuilder(self.report)
        inner.add_comments(token.comments)
        while self.position < end:
            line = self.tokens[self.position]
            self.position += 1
            match line.kind:
                case LineKind.REPEAT:
                    self._read_repeat(line, inner, place)
                case LineKind.DIVIDER:
                    self._error(line, "--- cannot stand inside a [repeat] of paragraphs", "put it below [end]")
                case LineKind.SETTING | LineKind.TITLE:
                    self._error(line, "only words and actions can be repeated here", "put this line above [repeat]")
                case _:
                    self._read_line(line, inner, place)
        self.position = end + 1
        flow = inner.inner_flow()
        if not inner.has_text:
            self._error(token, "this [repeat] repeats nothing", "put words between [repeat] and [end]")
        builder.add(Repeat(count, flow, token.place))
        builder.add_comments(self.tokens[end].comments)

    def _read_line(self, token: Token, builder: FlowBuilder, place: _Place) -> None:
        """Read a line of paragraphs."""
        builder.add_comments(token.comments)
        match token.kind:
            case LineKind.BLANK:
                builder.add_break()
            case LineKind.TEXT:
                self._warn_of_missing_dash(token, place)
                builder.add_line(token.content)
            case LineKind.INCLUDE:
                if token.content.text:
                    builder.add(Include(" ".join(token.content.text.split()), token.place))
                else:
                    self._error(token, "[include] needs the name of a script", "write it as [include warm-up]")
            case _:
                pass

    def _warn_of_missing_dash(self, token: Token, place: _Place) -> None:
        setting = as_setting(token.content, _SCOPES[place]) if place in _SCOPES else None
        if setting is not None:
            key = " ".join(setting.text.partition(":")[0].lower().split())
            message = f"this line is spoken; with a dash it would be the setting {quoted(key)}"
            self.report.warning(token.place, message, f"write - {shortened(setting.text)}")

    def _error(self, token: Token, message: str, hint: str) -> None:
        self.report.error(token.place, message, hint)

    def _carry(self, token: Token) -> None:
        self.carried += token.comments

    def _take_carried(self) -> list[Comment]:
        carried, self.carried = self.carried, []
        return carried
