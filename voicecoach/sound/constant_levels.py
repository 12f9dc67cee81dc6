"""A curve in decibels as few constant levels that stay close to it, which pack well."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Curve = NDArray[np.float32]

_MEAN_OFF, _RECENT_CELLS = 0.55, 9


def constant_levels(curve_db: Curve, mask_db: Curve, floor_db: float, step_db: float, off_db: float) -> bytes:
    """Return a curve in steps above the floor, as few constant levels, each as long as it stays close enough.

    Close enough is each cell by itself, and by half as much the mean of all cells of a level and of its last ten.

    Args:
        curve_db: Shape ``(cells,)``.
        mask_db: The same shape. A cell below its mask may have any level up to it.
        floor_db: The level of step 0.
        step_db: The size of a step.
        off_db: The level that is stored may be so far from the curve.
    """
    steps = np.maximum((curve_db.astype(np.float64) - floor_db) / step_db, 0.0)
    off = off_db / step_db
    is_masked = curve_db <= mask_db
    lowest = np.where(is_masked, 0.0, np.maximum(np.ceil(steps - off), 0.0))
    highest = np.floor(np.where(is_masked, (mask_db - floor_db) / step_db, steps + off))
    sums = np.cumsum(np.where(is_masked, 0.0, steps), dtype=np.float64).tolist()
    counts = np.cumsum(~is_masked).tolist()
    sums.append(0.0)  # the sum before the first cell, which has the index -1
    counts.append(0)
    most_off = off * _MEAN_OFF
    after_runs = {first: (end, float(highest[first:end].min())) for first, end in _long_runs(is_masked)}

    # Plain comparisons rather than calls of min, max and abs, which take most of the time of so many cells.
    levels: list[float] = []
    begins: list[int] = []
    begin, level, low, high = 0, 0.0, 0.0, 255.0
    cell, bottoms, tops = 0, lowest.tolist(), highest.tolist()
    while cell < len(bottoms):
        if cell in after_runs and after_runs[cell][1] >= high:
            cell = after_runs[cell][0]
            continue
        bottom, top, so_far, count = bottoms[cell], tops[cell], sums[cell], counts[cell]
        low = bottom if bottom > low else low  # noqa: FURB136
        high = top if top < high else high  # noqa: FURB136
        is_close = low <= high
        here = count - counts[begin - 1]
        mean = (so_far - sums[begin - 1]) / here if here else level
        close = round(mean)
        close = low if close < low else close  # noqa: FURB136
        close = high if close > high else close  # noqa: FURB136
        if here and is_close:
            is_close = -most_off <= close - mean <= most_off
            before = cell - _RECENT_CELLS - 1
            if is_close and before >= begin and count > counts[before]:
                is_close = -most_off <= close - (so_far - sums[before]) / (count - counts[before]) <= most_off
        if not is_close:
            levels.append(level)
            begins.append(begin)
            begin, low, high = cell, bottom, top
            own = level if is_masked[cell] else so_far - sums[cell - 1]
            close = min(max(round(own), low), high)
        level = close
        cell += 1
    levels.append(level)
    begins.append(begin)
    return np.repeat(np.array(levels, np.uint8), np.diff([*begins, len(steps)])).tobytes()


def _long_runs(is_masked: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Yield runs of masked cells, from the first on that has no other among its last ones, up to the end.

    In such a run no mean changes, so a level goes on as long as the masks are not below it.
    """
    edges = np.flatnonzero(np.diff(is_masked, prepend=False, append=False)).tolist()
    for first, end in zip(edges[::2], edges[1::2], strict=True):
        if end - first > _RECENT_CELLS:
            yield first + _RECENT_CELLS, end
