"""A sound that is hardly there, before a cue that comes after a long silence.

Headphones and speakers, most of all by Bluetooth, go to sleep in silence and swallow the first 0.2 to 1.5 s of what
comes then. Digital zeros do not keep them awake, so this is noise: never zero for long, below -60 dBFS even in a
file that is made 3 dB louder, and below the gate of every loudness meter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from voicecoach.session.timeline import Clip, PlacedBed
from voicecoach.sound.pcm import quantise
from voicecoach.units import MIX_RATE_HZ, db_to_gain, ms_to_frames

WAKE_MS = 1_500
"""How long before its cue it begins."""

PEAK_DBFS = -64.0

_SEED = b"wake"
# Where the ears and the encoders still take it for sound, and small speakers can play it.
_LOWEST_HZ, _HIGHEST_HZ = 250.0, 3_000.0
_RISE_MS = 300
_FALL_MS = 10


def wake_onsets_ms(
    clips: Sequence[Clip], beds: Iterable[PlacedBed], silence_ms: int, heard_until_ms: int | None = None
) -> Iterator[int]:
    """Yield where a signal begins that ends with the onset of a clip, for each that comes after a long silence.

    Args:
        clips: By onset.
        beds: While one of them sounds, there is no silence.
        silence_ms: Longer silences are ended by a signal, ``WAKE_MS`` or more; 0 for no signals at all.
        heard_until_ms: Where the last clip before these ended; None at the beginning of a session, which always
            counts as a long silence: the onset may then lie before its first sample.
    """
    if not silence_ms:
        return
    beds = list(beds)
    for clip in clips:
        long_enough = heard_until_ms is None or clip.start_ms - heard_until_ms > silence_ms
        under_bed = any(bed.start_ms < clip.start_ms and clip.start_ms - WAKE_MS < bed.end_ms for bed in beds)
        if long_enough and not under_bed:
            yield clip.start_ms - WAKE_MS
        heard_until_ms = max(heard_until_ms or 0, clip.end_ms)


@cache
def wake_samples() -> NDArray[np.int16]:
    """Return the signal, shape ``(frames,)`` at 48 000 Hz: noise that rises, and falls just before the cue."""
    frames = ms_to_frames(WAKE_MS)
    # NumPy's own random numbers take 40 ms to import, on the way to the first sound.
    white = np.frombuffer(hashlib.shake_128(_SEED).digest(2 * frames), "<i2")
    spectrum = np.fft.rfft(white)
    frequency_hz = np.fft.rfftfreq(frames, 1 / MIX_RATE_HZ)
    spectrum[(frequency_hz < _LOWEST_HZ) | (frequency_hz > _HIGHEST_HZ)] = 0.0
    noise = np.fft.irfft(spectrum, frames)
    noise[: ms_to_frames(_RISE_MS)] *= np.linspace(0.0, 1.0, ms_to_frames(_RISE_MS))
    noise[-ms_to_frames(_FALL_MS) :] *= np.linspace(1.0, 0.0, ms_to_frames(_FALL_MS))
    samples = quantise((noise * (db_to_gain(PEAK_DBFS) / np.abs(noise).max())).astype(np.float32))
    samples.flags.writeable = False
    return samples
