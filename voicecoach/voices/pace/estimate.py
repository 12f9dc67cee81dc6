"""The rate that a pace means: the engine's setting for it, and the length of a phrase by its syllables."""

from __future__ import annotations

import math
from collections.abc import Sequence

from voicecoach.script.pace import SYLLABLES_PER_SECOND
from voicecoach.session.rules import PAUSES_MS
from voicecoach.voices.pace.sentences import clauses, pauses_between, sentences
from voicecoach.voices.pace.syllables import syllable_count

CLAUSE_PAUSE_MS, SENTENCE_PAUSE_MS = PAUSES_MS["clause"], PAUSES_MS["sentence"]
ELLIPSIS_PAUSE_MS = PAUSES_MS["ellipsis"]

# The end of a sentence is drawn out. Fitted to 60 cues: within 20 % of nine in ten, 1 % of their sum.
_SENTENCE_END_MS = 330
_SYLLABLE_MS = 303


def estimated_ms(
    read: str,
    language: str,
    pace: float,
    clause_pause_ms: float | None = None,
    sentence_pause_ms: float | None = None,
    ellipsis_pause_ms: float = ELLIPSIS_PAUSE_MS,
) -> int:
    """Return about how long a phrase takes in any voice at a pace.

    Args:
        read: The text as it is given to an engine.
        language: The tag of its language.
        pace: The pace.
        clause_pause_ms: The length of the pauses between clauses; None for that of the pace.
        sentence_pause_ms: The length of the pauses between sentences; None for that of the pace.
        ellipsis_pause_ms: The length of the pauses at three dots.

    >>> estimated_ms("Half way.", "en", pace=1.0)
    936
    """
    spoken = sentences(read) or [read]
    clause_ends = sum(max(len(clauses(sentence)) - 1, 0) for sentence in spoken)
    words_ms = (_SYLLABLE_MS * syllable_count(read, language) + _SENTENCE_END_MS * len(spoken)) / pace
    clause_pause_ms = CLAUSE_PAUSE_MS / pace if clause_pause_ms is None else clause_pause_ms
    sentence_pause_ms = SENTENCE_PAUSE_MS / pace if sentence_pause_ms is None else sentence_pause_ms
    return round(
        words_ms + clause_ends * clause_pause_ms + sum(pauses_between(spoken, sentence_pause_ms, ellipsis_pause_ms))
    )


def setting_for(rates: Sequence[tuple[float, float]], pace: float) -> float:
    """Return an engine's setting for a pace, between those of a table; beyond its ends, at the slope there.

    Args:
        rates: Settings, and the syllables a second that each gives.
        pace: The pace wanted.

    >>> round(setting_for([(1.0, 6.2), (2.0, 3.1)], pace=1.5), 2)
    1.33
    """
    return _between([(rate, setting) for setting, rate in rates], SYLLABLES_PER_SECOND * pace)


def rate_for(rates: Sequence[tuple[float, float]], setting: float) -> float:
    """Return the syllables a second that a setting gives, by the same table.

    >>> round(rate_for([(1.0, 6.2), (2.0, 3.1)], 1.33), 2)
    4.66
    """
    return _between(rates, setting)


def _between(table: Sequence[tuple[float, float]], at: float) -> float:
    """Return the second value that belongs to a first one, on the straight line between two logarithms."""
    wanted = math.log(at)
    points = sorted((math.log(one), math.log(other)) for one, other in table)
    index = min(max(sum(one <= wanted for one, _ in points), 1), len(points) - 1)
    (one, other), (next_one, next_other) = points[index - 1], points[index]
    return math.exp(other + (next_other - other) * (wanted - one) / (next_one - one))
