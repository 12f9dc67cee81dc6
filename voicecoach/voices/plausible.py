"""What an engine gave, looked at before it is believed: an engine is the code of others, and nobody watches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from voicecoach.errors import SpeechError, VoicecoachError
from voicecoach.units import SECOND_MS
from voicecoach.voices.base import Speech
from voicecoach.voices.casting import Levelled

if TYPE_CHECKING:
    from voicecoach.voices.base import Voice

_LOWEST_RATE_HZ, _HIGHEST_RATE_HZ = 4_000, 384_000
# Samples that are scaled like 16 bit integers would still be levelled; beyond that is no sound.
_HIGHEST_PEAK = 2.0**15
# No estimate is that far off. A person's own recording may be as long as they like.
_LONGEST_MS = 30 * SECOND_MS
_LONGEST_TIMES_ESTIMATE = 10

_HINT = "word this phrase otherwise, or choose another voice (voicecoach voices lists them)"


def speech_of(voice: Voice, text: str) -> Speech:
    """Return the text as the voice speaks it, whose samples are then finite numbers of a plausible length.

    Raises:
        SpeechError: The voice failed in whatever way, or what it gave cannot be speech.
        VoiceUnavailableError: The voice cannot be used on this machine.
    """
    try:
        speech = voice.speak(text)
    except VoicecoachError:
        raise
    except (Exception, SystemExit) as error:
        reason = f"its engine failed ({type(error).__name__}: {error})".replace(": )", ")")
        raise SpeechError(text, _name(voice), reason, _HINT) from error
    reason = _implausible(voice, text, speech)
    if reason:
        raise SpeechError(text, _name(voice), reason, _HINT)
    return Speech(np.ascontiguousarray(speech.samples, dtype=np.float32), int(speech.rate_hz))


def _implausible(voice: Voice, text: str, speech: object) -> str:
    """Return why this cannot be speech; empty when it can."""
    samples = speech.samples if isinstance(speech, Speech) else None
    if not isinstance(speech, Speech) or not isinstance(samples, np.ndarray):
        return "its engine gave something that is no sound"
    if samples.ndim != 1 or not np.issubdtype(samples.dtype, np.floating):
        return f"its engine gave samples of shape {samples.shape} and type {samples.dtype}, not one row of floats"
    if not _LOWEST_RATE_HZ <= speech.rate_hz <= _HIGHEST_RATE_HZ:
        return f"its engine gave a sound at {speech.rate_hz} Hz"
    if not np.isfinite(samples).all():
        return "its engine gave samples that are not numbers"
    if len(samples) and np.abs(samples).max() > _HIGHEST_PEAK:
        return f"its engine gave samples as high as {np.abs(samples).max():g}, where 1 is full scale"
    duration_ms = len(samples) * SECOND_MS / speech.rate_hz
    longest_ms = _LONGEST_MS + _LONGEST_TIMES_ESTIMATE * voice.estimate_ms(text)
    if duration_ms > longest_ms and not isinstance(voice, Levelled):
        return f"its engine gave {duration_ms / SECOND_MS:.0f} s of sound for it"
    return ""


def _name(voice: Voice) -> str:
    return f"{voice.engine}:{voice.name}"
