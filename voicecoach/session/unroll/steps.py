"""One step with holds, phases or breathing, unrolled: sets outermost, then sides, then reps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from voicecoach.script import phrases
from voicecoach.script import settings as table
from voicecoach.script.model import Side, Step, Text
from voicecoach.script.spec import Settings, Spec, StepKind
from voicecoach.session import rules
from voicecoach.session.cues import Closing, Cue, HoldGap, Movement, Passage, Phase, Role, SpeechCue
from voicecoach.session.options import Options
from voicecoach.session.unroll.guidance import Guidance
from voicecoach.session.unroll.holds import Holds, Signals, picked_ms
from voicecoach.session.unroll.words import CueWriter, Filled, Variables
from voicecoach.units import Span, round_half_up

_BREATH_PHRASES = {"in": phrases.BREATHE_IN, "hold": phrases.BREATHE_HOLD, "out": phrases.BREATHE_OUT}


class Movements:
    """The movements of a step, one for each side of each set.

    Args:
        settings: The step's, with phases or breathing among them.
        options: What shapes the session.
        signals: The step's signals.
        words: Turns texts into cues.

    Attributes:
        rounds: How often the phases or breaths follow one another in a movement.
    """

    def __init__(self, settings: Settings, options: Options, signals: Signals, words: CueWriter) -> None:
        self._signals = signals
        self._words = words
        self._breaths = [
            (_BREATH_PHRASES[breath.kind], picked_ms(breath.span_ms, options))
            for breath in settings.get(table.BREATHE) or ()
        ]
        self._phases: list[tuple[Text | None, int]] = [
            (text, picked_ms(setting.argument, options))
            for setting, text in settings.every(table.PHASE)
            if isinstance(setting.argument, Span)
        ]
        rounds = settings.get(table.ROUNDS if self._breaths else table.REPS)
        by_itself = rules.DEFAULT_ROUNDS if self._breaths else 1
        self.rounds = rounds.pick(options.range_position) if rounds else by_itself

    def movement(self, side: Side | None, scope: Variables) -> Movement:
        """Return the movement of one side of one set."""
        phases: list[Phase] = []
        for number in range(1, self.rounds + 1):
            phases += self._round(scope.with_values(rep=Filled.same(str(number))))
        return Movement(tuple(phases), side, self._signals.begin(side), self._signals.end(side))

    def _round(self, scope: Variables) -> list[Phase]:
        if self._breaths:
            return [
                Phase(length_ms, self._words.spoken_phrase(phrase, Role.BREATHE, scope))
                for phrase, length_ms in self._breaths
            ]
        return [
            Phase(length_ms, self._words.spoken(text, Role.PHASE, scope) if text else ())
            for text, length_ms in self._phases
        ]


@dataclass(frozen=True, slots=True)
class _Turn:
    """One side of one set: what is done between two gaps with words."""

    set_number: int
    side: Side | None
    changes_set: bool
    changes_side: bool

    @property
    def is_first(self) -> bool:
        return not (self.changes_set or self.changes_side)


class MovingStep:
    """Unrolls one step of a session.

    Args:
        step: A step with a hold, phases or breathing.
        session: The session's settings.
        options: What shapes the session.
        words: Turns texts into cues.
        scope: What the variables mean outside of the step's own sets, sides and reps.

    Attributes:
        left_out: The cues that the guidance leaves out, once the passages are made.
    """

    def __init__(self, step: Step, session: Settings, options: Options, words: CueWriter, scope: Variables) -> None:
        self.left_out: list[SpeechCue] = []
        self._settings = step.settings
        self._options = options
        self._words = words
        has_holds = bool(step.settings.kind() & StepKind.HOLDS)
        sides = step.settings.get(table.SIDES)
        self._sides: tuple[Side | None, ...] = sides or (None,)
        self._sets = self._count(table.SETS)
        self._reps = self._count(table.REPS)
        self._signals = Signals(step.settings, session, has_reps=has_holds and self._reps > 1)
        self._holds = Holds(step.settings, options, self._signals, words) if has_holds else None
        self._movements = None if has_holds else Movements(step.settings, options, self._signals, words)
        reps = self._movements.rounds if self._movements else self._reps
        self._scope = scope.with_values(reps=Filled.same(str(reps)), sets=Filled.same(str(self._sets)))

    def first_scope(self) -> Variables:
        """Return what the variables mean before the first hold."""
        return self._turn_scope(next(self._turns()))

    def passages(
        self, setup: list[Cue], care: list[Cue], *, has_long_ready: bool, has_next: bool, is_announced: bool
    ) -> tuple[Passage, ...]:
        """Return the step's passages.

        Args:
            setup: The cues of its paragraphs.
            care: The cues of its props and safety.
            has_long_ready: Whether the step begins with a change of position, or is the session's first.
            has_next: Whether another step with holds, phases or breathing comes after it.
            is_announced: Whether its name was said already.
        """
        passages: list[Passage] = []
        finish: list[Cue] = []
        scope = self._scope
        for turn in self._turns():
            scope = self._turn_scope(turn)
            if turn.is_first:
                name = [] if is_announced else self._words.phrase(phrases.NAME, Role.NAME, scope)
                ready_ms = rules.READY_AFTER_MOVE_MS if has_long_ready else rules.READY_MS
                passages.append(
                    HoldGap(self._gap_ms(table.READY, ready_ms), (*name, *care, *setup, *self._cue(turn, scope)))
                )
            else:
                passages.append(self._between_turns(turn, scope, finish))
            passages += self._exercise(turn, scope)
            finish = self._text(table.FINISH, Role.FINISH, scope)
        upcoming = self._words.phrase(phrases.NEXT, Role.NEXT, scope) if has_next else []
        passages.append(Closing((*finish, *upcoming)))
        return tuple(passages)

    def _turns(self) -> Iterator[_Turn]:
        before: Side | None = None
        for set_number in range(1, self._sets + 1):
            for index, side in enumerate(self._sides):
                changes_set = set_number > 1 and index == 0
                yield _Turn(set_number, side, changes_set, changes_side=before is not None and before is not side)
                before = side

    def _between_turns(self, turn: _Turn, scope: Variables, finish: list[Cue]) -> HoldGap:
        """Return the gap between two sides or two sets; where both change, the longer of their keys counts."""
        keys_ms: list[int] = []
        cues = list(finish)
        if turn.changes_set:
            keys_ms.append(self._gap_ms(table.REST_BETWEEN, rules.REST_MS))
            cues += self._words.phrase(phrases.REST, Role.REST, scope)
        if turn.changes_side:
            keys_ms.append(self._gap_ms(table.CHANGE, rules.CHANGE_MS))
            cues += self._words.phrase(phrases.SWITCH, Role.SWITCH, scope)
        chime = self._signals.switch(turn.side) if turn.changes_side else None
        return HoldGap(max(keys_ms), (*cues, *self._cue(turn, scope)), chime)

    def _exercise(self, turn: _Turn, scope: Variables) -> Iterator[Passage]:
        """Yield the holds of one side of one set with the rests between them, or its movement."""
        if self._movements is not None:
            yield self._movements.movement(turn.side, scope)
        if self._holds is not None:
            rest_ms = self._gap_ms(table.REST_BETWEEN, rules.REST_BETWEEN_REPS_MS)
            for rep in range(1, self._reps + 1):
                if rep > 1:
                    yield HoldGap(rest_ms, ())
                in_rep = scope.with_values(rep=Filled.same(str(rep)))
                yield self._holds.hold(turn.side, turn.set_number, rep, in_rep)

    def _cue(self, turn: _Turn, scope: Variables) -> list[Cue]:
        """Return the step's cue; a step with sides and no cue at least says the side.

        Later sets have heard the whole cue: they get its short form, where there is one.
        """
        cue = self._text(table.CUE, Role.CUE, scope)
        brief = self._text(table.BRIEF, Role.CUE, scope)
        side = self._words.phrase(phrases.SIDE, Role.CUE, scope) if scope.side is not None else []
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

    def _text(self, spec: Spec[Text], role: Role, scope: Variables) -> list[Cue]:
        text = self._settings.get(spec)
        return self._words.cues(text, role, scope) if text else []

    def _turn_scope(self, turn: _Turn) -> Variables:
        values: dict[str, Filled | Text] = {"set": Filled.same(str(turn.set_number)), "rep": Filled.same("1")}
        if self._holds is not None:
            values["hold"] = self._words.duration(self._holds.hold_ms(turn.side))
        if turn.side is not None:
            values["side"] = self._words.side(turn.side)
            values["other_side"] = self._words.side(turn.side.other)
        return replace(self._scope.with_values(**values), side=turn.side)

    def _count(self, spec: Spec[Span]) -> int:
        span = self._settings.get(spec)
        return span.pick(self._options.range_position) if span else 1

    def _gap_ms(self, spec: Spec[Span], by_itself_ms: int) -> int:
        """Return a gap's key: the script's, or what it is by itself, times the settle factor."""
        span = self._settings.get(spec)
        if span is not None:
            key_ms = picked_ms(span, self._options)
        else:
            key_ms = 0 if self._settings.is_off(spec) else by_itself_ms
        return round_half_up(key_ms * self._options.settle)
