"""Arrange the steps of a script by ``- order:``.

The named steps share out the places that they have among themselves; every other step stays where it is. So a warm-up
comes first and a rest last, though nobody names them. Words after a step's ``---`` move with it, but the last ones
stay last: they close the session. Steps inside a ``[repeat]`` move within it, and it moves as a whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from voicecoach.script import model
from voicecoach.script import settings as table
from voicecoach.script.report import Report
from voicecoach.script.spec import Setting
from voicecoach.script.steps import StepIndex, normalise_name, shown_name, steps_of
from voicecoach.text import quoted

Sections = tuple[model.RoutineSection, ...]
_Unit = list[model.RoutineSection]


def ordered(routine: model.Routine, report: Report) -> model.Routine:
    """Return a routine with its steps in the order that its setting names, and without the setting."""
    setting, names = routine.settings.written(table.ORDER), routine.settings.get(table.ORDER)
    if setting is None:
        return routine
    routine = replace(routine, settings=routine.settings.without(table.ORDER))
    if names is None:
        report.error(setting.value_location, "the order cannot be off", "list the steps in order")
        return routine
    ranks = _ranks(list(steps_of(routine.sections)), names, setting, report)
    return replace(routine, sections=_Arrangement(ranks, setting, report).arranged(routine.sections))


def _ranks(steps: list[model.Step], names: Sequence[str], setting: Setting, report: Report) -> dict[int, int]:
    """Return the place in the order of each named step, by its identity; unknown names are reported."""
    there = [step for step in steps if step.settings.written(table.TAKEN_OUT) is None]
    index, all_steps = StepIndex(there), StepIndex(steps)
    names = index.join_names(names)
    times = Counter(map(normalise_name, names))
    seen: Counter[str] = Counter()
    ranks: dict[int, int] = {}
    for name in names:
        found, key = index.find(name), normalise_name(name)
        if not found:
            taken_out = all_steps.find(name)
            message, hint = f"no step is called {quoted(name)}", index.hint(name)
            if taken_out:
                place = taken_out[0].location
                message, hint = f"{quoted(name)} is removed at {place.path}:{place.line}", "remove its name"
            report.error(setting.value_location, message, hint)
            continue
        chosen = found if times[key] == 1 else found[seen[key] : seen[key] + 1]
        seen[key] += 1
        new = [step for step in chosen if id(step) not in ranks]
        if not new:
            hint = "list each step once. To do it twice, add - sets: 2 or use [repeat]"
            report.error(setting.value_location, f"{quoted(name)} is listed twice", hint)
        for step in new:
            ranks[id(step)] = len(ranks)
    return ranks


class _Arrangement:
    """Arranges the sections of a routine, and those inside each of its repeats."""

    def __init__(self, ranks: dict[int, int], setting: Setting, report: Report) -> None:
        self._ranks = ranks
        self._setting = setting
        self._report = report

    def arranged(self, sections: Sections) -> Sections:
        """Return the sections with the named steps in their order."""
        fixed, units, closing = _units(sections)
        for unit in units:
            if isinstance(unit[0], model.SessionRepeat):
                self._check_together(unit[0])
                unit[0] = replace(unit[0], sections=self.arranged(unit[0].sections))
        places = [place for place, unit in enumerate(units) if self._rank(unit[0]) is not None]
        moved = sorted((units[place] for place in places), key=lambda unit: self._rank(unit[0]) or 0)
        for place, unit in zip(places, moved, strict=True):
            units[place] = unit
        return (*fixed, *(section for unit in units for section in unit), *closing)

    def _rank(self, head: model.RoutineSection) -> int | None:
        """Return the place of a step in the order, of a repeat that of its first step; None where none is named."""
        return min(self._ranks_in(head), default=None)

    def _ranks_in(self, head: model.RoutineSection) -> list[int]:
        return [self._ranks[id(step)] for step in steps_of((head,)) if id(step) in self._ranks]

    def _check_together(self, repeat: model.SessionRepeat) -> None:
        ranks = self._ranks_in(repeat)
        if ranks and max(ranks) - min(ranks) >= len(ranks):
            names = " and ".join(quoted(shown_name(step)) for step in steps_of((repeat,)) if id(step) in self._ranks)
            message = f"{names} repeat together; no other step can go between them"
            self._report.error(self._setting.value_location, message, "list them one after the other")


def _units(sections: Sections) -> tuple[_Unit, list[_Unit], _Unit]:
    """Return the introduction, each step or repeat with the words after it, and the closing words."""
    introduction: _Unit = []
    units: list[_Unit] = []
    for section in sections:
        if not isinstance(section, model.Part):
            units.append([section])
        elif units:
            units[-1].append(section)
        else:
            introduction.append(section)
    closing = units[-1][1:] if units else []
    if units:
        del units[-1][1:]
    return introduction, units, closing
