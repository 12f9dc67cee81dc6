"""Check that each chime strikes on time, and that each hold's signals are as far apart as the hold is long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from voicecoach.session.schedule.beds import TOGETHER_MS
from voicecoach.units import SECOND_MS
from voicecoach.verify.listen import Levels, Window, smoothed, to_db
from voicecoach.verify.report import CheckResult, Miss
from voicecoach.verify.sheet import CHIME, ExpectedCue, ExpectedHold, ExpectedSheet

HOLD_MS = 15
"""The tolerance of a hold's length: after lossy coding a strike is located to a few milliseconds."""

_AROUND_MS = 10 * SECOND_MS  # measured around a signal, to distinguish moved from missing
_STRIKE_MS = 20
_BEFORE_MS, _SPREAD_MS = 40, 12  # an encoder spreads a strike into the milliseconds before it
_RISE_WINDOW_MS = 4
_RISE_FLOOR_POWER = 1e-5  # a rise to at most -50 dBFS is an encoder's pre-echo, not a strike
_NEAR_MS = 30
_LEAST_RISE_DB = 4.0
_LEAST_STRIKE_DB = -46.0
_QUIET_DB = 4.5
_SHAPE_MS = 120
_SAME_SHAPE_DB = 3.0
_MOVED_RISE_DB = 8.0


@dataclass(frozen=True, slots=True, eq=False)
class _Strike:
    """A strike that was found: its position, the level of its first 20 ms, and the shape of its levels."""

    at_ms: int
    level_db: float
    shape_db: NDArray[np.float64]


class ChimeCheck:
    """Measure every chime and its surroundings."""

    def __init__(self, sheet: ExpectedSheet) -> None:
        self._sheet = sheet
        self._cues = [cue for cue in sheet.cues if cue.kind == CHIME]
        self._heard: list[tuple[ExpectedCue, _Strike]] = []
        self._missing: list[ExpectedCue] = []
        # The strikes around each signal that is missing at its place.
        self._elsewhere: dict[ExpectedCue, list[_Strike]] = {}

    def windows(self) -> Iterator[Window]:
        """Return a window around every chime; ten seconds each way for the signal of a hold."""
        for cue in self._cues:
            around_ms = _AROUND_MS if cue.role in {"begin", "end"} else SECOND_MS
            yield Window(cue.start_ms + around_ms, cue.start_ms - around_ms, partial(self._look, cue))

    def result(self) -> CheckResult:
        """Return the chimes that do not strike, or with another level than the others of their sound."""
        levels: defaultdict[tuple[str, bool], list[float]] = defaultdict(list)
        for cue, strike in self._heard:
            levels[self._group(cue)].append(strike.level_db)
        usual = {like: float(np.median(some)) for like, some in levels.items()}
        misses = [_miss("chimes", cue, "it does not strike here") for cue in self._missing]
        for cue, strike in self._heard:
            away_db = strike.level_db - usual[self._group(cue)]
            is_alone = self._sheet.is_alone(cue, cue.start_ms - SECOND_MS, cue.start_ms + _STRIKE_MS)
            if away_db < -_QUIET_DB or (away_db > _QUIET_DB and is_alone):
                than = "softer" if away_db < 0 else "louder"
                misses.append(_miss("chimes", cue, f"it strikes {abs(away_db):.1f} dB {than} than the others"))
        worst = max((strike.at_ms - cue.start_ms for cue, strike in self._heard), key=abs, default=None)
        misses.sort(key=lambda miss: miss.at_ms or 0)
        return CheckResult("chimes", len(self._cues), worst, "ms", tuple(misses))

    def _group(self, cue: ExpectedCue) -> tuple[str, bool]:
        """Return the group of a strike: its sound, and whether it is softer because of a word at the same time."""
        others = self._sheet.cues_between(cue.start_ms, cue.start_ms + TOGETHER_MS)
        return cue.text, any(other.kind != CHIME for other in others)

    def hold_result(self) -> CheckResult:
        """Return the holds that are too long or too short, from strike to strike."""
        begins = {cue.start_ms: cue for cue in self._cues if cue.role == "begin"}
        ends = {cue.start_ms: cue for cue in self._cues if cue.role == "end"}
        heard_ms = {cue: strike.at_ms for cue, strike in self._heard}
        checked, worst, misses = 0, None, []
        for hold in self._sheet.holds:
            begin, end = begins.get(hold.start_ms), ends.get(hold.end_ms)
            if begin is None or end is None:
                continue  # it has no signals
            checked += 1
            asked_ms = hold.end_ms - hold.start_ms
            lasted_ms = self._lasted_ms(begin, end, heard_ms, asked_ms)
            if lasted_ms is None:
                misses.append(_hold_miss(hold, "its signals are not both heard where they should be"))
                continue
            off_ms = lasted_ms - asked_ms
            worst = max(worst or 0, off_ms, key=abs)
            if abs(off_ms) > HOLD_MS:
                told = f"it lasts {lasted_ms / SECOND_MS:.2f} s instead of {asked_ms / SECOND_MS:.2f} s"
                misses.append(_hold_miss(hold, told))
        return CheckResult("holds", checked, worst, "ms", tuple(misses))

    def _lasted_ms(
        self, begin: ExpectedCue, end: ExpectedCue, heard_ms: dict[ExpectedCue, int], asked_ms: int
    ) -> int | None:
        """Return the measured length of a hold; None if its signals cannot be identified."""
        begins_ms = [heard_ms[begin]] if begin in heard_ms else self._alike_ms(begin)
        ends_ms = [heard_ms[end]] if end in heard_ms else self._alike_ms(end)
        if not begins_ms or not ends_ms:
            return None
        if begin not in heard_ms and end not in heard_ms:
            # Both have moved: most likely together, by a cut before them.
            lengths_ms = [after - before for before in begins_ms for after in ends_ms]
            return min(lengths_ms, key=lambda length_ms: abs(length_ms - asked_ms))
        return ends_ms[0] - begins_ms[0]

    def _alike_ms(self, cue: ExpectedCue) -> list[int]:
        """Return the strikes around a chime's place that have its shape, the most similar first."""
        models = [strike for other, strike in self._heard if other.text == cue.text]
        if not models:
            return []
        model = models[0].shape_db
        found = [(float(np.abs(each.shape_db - model).mean()), each.at_ms) for each in self._elsewhere.get(cue, [])]
        return [at_ms for unlike_db, at_ms in sorted(found) if unlike_db < _SAME_SHAPE_DB]

    def _look(self, cue: ExpectedCue, levels: Levels) -> None:
        here = levels.between(cue.start_ms - _BEFORE_MS - _NEAR_MS, cue.start_ms + _SHAPE_MS + _NEAR_MS)
        rises = _rises_db(here)
        near = [at_ms for at_ms in rises if abs(at_ms - cue.start_ms) <= _NEAR_MS]
        at_ms = max(near, key=lambda each: rises[each], default=cue.start_ms)
        strike = _strike(levels, cue.start_ms)
        before = levels.between(cue.start_ms - _BEFORE_MS, cue.start_ms - _SPREAD_MS).power
        rise_db = strike.level_db - to_db(float(before.mean()) if len(before) else 0.0)
        # During words or at the strike of another chime, a rise tells nothing about this one.
        others = self._sheet.cues_between(cue.start_ms - _BEFORE_MS, cue.start_ms + _STRIKE_MS)
        is_masked = any(other is not cue and other.kind != CHIME for other in others)
        if strike.level_db > _LEAST_STRIKE_DB and (rise_db > _LEAST_RISE_DB or is_masked):
            where_ms = cue.start_ms if is_masked else at_ms
            self._heard.append((cue, _Strike(where_ms, strike.level_db, strike.shape_db)))
            return
        self._missing.append(cue)
        self._elsewhere[cue] = [
            _strike(levels, each) for each, rise in _rises_db(levels).items() if rise > _MOVED_RISE_DB
        ]


