"""What every voice must do, over every voice that this machine has."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest

from voicecoach.errors import SpeechError
from voicecoach.sound.loudness import SPEECH_PEAK_DBTP, VOICE_LUFS, loudness_lufs
from voicecoach.units import FRAMES_PER_MS, gain_to_db
from voicecoach.voices.rendering import TrimmedPhrase, calibrated_gain_db

if TYPE_CHECKING:
    from voicecoach.sound.pcm import Pcm
    from voicecoach.voices.base import Voice

CUES = [
    "Welcome to your lower-back session.",
    "Draw your right knee towards your chest.",
    "Ten more seconds.",
    "Close your eyes: nothing to look at from here on.",
    "Lower the leg slowly. Rest for a moment, and breathe out.",
]
# Their samples differ within one process; the cache makes them one.
NEVER_TWICE_ALIKE = {"system", "pico"}
SHORT = ["One.", "Two.", "Bridge.", "Breathe out."]


@pytest.fixture(scope="module")
def phrases(voice: Voice) -> dict[str, Pcm]:
    gain_db = calibrated_gain_db(voice)
    return {text: TrimmedPhrase(voice, text).finished(gain_db) for text in [*CUES, *SHORT]}


def test_a_text_gives_sound(phrases: dict[str, Pcm]) -> None:
    for text, phrase in phrases.items():
        assert phrase.duration_ms > 150, text
        assert np.abs(phrase.samples).max() > 1000, text


def test_a_phrase_is_whole_milliseconds_with_levels_for_each(phrases: dict[str, Pcm]) -> None:
    for phrase in phrases.values():
        assert len(phrase.samples) == phrase.duration_ms * FRAMES_PER_MS
        assert phrase.power.shape == phrase.peak.shape == (phrase.duration_ms,)


def test_no_silence_is_left_before_or_after(phrases: dict[str, Pcm]) -> None:
    for text, phrase in phrases.items():
        loud_ms = np.flatnonzero(phrase.peak > phrase.peak.max() * 0.01)
        assert loud_ms[0] <= 60, text
        assert phrase.duration_ms - loud_ms[-1] <= 200, text


def test_edges_do_not_click(phrases: dict[str, Pcm]) -> None:
    for text, phrase in phrases.items():
        assert abs(int(phrase.samples[0])) < 100, text
        assert phrase.samples[-1] == 0, text
        assert np.abs(phrase.samples[:5].astype(int)).max() < 500, text


def test_no_true_peak_exceeds_the_ceiling(phrases: dict[str, Pcm]) -> None:
    for text, phrase in phrases.items():
        assert gain_to_db(float(phrase.peak.max())) <= SPEECH_PEAK_DBTP + 0.05, text


def test_sentences_lie_within_two_units_of_each_other_and_around_the_reference(phrases: dict[str, Pcm]) -> None:
    levels_lufs = [loudness_lufs(phrases[text]) for text in CUES]
    assert max(levels_lufs) - min(levels_lufs) <= 2.0
    assert all(abs(level_lufs - VOICE_LUFS) <= 1.0 for level_lufs in levels_lufs)


def test_a_short_phrase_is_never_louder_than_a_sentence(phrases: dict[str, Pcm]) -> None:
    assert all(loudness_lufs(phrases[text]) <= VOICE_LUFS + 1.0 for text in SHORT)


def test_the_same_text_is_spoken_alike(voice: Voice) -> None:
    first, second = voice.speak("Let go a little more."), voice.speak("Let go a little more.")
    assert first.rate_hz == second.rate_hz
    if voice.engine in NEVER_TWICE_ALIKE:
        assert len(second.samples) == pytest.approx(len(first.samples), rel=0.05)
    else:
        assert np.array_equal(first.samples, second.samples)


def test_a_longer_text_is_spoken_longer(voice: Voice) -> None:
    short, long = voice.speak("Lie down."), voice.speak("Lie down on your back with both knees bent.")
    assert len(long.samples) > 1.5 * len(short.samples)


@pytest.mark.parametrize("text", ["", "  ", "…", "🙂", "* — *"])
def test_what_cannot_be_spoken_is_an_error_that_names_it(voice: Voice, text: str) -> None:
    with pytest.raises(SpeechError) as caught:
        voice.speak(text)
    assert caught.value.text == text
    assert caught.value.hint


def test_speaking_goes_on_after_an_error(voice: Voice) -> None:
    with pytest.raises(SpeechError):
        voice.speak("")
    assert len(voice.speak("One.").samples)


def test_an_estimate_is_near_and_always_the_same(voice: Voice, phrases: dict[str, Pcm]) -> None:
    estimates_ms = [voice.estimate_ms(text) for text in CUES]
    assert estimates_ms == [voice.estimate_ms(text) for text in CUES]
    for text, estimate_ms in zip(CUES, estimates_ms, strict=True):
        assert estimate_ms == pytest.approx(phrases[text].duration_ms, rel=0.5), text
    assert sum(estimates_ms) == pytest.approx(sum(phrases[text].duration_ms for text in CUES), rel=0.2)


def test_it_speaks_in_several_threads_at_once_as_it_does_alone(voice: Voice) -> None:
    texts = [CUES[2], *SHORT]
    alone = [len(voice.speak(text).samples) for text in texts]
    with ThreadPoolExecutor(3) as threads:
        together = [len(speech.samples) for speech in threads.map(voice.speak, texts)]
    assert together == pytest.approx(alone, rel=0.05 if voice.engine in NEVER_TWICE_ALIKE else 0.0)


def test_it_may_be_closed_before_it_has_spoken_and_twice(fresh_voice: Voice) -> None:
    fresh_voice.close()
    fresh_voice.close()
