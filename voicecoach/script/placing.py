"""Sections put in, replaced and found among others, inside repeats too.

A section is told from another one that says the same by identity: two steps may well be alike.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from voicecoach.script.model import Part, SessionRepeat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.script.model import Section

Sections = tuple["Section", ...]


def distinct(sections: Sections) -> Sections:
    """Return sections none of which is the same object as another: a script included twice brings in the same."""
    return tuple(
        replace(one, sections=distinct(one.sections)) if isinstance(one, SessionRepeat) else replace(one)
        for one in sections
    )


def replaced(sections: Sections, old: Section, new: Section) -> Sections:
    """Return sections with a new one in the place of an old one."""
    return tuple(_spliced(sections, old, (new,)))


def inserted_after(sections: Sections, place: Section, new: Section) -> Sections:
    """Return sections with a new one directly after another."""
    return tuple(_spliced(sections, place, (place, new)))


def inserted_first(sections: Sections, new: Section) -> Sections:
    """Return sections with a new one before all but the introduction."""
    behind = 1 if sections and isinstance(sections[0], Part) else 0
    return (*sections[:behind], new, *sections[behind:])


def part_behind(sections: Sections, place: Section) -> Part | None:
    """Return the unnamed part directly after a section, or None where another one, or nothing, stands there."""
    for index, section in enumerate(sections):
        if section is place:
            behind = sections[index + 1] if index + 1 < len(sections) else None
            return behind if isinstance(behind, Part) else None
        if isinstance(section, SessionRepeat) and (found := part_behind(section.sections, place)) is not None:
            return found
    return None


def _spliced(sections: Sections, place: Section, new: Sections) -> Iterator[Section]:
    for section in sections:
        if section is place:
            yield from new
        elif isinstance(section, SessionRepeat):
            yield replace(section, sections=tuple(_spliced(section.sections, place, new)))
        else:
            yield section
