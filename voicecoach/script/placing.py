"""Sections put in, replaced and found among others, inside repeats too.

A section is told from another one that says the same by identity: two steps may well be alike.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from voicecoach.script.model import Part, SessionRepeat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from voicecoach.script.model import Section

Sections = tuple["Section", ...]


class Placing:
    """Sections among which others are put, each at the price of a look into a table however many there are.

    Args:
        sections: What is there at first. They are copied, so that none is the same object as another one: a script
            that is included twice brings in the same.

    Attributes:
        given: The copies.
    """

    def __init__(self, sections: Sections) -> None:
        self.given = distinct(sections)
        self._next = dict(_followed(self.given))
        self._instead: dict[int, Section] = {}
        self._behind: dict[int, list[Section]] = {}
        self._first: list[Section] = []

    def result(self) -> Sections:
        """Return all sections as they stand now."""
        behind = 1 if self.given and isinstance(self.given[0], Part) else 0
        introduction, others = self.given[:behind], self.given[behind:]
        first = [each for put in reversed(self._first) for each in self._with_followers(put)]
        return (*self._placed(introduction), *first, *self._placed(others))

    def replace(self, old: Section, new: Section) -> None:
        """Put a new section in the place of one that was given."""
        self._instead[id(old)] = new
        self._next[id(new)] = self._next[id(old)]

    def insert_behind(self, place: Section, new: Section) -> None:
        """Put a new section directly behind another one, be that given, new or put in before."""
        self._behind.setdefault(id(place), []).append(new)

    def insert_first(self, new: Section) -> None:
        """Put a new section before all but the introduction."""
        self._first.append(new)

    def part_behind(self, place: Section) -> Part | None:
        """Return the unnamed part directly behind a section, or None where another one, or nothing, stands there."""
        behind = self._next.get(id(place))
        if behind is None or id(place) in self._behind or id(behind) in self._instead:
            return None
        return behind if isinstance(behind, Part) else None

    def _placed(self, sections: Iterable[Section]) -> Iterator[Section]:
        for given in sections:
            section = self._instead.get(id(given), given)
            if isinstance(section, SessionRepeat) and section is given:
                section = replace(section, sections=tuple(self._placed(section.sections)))
            yield section
            yield from self._followers(self._instead.get(id(given), given))

    def _with_followers(self, section: Section) -> Iterator[Section]:
        yield section
        yield from self._followers(section)

    def _followers(self, section: Section) -> Iterator[Section]:
        # What was put in last stands nearest.
        waiting = list(self._behind.get(id(section), ()))
        while waiting:
            follower = waiting.pop()
            yield follower
            waiting.extend(self._behind.get(id(follower), ()))


def distinct(sections: Sections) -> Sections:
    """Return sections none of which is the same object as another: a script included twice brings in the same."""
    return tuple(
        replace(one, sections=distinct(one.sections)) if isinstance(one, SessionRepeat) else replace(one)
        for one in sections
    )


def _followed(sections: Sections) -> Iterator[tuple[int, Section | None]]:
    """Yield the identity of every section with the one behind it in the same repeat."""
    for section, behind in zip_longest(sections, sections[1:]):
        yield id(section), behind
        if isinstance(section, SessionRepeat):
            yield from _followed(section.sections)
