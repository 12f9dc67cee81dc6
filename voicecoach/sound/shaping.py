"""Sounds made ready for the mix: chimes, recordings as loud as the voice, and loops without a seam."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voicecoach import folders
from voicecoach.errors import SoundError
from voicecoach.sound.decode import decoding
from voicecoach.sound.dsp import (
    EdgeFades,
    apply_gain_curve,
    apply_gain_db,
    close_loop,
    fade_edges,
    limiting_gain,
    resampled_to_mix,
)
from voicecoach.sound.levels import finish, finish_in_blocks, peak_per_ms, power_per_ms
from voicecoach.sound.loudness import (
    CHIME_LUFS,
    CHIME_PEAK_DBTP,
    SPEECH_PEAK_DBTP,
    VOICE_LUFS,
    curve_loudness_lufs,
    momentary_loudness_lufs,
)
from voicecoach.sound.pcm import FULL_SCALE, Pcm
from voicecoach.sound.samples import BLOCK_FRAMES, MadeSamples, Samples, StoredSamples, in_blocks, padded, wrapped
from voicecoach.units import (
    FRAMES_PER_MS,
    MIX_RATE_HZ,
    SECOND_MS,
    db_to_gain,
    frames_to_ms_up,
    gain_to_db,
    ms_to_frames,
)

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

    samples = chime.samples[:].astype(np.float32) / np.float32(FULL_SCALE)
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
    with _disk_full_told(name):
        (samples,) = _channels(path, most_channels=1)
        faded = _faded(_strike_and_ring(samples), in_ms=_CHIME_FADE_IN_MS, out_ms=_CHIME_FADE_OUT_MS)
        measured = finish_in_blocks(faded)
        level_lufs = _audible(name, momentary_loudness_lufs(measured))
        peak_dbtp = gain_to_db(float(measured.peak.max()))
        gain_db = min(CHIME_LUFS - level_lufs, CHIME_PEAK_DBTP - peak_dbtp)
        return finish_in_blocks(MadeSamples(len(faded), lambda first, last: apply_gain_db(faded[first:last], gain_db)))


def recording(path: Path, name: str) -> Pcm:
    """Return a person's own recording, as :meth:`voicecoach.sound.library.SoundLibrary.recording` documents it."""
    (levelled,) = once(path, name, most_channels=1)
    return levelled


