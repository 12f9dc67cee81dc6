"""Isolated cues close, questions rise, and a pitch that is asked for is heard; by a pitch meter of the tests' own."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from examples import LONG
from pitch import pitch_semitones

from voicecoach.errors import VoiceUnavailableError
from voicecoach.voices.engines.hibari import HibariVoice, file_of, stretch_of
from voicecoach.voices.engines.hibari_prosody import OtherGraphError, adapted, closed, spectrum, spoken
from voicecoach.voices.engines.pico import PicoVoice, is_installed
from voicecoach.voices.engines.system.voice import SystemVoice
from voicecoach.voices.engines.system.voice import open_voice as open_system

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray


ISOLATED = ["One.", "Two.", "Three.", "Eight.", "Ten.", "Bridge.", "Breathe in.", "Breathe out.", "Rest.", "Half way.",
            "Other side.", "Well done."]  # fmt: skip
QUESTIONS = ["Are you ready?", "Is your back flat on the floor?", "Does it touch the floor?"]
LEAST_FALL = 5.0
OWN_PITCH_HZ = 200


@pytest.fixture(scope="module")
def hibari() -> Iterator[HibariVoice]:
    voice = HibariVoice("heart", "en", 1.0)
    yield voice
    voice.close()


def pitch(voice: HibariVoice, text: str) -> NDArray[np.float64]:
    speech = voice.speak(text)
    return pitch_semitones(speech.samples, speech.rate_hz)


def sound(voice: HibariVoice, text: str, *, closes: bool) -> NDArray[np.float32]:
    model, _ = voice._shared.loaded("heart", "en")
    (phonemes,) = model.phonemize(text)
    return spoken(model, phonemes, stretch=stretch_of(voice.pace), pitch_semitones=0, closes=closes, seed=0)


@pytest.mark.parametrize("text", ISOLATED)
def test_an_isolated_cue_falls_at_its_end(hibari: HibariVoice, text: str) -> None:
    heard = pitch(hibari, text)
    assert heard.max() - heard[-3:].min() >= LEAST_FALL
    assert heard[-1] <= heard[-len(heard) // 3 :].min() + 2.5


@pytest.mark.parametrize("text", ["Turn back, and rest.", "Let them hang."])
def test_the_burst_of_a_consonant_hides_no_vowel(hibari: HibariVoice, text: str) -> None:
    """The pitch itself is looked at, in frames that are not 30 dB softer than the vowels: a meter slips here."""
    model, _ = hibari._shared.loaded("heart", "en")
    made = spectrum(model, model.phonemize(text)[-1], stretch_of(0.9))
    power_db = 10 * np.log10(np.exp(2 * made.parts[0].astype(np.float64)).sum(axis=0))
    heard = (made.pitch_hz > 80) & (power_db > np.percentile(power_db, 90) - 30)
    semitones = 12 * np.log2(closed(made)[heard])
    assert semitones.max() - semitones[-1] >= LEAST_FALL
    assert semitones[-1] - semitones[-len(semitones) // 3 :].min() < 1.0


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_ends_as_the_network_has_it(hibari: HibariVoice, text: str) -> None:
    assert np.array_equal(hibari.speak(text).samples, sound(hibari, text, closes=False))
    assert not np.array_equal(hibari.speak(text).samples, sound(hibari, text, closes=True))


def test_a_fall_does_not_click(hibari: HibariVoice) -> None:
    for text in ISOLATED:
        own, closed = (sound(hibari, text, closes=closes) for closes in (False, True))
        assert np.abs(np.diff(closed)).max() < 1.5 * np.abs(np.diff(own)).max(), text


@pytest.mark.parametrize("semitones", [-3, 2])
@pytest.mark.parametrize("engine", ["hibari", "pico", "system"])
def test_a_pitch_is_heard_as_it_was_asked_for(engine: str, semitones: int) -> None:
    if engine == "pico" and not is_installed():
        pytest.skip("no wheel of py-nanotts for this machine")
    voices: dict[str, Callable[[], HibariVoice | PicoVoice | SystemVoice]] = {
        "hibari": lambda: HibariVoice("heart", "en", 1.0),
        "pico": lambda: PicoVoice("en-GB", "en", 1.0),
        "system": lambda: open_system("en", "en", 1.0),
    }
    voice = voices[engine]()
    medians = []
    for each in (0, semitones):
        tuned = voice.tuned(1.0, each)
        speech = tuned.speak("Draw your right knee towards your chest.")
        medians.append(np.median(pitch_semitones(speech.samples, speech.rate_hz)))
    voice.close()
    assert medians[1] - medians[0] == pytest.approx(semitones, abs=1.0)


@LONG
def test_the_samples_are_the_same_in_every_thread_and_process(hibari: HibariVoice) -> None:
    texts = ["One.", "Draw your right knee in, and hold it.", "Are you ready? Then go on."]
    program = (
        "import hashlib; from voicecoach.voices.engines.hibari import HibariVoice\n"
        f"voice = HibariVoice('heart', 'en', 1.0); texts = {texts!r}\n"
        "print([hashlib.sha256(voice.speak(text).samples.tobytes()).hexdigest() for text in texts])"
    )

    def digest(text: str) -> str:
        return hashlib.sha256(hibari.speak(text).samples.tobytes()).hexdigest()

    alone = [digest(text) for text in texts]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(digest, texts * 4)) == alone * 4
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == str(alone)


@LONG
@pytest.mark.usefixtures("fresh_models")
def test_another_network_speaks_at_the_librarys_own_speeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = Path(file_of("heart")).read_bytes()
    other = known.replace(b"/Sub_output_0", b"/Sub_output_9")
    with pytest.raises(OtherGraphError):
        adapted(other)
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
    with pytest.raises(VoiceUnavailableError) as missing:
        file_of("emma")
    path = Path(missing.value.hint.rpartition("save its file as ")[2])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(other)
    slow, fast = (HibariVoice("emma", "en", pace) for pace in (0.7, 1.3))
    texts = ("Draw your right knee in.", "Rest.")
    assert all(len(slow.speak(text).samples) > 1.3 * len(fast.speak(text).samples) for text in texts)
