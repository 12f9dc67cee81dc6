"""Read a script into a routine, and report all its mistakes at once.

The reader builds steps, parts, repeats and paragraphs out of the tokens of :mod:`voicecoach.script.lines`.
:mod:`voicecoach.script.setting_reader` reads the settings, :mod:`voicecoach.script.text_reader` the texts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from itertools import takewhile

from voicecoach.errors import Location
from voicecoach.script import model
from voicecoach.script import settings as table
from voicecoach.script.limits import read_count_span
from voicecoach.script.line_stops import joined_lines
from voicecoach.script.lines import LineKind, Token, match_repeats, needs_own_line, tokenise
from voicecoach.script.notation import warn_of_directions
from voicecoach.script.printer import print_text
from voicecoach.script.recognise import recognise
from voicecoach.script.report import Report
from voicecoach.script.setting_reader import SettingReader, as_setting, names_voice
from voicecoach.script.source import Comment, SourceText, split_lines
from voicecoach.script.spec import Scope, Settings
from voicecoach.script.text_reader import Allowed, read_text_pieces
from voicecoach.script.whole_blocks import more
from voicecoach.text import quoted, shortened
from voicecoach.units import UnitError


def read_routine(text: str, path: str, report: Report) -> model.Routine:
    """Return the routine of a script's text; every mistake is added to the report.

    The routine lacks the lines that have mistakes; see ``report.has_errors``.

    Raises:
        ScriptError: The report is full: this is not a script.
    """
    lines, told = recognise(split_lines(text, path, report), report)
    return _Reader(tokenise(lines, report), path, report, told).routine()


class _Reader:
    """Reads the tokens of one script in order."""

    def __init__(self, tokens: list[Token], path: str, report: Report, told: Collection[int]) -> None:
        self.repeats = match_repeats(tokens, report)
        self.tokens = self.repeats.tokens
        self.path = path
        self.report = report
        self.told = told
        self.position = 0
        self.title: model.Text | None = None
        self.session = SettingReader(Scope.SESSION, report)
        self.step_seen = False
        self.words_seen = False
        self.idle_dividers: list[Location] = []
        # Comments beside --- and [repeat] go with the flow after them.
        self.pending_comments: list[Comment] = []

    def routine(self) -> model.Routine:
        sections = self._sections(end=len(self.tokens))
        if self.pending_comments:
            sections.append(model.Part(tuple(self.pending_comments), self.pending_comments[0].location))
        if idle := self.idle_dividers:
            self.report.warning(idle[0], f"this --- ends nothing{more(idle)}", "remove the line")
        settings = self._session_settings()  # may give the title
        return model.Routine(self.title, settings, tuple(sections), self.path)

    def _session_settings(self) -> Settings:
        """Return the settings of the session; ``- title:`` becomes the title."""
        settings = self.session.settings()
        setting, title = settings.written(table.TITLE), settings.get(table.TITLE)
        if setting is None:
            return settings
        if title is None:
            message = "the title cannot be off"
            self.report.error(setting.value_location, message, "write the title's words, or remove the line")
        elif self.title is not None:
            message = "there are two titles"
            self.report.error(setting.location, message, f"keep this line, or # {print_text(self.title)}")
        else:
            self.title = title
        return settings.without(table.TITLE)

    def _sections(self, end: int) -> list[model.RoutineSection]:
        """Return the sections up to, but not including, the token at ``end``."""
        sections: list[model.RoutineSection] = []
        while self.position < end:
            if self.tokens[self.position].kind is LineKind.STEP:
                sections.append(self._step(end))
            elif self._begins_session_repeat():
                sections.append(self._session_repeat())
            else:
                part, has_divider = self._part(end, is_first=not sections)
                # A --- that ends a step is kept even without words: it confirms that the words above end the step.
                ends_step = has_divider and bool(sections) and isinstance(sections[-1], model.Step)
                if part.flow or ends_step:
                    sections.append(part)
        return sections

    def _begins_session_repeat(self) -> bool:
        return self.position in self.repeats.around_steps

    def _session_repeat(self) -> model.SessionRepeat:
        token = self.tokens[self.position]
        end = self.repeats.ends[self.position]
        count = self._repeat_count(token)
        self.step_seen = True
        while True:
            self._keep_comments(self.tokens[self.position])
            self.position += 1
            first = self.tokens[self.position]
            if first.kind not in (LineKind.BLANK, LineKind.COMMENT):
                break
        if first.kind is not LineKind.STEP and not self._begins_session_repeat():
            message = "only blank lines may come between [repeat] and its first ##"
            self._error(first, message, "move this line above [repeat], or below a ## heading")
        sections = self._sections(end)
        self._keep_comments(self.tokens[end])
        self.position = end + 1
        return model.SessionRepeat(count, tuple(sections), token.place)

    def _repeat_count(self, token: Token) -> int:
        if not token.content.text:
            self._error(token, "[repeat] needs a number", "write it as [repeat 3]")
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

    def _step(self, end: int) -> model.Step:
        token = self.tokens[self.position]
        self.position += 1
        self.step_seen = True
        name = read_text_pieces(token.content, Allowed.NOTHING, self.report)
        settings = SettingReader(Scope.STEP, self.report)
        self._keep_comments(token)
        builder = _FlowBuilder(self.report, comments_above=settings.add_comment)
        flow = self._flow(end, builder, settings, Scope.STEP)
        place = token.content.at()
        return model.Step(
            name or model.Text((model.Words(token.content.text, place),), place), settings.settings(), flow, place
        )

    def _part(self, end: int, *, is_first: bool) -> tuple[model.Part, bool]:
        """Return an unnamed part, and whether it begins with ``---``."""
        token = self.tokens[self.position]
        scope = None if self.step_seen else Scope.SESSION
        has_divider = token.kind is LineKind.DIVIDER
        if has_divider:
            self._keep_comments(token)
            self.words_seen = True
            if not self.step_seen:
                self.idle_dividers.append(token.place)
            self.position += 1
        among_settings = scope is Scope.SESSION and is_first
        builder = _FlowBuilder(self.report, comments_above=self.session.add_comment if among_settings else None)
        return model.Part(self._flow(end, builder, self.session, scope), token.place), has_divider

    def _flow(self, end: int, builder: _FlowBuilder, settings: SettingReader, scope: Scope | None) -> model.Flow:
        """Return the paragraphs up to the next section, and read the settings among them.

        Args:
            end: The token at which to stop.
            builder: Collects the paragraphs.
            settings: Reads the settings.
            scope: The scope of these settings, or None where they are a mistake.
        """
        builder.add_comments(self._take_comments())
        while self.position < end:
            token = self.tokens[self.position]
            if token.kind in _ENDS_OF_FLOW or self._begins_session_repeat():
                break
            self.position += 1
            match token.kind:
                case LineKind.TITLE:
                    builder.add_break()
                    self._read_title(token)
                case LineKind.SETTING:
                    builder.add_break()
                    below_text = builder.has_text or (scope is Scope.SESSION and self.words_seen)
                    self._read_setting(token, settings, scope, below_text=below_text)
                case LineKind.REPEAT:
                    self._read_repeat(token, builder, scope)
                case _:
                    self._read_line(token, builder, scope)
        self.words_seen |= builder.has_text
        return builder.flow()

    def _read_title(self, token: Token) -> None:
        for comment in token.comments:
            self.session.add_comment(comment)
        if self.title is not None or self.step_seen:
            message = "there are two titles" if self.title else "the title must be above the first step"
            hint = f"write ## {shortened(token.content.text)} for a step, or keep one title at the top"
            self._error(token, message, hint)
            return
        self.title = read_text_pieces(token.content, Allowed.NOTHING, self.report, is_heard=False)

    def _read_setting(self, token: Token, settings: SettingReader, scope: Scope | None, *, below_text: bool) -> None:
        if scope is None:
            message = "this setting is in the wrong place"
            following = takewhile(lambda one: one.kind is LineKind.SETTING, self.tokens[self.position :])
            if more := sum(1 for _ in following):
                message = f"these {more + 1} settings are in the wrong place"
                self.position += more
            hint = "move it above the first ## or below a ## heading, or remove the dash to speak this line"
            if names_voice(token.content):
                hint = "put it below a ## heading for its step, or use [voice NAME] in a paragraph"
            self._error(token, message, hint)
            return
        if below_text and names_voice(token.content):
            whose, where = _VOICE_OF[scope]
            message = f"this changes the voice of the whole {whose}: it must be {where}"
            hint = f"put it {where}, or use [voice NAME] in a paragraph"
            self._error(token, message, hint)
            return
        for comment in token.comments:
            settings.add_comment(comment)
        settings.read(token.content)
        if below_text and scope is Scope.STEP:
            message = "this setting must be above the step's paragraphs"
            self.report.warning(token.place, message, "move it directly below the ## heading")

    def _read_repeat(self, token: Token, builder: _FlowBuilder, scope: Scope | None) -> None:
        """Read a repeat inside paragraphs, after its opening line."""
        end = self.repeats.ends[self.position - 1]
        count = self._repeat_count(token)
        inner = _FlowBuilder(self.report)
        inner.add_comments(token.comments)
        while self.position < end:
            line = self.tokens[self.position]
            self.position += 1
            match line.kind:
                case LineKind.REPEAT:
                    self._read_repeat(line, inner, scope)
                case LineKind.DIVIDER:
                    self._error(line, "--- cannot be inside a [repeat] of paragraphs", "move it below [end]")
                case LineKind.SETTING | LineKind.TITLE:
                    self._error(line, "only words and actions can be repeated here", "move this line above [repeat]")
                case _:
                    self._read_line(line, inner, scope)
        self.position = end + 1
        flow = inner.inner_flow()
        if not inner.has_text:
            self._error(token, "this [repeat] is empty", "put words between [repeat] and [end]")
        builder.add(model.Repeat(count, flow, token.place))
        builder.add_comments(self.tokens[end].comments)

    def _read_line(self, token: Token, builder: _FlowBuilder, scope: Scope | None) -> None:
        """Read a line of paragraphs."""
        if token.comments:
            builder.add_comments(token.comments)
        match token.kind:
            case LineKind.BLANK:
                builder.add_break()
            case LineKind.TEXT:
                self._warn_of_missing_dash(token, scope)
                warn_of_directions(token.content, self.report, is_told=token.place.line in self.told)
                builder.add_line(token.content, is_own=needs_own_line(token.content.text))
            case LineKind.INCLUDE:
                if token.content.text:
                    builder.add(model.Include(" ".join(token.content.text.split()), token.place))
                else:
                    self._error(token, "[include] needs the name of a script", "write it as [include warm-up]")
            case _:
                pass

    def _warn_of_missing_dash(self, token: Token, scope: Scope | None) -> None:
        if scope is None or ":" not in token.content.text or token.place.line in self.told:
            return
        setting = as_setting(token.content, scope)
        if setting is not None:
            key = " ".join(setting.text.partition(":")[0].lower().split())
            message = f"this line is spoken; with a dash it would be the setting {quoted(key)}"
            self.report.warning(token.place, message, f"write - {shortened(setting.text)}")

    def _error(self, token: Token, message: str, hint: str) -> None:
        self.report.error(token.place, message, hint)

    def _keep_comments(self, token: Token) -> None:
        self.pending_comments += token.comments

    def _take_comments(self) -> list[Comment]:
        comments, self.pending_comments = self.pending_comments, []
        return comments


_ENDS_OF_FLOW = (LineKind.STEP, LineKind.DIVIDER)
_VOICE_OF = {Scope.SESSION: ("session", "at the top"), Scope.STEP: ("step", "directly below the ## heading")}


class _FlowBuilder:
    """Collects paragraphs, blank lines, repeats and includes in order.

    Args:
        report: Collects the mistakes.
        comments_above: Takes the comments above the first words; where it is None they stay in the flow.

    Attributes:
        has_text: Whether a line of words or actions was added, with or without mistakes.
    """

    def __init__(self, report: Report, comments_above: Callable[[Comment], None] | None = None) -> None:
        self.has_text = False
        self._report = report
        self._items: list[model.FlowItem] = []
        self._ends_with_break = False
        self._lines: list[SourceText] = []
        self._comments_above = comments_above
        self._comments: list[Comment] = []

    def add_line(self, source: SourceText, *, is_own: bool = False) -> None:
        """Add a line of a paragraph, or one that is a paragraph of its own."""
        if is_own:
            self._end_paragraph()
        # A comment inside a paragraph is kept above it.
        self._place_comments()
        self._lines.append(source)
        self.has_text = True
        if is_own:
            self._end_paragraph()

    def add_comments(self, comments: Iterable[Comment]) -> None:
        """Add comments, which do not split a paragraph."""
        self._comments += comments
        if not self._lines:
            self._place_comments()

    def add_break(self) -> None:
        """Add a blank line; several in a row count as one."""
        self._end_paragraph()
        if not self._ends_with_break:
            self._items.append(model.Break())
            self._ends_with_break = True

    def add(self, item: model.Repeat | model.Include) -> None:
        """Add an item that has a line of its own."""
        self._end_paragraph()
        self._append(item)
        self.has_text = True

    def inner_flow(self) -> model.Flow:
        """Return the flow of a repeat, with the blank lines at its ends: they are pauses too."""
        self._end_paragraph()
        return tuple(self._items)

    def flow(self) -> model.Flow:
        """Return the flow without the blank lines at its ends."""
        items = self.inner_flow()
        spoken = [index for index, item in enumerate(items) if not isinstance(item, model.Break | Comment)]
        first, last = (spoken[0], spoken[-1]) if spoken else (len(items), -1)
        return tuple(
            item for index, item in enumerate(items) if not isinstance(item, model.Break) or first < index < last
        )

    def _end_paragraph(self) -> None:
        if self._lines:
            text = read_text_pieces(joined_lines(self._lines), Allowed.PARAGRAPH, self._report)
            self._lines.clear()
            if text is not None:
                self._append(model.Paragraph(text))
        self._place_comments()

    def _append(self, item: model.Paragraph | model.Repeat | model.Include) -> None:
        self._items.append(item)
        self._comments_above = None
        self._ends_with_break = False

    def _place_comments(self) -> None:
        for comment in self._comments:
            (self._comments_above or self._items.append)(comment)
        self._comments.clear()
