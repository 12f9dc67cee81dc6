"""Take steps out of a routine: those whose only setting is ``- off``.

A step that is taken out stays in the tree until the whole is composed, so that a script further up may bring it back
by naming it, and names in lists such as ``- skip:`` are still understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from voicecoach.script import model
from voicecoach.script import settings as table
from voicecoach.script.props import remaining_props
from voicecoach.script.report import Report
from voicecoach.script.source import Comment
from voicecoach.script.spec import Setting, Settings, Spec
from voicecoach.script.steps import StepIndex, shown_name, steps_of
from voicecoach.text import did_you_mean, quoted

_NUMBERS = re.compile(r"[0-9]+(?:\s*[-\u2013]\s*[0-9]+)?")
Sections = tuple[model.RoutineSection, ...]


def taken_out(step: model.Step) -> Setting | None:
    """Return the line that takes a step out, or None."""
    return step.settings.written(table.TAKEN_OUT)


def check_stands_alone(step: model.Step, report: Report) -> None:
    """Report what stands beside ``- off``: it would never be heard."""
    line = taken_out(step)
    if line is None:
        return
    beside = next((one.location for one in step.settings if one is not line), None)
    words = next((item for item in step.flow if not isinstance(item, model.Break | Comment)), None)
    if beside is not None or words is not None:
        message = f"{quoted(shown_name(step))} is removed, but has words or settings besides - off"
        report.error(beside or line.location, message, "keep only - off, or remove that line")


def report_needless(routine: model.Routine, report: Report) -> None:
    """Report each ``- off`` in a script that is based on no other."""
    for step in steps_of(routine.sections):
        line = taken_out(step)
        if line is not None:
            message = "- off removes a step of a base script, but this script has none"
            report.error(line.location, message, f"write - skip: {shown_name(step)} at the top, or remove the step")


def report_unknown(step: model.Step, names: list[str], report: Report) -> None:
    """Report a step to be taken out that is not there."""
    message = f"the base script has no step {quoted(shown_name(step))} to remove"
    report.error(step.location, message, did_you_mean(shown_name(step), names) or "the base script has no steps")


def without_taken_out(routine: model.Routine, report: Report) -> model.Routine:
    """Return a routine without the steps that are taken out, nor what only they need."""
    steps = list(steps_of(routine.sections))
    out = [step for step in steps if taken_out(step) is not None]
    if not out:
        return routine
    kept = [step for step in steps if taken_out(step) is None]
    settings = routine.settings
    props = remaining_props(settings.get(table.PROPS), kept, out)
    if settings.get(table.PROPS) is not None:
        settings = settings.without(table.PROPS) if props is None else settings.replaced(table.PROPS, props)
    for spec in (table.ONLY, table.SKIP):
        settings = _without_names(settings, spec, StepIndex(kept), StepIndex(out), routine.path, report)
    return replace(routine, settings=settings, sections=tuple(_remaining(routine.sections)))


def _remaining(sections: Sections) -> Iterator[model.RoutineSection]:
    for section in sections:
        if isinstance(section, model.SessionRepeat):
            inner = tuple(_remaining(section.sections))
            if inner:
                yield replace(section, sections=inner)
        elif not isinstance(section, model.Step) or taken_out(section) is None:
            yield section


def _without_names(
    settings: Settings, spec: Spec[tuple[str, ...]], kept: StepIndex, out: StepIndex, path: str, report: Report
) -> Settings:
    """Return settings in whose list of steps none is named that is taken out."""
    setting, names = settings.written(spec), settings.get(spec)
    if setting is None or names is None:
        return settings
    remaining: list[str] = []
    for name in out.join_names(names):
        found = out.find(name)
        if not found or _NUMBERS.fullmatch(name) or kept.find(name):
            remaining.append(name)
        elif spec is table.ONLY and setting.location.path == path:
            place = found[0].location
            message = f"{quoted(name)} is removed at {place.path}:{place.line}"
            report.error(setting.value_location, message, "remove its name")
    if remaining:
        return settings.replaced(spec, tuple(remaining))
    if spec is table.ONLY:
        message = "all steps in - only are removed"
        report.error(setting.value_location, message, "list another step, or write - only: off")
    return settings.without(spec)


def with_names_for_numbers(routine: model.Routine) -> model.Routine:
    """Return a routine whose ``only`` and ``skip`` name steps, not numbers: what builds on it may have others there."""
    index = StepIndex(steps_of(routine.sections))
    settings = routine.settings
    for spec in (table.ONLY, table.SKIP):
        names = settings.get(spec)
        if names is not None:
            found = ((name, index.find(name)) for name in index.join_names(names))
            named = (map(shown_name, steps) if _NUMBERS.fullmatch(name) else [name] for name, steps in found)
            settings = settings.replaced(spec, tuple(one for some in named for one in some))
    return replace(routine, settings=settings)
