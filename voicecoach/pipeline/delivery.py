"""Turn the options of a session into the way that its voice speaks."""

from __future__ import annotations

from fractions import Fraction

from voicecoach.session.rules import Pauses
from voicecoach.voices.base import Delivery


def delivery_of(pace: Fraction, pauses: Pauses, pitch_semitones: Fraction) -> Delivery:
    """Return the delivery of phrases; the pauses between them are the scheduler's."""
    return Delivery(
        float(pace),
        clause_pause_ms=pauses.clause_ms,
        sentence_pause_ms=pauses.sentence_ms,
        ellipsis_pause_ms=pauses.ellipsis_ms,
        pitch_semitones=float(pitch_semitones),
    )
