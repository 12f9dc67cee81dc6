"""What ``based on`` means: a script that gives only what is different, laid over the one it is based on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from voicecoach.script import settings as table
from voicecoach.script.model import Break, Comment, Part, Routine, SessionRepeat, Step, Text, Words
from voicecoach.script.settings import Settings
from voicecoach.script.text import print_text

if TYPE_CHECKING:
    from voicecoach.script.model import Flow, Section
    from voicecoach.script.report import Report
    from voicecoach.script.settings import Setting


def based_on(base: Routine, own: Routine, report: Report) -> Routine:
    """Return a routine laid over the one it is based on.

    A step of a name that the base does not have is put in behind the step that stands before it in the own
    script, or else first, with a warning. An own unnamed part takes the place of the one that follows the same
    step in the base.
    """
    sections = list(base.sections)
    before: str | None = None
    for section in own.sections:
        match section:
            case Part() if before is None and not _is_first_step_seen(own, section):
                sections = _with_introduction(sections, section)
            case Part():
                sections = _with_part_after(sections, before, section)
            case Step():
                name = _name(section)
                if any(_has_step(one, name) for one in sections):
                    sections = [_with_changes(one, name, section) for one in sections]
                else:
                    _warn_of_new_step(section, before, report)
                    sections = _inserted_after(sections, before, section)
                before = name
            case SessionRepeat():
                message = "whole steps cannot be repeated in a script that is based on another"
                report.error(section.location, message, "give each step once, with what is different")
    return Routine(own.title or base.title, _session_settings(base.settings, own.settings), tuple(sections), own.path)


def _session_settings(base: Settings, own: Settings) -> Settings:
    merged = merged_settings(base, own)
    return Settings(tuple(e for e in merged.entries if isinstance(e, Comment) or e.spec is not table.BASED_ON))


def merged_settings(base: Settings, own: Settings) -> Settings:
    """Return settings where the own ones win, but for safety, which is added; own phases replace all phases."""
    gives_phases = any(setting.spec is table.PHASE for setting in own)
    kept = [
        entry
        for entry in base.entries
        if not isinstance(entry, Comment)
        and own.written(entry.spec, entry.argument) is None
        and not (gives_phases and entry.spec is table.PHASE)
    ]
    return Settings((*kept, *(_with_base_safety(entry, base) for entry in own.entries)))


def _with_base_safety(entry: Setting | Comment, base: Settings) -> Setting | Comment:
    if isinstance(entry, Comment) or entry.spec is not table.SAFETY:
        return entry
    safety = base.get(table.SAFETY)
    if safety is None:
        return entry
    if not isinstance(entry.value, Text):
        return replace(entry, value=safety)  # what keeps a person safe cannot be turned off from outside
    joint = Words(" ", entry.value.location)
    return replace(entry, value=Text((*safety.pieces, joint, *entry.value.pieces), entry.value.location))


def _is_first_step_seen(own: Routine, part: Part) -> bool:
    index = own.sections.index(part)
    return any(not isinstance(section, Part) for section in own.sections[:index])


def _with_introduction(sections: list[Section], own: Part) -> list[Section]:
    if not _has_words(own.flow):
        return sections
    if sections and isinstance(sections[0], Part):
        return [own, *sections[1:]]
    return [own, *sections]


def _with_part_after(sections: list[Section], before: str | None, own: Part) -> list[Section]:
    """Return the sections with an unnamed part behind a step, in place of the one that stands there."""
    index = _index_of(sections, before)
    replaced = index + 1 < len(sections) and isinstance(sections[index + 1], Part)
    return [*sections[: index + 1], own, *sections[index + 1 + replaced :]]


def _inserted_after(sections: list[Section], before: str | None, step: Step) -> list[Section]:
    index = _index_of(sections, before)
    if index < 0 and sections and isinstance(sections[0], Part):
        index = 0  # first means the first step: the introduction stays in front
    return [*sections[: index + 1], step, *sections[index + 1 :]]


def _index_of(sections: list[Section], name: str | None) -> int:
    """Return the place of the last section that holds a step, or -1."""
    places = [index for index, section in enumerate(sections) if name is not None and _has_step(section, name)]
    return places[-1] if places else -1


def _has_step(section: Section, name: str) -> bool:
    match section:
        case Step():
            return _name(section) == name
        case SessionRepeat():
            return any(_has_step(one, name) for one in section.sections)
        case _:
            return False


def _with_changes(section: Section, name: str, own: Step) -> Section:
    match section:
        case Step() if _name(section) == name:
            flow = own.flow if _has_words(own.flow) else section.flow
            return replace(section, settings=merged_settings(section.settings, own.settings), flow=flow)
        case SessionRepeat():
            return replace(section, sections=tuple(_with_changes(one, name, own) for one in section.sections))
        case _:
            return section


def _warn_of_new_step(step: Step, before: str | None, report: Report) -> None:
    where = f"behind {before!r}" if before else "as the first step"
    message = f"the script this is based on has no step called {print_text(step.name)!r}: it is put in {where}"
    report.warning(step.location, message, "to change a step, give it the same name as there")


def _has_words(flow: Flow) -> bool:
    return any(not isinstance(item, Break | Comment) for item in flow)


def _name(step: Step) -> str:
    return print_text(step.name).casefold()
