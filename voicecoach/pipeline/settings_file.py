"""Read ``settings.toml`` by the table of settings, and locate its mistakes.

Its keys are those of a script, with a dash for a space::

    voice = "hibari:emma"
    bed-level = -28
    skip = ["Bridge", "Child's Pose"]
    any-key = true
    tag.artist = "Anna"

``servers`` lists the speech servers on other machines to which the person agrees; their voices look there themselves.
``device`` is the sound device of live play, which no script may choose.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import cast

from voicecoach.errors import Location
from voicecoach.script import beds, codec
from voicecoach.script import settings as table
from voicecoach.script.report import Report
from voicecoach.script.source import SourceText
from voicecoach.script.spec import OFF, Setting, Spec
from voicecoach.text import did_you_mean, quoted
from voicecoach.voices.engines.server.address import SERVERS_KEY, is_server

BED_LEVEL = "bed-level"
DEVICE = "device"
_OFF_IS_NONE = (table.BED.key, table.COVER.key, table.PLACE.key)
_SERVERS_EXAMPLE = 'servers = ["http://nas.local:8880"]'

ROWS: dict[str, Spec[object]] = {
    spec.key.replace(" ", "-"): spec
    for spec in cast(
        "tuple[Spec[object], ...]",
        (
            table.VOICE, table.PACE, table.WORDS_PER_MINUTE, table.PITCH, table.LEVEL, table.GUIDANCE, table.FOCUS,
            table.FIT, table.FIT_PAUSES, table.SETTLE, table.PAUSES, table.PAUSE_FACTOR, table.ONLY, table.SKIP,
            table.WORDING, table.CHIMES, table.BED, table.BED_FADE, table.SEED, table.VALUE, table.WAKE, table.REENTRY,
            table.ANY_KEY, table.PLACE, table.FORMAT, table.BITRATE, table.CHANNELS, table.TAG, table.COVER,
            table.SIDECARS, table.VERIFY, table.LOG,
        ),
    )
}  # fmt: skip
"""The settings of a script that a person may set for all scripts, by their keys in the file."""

KEYS = (*ROWS, BED_LEVEL, DEVICE, SERVERS_KEY)
"""Every key of the file."""

_OTHER_WORDS = {
    "set": "value.NAME", "mono": 'channels = "mono"', "stereo": 'channels = "stereo"', "no-wake": 'wake = "off"',
    "bit-rate": "bitrate", "artist": "tag.artist", "title": "tag.title", "album": "tag.album",
}  # fmt: skip
_BED_LEVEL = beds.bed_level(f"{BED_LEVEL} = -24")
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


class SettingsFileReader:
    """Reads the values of the file by their keys; mistakes are reported.

    Args:
        text: The file's text.
        path: Its path, for locations.
        report: Gets the mistakes.

    Attributes:
        settings: The settings, as if a script had them.
        bed_level_db: The level of every bed without a level of its own, or None.
        device: The sound device of live play; empty for the system's.
    """

    def __init__(self, text: str, path: str, report: Report) -> None:
        self._text, self._path, self._report = text, path, report
        self.settings: list[Setting] = []
        self._given: dict[tuple[str, str], str] = {}
        self.bed_level_db: Fraction | None = None
        self.device = ""

    def read(self, values: Mapping[str, object]) -> None:
        """Read all values, as the TOML parser returns them."""
        for key, value in values.items():
            self._read_key(key, value)

    def _read_key(self, key: str, value: object) -> None:
        source = source_of(key, "", value, self._text, self._path)
        spec = ROWS.get(key)
        if key not in KEYS:
            message = f"{quoted(key)} is not a setting here"
            other = _OTHER_WORDS.get(key.replace("_", "-"))
            hint = f"write {other}" if other else did_you_mean(key, KEYS)
            self._report.error(place_of(key, "", self._text, self._path), message, hint)
        elif key == SERVERS_KEY:
            _check_servers(value, source, self._report)
        elif spec is not None and spec.argument is not None:
            self._read_named(key, spec, value, source)
        elif not (words := _words_of(spec, value)):
            message = f"{quoted(key)} needs one value: a number, or words in quotation marks"
            if spec is not None and _is_switch(spec):
                message = f"{quoted(key)} must be true or false"
            self._report.error(source.at(), message, f"write {_example(key)}")
        elif key == BED_LEVEL:
            self.bed_level_db = _BED_LEVEL.read(source, self._report)
        elif key == DEVICE:
            self.device = source.text
        elif spec is table.PAUSES and not isinstance(value, str):
            self._report.error(source.at(), f"{quoted(key)} sets lengths by name", f"write pause-factor = {value}")
        elif spec is not None:
            self._add(key, spec, None, source._replace(text=words))

    def _read_named(self, key: str, spec: Spec[object], value: object, source: SourceText) -> None:
        """Read a table of values by name, such as ``tag.artist = "Anna"``."""
        assert spec.argument is not None
        if not isinstance(value, dict):
            message = f"{quoted(key)} needs a name after a dot"
            self._report.error(place_of(key, "", self._text, self._path), message, f"write {_example(key)}")
            return
        for name, one in value.items():
            source = source_of(key, name, one, self._text, self._path)
            where = source._replace(text=name)
            argument = spec.argument.codec.read(where, self._report)
            if argument is not None and isinstance(one, str | int | float) and source.text:
                self._add(f"{key}.{name}", spec, argument, source)
            elif argument is not None:
                message = f"{quoted(f'{key}.{name}')} needs a value in quotation marks"
                self._report.error(source.at(), message, f"write {_example(key)}")

    def _add(self, key: str, spec: Spec[object], argument: object | None, source: SourceText) -> None:
        """Read a value as that of a script's setting."""
        is_off = source.text.lower() in (("off", "none") if spec.key in _OFF_IS_NONE else ("off",))
        read = OFF if is_off else spec.codec.read(source, self._report)
        if read is None:
            return
        setting = Setting(spec, argument, read, source.at(), source.at())
        first = self._given.setdefault(identity(setting), key)
        if first != key:
            message = f"{quoted(first)} and {quoted(key)} set the same thing"
            self._report.error(source.at(), message, "keep one of the two lines")
        else:
            self.settings.append(setting)


