"""What an examiner is: it names the places it wants to hear, hears them in one pass, and reports."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from voicecoach.verify.listen import STRETCH_MS, Levels
from voicecoach.verify.report import Check


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A range that an examiner wants to hear, half open, in milliseconds.

    Attributes:
        end_ms: Its end; places are heard in this order.
        begin_ms: Its beginning; before the first sample, where there is silence, it is cut off.
        look: Called once with the levels of exactly this range.
    """

    end_ms: int
    begin_ms: int
    look: Callable[[Levels], None] = field(compare=False)


class Examiner(Protocol):
    """One kind of check. To add one, write a class with these two methods and a line in ``proving.py``."""

    def places(self) -> Iterable[Place]:
        """Return what it wants to hear, by onset; none longer than the longest phrase, however long the session."""

    def check(self) -> Check:
        """Return what it found, when all its places have been heard."""


def listen(stretches: Iterable[Levels], examiners: Sequence[Examiner]) -> None:
    """Let every examiner hear its places; where the sound ends too early, they hear silence.

    No more is kept in memory than reaches back to the beginning of a place that has not been heard whole.
    """
    coming = heapq.merge(*(examiner.places() for examiner in examiners), key=lambda place: place.begin_ms)
    place = next(coming, None)
    open_places: list[Place] = []
    kept: Levels | None = None
    for stretch in _endless(stretches):
        kept = stretch if kept is None else kept.followed_by(stretch)
        while place is not None and place.begin_ms < kept.end_ms:
            heapq.heappush(open_places, place)
            place = next(coming, None)
        while open_places and open_places[0].end_ms <= kept.end_ms:
            heard = heapq.heappop(open_places)
            heard.look(kept.between(heard.begin_ms, heard.end_ms))
        if place is None and not open_places and stretch.is_after_end:
            return
        needed_ms = min([kept.end_ms, *(each.begin_ms for each in open_places)])
        kept = kept.between(min(needed_ms, place.begin_ms if place else needed_ms), kept.end_ms)


def _endless(stretches: Iterable[Levels]) -> Iterator[Levels]:
    end_ms, columns = 0, 0
    for stretch in stretches:
        yield stretch
        end_ms, columns = stretch.end_ms, stretch.likeness.shape[1]
    while True:
        silence: NDArray[np.float32] = np.zeros(STRETCH_MS, np.float32)
        likeness = np.zeros((STRETCH_MS, columns), np.float32)
        yield Levels(end_ms, silence, silence, silence, silence, likeness, is_after_end=True)
        end_ms += STRETCH_MS


def pieces(begin_ms: int, end_ms: int, longest_ms: int = STRETCH_MS) -> Iterator[tuple[int, int]]:
    """Yield a range as consecutive ranges that are not long."""
    for piece_ms in range(begin_ms, end_ms, longest_ms):
        yield piece_ms, min(piece_ms + longest_ms, end_ms)


def to_db(power: float) -> float:
    """Return a mean square in decibels below full scale; nothing is -120."""
    return float(10.0 * np.log10(max(power, 1e-12)))


def peak_db(peak: float) -> float:
    """Return a largest sample in decibels below full scale; nothing is -120."""
    return to_db(peak * peak)


def smoothed(power: NDArray[np.float32], window_ms: int) -> NDArray[np.float64]:
    """Return the mean power of each millisecond and those after it, as many as the window has."""
    sums = np.concatenate(([0.0], np.cumsum(power, dtype=np.float64)))
    means: NDArray[np.float64] = np.maximum(sums[window_ms:] - sums[:-window_ms], 0.0) / window_ms
    return means
