"""Measure how fast speech is: the time that its words take, and the pauses between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voicecoach.units import SECOND_MS, db_to_gain

SHORTEST_PAUSE_MS = 200
"""A mouth closed for a "p" or a "t" is silent for 40 to 120 ms, in slow speech for 180: longer silences are pauses."""

# What lies so far below a phrase's loudest 10 ms is silence: breath and the tail of a word are above it.
_SILENCE_DB = -40.0
_WINDOW_MS = 10


@dataclass(frozen=True, slots=True)
class Rate:
    """The time that a phrase's words and pauses take.

    Attributes:
        begin_ms: The time of the first sound.
        end_ms: The time of the end of the last one.
        silences_ms: Each silence in between, as ``(begin_ms, end_ms)``.
    """

    begin_ms: int
    end_ms: int
    silences_ms: tuple[tuple[int, int], ...]

    @property
    def pauses_ms(self) -> list[int]:
        """The lengths of the silences that are pauses."""
        lengths_ms = [end_ms - begin_ms for begin_ms, end_ms in self.silences_ms]
        return [length_ms for length_ms in lengths_ms if length_ms >= SHORTEST_PAUSE_MS]

    @property
    def spoken_ms(self) -> int:
        """The time from the first sound to the last, without the pauses."""
        return self.end_ms - self.begin_ms - sum(self.pauses_ms)


def measured(samples: NDArray[np.float32], rate_hz: int) -> Rate:
    """Return the time that a phrase's words and pauses take, in steps of 10 ms.

    Args:
        samples: Shape ``(frames,)``, mono, with or without silence at its ends; not all silent.
        rate_hz: Their rate.
    """
    window = rate_hz * _WINDOW_MS // SECOND_MS
    padded = np.pad(samples, (0, -len(samples) % window)).reshape(-1, window)
    power = np.einsum("ij,ij->i", padded, padded, dtype=np.float64)
    loud = np.flatnonzero(power > power.max() * db_to_gain(_SILENCE_DB) ** 2)
    gaps = np.flatnonzero(np.diff(loud) > 1)
    silences = tuple((int(loud[at] + 1) * _WINDOW_MS, int(loud[at + 1]) * _WINDOW_MS) for at in gaps)
    return Rate(int(loud[0]) * _WINDOW_MS, int(loud[-1] + 1) * _WINDOW_MS, silences)
