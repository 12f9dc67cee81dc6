"""The holds of a step: their lengths, their signals, and the words spoken during them."""

from __future__ import annotations

from voicecoach.errors import Location
from voicecoach.script import phrases
from voicecoach.script import settings as table
from voicecoach.script.sides import Side, is_side
from voicecoach.script.spec import Settings
from voicecoach.session import rules
from voicecoach.session.cues import ChimeCue, Hold, Role, Spoken
from voicecoach.session.options import Options
from voicecoach.session.unroll.cue_writer import CueWriter, Variables
from voicecoach.session.unroll.points import Points
from voicecoach.units import SECOND_MS, Span, round_half_up


class Signals:
    """The signals of a step.

    Args:
        step: The step's settings.
        session: The session's settings.
        has_reps: Whether the step's holds come in several reps, which begin and end with a softer chime.
    """

    def __init__(self, step: Settings, session: Settings, *, has_reps: bool) -> None:
        self._sounds: dict[str, tuple[str | None, Location | None]] = {
            signal: (sound, None) for signal, sound in rules.DEFAULT_CHIMES.items()
        }
        self._choose(session)
        if has_reps:
            for signal in ("begin", "end"):
                if self._sounds[signal][0] is not None:
                    self._sounds[signal] = (rules.REP_CHIME, None)
        self._choose(step)

    def begin(self, side: Side | None) -> ChimeCue | None:
        """Return the signal at the start of a hold or movement; None where it is turned off."""
        return self._chime("begin", Role.BEGIN, side)

    def end(self, side: Side | None) -> ChimeCue | None:
        """Return the signal at the end of a hold or movement; None where it is turned off."""
        return self._chime("end", Role.END, side)

    def half(self, side: Side | None) -> ChimeCue | None:
        """Return the signal at the half of a hold; None where it is turned off."""
        return self._chime("half", Role.HALF, side)

    def switch(self, side: Side | None) -> ChimeCue | None:
        """Return the signal to change to a side; None where it is turned off."""
        return self._chime("switch", Role.SWITCH, side)

    def _choose(self, settings: Settings) -> None:
        """Take over the chimes that these settings name."""
        chimes, written = settings.get(table.CHIMES), settings.written(table.CHIMES)
        if settings.is_off(table.CHIMES):
            self._sounds = dict.fromkeys(self._sounds, (None, None))
        elif chimes is not None and written is not None:
            self._sounds.update((signal, (sound, written.value_location)) for signal, sound in chimes.sounds)

    def _chime(self, signal: str, role: Role, side: Side | None) -> ChimeCue | None:
        sound, location = self._sounds[signal]
        return None if sound is None else ChimeCue(sound, role, location=location, side=side)


class Holds:
    """Makes the holds of a step, which differ only by side and number.

    Args:
        settings: The step's settings, which include a hold.
        options: The session's options.
        signals: The step's signals.
        writer: Turns texts into cues.
    """

    def __init__(self, settings: Settings, options: Options, signals: Signals, writer: CueWriter) -> None:
        spans = settings.get(table.HOLD)
        assert spans is not None
        self._holds_ms = tuple(picked_ms(span, options) for span in spans)
        own_focus = settings.get(table.FOCUS)
        has_own_focus = settings.written(table.FOCUS) is not None
        self._focus = own_focus if has_own_focus else options.focus
        self._signals = signals
        self._writer = writer
        self._points = Points(settings, options, writer)
        written = settings.written(table.HOLD)
        assert written is not None
        self._location = written.location

    def hold_ms(self, side: Side | None, set_number: int) -> int:
        """Return the length of a hold; on the side in focus it is 50 % longer, in whole seconds."""
        own_ms = self._holds_ms[0] if len(self._holds_ms) == 1 else self._holds_ms[set_number - 1]
        if side is None or self._focus is None or not is_side(side, self._focus):
            return own_ms
        return focused_ms(own_ms)

    def hold(self, side: Side | None, set_number: int, rep: int, variables: Variables) -> Hold:
        """Return one hold with the words spoken during it."""
        hold_ms = self.hold_ms(side, set_number)
        is_halved = hold_ms >= rules.HALF_FROM_HOLD_MS
        return Hold(
            hold_ms,
            side,
            set_number,
            rep,
            begin=self._signals.begin(side),
            end=self._signals.end(side),
            counts=self._points.counts(self._counted(hold_ms), variables, self._location),
            ats=self._points.ats(self._points.written, hold_ms, variables),
            half=self._half(variables, is_halved=is_halved),
            half_chime=self._signals.half(side) if is_halved else None,
        )

    def _counted(self, hold_ms: int) -> int:
        """Return the number of seconds that are counted down before the end."""
        if self._points.countdown is not None:
            return self._points.countdown
        return rules.COUNTDOWN if hold_ms >= rules.COUNTDOWN_FROM_HOLD_MS else 0

    def _half(self, variables: Variables, *, is_halved: bool) -> Spoken:
        if self._points.is_half_off:
            return ()
        if self._points.half is not None:
            return self._points.half_words(variables)
        return self._writer.spoken_phrase(phrases.HALF, Role.HALF, variables) if is_halved else ()


def focused_ms(hold_ms: int) -> int:
    """Return the length of a hold on the side in focus, in milliseconds, rounded to whole seconds."""
    return round_half_up(hold_ms * rules.FOCUS_FACTOR / SECOND_MS) * SECOND_MS


def picked_ms(span: Span, options: Options) -> int:
    """Return the length that the level picks from a range, in milliseconds, rounded to whole seconds."""
    return span.pick(options.range_position, step=SECOND_MS)
