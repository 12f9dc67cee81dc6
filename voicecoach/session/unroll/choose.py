"""Choose the steps of a session, and estimate its size before it is unrolled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from voicecoach.errors import Diagnostic, Location, NotFoundError, ScriptError, Severity
from voicecoach.script import settings as table
from voicecoach.script.model import (
    Action,
    Flow,
    Paragraph,
    Part,
    Repeat,
    Routine,
    RoutineSection,
    SessionRepeat,
    Step,
    Text,
)
from voicecoach.script.programme import is_in_week
from voicecoach.script.spec import Settings, StepKind
from voicecoach.script.steps import StepIndex, steps_of
from voicecoach.session import rules
from voicecoach.session.options import Options
from voicecoach.session.unroll.clock import StepClock
from voicecoach.session.unroll.points import longest_row
from voicecoach.session.unroll.sets import counted_pieces, reps_of_set, set_count
from voicecoach.units import Span


class StepChoice:
    """The choice of steps by level, week, ``only`` and ``skip``.

    Args:
        routine: The routine.
        options: The session's options.

    Raises:
        NotFoundError: ``only`` or ``skip`` names a step that is not in the routine.
        ScriptError: The routine has steps, and none of them is kept.
    """

    def __init__(self, routine: Routine, options: Options) -> None:
        self._level = options.level
        self._week = options.week
        steps = list(steps_of(routine.sections))
        index = StepIndex(steps)
        self._only = _called(options.only, index)
        self._skip = _called(options.skip, index)
        if steps and not any(self.keeps(step) for step in steps):
            message = f"level {self._level}, only and skip leave no steps"
            hint = "choose another level, or keep more steps"
            lines = (routine.settings.written(spec) for spec in (table.ONLY, table.SKIP))
            place = next((line.location for line in lines if line is not None), steps[0].location)
            raise ScriptError([Diagnostic(place, Severity.ERROR, message, hint)])

    def keeps(self, step: Step) -> bool:
        """Whether a step is in the session."""
        levels = step.settings.get(table.LEVELS)
        if levels is not None and not levels.low <= self._level <= levels.high:
            return False
        if self._week is not None and not is_in_week(step, self._week):
            return False
        return (not self._only or id(step) in self._only) and id(step) not in self._skip

    def unrolled(self, sections: tuple[RoutineSection, ...]) -> Iterator[Part | Step]:
        """Yield the parts and the kept steps in the order of the session."""
        for section in sections:
            if isinstance(section, SessionRepeat):
                # Unrolled once, so that a repeat without kept steps costs nothing, however often it repeats.
                repeated = list(self.unrolled(section.sections))
                for _ in range(section.count):
                    yield from repeated
            elif isinstance(section, Part) or self.keeps(section):
                yield section


def _called(asked: Sequence[str], index: StepIndex) -> frozenset[int]:
    """Return the identities of the steps with these names or numbers; two steps may be equal."""
    called: set[int] = set()
    for name in index.join_names(asked):
        found = index.find(name)
        if not found:
            raise NotFoundError("step", name, index.hint(name))
        called.update(map(id, found))
    return frozenset(called)


# Pauses and silent phases cost memory, too, but the limit counts cues: a session within it may have many of these.
_MOST_PIECES = 3 * rules.MOST_CUES
_PIECES_BESIDE_HOLDS = 6  # switch, rest, cue, finish and the like
_PIECES_OF_HOLD = 3  # begin, half and end


@dataclass(frozen=True, slots=True)
class Size:
    """The estimated size of a session.

    Attributes:
        pieces: The estimated count of cues, pauses and phases; never less than a third of the cues.
        heaviest: The innermost place of the script that makes most of them.
    """

    pieces: int
    heaviest: Location

    def check(self) -> None:
        """Refuse a session that is certain to be too large.

        Raises:
            ScriptError: It is.
        """
        if self.pieces > _MOST_PIECES:
            raise self.too_many_cues()

    def too_many_cues(self) -> ScriptError:
        """Return the error for a session with too many cues."""
        message = f"the session would have more than {rules.MOST_CUES:,} cues, the limit"
        hint = "repeat less often, or split the script"
        return ScriptError([Diagnostic(self.heaviest, Severity.ERROR, message, hint)])


def size_of(routine: Routine, options: Options, choice: StepChoice) -> Size:
    """Return the estimated size of the session of a routine."""
    counter = _Counter(options, choice)
    total = sum(counter.section(section) for section in routine.sections)
    inner_first = (location for pieces, location in counter.seen if 2 * pieces >= total)
    return Size(total, next(inner_first, Location(routine.path, 1, 1)))


class _Counter:
    """Counts the pieces of sections, and of each place in the script, inner places first."""

    def __init__(self, options: Options, choice: StepChoice) -> None:
        self._options = options
        self._choice = choice
        self.seen: list[tuple[int, Location]] = []

    def section(self, section: RoutineSection) -> int:
        match section:
            case SessionRepeat(count, inner):
                pieces = count * sum(self.section(one) for one in inner)
            case Step():
                pieces = self._step(section) if self._choice.keeps(section) else 0
            case Part(flow):
                pieces = 1 + self._flow(flow)
        self.seen.append((pieces, section.location))
        return pieces

    def _step(self, step: Step) -> int:
        settings = step.settings
        sides, breaths = settings.get(table.SIDES), settings.get(table.BREATHE)
        sets = set_count(settings, self._options)
        rounds = self._rounds(settings, sets)
        hold_ms = max((span.pick(self._options.range_position) for span in settings.get(table.HOLD) or ()), default=0)
        of_hold = _PIECES_OF_HOLD + (settings.get(table.COUNTDOWN) or rules.COUNTDOWN) + longest_row(settings, hold_ms)
        of_movement = len(settings.every(table.PHASE)) + len(breaths or ()) + counted_pieces(settings)
        turns = sets * _PIECES_BESIDE_HOLDS + rounds * (of_movement or of_hold)
        return self._flow(step.flow) + len(sides or (None,)) * turns

    def _rounds(self, settings: Settings, sets: int) -> int:
        """Return the number of reps or rounds in all sets."""
        clock, position = StepClock.of(settings, self._options), self._options.range_position
        if clock.period_ms is not None and settings.kind() is StepKind.COUNTED:
            span = settings.get(table.REP_TIME)
            rep_ms = span.pick(position) if span else rules.REP_MS
            by_set = [reps_of_set(settings, self._options, number) for number in range(1, sets + 1)]
            return sum(reps * max(clock.reps(reps * rep_ms), 1) for reps in by_set)
        if clock.period_ms is not None:
            holds_ms = [span.pick(position) for span in settings.get(table.HOLD) or ()]
            breaths_ms = [breath.span_ms.pick(position) for breath in settings.get(table.BREATHE) or ()]
            phases_ms = [one.argument.pick(position) for one in settings if isinstance(one.argument, Span)]
            return sets * max(clock.reps(min(holds_ms, default=sum((*breaths_ms, *phases_ms)))), 1)
        breathing = settings.get(table.ROUNDS)
        rounds = breathing.count.pick(position) if breathing else 1
        return rounds * sum(reps_of_set(settings, self._options, number) for number in range(1, sets + 1))

    def _flow(self, flow: Flow) -> int:
        total = 0
        for item in flow:
            if isinstance(item, Repeat):
                pieces = item.count * self._flow(item.flow)
                self.seen.append((pieces, item.location))
                total += pieces
            elif isinstance(item, Paragraph):
                total += _utterances_and_actions(item.text)
        return total


def _utterances_and_actions(text: Text) -> int:
    runs = groupby(text.pieces, key=lambda piece: isinstance(piece, Action))
    return sum(len(list(pieces)) if are_actions else 1 for are_actions, pieces in runs)
