"""The constant levels of a curve, against a loop that looks at all cells of a level again for each cell."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from voicecoach.sound.constant_levels import constant_levels

Curve = NDArray[np.float32]

SHARE_OF_MEANS, LAST_CELLS = 0.55, 10


def plain(curve_db: Curve, mask_db: Curve, floor_db: float, step_db: float, off_db: float) -> list[int]:
    """Return a curve as few constant levels."""
    steps = [max((float(level_db) - floor_db) / step_db, 0.0) for level_db in curve_db]
    most = [np.floor((mask - floor_db) / step_db) for mask in mask_db]
    masked = [bool(is_masked) for is_masked in curve_db <= mask_db]
    off = off_db / step_db
    heard = [0.0 if is_masked else step for step, is_masked in zip(steps, masked, strict=True)]

    def mean(first: int, last: int, otherwise: float) -> float:
        count = masked[first : last + 1].count(False)
        before = sum(heard[:first])  # as the sums of the program are rounded
        return (sum(heard[: last + 1]) - before) / count if count else otherwise

    levels: list[int] = []
    begin, level = 0, 0.0
    for cell in range(len(steps)):
        for first in (begin, cell):
            span = range(first, cell + 1)
            low = max(0.0 if masked[each] else max(np.ceil(steps[each] - off), 0.0) for each in span)
            high = min(255.0, *(float(most[each] if masked[each] else np.floor(steps[each] + off)) for each in span))
            close = min(max(round(mean(first, cell, level)), low), high)
            means = mean(first, cell, close), mean(max(first, cell - LAST_CELLS + 1), cell, close)
            if low <= high and max(abs(close - each) for each in means) <= off * SHARE_OF_MEANS:
                break
        begin, level = first, close
        levels[begin:] = [int(level)] * (cell + 1 - begin)
    return levels


@pytest.mark.parametrize("restless_db", [0.3, 1.0, 6.0])
@pytest.mark.parametrize(("step_db", "off_db"), [(1.0, 2.5), (4.0, 5.0), (2.5, 2.5), (1.0, 0.5)])
def test_the_levels_of_a_curve_are_those_of_the_plain_loop(step_db: float, off_db: float, restless_db: float) -> None:
    rng = np.random.default_rng(3)
    for cells in (1, 30, 120):
        walk_db = np.cumsum(rng.normal(0.0, restless_db, cells)) - 45.0
        is_silent = np.repeat(rng.random(-(-cells // 24)) < 0.4, 24)[:cells]
        curve_db = np.clip(np.where(is_silent, -120.0, walk_db), -120.0, 0.0).astype(np.float32)
        mask_db = np.clip(np.cumsum(rng.normal(0.0, 2.0, cells)) - 60.0, -75.0, 0.0).astype(np.float32)
        expected = plain(curve_db, mask_db, -75.0, step_db, off_db)
        assert list(constant_levels(curve_db, mask_db, -75.0, step_db, off_db)) == expected
