"""Programmes over weeks: check the settings of one, and make the routine of a week.

The routine of a week is the routine as if the script had that week's level, guidance, focus and sides. All later stages
know nothing of weeks but which steps are there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from voicecoach.errors import OptionError
from voicecoach.script import settings as table
from voicecoach.script.model import Routine, RoutineSection, SessionRepeat, Step
from voicecoach.script.report import Report
from voicecoach.script.spec import OFF, Setting, Settings, Spec
from voicecoach.script.steps import normalise_name, shown_name, steps_of
from voicecoach.script.week_codecs import WEEK_OF_LOG, Weeks, print_weeks
from voicecoach.text import quoted
from voicecoach.units import Span

V = TypeVar("V")

_EXAMPLE = "- programme: 6 weeks"


@dataclass(frozen=True, slots=True)
class ProgrammeWeek:
    """One week of a programme; None where the programme leaves a value to the script.

    Attributes:
        number: The week, from 1.
        level: Its level.
        guidance: How much is said.
        focus: The side with longer holds; empty for none.
        sessions: The number of sessions.
    """

    number: int
    level: int | None
    guidance: str | None
    focus: str | None
    sessions: int | None


def week_count(routine: Routine) -> int | None:
    """Return the number of weeks of a routine's programme; None without one."""
    return routine.settings.get(table.PROGRAMME)


def programme_weeks(routine: Routine) -> list[ProgrammeWeek]:
    """Return the weeks of a routine's programme; none without one."""
    settings, numbers = routine.settings, range(1, (week_count(routine) or 0) + 1)
    return [
        ProgrammeWeek(
            number,
            _in_week(settings.get(table.LEVEL_BY_WEEK), number),
            _in_week(settings.get(table.GUIDANCE_BY_WEEK), number),
            _in_week(settings.get(table.FOCUS_BY_WEEK), number),
            _in_week(settings.get(table.SESSIONS_BY_WEEK), number),
        )
        for number in numbers
    ]


def is_in_week(step: Step, week: int) -> bool:
    """Return whether a step is there in a week of the programme."""
    weeks = step.settings.get(table.WEEKS)
    return weeks is None or any(span.low <= week <= span.high for span in weeks)


def in_week(routine: Routine, week: int | None) -> Routine:
    """Return the routine of a week of its programme; the whole one for None and 0.

    Raises:
        OptionError: It has no such week.
    """
    if not week:
        return routine
    count = week_count(routine)
    if week == WEEK_OF_LOG and count is not None:
        raise OptionError("week", "cannot follow the log here", "write the number of the week")
    if count is None:
        asked = "log" if week == WEEK_OF_LOG else week
        raise OptionError("week", f"is {asked}, and the script has no programme", f"write in it: {_EXAMPLE}")
    if week > count:
        raise OptionError("week", f"is {week}, and the programme has {count}", f"choose a week from 1 to {count}")
    settings = routine.settings
    focus = settings.get(table.FOCUS_BY_WEEK)
    settings = _with(settings, table.LEVEL, table.LEVEL_BY_WEEK, _in_week(settings.get(table.LEVEL_BY_WEEK), week))
    settings = _with(
        settings, table.GUIDANCE, table.GUIDANCE_BY_WEEK, _in_week(settings.get(table.GUIDANCE_BY_WEEK), week)
    )
    if focus is not None:
        settings = _with(settings, table.FOCUS, table.FOCUS_BY_WEEK, _in_week(focus, week) or OFF)
    sections = tuple(_section_in_week(section, week) for section in routine.sections)
    return replace(routine, settings=settings, sections=sections)


def _section_in_week(section: RoutineSection, week: int) -> RoutineSection:
    match section:
        case SessionRepeat():
            return replace(section, sections=tuple(_section_in_week(one, week) for one in section.sections))
        case Step():
            sides = _in_week(section.settings.get(table.SIDES_BY_WEEK), week)
            return replace(section, settings=_with(section.settings, table.SIDES, table.SIDES_BY_WEEK, sides))
        case _:
            return section


def _in_week(values: Sequence[V] | None, week: int) -> V | None:
    """Return a week's value; a list that is too short has been reported."""
    return None if not values else values[min(week, len(values)) - 1]


