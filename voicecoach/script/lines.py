"""What each line of a script is: the one place that tells a heading from a setting from a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from voicecoach.errors import Location
from voicecoach.script.report import Report
from voicecoach.script.source import Comment, Line, Source
from voicecoach.text import shortened

_TITLE = re.compile(r"#(?:\s+(.*))?")
_STEP = re.compile(r"##(?:\s+(.*))?")
_DIVIDER = re.compile(r"-{3,}")
_SETTING = re.compile(r"-\s*|[\u2022*\u2013](?:\s+|$)")
_FENCE = re.compile(r"`{3,}|~{3,}")
_LINE_ACTION = re.compile(r"\[\s*(repeat|end|include)(?:\s+([^\[\]]*))?\]", re.IGNORECASE)
_MARKS = "#-\u2022*\u2013`~["
_KEY_END = re.compile(r":(?=\s|$)")


class LineKind(Enum):
    """What a line is."""

    BLANK = auto()
    COMMENT = auto()
    TITLE = auto()
    STEP = auto()
    DIVIDER = auto()
    SETTING = auto()
    REPEAT = auto()
    END = auto()
    INCLUDE = auto()
    TEXT = auto()
    MISTAKE = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One line, or a setting with the lines that go on with it.

    Attributes:
        kind: What it is.
        content: What matters of it: the heading's text, the setting behind its dash, the action's argument.
        lines: The line, and those that go on with it.
    """

    kind: LineKind
    content: Source
    lines: tuple[Line, ...]

    @property
    def place(self) -> Location:
        """Where the line begins, before its dash, hashes or bracket."""
        return self.lines[0].source.at()

    @property
    def comments(self) -> Iterator[Comment]:
        """The comments that begin on its lines."""
        return (comment for line in self.lines for comment in line.comments)


def tokenise(lines: Iterable[Line], report: Report) -> list[Token]:
    """Return the lines of a script as tokens; reports headings that lack their space, and code fences."""
    tokens: list[Token] = []
    # What a setting's next lines are is known only when a line that goes on with it comes, or another one.
    goes_on: list[Line] = []
    comments: list[Line] = []
    for line in lines:
        kind, content = _classify(line, report)
        below_setting = bool(tokens) and tokens[-1].kind is LineKind.SETTING
        if below_setting and kind is LineKind.COMMENT:
            comments.append(line)
        elif below_setting and kind is LineKind.TEXT and line.indented:
            goes_on += (*comments, line)
            comments.clear()
        else:
            _end_setting(tokens, goes_on, comments)
            tokens.append(Token(kind, content, (line,)))
    _end_setting(tokens, goes_on, comments)
    return tokens


def _end_setting(tokens: list[Token], goes_on: list[Line], comments: list[Line]) -> None:
    """Add to the last token the lines that go on with it, and behind it the comments that follow."""
    if goes_on:
        setting = tokens[-1]
        sources = [setting.content, *(line.source for line in goes_on if not line.only_comments)]
        tokens[-1] = Token(setting.kind, Source.joined(sources), (*setting.lines, *goes_on))
    tokens += (Token(LineKind.COMMENT, line.source, (line,)) for line in comments)
    goes_on.clear()
    comments.clear()


def split_key(line: Source) -> tuple[Source, Source] | None:
    """Return what stands before and behind the colon of a ``key: value`` line, or None where there is no key.

    The key ends at the first colon with a space behind it, so that ``at 1:30: text`` has its meaning.
    """
    spaced = _KEY_END.search(line.text)
    colon = spaced.start() if spaced else line.text.find(":")
    if colon < 0 or not line.text[:colon].strip():
        return None
    return line.slice(0, colon), line.slice(colon + 1)


def _classify(line: Line, report: Report) -> tuple[LineKind, Source]:
    source = line.source
    text = source.text
    if not text:
        return LineKind.COMMENT if line.only_comments else LineKind.BLANK, source
    if text[0] not in _MARKS:
        return LineKind.TEXT, source
    if text[0] == "#":
        return _heading(source, report)
    if _DIVIDER.fullmatch(text):
        return LineKind.DIVIDER, source
    if setting := _SETTING.match(text):
        return LineKind.SETTING, source.slice(setting.end())
    if _FENCE.match(text):
        report.error(source.at(), "code fences mean nothing in a script", "take the line out")
        return LineKind.MISTAKE, source
    if action := _LINE_ACTION.fullmatch(text):
        begin, end = action.span(2)
        return LineKind[action[1].upper()], source.slice(begin, end) if begin >= 0 else source.slice(len(text))
    return LineKind.TEXT, source


def _heading(source: Source, report: Report) -> tuple[LineKind, Source]:
    text = source.text
    for kind, pattern, what in ((LineKind.STEP, _STEP, "step"), (LineKind.TITLE, _TITLE, "title")):
        if heading := pattern.fullmatch(text):
            name = _without_closing_hashes(heading[1] or "")
            if not name:
                hint = f"write {'##' if kind is LineKind.STEP else '#'} and a name, or take the line out"
                report.error(source.at(), f"this {what} has no name", hint)
                return LineKind.MISTAKE, source
            return kind, source.slice(heading.start(1), heading.start(1) + len(name))
    rest = text.lstrip("#").strip()
    hashes = len(text) - len(text.lstrip("#"))
    if hashes > 2:  # noqa: PLR2004 - title and step are all the headings there are
        hint = f"write ## {shortened(rest) or 'and a name'} for a step"
        report.error(source.at(), f"{'#' * min(hashes, 6)} means nothing: there are no headings below a step", hint)
        return LineKind.MISTAKE, source
    if hashes == 2 or rest[0].isalpha():  # noqa: PLR2004
        hint = f"write {'#' * hashes} {shortened(rest)}"
        report.error(source.at(), f"a heading needs a space behind its {'#' * hashes}", hint)
        return LineKind.MISTAKE, source
    return LineKind.TEXT, source


def _without_closing_hashes(name: str) -> str:
    """Return a heading's text without the hashes that Markdown allows at its end.

    >>> _without_closing_hashes("Bridge ## #"), _without_closing_hashes("C#")
    ('Bridge', 'C#')
    """
    return name[: max((word.end() for word in re.finditer(r"\S+", name) if word[0].strip("#")), default=0)]
