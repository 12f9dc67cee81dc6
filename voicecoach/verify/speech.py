"""Whether each phrase is spoken where it should be, from its first word to its last, as loud as the others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from voicecoach.sound.loudness import curve_loudness_lufs
from voicecoach.units import SECOND_MS
from voicecoach.verify.check import Place, smoothed
from voicecoach.verify.listen import Levels
from voicecoach.verify.plan import SPEECH, Plan, PlannedCue
from voicecoach.verify.report import Check, Miss

ONSET_MS = 30
"""How far from its place a voice may begin (the contract)."""

_AROUND_MS = 400  # heard before and after a phrase, to tell early from missing
_CLEAR_MS = 100  # where nothing else may sound for an edge to be measured
_AUDIBLE_POWER = 1e-6  # -60 dBFS
_ABOVE_NOISE, _BELOW_VOICE = 4.0, 0.01
_FORERUNNER = 1e-3  # what a lossy encoder lets be heard before a voice lies at least 30 dB below it
_SMOOTHING_MS = 4
_EARLY_END_MS, _LATE_END_MS = 100, 80  # a last sound dies away, and an encoder draws it out
_LONGEST_PAUSE_MS = 2_500  # no voice rests as long within a phrase: a written pause parts it in two
_MUTED_LU = 20.0
_FAR_LU = 4.0  # cues lie within 2 LU of each other; a ring or a bed under one may add to it
_FAR_SHORT_LU = 5.0
_COMPANY_LU = 0.5  # what else sounds there adds to it, seldom more than 3 LU in all
_SHORT_MS = SECOND_MS  # a light "One." is right


class SpeechExaminer:
    """Hears every phrase with what is around it."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._cues = [cue for cue in plan.cues if cue.kind == SPEECH]
        self._loudness: list[tuple[PlannedCue, float]] = []
        self._onsets_ms: list[int] = []
        self._misses: list[Miss] = []

    def places(self) -> Iterator[Place]:
        """Return every phrase with a little before and after it."""
        for cue in self._cues:
            yield Place(cue.end_ms + _AROUND_MS, cue.start_ms - _AROUND_MS, partial(self._look, cue))

    @property
    def median_lufs(self) -> float | None:
        """How loud the phrases are, most of them."""
        return float(np.median([lufs for _, lufs in self._loudness])) if self._loudness else None

    def check(self) -> Check:
        """Return which phrases are missing, early, late or cut."""
        median = self.median_lufs
        muted = [cue for cue, lufs in self._loudness if median is not None and lufs < median - _MUTED_LU]
        lost = [_miss("speech", cue, "nothing is heard") for cue in muted]
        muted_ms = {cue.start_ms for cue in muted}
        edges = [miss for miss in self._misses if miss.at_ms not in muted_ms]
        worst = max(self._onsets_ms, key=abs, default=None)
        misses = sorted([*lost, *edges], key=lambda miss: miss.at_ms or 0)
        return Check("speech", len(self._cues), worst, "ms", tuple(misses))

    def level_check(self) -> Check:
        """Return which phrases are louder or quieter than the others."""
        median, worst, misses = self.median_lufs, 0.0, []
        for cue, lufs in self._loudness:
            assert median is not None, "there is one phrase at least"
            away_lu = lufs - median
            if away_lu < -_MUTED_LU:
                continue  # it is told as missing
            worst = max(worst, away_lu, key=abs)
            far_lu = _FAR_SHORT_LU if cue.end_ms - cue.start_ms < _SHORT_MS else _FAR_LU
            is_alone = self._plan.is_alone(cue, cue.start_ms, cue.end_ms)
            if away_lu < -far_lu or away_lu > far_lu + (0.0 if is_alone else _COMPANY_LU):
                than = "quieter" if away_lu < 0 else "louder"
                misses.append(_miss("levels", cue, f"it is {abs(away_lu):.1f} LU {than} than the other words"))
        return Check("levels", len(self._loudness), round(worst, 1) if self._loudness else None, "LU", tuple(misses))

    def _look(self, cue: PlannedCue, levels: Levels) -> None:
        spoken = levels.between(cue.start_ms, cue.end_ms)
        lufs = curve_loudness_lufs(spoken.weighted)
        self._loudness.append((cue, max(lufs, -120.0)))
        power = smoothed(levels.power, _SMOOTHING_MS)
        audible_power, voice_power = _audible_power(cue, levels, spoken)
        at_ms = np.flatnonzero(power > audible_power) + levels.begin_ms
        inside = at_ms[(at_ms >= cue.start_ms - _SMOOTHING_MS) & (at_ms < cue.end_ms)]
        if not len(inside):
            self._say(cue, "nothing is heard")
            return
        if self._plan.is_alone(cue, cue.start_ms - _CLEAR_MS, cue.end_ms + _CLEAR_MS):
            longest_ms = int(np.diff(inside, prepend=cue.start_ms, append=cue.end_ms).max())
            if longest_ms > _LONGEST_PAUSE_MS:
                self._say(cue, f"the voice falls silent in it for {longest_ms / SECOND_MS:.1f} s")
        clearly_ms = np.flatnonzero(power > max(audible_power, voice_power * _FORERUNNER)) + levels.begin_ms
        first_ms, clear_ms = (int(some[some >= cue.start_ms - _CLEAR_MS][0]) for some in (at_ms, clearly_ms))
        # Late counts from the first breath of a soft sound; early does not count an encoder's forerunners.
        self._look_at_onset(cue, max(first_ms - cue.start_ms, 0) or min(clear_ms - cue.start_ms, 0))
        self._look_at_end(cue, at_ms[at_ms < cue.end_ms + _CLEAR_MS])

    def _look_at_onset(self, cue: PlannedCue, off_ms: int) -> None:
        if not self._plan.is_alone(cue, cue.start_ms - _CLEAR_MS, min(cue.start_ms + _CLEAR_MS, cue.end_ms)):
            return
        self._onsets_ms.append(off_ms)
        if abs(off_ms) > ONSET_MS:
            self._say(cue, f"the voice begins {abs(off_ms)} ms {'late' if off_ms > 0 else 'early'}")

    def _look_at_end(self, cue: PlannedCue, loud_ms: NDArray[np.int64]) -> None:
        if not self._plan.is_alone(cue, max(cue.end_ms - _CLEAR_MS, cue.start_ms), cue.end_ms + _CLEAR_MS):
            return
        off_ms = int(loud_ms[-1]) + 1 - cue.end_ms
        if off_ms < -_EARLY_END_MS:
            self._say(cue, f"the voice ends {-off_ms} ms early")
        elif off_ms > _LATE_END_MS:
            self._say(cue, "something goes on beyond its end")

    def _say(self, cue: PlannedCue, message: str) -> None:
        self._misses.append(_miss("speech", cue, message))


def _audible_power(cue: PlannedCue, levels: Levels, spoken: Levels) -> tuple[float, float]:
    """Return from what power on a voice is heard, above -60 dBFS and a noise before it, and the voice's own."""
    before = levels.between(cue.start_ms - _CLEAR_MS, cue.start_ms - _CLEAR_MS // 2).power
    noise = float(before.mean()) * _ABOVE_NOISE if len(before) else 0.0
    voice = float(spoken.power.mean()) if len(spoken.power) else 0.0
    return max(_AUDIBLE_POWER, min(noise, voice * _BELOW_VOICE)), voice


def _miss(check: str, cue: PlannedCue, message: str) -> Miss:
    return Miss(check, message, cue.start_ms, cue.step, cue.text)
