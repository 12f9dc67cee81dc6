"""Whether it is silent where nothing should sound, and clicks nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from voicecoach.units import db_to_gain
from voicecoach.verify.check import Place, peak_db, pieces
from voicecoach.verify.listen import Levels
from voicecoach.verify.plan import CHIME, Plan
from voicecoach.verify.report import Check, Miss

SILENCE_DB = -60.0
"""What lies below counts as silence (the contract); a signal that keeps a speaker awake does."""

_CLICK_IN_SILENCE_MS = 20  # what is as short as this in a silence is a click, and no noise
# A click is one turn of the waveform far sharper than any around it. The lips and teeth of a natural voice
# reach ratios of 15 at -34 dBFS, 9 at -19 and 1.1 above -14; a splice or a lost sample lies beyond.
_ISOLATED_FROM_MS, _ISOLATED_TO_MS = 3, 20
_EDGE_FLOOR = 3e-4
_CLICK_RATIO, _CLICK_EDGE = 20.0, db_to_gain(-40.0)
_LOUD_CLICK_RATIO, _LOUD_CLICK_EDGE = 5.0, db_to_gain(-12.0)
_STRIKE_MS = 15  # a chime's strike is one sharp turn


class SilenceExaminer:
    """Hears everything between the cues."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._checked = 0
        self._loudest = 0.0
        self._misses: list[Miss] = []
        self.clicks: list[Miss] = []

    def places(self) -> Iterator[Place]:
        """Return every silence, long ones in pieces."""
        for begin_ms, end_ms in self._plan.silences():
            self._checked += 1
            for piece_ms, until_ms in pieces(begin_ms, end_ms):
                yield Place(until_ms, piece_ms, self._look)

    def check(self) -> Check:
        """Return where something is heard in a silence."""
        worst = round(peak_db(self._loudest), 1) if self._checked else None
        return Check("silences", self._checked, worst, "dBFS", tuple(self._misses))

    def _look(self, levels: Levels) -> None:
        loudest = float(levels.peak.max(initial=0.0))
        self._loudest = max(self._loudest, loudest)
        loud_at = np.flatnonzero(levels.peak > db_to_gain(SILENCE_DB))
        if not len(loud_at):
            return
        at_ms = levels.begin_ms + int(loud_at[0])
        step = self._plan.step_at(at_ms)
        if loud_at[-1] - loud_at[0] < _CLICK_IN_SILENCE_MS:
            self.clicks.append(Miss("clicks", f"a click of {peak_db(loudest):.0f} dBFS in a silence", at_ms, step))
        told = f"{peak_db(loudest):.0f} dBFS are heard where there should be silence, for {len(loud_at)} ms"
        self._misses.append(Miss("silences", told, at_ms, step))


class ClickExaminer:
    """Hears the whole file.

    Args:
        plan: What should be heard.
        silences: Hears the clicks in the silences, which need not be sharp to be heard there.
    """

    def __init__(self, plan: Plan, silences: SilenceExaminer) -> None:
        self._plan = plan
        self._silences = silences
        self._worst = 0.0
        self._misses: list[Miss] = []

    def places(self) -> Iterator[Place]:
        """Return the whole file in pieces, with what is needed around each."""
        for begin_ms, end_ms in pieces(0, self._plan.duration_ms):
            look = partial(self._look, begin_ms, end_ms)
            yield Place(end_ms + _ISOLATED_TO_MS, begin_ms - _ISOLATED_TO_MS, look)

    def check(self) -> Check:
        """Return where something clicks; the worst figure is how many times sharper than what is around it."""
        misses: list[Miss] = []
        for miss in sorted((*self._silences.clicks, *self._misses), key=lambda miss: miss.at_ms or 0):
            # A lossy encoder makes several of one.
            if not misses or (miss.at_ms or 0) - (misses[-1].at_ms or 0) > _CLICK_IN_SILENCE_MS:
                misses.append(miss)
        return Check("clicks", len(self._plan.cues), round(self._worst, 1), "x", tuple(misses))

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
            cue = next((cue for cue in self._plan.cues_between(at_ms - 1, at_ms + 1)), None)
            self._misses.append(Miss("clicks", told, at_ms, self._plan.step_at(at_ms), cue.text if cue else ""))

    def _strikes(self, begin_ms: int, end_ms: int) -> list[int]:
        """Return the milliseconds of a piece in which a chime strikes, counted from its beginning."""
        return [
            at_ms - begin_ms
            for cue in self._plan.cues_between(begin_ms - _STRIKE_MS, end_ms + _STRIKE_MS)
            if cue.kind == CHIME
            for at_ms in range(cue.start_ms - _STRIKE_MS, cue.start_ms + _STRIKE_MS)
            if begin_ms <= at_ms < end_ms
        ]


def _isolation(edge: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how many times sharper each millisecond is than those before and after it, which are at both ends."""
    width = _ISOLATED_TO_MS - _ISOLATED_FROM_MS + 1
    highest = np.lib.stride_tricks.sliding_window_view(edge, width).max(axis=1)
    frames = len(edge) - 2 * _ISOLATED_TO_MS
    before = highest[:frames]
    after = highest[_ISOLATED_TO_MS + _ISOLATED_FROM_MS :][:frames]
    around = np.maximum(np.maximum(before, after), np.float32(_EDGE_FLOOR))
    isolation: NDArray[np.float32] = edge[_ISOLATED_TO_MS : _ISOLATED_TO_MS + frames] / around
    return isolation
