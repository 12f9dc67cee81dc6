"""Remarks about steps that a script changes in another one, each at the line that the person wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from voicecoach import folders
from voicecoach.errors import Diagnostic, Location
from voicecoach.script import settings as table
from voicecoach.script.blame import blamed
from voicecoach.script.model import Routine, Step
from voicecoach.script.report import Report
from voicecoach.script.sides import is_side
from voicecoach.script.steps import paragraphs_of, steps_of
from voicecoach.session.unroll.holds import focused_ms
from voicecoach.units import Span, format_duration_span


def advise_on_focus(step: Step, routine: Routine, report: Report) -> None:
    """Warn of a hold that the person wrote, and that a focus makes longer on one side.

    A script that has both lines itself, and builds on no other, means what it says; so does a person who sets the
    focus for every script.
    """
    spans, hold = table.by_set(step.settings, table.HOLD), step.settings.written(table.HOLD)
    line = step.settings.written(table.FOCUS) or routine.settings.written(table.FOCUS)
    focus = step.settings.get(table.FOCUS) if step.settings.written(table.FOCUS) else routine.settings.get(table.FOCUS)
    if hold is None or not spans or line is None or focus is None:
        return
    side = next((one for one in step.settings.get(table.SIDES) or () if is_side(one, focus)), None)
    own = hold.location.path
    known = {own, str(folders.settings_file())}
    is_alone = all(one.location.path in known for one in (*step.settings, *routine.settings))
    if is_alone or side is None or _is_shipped(own):
        return
    longer = ", ".join(format_duration_span(Span(focused_ms(span.low), focused_ms(span.high))) for span in spans)
    place = f"{line.location.path}:{line.location.line}"
    hint = f"the focus is set at {place}. To keep {hold.written_value} on both sides, add - focus: off to this step"
    report.warning(hold.value_location, f"focus: {focus} makes this hold {longer} on the {side} side", hint)


def _is_shipped(path: str) -> bool:
    return Path(path).parent == folders.shipped_scripts()


def at_own_lines(found: Iterable[Diagnostic], routine: Routine) -> Iterator[Diagnostic]:
    """Yield warnings of words that did not fit, each at the person's own line if that one left them no room."""
    steps = {place: step for step in steps_of(routine.sections) for place in _places(step)}
    for one in found:
        step = steps.get(one.location)
        yield replace(one, location=blamed(one.location, step, routine.path, table.HOLD, table.PHASE, table.COUNTDOWN))


def _places(step: Step) -> Iterator[Location]:
    """Yield the places of a step's texts."""
    for setting in step.settings:
        yield setting.value_location
    for text in paragraphs_of(step.flow):
        yield text.location
