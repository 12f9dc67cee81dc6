"""Read the ``- key: value`` lines of the session or of a step by the table of settings."""

from __future__ import annotations

import re

from voicecoach.script.directions import read_pause
from voicecoach.script.limits import MOST_SETTINGS
from voicecoach.script.lines import split_key
from voicecoach.script.model import Text
from voicecoach.script.near_settings import meant_key, mended, takes, with_colon
from voicecoach.script.notation import warn_of_directions
from voicecoach.script.printer import print_pause
from voicecoach.script.report import Report
from voicecoach.script.settings import LANGUAGE, VOICE, find_spec
from voicecoach.script.source import Comment, SourceText, is_too_long
from voicecoach.script.spec import OFF, Scope, Setting, Settings, Spec
from voicecoach.text import quoted, shortened

_SPEAK_IT = "remove the dash to speak this line"
_OTHER_MARK = re.compile("[\u2010-\u2015\u2212+>]\\s*")
_LONGEST_KEY = 40


class SettingReader:
    """Collects the settings of one scope, with the comments among them."""

    def __init__(self, scope: Scope, report: Report) -> None:
        self._scope = scope
        self._report = report
        self._entries: list[Setting | Comment] = []
        self._count = 0
        self._seen: dict[tuple[str, str | None], Spec[object]] = {}

    def settings(self) -> Settings:
        """Return the settings read so far."""
        return Settings(tuple(self._entries))

    def add_comment(self, comment: Comment) -> None:
        """Keep a comment."""
        self._entries.append(comment)

    def read(self, line: SourceText) -> None:
        """Read one setting without its dash; a mistake is reported with the nearest known word."""
        if is_too_long(line, self._report) or not self._has_room(line):
            return
        parts = split_key(line)
        if self._read_bare(line, parts):
            return
        if parts is None:
            self._without_colon(line)
            return
        key, value = parts
        found = find_spec(key.text, self._scope)
        if found is None:
            self._unknown(key, value)
            return
        spec, argument_text = found
        if spec.argument is not None and not argument_text:
            self._report.error(key.at(), f'"{spec.key}" needs a word after it', f"write {spec.example_line}")
            self._add_example(spec, key)
            return
        argument = None if spec.argument is None else spec.argument.codec.read(key.slice(len(spec.key)), self._report)
        if spec.argument is not None and argument is None:
            self._add_example(spec, key)
        elif not spec.repeatable and (first := self._given_before(spec, argument)) is not None:
            message = f"{quoted(key.text)} is set twice"
            if first is not spec:
                message = f'"{first.key}" and "{spec.key}" set the same thing'
            self._report.error(key.at(), message, "keep one of the two lines")
        else:
            self._read_value(spec, argument, key, value)

    def _has_room(self, line: SourceText) -> bool:
        """Return whether one more setting may come; the first that may not is reported."""
        self._count += 1
        if self._count == MOST_SETTINGS + 1:
            message = f"there are more than {MOST_SETTINGS:,} settings here, the limit for a session or a step"
            self._report.error(line.at(), message, "remove some of them")
        return self._count <= MOST_SETTINGS

    def _read_bare(self, line: SourceText, parts: tuple[SourceText, SourceText] | None) -> bool:
        """Read a key that stands alone on its line; return whether the line has one."""
        key = line if parts is None else parts[0]
        found = find_spec(key.text, Scope.BOTH)
        if found is None or not found[0].is_bare:
            return False
        spec = found[0]
        if not spec.scope & self._scope:
            self._unknown(key, line.slice(len(line.text)) if parts is None else parts[1])
        elif parts is not None and parts[1].text:
            message = f"{quoted(spec.key)} takes no value"
            self._report.error(parts[1].at(), message, f"write {spec.example_line}")
        elif self._given_before(spec, None) is not None:
            self._report.error(line.at(), f"{quoted(spec.key)} is set twice", "keep one of the two lines")
        else:
            self._entries.append(Setting(spec, None, True, line.at(), line.at()))  # noqa: FBT003 - a value as read
        return True

    def _read_value(self, spec: Spec[object], argument: object | None, key: SourceText, value: SourceText) -> None:
        if not value.text:
            hint = f"write - {shortened(key.text)}: {spec.example}"
            self._report.error(key.at(), f"{quoted(key.text)} needs a value", hint)
            self._add_example(spec, key)
            return
        report, other = Report(), _other(self._scope)
        read = OFF if value.text.lower() == "off" else spec.codec.read(value, report)
        if read is None and takes(spec.key, value.text, other):
            whose, where = _WHOSE[other]
            line = f"{spec.key}: {shortened(value.text)}"
            self._report.error(key.at(), f"{quoted(line)} belongs to {whose}", f"put it {where}")
        else:
            self._report.extend(report.diagnostics)
        if read is None:
            self._add_example(spec, key, argument)
            return
        if isinstance(read, Text) and spec.argument is None:
            warn_of_directions(value, self._report)
        self._entries.append(Setting(spec.canonical or spec, argument, read, key.at(), value.at()))

    def _given_before(self, spec: Spec[object], argument: object | None) -> Spec[object] | None:
        """Return the row of an earlier line for the same thing, and note this one; None for the first."""
        name = None if argument is None else str(argument).casefold()
        first = self._seen.get((spec.identity, name))
        self._seen.setdefault((spec.identity, name), spec)
        return first

    def _add_example(self, spec: Spec[object], key: SourceText, argument: object | None = None) -> None:
        """Add the row's example in place of a value with a mistake, so that one mistake causes no others."""
        if "{" in spec.example:
            return  # its variable may be unknown here
        ignored = Report()
        if spec.argument is not None and argument is None:
            argument = spec.argument.codec.read(_example(spec.argument.example), ignored)
        value = spec.codec.read(_example(spec.example), ignored)
        self._entries.append(Setting(spec.canonical or spec, argument, value, key.at(), key.at()))

    def _without_colon(self, line: SourceText) -> None:
        """Report a line without a colon, and read it as if it had one where only that is missing."""
        words = line.text.replace("=", " ", 1)
        found, other = with_colon(words, self._scope), _other(self._scope)
        if found is None and (elsewhere := with_colon(words, other)):
            whose, where = _WHOSE[other]
            message = f"the colon is missing in {quoted(line.text)}, and it belongs to {whose}"
            hint = f"write - {elsewhere[0]}: {shortened(elsewhere[1])} {where}, or {_SPEAK_IT}"
            self._report.error(line.at(), message, hint)
            return
        if found is None:
            message = f"{quoted(line.text)} is not a setting" if line.text else "a dash without a setting"
            self._report.error(line.at(), message, f"write - key: value, or {_SPEAK_IT}")
            return
        key, value = found
        message = f"the colon is missing in {quoted(line.text)}"
        self._report.error(line.at(), message, f"write - {key}: {shortened(value)}, or {_SPEAK_IT}")
        spec = find_spec(key, self._scope)
        if spec is not None:
            self._add_example(spec[0], line)

    def _unknown(self, key: SourceText, value: SourceText) -> None:
        other = _other(self._scope)
        if find_spec(key.text, other) is not None:
            whose, where = _WHOSE[other]
            self._report.error(key.at(), f"{quoted(key.text)} belongs to {whose}", f"put it {where}")
            return
        own = mended(key.text, value.text, self._scope)
        line = own or mended(key.text, value.text, other)
        pause = read_pause(f"{key.text} {value.text}", key.language)
        if pause is not None and (own is None or self._scope is Scope.SESSION):
            hint = f"write {print_pause(pause)} without the dash"
            self._report.error(key.at(), f"{quoted(f'- {key.text}: {value.text}')} is not a setting", hint)
            return
        guess = f'did you mean "{line}"? If not, ' if line else ""
        self._report.error(key.at(), f"{quoted(key.text)} is not a setting", guess + _SPEAK_IT)
        if own is not None and (found := find_spec(meant_key(key.text, self._scope) or "", self._scope)) is not None:
            self._add_example(found[0], key)


