"""A person's defaults: ``settings.toml``, for settings that neither command line nor script has.

The values are read by the table of settings, as those of a script::

    voice = "hibari:emma"
    pace = 0.85
    bed = "rain"
    bed-level = -28

``servers`` lists the speech servers on other machines to which the person agrees; their voices look there themselves.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import cast

from voicecoach import folders
from voicecoach.errors import Location, ScriptError
from voicecoach.script import beds
from voicecoach.script import settings as table
from voicecoach.script.files import read_text
from voicecoach.script.model import BedSetting, Routine, RoutineSection, SessionRepeat, Step
from voicecoach.script.report import Report
from voicecoach.script.source import SourceText
from voicecoach.script.spec import OFF, Off, Setting, Settings, Spec
from voicecoach.text import did_you_mean, quoted
from voicecoach.voices.engines.server.address import SERVERS_KEY, is_server

BED_LEVEL = "bed-level"
_SERVERS_EXAMPLE = 'servers = ["http://nas.local:8880"]'

_ROWS: dict[str, Spec[object]] = {
    spec.key: spec
    for spec in cast(
        "tuple[Spec[object], ...]",
        (
            table.VOICE, table.PACE, table.PITCH, table.LEVEL, table.GUIDANCE, table.FOCUS, table.SETTLE, table.WORDING,
            table.BED, table.SEED, table.LOG,
        ),
    )
}  # fmt: skip
KEYS = (*_ROWS, BED_LEVEL, SERVERS_KEY)

_BED_LEVEL = beds.bed_level(f"{BED_LEVEL} = -24")

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True, slots=True)
class Defaults:
    """The defaults of a person.

    Attributes:
        settings: The settings, as if the script had them.
        bed_level_db: The level of every bed without a level of its own, or None.
    """

    settings: Settings = field(default_factory=Settings)
    bed_level_db: Fraction | None = None

    def without(self, spec: Spec[str]) -> Defaults:
        """Return these defaults without one setting."""
        kept = tuple(setting for setting in self.settings if setting.spec is not spec)
        return replace(self, settings=Settings(kept))

    def under(self, routine: Routine) -> Routine:
        """Return a routine with the defaults for the settings that it lacks."""
        if self.settings.is_off(table.LOG):  # no script puts a person's sessions into a log that they do not want
            routine = replace(routine, settings=routine.settings.without(table.LOG))
        own = {one.spec.identity for one in routine.settings if one.argument is None}
        added = (one for one in self.settings if one.spec.identity not in own)
        settings = self._levelled(Settings((*routine.settings.entries, *added)))
        return replace(routine, settings=settings, sections=tuple(map(self._section, routine.sections)))

    def bed(self, bed: BedSetting | Off | None) -> BedSetting | Off | None:
        """Return a bed at its own level, or else at the default level."""
        if not isinstance(bed, BedSetting) or self.bed_level_db is None:
            return bed
        own_db = self.bed_level_db if bed.level_db is None else bed.level_db
        second = self.bed(bed.second)
        return replace(bed, level_db=own_db, second=second if isinstance(second, BedSetting) else None)

    def _levelled(self, settings: Settings) -> Settings:
        bed = self.bed(settings.get(table.BED))
        return settings.replaced(table.BED, bed) if isinstance(bed, BedSetting) else settings

    def _section(self, section: RoutineSection) -> RoutineSection:
        match section:
            case Step():
                return replace(section, settings=self._levelled(section.settings))
            case SessionRepeat():
                return replace(section, sections=tuple(map(self._section, section.sections)))
            case _:
                return section


def read_defaults(report: Report) -> Defaults:
    """Return the person's defaults; empty without a file. Mistakes are reported with their locations."""
    path = folders.settings_file()
    if not path.is_file():
        return Defaults()
    try:
        text = read_text(path, str(path))
        values = tomllib.loads(text)
    except ScriptError as error:
        report.extend(error.diagnostics)
        return Defaults()
    except tomllib.TOMLDecodeError as error:
        _report_syntax(str(error), text, str(path), report)
        return Defaults()
    except RecursionError:
        _report_syntax("too many nested brackets", text, str(path), report)
        return Defaults()
    settings: list[Setting] = []
    bed_level_db: Fraction | None = None
    for key, value in values.items():
        source = _source(key, value, text, str(path))
        if key not in KEYS:
            message = f"{quoted(key)} is not a setting here"
            report.error(_place_of_key(key, text, str(path)), message, did_you_mean(key, KEYS))
        elif key == SERVERS_KEY:
            _check_servers(value, source, report)
        elif isinstance(value, bool) or not isinstance(value, str | int | float) or not source.text:
            message = f"{quoted(key)} needs one value: a number, or words in quotation marks"
            report.error(source.at(), message, f"write {_example(key)}")
        elif key == BED_LEVEL:
            bed_level_db = _BED_LEVEL.read(source, report)
        else:
            settings += _read_setting(_ROWS[key], source, report)
    return Defaults(Settings(tuple(settings)), bed_level_db)


def is_defaults_file(path: str) -> bool:
    """Return whether a location's path is that of the person's defaults."""
    return path == str(folders.settings_file())


def _read_setting(spec: Spec[object], source: SourceText, report: Report) -> list[Setting]:
    """Return a default as the setting of a script; nothing where it has no such value."""
    is_off = source.text.lower() in (("off", "none") if spec.key == table.BED.key else ("off",))
    read = OFF if is_off else spec.codec.read(source, report)
    return [] if read is None else [Setting(spec, None, read, source.at(), source.at())]


def _check_servers(value: object, source: SourceText, report: Report) -> None:
    """Report what is no list of servers; their voices look for it themselves."""
    if not isinstance(value, list) or not all(isinstance(each, str) and is_server(each) for each in value):
        message = f"{quoted(SERVERS_KEY)} needs addresses of speech servers, in square brackets"
        report.error(source.at(), message, f"write {_SERVERS_EXAMPLE}")


def _example(key: str) -> str:
    if key == BED_LEVEL:
        return _BED_LEVEL.form
    example = _ROWS[key].example
    return f"{key} = {example}" if re.fullmatch(r"-?[\d.]+", example) else f'{key} = "{example}"'


def _report_syntax(message: str, text: str, path: str, report: Report) -> None:
    place = _PLACE.search(message)
    lines = text.rstrip("\n").split("\n")
    line, column = (int(place[1]), int(place[2])) if place and place[1] else (len(lines), len(lines[-1]) + 1)
    reason = _PLACE.sub("", message)
    hint = f"write one default a line: {_example('voice')}, {_example('pace')}"
    report.error(Location(path, line, column), f"this line is invalid: {reason}", hint)


def _place_of_key(key: str, text: str, path: str) -> Location:
    for number, line in enumerate(text.split("\n"), start=1):
        if found := re.match(rf"\s*\[*\s*[\"']?{re.escape(key)}(?![\w-])", line):
            return Location(path, number, len(line) - len(line.lstrip()) + 1 if found else 1)
    return Location(path, 1, 1)


def _source(key: str, value: object, text: str, path: str) -> SourceText:
    """Return a value as the text that a script would have, with its location."""
    place = _place_of_key(key, text, path)
    line = text.split("\n")[place.line - 1]
    behind = re.compile(r"[^=]*=\s*[\"']?").match(line)
    column = behind.end() + 1 if behind else place.column
    return SourceText(" ".join(str(value).split()), path, ((0, place.line, column),))
