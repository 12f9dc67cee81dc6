"""Check a whole file: loudness, true peak, length, sampling rate and channels, and the bed."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from functools import partial

import numpy as np

from voicecoach.export.encoders.base import SoundStream
from voicecoach.sound.loudness import gated_loudness_lufs, power_to_lufs
from voicecoach.units import FRAMES_PER_MS, SECOND_MS
from voicecoach.verify.listen import Levels, Listener, Window, peak_db, ranges
from voicecoach.verify.report import CheckResult, Miss
from voicecoach.verify.sheet import SPEECH, ExpectedBed, ExpectedSheet

_FADE_MS = 3 * SECOND_MS
_PIECE_MS = 2 * SECOND_MS  # a wave of the ocean is longer, and between two waves it is still audible
_SHORTEST_MS = 500
_FAINTEST_LUFS = -90.0  # the softest bed allowed is 60 dB below the voice
_LOST_LU = 30.0  # between waves the ocean is 12 LU below its mean; under words a bed is ducked by 10
_NOTHING_LUFS = -120.0


class BedCheck:
    """Measure each bed where no words or chimes sound."""

    def __init__(self, sheet: ExpectedSheet) -> None:
        self._sheet = sheet
        self._heard: list[tuple[ExpectedBed, int, float]] = []

    def windows(self) -> Iterator[Window]:
        """Return windows over every range in which only beds sound."""
        # Two layers, and a bed that follows another, overlap. Music that plays once may have silence of its own.
        windows = (self._windows_of(bed) for bed in self._sheet.beds if not bed.is_once)
        return heapq.merge(*windows, key=lambda window: window.begin_ms)

    def _windows_of(self, bed: ExpectedBed) -> Iterator[Window]:
        for begin_ms, end_ms in self._sheet.bed_alone(bed, max(_FADE_MS, *bed.fades_ms)):
            for piece_ms, until_ms in ranges(begin_ms, end_ms, _PIECE_MS):
                if until_ms - piece_ms >= _SHORTEST_MS:
                    yield Window(until_ms, piece_ms, partial(self._look, bed))

    def result(self) -> CheckResult:
        """Return the places where a bed is missing; the worst figure is its softest place."""
        misses = []
        gone: dict[ExpectedBed, int] = {}
        for bed in self._sheet.beds:
            some = [lufs for each, _, lufs in self._heard if each is bed]
            floor_lufs = max(_FAINTEST_LUFS, float(np.median(some)) - _LOST_LU) if some else _FAINTEST_LUFS
            for each, at_ms, lufs in self._heard:
                if each is bed and lufs < floor_lufs and bed not in gone:
                    gone[bed] = at_ms
                    step = self._sheet.step_at(at_ms)
                    misses.append(Miss("beds", "the bed is not heard here", at_ms, step, f"bed {bed.sound}"))
        worst = min((lufs for _, _, lufs in self._heard), default=None)
        return CheckResult(
            "beds", len(self._sheet.beds), None if worst is None else round(worst, 1), "LUFS", tuple(misses)
        )

    def _look(self, bed: ExpectedBed, levels: Levels) -> None:
        lufs = power_to_lufs(float(levels.weighted.mean(dtype=np.float64)))
        self._heard.append((bed, levels.begin_ms, max(lufs, _NOTHING_LUFS)))


TARGET_LUFS = {1: -19.0, 2: -16.0}
"""By the number of channels: the same sound on two channels reads 3 LU more (BS.1770-4 adds their powers)."""

TOLERANCE_LU = 0.5
HIGHEST_DBTP = -1.0
LENGTH_MS = 1

_ROUNDING = 0.05  # figures are shown with one decimal
# Peaks are limited before the mix, and each gain is a multiple of 0.5 dB. A file with a true peak this close to full
# scale cannot be made louder, and neither can one whose words already have the maximum gain of 3 dB.
_NO_ROOM_DBTP = -2.7
_MOST_GAIN_LU = 2.0
_LAST_SAMPLE = 2.0**-15


def loudness_check(sheet: ExpectedSheet, channels: int, hops: list[float], words_lufs: float | None) -> CheckResult:
    """Check the integrated loudness; a session without words has no target.

    Args:
        sheet: The expected content.
        channels: The channels of the file.
        hops: The K-weighted power of each 100 ms.
        words_lufs: The median loudness of the phrases.
    """
    if not any(cue.kind == SPEECH for cue in sheet.cues):
        return CheckResult(
            "loudness", 0, None, "LUFS", notes=("a session without words has no loudness to be held to",)
        )
    target = TARGET_LUFS.get(channels, TARGET_LUFS[2])
    loudness = max(gated_loudness_lufs(np.asarray(hops, dtype=np.float64)), -120.0)
    away_lu = loudness - target
    shown = round(loudness, 1)
    if abs(away_lu) <= TOLERANCE_LU + _ROUNDING:
        return CheckResult("loudness", 1, shown, "LUFS")
    told = f"it is {loudness:.1f} LUFS loud, {abs(away_lu):.1f} LU {'below' if away_lu < 0 else 'above'} {target:.0f}"
    if away_lu < 0 and words_lufs is not None and words_lufs > target + _MOST_GAIN_LU:
        return CheckResult("loudness", 1, shown, "LUFS", notes=(f"{told}: its words have got all the gain there is",))
    return CheckResult("loudness", 1, shown, "LUFS", (Miss("loudness", told),))


def peak_limited(check: CheckResult, true_peak: float) -> CheckResult:
    """Turn a miss into a note where the file's peaks leave no room for more loudness."""
    if check.is_ok or "below" not in check.misses[0].message or peak_db(true_peak) < _NO_ROOM_DBTP:
        return check
    note = f"{check.misses[0].message}: its peaks leave no room for more"
    return CheckResult(check.name, check.checked, check.worst, check.unit, notes=(note,))


