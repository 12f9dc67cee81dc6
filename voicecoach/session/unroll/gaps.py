"""The gaps of a step: rests by their settings or by the clock, and what is counted in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from voicecoach.script import settings as table
from voicecoach.script.model import Text
from voicecoach.script.spec import Settings, Spec
from voicecoach.session import rules
from voicecoach.session.cues import ChimeCue, Cue, HoldGap, Passage, Phase, Role, Silence, SpeechCue, Spoken
from voicecoach.session.options import Options
from voicecoach.session.unroll.clock import StepClock, gap_ms
from voicecoach.session.unroll.cue_writer import CueWriter, Variables
from voicecoach.units import SECOND_MS, Span

# A mark between words or numbers that are counted one by one: "Three, two, one.", "3-2-1", "3 2 1".
_BETWEEN_COUNTED = re.compile(r"(?<=[,.;:!?\u2026\u3001\uff0c\u3002])|\s[-\u2013\u2014]\s|(?<=\d)[\s\u2013-]+(?=\d)")
_MARKS = " ,.;:\u2026\u3001\uff0c\u3002\u2013\u2014-"


_COUNTDOWN, _HALF = "countdown", "half"


class Gaps:
    """Makes the gaps of a step.

    Args:
        settings: The step's settings.
        session: The session's settings.
        options: The session's options.
        writer: Turns texts into cues.

    Attributes:
        clock: The times that the step gives to its reps.
    """

    def __init__(self, settings: Settings, session: Settings, options: Options, writer: CueWriter) -> None:
        self.clock = StepClock.of(settings, options)
        self._settings = settings
        self._options = options
        self._writer = writer
        has_own = settings.written(table.GET_READY) is not None
        self._get_ready = (settings if has_own else session).get(table.GET_READY)
        self._countdown = settings.get(table.REST_COUNTDOWN) or 0
        self._half = settings.get(table.REST_HALF)
        self._used: set[str] = set()  # what rests are long enough for
        self._first_rest: tuple[HoldGap, Variables] | None = None

    def ready(self, default_ms: int, cues: Sequence[Cue], variables: Variables) -> HoldGap:
        """Return the gap before the step's first exercise."""
        key_ms = gap_ms(self._settings, self._options, default_ms, table.READY)
        return HoldGap(key_ms, tuple(cues), get_ready=self._counted_in(variables))

    def between_turns(
        self,
        cues: Sequence[Cue],
        variables: Variables,
        *,
        has_rest: bool,
        changes_side: bool,
        switch: ChimeCue | None,
        spare_ms: int,
    ) -> HoldGap:
        """Return the gap between two sides or two sets; where both change, the longer gap counts.

        The clock goes on through it, unless the script gives it a length.

        Args:
            cues: The words in it.
            variables: Those of the turn after it.
            has_rest: Whether there is a rest in it.
            changes_side: Whether the side changes.
            switch: The signal for changing sides.
            spare_ms: What the turn before leaves of its time.
        """
        specs: list[Spec[Span]] = [table.REST_BETWEEN_SETS, table.REST_BETWEEN] if has_rest else []
        keys_ms = [gap_ms(self._settings, self._options, rules.REST_MS, *specs)] if has_rest else []
        if changes_side:
            specs.append(table.CHANGE)
            keys_ms.append(gap_ms(self._settings, self._options, rules.CHANGE_MS, table.CHANGE))
        gap = HoldGap(max(keys_ms), tuple(cues), switch, self._counted_in(variables), spare_ms=spare_ms)
        if self.clock.pulse is not None and all(self._settings.get(spec) is None for spec in specs):
            fixed = (replace(cue, can_stretch=False) if isinstance(cue, Silence) else cue for cue in cues)
            gap = replace(gap, cues=tuple(fixed), pulse=self.clock.pulse, can_stretch=False)
        return self._with_rest_words(gap, variables) if has_rest else gap

    def between_reps(self, variables: Variables) -> HoldGap:
        """Return the gap between two holds of a turn."""
        is_fixed = self.clock.pulse is not None or self.clock.period_ms is not None
        gap = HoldGap(self.clock.rest_ms, (), pulse=self.clock.pulse, can_stretch=not is_fixed)
        return self._with_rest_words(gap, variables)

    def rest_in_movement(self, rest_ms: int, variables: Variables) -> Phase:
        """Return the rest between two rounds of a movement."""
        counts, half = self._rest_words(rest_ms, variables)
        return Phase(rest_ms, (), counts=counts, half=half)

    def _with_rest_words(self, gap: HoldGap, variables: Variables) -> HoldGap:
        """Return a rest with its countdown, where nothing else is counted in it, and its half."""
        counts, half = self._rest_words(gap.key_ms if gap.pulse is None else gap.pulse.every_ms, variables)
        gap = replace(gap, counts=() if gap.get_ready else counts, half=half)
        if self._first_rest is None:
            self._first_rest = gap, variables
        return gap

    def _rest_words(self, rest_ms: int, variables: Variables) -> tuple[tuple[SpeechCue, ...], Spoken]:
        """Return the countdown and the half of a rest, where the step asks for them and the rest is long enough."""
        counts: tuple[SpeechCue, ...] = ()
        half: Spoken = ()
        if self._countdown * SECOND_MS <= rest_ms:
            counts = self._counts(variables)
            self._used.add(_COUNTDOWN)
        if rest_ms >= rules.HALF_FROM_HOLD_MS:
            half = self._half_words(variables)
            self._used.add(_HALF)
        return counts, half

    def with_too_long_told(self, passages: Sequence[Passage]) -> tuple[Passage, ...]:
        """Return a step's passages; the first rest tells what the step asks for and no rest is long enough for."""
        if self._first_rest is None:
            return tuple(passages)
        rest, variables = self._first_rest
        too_long = (
            *(self._counts(variables) if _COUNTDOWN not in self._used else ()),
            *(self._half_words(variables) if _HALF not in self._used else ()),
        )
        told = replace(rest, too_long=too_long) if too_long else rest
        return tuple(told if passage is rest else passage for passage in passages)

    def _counts(self, variables: Variables) -> tuple[SpeechCue, ...]:
        setting = self._settings.written(table.REST_COUNTDOWN)
        numbers = range(1, self._countdown + 1) if setting is not None else ()
        return tuple(self._writer.number(number, variables, setting.location) for number in numbers if setting)

    def _half_words(self, variables: Variables) -> Spoken:
        return () if self._half is None else self._writer.spoken(self._half, Role.HALF, variables)

    def _counted_in(self, variables: Variables) -> tuple[SpeechCue, ...]:
        """Return the words that are counted into the begin signal."""
        return () if self._get_ready is None else tuple(counted_words(self._get_ready, self._writer, variables))