_WHOSE = {
    Scope.STEP: ("a step", "below the ## heading of its step"),
    Scope.SESSION: ("the session", "above the first ##"),
}


def names_voice(line: SourceText) -> bool:
    """Return whether a setting without its dash sets the voice or the language."""
    parts = split_key(line)
    found = find_spec(parts[0].text, Scope.SESSION) if parts else None
    return found is not None and found[0].key in (VOICE.key, LANGUAGE.key)


def _other(scope: Scope) -> Scope:
    return Scope.STEP if scope is Scope.SESSION else Scope.SESSION


def as_setting(line: SourceText, scope: Scope) -> SourceText | None:
    """Return a spoken line that would be a setting if it had a dash, without its other mark, or None."""
    other_mark = _OTHER_MARK.match(line.text)
    line = line.slice(other_mark.end()) if other_mark else line
    parts = split_key(line)
    if parts is None or len(parts[0].text) > _LONGEST_KEY or not parts[1].text:
        return None
    key, _ = parts
    found = find_spec(key.text, scope)
    if found is None:
        return None
    spec, argument = found
    if spec.argument is None:
        return line
    is_known = argument and spec.argument.codec.read(key.slice(len(spec.key)), Report()) is not None
    return line if is_known else None


def _example(text: str) -> SourceText:
    return SourceText(text, "", ((0, 1, 1),))
