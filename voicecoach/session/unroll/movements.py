"""The movements of a step: rounds of phases, of breathing or of reps without a time, and what is laid over them."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeGuard

from voicecoach.script import phrases
from voicecoach.script import settings as table
from voicecoach.script.model import Text
from voicecoach.script.sides import Side
from voicecoach.script.spec import OFF, Setting, Settings, StepKind
from voicecoach.session import rules
from voicecoach.session.cues import Movement, Overlay, Phase, Role, SpeechCue, Spoken
from voicecoach.session.options import Options
from voicecoach.session.unroll.cue_writer import CueWriter, Filled, Variables
from voicecoach.session.unroll.gaps import Gaps
from voicecoach.session.unroll.holds import Signals, picked_ms
from voicecoach.session.unroll.points import HALF, Points, is_counted, is_in
from voicecoach.session.unroll.sets import grown_ms, growth_of, reps_of_set
from voicecoach.units import SECOND_MS, Span

_MOST_SHORT_WORDS = 2
_COUNTED_PHRASES = {"in": phrases.COUNT_IN, "hold": phrases.COUNT_HOLD, "out": phrases.COUNT_OUT}
_BREATH_PHRASES = {"in": phrases.BREATHE_IN, "hold": phrases.BREATHE_HOLD, "out": phrases.BREATHE_OUT}


class Movements:
    """Makes the movements of a step, one for each side of each set.

    Args:
        settings: The step's settings, which include phases, breathing or reps without a time.
        options: The session's options.
        signals: The step's signals.
        gaps: Makes the rests between rounds, by the step's clock.
        writer: Turns texts into cues.
    """

    def __init__(self, settings: Settings, options: Options, signals: Signals, gaps: Gaps, writer: CueWriter) -> None:
        self._gaps = gaps
        self._clock = gaps.clock
        self._signals = signals
        self._writer = writer
        self._settings = settings
        self._options = options
        self._points = Points(settings, options, writer)
        self._breaths = [
            (breath.kind, picked_ms(breath.span_ms, options)) for breath in settings.get(table.BREATHE) or ()
        ]
        self._growth = growth_of(settings)
        self._phases: list[tuple[Text | None, int]] = [
            (text, picked_ms(setting.argument, options))
            for setting, text in settings.every(table.PHASE)
            if isinstance(setting.argument, Span)
        ]
        self._is_counted = settings.kind() is StepKind.COUNTED
        if self._is_counted:
            span = settings.get(table.REP_TIME)
            self._phases = [(None, picked_ms(span, options) if span else rules.REP_MS)]
        self._count_reps, self._count_breath = settings.written(table.COUNT_REPS), settings.written(table.COUNT_BREATH)
        makers = (one for one in settings if one.spec in (table.BREATHE, table.PHASE, table.REPS))
        self._location = next(makers).location
        # A point of phases that none of them has is one of the whole exercise; so are those of breathing.
        lengths_ms = [] if self._breaths else [length_ms for _, length_ms in self._phases]
        self._at_phases = [one for one in self._points.written if any(is_in(one[0], each_ms) for each_ms in lengths_ms)]
        self._at_whole = [one for one in self._points.written if one not in self._at_phases]
        self._has_phase_half = any(is_in(HALF, length_ms) for length_ms in lengths_ms)
        self._has_phase_counts = any(is_counted(self._points.countdown or 0, length_ms) for length_ms in lengths_ms)

    def round_ms(self, set_number: int) -> int:
        """Return the length of a round that does not grow; all reps without a time are one round."""
        once_ms = sum(length_ms for _, length_ms in (*self._breaths, *self._phases))
        if not self._is_counted:
            return once_ms
        reps = reps_of_set(self._settings, self._options, set_number)
        return reps * once_ms + (reps - 1) * self._clock.rest_ms

    def parts_ms(self) -> tuple[tuple[int, int], ...]:
        """Return the length of each part of a round, in the first and in the last round; none for reps alone."""
        if self._is_counted:
            return ()
        breaths = [self._growth.get(kind, (own_ms, own_ms)) for kind, own_ms in self._breaths]
        return (*breaths, *((length_ms, length_ms) for _, length_ms in self._phases))

    def rounds(self, set_number: int) -> int:
        """Return the number of rounds of phases or breaths in a set."""
        if self._clock.period_ms is not None:
            return max(self._clock.reps(self.round_ms(set_number)), 1)
        if self._is_counted:
            return 1
        if not self._breaths:
            return reps_of_set(self._settings, self._options, set_number)
        rounds = self._settings.get(table.ROUNDS)
        return rounds.count.pick(self._options.range_position) if rounds else rules.DEFAULT_ROUNDS

    def movement(self, side: Side | None, set_number: int, variables: Variables) -> Movement:
        """Return the movement of one side of one set."""
        phases: list[Phase] = []
        count, length_ms, last_round_ms, longest_ms = self.rounds(set_number), 0, 0, 0
        for number in range(1, count + 1):
            in_round = variables.with_values(rep=Filled.same(str(number)))
            done = self._reps(set_number, variables) if self._is_counted else self._round(number, count, in_round)
            if self._is_counted and number > 1:
                done[0] = replace(done[0], signal=self._signals.begin(side))
            round_ms = sum(phase.duration_ms for phase in done)
            last_round_ms, longest_ms = length_ms, max(longest_ms, round_ms)
            if number < count and (rest_ms := self._rest_ms(round_ms)):
                done.append(self._gaps.rest_in_movement(rest_ms, in_round))
                round_ms += rest_ms
            phases += done
            length_ms += round_ms
        self._writer.mistakes += self._clock.mistakes(longest_ms, is_round=True)
        counted = 0 if self._has_phase_counts else self._points.countdown or 0
        return Movement(
            tuple(phases),
            side,
            self._signals.begin(side),
            self._signals.end(side),
            self._points.counts(counted, variables, self._location),
            self._points.ats(self._at_whole, length_ms, variables),
            () if self._has_phase_half else self._points.half_words(variables),
            ends_by_key=self._is_counted and self._clock.pulse is None and self._clock.period_ms is None,
            last_round_ms=last_round_ms,
        )

    def _rest_ms(self, round_ms: int) -> int:
        """Return the rest after a round that is not the last one."""
        pulse = self._clock.pulse
        return self._clock.rest_ms if pulse is None else max(pulse.every_ms - round_ms, 0)

    def _reps(self, set_number: int, variables: Variables) -> list[Phase]:
        """Return all reps without a time of a set, with the rests between them."""
        done: list[Phase] = []
        for number in range(1, reps_of_set(self._settings, self._options, set_number) + 1):
            in_rep = variables.with_values(rep=Filled.same(str(number)))
            if done and self._clock.rest_ms:
                done.append(self._gaps.rest_in_movement(self._clock.rest_ms, in_rep))
            done += self._phases_of(number, in_rep)
        return done

    def _round(self, number: int, count: int, variables: Variables) -> list[Phase]:
        """Return one of ``count`` rounds of phases or breathing."""
        return self._breathing(number, count, variables) if self._breaths else self._phases_of(number, variables)

    def _breathing(self, number: int, count: int, variables: Variables) -> list[Phase]:
        """Return one of ``count`` rounds of breathing."""
        phases = []
        for kind, own_ms in self._breaths:
            length_ms = grown_ms(*self._growth[kind], number, count) if kind in self._growth else own_ms
            phases.append(Phase(length_ms, self._breath(kind, variables), ats=self._seconds(length_ms, variables)))
        return phases

    def _breath(self, kind: str, variables: Variables) -> Spoken:
        """Return the words of a part of the breath: short ones where "two" follows after a second."""
        phrase, counted = _BREATH_PHRASES[kind], _COUNTED_PHRASES[kind]
        if not _is_on(self._count_breath) or self._writer.nearest(counted, phrase) is phrase:
            return self._writer.spoken_phrase(phrase, Role.BREATHE, variables)
        words = self._writer.spoken_phrase(counted, Role.BREATHE, variables)
        return tuple(replace(one, longest_ms=_fitting_ms(one)) if isinstance(one, SpeechCue) else one for one in words)

    def _seconds(self, length_ms: int, variables: Variables) -> tuple[Overlay, ...]:
        """Return the seconds of a phase that are counted aloud, from "two" on; its first one has its words."""
        if not _is_on(self._count_breath):
            return ()
        return tuple(
            Overlay((number - 1) * SECOND_MS, (self._writer.number(number, variables, self._count_breath.location),))
            for number in range(2, length_ms // SECOND_MS + 1)
        )

    def _words(self, text: Text | None, number: int, variables: Variables) -> Spoken:
        """Return the words at the onset of a phase, or the number of a rep without a time."""
        if self._is_counted and _is_on(self._count_reps):
            return (self._writer.number(number, variables, self._count_reps.location),)
        return self._writer.spoken(text, Role.PHASE, variables) if text else ()

    def _phases_of(self, number: int, variables: Variables) -> list[Phase]:
        """Return one round of phases, or one rep without a time, with what is laid over each of them."""
        seconds = self._points.countdown or 0
        return [
            Phase(
                length_ms,
                self._words(text, number, variables),
                None,
                self._points.counts(seconds if is_counted(seconds, length_ms) else 0, variables, self._location),
                (
                    *self._seconds(length_ms, variables),
                    *self._points.ats(
                        [one for one in self._at_phases if is_in(one[0], length_ms)], length_ms, variables, part
                    ),
                ),
                self._points.half_words(variables) if self._has_phase_half and is_in(HALF, length_ms) else (),
            )
            for part, (text, length_ms) in enumerate(self._phases, number * len(self._phases))
        ]


def _is_on(setting: Setting | None) -> TypeGuard[Setting]:
    return setting is not None and setting.value is not OFF


def _fitting_ms(speech: SpeechCue) -> int | None:
    """Return the length that words before a counted second have to fit into; None for too many words."""
    return rules.LONGEST_NUMBER_MS if len(speech.spoken.split()) <= _MOST_SHORT_WORDS else None
