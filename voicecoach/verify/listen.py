"""Measure a stream of samples in milliseconds, and give each check the levels of the windows that it asks for.

Only a few seconds are in memory.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from voicecoach.sound.levels import peak_per_ms, power_per_ms
from voicecoach.units import FRAMES_PER_MS, SECOND_MS, ms_to_frames
from voicecoach.verify.report import CheckResult

STRETCH_MS = 10 * SECOND_MS

# The weighting filter depends on nothing further back, and an oversampled peak on nothing further ahead.
_BEFORE_MS, _AFTER_MS = 171, 50
# Between two samples no sound of ours reaches twice its largest sample. Where even that is below the highest true peak
# so far, the true peak need not be measured.
_HIGHEST_OVERSHOOT = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """The levels of consecutive milliseconds of a sound; each array has one value per millisecond, full scale 1.0.

    Attributes:
        begin_ms: The first millisecond.
        power: The mean square over all channels.
        weighted: The K-weighted mean square, channels added (ITU-R BS.1770-4).
        peak: The largest sample.
        edge: The sharpest turn between three neighbouring samples; an isolated high value is a click.
        likeness: Two columns of mean values: the product with the expected sound, and the expected sound's square;
            no columns if the expected sound is unknown.
        is_after_end: Whether the sound had ended before, so that everything is silence.
    """

    begin_ms: int
    power: NDArray[np.float32]
    weighted: NDArray[np.float32]
    peak: NDArray[np.float32]
    edge: NDArray[np.float32]
    likeness: NDArray[np.float32]
    is_after_end: bool = False

    @property
    def end_ms(self) -> int:
        """The end, exclusive."""
        return self.begin_ms + len(self.power)

    def between(self, begin_ms: int, end_ms: int) -> Levels:
        """Return the levels of a range, cut to the part that this has."""
        here = slice(max(begin_ms - self.begin_ms, 0), max(end_ms - self.begin_ms, 0))
        return Levels(
            max(begin_ms, self.begin_ms),
            self.power[here],
            self.weighted[here],
            self.peak[here],
            self.edge[here],
            self.likeness[here],
        )

    def followed_by(self, others: Levels) -> Levels:
        """Return both as one; ``others`` begin where these end."""
        return Levels(
            self.begin_ms,
            np.concatenate((self.power, others.power)),
            np.concatenate((self.weighted, others.weighted)),
            np.concatenate((self.peak, others.peak)),
            np.concatenate((self.edge, others.edge)),
            np.concatenate((self.likeness, others.likeness)),
        )


class Listener:
    """Measure a stream once.

    Args:
        blocks: Shape ``(frames, channels)``, 48 kHz, full scale 1.0.
        channels: The number of channels.
        expected: The expected sound from the same first sample on, in blocks of any size; None if unknown.

    Attributes:
        frames: The number of frames so far.
        true_peak: The highest true peak so far, relative to full scale (BS.1770-4, annex 2).
        true_peak_ms: The position of that peak.
        last_sample: The largest magnitude of the last frame.
    """

    def __init__(
        self,
        blocks: Iterable[NDArray[np.float32]],
        channels: int,
        expected: Iterable[NDArray[np.float32]] | None = None,
    ) -> None:
        self._blocks = _recut(blocks, channels)
        self._expected = None if expected is None else _recut(expected, None)
        self.frames = 0
        self.true_peak = 0.0
        self.true_peak_ms = 0
        self.last_sample = 0.0

    def stretches(self) -> Iterator[Levels]:
        """Yield the levels of the stream, at most 10 s at once; the last millisecond is padded with silence."""
        before: NDArray[np.float32] | None = None
        begin_ms = 0
        stretch = next(self._blocks, None)
        while stretch is not None:
            following = next(self._blocks, None)
            self.frames += len(stretch)
            self.last_sample = float(np.abs(stretch[-1]).max())
            whole = _padded(stretch)
            context = np.zeros((ms_to_frames(_BEFORE_MS), whole.shape[1]), np.float32) if before is None else before
            after = _exactly(following, ms_to_frames(_AFTER_MS), whole.shape[1])
            yield self._levels(begin_ms, np.concatenate((context, whole, after)), self._next_expected())
            before = whole[-ms_to_frames(_BEFORE_MS) :]
            begin_ms += len(whole) // FRAMES_PER_MS
            stretch = following

    def _next_expected(self) -> NDArray[np.float32] | None:
        if self._expected is None:
            return None
        return next(self._expected, np.zeros((0, 1), np.float32))

    def _levels(self, begin_ms: int, sound: NDArray[np.float32], expected: NDArray[np.float32] | None) -> Levels:
        first, last = ms_to_frames(_BEFORE_MS), len(sound) - ms_to_frames(_AFTER_MS)
        here = sound[first:last]
        self._measure_peaks(begin_ms, sound)
        weighted = sum(power_per_ms(np.ascontiguousarray(each[:last])) for each in sound.T)
        turns = np.abs(np.diff(sound[first - 2 : last], n=2, axis=0)).max(axis=1)
        return Levels(
            begin_ms,
            np.square(here).mean(axis=1).reshape(-1, FRAMES_PER_MS).mean(axis=1),
            np.asarray(weighted)[_BEFORE_MS:],
            np.abs(here).max(axis=1).reshape(-1, FRAMES_PER_MS).max(axis=1),
            turns.reshape(-1, FRAMES_PER_MS).max(axis=1),
            _likeness(here, expected),
        )

    def _measure_peaks(self, begin_ms: int, sound: NDArray[np.float32]) -> None:
        """Measure the true peak wherever it could be higher than so far."""
        for second_ms in range(_BEFORE_MS, len(sound) // FRAMES_PER_MS - _AFTER_MS, SECOND_MS):
            piece = sound[ms_to_frames(second_ms) : ms_to_frames(second_ms + SECOND_MS)]
            if float(np.abs(piece).max(initial=0.0)) * _HIGHEST_OVERSHOOT <= self.true_peak:
                continue
            around = sound[ms_to_frames(second_ms - _AFTER_MS) : ms_to_frames(second_ms + SECOND_MS + _AFTER_MS)]
            for channel in around.T:
                peaks = peak_per_ms(np.ascontiguousarray(channel))[_AFTER_MS : _AFTER_MS + SECOND_MS]
                highest = int(np.argmax(peaks))
                if peaks[highest] > self.true_peak:
                    self.true_peak = float(peaks[highest])
                    self.true_peak_ms = begin_ms + second_ms - _BEFORE_MS + highest


def _likeness(here: NDArray[np.float32], expected: NDArray[np.float32] | None) -> NDArray[np.float32]:
    milliseconds = len(here) // FRAMES_PER_MS
    if expected is None:
        return np.zeros((milliseconds, 0), np.float32)
    heard = here.mean(axis=1)
    wanted = _exactly(expected, len(here), expected.shape[1]).mean(axis=1)
    both = np.stack((heard * wanted, np.square(wanted)), axis=1)
    likeness: NDArray[np.float32] = both.reshape(milliseconds, FRAMES_PER_MS, 2).mean(axis=1)
    return likeness


def _recut(blocks: Iterable[NDArray[np.float32]], channels: int | None) -> Iterator[NDArray[np.float32]]:
    """Yield the stream in stretches of 10 s; the last one is shorter, and never empty."""
    kept: list[NDArray[np.float32]] = []
    frames = 0
    stretch_frames = ms_to_frames(STRETCH_MS)
    for block in blocks:
        kept.append(block if channels is None else block[:, :channels])
        frames += len(block)
        while frames >= stretch_frames:
            whole = np.concatenate(kept)
            yield whole[:stretch_frames]
            kept = [whole[stretch_frames:]]
            frames -= stretch_frames
    if frames:
        yield np.concatenate(kept)


def _padded(stretch: NDArray[np.float32]) -> NDArray[np.float32]:
    return _exactly(stretch, -(-len(stretch) // FRAMES_PER_MS) * FRAMES_PER_MS, stretch.shape[1])


def _exactly(block: NDArray[np.float32] | None, frames: int, channels: int) -> NDArray[np.float32]:
    """Return a block cut or padded with silence to a number of frames."""
    given = np.zeros((0, channels), np.float32) if block is None else block[:frames]
    return np.pad(given, ((0, frames - len(given)), (0, 0)))


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """A half-open range in milliseconds whose levels a check asks for.

    Attributes:
        end_ms: The end; windows are delivered in this order.
        begin_ms: The start; the part before the first sample is cut off.
        look: Called once with the levels of exactly this range.
    """

    end_ms: int
    begin_ms: int
    look: Callable[[Levels], None] = field(compare=False)


class Check(Protocol):
    """One kind of check. To add one, write a class with these two methods and add it in ``verify.py``."""

    def windows(self) -> Iterable[Window]:
        """Return the windows to measure, sorted by start, none longer than the longest phrase."""

    def result(self) -> CheckResult:
        """Return the result, after all windows have been delivered."""


def deliver_windows(stretches: Iterable[Levels], checks: Sequence[Check]) -> None:
    """Give every check the levels of its windows; after the end of the sound they are silence.

    Memory reaches back only to the start of the earliest window that is not complete yet.
    """
    coming = heapq.merge(*(check.windows() for check in checks), key=lambda window: window.begin_ms)
    window = next(coming, None)
    open_windows: list[Window] = []
    kept: Levels | None = None
    for stretch in _endless(stretches):
        kept = stretch if kept is None else kept.followed_by(stretch)
        while window is not None and window.begin_ms < kept.end_ms:
            heapq.heappush(open_windows, window)
            window = next(coming, None)
        while open_windows and open_windows[0].end_ms <= kept.end_ms:
            whole = heapq.heappop(open_windows)
            whole.look(kept.between(whole.begin_ms, whole.end_ms))
        if window is None and not open_windows and stretch.is_after_end:
            return
        needed_ms = min([kept.end_ms, *(each.begin_ms for each in open_windows)])
        kept = kept.between(min(needed_ms, window.begin_ms if window else needed_ms), kept.end_ms)


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


def ranges(begin_ms: int, end_ms: int, longest_ms: int = STRETCH_MS) -> Iterator[tuple[int, int]]:
    """Split a range into consecutive ranges of at most a length."""
    for piece_ms in range(begin_ms, end_ms, longest_ms):
        yield piece_ms, min(piece_ms + longest_ms, end_ms)


def to_db(power: float) -> float:
    """Return a mean square in dBFS, at least -120."""
    return float(10.0 * np.log10(max(power, 1e-12)))


def peak_db(peak: float) -> float:
    """Return a sample's magnitude in dBFS, at least -120."""
    return to_db(peak * peak)


def smoothed(power: NDArray[np.float32], window_ms: int) -> NDArray[np.float64]:
    """Return a moving average: the mean power of the window that starts at each millisecond."""
    sums = np.concatenate(([0.0], np.cumsum(power, dtype=np.float64)))
    means: NDArray[np.float64] = np.maximum(sums[window_ms:] - sums[:-window_ms], 0.0) / window_ms
    return means
