"""Turn the lines of a script into tokens: headings, settings, repeats, text; and match each repeat with its end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from voicecoach.errors import Location
from voicecoach.script.directions import is_end
from voicecoach.script.limits import DEEPEST_REPEAT
from voicecoach.script.notation import is_marked_direction
from voicecoach.script.report import Report
from voicecoach.script.source import Comment, Line, SourceText
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
    """The kinds of lines."""

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


class Token(NamedTuple):
    """One line, or a setting with its continuation lines.

    Attributes:
        kind: The kind of line.
        content: The heading's text, the setting after its dash, the action's argument, or the whole line.
        lines: The line and its continuation lines.
    """

    kind: LineKind
    content: SourceText
    lines: tuple[Line, ...]

    @property
    def place(self) -> Location:
        """The location of the line's first character: its dash, hash or bracket."""
        return self.lines[0].source.at()

    @property
    def comments(self) -> tuple[Comment, ...]:
        """The comments that begin on its lines."""
        if len(self.lines) == 1:
            return self.lines[0].comments
        return tuple(comment for line in self.lines for comment in line.comments)


def tokenise(lines: Iterable[Line], report: Report) -> list[Token]:
    """Return the lines of a script as tokens; headings without their space and code fences are reported."""
    tokens: list[Token] = []
    # Comments below a setting belong to it only if a continuation line follows them.
    continuation: list[Line] = []
    comments: list[Line] = []
    for line in lines:
        kind, content = _classify(line, report)
        below_setting = bool(tokens) and tokens[-1].kind is LineKind.SETTING
        if below_setting and kind is LineKind.COMMENT:
            comments.append(line)
        elif below_setting and kind is LineKind.TEXT and line.indented:
            continuation += (*comments, line)
            comments.clear()
        else:
            if continuation or comments:
                _end_setting(tokens, continuation, comments)
            tokens.append(Token(kind, content, (line,)))
    _end_setting(tokens, continuation, comments)
    return tokens


def _end_setting(tokens: list[Token], continuation: list[Line], comments: list[Line]) -> None:
    """Add the continuation lines to the last token, and the comments after them as tokens of their own."""
    if continuation:
        setting = tokens[-1]
        sources = [setting.content, *(line.source for line in continuation if not line.only_comments)]
        tokens[-1] = Token(setting.kind, SourceText.joined(sources), (*setting.lines, *continuation))
    tokens += (Token(LineKind.COMMENT, line.source, (line,)) for line in comments)
    continuation.clear()
    comments.clear()


def split_key(line: SourceText) -> tuple[SourceText, SourceText] | None:
    """Return the key and the value of a ``key: value`` line, or None where there is no key."""
    colon = key_end(line.text)
    if colon < 0 or not line.text[:colon].strip():
        return None
    return line.slice(0, colon), line.slice(colon + 1)


def key_end(text: str) -> int:
    """Return the offset of the colon that ends a key, or -1 where there is none.

    It is the first colon with a space after it, else the first, so that ``at 1:30: text`` has the key ``at 1:30``.
    """
    spaced = _KEY_END.search(text)
    return spaced.start() if spaced else text.find(":")


def _classify(line: Line, report: Report) -> tuple[LineKind, SourceText]:
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
        if text[0] in "-\u2013*\u2022" and is_marked_direction(text, source.language):
            return LineKind.TEXT, source
        return LineKind.SETTING, source.slice(setting.end())
    if _FENCE.match(text):
        report.error(source.at(), "code fences are not allowed", "remove the line")
        return LineKind.MISTAKE, source
    if (action := _LINE_ACTION.fullmatch(text)) and not (action[2] and is_end(text)):  # [end of recording]
        begin, end = action.span(2)
        return LineKind[action[1].upper()], source.slice(begin, end) if begin >= 0 else source.slice(len(text))
    return LineKind.TEXT, source


def needs_own_line(text: str) -> bool:
    """Return whether words begin as a setting does; ``-- pause --`` is none while it is alone on its line."""
    return _SETTING.match(text) is not None


