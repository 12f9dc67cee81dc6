"""tone: a stand-in for a voice, 60 ms of a tone per character, for dry runs and tests without an engine."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from voicecoach.errors import NotFoundError
from voicecoach.units import MIX_RATE_HZ, db_to_gain, ms_to_frames
from voicecoach.voices.base import Speech, VoiceListing
from voicecoach.voices.normalize.text import require_speakable

MS_PER_CHARACTER = 60
TONE_HZ = 440.0
PEAK_DB = -17.0


@dataclass(frozen=True, slots=True)
class ToneVoice:
    """A sine of 440 Hz, exactly 60 ms for each character of the text as given; the pace changes nothing."""

    language: str
    pace: float
    engine: str = "tone"
    name: str = "tone"
    version: str = "1"

    def speak(self, text: str) -> Speech:
        """Return the tone for the text; it begins at full level, so that trimming removes nothing."""
        require_speakable(text, self.engine)
        frames = np.arange(ms_to_frames(self.estimate_ms(text)))
        samples = db_to_gain(PEAK_DB) * np.cos(2 * np.pi * TONE_HZ / MIX_RATE_HZ * frames)
        return Speech(samples.astype(np.float32), MIX_RATE_HZ)

    def estimate_ms(self, text: str) -> int:
        """Return the exact length."""
        return MS_PER_CHARACTER * len(text)

    def close(self) -> None:
        """Nothing is held."""


def full_name(name: str, language: str) -> str:
    """Return ``tone``, the only one there is."""
    del language
    if name not in {"", "tone"}:
        raise NotFoundError("voice", f"tone:{name}", "tone has no other voices: --voice tone")
    return "tone"


def open_voice(name: str, language: str, pace: float) -> ToneVoice:
    """Return the tone."""
    del name
    return ToneVoice(language, pace)


def listings() -> list[VoiceListing]:
    """Return the tone, which works everywhere."""
    return [VoiceListing("tone", "tone", "", usable=True, remedy="", licence="MIT")]