def identity(setting: Setting) -> tuple[str, str]:
    """Return what all settings for the same thing share: the key, and the argument."""
    argument = "" if setting.argument is None else str(setting.argument).casefold()
    return setting.spec.identity, argument


def _is_switch(spec: Spec[object]) -> bool:
    return spec.codec is codec.SWITCH


def _words_of(spec: Spec[object] | None, value: object) -> str:
    """Return a value as the words that a script would have; empty where the setting has no such value."""
    match value:
        case bool():
            return ("on" if value else "off") if spec is not None and _is_switch(spec) else ""
        case str() | int() | float():
            return " ".join(str(value).split())
        case [*names] if spec in (table.ONLY, table.SKIP) and all(isinstance(name, str) for name in names):
            return ", ".join(map(str, names))
        case _:
            return ""


def _check_servers(value: object, source: SourceText, report: Report) -> None:
    """Report what is no list of servers; their voices look for it themselves."""
    if not isinstance(value, list) or not all(isinstance(each, str) and is_server(each) for each in value):
        message = f"{quoted(SERVERS_KEY)} needs addresses of speech servers, in square brackets"
        report.error(source.at(), message, f"write {_SERVERS_EXAMPLE}")


def _example(key: str) -> str:
    if key == BED_LEVEL:
        return _BED_LEVEL.form
    if key == DEVICE:
        return 'device = "USB headset"'
    spec = ROWS[key]
    name = f"{key}.{spec.argument.example}" if spec.argument else key
    if _is_switch(spec):
        return f"{name} = true"
    return f"{name} = {spec.example}" if re.fullmatch(r"-?[\d.]+", spec.example) else f'{name} = "{spec.example}"'


def report_syntax(message: str, text: str, path: str, report: Report) -> None:
    """Report what the TOML parser does not understand, at its place."""
    place = _PLACE.search(message)
    lines = text.rstrip("\n").split("\n")
    line, column = (int(place[1]), int(place[2])) if place and place[1] else (len(lines), len(lines[-1]) + 1)
    reason = _PLACE.sub("", message)
    hint = f"write one default per line: {_example('voice')}, {_example('pace')}"
    report.error(Location(path, line, column), f"this line is invalid: {reason}", hint)


def place_of(key: str, name: str, text: str, path: str) -> Location:
    """Return the place of a key, or of a name in its table: ``tag.artist =``, or a line below ``[tag]``."""
    begun = False
    for number, line in enumerate(text.split("\n"), start=1):
        if begun and re.match(rf"\s*[\"']?{re.escape(name)}[\"']?\s*=", line):
            return Location(path, number, len(line) - len(line.lstrip()) + 1)
        if found := re.match(rf"\s*(\[*)\s*[\"']?{re.escape(key)}(?![\w-])", line):
            if not name or re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", line[found.end() :]):
                return Location(path, number, len(line) - len(line.lstrip()) + 1)
            begun = bool(found[1])
    return Location(path, 1, 1)


def source_of(key: str, name: str, value: object, text: str, path: str) -> SourceText:
    """Return a value as the text that a script would have, with its location."""
    place = place_of(key, name, text, path)
    line = text.split("\n")[place.line - 1]
    behind = re.compile(r"[^=]*=\s*[\"']?").match(line)
    column = behind.end() + 1 if behind else place.column
    return SourceText(" ".join(str(value).split()), path, ((0, place.line, column),))