def _heading(source: SourceText, report: Report) -> tuple[LineKind, SourceText]:
    text = source.text
    for kind, pattern, what in ((LineKind.STEP, _STEP, "step"), (LineKind.TITLE, _TITLE, "title")):
        if heading := pattern.fullmatch(text):
            name = _without_closing_hashes(heading[1] or "")
            if not name:
                hint = f"write {'##' if kind is LineKind.STEP else '#'} and a name, or remove the line"
                report.error(source.at(), f"this {what} needs a name", hint)
                return LineKind.MISTAKE, source
            return kind, source.slice(heading.start(1), heading.start(1) + len(name))
    rest = text.lstrip("#").strip()
    hashes = len(text) - len(text.lstrip("#"))
    if hashes > 2:  # noqa: PLR2004 - title and step are all the headings there are
        hint = f"write ## {shortened(rest) or 'and a name'} for a step"
        report.error(
            source.at(),
            f"{'#' * min(hashes, 6)} is not a heading: use # for the title and ## for steps",
            hint,
        )
        return LineKind.MISTAKE, source
    if hashes == 2 or rest[0].isalpha():  # noqa: PLR2004
        hint = f"write {'#' * hashes} {shortened(rest)}"
        report.error(source.at(), f"a heading needs a space after {'#' * hashes}", hint)
        if hashes == 2:  # noqa: PLR2004
            return LineKind.STEP, source.slice(hashes)  # the settings below it are no mistakes of their own
        return LineKind.MISTAKE, source
    return LineKind.TEXT, source


def _without_closing_hashes(name: str) -> str:
    """Return a heading's text without the closing hashes that Markdown allows.

    >>> _without_closing_hashes("Bridge ## #"), _without_closing_hashes("C#")
    ('Bridge', 'C#')
    """
    return name[: max((word.end() for word in re.finditer(r"\S+", name) if word[0].strip("#")), default=0)]


@dataclass(frozen=True, slots=True)
class Repeats:
    """The tokens of a script with every ``[repeat]`` matched to its ``[end]``.

    Attributes:
        tokens: The tokens; a ``[repeat]`` or ``[end]`` without a partner is a mistake.
        ends: The index of the ``[end]`` by the index of its ``[repeat]``.
        around_steps: The indices of the repeats with a ``##`` inside.
    """

    tokens: list[Token]
    ends: dict[int, int]
    around_steps: frozenset[int]


def match_repeats(tokens: list[Token], report: Report) -> Repeats:
    """Match the repeats of a script; those that never end, or end nothing, are reported."""
    usable = list(tokens)
    ends: dict[int, int] = {}
    opened: list[int] = []

    def mistake(index: int, message: str, hint: str) -> None:
        usable[index] = tokens[index]._replace(kind=LineKind.MISTAKE)
        report.error(tokens[index].place, message, hint)

    for index, token in enumerate(tokens):
        if token.kind is LineKind.REPEAT:
            opened.append(index)
        elif token.kind is LineKind.END and not opened:
            mistake(index, "this [end] ends nothing", "remove it, or put [repeat 2] above it")
        elif token.kind is LineKind.END:
            begin = opened.pop()
            if token.content.text:
                report.error(token.content.at(), "[end] must be alone, without words after it", "write [end]")
            if len(opened) < DEEPEST_REPEAT:
                ends[begin] = index
            else:
                usable[index] = token._replace(kind=LineKind.MISTAKE)
                message = f"repeats can be nested {DEEPEST_REPEAT} deep"
                mistake(begin, message, "remove this [repeat] and its [end]")
    for index in opened:
        hint = "put [end] on its own line after the last repeated line"
        mistake(index, "this [repeat] has no [end]", hint)
    steps = [index for index, token in enumerate(tokens) if token.kind is LineKind.STEP]
    around_steps = (begin for begin, end in ends.items() if bisect_right(steps, begin) < bisect_right(steps, end))
    return Repeats(usable, ends, frozenset(around_steps))
