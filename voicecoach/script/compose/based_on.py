"""Merge a script into the one that it is ``based on``: it has only the differences.

Sections are compared by identity, since two steps of a script may be equal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from voicecoach.errors import Location
from voicecoach.script import model
from voicecoach.script import settings as table
from voicecoach.script.compose.care import with_new_props, with_safety
from voicecoach.script.compose.taken_out import check_stands_alone, report_unknown, taken_out
from voicecoach.script.report import Report
from voicecoach.script.source import Comment
from voicecoach.script.spec import OFF, Setting, Settings, StepKind
from voicecoach.script.steps import shown_name, step_key, steps_of
from voicecoach.text import MOST_GUESSES, did_you_mean, quoted

Sections = tuple[model.RoutineSection, ...]


def copy_sections(sections: Sections) -> Sections:
    """Return copies of sections, each an object of its own, also where a script is included twice."""
    return tuple(
        replace(one, sections=copy_sections(one.sections)) if isinstance(one, model.SessionRepeat) else replace(one)
        for one in sections
    )


def _followed(sections: Sections) -> Iterator[tuple[int, model.RoutineSection | None]]:
    """Yield the identity of every section with the section after it in the same repeat."""
    for section, behind in zip_longest(sections, sections[1:]):
        yield id(section), behind
        if isinstance(section, model.SessionRepeat):
            yield from _followed(section.sections)


def merge_with_base(base: model.Routine, own: model.Routine, report: Report) -> model.Routine:
    """Return a routine merged into its base, with its own safety words alone; a step of a new name is warned of."""
    merge = _Merge(base, own, report)
    introduction: list[model.Part] = []
    for index, section in enumerate(own.sections):
        if isinstance(section, model.Part) and index == len(introduction):
            introduction.append(section)
        else:
            merge.add(section)
    sections = _with_introduction(merge.sections(), introduction)
    if merge.has_inserted_last(own.sections):
        _warn_of_early_words(own, sections, base, report)
    settings = merged_settings(base.settings.without(table.SAFETY), own.settings).without(table.BASED_ON)
    if own.settings.written(table.PROPS) is None:
        settings = with_new_props(settings, steps_of(own.sections))
    return model.Routine(own.title or base.title, settings, sections, own.path)


def _warn_of_early_words(own: model.Routine, merged: Sections, base: model.Routine, report: Report) -> None:
    """Warn where the last words of a script come before steps of the base: they were probably to close the session."""
    last = own.sections[-1]
    assert isinstance(last, model.Part)
    at = next((at for at, one in enumerate(merged) if one is last), len(merged))
    if isinstance(own.sections[-2], model.Step) and any(isinstance(one, model.Step) for one in merged[at:]):
        end = next((shown_name(step) for step in reversed(list(steps_of(base.sections)))), "")
        message = f"these words come after {quoted(shown_name(own.sections[-2]))}, but more steps follow"
        hint = f"to use them as closing words, put ## {end} above the ---; to keep them here, add <!-- ok -->"
        report.warning(next(_flow_locations(last.flow)), message, hint)


def _flow_locations(flow: model.Flow) -> Iterator[Location]:
    """Yield the places of the paragraphs and actions of a flow."""
    for item in flow:
        if isinstance(item, model.Paragraph):
            yield item.text.location
        elif isinstance(item, model.Repeat | model.Include):
            yield item.location


def merged_settings(base: Settings, own: Settings) -> Settings:
    """Merge settings: own ones win, and own phases replace all phases."""
    gives_phases = any(setting.spec is table.PHASE for setting in own)
    given = {_identity(setting) for setting in own}
    kept = [
        setting
        for setting in base
        if _identity(setting) not in given and not (gives_phases and setting.spec is table.PHASE)
    ]
    return Settings((*kept, *own))


def merged_step(old: model.Step, own: model.Step, report: Report) -> model.Step:
    """Return a step of the base with its own script's changes.

    What the new kind of step cannot use goes: the countdown of a hold that is now phases. A new cue takes the short
    form of the old one with it, and a step that was taken out comes back.
    """
    base = old.settings.without(table.TAKEN_OUT)
    if own.settings.get(table.CUE) is not None or own.settings.is_off(table.CUE):
        base = base.without(table.BRIEF)
    made = StepKind.NONE
    for setting in own.settings:
        made |= setting.spec.makes if setting.value is not OFF else StepKind.NONE
    made &= ~StepKind.COUNTED  # reps go with any kind that has them
    if made:
        base = Settings(tuple(one for one in base if not one.spec.makes & ~(made | StepKind.COUNTED)))
    merged = _with_one_number(merged_settings(base.without(table.SAFETY), own.settings), own.settings)
    written_here = set(map(id, own.settings))
    kept = (
        one for one in merged
        if id(one) in written_here or table.can_use(merged, one) or not table.can_use(old.settings, one)
    )  # fmt: skip
    settings = with_safety(Settings(tuple(kept)), [old.settings], (), report)
    flow = own.flow if has_words(own.flow) else old.flow
    return replace(old, settings=settings, flow=flow, location=own.location)


def _with_one_number(merged: Settings, own: Settings) -> Settings:
    """Return settings with a number of reps or a time for them, whichever a step itself gives."""
    number = table.number_of_reps(merged)
    if number is None or merged.get(table.FOR) is None:
        return merged
    if own.get(table.FOR) is not None and own.written(number.spec) is None:
        return merged.without(number.spec)
    return merged.without(table.FOR) if own.written(table.FOR) is None else merged


def _identity(setting: Setting) -> tuple[str, str]:
    """Return the key and argument by which two lines are the same setting."""
    argument = "" if setting.argument is None else str(setting.argument).casefold()
    return setting.spec.identity, argument


class _Merge:
    """Merges own sections into those of the base, one after the other."""

    def __init__(self, base: model.Routine, own: model.Routine, report: Report) -> None:
        # Copies: a script that the base includes twice must not have its steps changed twice.
        self._base = copy_sections(base.sections)
        self._after = dict(_followed(self._base))
        self._report = report
        self._guesses_left = MOST_GUESSES
        self._base_steps: dict[str, list[model.Step]] = {}
        for step in steps_of(self._base):
            self._base_steps.setdefault(step_key(step), []).append(step)
        self._given = Counter(step_key(step) for step in steps_of(own.sections))
        self._seen: Counter[str] = Counter()
        # New sections before all of the base's but the introduction.
        self._first: list[model.RoutineSection] = []
        # By the identity of one of the base's: the own section in its place, and the new ones after that.
        self._replaced: dict[int, list[model.RoutineSection]] = {}
        # The list with the last own section, at its end, and the section of the base directly after that one.
        self._last = self._first
        self._base_after_last: model.RoutineSection | None = None
        self._last_step: model.Step | None = None
        self._inserted: set[int] = set()

    def sections(self) -> Sections:
        """Return the merged sections so far."""
        behind = 1 if self._base and isinstance(self._base[0], model.Part) else 0
        return (*self._merged(self._base[:behind]), *self._first, *self._merged(self._base[behind:]))

    def has_inserted_last(self, own: Sections) -> bool:
        """Return whether the last own section is words that replace none of the base's."""
        return len(own) > 1 and isinstance(own[-1], model.Part) and id(own[-1]) in self._inserted

    def _merged(self, sections: Sections) -> Iterator[model.RoutineSection]:
        for section in sections:
            if id(section) in self._replaced:
                yield from self._replaced[id(section)]
            elif isinstance(section, model.SessionRepeat):
                yield replace(section, sections=tuple(self._merged(section.sections)))
            else:
                yield section

    def add(self, section: model.RoutineSection) -> None:
        """Change, replace or insert one own section."""
        match section:
            case model.Part():
                self._add_part(section)
            case model.Step():
                self._add_step(section)
            case model.SessionRepeat():
                self._add_repeat(section)

    def _add_part(self, own: model.Part) -> None:
        """Insert an unnamed part after the step before it, or replace the base's part there."""
        there = self._base_after_last
        if not has_words(own.flow):
            return
        if isinstance(there, model.Part) and id(there) not in self._replaced:
            self._replace(there, own)
        else:
            self._insert(own)

    def _add_step(self, own: model.Step) -> None:
        changed = self._base_steps_for(own)
        out = taken_out(own)
        check_stands_alone(own, self._report)
        for old in changed:
            if out is not None:
                settings = Settings((*old.settings.without(table.TAKEN_OUT).entries, out))
                self._replace(old, replace(old, settings=settings, location=own.location))
            else:
                self._replace(old, merged_step(old, own, self._report))
        if not changed and out is not None:
            report_unknown(own, self._shown_names(), self._report)
        elif not changed:
            self._warn_of_new(own)
            self._insert(own)
        self._last_step = own

    def _add_repeat(self, own: model.SessionRepeat) -> None:
        steps = list(steps_of(own.sections))
        if any(step_key(step) in self._base_steps for step in steps):
            message = "steps of the base script cannot be repeated here"
            self._report.error(own.location, message, "write each of these steps once, with its changes")
            return
        for step in steps:
            self._warn_of_new(step)
        self._insert(own)
        self._last_step = steps[-1] if steps else self._last_step

    def _base_steps_for(self, own: model.Step) -> list[model.Step]:
        """Return the base's steps that an own one changes: all of its name, or one each where own steps share it."""
        key = step_key(own)
        there = self._base_steps.get(key, [])
        index = self._seen[key]
        self._seen[key] += 1
        return there if self._given[key] == 1 else there[index : index + 1]

    def _replace(self, old: model.RoutineSection, new: model.RoutineSection) -> None:
        self._last = self._replaced[id(old)] = [new]
        self._base_after_last = self._after[id(old)]

    def _insert(self, new: model.RoutineSection) -> None:
        self._last.append(new)
        self._inserted.add(id(new))
        self._base_after_last = None

    def _warn_of_new(self, own: model.Step) -> None:
        where = f"after {quoted(shown_name(self._last_step))}" if self._last_step else "as the first step"
        message = f"the base script has no step {quoted(shown_name(own))}; it is added {where}"
        hint = f"to change a step, use its name in the base script{self._guess(own)}"
        self._report.warning(own.location, message, hint if self._base_steps else "the base script has no steps")

    def _guess(self, own: model.Step) -> str:
        """Return a hint with the nearest step of the base, for the first of what may be thousands."""
        if not self._guesses_left:
            return ""
        self._guesses_left -= 1
        return f"; {did_you_mean(shown_name(own), self._shown_names())}"

    def _shown_names(self) -> list[str]:
        return [shown_name(steps[0]) for steps in self._base_steps.values()]


def _with_introduction(sections: Sections, own: list[model.Part]) -> Sections:
    """Return sections with own words, if any, in place of the words before the first step."""
    flow = tuple(join_flows(own))
    if not has_words(flow):
        return sections
    first = next((index for index, one in enumerate(sections) if not isinstance(one, model.Part)), len(sections))
    return (replace(own[0], flow=flow), *sections[first:])


def join_flows(parts: Sequence[model.Part]) -> Iterator[model.FlowItem]:
    """Yield the items of several parts, with a blank line between each two."""
    is_first = True
    for part in parts:
        flow = without_outer_breaks(part.flow)
        if flow and not is_first:
            yield model.Break()
        yield from flow
        is_first = is_first and not flow


def without_outer_breaks(flow: Sequence[model.FlowItem]) -> model.Flow:
    """Return a flow without the blank lines at its ends."""
    spoken = [index for index, item in enumerate(flow) if not isinstance(item, model.Break)]
    return tuple(flow[spoken[0] : spoken[-1] + 1]) if spoken else ()


def has_words(flow: model.Flow) -> bool:
    """Return whether a flow has more than blank lines and comments."""
    return any(not isinstance(item, model.Break | Comment) for item in flow)
