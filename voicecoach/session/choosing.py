"""Which steps a session has: repeats unrolled, and only those that level, ``only`` and ``skip`` leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.errors import Diagnostic, NotFoundError, ScriptError, Severity
from voicecoach.script import settings as table
from voicecoach.script.model import Part, SessionRepeat, Step
from voicecoach.script.report import did_you_mean
from voicecoach.script.text import print_text
from voicecoach.script.walk import steps_of
from voicecoach.session.words import written_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from voicecoach.script.model import Routine, Section
    from voicecoach.session.options import Options


class Choice:
    """Tells which steps of a routine are kept.

    Args:
        routine: The routine.
        options: What shapes the session.

    Raises:
        NotFoundError: ``only`` or ``skip`` names a step that is not in the routine.
        ScriptError: There are steps, and none of them is kept.
    """

    def __init__(self, routine: Routine, options: Options) -> None:
        self._level = options.level
        self._only = _folded(options.only)
        self._skip = _folded(options.skip)
        steps = list(steps_of(routine.sections))
        self._check_names((*options.only, *options.skip), steps)
        if steps and not any(self.keeps(step) for step in steps):
            message = f"no step is left at level {self._level} with what only and skip leave"
            hint = "choose another level, or let one of them stay"
            raise ScriptError([Diagnostic(steps[0].location, Severity.ERROR, message, hint)])

    def keeps(self, step: Step) -> bool:
        """Return whether a step is in the session."""
        levels = step.settings.get(table.LEVELS)
        if levels is not None and not levels.low <= self._level <= levels.high:
            return False
        names = _names(step)
        return (not self._only or bool(names & self._only)) and not names & self._skip

    def unrolled(self, sections: tuple[Section, ...]) -> Iterator[Part | Step]:
        """Yield the parts and the kept steps in the order in which they come."""
        for section in sections:
            if isinstance(section, SessionRepeat):
                # Looked at once: a repeat of which nothing is kept costs nothing, however often it turns.
                repeated = list(self.unrolled(section.sections))
                for _ in range(section.count):
                    yield from repeated
            elif isinstance(section, Part) or self.keeps(section):
                yield section

    def _check_names(self, asked: Iterable[str], steps: list[Step]) -> None:
        known = set().union(*(_names(step) for step in steps))
        for name in asked:
            if name.casefold() not in known:
                hint = did_you_mean(name, dict.fromkeys(map(_written, steps))) or "this script has no steps"
                raise NotFoundError("step", name, hint)


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.casefold() for name in names)


def _names(step: Step) -> frozenset[str]:
    """Return what a step can be called: its name as it is shown, and as it stands in the script."""
    return _folded((_written(step), print_text(step.name)))


def _written(step: Step) -> str:
    return written_form(step.name)
