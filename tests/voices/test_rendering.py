from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from voicecoach.errors import SpeechError
from voicecoach.sound.loudness import SPEECH_PEAK_DBTP, VOICE_LUFS, loudness_lufs
from voicecoach.units import db_to_gain, gain_to_db
from voicecoach.voices.base import Speech
from voicecoach.voices.rendering import TrimmedPhrase, calibrated_gain_db

LONG_S, SHORT_S = 2.0, 0.6


@dataclass
class Hum:
    """A voice that hums: ``-30 long`` is two seconds with a peak of -30 dB, anything else its reference text."""

    engine: str = "hum"
    name: str = "hum"
    language: str = "en"
    version: str = "1"
    pace: float = 1.0
    rate_hz: int = 24_000
    silence_s: float = 0.4
    click: float = 0.0

    def speak(self, text: str) -> Speech:
        level, _, length = text.partition(" ")
        try:
            peak_db, length_s = float(level), SHORT_S if length == "short" else LONG_S
        except ValueError:
            peak_db, length_s = -24.0, 4.0
        frames = np.arange(int(length_s * self.rate_hz))
        hum = db_to_gain(peak_db) * np.sin(2 * np.pi * 300 / self.rate_hz * frames)
        hum[len(hum) // 2] += self.click
        silence = np.zeros(int(self.silence_s * self.rate_hz))
        return Speech(np.concatenate([silence, hum, silence]).astype(np.float32), self.rate_hz)

    def estimate_ms(self, text: str) -> int:
        return len(text)

    def close(self) -> None:
        pass


@pytest.mark.parametrize("rate_hz", [22_050, 24_000, 44_100, 48_000])
def test_the_reference_text_comes_to_the_level_of_speech(rate_hz: int) -> None:
    voice = Hum(rate_hz=rate_hz)
    phrase = TrimmedPhrase(voice, "reference").finished(calibrated_gain_db(voice))
    assert loudness_lufs(phrase) == pytest.approx(VOICE_LUFS, abs=0.1)


def test_a_gain_is_a_multiple_of_a_tenth_of_a_decibel() -> None:
    gain_db = calibrated_gain_db(Hum())
    assert gain_db * 10 == pytest.approx(round(gain_db * 10), abs=1e-9)


@pytest.mark.parametrize(
    ("text", "above_lu"),
    [
        ("-24 long", 0.0),
        ("-23.5 long", 0.5),
        ("-24.5 long", -0.5),
        ("-20 long", 0.7),
        ("-30 long", -0.7),
        ("-20 short", 0.7),
        ("-30 short", -4.0),
    ],
)
def test_what_lies_far_off_is_brought_near_but_a_short_phrase_is_hardly_raised(text: str, above_lu: float) -> None:
    voice = Hum()
    phrase = TrimmedPhrase(voice, text).finished(calibrated_gain_db(voice))
    assert loudness_lufs(phrase) - VOICE_LUFS == pytest.approx(above_lu, abs=0.25)


def test_silence_around_is_trimmed_whatever_its_length() -> None:
    lengths_ms = {
        TrimmedPhrase(Hum(silence_s=silence_s), "-24 long").finished(0.0).duration_ms for silence_s in (0.1, 0.7, 1.5)
    }
    assert max(lengths_ms) - min(lengths_ms) <= 2
    assert min(lengths_ms) == pytest.approx(1000 * LONG_S, abs=60)


def test_a_peak_is_limited_before_a_phrase_is_finished() -> None:
    phrase = TrimmedPhrase(Hum(click=0.9), "-24 long").finished(6.0)
    assert gain_to_db(float(phrase.peak.max())) == pytest.approx(SPEECH_PEAK_DBTP, abs=0.05)


def test_a_voice_that_is_silent_is_an_error() -> None:
    with pytest.raises(SpeechError, match="only silence"):
        TrimmedPhrase(Hum(), "-200 long").finished(0.0)