def peak_check(listener: Listener) -> CheckResult:
    """Check that the true peak is low enough, which also rules out clipping, and that the end is silent."""
    dbtp = peak_db(listener.true_peak)
    misses = []
    if dbtp > HIGHEST_DBTP + _ROUNDING:
        told = f"the true peak is {dbtp:.1f} dBTP here, above {HIGHEST_DBTP:.0f}"
        misses.append(Miss("peaks", told, listener.true_peak_ms))
    if listener.last_sample >= _LAST_SAMPLE:
        told = f"the last sample is not silent ({peak_db(listener.last_sample):.0f} dBFS)"
        misses.append(Miss("peaks", told, listener.frames // FRAMES_PER_MS))
    return CheckResult("peaks", 1, round(dbtp, 1), "dBTP", tuple(misses))


def length_check(sheet: ExpectedSheet, stream: SoundStream, listener: Listener) -> CheckResult:
    """Check the length of the file, by its header and by its samples."""
    announced_ms = stream.frames_announced * SECOND_MS / stream.rate_hz
    heard_ms = listener.frames / FRAMES_PER_MS
    off_ms = max(announced_ms - sheet.duration_ms, heard_ms - sheet.duration_ms, key=abs)
    misses = []
    for what, length_ms in (("its header says", announced_ms), ("it lasts", heard_ms)):
        if abs(length_ms - sheet.duration_ms) > LENGTH_MS:
            told = f"{what} {length_ms / SECOND_MS:.3f} s instead of {sheet.duration_ms / SECOND_MS:.3f} s"
            misses.append(Miss("length", told, min(int(length_ms), sheet.duration_ms)))
    return CheckResult("length", 2, round(off_ms, 2), "ms", tuple(misses))


def kind_check(sheet: ExpectedSheet, stream: SoundStream) -> CheckResult:
    """Check the sampling rate and the channels of the file."""
    misses = []
    if stream.rate_hz != sheet.rate_hz:
        misses.append(Miss("kind", f"its sampling rate is {stream.rate_hz} Hz instead of {sheet.rate_hz} Hz"))
    if stream.channels != sheet.channels:
        misses.append(Miss("kind", f"it has {stream.channels} channels instead of {sheet.channels}"))
    return CheckResult("kind", 2, stream.rate_hz, "Hz", tuple(misses))
