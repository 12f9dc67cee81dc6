"""Wake headphones with a barely audible signal before a cue that follows a long silence.

Headphones and speakers, above all with Bluetooth, go to sleep in silence and swallow the first 0.2 to 1.5 s of the next
sound. Digital zeros do not keep them awake, so the signal is noise: never zero for long, below -60 dBFS even in a file
that is made 3 dB louder, and below the gate of every loudness meter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from voicecoach.session.timeline import BedFinder, Clip, PlacedBed
from voicecoach.sound.pcm import quantise
from voicecoach.units import MIX_RATE_HZ, db_to_gain, ms_to_frames

WAKE_MS = 1_500
"""The length of the signal, which ends where its cue begins."""

PEAK_DBFS = -64.0

_SEED = b"wake"
# A band that encoders keep and small speakers can play.
_LOWEST_HZ, _HIGHEST_HZ = 250.0, 3_000.0
_RISE_MS = 300
_FALL_MS = 10


def wake_onsets_ms(
    clips: Sequence[Clip], beds: Iterable[PlacedBed], silence_ms: int, heard_until_ms: int | None = None
) -> Iterator[int]:
    """Yield the onset of a signal for each clip after a long silence; the signal ends at the onset of the clip.

    Args:
        clips: By onset.
        beds: The beds; under a bed there is no silence.
        silence_ms: The length that a silence has to exceed, at least ``WAKE_MS``; 0 for no signals.
        heard_until_ms: The end of the last clip before these; None at the start of a session, which counts as a long
            silence: the onset may then be before the first sample.
    """
    if not silence_ms:
        return
    beds_under = BedFinder(beds)
    for clip in clips:
        long_enough = heard_until_ms is None or clip.start_ms - heard_until_ms > silence_ms
        if long_enough and not beds_under.between(clip.start_ms - WAKE_MS, clip.start_ms):
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