def loop(path: Path, name: str, most_channels: int) -> tuple[Pcm, ...]:
    """Return a person's own loop, as :meth:`voicecoach.sound.library.SoundLibrary.loop` documents it."""
    with _disk_full_told(name):
        channels = _channels(path, most_channels)
        length_ms = len(channels[0]) // FRAMES_PER_MS
        if length_ms < _SHORTEST_LOOP_MS:
            raise SoundError(name, "it is shorter than a second", "choose a longer one, ideally a minute or more")
        crossfade_ms = min(_LONGEST_CROSSFADE_MS, length_ms // 3)
        # Limited with its end before it and its beginning behind it, so that the gain has no seam.
        loops = [close_loop(channel, crossfade_ms) for channel in channels]
        return _as_loud_as_the_voice(name, loops, around_ms=_AROUND_SEAM_MS)


def once(path: Path, name: str, most_channels: int) -> tuple[Pcm, ...]:
    """Return a person's own music, as :meth:`voicecoach.sound.library.SoundLibrary.once` documents it."""
    with _disk_full_told(name):
        return _as_loud_as_the_voice(name, [_faded(channel) for channel in _channels(path, most_channels)])


@contextmanager
def _disk_full_told(name: str) -> Iterator[None]:
    """Say which sound had no room; a long one is kept in a file of the cache's folder."""
    try:
        yield
    except OSError as error:
        reason = f"there is no room for its samples in {folders.cache()} ({error.strerror})"
        raise SoundError(name, reason, "free some space on this disk, or choose a shorter sound") from error


def _channels(path: Path, most_channels: int) -> list[StoredSamples[np.float32]]:
    """Return each channel of a sound file at 48 000 Hz; one channel where all are the same."""
    with decoding(path, most_channels) as sound:
        channels = [StoredSamples(np.float32) for _ in range(sound.channels)]
        are_same = True
        for block in resampled_to_mix(sound.blocks, sound.rate_hz, sound.channels):
            are_same = are_same and bool((block == block[:, :1]).all())
            for channel, samples in zip(channels, block.T, strict=True):
                channel.append(samples)
    return channels[:1] if are_same else channels


def _faded(samples: Samples[np.float32], in_ms: int = 4, out_ms: int = 10) -> MadeSamples[np.float32]:
    """Return a sound with faded edges and silence up to a whole millisecond."""
    fades = EdgeFades(len(samples), in_ms, out_ms)
    faded = MadeSamples(len(samples), lambda first, last: fades.of(samples[first:last], first))
    return padded(faded, frames_to_ms_up(len(samples)) * FRAMES_PER_MS)


def _as_loud_as_the_voice(name: str, channels: Sequence[Samples[np.float32]], around_ms: int = 0) -> tuple[Pcm, ...]:
    """Return the channels of a sound levelled together and limited; those of a loop with its other end around it."""
    peaks = [peak_per_ms(wrapped(channel, ms_to_frames(around_ms))) for channel in channels]

    def levelled(gain_db: float) -> list[MadeSamples[np.float32]]:
        gain = np.float32(db_to_gain(gain_db))
        edges = [limiting_gain(peak * gain, SPEECH_PEAK_DBTP)[around_ms:] for peak in peaks]
        return [_limited(channel, gain, curve) for channel, curve in zip(channels, edges, strict=True)]

    gain_db = VOICE_LUFS - _audible(name, _mean_loudness_lufs(channels))
    # The limiter reduces the loudness, which is corrected once; a second correction would be inaudible.
    gain_db += VOICE_LUFS - _mean_loudness_lufs(levelled(gain_db))
    return tuple(finish_in_blocks(channel) for channel in levelled(gain_db))


def _limited(samples: Samples[np.float32], gain: np.float32, edges: NDArray[np.float32]) -> MadeSamples[np.float32]:
    return MadeSamples(len(samples), lambda first, last: apply_gain_curve(samples[first:last] * gain, edges, at=first))


def _mean_loudness_lufs(channels: Sequence[Samples[np.float32]]) -> float:
    """Return the loudness of one channel with the mean power of these; a stereo meter reads 3 LU more."""
    return curve_loudness_lufs(np.mean([power_per_ms(channel) for channel in channels], axis=0))


def _strike_and_ring(samples: Samples[np.float32]) -> MadeSamples[np.float32]:
    """Return a chime from 2 ms before its strike to the end of its ring."""
    highest = max((float(np.abs(block).max()) for block in in_blocks(samples)), default=0.0)
    struck: int | None = None
    rung = 0
    for number, block in enumerate(in_blocks(samples)):
        height, at = np.abs(block), number * BLOCK_FRAMES
        if struck is None and (loud := np.flatnonzero(height > highest * db_to_gain(_STRIKE_DB))).size:
            struck = at + int(loud[0])
        if (rings := np.flatnonzero(height > highest * db_to_gain(_RING_DB))).size:
            rung = at + int(rings[-1]) + 1
    first = max((struck or 0) - ms_to_frames(_BEFORE_STRIKE_MS), 0)
    last = 0 if struck is None else min(rung + ms_to_frames(_CHIME_FADE_OUT_MS), len(samples))
    return MadeSamples(max(last - first, 0), lambda begin, end: samples[first + begin : first + end])


def _audible(name: str, loudness_lufs: float) -> float:
    """Return a loudness, which must be above silence."""
    if loudness_lufs < _SILENCE_LUFS:
        raise SoundError(name, "it contains only silence", "record it again, or choose another file")
    return loudness_lufs
