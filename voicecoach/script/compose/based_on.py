"""Merge a script into the one that it is ``based on``: it has only the differences.

Sections are compared by identity, since two steps of a script may be equal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from voicecoach.script import model
from voicecoach.script import settings as table
from voicecoach.script.printer import print_text
from voicecoach.script.report import Report
from voicecoach.script.source import Comment
from voicecoach.script.spec import Setting, Settings, Spec
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
    """Return a routine merged into its base; a step with a new name is warned of."""
    merge = _Merge(base, own, report)
    introduction: list[model.Part] = []
    for index, section in enumerate(own.sections):
        if isinstance(section, model.Part) and index == len(introduction):
            introduction.append(section)
        else:
            merge.add(section)
    sections = _with_introduction(merge.sections(), introduction)
    settings = merged_settings(base.settings, own.settings)
    kept = Settings(tuple(setting for setting in settings if setting.spec is not table.BASED_ON))
    return model.Routine(own.title or base.title, kept, sections, own.path)


def merged_settings(base: Settings, own: Settings) -> Settings:
    """Merge settings: own ones win, safety is added to the base's, and own phases replace all phases."""
    gives_phases = any(setting.spec is table.PHASE for setting in own)
    given = {_identity(setting) for setting in own}
    kept = [
        setting
        for setting in base
        if _identity(setting) not in given and not (gives_phases and setting.spec is table.PHASE)
    ]
    safety = Settings(tuple(setting for setting in base if setting.spec is table.SAFETY))
    own_safety = Settings(tuple(setting for setting in own if setting.spec is table.SAFETY))
    # Another script cannot turn safety off.
    both = with_props_and_safety(safety, [own_safety]) if any(safety) else own_safety
    others = [setting for setting in own if setting.spec is not table.SAFETY]
    return Settings((*(one for one in kept if one.spec is not table.SAFETY), *others, *both.entries))


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

    def sections(self) -> Sections:
        """Return the merged sections so far."""
        behind = 1 if self._base and isinstance(self._base[0], model.Part) else 0
        return (*self._merged(self._base[:behind]), *self._first, *self._merged(self._base[behind:]))

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
        for old in changed:
            settings = merged_settings(old.settings, own.settings)
            self._replace(old, replace(old, settings=settings, flow=own.flow if has_words(own.flow) else old.flow))
        if not changed:
            self._warn_of_new(own)
            self._insert(own)
        self._last_step = own

    def _add_repeat(self, own: model.SessionRepeat) -> None:
        steps = list(steps_of(own.sections))
        if any(step_key(step) in self._base_steps for step in steps):
            message = "steps of the script this is based on cannot be repeated here"
            self._report.error(own.location, message, "give each of these steps once, with what is different")
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
        self._base_after_last = None

    def _warn_of_new(self, own: model.Step) -> None:
        where = f"behind {quoted(shown_name(self._last_step))}" if self._last_step else "as the first step"
        message = f"the script this is based on has no step called {quoted(shown_name(own))}: it is put in {where}"
        hint = f"to change a step, give it the same name as there{self._guess(own)}"
        self._report.warning(own.location, message, hint if self._base_steps else "that script has no steps")

    def _guess(self, own: model.Step) -> str:
        """Return a hint with the nearest step of the base, for the first of what may be thousands."""
        if not self._guesses_left:
            return ""
        self._guesses_left -= 1
        return f"; {did_you_mean(shown_name(own), [shown_name(steps[0]) for steps in self._base_steps.values()])}"


def _with_introduction(sections: Sections, own: list[model.Part]) -> Sections:
    """Return sections with own words, if any, in place of the words before the first step."""
    flow = tuple(join_flows(own))
    if not has_words(flow):
        return sections
    first = next((index for index, one in enumerate(sections) if not isinstance(one, model.Part)), len(sections))
    return (replace(own[0], flow=flow), *sections[first:])


_SENTENCE_ENDS = (".", "!", "?", "…")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])\s+")


def with_props_and_safety(settings: Settings, others: Iterable[Settings]) -> Settings:
    """Return settings with the props and the safety of others added, also where they are off."""
    for other in others:
        settings = _with_added(settings, other, table.PROPS, _join_props)
        settings = _with_added(settings, other, table.SAFETY, _join_sentences)
    return settings


def _with_added(
    settings: Settings, other: Settings, spec: Spec[model.Text], joined: Callable[[model.Text, model.Text], model.Text]
) -> Settings:
    line, added, own = other.written(spec), other.get(spec), settings.get(spec)
    if line is None or added is None:
        return settings
    if own is None:
        return Settings((*(entry for entry in settings.entries if getattr(entry, "spec", None) is not spec), line))
    return settings.replaced(spec, joined(own, added))


def _join_props(own: model.Text, added: model.Text) -> model.Text:
    """Join two lists of props; a prop in both is listed once."""
    if own == added:
        return own
    if not all(isinstance(piece, model.Words) for piece in (*own.pieces, *added.pieces)):
        return _join(own, ", ", added)
    there = {thing.strip().casefold() for thing in print_text(own).split(",")}
    new = [thing for thing in print_text(added).split(",") if thing.strip().casefold() not in there]
    return (
        _join(own, ", ", model.Text((model.Words(",".join(new).strip(), added.location),), added.location))
        if new
        else own
    )


def _join_sentences(own: model.Text, added: model.Text) -> model.Text:
    """Join two texts, unless the first has every sentence of the second."""
    there = _BETWEEN_SENTENCES.split(print_text(own))
    if all(sentence in there for sentence in _BETWEEN_SENTENCES.split(print_text(added))):
        return own
    return _join(own, " " if print_text(own).endswith(_SENTENCE_ENDS) else ". ", added)


def _join(own: model.Text, joint: str, added: model.Text) -> model.Text:
    return model.Text((*own.pieces, model.Words(joint, own.location), *added.pieces), own.location)


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
