"""Read a script with everything that it includes, and merged into the script that it is based on.

``[include NAME]`` is replaced by the paragraphs and steps of another script; of its settings only props and safety are
added. ``- based on: NAME`` merges the script into another one: see :mod:`voicecoach.script.compose.based_on`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from voicecoach.errors import Location, NotFoundError, ScriptError
from voicecoach.script import model
from voicecoach.script import settings as table
from voicecoach.script.compose.based_on import (
    copy_sections,
    join_flows,
    merge_with_base,
    without_outer_breaks,
)
from voicecoach.script.compose.care import with_props, with_safety
from voicecoach.script.compose.order import ordered
from voicecoach.script.compose.taken_out import report_needless, with_names_for_numbers, without_taken_out
from voicecoach.script.files import ScriptFinder, decode, read_text
from voicecoach.script.limits import DEEPEST_INCLUDE, MOST_INCLUDED
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report
from voicecoach.script.spec import Settings


@dataclass(frozen=True, slots=True)
class Composed:
    """A routine with everything that it includes and is based on.

    Attributes:
        routine: The routine.
        is_whole: Whether every script that it names could be read; missing ones are reported.
    """

    routine: model.Routine
    is_whole: bool


def read_composed(path: Path, report: Report, text: str | None = None) -> Composed:
    """Return the routine of a script with everything that it includes and is based on.

    Mistakes of all these scripts are added to the report.

    Args:
        path: The script's file; other scripts are looked up beside it.
        report: Collects the mistakes.
        text: The script itself where it is not in a file; ``path`` is then its name in messages.

    Raises:
        ScriptError: The script itself is no readable text, or there are too many mistakes.
    """
    composer = _Composer(report)
    read = read_text(path, str(path)) if text is None else decode(text.encode(), str(path))
    routine = without_taken_out(composer.read(read, (path,)), report)
    # A script that is included twice has the same step objects twice; each step must be an object of its own.
    return Composed(replace(routine, sections=copy_sections(routine.sections)), composer.is_whole)


class _Composer:
    """Reads a script and those that it names, each file once.

    Attributes:
        is_whole: Whether every named script could be read.
    """

    def __init__(self, report: Report) -> None:
        self.is_whole = True
        self._report = report
        self._finder = ScriptFinder()
        self._routines: dict[Path, model.Routine] = {}
        # The depth of the scripts that each one names, itself counted.
        self._heights: dict[Path, int] = {}
        self._included_count = 0
        self._is_full = False

    def read(self, text: str, chain: tuple[Path, ...]) -> model.Routine:
        """Return the routine of a script's text; ``chain`` has the files that name one another, this one last."""
        self._heights[chain[-1]] = 1
        own = read_routine(text, str(chain[-1]), self._report)
        included: list[model.Routine] = []
        sections = tuple(one for section in own.sections for one in self._expand_section(section, chain, included))
        routine = replace(own, sections=sections)
        bases: list[Settings] = []
        base, name = own.settings.written(table.BASED_ON), own.settings.get(table.BASED_ON)
        if base is not None and name is not None:
            other = self._read_named(name, base.value_location, chain)
            if other is not None:
                other = with_names_for_numbers(other)
                routine = merge_with_base(other, routine, self._report)
                bases = [other.settings]
        else:
            report_needless(routine, self._report)
        others = [one.settings for one in included]
        settings = with_safety(with_props(routine.settings, others), bases, others, self._report)
        routine = replace(routine, settings=settings)
        return ordered(routine, self._report) if self.is_whole else routine

    def _expand_section(
        self, section: model.RoutineSection, chain: tuple[Path, ...], included: list[model.Routine]
    ) -> Iterator[model.RoutineSection]:
        """Yield a section with its includes expanded; each included routine is added to ``included``."""
        if isinstance(section, model.SessionRepeat):
            inner = (one for each in section.sections for one in self._expand_section(each, chain, included))
            yield replace(section, sections=tuple(inner))
        elif _has_include(section.flow):
            yield from _split_at_sections(self._expand_flow(section.flow, chain, included), section)
        else:
            yield section

    def _expand_flow(
        self, flow: model.Flow, chain: tuple[Path, ...], included: list[model.Routine]
    ) -> Iterator[model.FlowItem | model.RoutineSection]:
        """Yield the items of a flow; an include becomes the other script's paragraphs, or its sections."""
        for item in flow:
            if isinstance(item, model.Repeat):
                inner = list(self._expand_flow(item.flow, chain, included))
                words = tuple(
                    one for one in inner if not isinstance(one, model.Part | model.Step | model.SessionRepeat)
                )
                if len(words) == len(inner):
                    yield replace(item, flow=words)
                else:
                    sections = tuple(_split_at_sections(inner, model.Part((), item.location)))
                    yield model.SessionRepeat(item.count, sections, item.location)
            elif isinstance(item, model.Include):
                if self._is_full:
                    continue
                other = self._read_named(item.name, item.location, chain)
                if other is not None and self._has_room(other, item):
                    other = without_taken_out(other, self._report)
                    included.append(other)
                    parts = [section for section in other.sections if isinstance(section, model.Part)]
                    yield from join_flows(parts) if len(parts) == len(other.sections) else other.sections
            else:
                yield item

    def _read_named(self, name: str, location: Location, chain: tuple[Path, ...]) -> model.Routine | None:
        """Return the routine of another script by its name, or None after reporting a mistake."""
        try:
            path = self._finder.find(name, chain[-1].parent)
        except NotFoundError as error:
            self._report_missing(location, error.message, error.hint)
            return None
        if any(path.samefile(earlier) for earlier in chain if earlier.exists()):
            ring = " → ".join([*(one.stem for one in chain), path.stem])
            message = f"these scripts include each other in a circle: {ring}"
            self._report_missing(location, message, "remove one of them")
            return None
        if len(chain) - 1 + self._heights.get(path, 1) > DEEPEST_INCLUDE:
            message = f"scripts include each other more than {DEEPEST_INCLUDE} levels deep"
            self._report_missing(location, message, "use fewer files")
            return None
        if path not in self._routines:
            try:
                text = read_text(path, str(path))
            except ScriptError as error:
                self.is_whole = False
                self._report.extend(error.diagnostics)
                return None
            self._routines[path] = self.read(text, (*chain, path))
        self._heights[chain[-1]] = max(self._heights[chain[-1]], self._heights[path] + 1)
        return self._routines[path]

    def _has_room(self, other: model.Routine, item: model.Include) -> bool:
        """Return whether a script may still be included; the first that is too much for a session is reported."""
        self._included_count += _size(other.sections)
        if self._included_count <= MOST_INCLUDED:
            return True
        if not self._is_full:
            self._is_full = True
            message = "this include makes the session too long"
            self._report_missing(item.location, message, "a session can have 100,000 cues: include less")
        return False

    def _report_missing(self, location: Location, message: str, hint: str) -> None:
        self.is_whole = False
        self._report.error(location, message, hint)


