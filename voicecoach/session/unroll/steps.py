"""Unroll a step with holds, phases, breathing or reps: sets outermost, then sides, then reps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from voicecoach.script import phrases
from voicecoach.script import settings as table
from voicecoach.script.model import Step, Text
from voicecoach.script.sides import Side, Sides, other_side
from voicecoach.script.spec import Settings, Spec, StepKind
from voicecoach.session import rules
from voicecoach.session.clock import Clock
from voicecoach.session.cues import Closing, Cue, HoldGap, Passage, Role, SpeechCue
from voicecoach.session.options import Options
from voicecoach.session.unroll.clock import gap_ms
from voicecoach.session.unroll.cue_writer import CueWriter, Filled, Variables
from voicecoach.session.unroll.gaps import Gaps
from voicecoach.session.unroll.holds import Holds, Signals
from voicecoach.session.unroll.movements import Movements
from voicecoach.session.unroll.sets import reps_of_set, set_count
from voicecoach.session.unroll.shorten import Guidance
from voicecoach.session.workload import TurnDose, Workload


@dataclass(frozen=True, slots=True)
class _Turn:
    """One side of one set, between two gaps."""

    set_number: int
    index: int  # among the sides, from 0
    side: Side | None
    changes_side: bool

    @property
    def changes_set(self) -> bool:
        return self.set_number > 1 and self.index == 0

    @property
    def is_first(self) -> bool:
        return self.set_number == 1 and self.index == 0


class ActiveStep:
    """Unrolls one step with holds, phases, breathing or reps.

    Args:
        step: The step.
        session: The session's settings.
        options: The session's options.
        writer: Turns texts into cues.
        variables: The variables outside of the step's own sets, sides and reps.

    Attributes:
        left_out: The cues that the guidance leaves out, once the passages are made.
    """

    def __init__(
        self, step: Step, session: Settings, options: Options, writer: CueWriter, variables: Variables
    ) -> None:
        self.left_out: list[SpeechCue] = []
        self._settings = step.settings
        self._options = options
        self._writer = writer
        has_holds = bool(step.settings.kind() & StepKind.HOLDS)
        self._sides: Sides = step.settings.get(table.SIDES) or ()
        self._sets = set_count(step.settings, options)
        self._gaps = Gaps(step.settings, session, options, writer)
        clock = self._gaps.clock
        reps = (reps_of_set(step.settings, options, number) for number in range(1, self._sets + 1))
        has_reps = has_holds and (clock.period_ms is not None or any(count > 1 for count in reps))
        self._signals = Signals(step.settings, session, has_reps=has_reps)
        self._holds = Holds(step.settings, options, self._signals, writer) if has_holds else None
        self._movements = None if has_holds else Movements(step.settings, options, self._signals, self._gaps, writer)
        self._variables = variables.with_values(sets=Filled.same(str(self._sets)))

    def first_variables(self) -> Variables:
        """Return the variables before the first hold."""
        return self._turn_variables(next(self._turns()))

    def passages(
        self, setup: list[Cue], care: list[Cue], *, has_long_ready: bool, has_next: bool, is_announced: bool
    ) -> tuple[Passage, ...]:
        """Return the step's passages.

        Args:
            setup: The cues of its paragraphs.
            care: The cues of its props and safety.
            has_long_ready: Whether the step begins with a change of position, or is the session's first.
            has_next: Whether another step with holds, phases, breathing or reps follows.
            is_announced: Whether its name was spoken already.
        """
        passages: list[Passage] = []
        finish: list[Cue] = []
        spare_ms = 0
        variables = self._variables
        for turn in self._turns():
            variables = self._turn_variables(turn)
            if turn.is_first:
                name = [] if is_announced else self._writer.phrase(phrases.NAME, Role.NAME, variables)
                ready_ms = rules.READY_AFTER_MOVE_MS if has_long_ready else rules.READY_MS
                cues = (*name, *care, *setup, *self._cue(turn, variables))
                passages.append(self._gaps.ready(ready_ms, cues, variables))
            else:
                passages.append(self._between_turns(turn, variables, finish, spare_ms))
            passages += self._exercise(turn, variables)
            finish = self._text(table.FINISH, Role.FINISH, variables)
            spare_ms = self._gaps.clock.spare_ms(self._rep_ms(turn), self._reps(turn))
        upcoming = self._writer.phrase(phrases.NEXT, Role.NEXT, variables) if has_next else []
        passages.append(Closing((*finish, *upcoming), spare_ms))
        return self._gaps.with_too_long_told(passages)

    def clock(self) -> Clock | None:
        """Return the time that the step gives to its reps, with their number; None without one."""
        period_ms = self._gaps.clock.period_ms
        if period_ms is None:
            return None
        return Clock(period_ms, tuple(self._reps(turn) for turn in self._turns()), has_rounds=self._holds is None)

    def workload(self) -> Workload:
        """Return what the step asks for, as numbers."""
        turns = tuple(
            TurnDose(
                turn.set_number,
                turn.side,
                self._shown_reps(turn),
                self._holds.hold_ms(turn.side, turn.set_number) if self._holds else None,
            )
            for turn in self._turns()
        )
        clock = self._gaps.clock
        rests = (table.REST_BETWEEN_SETS, table.REST_BETWEEN, table.REST_BETWEEN_REPS)
        has_rest = any(self._settings.get(spec) is not None for spec in rests)
        return Workload(
            turns,
            self._movements.parts_ms() if self._movements else (),
            clock.pulse.every_ms if clock.pulse else None,
            clock.period_ms,
            gap_ms(self._settings, self._options, 0, *rests) if has_rest else None,
        )

    def _turns(self) -> Iterator[_Turn]:
        before: Side | None = None
        for set_number in range(1, self._sets + 1):
            for index, side in enumerate(self._sides or (None,)):
                yield _Turn(set_number, index, side, changes_side=before is not None and before != side)
                before = side

    def _between_turns(self, turn: _Turn, variables: Variables, finish: list[Cue], spare_ms: int) -> HoldGap:
        """Return the gap between two sides or two sets; before the same side again there is a rest."""
        cues = list(finish)
        if turn.changes_set:
            cues += self._writer.phrase(phrases.REST, Role.REST, variables)
        cue = self._cue(turn, variables)
        if turn.changes_side:
            cues += self._switch(cue, variables)
        return self._gaps.between_turns(
            (*cues, *cue),
            variables,
            has_rest=turn.changes_set or not turn.changes_side,
            changes_side=turn.changes_side,
            switch=self._signals.switch(turn.side) if turn.changes_side else None,
            spare_ms=spare_ms,
        )

    def _switch(self, cue: list[Cue], variables: Variables) -> list[Cue]:
        """Return the words to change sides; of more than two sides they say which one, unless the cue is that alone."""
        is_pair = len(set(self._sides)) <= 2  # noqa: PLR2004 - right and left, or front and back
        if is_pair or self._writer.says_side(phrases.SWITCH):
            return self._writer.phrase(phrases.SWITCH, Role.SWITCH, variables)
        words = self._writer.named_side(Role.SWITCH, variables)
        said = {one.text for one in cue if isinstance(one, SpeechCue)}
        return [one for one in words if not isinstance(one, SpeechCue) or one.text not in said]

    def _exercise(self, turn: _Turn, variables: Variables) -> Iterator[Passage]:
        """Yield the holds of one side of one set with the rests between them, or its movement."""
        if self._movements is not None:
            yield self._movements.movement(turn.side, turn.set_number, variables)
        if self._holds is not None:
            self._writer.mistakes += self._gaps.clock.mistakes(self._rep_ms(turn), is_round=False)
            for rep in range(1, self._reps(turn) + 1):
                in_rep = variables.with_values(rep=Filled.same(str(rep)))
                if rep > 1:
                    yield self._gaps.between_reps(in_rep)
                yield self._holds.hold(turn.side, turn.set_number, rep, in_rep)

    def _cue(self, turn: _Turn, variables: Variables) -> list[Cue]:
        """Return the step's cue, or the side for a step with sides and no cue.

        Later sets get the short form of the cue, where the step has one.
        """
        cue = self._text(table.CUE, Role.CUE, variables)
        brief = self._text(table.BRIEF, Role.CUE, variables)
        side: list[Cue] = []
        if any(one.has_own_name for one in self._sides):
            side = self._writer.named_side(Role.CUE, variables)
        elif turn.side is not None:
            side = self._writer.phrase(phrases.SIDE, Role.CUE, variables)
        in_full = brief if brief and turn.set_number > 1 else cue
        match self._options.guidance:
            case Guidance.FULL:
                wanted = in_full
            case Guidance.BRIEF:
                wanted = brief or cue
            case _:
                wanted = side
        if wanted is not in_full:
            self.left_out += (one for one in in_full if isinstance(one, SpeechCue))
        is_off = self._settings.is_off(table.CUE)
        return wanted if wanted or is_off else side

    def _text(self, spec: Spec[Text], role: Role, variables: Variables) -> list[Cue]:
        text = self._settings.get(spec)
        return self._writer.cues(text, role, variables) if text else []

    def _turn_variables(self, turn: _Turn) -> Variables:
        values: dict[str, Filled | Text] = {
            "set": Filled.same(str(turn.set_number)),
            "rep": Filled.same("1"),
            "reps": Filled.same(str(self._shown_reps(turn))),
        }
        if self._holds is not None:
            values["hold"] = self._writer.duration(self._holds.hold_ms(turn.side, turn.set_number))
        if turn.side is not None:
            values["side"] = self._writer.side(turn.side)
            if (other := other_side(turn.side, self._sides)) is not None:
                values["other_side"] = self._writer.side(other)
        variables = self._variables.with_values(**values)
        return replace(variables, side=turn.side, sides=self._sides, turn=turn.index)

    def _reps(self, turn: _Turn) -> int:
        """Return the number of reps or rounds of a turn."""
        if self._movements is not None:
            return self._movements.rounds(turn.set_number)
        if self._gaps.clock.period_ms is not None:
            return max(self._gaps.clock.reps(self._rep_ms(turn)), 1)
        return reps_of_set(self._settings, self._options, turn.set_number)

    def _rep_ms(self, turn: _Turn) -> int:
        """Return the length of a rep or round of a turn."""
        if self._holds is not None:
            return self._holds.hold_ms(turn.side, turn.set_number)
        return self._movements.round_ms(turn.set_number) if self._movements else 0

    def _shown_reps(self, turn: _Turn) -> int:
        """Return the number of reps of a turn as a person counts them: reps without a time are one round."""
        is_counted = self._settings.kind() is StepKind.COUNTED
        return reps_of_set(self._settings, self._options, turn.set_number) if is_counted else self._reps(turn)
