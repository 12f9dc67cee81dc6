"""The pauses between the sentences of one phrase, set to a length that a person chose.

An engine makes pauses of its own there: hibari of 620–780 ms at its usual paces, espeak-ng of 440–490 ms, and each
at least half as long again as at a comma. So the longest pauses of a phrase of n sentences are those
between them; they are made longer or shorter in their middle, where nothing is heard, and the words stay as they were
spoken.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from voicecoach.units import SECOND_MS, db_to_gain

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SENTENCE_END = re.compile(r"[.!?…]+(?=\s+[^\W_a-zß-öø-ÿ])")
# Shorter ones are within words: a mouth that closes for a "p". At twice their pace engines pause for hardly more.
_SHORTEST_PAUSE_MS = 60
# Relative to the phrase's own peak: an engine's breath and the end of a word lie above it.
_SILENCE_DB = -42.0
_WINDOW_MS = 5
_FADE_MS = 5


def sentence_count(read: str) -> int:
    """Return the number of sentences in a text as it is given to an engine.

    >>> sentence_count("Lie down. Close your eyes… Ready? Then begin at 1.5 minutes.")
    4
    """
    return len(_SENTENCE_END.findall(read.strip())) + 1


def with_sentence_pauses(samples: NDArray[np.float32], rate_hz: int, read: str, pause_ms: int) -> NDArray[np.float32]:
    """Return a spoken phrase whose pauses between sentences have one length.

    Args:
        samples: Shape ``(frames,)``, mono, with or without silence at its ends.
        rate_hz: Their rate.
        read: The phrase as it was given to the engine, from :func:`voicecoach.voices.reading.as_read`.
        pause_ms: The wanted length, 0 or more. A pause is measured where the sound stays more than 42 dB below
            the phrase's peak.

    Where an engine ran two sentences together without a pause, there is none to change.
    """
    wanted_frames = pause_ms * rate_hz // SECOND_MS
    gaps = sorted(_longest(_silences(samples, rate_hz), sentence_count(read) - 1))
    if not gaps:
        return samples
    parts: list[NDArray[np.float32]] = []
    position = 0
    for begin, end in gaps:
        # One half of the new pause is the end of the old one's first half, the other the beginning of its second.
        kept_frames = min(end - begin, wanted_frames)
        first = samples[position : begin + kept_frames // 2]
        position = end - (kept_frames - kept_frames // 2)
        parts += (first, np.zeros(wanted_frames - kept_frames, dtype=np.float32))
    parts.append(samples[position:])
    return _joined(parts, _FADE_MS * rate_hz // SECOND_MS)


def _silences(samples: NDArray[np.float32], rate_hz: int) -> list[tuple[int, int]]:
    """Return the stretches between words that are silent for 60 ms or more, in frames."""
    loud = np.flatnonzero(_envelope(samples, rate_hz) > np.max(np.abs(samples), initial=0) * db_to_gain(_SILENCE_DB))
    if len(loud) == 0:
        return []
    shortest_frames = _SHORTEST_PAUSE_MS * rate_hz // SECOND_MS
    at = np.flatnonzero(np.diff(loud) > shortest_frames)
    return [(int(loud[index]) + 1, int(loud[index + 1])) for index in at]


def _envelope(samples: NDArray[np.float32], rate_hz: int) -> NDArray[np.float32]:
    """Return the level around each frame: the peak of each window of 5 ms, held over it."""
    window_frames = max(_WINDOW_MS * rate_hz // SECOND_MS, 1)
    padded = np.pad(np.abs(samples), (0, -len(samples) % window_frames))
    peaks = padded.reshape(-1, window_frames).max(axis=1, initial=0)
    return np.asarray(np.repeat(peaks, window_frames)[: len(samples)], dtype=np.float32)


def _longest(silences: list[tuple[int, int]], count: int) -> list[tuple[int, int]]:
    return sorted(silences, key=lambda silence: silence[0] - silence[1])[:count]


def _joined(parts: list[NDArray[np.float32]], fade_frames: int) -> NDArray[np.float32]:
    """Return the parts one after the other, each faded where it was cut, so that no cut is heard as a click."""
    faded = []
    for index, part in enumerate(parts):
        soft = part.copy()
        frames = min(fade_frames, len(soft) // 2)
        if frames and index > 0:
            soft[:frames] *= np.linspace(0, 1, frames, dtype=np.float32)
        if frames and index < len(parts) - 1:
            soft[-frames:] *= np.linspace(1, 0, frames, dtype=np.float32)
        faded.append(soft)
    return np.concatenate(faded)
