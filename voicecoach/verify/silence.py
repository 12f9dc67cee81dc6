"""Check that the silences are silent, and that nothing clicks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from voicecoach.units import db_to_gain
from voicecoach.verify.listen import Levels, Window, peak_db, ranges
from voicecoach.verify.report import CheckResult, Miss
from voicecoach.verify.sheet import CHIME, ExpectedSheet

SILENCE_DB = -60.0
"""Anything below counts as silence (the contract), also the signal that keeps a speaker awake."""

_CLICK_IN_SILENCE_MS = 20  # a sound in a silence that is shorter is a click, a longer one is noise
# A click is one turn of the waveform far sharper than those around it. The lips and teeth of a natural voice reach
# ratios of 15 at -34 dBFS, 9 at -19 and 1.1 above -14; a splice or a lost sample exceeds them.
_ISOLATED_FROM_MS, _ISOLATED_TO_MS = 3, 20
_EDGE_FLOOR = 3e-4
_CLICK_RATIO, _CLICK_EDGE = 20.0, db_to_gain(-40.0)
_LOUD_CLICK_RATIO, _LOUD_CLICK_EDGE = 5.0, db_to_gain(-12.0)
_STRIKE_MS = 15  # a chime's strike is one sharp turn


class SilenceCheck:
    """Measure everything between the cues."""

    def __init__(self, sheet: ExpectedSheet) -> None:
        self._sheet = sheet
        self._checked = 0
        self._loudest = 0.0
        self._misses: list[Miss] = []
        self.clicks: list[Miss] = []

    def windows(self) -> Iterator[Window]:
        """Return every silence, a long one in several windows."""
        for begin_ms, end_ms in self._sheet.silences():
            self._checked += 1
            for piece_ms, until_ms in ranges(begin_ms, end_ms):
                yield Window(until_ms, piece_ms, self._look)

    def result(self) -> CheckResult:
        """Return the silences that are not silent."""
        worst = round(peak_db(self._loudest), 1) if self._checked else None
        return CheckResult("silences", self._checked, worst, "dBFS", tuple(self._misses))

    def _look(self, levels: Levels) -> None:
        loudest = float(levels.peak.max(initial=0.0))
        self._loudest = max(self._loudest, loudest)
        loud_at = np.flatnonzero(levels.peak > db_to_gain(SILENCE_DB))
        if not len(loud_at):
            return
        at_ms = levels.begin_ms + int(loud_at[0])
        step = self._sheet.step_at(at_ms)
        if loud_at[-1] - loud_at[0] < _CLICK_IN_SILENCE_MS:
            self.clicks.append(Miss("clicks", f"a click of {peak_db(loudest):.0f} dBFS in a silence", at_ms, step))
        told = f"{peak_db(loudest):.0f} dBFS are heard where there should be silence, for {len(loud_at)} ms"
        self._misses.append(Miss("silences", told, at_ms, step))


class ClickCheck:
    """Measure the whole file.

    Args:
        sheet: The expected content.
        silences: Finds the clicks in silences, which are audible there even if they are not sharp.
    """

    def __init__(self, sheet: ExpectedSheet, silences: SilenceCheck) -> None:
        self._sheet = sheet
        self._silences = silences
        self._worst = 0.0
        self._misses: list[Miss] = []

    def windows(self) -> Iterator[Window]:
        """Return windows over the whole file, each with the margin that it needs."""
        for begin_ms, end_ms in ranges(0, self._sheet.duration_ms):
            look = partial(self._look, begin_ms, end_ms)
            yield Window(end_ms + _ISOLATED_TO_MS, begin_ms - _ISOLATED_TO_MS, look)

    def result(self) -> CheckResult:
        """Return the clicks; the worst figure is the ratio of a sharpest turn to those around it."""
        misses: list[Miss] = []
        for miss in sorted((*self._silences.clicks, *self._misses), key=lambda miss: miss.at_ms or 0):
            # A lossy encoder makes several clicks of one.
            if not misses or (miss.at_ms or 0) - (misses[-1].at_ms or 0) > _CLICK_IN_SILENCE_MS:
                misses.append(miss)
        return CheckResult("clicks", len(self._sheet.cues), round(self._worst, 1), "x", tuple(misses))

    def _look(self, begin_ms: int, end_ms: int, levels: Levels) -> None:
        before, after = max(begin_ms - levels.begin_ms, 0), levels.end_ms - end_ms
        edge = np.pad(levels.edge, (_ISOLATED_TO_MS - before, max(_ISOLATED_TO_MS - after, 0)))
        ratio = _isolation(edge)
        here = edge[_ISOLATED_TO_MS : _ISOLATED_TO_MS + len(ratio)]
        ratio[self._strikes(begin_ms, end_ms)] = 0.0
        audible = ratio[here > _CLICK_EDGE]
        self._worst = max(self._worst, float(audible.max(initial=0.0)))
        sharp = (ratio > _CLICK_RATIO) & (here > _CLICK_EDGE)
        loud = (ratio > _LOUD_CLICK_RATIO) & (here > _LOUD_CLICK_EDGE)
        for index in np.flatnonzero(sharp | loud):
            at_ms = begin_ms + int(index)
            told = f"a click: one turn of the sound {ratio[index]:.0f} times as sharp as those around it"
            cue = next((cue for cue in self._sheet.cues_between(at_ms - 1, at_ms + 1)), None)
            self._misses.append(Miss("clicks", told, at_ms, self._sheet.step_at(at_ms), cue.text if cue else ""))

    def _strikes(self, begin_ms: int, end_ms: int) -> list[int]:
        """Return the milliseconds of a range in which a chime strikes, counted from its start."""
        return [
            at_ms - begin_ms
            for cue in self._sheet.cues_between(begin_ms - _STRIKE_MS, end_ms + _STRIKE_MS)
            if cue.kind == CHIME
            for at_ms in range(cue.start_ms - _STRIKE_MS, cue.start_ms + _STRIKE_MS)
            if begin_ms <= at_ms < end_ms
        ]


def _isolation(edge: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how many times sharper each millisecond is than those around it; the margins are at both ends."""
    width = _ISOLATED_TO_MS - _ISOLATED_FROM_MS + 1
    highest = np.lib.stride_tricks.sliding_window_view(edge, width).max(axis=1)
    frames = len(edge) - 2 * _ISOLATED_TO_MS
    before = highest[:frames]
    after = highest[_ISOLATED_TO_MS + _ISOLATED_FROM_MS :][:frames]
    around = np.maximum(np.maximum(before, after), np.float32(_EDGE_FLOOR))
    isolation: NDArray[np.float32] = edge[_ISOLATED_TO_MS : _ISOLATED_TO_MS + frames] / around
    return isolation
