"""Edits of settings, names and the list of steps to skip."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.errors import EditError, Severity
from voicecoach.script.editing.outline import Outline, OutlineSection, SectionKind, WrittenSetting, line_number
from voicecoach.script.editing.planned import (
    Planned,
    inserted,
    is_blank,
    one_line,
    only_comments,
    section_at,
    with_section,
)
from voicecoach.script.editing.raw_lines import rewritten
from voicecoach.script.lines import LineKind, Token, split_key
from voicecoach.script.model import Text
from voicecoach.script.report import Report
from voicecoach.script.setting_reader import SettingReader
from voicecoach.script.settings import BASED_ON, SKIP, TABLE, TAKEN_OUT, find_spec
from voicecoach.script.source import SourceText
from voicecoach.script.spec import Scope, Spec
from voicecoach.script.steps import normalise_name
from voicecoach.text import quoted

_SCOPES = {SectionKind.STEP: Scope.STEP, SectionKind.HEAD: Scope.SESSION}


def set_setting(outline: Outline, at: int, key: str, value: str = "", setting: int | None = None) -> Planned:
    """Write a setting of the session or of a step.

    Args:
        outline: The script.
        at: The index of the section.
        key: The key with its argument.
        value: The value; empty for a key that stands alone.
        setting: The index of the setting whose line is rewritten. Without it the setting of this key is rewritten, or
            added where there is none; one that may be given several times is always added.
    """
    section = section_at(outline, at, *_SCOPES)
    key, value = one_line(key, "a key"), one_line(value, "a value")
    spec, key = _checked(key, value, _SCOPES[section.kind])
    same = [one for one in section.find(key) if not spec.repeatable] if setting is None else []
    written = _setting_at(section, setting) if setting is not None else next(iter(same), None)
    if written is None:
        return _added(outline, at, spec, WrittenSetting(key, value, 0, is_known=True, token=_NO_TOKEN))
    new = replace(written, key=key, value=value)
    settings = tuple(new if one is written else one for one in section.settings)
    lines = _rewritten(outline, written, new, is_bare=spec.is_bare)
    return Planned(lines, with_section(outline, at, replace(section, settings=settings)))


def remove_setting(outline: Outline, at: int, key: str = "", setting: int | None = None) -> Planned:
    """Remove a setting, by its index in the section or by its key; its comments stay."""
    section = section_at(outline, at, *_SCOPES)
    written = _setting_at(section, setting) if setting is not None else next(iter(section.find(key)), None)
    if written is None:
        raise EditError(f"the setting {quoted(key)} is not set here")
    settings = tuple(one for one in section.settings if one is not written)
    lines = _without_words(outline, written.token, list(outline.raw))
    return Planned([line for line in lines if line is not None], _with_settings(outline, at, settings))


def rename(outline: Outline, at: int, name: str) -> Planned:
    """Write another name for a step, another title, or another count of a repeat."""
    section = section_at(outline, at, SectionKind.STEP, SectionKind.HEAD, SectionKind.REPEAT)
    name = " ".join(one_line(name, "a name").split())
    if not name:
        raise EditError("a name needs a word", "write the name, or delete the step")
    lines = list(outline.raw)
    if section.heading is None:
        lines = _with_title(outline, lines, name)
    else:
        token = section.heading
        number, column = token.content.at().line, token.content.at().column
        words = name
        if section.kind is SectionKind.REPEAT:
            column, words = token.place.column, f"[repeat {name}]"
        lines[number - 1] = rewritten(lines[number - 1], column, words)
    refusal = f"{quoted(name)} cannot be a name here"
    return Planned(lines, with_section(outline, at, replace(section, name=name)), refusal=refusal)


def set_skipped(outline: Outline, at: int, *, is_skipped: bool) -> Planned:
    """Have a step skipped or not; it stays in the script.

    A step without words and settings in a script that is based on another one gets ``- off``; any other is named in
    the list of the session's setting ``skip``.
    """
    section = section_at(outline, at, SectionKind.STEP)
    head = outline.sections[0]
    has_off = bool(section.find(TAKEN_OUT.key))
    is_empty = not section.flow and len(section.settings) == has_off
    if has_off or (is_skipped and is_empty and head.find(BASED_ON.key)):
        if has_off == is_skipped:
            return Planned(outline.raw, outline.sections)
        return (set_setting if is_skipped else remove_setting)(outline, at, TAKEN_OUT.key)
    written = next(iter(head.find(SKIP.key)), None)
    names = [part.strip() for part in written.value.split(",")] if written and written.value.lower() != "off" else []
    if "," in section.name:
        message = f"{quoted(section.name)} has a comma, and names in - skip: have commas between them"
        raise EditError(message, "rename the step, or write - skip: in the text")
    kept = [name for name in names if name and normalise_name(name) != normalise_name(section.name)]
    wanted = [*kept, section.name] if is_skipped else kept
    if wanted == names:
        return Planned(outline.raw, outline.sections)
    if not wanted:
        return remove_setting(outline, 0, SKIP.key)
    return set_setting(outline, 0, SKIP.key, ", ".join(wanted))


def as_line(key: str, value: str) -> str:
    """Return a setting of a step as a line.

    Raises:
        EditError: The value means nothing for this key.
    """
    value = one_line(value, "a value")
    spec, key = _checked(one_line(key, "a key"), value, Scope.STEP)
    return f"- {key}" if spec.is_bare else f"- {key}: {value}"


def _checked(key: str, value: str, scope: Scope) -> tuple[Spec[object], str]:
    """Return the row of a setting and its key; a value that means nothing is refused by what the reader says.

    Words to be spoken may have mistakes in their brackets: they are written, and ``check`` tells of them.
    """
    report = Report()
    reader = SettingReader(scope, report)
    found = find_spec(key, scope)
    is_bare = found is not None and found[0].is_bare
    reader.read(_source(key if is_bare else f"{key}: {value}"))
    errors = [one for one in report.diagnostics if one.severity is Severity.ERROR]
    if found is None or (errors and not (value and _is_spoken(found[0]))):
        raise EditError(errors[0].message, errors[0].hint)
    return found[0], f"{found[0].key} {found[1]}".rstrip()


def _is_spoken(spec: Spec[object]) -> bool:
    return isinstance(spec.codec.read(_source("words"), Report()), Text)


def _source(text: str) -> SourceText:
    return SourceText(text, "", ((0, 1, 1),))


_NO_TOKEN = Token(LineKind.SETTING, _source(""), ())


def _setting_at(section: OutlineSection, index: object) -> WrittenSetting:
    if not isinstance(index, int) or not 0 <= index < len(section.settings):
        raise EditError(f"this section has no setting {index!r}", f"it has {len(section.settings)}, counted from 0")
    return section.settings[index]


def _with_settings(outline: Outline, at: int, settings: tuple[WrittenSetting, ...]) -> list[OutlineSection]:
    return with_section(outline, at, replace(outline.sections[at], settings=settings))


def _rewritten(outline: Outline, written: WrittenSetting, new: WrittenSetting, *, is_bare: bool) -> list[str]:
    """Return the lines with the key or the value of a setting in other words."""
    token = written.token
    lines: list[str | None] = list(outline.raw)
    if (written.key, written.value) == (new.key, new.value):
        return list(outline.raw)
    content = token.content.at()
    column, words = content.column, new.key if is_bare else f"{new.key}: {new.value}"
    parts = split_key(token.content)
    if parts is not None and written.key == new.key and parts[1].text and parts[1].at().line == content.line:
        column, words = parts[1].at().column, new.value  # the key stays as it is written
    first = content.line - 1
    without = _without_words(outline, token, lines)
    without[first] = rewritten(outline.raw[first], column, words)
    return [line for line in without if line is not None]


def _without_words(outline: Outline, token: Token, lines: list[str] | list[str | None]) -> list[str | None]:
    """Return lines with only the comments left of those of a token; None for each that goes."""
    kept: list[str | None] = list(lines)
    for line in token.lines:
        number = line_number(line)
        kept[number - 1] = only_comments(outline, number)
    return kept


def _added(outline: Outline, at: int, spec: Spec[object], new: WrittenSetting) -> Planned:
    """Add a setting after the last one that stands before it in the table."""
    section = outline.sections[at]
    words = f"- {new.key}" if spec.is_bare else f"- {new.key}: {new.value}"
    rank = TABLE.index(spec)
    before = [index for index, one in enumerate(section.settings) if _rank(one, _SCOPES[section.kind]) <= rank]
    place = before[-1] + 1 if before else 0
    settings = (*section.settings[:place], new, *section.settings[place:])
    lines = list(outline.raw)
    if before:
        index = line_number(section.settings[place - 1].token.lines[-1])
        lines = inserted(lines, index, [words])
    elif section.settings:
        index = line_number(section.settings[0].token.lines[0]) - 1
        lines = inserted(lines, index, [words])
    else:
        lines = _first_setting(section, lines, words)
    return Planned(lines, _with_settings(outline, at, settings))


def _rank(written: WrittenSetting, scope: Scope) -> int:
    found = find_spec(written.key, scope) if written.key else None
    return TABLE.index(found[0]) if found else -1


def _first_setting(section: OutlineSection, lines: list[str], words: str) -> list[str]:
    """Return lines with the first setting of a section, and blank lines around it."""
    if section.heading is not None:
        index = line_number(section.heading.lines[-1])
    else:
        spoken = (block.line - 1 for block in section.flow if block.kind != "comment")
        index = next(spoken, section.end_line - 1 if section.end_line <= len(lines) else len(lines))
        index = min(index, len(lines))
    new = [words]
    if section.heading is not None:
        if is_blank(lines, index) and index < len(lines):
            index += 1
        else:
            new = ["", *new]
    elif index and not is_blank(lines, index - 1):
        new = ["", *new]
    return inserted(lines, index, new if is_blank(lines, index) else [*new, ""])


def _with_title(outline: Outline, lines: list[str], name: str) -> list[str]:
    """Return lines with a title where there was none: at the top, below comments and what is like front matter."""
    head = outline.sections[0]
    index = 0
    for token in head.tokens:
        if token.kind is not LineKind.COMMENT:
            break
        index = line_number(token.lines[-1])
    return inserted(lines, index, [f"# {name}"] if is_blank(lines, index) else [f"# {name}", ""])