def _strike(levels: Levels, at_ms: int) -> _Strike:
    here = levels.between(at_ms, at_ms + _SHAPE_MS)
    power = np.pad(here.power, (0, _SHAPE_MS - len(here.power)))
    edge = np.pad(here.edge, (0, _SHAPE_MS - len(here.edge)))
    level_db = to_db(float(power[:_STRIKE_MS].mean()))
    shape_db = 10.0 * np.log10(np.concatenate((smoothed(power, 10), smoothed(np.square(edge), 10))) + 1e-7)
    return _Strike(at_ms, level_db, shape_db)


def _rises_db(levels: Levels) -> dict[int, float]:
    """Return the rise in level at each of its local maxima, by time."""
    power = smoothed(levels.power, _RISE_WINDOW_MS) + _RISE_FLOOR_POWER
    rise_db = 10.0 * np.log10(power[_RISE_WINDOW_MS:] / power[:-_RISE_WINDOW_MS])
    if len(rise_db) < 3:  # noqa: PLR2004 - a summit has two sides
        return {}
    is_summit = (rise_db[1:-1] >= rise_db[:-2]) & (rise_db[1:-1] > rise_db[2:]) & (rise_db[1:-1] > 2.0)  # noqa: PLR2004
    return {
        int(index) + 1 + _RISE_WINDOW_MS + levels.begin_ms: float(rise_db[index + 1])
        for index in np.flatnonzero(is_summit)
    }


def _miss(check: str, cue: ExpectedCue, message: str) -> Miss:
    return Miss(check, message, cue.start_ms, cue.step, f"chime {cue.text}")


def _hold_miss(hold: ExpectedHold, message: str) -> Miss:
    asked = f"hold of {(hold.end_ms - hold.start_ms) / SECOND_MS:g} s"
    return Miss("holds", message, hold.start_ms, hold.step, asked)