def _has_include(flow: model.Flow) -> bool:
    return any(
        isinstance(item, model.Include) or (isinstance(item, model.Repeat) and _has_include(item.flow)) for item in flow
    )


def _size(sections: tuple[model.RoutineSection, ...]) -> int:
    """Return the number of sections and items, those inside repeats once."""
    sizes = (_size(one.sections) if isinstance(one, model.SessionRepeat) else len(one.flow) for one in sections)
    return len(sections) + sum(sizes)


def _split_at_sections(
    items: Iterable[model.FlowItem | model.RoutineSection], section: model.Step | model.Part
) -> Iterator[model.RoutineSection]:
    """Yield a section with these items as its flow, split at each whole section among them.

    An included section ends the step around it; the items after it become an unnamed part. Adjacent unnamed parts
    become one.
    """
    current: model.Step | model.Part = section
    flow: list[model.FlowItem] = []
    for item in items:
        if not isinstance(item, model.Part | model.Step | model.SessionRepeat):
            flow.append(item)
        elif isinstance(item, model.Part) and isinstance(current, model.Part):
            flow = [*join_flows([replace(current, flow=tuple(flow)), item])]
        else:
            yield from _finished(current, flow)
            if isinstance(item, model.Part):
                current, flow = item, [*item.flow]
            else:
                yield item
                current, flow = model.Part((), item.location), []
    yield from _finished(current, flow)


def _finished(section: model.Step | model.Part, flow: list[model.FlowItem]) -> Iterator[model.RoutineSection]:
    kept = without_outer_breaks(flow)
    if kept or isinstance(section, model.Step):
        yield replace(section, flow=kept)
