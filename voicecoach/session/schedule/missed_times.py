"""The mistakes of times that a script names and the words before them miss."""

from __future__ import annotations

from voicecoach.errors import Diagnostic, ScriptError, Severity
from voicecoach.session.clock import Pulse
from voicecoach.session.cues import UntilCue
from voicecoach.units import SECOND_MS, format_duration, format_tenths

_TENTH_MS = 100


def missed_until(until: UntilCue, words_end_ms: int) -> ScriptError:
    """Return the error for words that last longer than until a time.

    Args:
        until: The time.
        words_end_ms: The end of the words, from where the time counts.
    """
    from_step = ", from the step's start" if until.is_from_step else ""
    message = (
        f"this waits until {format_tenths(until.time_ms)}{from_step}, but the words before it end at "
        f"{format_tenths(words_end_ms)}"
    )
    hint = "choose a later time, or shorten the words before it"
    return ScriptError([Diagnostic(until.location, Severity.ERROR, message, hint)])


def missed_pulse(pulse: Pulse, needed_ms: int) -> ScriptError:
    """Return the error for a rep that lasts, with the words after it, longer than up to the next one."""
    needed = format_duration(-(-needed_ms // _TENTH_MS) * _TENTH_MS)
    every, longer = format_duration(pulse.every_ms), format_duration(-(-needed_ms // SECOND_MS) * SECOND_MS)
    message = f"a rep starts every {every}, but one rep with its words takes {needed}"
    hint = f"write - every: {longer} or more, or shorten the rep or the words"
    return ScriptError([Diagnostic(pulse.location, Severity.ERROR, message, hint)])
