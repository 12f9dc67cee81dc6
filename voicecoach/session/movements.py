"""The movements of one step: its phases or breaths one after the other, with the words at each onset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.script import phrases
from voicecoach.script import settings as table
from voicecoach.session import rules
from voicecoach.session.cues import Movement, Phase, Role
from voicecoach.session.holds import picked_ms
from voicecoach.session.words import Filled
from voicecoach.units import Span

if TYPE_CHECKING:
    from voicecoach.script.model import Side, Text
    from voicecoach.script.spec import Settings
    from voicecoach.session.options import Options
    from voicecoach.session.signals import Signals
    from voicecoach.session.words import Scope, Words

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

    def __init__(self, settings: Settings, options: Options, signals: Signals, words: Words) -> None:
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

    def movement(self, side: Side | None, scope: Scope) -> Movement:
        """Return the movement of one side of one set."""
        phases: list[Phase] = []
        for number in range(1, self.rounds + 1):
            phases += self._round(scope.with_values(rep=Filled.same(str(number))))
        return Movement(tuple(phases), side, self._signals.begin(side), self._signals.end(side))

    def _round(self, scope: Scope) -> list[Phase]:
        if self._breaths:
            return [
                Phase(length_ms, self._words.spoken_phrase(phrase, Role.BREATHE, scope))
                for phrase, length_ms in self._breaths
            ]
        return [
            Phase(length_ms, self._words.spoken(text, Role.PHASE, scope) if text else ())
            for text, length_ms in self._phases
        ]
