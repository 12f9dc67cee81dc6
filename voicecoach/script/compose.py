"""One routine out of several scripts: what it includes comes in, and what it is based on shines through.

``[include NAME]`` brings another script's paragraphs and steps in where it stands; its props and safety are
added, its other settings are not. ``- based on: NAME`` takes everything from another script: own settings win,
safety is added, own paragraphs replace the introduction or those of the same step, and a step of the same name
changes only what it gives.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from voicecoach.errors import NotFoundError, ScriptError
from voicecoach.script import settings as table
from voicecoach.script.file import read_text
from voicecoach.script.find import find_beside
from voicecoach.script.merging import based_on
from voicecoach.script.model import Comment, Include, Part, Repeat, Routine, SessionRepeat, Step, Text, Words
from voicecoach.script.reader import read_routine
from voicecoach.script.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from voicecoach.errors import Location
    from voicecoach.script.model import Flow, FlowItem, Section
    from voicecoach.script.report import Report

DEEPEST_INCLUDE = 8


def read_composed(path: Path, report: Report) -> Routine:
    """Return the routine of a script with everything it includes and is based on.

    Mistakes, also those in the other scripts, are added to the report.

    Raises:
        ScriptError: The script itself cannot be read as text at all.
    """
    return _Composer(report).read(path, (path,))


class _Composer:
    def __init__(self, report: Report) -> None:
        self._report = report

    def read(self, path: Path, chain: tuple[Path, ...]) -> Routine:
        """Return the routine of a file; ``chain`` is the way that led to it, itself last."""
        routine = read_routine(read_text(path, str(path)), str(path), self._report)
        routine = self._with_includes(routine, chain)
        base = routine.settings.written(table.BASED_ON)
        name = routine.settings.get(table.BASED_ON)
        if base is None or name is None:
            return routine
        other = self._other(name, base.value_location, chain)
        return routine if other is None else based_on(other, routine, self._report)

    def _other(self, name: str, location: Location, chain: tuple[Path, ...]) -> Routine | None:
        """Return another script by its name, or None with the reason reported."""
        try:
            path = find_beside(name, chain[-1].parent)
        except NotFoundError as error:
            self._report.error(location, error.message, error.hint)
            return None
        if any(path.samefile(earlier) for earlier in chain if earlier.exists()):
            ring = " → ".join([*(one.stem for one in chain), path.stem])
            self._report.error(
                location, f"these scripts bring each other in without end: {ring}", "take one of them out"
            )
            return None
        if len(chain) > DEEPEST_INCLUDE:
            message = f"scripts bring each other in more than {DEEPEST_INCLUDE} deep"
            self._report.error(location, message, "put the words into fewer files")
            return None
        try:
            return self.read(path, (*chain, path))
        except ScriptError as error:
            self._report.extend(error.diagnostics)
            return None

    def _with_includes(self, routine: Routine, chain: tuple[Path, ...]) -> Routine:
        sections: list[Section] = []
        settings = routine.settings
        for section in routine.sections:
            for resolved, included in self._resolved(section, chain):
                sections.append(resolved)
                for other in included:
                    settings = _with_care(settings, other.settings)
        return replace(routine, settings=settings, sections=tuple(sections))

    def _resolved(self, section: Section, chain: tuple[Path, ...]) -> Iterator[tuple[Section, list[Routine]]]:
        """Yield what becomes of one section, each piece with the routines that came in with it."""
        if isinstance(section, SessionRepeat):
            inner = [pair for one in section.sections for pair in self._resolved(one, chain)]
            yield replace(section, sections=tuple(one for one, _ in inner)), [r for _, more in inner for r in more]
            return
        included: list[Routine] = []
        flow: list[FlowItem] = []
        current: Step | Part = section
        for item in self._flow(section.flow, chain, included):
            if not isinstance(item, Routine):
                flow.append(item)
                continue
            # An included step ends the step it stands in; what follows it is spoken as it stands.
            if flow or isinstance(current, Step):
                yield replace(current, flow=tuple(flow)), []
            for other in item.sections:
                yield other, []
            flow, current = [], Part((), section.location)
        if flow or isinstance(current, Step):
            yield replace(current, flow=tuple(flow)), included
        elif included:
            yield Part((), section.location), included

    def _flow(self, flow: Flow, chain: tuple[Path, ...], included: list[Routine]) -> Iterator[FlowItem | Routine]:
        """Yield the items of a flow; an included routine with steps comes as a whole, any other as its words."""
        for item in flow:
            if isinstance(item, Repeat):
                inner = list(self._flow(item.flow, chain, included))
                if any(isinstance(one, Routine) for one in inner):
                    message = "a script with steps cannot be included inside a [repeat] of paragraphs"
                    self._report.error(item.location, message, "include it once for each time, outside the [repeat]")
                yield replace(item, flow=tuple(one for one in inner if not isinstance(one, Routine)))
            elif isinstance(item, Include):
                other = self._other(item.name, item.location, chain)
                if other is None:
                    continue
                included.append(other)
                if all(isinstance(section, Part) for section in other.sections):
                    yield from (one for section in other.sections if isinstance(section, Part) for one in section.flow)
                else:
                    yield other
            else:
                yield item


def _with_care(settings: Settings, others: Settings) -> Settings:
    """Return settings with the props and the safety of an included script added."""
    for spec, joint in ((table.PROPS, ", "), (table.SAFETY, " ")):
        added = others.written(spec)
        text = others.get(spec)
        if added is None or text is None:
            continue
        own = settings.get(spec)
        if own is None:
            entries = [entry for entry in settings.entries if isinstance(entry, Comment) or entry.spec is not spec]
            settings = Settings((*entries, added))
        else:
            joined = Text((*own.pieces, Words(joint, text.location), *text.pieces), own.location)
            settings = settings.replaced(spec, joined)
    return settings
