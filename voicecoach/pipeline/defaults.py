"""A person's defaults: ``settings.toml``, for settings that neither command line nor script has.

The order is the same for every setting: the option of the command line wins, then the script, then the person's
defaults, then what is built in.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from voicecoach import folders
from voicecoach.errors import ScriptError
from voicecoach.pipeline.settings_file import SettingsFileReader, identity, report_syntax
from voicecoach.script import settings as table
from voicecoach.script.files import read_text
from voicecoach.script.model import BedSetting, Routine, RoutineSection, SessionRepeat, Step
from voicecoach.script.report import Report
from voicecoach.script.spec import Off, Settings, Spec
from voicecoach.script.steps import StepIndex, steps_of

_DECIDED_BY_PLACE = (table.FORMAT.key, table.CHANNELS.key, table.BITRATE.key)


@dataclass(frozen=True, slots=True)
class Defaults:
    """The defaults of a person.

    Attributes:
        settings: The settings, as if the script had them.
        bed_level_db: The level of every bed without a level of its own, or None.
        device: The sound device of live play; empty for the system's.
        is_readable: Whether the file is one of settings, so that nothing is missing here.
    """

    settings: Settings = field(default_factory=Settings)
    bed_level_db: Fraction | None = None
    device: str = ""
    is_readable: bool = True

    @property
    def value_names(self) -> tuple[str, ...]:
        """The names of the values that the person gives every script."""
        return tuple(str(setting.argument) for setting, _ in self.settings.every(table.VALUE))

    def without(self, spec: Spec[Any]) -> Defaults:
        """Return these defaults without one setting."""
        return replace(self, settings=self.settings.without(spec))

    def with_steps_of(self, routine: Routine) -> Defaults:
        """Return these defaults with those names of steps alone that the routine has."""
        index, settings = StepIndex(steps_of(routine.sections)), self.settings
        for spec in (table.ONLY, table.SKIP):
            asked = settings.get(spec) or ()
            known = tuple(name for name in index.join_names(asked) if index.find(name))
            settings = settings.replaced(spec, known) if known else settings.without(spec)
        return replace(self, settings=settings)

    def under(self, routine: Routine) -> Routine:
        """Return a routine with the defaults for the settings that it lacks."""
        if self.settings.is_off(table.LOG):  # no script puts a person's sessions into a log that they do not want
            routine = replace(routine, settings=routine.settings.without(table.LOG))
        own = {identity(one) for one in routine.settings}
        if routine.settings.get(table.PLACE) is not None:
            own.update((key, "") for key in _DECIDED_BY_PLACE)
        added = (one for one in self.settings if identity(one) not in own)
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
        return Defaults(is_readable=False)
    except tomllib.TOMLDecodeError as error:
        report_syntax(str(error), text, str(path), report)
        return Defaults(is_readable=False)
    except RecursionError:
        report_syntax("too many nested brackets", text, str(path), report)
        return Defaults(is_readable=False)
    reader = SettingsFileReader(text, str(path), report)
    reader.read(values)
    return Defaults(Settings(tuple(reader.settings)), reader.bed_level_db, reader.device)


def own_device() -> str:
    """Return the sound device of the person's defaults; empty for the system's. Mistakes are told with the session."""
    return read_defaults(Report()).device


def is_defaults_file(path: str) -> bool:
    """Return whether a location's path is that of the person's defaults."""
    return path == str(folders.settings_file())
