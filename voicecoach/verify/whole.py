"""Check a whole file: loudness, true peak, length, sampling rate and channels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voicecoach.export.encoders.base import SoundStream
from voicecoach.mix.mastering import HIGHEST_GAIN_DB
from voicecoach.sound.loudness import HOP_MS, gated_loudness_lufs, power_to_lufs
from voicecoach.units import FRAMES_PER_MS, SECOND_MS
from voicecoach.verify.listen import Listener, peak_db
from voicecoach.verify.report import CheckResult, Miss
from voicecoach.verify.sheet import SPEECH, ExpectedSheet

TARGET_LUFS = {1: -19.0, 2: -16.0}
"""By the number of channels: the same sound on two channels reads 3 LU more (BS.1770-4 adds their powers)."""

TOLERANCE_LU = 0.5
HIGHEST_DBTP = -1.0
LENGTH_MS = 1

_ROUNDING = 0.05  # figures are shown with one decimal
# Peaks are limited before the mix, each gain is a multiple of 0.5 dB, and a low bit rate is given 1.5 dB of room, of
# which it may take away some. A file with a true peak this close to full scale cannot be made louder, and neither can
# one whose words already have the maximum gain of 3 dB.
_NO_ROOM_DBTP = -3.2
# A bed's highest peak is added to that of the words, which it seldom meets, and an encoder of a low bit rate takes some
# away. A file that is softer than it was made does not match its fingerprint.
_NO_ROOM_WITH_BED_DBTP = -4.5
_MOST_GAIN_LU = 2.0
_LAST_SAMPLE = 2.0**-15
_NOTHING_LUFS = -120.0


def loudness_check(sheet: ExpectedSheet, listener: Listener) -> CheckResult:
    """Check the integrated loudness; a session without words has no target."""
    hop_power = listener.meter.hop_power()
    words_lufs = _words_lufs(sheet, hop_power)
    if words_lufs is None:
        return CheckResult("loudness", 0, None, "LUFS", notes=("a session without words has no loudness target",))
    target = TARGET_LUFS[sheet.channels]
    loudness = max(gated_loudness_lufs(hop_power), _NOTHING_LUFS)
    away_lu = loudness - target
    shown = round(loudness, 1)
    if abs(away_lu) <= TOLERANCE_LU + _ROUNDING:
        return CheckResult("loudness", 1, shown, "LUFS")
    told = f"it is {loudness:.1f} LUFS loud, {abs(away_lu):.1f} LU {'below' if away_lu < 0 else 'above'} {target:.0f}"
    has_most_gain = (
        words_lufs > target + _MOST_GAIN_LU if sheet.proof is None else sheet.proof.gain_db >= HIGHEST_GAIN_DB
    )
    if away_lu < 0 and has_most_gain:
        return CheckResult("loudness", 1, shown, "LUFS", notes=(f"{told}: its speech already has the highest gain",))
    no_room_dbtp = _NO_ROOM_WITH_BED_DBTP if sheet.beds else _NO_ROOM_DBTP
    if away_lu < 0 and peak_db(listener.true_peak) >= no_room_dbtp:
        return CheckResult("loudness", 1, shown, "LUFS", notes=(f"{told}: its peaks allow no more",))
    return CheckResult("loudness", 1, shown, "LUFS", (Miss("loudness", told),))


def _words_lufs(sheet: ExpectedSheet, hop_power: NDArray[np.float64]) -> float | None:
    """Return the median loudness of the phrases; None if there are none."""
    ranges = (
        (-(-cue.start_ms // HOP_MS), max(cue.end_ms, cue.start_ms + 2 * HOP_MS) // HOP_MS)
        for cue in sheet.cues
        if cue.kind == SPEECH
    )
    powers = [float(hop_power[first:last].mean()) for first, last in ranges if first < min(last, len(hop_power))]
    return max(power_to_lufs(float(np.median(powers))), _NOTHING_LUFS) if powers else None


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


def length_check(sheet: ExpectedSheet, stream: SoundStream, listener: Listener, faults: list[str]) -> CheckResult:
    """Check the length of the file by its header and its samples, and that it is whole and nothing follows it.

    Args:
        sheet: The expected content.
        stream: The sound of the file.
        listener: Has listened to it.
        faults: Where the file differs from its own structure.
    """
    announced_ms = stream.frames_announced * SECOND_MS / stream.rate_hz
    heard_ms = listener.frames / FRAMES_PER_MS
    off_ms = max(announced_ms - sheet.duration_ms, heard_ms - sheet.duration_ms, key=abs)
    misses = []
    for what, length_ms in (("its header says", announced_ms), ("it lasts", heard_ms)):
        if abs(length_ms - sheet.duration_ms) > LENGTH_MS:
            told = f"{what} {length_ms / SECOND_MS:.3f} s instead of {sheet.duration_ms / SECOND_MS:.3f} s"
            misses.append(Miss("length", told, min(int(length_ms), sheet.duration_ms)))
    if sheet.proof:
        misses += (Miss("length", fault) for fault in faults)
    return CheckResult("length", 3, round(off_ms, 2), "ms", tuple(misses))


def kind_check(sheet: ExpectedSheet, stream: SoundStream) -> CheckResult:
    """Check the sampling rate and the channels of the file."""
    misses = []
    if stream.rate_hz != sheet.rate_hz:
        misses.append(Miss("kind", f"its sampling rate is {stream.rate_hz} Hz instead of {sheet.rate_hz} Hz"))
    if stream.channels != sheet.channels:
        misses.append(Miss("kind", f"it has {stream.channels} channels instead of {sheet.channels}"))
    return CheckResult("kind", 2, stream.rate_hz, "Hz", tuple(misses))
