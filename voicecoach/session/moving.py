"""One step with holds, phases or breathing, unrolled: sets outermost, then sides, then reps."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from voicecoach.script import phrases
from voicecoach.script import settings as table
from voicecoach.script.model import Side
from voicecoach.script.settings import Kind
from voicecoach.script.values import Point
from voicecoach.session import rules
from voicecoach.session.cues import (
    Approach,
    Closing,
    Cue,
    Hold,
    Movement,
    Overlay,
    Passage,
    Phase,
    Role,
    Speech,
    Strike,
)
from voicecoach.session.words import Filled, Scope
from voicecoach.units import SECOND_MS, Span, round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.script.model import Step, Text
    from voicecoach.script.settings import Settings, Spec
    from voicecoach.session.options import Options
    from voicecoach.session.words import Words

_HALF = Point("half")
_FOCUS_FACTOR = Fraction(3, 2)
_BREATH_PHRASES = {"in": phrases.BREATHE_IN, "hold": phrases.BREATHE_HOLD, "out": phrases.BREATHE_OUT}


@dataclass(frozen=True, slots=True)
class _Turn:
    """One side of one set: what is done between two gaps with words."""

    set_number: int
    side: Side | None
    is_first: bool
    changes_set: bool
    changes_side: bool


class MovingStep:
    """Unrolls one step of a session."""

    def __init__(self, step: Step, session: Settings, options: Options, words: Words, scope: Scope) -> None:
        self._step = step
        self._settings = step.settings
        self._options = options
        self._words = words
        self._kind = step.settings.kind()
        sides = step.settings.get(table.SIDES)
        self._sides: tuple[Side | None, ...] = sides or (None,)
        self._sets = self._count(table.SETS)
        self._reps = self._count(table.REPS)
        focus = step.settings.get(table.FOCUS)
        self._focus = Side(focus) if focus else None if step.settings.is_off(table.FOCUS) else options.focus
        own_chimes = step.settings.get(table.CHIMES)
        session_chimes = session.get(table.CHIMES)
        self._own_chimes = own_chimes.as_dict() if own_chimes else {}
        self._chimes = {
            **rules.DEFAULT_CHIMES,
            **(session_chimes.as_dict() if session_chimes else {}),
            **self._own_chimes,
        }
        self._scope = scope.with_values(reps=Filled.same(str(self._reps)), sets=Filled.same(str(self._sets)))

    def first_scope(self) -> Scope:
        """Return what the variables mean before the first hold."""
        return self._turn_scope(next(self._turns()))

    def passages(
        self, setup: list[Cue], care: list[Cue], *, has_long_ready: bool, has_next: bool
    ) -> tuple[Passage, ...]:
        """Return the step's passages.

        Args:
            setup: The cues of its paragraphs.
            care: The cues of its props and safety.
            has_long_ready: Whether the step begins with a change of position, or is the session's first.
            has_next: Whether another step with holds, phases or breathing comes after it.
        """
        passages: list[Passage] = []
        finish: list[Cue] = []
        scope = self._scope
        for turn in self._turns():
            scope = self._turn_scope(turn)
            announcement = self._cue(scope)
            if turn.is_first:
                name = self._words.phrase(phrases.NAME, Role.NAME, scope)
                key_ms = self._ready_ms(has_long_ready=has_long_ready)
                passages.append(Approach(key_ms, (*name, *care, *setup, *announcement)))
            else:
                passages.append(self._between_turns(turn, scope, finish, announcement))
            passages += self._bout(turn, scope)
            finish = self._text(table.FINISH, Role.FINISH, scope)
        upcoming = self._words.phrase(phrases.NEXT, Role.NEXT, scope) if has_next else []
        passages.append(Closing((*finish, *upcoming)))
        return tuple(passages)

    def _turns(self) -> Iterator[_Turn]:
        before: tuple[int, Side | None] | None = None
        for set_number in range(1, self._sets + 1):
            for side in self._sides:
                changes_set = before is not None and before[0] != set_number
                changes_side = before is not None and before[1] is not side
                yield _Turn(set_number, side, before is None, changes_set, changes_side)
                before = (set_number, side)

    def _between_turns(self, turn: _Turn, scope: Scope, finish: list[Cue], announcement: list[Cue]) -> Approach:
        rest = self._words.phrase(phrases.REST, Role.REST, scope) if turn.changes_set else []
        switch = self._words.phrase(phrases.SWITCH, Role.SWITCH, scope) if turn.changes_side else []
        keys_ms = [self._gap_ms(table.REST_BETWEEN, rules.REST_MS)] if turn.changes_set else []
        keys_ms += [self._gap_ms(table.CHANGE, rules.CHANGE_MS)] if turn.changes_side else []
        chime = self._strike("switch", Role.SWITCH, turn.side) if turn.changes_side else None
        return Approach(max(keys_ms), (*finish, *rest, *switch, *announcement), chime)

    def _bout(self, turn: _Turn, scope: Scope) -> list[Passage]:
        """Return the holds of one side of one set, or its phases."""
        if not self._kind & Kind.HOLDS:
            return [self._movement(turn, scope)]
        passages: list[Passage] = []
        for rep in range(1, self._reps + 1):
            if rep > 1:
                passages.append(Approach(self._gap_ms(table.REST_BETWEEN, rules.REST_BETWEEN_REPS_MS), ()))
            passages.append(self._hold(turn, rep, scope.with_values(rep=Filled.same(str(rep)))))
        return passages

    def _hold(self, turn: _Turn, rep: int, scope: Scope) -> Hold:
        hold_ms = self._hold_ms(turn.side)
        countdown = self._settings.get(table.COUNTDOWN)
        if countdown is None:
            is_long = hold_ms >= rules.COUNTDOWN_FROM_HOLD_MS and not self._settings.is_off(table.COUNTDOWN)
            countdown = rules.COUNTDOWN if is_long else 0
        is_halved = hold_ms >= rules.HALF_FROM_HOLD_MS
        return Hold(
            hold_ms,
            turn.side,
            turn.set_number,
            rep,
            begin=self._strike("begin", Role.BEGIN, turn.side, is_rep=self._reps > 1),
            end=self._strike("end", Role.END, turn.side, is_rep=self._reps > 1),
            counts=tuple(self._words.number(number, scope, self._step.location) for number in range(1, countdown + 1)),
            ats=tuple(self._ats(hold_ms, scope)),
            half=self._half(scope, is_halved=is_halved),
            half_chime=self._strike("half", Role.HALF, turn.side) if is_halved else None,
        )

    def _ats(self, hold_ms: int, scope: Scope) -> Iterator[Overlay]:
        for line, text in self._settings.every(table.AT):
            if text is not None and line.argument != _HALF and isinstance(line.argument, Point):
                for cue in self._words.cues(text, Role.AT, scope):
                    if isinstance(cue, Speech):
                        yield Overlay(line.argument.in_hold_ms(hold_ms), cue)

    def _half(self, scope: Scope, *, is_halved: bool) -> Speech | None:
        if self._settings.is_off(table.AT, _HALF):
            return None
        own = self._settings.get(table.AT, _HALF)
        cues = self._words.cues(own, Role.HALF, scope) if own else []
        if own is None and is_halved:
            cues = self._words.phrase(phrases.HALF, Role.HALF, scope)
        return next((cue for cue in cues if isinstance(cue, Speech)), None)

    def _movement(self, turn: _Turn, scope: Scope) -> Movement:
        phases: list[Phase] = []
        if self._kind & Kind.PHASES:
            for rep in range(1, self._reps + 1):
                phases += self._phases(scope.with_values(rep=Filled.same(str(rep))))
        else:
            rounds = self._settings.get(table.ROUNDS)
            for number in range(1, (rounds.pick(self._options.level) if rounds else rules.DEFAULT_ROUNDS) + 1):
                phases += self._breaths(scope.with_values(rep=Filled.same(str(number))))
        return Movement(
            tuple(phases),
            turn.side,
            begin=self._strike("begin", Role.BEGIN, turn.side),
            end=self._strike("end", Role.END, turn.side),
        )

    def _phases(self, scope: Scope) -> Iterator[Phase]:
        for line, text in self._settings.every(table.PHASE):
            if isinstance(line.argument, Span):
                cues = self._words.cues(text, Role.PHASE, scope) if text else []
                yield Phase(self._picked_ms(line.argument), next((c for c in cues if isinstance(c, Speech)), None))

    def _breaths(self, scope: Scope) -> Iterator[Phase]:
        for breath in self._settings.get(table.BREATHE) or ():
            cues = self._words.phrase(_BREATH_PHRASES[breath.kind], Role.BREATHE, scope)
            yield Phase(self._picked_ms(breath.span_ms), next((c for c in cues if isinstance(c, Speech)), None))

    def _cue(self, scope: Scope) -> list[Cue]:
        """Return the step's cue; a step with sides and no cue at least says the side."""
        if self._settings.get(table.CUE) is not None:
            return self._text(table.CUE, Role.CUE, scope)
        if scope.side is None or self._settings.is_off(table.CUE):
            return []
        return self._words.phrase(phrases.SIDE, Role.CUE, scope)

    def _text(self, spec: Spec[Text], role: Role, scope: Scope) -> list[Cue]:
        text = self._settings.get(spec)
        return self._words.cues(text, role, scope) if text else []

    def _turn_scope(self, turn: _Turn) -> Scope:
        values = {"set": Filled.same(str(turn.set_number)), "rep": Filled.same("1")}
        if self._kind & Kind.HOLDS:
            values["hold"] = self._words.duration(self._hold_ms(turn.side))
        if turn.side is not None:
            values["side"] = self._words.side(turn.side)
            values["other_side"] = self._words.side(turn.side.other)
        return Scope({**self._scope.values, **values}, turn.side)

    def _hold_ms(self, side: Side | None) -> int:
        span = self._settings.get(table.HOLD)
        hold_ms = self._picked_ms(span) if span else 0
        if side is not None and side is self._focus:
            return round_half_up(hold_ms * _FOCUS_FACTOR / SECOND_MS) * SECOND_MS
        return hold_ms

    def _picked_ms(self, span: Span) -> int:
        return span.pick(self._options.level, step=SECOND_MS)

    def _count(self, spec: Spec[Span]) -> int:
        span = self._settings.get(spec)
        return span.pick(self._options.level) if span else 1

    def _ready_ms(self, *, has_long_ready: bool) -> int:
        return self._gap_ms(table.READY, rules.READY_AFTER_MOVE_MS if has_long_ready else rules.READY_MS)

    def _gap_ms(self, spec: Spec[Span], default_ms: int) -> int:
        """Return a gap's key: the script's or the default, times the settle factor."""
        span = self._settings.get(spec)
        key_ms = self._picked_ms(span) if span else 0 if self._settings.is_off(spec) else default_ms
        return round_half_up(key_ms * self._options.settle)

    def _strike(self, signal: str, role: Role, side: Side | None, *, is_rep: bool = False) -> Strike | None:
        """Return the sound of a signal, or None where it is off; several reps have a tick of their own."""
        sound = self._chimes[signal]
        if sound is None:
            return None
        if is_rep and signal not in self._own_chimes:
            sound = rules.REP_CHIME
        chimes = self._settings.written(table.CHIMES)
        return Strike(sound, role, location=chimes.value_location if chimes else None, side=side)
