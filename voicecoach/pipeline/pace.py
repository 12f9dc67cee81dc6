"""About how many words a minute a voice speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.voices.table import resolve_voice

if TYPE_CHECKING:
    from fractions import Fraction

# At a pace of 1. Hibari was measured with 24 cues of a stretching session: 148 at 0.85; the system's is set.
_WORDS_PER_MINUTE = {"hibari": 174, "system": 140}


def words_per_minute(voice: str, language: str, pace: Fraction) -> float | None:
    """Return how fast a voice speaks, or None where that is not known.

    Raises:
        NotFoundError: There is no such voice.
    """
    own = _WORDS_PER_MINUTE.get(resolve_voice(voice, language).engine)
    return None if own is None else own * float(pace)
