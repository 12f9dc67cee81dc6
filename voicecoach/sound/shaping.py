"""Sounds made ready for the mix: chimes, recordings as loud as the voice, and loops without a seam."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voicecoach.errors import SoundError
from voicecoach.sound.decode import decode, decode_channels
from voicecoach.sound.dsp import apply_gain_db, close_loop, fade_edges, limit, resample_to_mix
from voicecoach.sound.levels import finish
from voicecoach.sound.loudness import (
    CHIME_LUFS,
    CHIME_PEAK_DBTP,
    SPEECH_PEAK_DBTP,
    VOICE_LUFS,
    loudness_lufs,
    momentary_loudness_lufs,
)
from voicecoach.sound.pcm import FULL_SCALE, Pcm
from voicecoach.units import FRAMES_PER_MS, MIX_RATE_HZ, SECOND_MS, db_to_gain, gain_to_db, ms_to_frames

_Limiter = Callable[[NDArray[np.float32], float], NDArray[np.float32]]

_STRIKE_DB = -30.0  # below the peak: softer is silence, or the pre-echo of an MP3
_RING_DB = -70.0
_BEFORE_STRIKE_MS = 2
_SILENCE_LUFS = -70.0  # where the gate of BS.1770 lies
_CHIME_FADE_IN_MS, _CHIME_FADE_OUT_MS = 1, 20
_LONGEST_CROSSFADE_MS = 4 * SECOND_MS
_SHORTEST_LOOP_MS = SECOND_MS
_AROUND_SEAM_MS = 100  # more than the limiter's reach


def pitched(chime: Pcm, semitones: int) -> Pcm:
    """Return a chime that sounds higher, and rings shorter, by some semitones; lower and longer below zero."""
    import soxr

    samples = chime.samples.astype(np.float32) / np.float32(FULL_SCALE)
    rate_hz = MIX_RATE_HZ * 2.0 ** (semitones / 12)
    resampled: NDArray[np.float32] = soxr.resample(samples, rate_hz, MIX_RATE_HZ, quality="VHQ")
    return finish(fade_edges(resampled, in_ms=_CHIME_FADE_IN_MS, out_ms=_CHIME_FADE_OUT_MS))


def shipped_chime(content: bytes) -> Pcm:
    """Return the shipped chime in the content of a file, unchanged.

    Raises:
        soundfile.SoundFileError: It is damaged.
    """
    import soundfile

    samples, _ = soundfile.read(io.BytesIO(content), dtype="float32")
    return finish(samples)


def chime(path: Path, name: str) -> Pcm:
    """Return a person's own chime, as :meth:`voicecoach.sound.library.SoundLibrary.chime` documents it."""
    samples = resample_to_mix(*decode(path))
    struck = _strike_and_ring(samples)
    faded = fade_edges(struck, in_ms=_CHIME_FADE_IN_MS, out_ms=_CHIME_FADE_OUT_MS)
    measured = finish(faded)
    level_lufs = _audible(name, momentary_loudness_lufs(measured))
    peak_dbtp = gain_to_db(float(measured.peak.max()))
    return finish(apply_gain_db(faded, min(CHIME_LUFS - level_lufs, CHIME_PEAK_DBTP - peak_dbtp)))


def recording(path: Path, name: str) -> Pcm:
    """Return a person's own recording, as :meth:`voicecoach.sound.library.SoundLibrary.recording` documents it."""
    samples = resample_to_mix(*decode(path))
    (levelled,) = _as_loud_as_the_voice(name, [fade_edges(samples)], limit)
    return levelled


def loop(path: Path, name: str, most_channels: int) -> tuple[Pcm, ...]:
    """Return a person's own loop, as :meth:`voicecoach.sound.library.SoundLibrary.loop` documents it."""
    samples = resample_to_mix(*decode_channels(path, most_channels))
    length_ms = len(samples) // FRAMES_PER_MS
    if length_ms < _SHORTEST_LOOP_MS:
        raise SoundError(name, "it is shorter than a second", "choose a longer one, best of a minute or more")
    crossfade_ms = min(_LONGEST_CROSSFADE_MS, length_ms // 3)
    return _as_loud_as_the_voice(name, [close_loop(channel, crossfade_ms) for channel in samples.T], _limit_loop)


def once(path: Path, name: str, most_channels: int) -> tuple[Pcm, ...]:
    """Return a person's own music, as :meth:`voicecoach.sound.library.SoundLibrary.once` documents it."""
    samples = resample_to_mix(*decode_channels(path, most_channels))
    return _as_loud_as_the_voice(name, [fade_edges(channel) for channel in samples.T], limit)


def _limit_loop(samples: NDArray[np.float32], ceiling_dbtp: float) -> NDArray[np.float32]:
    """Return a loop limited with its end before it and its beginning behind it, so that the gain has no seam."""
    around = ms_to_frames(_AROUND_SEAM_MS)
    return limit(np.pad(samples, around, mode="wrap"), ceiling_dbtp)[around:-around]


def _as_loud_as_the_voice(name: str, channels: list[NDArray[np.float32]], limiter: _Limiter) -> tuple[Pcm, ...]:
    def levelled(gain_db: float) -> tuple[Pcm, ...]:
        return tuple(finish(limiter(apply_gain_db(channel, gain_db), SPEECH_PEAK_DBTP)) for channel in channels)

    gain_db = VOICE_LUFS - _audible(name, _mean_loudness_lufs([finish(channel) for channel in channels]))
    # The limiter reduces the loudness, which is corrected once; a second correction would be inaudible.
    gain_db += VOICE_LUFS - _mean_loudness_lufs(levelled(gain_db))
    return levelled(gain_db)


def _mean_loudness_lufs(channels: Sequence[Pcm]) -> float:
    """Return the loudness of one channel with the mean power of these; a stereo meter reads 3 LU more."""
    power = np.mean([channel.power for channel in channels], axis=0)
    return loudness_lufs(replace(channels[0], power=power))


def _strike_and_ring(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a chime from 2 ms before its strike to the end of its ring."""
    height = np.abs(samples)
    highest = float(height.max(initial=0.0))
    struck = np.flatnonzero(height > highest * db_to_gain(_STRIKE_DB))
    ringing = np.flatnonzero(height > highest * db_to_gain(_RING_DB))
    if not len(struck):
        return samples[:0]
    first = max(int(struck[0]) - ms_to_frames(_BEFORE_STRIKE_MS), 0)
    return samples[first : int(ringing[-1]) + 1 + ms_to_frames(_CHIME_FADE_OUT_MS)]


def _audible(name: str, loudness_lufs: float) -> float:
    """Return a loudness, which must be above silence."""
    if loudness_lufs < _SILENCE_LUFS:
        raise SoundError(name, "nothing is heard in it", "record it again, or choose another file")
    return loudness_lufs
