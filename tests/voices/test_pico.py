"""pico: its names and languages, and the traps of its engine."""

from __future__ import annotations

import numpy as np
import pytest

from voicecoach.errors import NotFoundError, SpeechError, VoiceUnavailableError
from voicecoach.voices.engines.pico import VOICES, best_voice, full_name, is_installed, listings, open_voice

pytestmark = pytest.mark.skipif(not is_installed(), reason="no wheel of py-nanotts for this machine")

CUES = {"de": "Zieh das Knie zur Brust.", "es": "Lleva la rodilla al pecho.", "fr": "Ramenez le genou.",
        "it": "Porta il ginocchio al petto.", "en": "Draw your knee in."}  # fmt: skip


@pytest.mark.parametrize("language", CUES)
def test_it_speaks_each_of_its_languages_without_clipping(language: str) -> None:
    speech = open_voice(full_name("", language), language, 1.0).speak(CUES[language])
    assert 0.05 < np.abs(speech.samples).max() < 0.99
    assert 1.0 < len(speech.samples) / speech.rate_hz < 5.0


def test_it_is_for_languages_that_have_nothing_better() -> None:
    assert {language: best_voice(language) for language in ("de-AT", "it", "en", "pt")} == {
        "de-AT": "de-DE",
        "it": "it-IT",
        "en": None,
        "pt": None,
    }
    assert {line.name for line in listings() if line.usable} == {f"pico:{name}" for name in VOICES.values()}


def test_what_it_does_not_have_is_an_error_with_a_hint() -> None:
    for name, language in (("xx", "de"), ("", "pt")):
        with pytest.raises(NotFoundError) as missing:
            full_name(name, language)
        assert missing.value.hint
    with pytest.raises(VoiceUnavailableError, match="it speaks de, but the session's language is fr"):
        open_voice("de-DE", "fr", 1.0)


def test_a_text_cannot_steer_the_engine() -> None:
    voice = open_voice("de-DE", "de", 1.0)
    plain, marked = (voice.speak(text).samples for text in ("Hallo.", "<volume level='200'>Hallo."))
    assert np.abs(marked).max() < 1.3 * np.abs(plain).max()
    assert len(marked) == pytest.approx(len(plain), rel=0.2)


def test_letters_of_another_script_are_an_error_and_no_silence() -> None:
    with pytest.raises(SpeechError, match="it produced no sound"):
        open_voice("de-DE", "de", 1.0).speak("Привет.")


@pytest.mark.parametrize("pace", [0.95, 1.0])
def test_a_soft_tick_long_after_a_word_is_no_part_of_it(pace: float) -> None:
    """With the tick, a count would be longer than the second that it has."""
    for word in ("Tres.", "Uno.", "Puente."):
        speech = open_voice("es-ES", "es", pace).speak(word)
        assert len(speech.samples) / speech.rate_hz < 1.3, word
