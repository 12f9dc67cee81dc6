"""One routine out of several scripts: what it includes comes in, and what it is based on shines through.

``[include NAME]`` brings another script's paragraphs and steps in where it stands; its props and safety are
added, its other settings are not. ``- based on: NAME`` lays the script over another one; what that means stands
in :mod:`voicecoach.script.compose.based_on`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from voicecoach.errors import Location, NotFoundError, ScriptError
from voicecoach.script import settings as table
from voicecoach.script.compose.based_on import based_on, distinct
from voicecoach.script.compose.combine import gathered, joined_words, with_care
from voicecoach.script.files import ScriptFinder, decode, read_text
from voicecoach.script.model import Flow, FlowItem, Include, Part, Repeat, Routine, Section, SessionRepeat, Step
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report

DEEPEST_INCLUDE = 8

MOST_INCLUDED = 100_000
"""The most paragraphs and blank lines that includes may bring in: more than a day of sessions has."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A script with everything that it includes and is based on.

    Attributes:
        routine: The routine.
        is_whole: Whether every script that it names could be read; what is missing has been reported.
    """

    routine: Routine
    is_whole: bool


def read_composed(path: Path, report: Report, text: str | None = None) -> Composed:
    """Return the routine of a script with everything it includes and is based on.

    Mistakes, also those in the other scripts, are added to the report.

    Args:
        path: The script's file; other scripts are looked up beside it.
        report: Collects the mistakes.
        text: The script itself where it is not in a file; ``path`` is then its name in messages.

    Raises:
        ScriptError: The script itself cannot be read as text at all, or there are too many mistakes.
    """
    composer = _Composer(report)
    read = read_text(path, str(path)) if text is None else decode(text.encode(), str(path))
    routine = composer.read(read, (path,))
    # A script that comes in twice brings the same steps twice, and they are to be told apart.
    return Composed(replace(routine, sections=distinct(routine.sections)), composer.is_whole)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is kept of a script that was read: its routine, and how many scripts deep it is, counting itself."""

    routine: Routine
    height: int


class _Composer:
    """Reads a script and those it names, each file once.

    Attributes:
        is_whole: Whether every script that was named could be read.
    """

    def __init__(self, report: Report) -> None:
        self.is_whole = True
        self._report = report
        self._finder = ScriptFinder()
        self._known: dict[Path, _Known] = {}
        self._heights: dict[Path, int] = {}
        self._included_count = 0
        self._is_full = False

    def read(self, text: str, chain: tuple[Path, ...]) -> Routine:
        """Return the routine of a script's text; ``chain`` is the way of files that led to it, itself last."""
        self._heights[chain[-1]] = 1
        own = read_routine(text, str(chain[-1]), self._report)
        included: list[Routine] = []
        sections = tuple(one for section in own.sections for one in self._resolved(section, chain, included))
        routine = replace(own, sections=sections)
        base, name = own.settings.written(table.BASED_ON), own.settings.get(table.BASED_ON)
        if base is not None and name is not None:
            other = self._other(name, base.value_location, chain)
            if other is not None:
                routine = based_on(other, routine, self._report)
        return replace(routine, settings=with_care(routine.settings, [other.settings for other in included]))

    def _resolved(self, section: Section, chain: tuple[Path, ...], included: list[Routine]) -> Iterator[Section]:
        """Yield what becomes of a section; every routine that comes in with it is added to ``included``."""
        if isinstance(section, SessionRepeat):
            inner = (one for each in section.sections for one in self._resolved(each, chain, included))
            yield replace(section, sections=tuple(inner))
        elif _names_others(section.flow):
            yield from gathered(self._spread(section.flow, chain, included), section)
        else:
            yield section

    def _spread(self, flow: Flow, chain: tuple[Path, ...], included: list[Routine]) -> Iterator[FlowItem | Section]:
        """Yield the items of a flow with other scripts in their places: their words, or their whole sections."""
        for item in flow:
            if isinstance(item, Repeat):
                inner = list(self._spread(item.flow, chain, included))
                words = tuple(one for one in inner if not isinstance(one, Part | Step | SessionRepeat))
                if len(words) == len(inner):
                    yield replace(item, flow=words)
                else:
                    sections = tuple(gathered(inner, Part((), item.location)))
                    yield SessionRepeat(item.count, sections, item.location)
            elif isinstance(item, Include):
                if self._is_full:
                    continue
                other = self._other(item.name, item.location, chain)
                if other is not None and self._has_room(other, item):
                    included.append(other)
                    parts = [section for section in other.sections if isinstance(section, Part)]
                    yield from joined_words(parts) if len(parts) == len(other.sections) else other.sections
            else:
                yield item

    def _other(self, name: str, location: Location, chain: tuple[Path, ...]) -> Routine | None:
        """Return another script by its name, or None with the reason reported."""
        try:
            path = self._finder.beside(name, chain[-1].parent)
        except NotFoundError as error:
            self._missing(location, error.message, error.hint)
            return None
        if any(path.samefile(earlier) for earlier in chain if earlier.exists()):
            ring = " → ".join([*(one.stem for one in chain), path.stem])
            message = f"these scripts bring each other in without end: {ring}"
            self._missing(location, message, "take one of them out")
            return None
        known = self._known.get(path)
        if len(chain) - 1 + (known.height if known else 1) > DEEPEST_INCLUDE:
            message = f"scripts bring each other in more than {DEEPEST_INCLUDE} deep"
            self._missing(location, message, "put the words into fewer files")
            return None
        if known is None:
            try:
                text = read_text(path, str(path))
            except ScriptError as error:
                self.is_whole = False
                self._report.extend(error.diagnostics)
                return None
            routine = self.read(text, (*chain, path))
            known = self._known[path] = _Known(routine, self._heights[path])
        self._heights[chain[-1]] = max(self._heights[chain[-1]], known.height + 1)
        return known.routine

    def _has_room(self, other: Routine, item: Include) -> bool:
        """Return whether a script may still come in; where so many do that no session could hold them, report it."""
        self._included_count += _size(other.sections)
        if self._included_count <= MOST_INCLUDED:
            return True
        if not self._is_full:
            self._is_full = True
            message = "more comes in here than a session can hold"
            self._missing(item.location, message, "a session has at most 100,000 cues: include less")
        return False

    def _missing(self, location: Location, message: str, hint: str) -> None:
        self.is_whole = False
        self._report.error(location, message, hint)


def _names_others(flow: Flow) -> bool:
    return any(isinstance(item, Include) or (isinstance(item, Repeat) and _names_others(item.flow)) for item in flow)


def _size(sections: tuple[Section, ...]) -> int:
    """Return how many sections and items there are, those inside repeats once."""
    sizes = (_size(one.sections) if isinstance(one, SessionRepeat) else len(one.flow) for one in sections)
    return len(sections) + sum(sizes)
