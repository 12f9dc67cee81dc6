"""Change single settings of steps from outside a script: ``hold.Bridge`` and its new value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from voicecoach.errors import Location, Severity
from voicecoach.script import model
from voicecoach.script.compose.based_on import merged_step
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report
from voicecoach.script.settings import find_spec, keys
from voicecoach.script.spec import Scope, Settings
from voicecoach.script.steps import StepIndex, steps_of
from voicecoach.text import did_you_mean, quoted


def change_key(written: str) -> str:
    """Return the key of a change with the setting's key in lower case and single spaces.

    >>> change_key("Hold. Child's  Pose")
    "hold.Child's Pose"
    """
    setting, _, step = written.partition(".")
    return f"{' '.join(setting.lower().split())}.{' '.join(step.split())}"


def with_changes(routine: model.Routine, changes: Mapping[str, str], report: Report) -> model.Routine:
    """Return a routine with changed settings, as a script that is based on it would change them.

    Args:
        routine: The routine.
        changes: The new values by ``SETTING.STEP``; a step is named by its name or number, and every step of that name
            changes.
        report: Collects a mistake for each change that cannot be made, located at the top of the script.
    """
    if not changes:
        return routine
    index = StepIndex(steps_of(routine.sections))
    new: dict[int, model.Step] = {}
    for key, value in changes.items():
        setting, _, asked = key.partition(".")
        own = _settings(key, setting, value, routine.path, report)
        steps = index.find(asked)
        if not steps and find_spec(setting, Scope.STEP) is not None:
            message = f"{key}: there is no step called {quoted(asked)}"
            report.error(Location(routine.path, 1, 1), message, index.hint(asked))
        for step in steps if own is not None else ():
            changed = new.get(id(step), step)
            here = Settings(
                tuple(replace(one, location=step.location, value_location=step.location) for one in own or ())
            )
            new[id(step)] = merged_step(changed, replace(changed, settings=here, flow=()), report)
    return replace(routine, sections=tuple(_changed(one, new) for one in routine.sections))


def _settings(key: str, setting: str, value: str, path: str, report: Report) -> Settings | None:
    """Return the settings that a change gives to a step; None after reporting a mistake."""
    top = Location(path, 1, 1)
    if find_spec(setting, Scope.STEP) is None:
        asked = key.partition(".")[2]
        if find_spec(asked, Scope.STEP) is not None:
            report.error(top, f"{key}: the setting comes first", f"write {asked}.{setting}={value}")
            return None
        message = f"{key}: there is no setting of a step called {quoted(setting)}"
        report.error(top, message, did_you_mean(setting, keys(Scope.STEP)))
        return None
    own = Report()
    read = read_routine(f"## Step\n- {setting}: {' '.join(value.split())}\n", path, own)
    for found in own.diagnostics:
        if found.severity is Severity.ERROR:
            report.error(top, f"{key}: {found.message}", found.hint)
    step = next(steps_of(read.sections), None)
    return step.settings if step is not None and not own.has_errors else None


def _changed(section: model.RoutineSection, new: Mapping[int, model.Step]) -> model.RoutineSection:
    match section:
        case model.Step():
            return new.get(id(section), section)
        case model.SessionRepeat():
            return replace(section, sections=tuple(_changed(one, new) for one in section.sections))
        case _:
            return section
