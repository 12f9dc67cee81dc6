"""Compare what is heard with the fingerprint of the mix: everywhere, whatever sounds there.

Each cell of the heard curves is compared with the expected one. An encoder is off by a few decibels in one cell, and by
less on average over several. So the difference is averaged over windows of several lengths, each with its own
tolerances: one for a fingerprint from a file, which is rounded, and a smaller one for that of a new mix. They were
measured on clean files: docs/proof.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from voicecoach.sound.fingerprint import (
    BAND_EDGES_HZ,
    BAND_MS,
    BANDS,
    LEFT,
    LEVEL_MS,
    RIGHT,
    SIDE,
    TURN_BELOW_LEVEL_DB,
    TURN_MS,
    Curve,
    Fingerprint,
    Meter,
)
from voicecoach.units import SECOND_MS

# The length of a window in cells, and the tolerance of its mean difference from a rounded fingerprint and an exact one.
_Windows = tuple[tuple[int, float, float], ...]
_LEVEL_WINDOWS: _Windows = (
    (1, 4.6, 3.2), (3, 3.7, 1.8), (10, 2.8, 1.0), (50, 1.9, 0.65), (150, 1.6, 0.6), (500, 1.5, 0.45),
)  # fmt: skip
_TURN_WINDOWS: _Windows = ((1, 8.5, 8.0),)
_BAND_WINDOWS: _Windows = ((1, 5.0, 3.7), (2, 3.8, 2.6), (10, 2.5, 1.4), (30, 2.2, 1.0), (100, 2.2, 0.7))
_LOW, _HIGH, _TOP, _CHANNELS = 0, slice(BANDS - 2, BANDS), BANDS - 1, slice(LEFT.start, RIGHT.stop)
# The factor of the tolerances where encoders filter or make noise: below 80 Hz, above 6 kHz, in the difference of two
# channels. Less than there should be is no miss below 80 Hz, nor in a lossy format above 10 kHz.
_LOOSE = 1.5
_CLOSE = 0.75  # and of each channel, which is rounded less
# A bit rate with a tolerance of 2 may be off by so much more than a clean one. It drops sounds rather than adding any.
_LOW_RATE_DB = 4.5
_MOST_ADDED = 1.2
_MADE_MONO = 1.5  # from this tolerance on, an encoder makes two channels one for seconds, with half of their power

_LOSSY = 1.0  # and more: the tolerances of lossy formats
_LOSSY_NOISE_DB = -71.0  # Opus makes silence as loud as -70 dBFS for 20 ms
_SILENT_DB = -70.0
_GONE_DB = 20.0
_CLICK_MS = BAND_MS
_TOGETHER = 10  # differences no further apart in cells are told as one
_AROUND = 15  # cells around a difference in which the same sound is looked for
_MOST_LATE = 150
_LEAST_MOVED = 3  # a sound that has moved differs in more cells than a click
_CONTRAST_DB = 30.0
_ALIKE, _ALIKE_DB = 0.5, 3.0
_LEAST_TOLD_DB, _CLICK_DB = 1.4, 10.0
_MOST_MOVES = 12
_LEAST_SPREAD_DB, _SWAPPED = 0.1, -0.5


@dataclass(frozen=True, slots=True)
class Difference:
    """A half-open range in which a sound differs, and the difference in words."""

    begin_ms: int
    end_ms: int
    message: str


@dataclass(frozen=True, slots=True)
class _Tolerance:
    """The tolerances of a comparison.

    Attributes:
        of_format: That of the file's format and bit rate: 1 for a clean one.
        is_exact: Whether the expected fingerprint is not rounded.
        turn_below_level_db: How far below its level a turn is not compared.
        factor: Multiplies all of them.
    """

    of_format: float
    is_exact: bool
    turn_below_level_db: float
    factor: float = 1.0

    def of_windows(self, windows: _Windows) -> list[tuple[int, float]]:
        """Return windows with their tolerances in dB."""
        return [(cells, exact_db if self.is_exact else rounded_db) for cells, rounded_db, exact_db in windows]

    def of_columns(self, columns: int) -> tuple[Curve, Curve]:
        """Return what is added to the tolerance of each band, and then multiplied, for too loud and for too soft."""
        more = np.full((2, columns), max(self.of_format - 1.0, 0.0), np.float32)
        more[0, :BANDS] = min(more[0, 0], _MOST_ADDED - 1.0)
        factors = np.full((2, columns), self.factor, np.float32)
        factors[0, _LOW] *= _LOOSE
        factors[1, _LOW] = np.inf
        factors[0, _HIGH] *= _LOOSE
        factors[:, _CHANNELS] *= _CLOSE
        factors[:, SIDE:] *= _LOOSE
        if columns > BANDS and self.of_format >= _MADE_MONO:
            more[1] *= 2.0
            factors[1, SIDE] = np.inf
        if self.of_format >= _LOSSY:  # the encoder drops the highest sounds
            factors[1, _TOP] = np.inf
        return more * np.float32(_LOW_RATE_DB), factors


@dataclass(frozen=True, slots=True, eq=False)
class _Curves:
    """The difference of one kind of curve, in dB, and the cells in which it is too large."""

    difference_db: Curve
    is_marked: NDArray[np.bool_]
    worst: float

    @classmethod
    def of(
        cls, expected: Curve, heard: Curve, windows: Sequence[tuple[int, float]], more_db: Curve, factors: Curve
    ) -> Self:
        """Compare curves, each a column.

        Args:
            expected: Shape ``(cells, columns)``.
            heard: The same shape.
            windows: The cells of a window and the tolerance of their mean, from short to long.
            more_db: Shape ``(2, columns)``: what is added to the tolerance for too loud and for too soft.
            factors: The same shape: what it is then multiplied by.
        """
        difference = heard - expected
        is_marked = np.zeros(difference.shape, np.bool_)
        worst = 0.0
        single_db = (windows[0][1] + more_db) * factors
        for cells, allowed_db in windows:
            if len(difference) < cells:
                continue
            limits_db = (allowed_db + more_db) * factors
            is_told = _sums(is_marked, cells) > 0  # a longer window tells only what no shorter one has told
            for sign, limit_db, most_db in zip((1, -1), limits_db, single_db, strict=True):
                # In a longer window, one cell that is far off counts no more than one that is just too far off.
                counted = difference * sign if cells == 1 else np.clip(difference * sign, -most_db, most_db)
                means = _sums(counted, cells) / cells
                worst = max(worst, float((means / limit_db).max(initial=0.0)))
                is_over = (means > limit_db) & ~is_told
                if is_over.any():
                    inside = _sums(np.pad(is_over, ((cells - 1, cells - 1), (0, 0))), cells) > 0
                    is_marked |= inside & (difference * sign > limit_db / 2)
        return cls(difference, is_marked, worst)


def _sums(column: NDArray[Any], cells: int) -> NDArray[np.float64]:
    """Return the sum of each window of so many cells."""
    sums = np.cumsum(np.pad(column, ((1, 0), (0, 0))), axis=0, dtype=np.float64)
    window: NDArray[np.float64] = sums[cells:] - sums[:-cells]
    return window


@dataclass(frozen=True, slots=True, eq=False)
class _Comparison:
    """Expected and heard fingerprint side by side."""

    expected: Fingerprint
    heard: Fingerprint
    level: _Curves
    turn: _Curves
    bands: _Curves

    @classmethod
    def of(cls, expected: Fingerprint, heard: Fingerprint, tolerance: _Tolerance) -> Self:
        """Compare two fingerprints of the same length."""
        masks = expected.masks(tolerance.turn_below_level_db)
        wanted, found = expected.above(masks), heard.above(masks)
        quiet_db = _LOSSY_NOISE_DB if tolerance.of_format >= _LOSSY else -np.inf
        more_db, factors = tolerance.of_columns(wanted.bands_db.shape[1])
        return cls(
            expected,
            heard,
            _Curves.of(
                np.maximum(wanted.level_db, quiet_db)[:, np.newaxis],
                np.maximum(found.level_db, quiet_db)[:, np.newaxis],
                tolerance.of_windows(_LEVEL_WINDOWS),
                more_db[:, :1],
                np.full((2, 1), tolerance.factor, np.float32),
            ),
            _Curves.of(
                wanted.turn_db[:, np.newaxis],
                found.turn_db[:, np.newaxis],
                tolerance.of_windows(_TURN_WINDOWS),
                more_db[:, :1],
                np.array([[tolerance.factor], [np.inf]], np.float32),
            ),
            _Curves.of(wanted.bands_db, found.bands_db, tolerance.of_windows(_BAND_WINDOWS), more_db, factors),
        )

    @property
    def worst(self) -> float:
        """The largest difference, relative to its tolerance: above 1 is a miss."""
        return max(self.level.worst, self.turn.worst, self.bands.worst)

    def runs(self) -> Iterator[tuple[int, int]]:
        """Yield the ranges of cells of 20 ms that differ."""
        is_marked = (
            self.level.is_marked[:, 0]
            | np.repeat(self.turn.is_marked[:, 0], TURN_MS // LEVEL_MS)
            | np.repeat(self.bands.is_marked.any(axis=1), BAND_MS // LEVEL_MS)
        )
        marked_at = np.flatnonzero(is_marked)
        for run in np.split(marked_at, np.flatnonzero(np.diff(marked_at) > _TOGETHER) + 1):
            if len(run):
                yield int(run[0]), int(run[-1]) + 1

    def lateness(self, begin: int, end: int) -> int:
        """Return by how many cells the sound around a range is late; 0 if it is not there, or not on time."""
        marked_at = begin + np.flatnonzero(self.level.is_marked[begin:end, 0])
        if len(marked_at) < _LEAST_MOVED:
            return 0
        first, last = max(marked_at[0] - _AROUND, 0), min(marked_at[-1] + 1 + _AROUND, len(self.expected.level_db))
        wanted = self.expected.level_db[first:last]
        floor_db = max(float(wanted.max()) - _CONTRAST_DB, _SILENT_DB)
        around = np.pad(self.heard.level_db, _MOST_LATE, constant_values=floor_db)[first : last + 2 * _MOST_LATE]
        shifted = np.lib.stride_tricks.sliding_window_view(np.maximum(around, floor_db), len(wanted))
        unlike_db = np.abs(shifted - np.maximum(wanted, floor_db)).mean(axis=1)
        best = int(np.argmin(unlike_db))
        near_db = min(float(unlike_db[max(best - 2, 0)]), float(unlike_db[min(best + 2, len(unlike_db) - 1)]))
        is_found = unlike_db[best] < min(_ALIKE * float(unlike_db[_MOST_LATE]), _ALIKE * near_db, _ALIKE_DB)
        return best - _MOST_LATE if is_found else 0

    def described(self, begin: int, end: int) -> tuple[Difference, float]:
        """Return the difference in a range of cells in words, and its size in dB."""
        level = self.level.is_marked[begin:end, 0]
        wanted_db, heard_db = self.expected.level_db[begin:end], self.heard.level_db[begin:end]
        more_db = float((heard_db - wanted_db)[level].mean()) if level.any() else 0.0
        cells = BAND_MS // LEVEL_MS
        here = slice(begin // cells, -(-end // cells))
        marked = self.bands.is_marked[here]
        by_band_db = np.where(marked, self.bands.difference_db[here], 0.0).sum(axis=0) / np.maximum(
            marked.sum(axis=0), 1
        )
        widest = int(np.argmax(np.abs(by_band_db)))
        turns = TURN_MS // LEVEL_MS
        is_gone = more_db < -_GONE_DB  # the edges of a hole are as sharp as clicks
        has_turn = self.turn.is_marked[begin // turns : -(-end // turns)].any()
        is_click = has_turn and not is_gone and (end - begin) * LEVEL_MS <= _CLICK_MS
        if level.any() and 2 * level.sum() < end - begin and not is_click:
            begin, end = begin + int(np.argmax(level)), end - int(np.argmax(level[::-1]))
        lasts = _length((end - begin) * LEVEL_MS)
        if is_click:
            told = "an unplanned click"
        elif level.any() and wanted_db[level].max() <= _SILENT_DB:
            told = f"{heard_db[level].max():.0f} dBFS are heard for {lasts} where there should be silence"
        elif is_gone:
            told = f"silent for {lasts}"
        elif level.any() and abs(more_db) * 2 > abs(by_band_db[widest]):
            told = f"it is {_by(more_db)} than planned, for {lasts}"
        else:
            more_db = float(by_band_db[widest])
            told = f"it is {_by(more_db)} than planned {_band(widest)}, for {lasts}"
        return Difference(begin * LEVEL_MS, end * LEVEL_MS, told), _CLICK_DB if is_click else abs(more_db)


def differences(
    expected: Fingerprint,
    meter: Meter,
    tolerance: float,
    *,
    is_exact: bool = False,
    turn_below_level_db: float = TURN_BELOW_LEVEL_DB,
) -> tuple[list[Difference], float]:
    """Return where a sound differs from its fingerprint, by time, and the worst figure: above 1 there is a miss.

    Args:
        expected: The fingerprint of the mix.
        meter: It has measured the sound.
        tolerance: That of the format and bit rate: 1 for a clean one.
        is_exact: Whether the fingerprint was measured now, and not rounded for a file.
        turn_below_level_db: How far below its level a turn of the waveform is not compared.
    """
    within = _Tolerance(tolerance, is_exact, turn_below_level_db)
    moves: list[tuple[int, int]] = []
    is_swapped = _is_swapped(*_of_one_length(expected, meter.fingerprint()))
    found = [Difference(0, 0, "left and right are swapped")] if is_swapped else []

    def compared_within(limits: _Tolerance) -> _Comparison:
        heard = meter.fingerprint(moves)
        return _Comparison.of(*_of_one_length(expected, heard.swapped() if is_swapped else heard), limits)

    compared = compared_within(within)
    worst = compared.worst
    told: list[tuple[int, int]] = []
    runs = list(compared.runs())
    while runs:
        begin, end = runs.pop(0)
        late = compared.lateness(begin, end) if len(moves) < _MOST_MOVES else 0
        if late:
            moves.append((max(begin - _AROUND, 0) * LEVEL_MS, (moves[-1][1] if moves else 0) + late * LEVEL_MS))
            compared = compared_within(replace(within, factor=_LOOSE))
            runs = [run for run in compared.runs() if run[0] >= begin and run != (begin, end)]
        else:
            told.append((begin, end))
    described = [compared.described(begin, end) for begin, end in told]
    # Beside a large difference there are small ones, as an encoder spreads a sound.
    least_db = min(_LEAST_TOLD_DB, max((size_db for _, size_db in described), default=0.0))
    found += [each for each, size_db in described if size_db >= least_db]
    found += _moved(moves, len(expected.level_db) * LEVEL_MS)
    return sorted(found, key=lambda each: each.begin_ms), worst


def _moved(moves: list[tuple[int, int]], end_ms: int) -> Iterator[Difference]:
    for (begin_ms, late_ms), (until_ms, _) in pairwise([*moves, (end_ms, 0)]):
        how = f"{abs(late_ms)} ms {'late' if late_ms > 0 else 'early'}"
        if late_ms and until_ms == end_ms:
            yield Difference(begin_ms, until_ms, f"everything from here on is {how}")
        elif late_ms:
            yield Difference(begin_ms, until_ms, f"it is {how}")


def _of_one_length(expected: Fingerprint, heard: Fingerprint) -> tuple[Fingerprint, Fingerprint]:
    blocks = max(len(each.bands_db) for each in (expected, heard))
    return expected.lengthened(blocks), heard.lengthened(blocks)


def _is_swapped(wanted: Fingerprint, found: Fingerprint) -> bool:
    """Return whether the difference of left and right is the opposite of what it should be."""
    if wanted.bands_db.shape[1] <= BANDS:
        return False
    masks = wanted.masks()
    apart = [each.bands_db[:, LEFT] - each.bands_db[:, RIGHT] for each in (wanted.above(masks), found.above(masks))]
    powers = [float(np.square(each).mean()) for each in apart]
    alike = float((apart[0] * apart[1]).mean()) / max(np.sqrt(powers[0] * powers[1]), _LEAST_SPREAD_DB**2)
    return min(powers) > _LEAST_SPREAD_DB**2 and alike < _SWAPPED


def _by(more_db: float) -> str:
    return f"{abs(more_db):.1f} dB {'louder' if more_db > 0 else 'softer'}"


def _length(length_ms: int) -> str:
    return f"{length_ms} ms" if length_ms < SECOND_MS else f"{length_ms / SECOND_MS:.1f} s"


def _band(column: int) -> str:
    if column == SIDE:
        return "in the difference between the channels"
    if column >= BANDS:
        return f"on the {'left' if column < RIGHT.start else 'right'}"
    low_hz, high_hz = BAND_EDGES_HZ[column : column + 2]
    return f"between {low_hz} and {high_hz} Hz" if low_hz else f"below {high_hz} Hz"