def _with(settings: Settings, spec: Spec[Any], origin: Spec[Any], value: object | None) -> Settings:
    """Return settings with a value in place of their own, at the line that it comes from; unchanged for None."""
    line = settings.written(origin)
    if value is None or line is None:
        return settings
    given = Setting(spec, None, value, line.location, line.value_location)
    own = settings.written(spec)
    if own is None:
        return Settings((*settings.entries, given))
    return Settings(tuple(given if one is own else one for one in settings.entries))


def check_programme(routine: Routine, report: Report) -> None:
    """Report settings of weeks that do not fit each other: counts, weeks that are not there, steps that come twice."""
    steps = list(steps_of(routine.sections))
    given = [
        line
        for settings in (routine.settings, *(step.settings for step in steps))
        for line in settings
        if line.spec in (*table.BY_WEEK, table.WEEKS) and line.value is not OFF
    ]
    programme = routine.settings.written(table.PROGRAMME)
    if programme is None:
        for line in given:
            message = f"{quoted(line.spec.key)} needs a programme, but this script has none"
            report.error(line.location, message, f"write above the first step: {_EXAMPLE}")
        return
    count = routine.settings.get(table.PROGRAMME)
    # Where a value cannot be read, an example stands in for it, and its line is told already.
    if count is None or _is_stand_in(programme):
        return
    readable = [line for line in given if not _is_stand_in(line)]
    for line in readable:
        if line.spec is table.WEEKS:
            _check_weeks(line, count, report)
        else:
            _check_count(line, count, report)
    if len(readable) == len(given):
        _check_steps(steps, count, programme, report)


def _is_stand_in(line: Setting) -> bool:
    return line.value_location == line.location


def _check_count(line: Setting, count: int, report: Report) -> None:
    values = line.value
    assert isinstance(values, tuple)
    if len(values) == count:
        return
    fitting = (*values, *(values[-1:] * count))[:count]
    own, weeks = _things(len(values), "value"), _things(count, "week")
    message = f"{quoted(line.spec.key)} has {own}, and the programme has {weeks}"
    if len(values) == 1 and isinstance(values[0], tuple) and len(values[0]) == count:
        fitting = tuple((value,) for value in values[0])  # commas, where semicolons are meant
    hint = f"write - {line.spec.key}: {line.spec.codec.print(fitting)}, or - programme: {_things(len(values), 'week')}"
    report.error(line.value_location, message, hint)


def _things(count: int, word: str) -> str:
    return f"{count} {word}{'s' * (count != 1)}"


def _check_weeks(line: Setting, count: int, report: Report) -> None:
    weeks: Weeks = line.value  # type: ignore[assignment]
    if weeks[-1].high <= count:
        return
    kept = tuple(Span(span.low, min(span.high, count)) for span in weeks if span.low <= count)
    message = f"{quoted(print_weeks(weeks))} goes beyond the programme, which has {_things(count, 'week')}"
    hint = f"write - weeks: {print_weeks(kept)}" if kept else "remove the step, or make the programme longer"
    report.error(line.value_location, message, hint)


def _check_steps(steps: Sequence[Step], count: int, programme: Setting, report: Report) -> None:
    """Report weeks without a step, and warn of steps of one name that are both there in a week."""
    for week in range(1, count + 1):
        if steps and not any(is_in_week(step, week) for step in steps):
            report.error(programme.location, f"week {week} has no step", f"give a step this week: - weeks: {week}")
            break
    taken: dict[str, set[int]] = {}
    for step in steps:
        line = step.settings.written(table.WEEKS)
        if line is None or line.value is OFF:
            continue
        own = {week for week in range(1, count + 1) if is_in_week(step, week)}
        before = taken.setdefault(normalise_name(shown_name(step)), set())
        if twice := sorted(own & before):
            message = f"{quoted(shown_name(step))} appears twice in week {twice[0]}"
            left = _spans(sorted(own - before))
            hint = f"write - weeks: {print_weeks(left)}" if left else "remove one of the two steps"
            report.warning(line.value_location, message, hint)
        before |= own


def _spans(weeks: Sequence[int]) -> Weeks:
    spans: list[Span] = []
    for week in weeks:
        if spans and spans[-1].high == week - 1:
            spans[-1] = Span(spans[-1].low, week)
        else:
            spans.append(Span(week, week))
    return tuple(spans)