def counted_words(text: Text, writer: CueWriter, variables: Variables) -> Iterator[SpeechCue]:
    """Yield a cue for each word or number of a text that is counted, in order.

    Each has a second, and the last ones fall as those of a countdown do.
    """
    words: list[tuple[SpeechCue, str, str]] = []
    for cue in writer.cues(text, Role.COUNT, variables):
        if isinstance(cue, SpeechCue):
            shown, spoken = _parts(cue.text), _parts(cue.spoken)
            words += [(cue, *pair) for pair in zip(shown if len(shown) == len(spoken) else spoken, spoken, strict=True)]
    for left, (cue, shown_word, said) in zip(range(len(words), 0, -1), words, strict=True):
        pitch_semitones = min(left - rules.FALLING_NUMBERS, 0) * rules.COUNTDOWN_FALL_SEMITONES
        longest_ms = rules.LONGEST_NUMBER_MS if left < len(words) else None
        yield replace(cue, text=shown_word, spoken=said, pitch_semitones=pitch_semitones, longest_ms=longest_ms)


def _parts(words: str) -> list[str]:
    """Return the words or numbers between the marks of a text, each as a sentence.

    >>> _parts("Get ready. Three, two, one!"), _parts("3-2-1")
    (['Get ready.', 'Three.', 'Two.', 'One!'], ['3.', '2.', '1.'])
    """
    parts = (part.strip(_MARKS) for part in _BETWEEN_COUNTED.split(words))
    return [f"{part[0].upper()}{part[1:]}{'' if part[-1] in '!?' else '.'}" for part in parts if part]
