"""What each line of a script is: the one place that tells a heading from a setting from a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from voicecoach.script.settings import TABLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voicecoach.errors import Location
    from voicecoach.script.source import Line, Report, Source

_TITLE = re.compile(r"#(?:\s+(.*))?")
_STEP = re.compile(r"##(?:\s+(.*))?")
_CLOSING_HASHES = re.compile(r"\s+#+\s*$")
_DIVIDER = re.compile(r"-{3,}")
_SETTING = re.compile(r"-\s*|[\u2022*\u2013]\s+")
_FENCE = re.compile(r"`{3,}|~{3,}")
_LINE_ACTION = re.compile(r"\[\s*(repeat|end|include)\b([^\[\]]*)\]", re.IGNORECASE)
_KEY_WITHOUT_DASH = re.compile(r"[\u2014+>]?\s*([^:]{1,40}):(?:\s|$)")


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
        comments: The comments that began on its lines.
    """

    kind: LineKind
    content: Source
    comments: tuple[tuple[str, Location], ...]


def tokenise(lines: Iterable[Line], report: Report) -> list[Token]:
    """Return the lines of a script as tokens; reports headings that lack their space, and code fences."""
    tokens: list[Token] = []
    open_setting = False
    for line in lines:
        kind, content = _classify(line, report)
        if open_setting and kind in (LineKind.TEXT, LineKind.COMMENT) and (line.indented or line.only_comments):
            last = tokens[-1]
            joined = last.content.joined(content) if kind is LineKind.TEXT else last.content
            tokens[-1] = Token(LineKind.SETTING, joined, (*last.comments, *line.comments))
            continue
        tokens.append(Token(kind, content, line.comments))
        open_setting = kind is LineKind.SETTING
    return tokens


def _classify(line: Line, report: Report) -> tuple[LineKind, Source]:
    source = line.source
    text = source.text
    if line.only_comments:
        return LineKind.COMMENT, source
    if not text:
        return LineKind.BLANK, source
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
        return LineKind[action[1].upper()], source.slice(action.start(2), action.end(2))
    return LineKind.TEXT, source


def _heading(source: Source, report: Report) -> tuple[LineKind, Source]:
    text = source.text
    for kind, pattern, what in ((LineKind.STEP, _STEP, "step"), (LineKind.TITLE, _TITLE, "title")):
        if heading := pattern.fullmatch(text):
            name = _CLOSING_HASHES.sub("", heading[1] or "")
            if not name.strip():
                report.error(source.at(), f"this {what} has no name", f"write {'#' * (len(what) // 4)} and a name")
                return LineKind.MISTAKE, source
            return kind, source.slice(heading.start(1), heading.start(1) + len(name))
    hashes = len(text) - len(text.lstrip("#"))
    rest = text.lstrip("#").strip()
    if hashes > 2:  # noqa: PLR2004 - title and step are all the headings there are
        report.error(source.at(), "there are no headings below a step", f"write ## {rest} for a step")
        return LineKind.MISTAKE, source
    if hashes == 2 or rest[0].isalpha():  # noqa: PLR2004
        report.error(source.at(), "a heading needs a space behind its #", f"write {'#' * hashes} {rest}")
        return LineKind.MISTAKE, source
    return LineKind.TEXT, source


def looks_like_setting(source: Source) -> str | None:
    """Return the key of a sentence that would be a setting if it had a dash, or None."""
    match = _KEY_WITHOUT_DASH.match(source.text)
    if match is None:
        return None
    key = " ".join(match[1].lower().split())
    for spec in TABLE:
        if key == spec.key and spec.argument is None:
            return spec.key
        if spec.argument is not None and re.fullmatch(rf"{spec.key} (\S+|half)", key):
            return key
    return None
