"""The pauses inside one phrase, set to the lengths that a session wants: between sentences, and at commas.

A phrase is spoken sentence by sentence, so that the pause between two of them is exactly what is put there, whatever
the engine would have made of it. It costs nothing in the tune: the engines speak each sentence by itself anyway. The
pause at a comma is the silence that lies near it; it is cut or lengthened in its middle, where nothing is heard.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from voicecoach.units import FRAMES_PER_MS, MIX_RATE_HZ
from voicecoach.voices.pace.rate import measured
from voicecoach.voices.pace.sentences import clauses
from voicecoach.voices.pace.syllables import syllable_count

# In speech of half the pace, a mouth is closed before a "p" for longer than some engines stop at a comma.
_SHORTEST_CLAUSE_PAUSE_MS = 80
# A clause is spoken as fast as the others but for so much of the phrase.
_STRAYS = 0.2
_FADE_MS = 5


def joined(spoken: Sequence[NDArray[np.float32]], pauses_ms: Sequence[float]) -> NDArray[np.float32]:
    """Return sentences one after the other, with a pause between each two.

    Args:
        spoken: Each sentence at 48 000 Hz, trimmed. What is soft at its ends counts as pause.
        pauses_ms: The length from the last sound of each sentence but the last to the first one of the next.
    """
    parts: list[NDArray[np.float32]] = []
    soft_ms = 0
    for samples, pause_ms in zip(spoken, (0, *pauses_ms), strict=True):
        rate = measured(samples, MIX_RATE_HZ)
        if parts:
            parts.append(_silence(round(pause_ms) - soft_ms - rate.begin_ms))
        parts.append(_faded(samples))
        soft_ms = max(len(samples) // FRAMES_PER_MS - rate.end_ms, 0)
    return np.concatenate(parts)


def with_clause_pauses(
    samples: NDArray[np.float32], sentence: str, language: str, pause_ms: int
) -> NDArray[np.float32]:
    """Return a sentence whose pauses between clauses have one length.

    Args:
        samples: The sentence at 48 000 Hz.
        sentence: The text as it was given to the engine.
        language: The tag of its language.
        pause_ms: The wanted length. Where an engine ran two clauses together, they keep no pause.
    """
    parts: list[NDArray[np.float32]] = []
    position = 0
    for begin_ms, end_ms in _clause_pauses_ms(samples, sentence, language):
        kept_ms = min(end_ms - begin_ms, pause_ms)
        before = (begin_ms + kept_ms // 2) * FRAMES_PER_MS
        parts += [_faded(samples[position:before]), _silence(pause_ms - kept_ms)]
        position = (end_ms - (kept_ms - kept_ms // 2)) * FRAMES_PER_MS
    return np.concatenate([*parts, _faded(samples[position:])]) if parts else samples


def _clause_pauses_ms(samples: NDArray[np.float32], sentence: str, language: str) -> list[tuple[int, int]]:
    """Return the silences at which the clauses of a sentence end, in their order.

    Of the silences near the place where a clause should end, by its share of the syllables, the longest is taken.
    """
    counts = [syllable_count(clause, language) for clause in clauses(sentence)]
    if len(counts) < 2:  # noqa: PLR2004 - one clause has no end inside
        return []
    rate = measured(samples, MIX_RATE_HZ)
    silences = [each for each in rate.silences_ms if each[1] - each[0] >= _SHORTEST_CLAUSE_PAUSE_MS]
    # The time of each silence if there were none before it.
    silent_ms = np.cumsum([0, *(end - begin for begin, end in silences)])
    spoken_ms = rate.end_ms - rate.begin_ms - int(silent_ms[-1])
    shares = [
        (begin - rate.begin_ms - int(before_ms)) / max(spoken_ms, 1)
        for (begin, _), before_ms in zip(silences, silent_ms, strict=False)
    ]
    expected = np.cumsum(counts)[:-1] / sum(counts)
    found: list[tuple[int, int]] = []
    for share in expected:
        near = [
            silence
            for silence, at in zip(silences, shares, strict=True)
            if abs(at - share) <= _STRAYS and (not found or silence > found[-1])
        ]
        if near:
            found.append(max(near, key=lambda silence: silence[1] - silence[0]))
    return found


def _silence(length_ms: int) -> NDArray[np.float32]:
    return np.zeros(max(length_ms, 0) * FRAMES_PER_MS, dtype=np.float32)


def _faded(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a part of a phrase, faded at both ends, so that no cut clicks."""
    frames = min(_FADE_MS * FRAMES_PER_MS, len(samples) // 2)
    soft = samples.copy()
    if frames:
        ramp = np.linspace(0, 1, frames, dtype=np.float32)
        soft[:frames] *= ramp
        soft[-frames:] *= ramp[::-1]
    return soft
