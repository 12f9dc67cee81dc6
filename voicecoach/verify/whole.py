"""The checks of a whole file: its loudness, peak, length and kind, and its bed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from voicecoach.sound.loudness import gated_loudness_lufs, power_to_lufs
from voicecoach.units import FRAMES_PER_MS, SECOND_MS
from voicecoach.verify.check import Place, peak_db, pieces
from voicecoach.verify.decode import SoundStream
from voicecoach.verify.listen import Levels, Listener
from voicecoach.verify.plan import SPEECH, Plan, PlannedBed
from voicecoach.verify.report import Check, Miss

_FADE_MS = 3 * SECOND_MS
_PIECE_MS = 2 * SECOND_MS  # a wave of the ocean is longer, and between two of them there still is something
_SHORTEST_MS = 500
_FAINTEST_LUFS = -90.0  # the softest bed there may be lies 60 dB below the voice
_LOST_LU = 30.0  # between its waves the ocean lies 12 LU below its mean; under words a bed makes way by 10
_NOTHING_LUFS = -120.0


class BedExaminer:
    """Hears each bed where neither words nor chimes lie over it."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._heard: list[tuple[PlannedBed, int, float]] = []

    def places(self) -> Iterator[Place]:
        """Return every stretch in which only a bed sounds, in pieces."""
        for bed in self._plan.beds:
            for begin_ms, end_ms in self._plan.bed_alone(bed, _FADE_MS):
                for piece_ms, until_ms in pieces(begin_ms, end_ms, _PIECE_MS):
                    if until_ms - piece_ms >= _SHORTEST_MS:
                        yield Place(until_ms, piece_ms, partial(self._look, bed))

    def check(self) -> Check:
        """Return where a bed is missing; the worst figure is its softest place."""
        misses = []
        gone: dict[PlannedBed, int] = {}
        for bed in self._plan.beds:
            some = [lufs for each, _, lufs in self._heard if each is bed]
            floor_lufs = max(_FAINTEST_LUFS, float(np.median(some)) - _LOST_LU) if some else _FAINTEST_LUFS
            for each, at_ms, lufs in self._heard:
                if each is bed and lufs < floor_lufs and bed not in gone:
                    gone[bed] = at_ms
                    step = self._plan.step_at(at_ms)
                    misses.append(Miss("beds", "the bed is not heard here", at_ms, step, f"bed {bed.sound}"))
        worst = min((lufs for _, _, lufs in self._heard), default=None)
        return Check("beds", len(self._plan.beds), None if worst is None else round(worst, 1), "LUFS", tuple(misses))

    def _look(self, bed: PlannedBed, levels: Levels) -> None:
        lufs = power_to_lufs(float(levels.weighted.mean(dtype=np.float64)))
        self._heard.append((bed, levels.begin_ms, max(lufs, _NOTHING_LUFS)))


TARGET_LUFS = {1: -19.0, 2: -16.0}
TOLERANCE_LU = 0.5
HIGHEST_DBTP = -1.0
LENGTH_MS = 1

_ROUNDING = 0.05  # figures are told with one decimal
# Peaks are bounded before they are mixed, and each gain is a multiple of 0.5 dB: a file whose peak comes as near
# to full scale as this may not be made louder, and neither may one whose words have got all of the 3 dB there are.
_NO_ROOM_DBTP = -2.7
_MOST_GAIN_LU = 2.0
_LAST_SAMPLE = 2.0**-15


def loudness_check(plan: Plan, channels: int, hops: list[float], words_lufs: float | None) -> Check:
    """Return whether the integrated loudness is right; a session without words has none to be held to.

    Args:
        plan: What should be heard.
        channels: Of the file.
        hops: The K-weighted power of each 100 ms.
        words_lufs: How loud most phrases are.
    """
    if not any(cue.kind == SPEECH for cue in plan.cues):
        return Check("loudness", 0, None, "LUFS", notes=("a session without words has no loudness to be held to",))
    target = TARGET_LUFS.get(channels, TARGET_LUFS[2])
    loudness = max(gated_loudness_lufs(np.asarray(hops, dtype=np.float64)), -120.0)
    away_lu = loudness - target
    shown = round(loudness, 1)
    if abs(away_lu) <= TOLERANCE_LU + _ROUNDING:
        return Check("loudness", 1, shown, "LUFS")
    told = f"it is {loudness:.1f} LUFS loud, {abs(away_lu):.1f} LU {'below' if away_lu < 0 else 'above'} {target:.0f}"
    if away_lu < 0 and words_lufs is not None and words_lufs > target + _MOST_GAIN_LU:
        return Check("loudness", 1, shown, "LUFS", notes=(f"{told}: its words have got all the gain there is",))
    return Check("loudness", 1, shown, "LUFS", (Miss("loudness", told),))


def peak_limited(check: Check, true_peak: float) -> Check:
    """Return a loudness check in which a file is not blamed for what its peaks leave no room for."""
    if check.is_ok or "below" not in check.misses[0].message or peak_db(true_peak) < _NO_ROOM_DBTP:
        return check
    note = f"{check.misses[0].message}: its peaks leave no room for more"
    return Check(check.name, check.checked, check.worst, check.unit, notes=(note,))


def peak_check(listener: Listener) -> Check:
    """Return whether the true peak is low enough, which also rules out clipping, and the end silent."""
    dbtp = peak_db(listener.true_peak)
    misses = []
    if dbtp > HIGHEST_DBTP + _ROUNDING:
        told = f"the true peak is {dbtp:.1f} dBTP here, above {HIGHEST_DBTP:.0f}"
        misses.append(Miss("peaks", told, listener.true_peak_ms))
    if listener.last_sample >= _LAST_SAMPLE:
        told = f"the last sample is not silent ({peak_db(listener.last_sample):.0f} dBFS)"
        misses.append(Miss("peaks", told, listener.frames // FRAMES_PER_MS))
    return Check("peaks", 1, round(dbtp, 1), "dBTP", tuple(misses))


def length_check(plan: Plan, stream: SoundStream, listener: Listener) -> Check:
    """Return whether the file is as long as its sheet says, by its header and by ear."""
    announced_ms = stream.frames_announced * SECOND_MS / stream.rate_hz
    heard_ms = listener.frames / FRAMES_PER_MS
    off_ms = max(announced_ms - plan.duration_ms, heard_ms - plan.duration_ms, key=abs)
    misses = []
    for what, length_ms in (("its header says", announced_ms), ("it lasts", heard_ms)):
        if abs(length_ms - plan.duration_ms) > LENGTH_MS:
            told = f"{what} {length_ms / SECOND_MS:.3f} s instead of {plan.duration_ms / SECOND_MS:.3f} s"
            misses.append(Miss("length", told, min(int(length_ms), plan.duration_ms)))
    return Check("length", 2, round(off_ms, 2), "ms", tuple(misses))


def kind_check(plan: Plan, stream: SoundStream) -> Check:
    """Return whether the file has the sampling rate and the channels of its sheet."""
    misses = []
    if stream.rate_hz != plan.rate_hz:
        misses.append(Miss("kind", f"its sampling rate is {stream.rate_hz} Hz instead of {plan.rate_hz} Hz"))
    if stream.channels != plan.channels:
        misses.append(Miss("kind", f"it has {stream.channels} channels instead of {plan.channels}"))
    return Check("kind", 2, stream.rate_hz, "Hz", tuple(misses))
