"""Voices at another pace, and the search for the engine's own pace that gives the session's."""

from __future__ import annotations

from voicecoach.voices.base import KnownRates, MayHaveOneRate, Tunable, Voice
from voicecoach.voices.pace.calibration import Tuning, rate_of, tuning, tuning_by_law, tuning_without_speed
from voicecoach.voices.table import open_voice, row_of


def voice_at(voice: Voice, pace: float, pitch_semitones: float) -> Voice:
    """Return a voice at another pace and pitch; opened again where it cannot change by itself."""
    if isinstance(voice, Tunable):
        return voice.tuned(pace, pitch_semitones)
    row = row_of(voice.engine)
    possible = min(max(pace, row.slowest_pace), row.fastest_pace)
    return open_voice(f"{voice.engine}:{voice.name}", voice.language, possible)


def measured_tuning(voice: Voice, pace: float) -> Tuning:
    """Return the way to a pace of a voice whose rates are not known: it speaks some sentences for that."""
    from voicecoach.voices.rendering import words_ms

    law = voice.law if isinstance(voice, KnownRates) else ()

    def rate_at(own_pace: float) -> float:
        trial = voice_at(voice, own_pace, 0.0)
        try:
            return rate_of(lambda cue: words_ms(trial, cue), voice.language, by_few=bool(law))
        finally:
            if not isinstance(voice, Tunable):
                trial.close()

    if law:
        return tuning_by_law(rate_at, law, pace)
    if isinstance(voice, MayHaveOneRate) and not voice.has_speed:
        return tuning_without_speed(rate_at(pace), pace)
    return tuning(rate_at, pace)
