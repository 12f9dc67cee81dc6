"""Check that each phrase is spoken on time and to its end, and is as loud as the others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from voicecoach.sound.loudness import curve_loudness_lufs
from voicecoach.units import SECOND_MS
from voicecoach.verify.listen import Levels, Window, smoothed
from voicecoach.verify.report import CheckResult, Miss
from voicecoach.verify.sheet import SPEECH, ExpectedCue, ExpectedSheet

ONSET_MS = 30
"""The tolerance of a phrase's start (the contract)."""

_AROUND_MS = 400  # measured before and after a phrase, to distinguish early from missing
_CLEAR_MS = 100  # around an edge no other sound may be, or it is not measured
_AUDIBLE_POWER = 1e-6  # -60 dBFS
_ABOVE_NOISE, _BELOW_VOICE = 4.0, 0.01
_PRE_ECHO = 1e-3  # a lossy encoder's pre-echo is at least 30 dB below the voice
_SMOOTHING_MS = 4
_EARLY_END_MS, _LATE_END_MS = 100, 80  # a last sound dies away, and an encoder prolongs it
_LONGEST_PAUSE_MS = 2_500  # no voice pauses longer within a phrase; a written pause splits it in two
_MUTED_LU = 20.0
_FAR_LU = 4.0  # cues differ by at most 2 LU; a ringing chime or a bed may add to one
_FAR_SHORT_LU = 5.0
_COMPANY_LU = 0.5  # other sounds at the same time add to it, rarely more than 3 LU in total
_SHORT_MS = SECOND_MS  # a short, soft "One." is correct


