"""Reads ``- key: value`` lines of one scope with the help of the table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from voicecoach.script.model import Comment
from voicecoach.script.settings import OFF, Scope, Setting, Settings, find_spec, keys
from voicecoach.script.source import nearest

if TYPE_CHECKING:
    from voicecoach.script.lines import Token
    from voicecoach.script.settings import Spec
    from voicecoach.script.source import Report, Source

_KEY_END = re.compile(r":(?=\s|$)")
_SPEAK_IT = "take the dash away to have it spoken"


class SettingReader:
    """Collects the settings of the session or of one step, with the comments among them."""

    def __init__(self, scope: Scope, report: Report) -> None:
        self._scope = scope
        self._report = report
        self._entries: list[Setting | Comment] = []

    def settings(self) -> Settings:
        """Return what was read so far."""
        return Settings(tuple(self._entries))

    def add_comments(self, token: Token) -> None:
        """Keep the comments of a line."""
        for text, location in token.comments:
            self.add_comment(Comment(text, location))

    def add_comment(self, comment: Comment) -> None:
        """Keep a comment."""
        self._entries.append(comment)

    def read(self, line: Source) -> None:
        """Read one setting, without its dash; every mistake is reported with the nearest right word."""
        colon = _KEY_END.search(line.text) or re.search(":", line.text)
        if colon is None or not line.text[: colon.start()].strip():
            self._report.error(line.at(), "this line has a dash but no key", f"write - key: value, or {_SPEAK_IT}")
            return
        key, value = line.slice(0, colon.start()), line.slice(colon.end())
        found = find_spec(key.text, self._scope)
        if found is None:
            self._unknown(key)
            return
        spec, argument_text = found
        argument = self._argument(spec, key, argument_text)
        if spec.argument is not None and argument is None:
            return
        if not value.text:
            hint = f"write - {key.text}: {spec.example}"
            self._report.error(key.at(), f'the setting "{key.text}" has no value', hint)
            return
        if not spec.repeatable and any(one.spec is spec and one.argument == argument for one in self.settings()):
            self._report.error(key.at(), f'the setting "{key.text}" is given twice', "keep one of the two lines")
            return
        if spec.later:
            self._report.error(key.at(), f'"{spec.key}" cannot be used: {spec.later}', "take this line out for now")
            return
        read = OFF if value.text.lower() == "off" else spec.codec.read(value, self._report)
        if read is not None:
            self._entries.append(Setting(spec, argument, read, key.at(), value.at()))

    def _argument(self, spec: Spec[object], key: Source, text: str) -> object | None:
        if spec.argument is None:
            return None
        if not text:
            hint = f"write - {spec.key} {spec.argument.form.split(' |')[0]}: {spec.example}"
            self._report.error(key.at(), f'"{spec.key}" needs a word behind it', hint)
            return None
        return spec.argument.codec.read(key.slice(len(spec.key)), self._report)

    def _unknown(self, key: Source) -> None:
        other = Scope.STEP if self._scope is Scope.SESSION else Scope.SESSION
        if find_spec(key.text, other) is not None:
            where = (
                "a step: put it below its ## heading"
                if other is Scope.STEP
                else "the session: put it above the first ##"
            )
            self._report.error(
                key.at(),
                f'the setting "{key.text}" belongs to {where.split(":", maxsplit=1)[0]}',
                where.split(": ")[1],
            )
            return
        known = keys(self._scope) + keys(other)
        near = nearest(key.text, known) or nearest(key.text.split()[0], known)
        guess = f'did you mean "{near}"? If not, ' if near else ""
        self._report.error(key.at(), f'there is no setting "{key.text}"', guess + _SPEAK_IT)
