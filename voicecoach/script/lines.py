"""What each line of a script is: the one place that tells a heading from a setting from a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from voicecoach.script.report import quoted
from voicecoach.script.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voicecoach.errors import Location
    from voicecoach.script.report import Report
    from voicecoach.script.source import Line

_TITLE = re.compile(r"#(?:\s+(.*))?")
_STEP = re.compile(r"##(?:\s+(.*))?")
_DIVIDER = re.compile(r"-{3,}")
_SETTING = re.compile(r"-\s*|[\u2022*\u2013]\s+")
_FENCE = re.compile(r"`{3,}|~{3,}")
_LINE_ACTION = re.compile(r"\[\s*(repeat|end|include)(?:\s+([^\[\]]*))?\]", re.IGNORECASE)
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
        place: Where the line begins, before its dash, hashes or bracket.
        comments: The comments that began on its lines.
    """

    kind: LineKind
    content: Source
    place: Location
    comments: tuple[tuple[str, Location], ...]


def tokenise(lines: Iterable[Line], report: Report) -> list[Token]:
    """Return the lines of a script as tokens; reports headings that lack their space, and code fences."""
    tokens: list[Token] = []
    setting: list[Line] = []
    for line in lines:
        kind, content = _classify(line, report)
        if setting and kind in (LineKind.TEXT, LineKind.COMMENT) and (line.indented or line.only_comments):
            setting.append(line)
            continue
        if setting:
            tokens[-1] = _with_lines_below(tokens[-1], setting[1:])
        setting = [line] if kind is LineKind.SETTING else []
        tokens.append(Token(kind, content, line.source.at(), line.comments))
    if setting:
        tokens[-1] = _with_lines_below(tokens[-1], setting[1:])
    return tokens


def split_key(line: Source) -> tuple[Source, Source] | None:
    """Return what stands before and behind the colon of a ``key: value`` line, or None where there is no key.

    The key ends at the first colon with a space behind it, so that ``at 1:30: text`` has its meaning.
    """
    colon = _KEY_END.search(line.text) or re.search(":", line.text)
    if colon is None or not line.text[: colon.start()].strip():
        return None
    return line.slice(0, colon.start()), line.slice(colon.end())


def _with_lines_below(token: Token, lines: list[Line]) -> Token:
    """Return a setting with the lines that go on with it."""
    sources = [token.content, *(line.source for line in lines if not line.only_comments)]
    comments = (comment for line in lines for comment in line.comments)
    return replace(token, content=Source.joined(sources), comments=(*token.comments, *comments))


def _classify(line: Line, report: Report) -> tuple[LineKind, Source]:
    source = line.source
    text = source.text
    if not text:
        return LineKind.COMMENT if line.only_comments else LineKind.BLANK, source
    if text.startswith("#"):
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
        hint = f"write ## {quoted(rest)[1:-1] or 'and a name'} for a step"
        report.error(source.at(), f"{'#' * min(hashes, 6)} means nothing: there are no headings below a step", hint)
        return LineKind.MISTAKE, source
    if hashes == 2 or rest[0].isalpha():  # noqa: PLR2004
        hint = f"write {'#' * hashes} {quoted(rest)[1:-1]}"
        report.error(source.at(), f"a heading needs a space behind its {'#' * hashes}", hint)
        return LineKind.MISTAKE, source
    return LineKind.TEXT, source


def _without_closing_hashes(name: str) -> str:
    """Return a heading's text without the hashes that Markdown allows at its end.

    >>> _without_closing_hashes("Bridge ## #"), _without_closing_hashes("C#")
    ('Bridge', 'C#')
    """
    name = name.rstrip()
    while (shorter := name.rstrip("#")) != name and (not shorter or shorter[-1].isspace()):
        name = shorter.rstrip()
    return name