class SpeechCheck:
    """Measure every phrase and its surroundings."""

    def __init__(self, sheet: ExpectedSheet) -> None:
        self._sheet = sheet
        self._cues = [cue for cue in sheet.cues if cue.kind == SPEECH]
        self._loudness: list[tuple[ExpectedCue, float]] = []
        self._onsets_ms: list[int] = []
        self._misses: list[Miss] = []

    def windows(self) -> Iterator[Window]:
        """Return a window around every phrase."""
        for cue in self._cues:
            yield Window(cue.end_ms + _AROUND_MS, cue.start_ms - _AROUND_MS, partial(self._look, cue))

    @property
    def median_lufs(self) -> float | None:
        """The median loudness of the phrases; None if there are none."""
        return float(np.median([lufs for _, lufs in self._loudness])) if self._loudness else None

    def result(self) -> CheckResult:
        """Return the phrases that are missing, early, late or cut."""
        median = self.median_lufs
        muted = [cue for cue, lufs in self._loudness if median is not None and lufs < median - _MUTED_LU]
        lost = [_miss("speech", cue, "nothing is heard") for cue in muted]
        muted_ms = {cue.start_ms for cue in muted}
        edges = [miss for miss in self._misses if miss.at_ms not in muted_ms]
        worst = max(self._onsets_ms, key=abs, default=None)
        misses = sorted([*lost, *edges], key=lambda miss: miss.at_ms or 0)
        return CheckResult("speech", len(self._cues), worst, "ms", tuple(misses))

    def level_result(self) -> CheckResult:
        """Return the phrases that are louder or quieter than the others."""
        median, worst, misses = self.median_lufs, 0.0, []
        for cue, lufs in self._loudness:
            assert median is not None, "there is one phrase at least"
            away_lu = lufs - median
            if away_lu < -_MUTED_LU:
                continue  # it is reported as missing
            worst = max(worst, away_lu, key=abs)
            far_lu = _FAR_SHORT_LU if cue.end_ms - cue.start_ms < _SHORT_MS else _FAR_LU
            is_alone = self._sheet.is_alone(cue, cue.start_ms, cue.end_ms)
            if away_lu < -far_lu or away_lu > far_lu + (0.0 if is_alone else _COMPANY_LU):
                than = "quieter" if away_lu < 0 else "louder"
                misses.append(_miss("levels", cue, f"it is {abs(away_lu):.1f} LU {than} than the other words"))
        return CheckResult(
            "levels", len(self._loudness), round(worst, 1) if self._loudness else None, "LU", tuple(misses)
        )

    def _look(self, cue: ExpectedCue, levels: Levels) -> None:
        spoken = levels.between(cue.start_ms, cue.end_ms)
        lufs = curve_loudness_lufs(spoken.weighted)
        self._loudness.append((cue, max(lufs, -120.0)))
        power = smoothed(levels.power, _SMOOTHING_MS)
        voice_power = float(spoken.power.mean()) if len(spoken.power) else 0.0
        audible_power = _audible_power(
            levels.between(cue.start_ms - _CLEAR_MS, cue.start_ms - _CLEAR_MS // 2), voice_power
        )
        at_ms = np.flatnonzero(power > audible_power) + levels.begin_ms
        inside = at_ms[(at_ms >= cue.start_ms - _SMOOTHING_MS) & (at_ms < cue.end_ms)]
        if not len(inside):
            self._say(cue, "nothing is heard")
            return
        if self._sheet.is_alone(cue, cue.start_ms - _CLEAR_MS, cue.end_ms + _CLEAR_MS):
            longest_ms = int(np.diff(inside, prepend=cue.start_ms, append=cue.end_ms).max())
            if longest_ms > _LONGEST_PAUSE_MS:
                self._say(cue, f"the voice falls silent in it for {longest_ms / SECOND_MS:.1f} s")
        clearly_ms = np.flatnonzero(power > max(audible_power, voice_power * _PRE_ECHO)) + levels.begin_ms
        first_ms, clear_ms = (int(some[some >= cue.start_ms - _CLEAR_MS][0]) for some in (at_ms, clearly_ms))
        # A late start is measured from the first soft sound; an early one ignores the encoder's pre-echo.
        self._look_at_onset(cue, max(first_ms - cue.start_ms, 0) or min(clear_ms - cue.start_ms, 0))
        # A chime that rang before the phrase may have faded by its end, where softer sounds are then audible.
        after = levels.between(cue.end_ms + _CLEAR_MS // 2, cue.end_ms + _CLEAR_MS)
        heard_ms = np.flatnonzero(power > _audible_power(after, voice_power)) + levels.begin_ms
        self._look_at_end(cue, heard_ms[heard_ms < cue.end_ms + _CLEAR_MS])

    def _look_at_onset(self, cue: ExpectedCue, off_ms: int) -> None:
        if not self._sheet.is_alone(cue, cue.start_ms - _CLEAR_MS, min(cue.start_ms + _CLEAR_MS, cue.end_ms)):
            return
        self._onsets_ms.append(off_ms)
        if abs(off_ms) > ONSET_MS:
            self._say(cue, f"the voice begins {abs(off_ms)} ms {'late' if off_ms > 0 else 'early'}")

    def _look_at_end(self, cue: ExpectedCue, loud_ms: NDArray[np.int64]) -> None:
        if not self._sheet.is_alone(cue, max(cue.end_ms - _CLEAR_MS, cue.start_ms), cue.end_ms + _CLEAR_MS):
            return
        off_ms = int(loud_ms[-1]) + 1 - cue.end_ms
        if off_ms < -_EARLY_END_MS:
            self._say(cue, f"the voice ends {-off_ms} ms early")
        elif off_ms > _LATE_END_MS:
            self._say(cue, "something goes on beyond its end")

    def _say(self, cue: ExpectedCue, message: str) -> None:
        self._misses.append(_miss("speech", cue, message))


def _audible_power(noise: Levels, voice_power: float) -> float:
    """Return the power from which a voice is audible: above -60 dBFS, and above a noise beside the phrase."""
    noise_power = float(noise.power.mean()) * _ABOVE_NOISE if len(noise.power) else 0.0
    return max(_AUDIBLE_POWER, min(noise_power, voice_power * _BELOW_VOICE))


def _miss(check: str, cue: ExpectedCue, message: str) -> Miss:
    return Miss(check, message, cue.start_ms, cue.step, cue.text)
