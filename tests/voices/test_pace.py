"""A pace is the same rate of syllables in every voice, and phrases have the pauses that were asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from examples import IS_DEEP, LONG

from voicecoach.errors import SpeechError
from voicecoach.script.pace import SYLLABLES_PER_SECOND
from voicecoach.sound.stretching import can_stretch, stretched
from voicecoach.units import MIX_RATE_HZ
from voicecoach.voices.base import Delivery
from voicecoach.voices.engines.pico import is_installed
from voicecoach.voices.pace.calibration import CALIBRATION_CUES, MOST_STRETCHED, tuning
from voicecoach.voices.pace.estimate import estimated_ms
from voicecoach.voices.pace.rate import SHORTEST_PAUSE_MS, measured
from voicecoach.voices.pace.sentences import clauses, sentences
from voicecoach.voices.pace.syllables import syllable_count
from voicecoach.voices.speaker import Speaker

if TYPE_CHECKING:
    from pathlib import Path

# Each pace costs the speech of eight sentences a few times over. `python -m tests.ear --parts pace` tries ten of each.
RATES = [("hibari", "en", 0.5), ("pico", "de", 1.0)]
if IS_DEEP:
    RATES += [("hibari", "en", 2.0), ("pico", "es", 0.7), ("pico", "fr", 1.0), ("pico", "it", 1.0)]

SYLLABLES = {
    "en": {"breathe": 1, "breathed": 1, "rounded": 2, "little": 2, "sides": 1, "releases": 3, "forearm": 2, "take": 1,
           "sideways": 2, "careful": 2, "every": 2, "towards": 2, "being": 2, "muscles": 2, "your": 1, "idea": 3,
           "gently": 2, "shoulder": 2, "comfortable": 3, "rhythm": 2, "don't": 1, "lower": 2},
    "de": {"Knie": 1, "beobachten": 4, "geübt": 2, "Position": 3, "Atemzüge": 4, "Füße": 2, "ein": 1, "Bauch": 1,
           "Seite": 2, "quer": 1, "euer": 2, "langsam": 2},
    "es": {"rodilla": 3, "guía": 2, "aire": 2, "respiración": 4, "hacia": 2, "día": 2, "muy": 1, "queda": 2, "pie": 1},
    "fr": {"genou": 2, "jambes": 1, "respirez": 3, "l'air": 1, "épaules": 2, "lourdes": 1, "doucement": 3, "yeux": 1},
    "it": {"ginocchio": 3, "mio": 2, "respira": 3, "schiena": 2, "due": 2, "piede": 2, "l'aria": 2},
}  # fmt: skip


def finished_rate(speaker: Speaker, language: str) -> float:
    """Return the syllables a second of the calibration cues as a listener gets them, without pauses."""
    cues = CALIBRATION_CUES[language]
    spoken_ms = sum(measured(speaker.pcm(cue).samples.astype(np.float32), MIX_RATE_HZ).spoken_ms for cue in cues)
    return sum(syllable_count(cue, language) for cue in cues) * 1000 / spoken_ms


@pytest.mark.parametrize(("voice", "language", "pace"), RATES)
def test_the_rate_is_what_was_asked_for(tmp_path: Path, voice: str, language: str, pace: float) -> None:
    if voice == "pico" and not is_installed():
        pytest.skip("no wheel of py-nanotts for this machine")
    with Speaker(voice, language, Delivery(pace), tmp_path) as speaker:
        assert finished_rate(speaker, language) == pytest.approx(SYLLABLES_PER_SECOND * pace, rel=0.02)


# espeak-ng has a lowest rate. Where that and a stretch of a quarter do not reach, it speaks as slowly as it can.
@LONG
@pytest.mark.parametrize(("language", "slowest", "paces"), [("de", 0.7, (0.5, 1.15)), ("es", 0.9, (0.9,))])
def test_a_voice_without_a_law_is_measured_and_corrected(
    tmp_path: Path, language: str, slowest: float, paces: tuple[float, ...]
) -> None:
    if not can_stretch():
        pytest.skip("no wheel of python-stretch for this machine")
    for pace in paces:
        with Speaker("system", language, Delivery(pace), tmp_path) as speaker:
            rate = finished_rate(speaker, language)
        if pace >= slowest:
            assert rate == pytest.approx(SYLLABLES_PER_SECOND * pace, rel=0.02), pace
        else:
            assert rate > SYLLABLES_PER_SECOND * pace


@LONG
def test_a_natural_voice_that_is_known_is_right_and_is_not_measured(tmp_path: Path) -> None:
    with Speaker("piper:joe", "en", Delivery(0.95), tmp_path) as speaker:
        assert finished_rate(speaker, "en") == pytest.approx(SYLLABLES_PER_SECOND * 0.95, rel=0.02)
    assert not list((tmp_path / "speech").glob("*.tuning"))


def test_a_search_ends_where_an_engine_goes_no_further() -> None:
    asked = []

    def rate_at(pace: float) -> float:
        asked.append(pace)
        return max(3.0, 4.0 * pace)

    found = tuning(rate_at, 0.5)
    assert len(asked) <= 3
    assert found.stretch == MOST_STRETCHED
    assert tuning(lambda pace: 4.0 * pace, 1.0).pace == pytest.approx(SYLLABLES_PER_SECOND / 4.0, rel=0.01)


@pytest.mark.parametrize("language", SYLLABLES)
def test_syllables_are_counted_as_they_are_spoken(language: str) -> None:
    assert {word: syllable_count(word, language) for word in SYLLABLES[language]} == SYLLABLES[language]


def test_a_measured_rate_leaves_out_pauses() -> None:
    tone = np.sin(np.arange(24_000) * 0.1).astype(np.float32)
    pause, closure = np.zeros(9_600, np.float32), np.zeros(2_400, np.float32)
    rate = measured(np.concatenate([pause, tone, pause, tone, closure, tone, pause]), 24_000)
    assert rate.pauses_ms == [400]
    assert rate.spoken_ms == 3_100
    assert (rate.begin_ms, rate.end_ms) == (400, 3_900)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Lie down. Close your eyes… Ready? Then go!", 4),
        ("Hold for 1.5 minutes. Rest.", 2),
        ("As Dr. Smith says. Rest.", 2),
        ("Descansa. ¿Listo? Sigue.", 3),
        ("躺下。闭上眼睛。", 2),
        ("… Rest. …", 1),
    ],
)
def test_sentences_end_where_a_speaker_pauses(text: str, parts: int) -> None:
    assert len(sentences(text)) == parts


def test_clauses_end_at_commas_and_not_in_numbers() -> None:
    assert len(clauses("At 1:30, or 2,5 minutes: rest, and breathe.")) == 4


@pytest.mark.parametrize("voice", ["hibari", "pico", "system", "piper:joe"] if IS_DEEP else ["hibari", "system"])
def test_pauses_have_the_lengths_asked_for(calibrated: Path, voice: str) -> None:
    if voice == "pico" and not is_installed():
        pytest.skip("no wheel of py-nanotts for this machine")
    text = "Draw your right knee in, and hold it there. Then let it sink. Breathe out slowly; rest for a while."
    with Speaker(voice, "en", Delivery(1.0, clause_pause_ms=400, sentence_pause_ms=900), calibrated) as speaker:
        rate = measured(speaker.pcm(text).samples.astype(np.float32), MIX_RATE_HZ)
    assert rate.pauses_ms == pytest.approx([400, 900, 900, 400], abs=40)


def test_three_dots_are_a_pause_of_their_own_length_and_add_up_with_no_other(calibrated: Path) -> None:
    text = "Breathe in… and let go of it all... now. Rest a while… Then begin."
    delivery = Delivery(1.0, sentence_pause_ms=900, ellipsis_pause_ms=1_400)
    with Speaker("hibari", "en", delivery, calibrated) as speaker:
        rate = measured(speaker.pcm(text).samples.astype(np.float32), MIX_RATE_HZ)
        assert speaker.duration_ms(text) == pytest.approx(speaker.estimate_ms(text), rel=0.2)
    assert rate.pauses_ms == pytest.approx([1_400, 1_400, 900, 1_400], abs=40)
    with Speaker("hibari", "en", Delivery(1.0, ellipsis_pause_ms=700), calibrated) as speaker:
        speaker.pcm("Rest.")
        assert not speaker.is_cached(text)
    with Speaker("hibari", "en", Delivery(1.0), calibrated) as speaker:
        assert speaker.is_cached("Rest.")


@pytest.mark.parametrize("voice", ["tone", "hibari"])
def test_pauses_are_part_of_the_name_of_a_cached_phrase_where_they_are_heard(calibrated: Path, voice: str) -> None:
    with Speaker(voice, "en", Delivery(1.0), calibrated) as speaker:
        speaker.pcm("Rest.")
    with Speaker(voice, "en", Delivery(1.0, clause_pause_ms=500), calibrated) as speaker:
        assert speaker.is_cached("Rest.") is (voice == "tone")


def test_a_sentence_that_cannot_be_spoken_is_reported_by_its_phrase(calibrated: Path) -> None:
    if not is_installed():
        pytest.skip("no wheel of py-nanotts for this machine")
    text = "Ruhig liegen. Привет."
    with Speaker("pico", "de", Delivery(), calibrated) as speaker, pytest.raises(SpeechError) as caught:
        speaker.pcm(text)
    assert caught.value.text == text


@pytest.mark.parametrize("factor", [0.8, 1.03, 1.25])
def test_a_stretch_has_the_length_asked_for_and_is_the_same_each_time(factor: float) -> None:
    if not can_stretch():
        pytest.skip("no wheel of python-stretch for this machine")
    tone = 0.3 * np.sin(np.arange(32_000) * 0.08).astype(np.float32)
    longer = stretched(tone, 16_000, factor)
    assert len(longer) == pytest.approx(factor * len(tone), abs=2)
    assert np.array_equal(longer, stretched(tone, 16_000, factor))


def test_an_estimate_is_longer_for_a_slower_pace_and_for_pauses() -> None:
    text = "Breathe in, and out. Rest."
    assert estimated_ms(text, "en", 0.5) == pytest.approx(2 * estimated_ms(text, "en", 1.0), abs=2)
    assert estimated_ms(text, "en", 1.0, 0, 0) == estimated_ms(text, "en", 1.0) - 350 - 800
    assert SHORTEST_PAUSE_MS < 350
