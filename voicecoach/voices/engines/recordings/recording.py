"""The speech in one recording, without the room before and after it, at the level of every voice.

Each recording is levelled on its own: those of another day or another distance then fit the others, and a new
recording of one phrase changes no other.
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voicecoach.errors import SoundError
from voicecoach.sound.decode import READ_BY_SOUNDFILE, decode
from voicecoach.sound.dsp import apply_gain_db, resample_to_mix, trim
from voicecoach.sound.levels import finish, power_per_ms
from voicecoach.sound.loudness import VOICE_LUFS, loudness_lufs
from voicecoach.sound.pcm import pad_to_ms
from voicecoach.sound.quiet import quiet_libraries
from voicecoach.units import MINUTE_MS, SECOND_MS, db_to_gain, ms_to_frames

VERSION = 1
"""Part of the name of every cached phrase: raise it when the same recording is to sound different."""

LONGEST_RECORDING_MS = 5 * MINUTE_MS

# A word or two at the full level of a sentence sounds shouted.
_SENTENCE_MS = 1 * SECOND_MS
_LIGHTER_LU = 0.5
_SOFTEST_LUFS = -50.0

_SMOOTHED_MS = 10
# The loudest stretch of this length is speech; a tap of a finger on the phone is shorter.
_LOUDEST_MS = 80
_BELOW_LOUDEST_DB = -40.0
_ROOM_QUANTILE = 0.02
_ABOVE_ROOM_DB = 10.0
_LOUDEST_ROOM_DB = -15.0
# A tap is shorter than any sound of speech, and farther from the words.
_LONGEST_TAP_MS = 80
_LONGEST_GAP_MS = 250
_BEFORE_MS = 20
_AFTER_MS = 60

_LOUD_PEAK = 0.9
_FLAT = 1e-4
_FLAT_FRAMES = 3
# Measured on speech: 6 dB too much leave 2 % and more of the frames that are heard at full scale, 3 dB less than 1.5 %.
_CLIPPED_SHARE = 0.02

KEPT_SUFFIX = "-keep"
_KEPT = re.compile(r"\d{1,5}\s*[-_]\s*keep", re.IGNORECASE)


class DistortedError(SoundError):
    """Raised when a recording is distorted, and its name does not say that it is to be used nevertheless."""


def recorded_speech(path: Path) -> NDArray[np.float32]:
    """Return the speech in a recording at 48 000 Hz, shape ``(frames,)``, mono, -19 LUFS.

    Speech shorter than a second is 0.5 LU softer.

    Raises:
        DistortedError: It is overdriven, and not named ``12-keep.wav``: somebody heard it and wants it as it is.
        SoundError: It cannot be read, is longer than five minutes, or silent.
    """
    _check_length(path)
    samples, rate_hz = decode(path)
    if len(samples) > LONGEST_RECORDING_MS * rate_hz // SECOND_MS:
        raise _too_long(path)
    if is_overdriven(samples) and not _KEPT.fullmatch(path.stem):
        hint = "record it again a little further from the microphone, or with less gain"
        raise DistortedError(path.name, "it is distorted: the recording level was too high", hint)
    speech = _spoken_part(resample_to_mix(samples, rate_hz))
    measured = finish(trim(speech))
    level_lufs = loudness_lufs(measured)
    if level_lufs < _SOFTEST_LUFS:
        raise SoundError(path.name, "no speech found in this recording", "record it again, closer to the microphone")
    wanted_lufs = VOICE_LUFS - (_LIGHTER_LU if measured.duration_ms < _SENTENCE_MS else 0.0)
    return apply_gain_db(speech, wanted_lufs - level_lufs)


def _check_length(path: Path) -> None:
    """Refuse a recording whose header says that it is too long, before it is read; the decoder refuses others."""
    if path.suffix.lower() in READ_BY_SOUNDFILE:
        import soundfile

        with quiet_libraries(), contextlib.suppress(soundfile.SoundFileError, OSError):  # the decoder reports it
            if soundfile.info(path).duration * SECOND_MS > LONGEST_RECORDING_MS:
                raise _too_long(path)


def _too_long(path: Path) -> SoundError:
    return SoundError(path.name, "it is longer than five minutes", "record each phrase as its own file")


def is_overdriven(samples: NDArray[np.float32]) -> bool:
    """Return whether many of the loud frames stay at the highest level: the recording is clipped."""
    level = np.abs(samples)
    peak = float(level.max(initial=0.0))
    if peak < _LOUD_PEAK:
        return False
    flat = level > peak * (1.0 - _FLAT)
    runs = (
        np.lib.stride_tricks.sliding_window_view(flat, _FLAT_FRAMES).all(axis=1) if len(flat) >= _FLAT_FRAMES else flat
    )
    loud = np.count_nonzero(level > peak * db_to_gain(_BELOW_LOUDEST_DB))
    return bool(np.count_nonzero(runs) > _CLIPPED_SHARE * loud)


def _spoken_part(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a recording without the room and the taps on the phone before and after its words.

    Speech is what is within 40 dB of the loudest 80 ms and at least 10 dB above the room.
    """
    power = power_per_ms(pad_to_ms(samples)).astype(np.float64)
    smooth = _moving_mean(power, _SMOOTHED_MS)
    loudest = float(_moving_mean(power, _LOUDEST_MS).max(initial=0.0))
    room = min(np.quantile(smooth, _ROOM_QUANTILE) * _power(_ABOVE_ROOM_DB), loudest * _power(_LOUDEST_ROOM_DB))
    heard_ms = np.flatnonzero(smooth >= max(loudest * _power(_BELOW_LOUDEST_DB), room))
    if not loudest or not len(heard_ms):
        return samples[:0]
    breaks = np.flatnonzero(np.diff(heard_ms) > _LONGEST_GAP_MS)
    groups = [(int(group[0]), int(group[-1])) for group in np.split(heard_ms, breaks + 1)]
    while len(groups) > 1 and _is_tap(groups[0]):
        del groups[0]
    while len(groups) > 1 and _is_tap(groups[-1]):
        del groups[-1]
    first_ms, last_ms = max(groups[0][0] - _BEFORE_MS, 0), groups[-1][1] + 1 + _AFTER_MS
    return samples[ms_to_frames(first_ms) : ms_to_frames(last_ms)]


def _is_tap(group: tuple[int, int]) -> bool:
    return group[1] + 1 - group[0] <= _LONGEST_TAP_MS


def _moving_mean(power: NDArray[np.float64], length_ms: int) -> NDArray[np.float64]:
    """Return the mean power around each millisecond, with silence beyond the edges."""
    mean: NDArray[np.float64] = np.convolve(power, np.full(length_ms, 1.0 / length_ms), "full")
    return mean[length_ms // 2 : length_ms // 2 + len(power)]


def _power(level_db: float) -> float:
    return db_to_gain(level_db) ** 2
