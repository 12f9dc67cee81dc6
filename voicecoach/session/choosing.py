"""Which steps a session has: repeats unrolled, and only those that level, ``only`` and ``skip`` leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.errors import Diagnostic, NotFoundError, ScriptError, Severity
from voicecoach.script import settings as table
from voicecoach.script.model import Part, SessionRepeat, Step
from voicecoach.script.naming import StepIndex
from voicecoach.script.walk import steps_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
        steps = list(steps_of(routine.sections))
        index = StepIndex(steps)
        self._only = _called(options.only, index)
        self._skip = _called(options.skip, index)
        if steps and not any(self.keeps(step) for step in steps):
            message = f"no step is left at level {self._level} with what only and skip leave"
            hint = "choose another level, or let one of them stay"
            lines = (routine.settings.written(spec) for spec in (table.ONLY, table.SKIP))
            place = next((line.location for line in lines if line is not None), steps[0].location)
            raise ScriptError([Diagnostic(place, Severity.ERROR, message, hint)])

    def keeps(self, step: Step) -> bool:
        """Return whether a step is in the session."""
        levels = step.settings.get(table.LEVELS)
        if levels is not None and not levels.low <= self._level <= levels.high:
            return False
        return (not self._only or id(step) in self._only) and id(step) not in self._skip

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


def _called(asked: Sequence[str], index: StepIndex) -> frozenset[int]:
    """Return the identities of the steps with these names or numbers: two steps may well be alike."""
    called: set[int] = set()
    for name in index.whole_names(asked):
        found = index.called(name)
        if not found:
            raise NotFoundError("step", name, index.hint(name))
        called.update(map(id, found))
    return frozenset(called)
