"""An engine that goes wrong in whatever way: one error that names the phrase and says what to do, and no file."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from engines import FAULTS, FaultyVoice
from patience import wait_for

from voicecoach.errors import SpeechError
from voicecoach.voices.base import Speech
from voicecoach.voices.rendering import TrimmedPhrase, speech_of

if TYPE_CHECKING:
    pass

PROGRAM = (str(Path(__file__).with_name("with_faulty_voice.py")),)
posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals between processes")
PHRASE = "Draw your knee in."


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_speech_is_an_error_that_names_the_phrase_and_says_what_to_do(fault: str) -> None:
    voice = FaultyVoice(fault, "en", 1.0)
    assert TrimmedPhrase(voice, "Welcome.").finished(0.0).duration_ms > 400
    with pytest.raises(SpeechError) as caught:
        TrimmedPhrase(voice, PHRASE).finished(0.0)
    assert PHRASE in caught.value.message
    assert f"faulty:{fault}" in caught.value.message
    assert caught.value.hint
    assert "\n" not in caught.value.message


def test_the_reason_is_told_in_figures() -> None:
    with pytest.raises(SpeechError, match="600 s of sound"):
        speech_of(FaultyVoice("long", "en", 1.0), PHRASE)
    with pytest.raises(SpeechError, match=r"RuntimeError: the model is broken\)"):
        speech_of(FaultyVoice("crash", "en", 1.0), PHRASE)
    with pytest.raises(SpeechError, match=r"its engine failed \(MemoryError\)"):
        speech_of(FaultyVoice("memory", "en", 1.0), PHRASE)


def test_a_person_who_wants_to_stop_is_no_failure_of_the_engine() -> None:
    class Interrupted(FaultyVoice):
        def speak(self, text: str) -> Speech:
            raise KeyboardInterrupt(text)

    with pytest.raises(KeyboardInterrupt):
        speech_of(Interrupted("", "en", 1.0), PHRASE)


def test_a_recording_may_be_as_long_as_the_person_likes() -> None:
    speech = speech_of(FaultyVoice("long", "en", 1.0), PHRASE, any_length=True)
    assert len(speech.samples) == 600 * 24_000


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_any_floats_at_any_usual_rate_are_speech(dtype: type) -> None:
    class Other(FaultyVoice):
        def speak(self, text: str) -> Speech:
            return Speech(super().speak(text).samples[::2].astype(dtype), 12_000)

    speech = speech_of(Other("", "en", 1.0), "Welcome.")
    assert (speech.samples.dtype, speech.rate_hz) == (np.float32, 12_000)


@pytest.mark.parametrize("command", [["export", "-o", "a.mp3"], ["play", "--device", "null"]], ids=" ".join)
def test_no_command_goes_on_without_a_phrase(place: Any, command: list[str]) -> None:
    (place.files / "a.mp3").write_bytes(b"precious")
    done = place.run(*command, "a.md", "--voice", "faulty:nan", program=PROGRAM)
    assert (done.code, done.out) == (1, "")
    message, hint = done.err.splitlines()[-2:]
    assert PHRASE in message
    assert hint.startswith("    ")
    assert sorted(path.name for path in place.files.iterdir()) == ["a.md", "a.mp3"]
    assert (place.files / "a.mp3").read_bytes() == b"precious"
    assert place.left() == []


@posix
def test_a_phrase_that_hangs_is_given_up_by_ctrl_c_at_the_second_press_at_the_latest(place: Any) -> None:
    exporting = place.start("export", "a.md", "--voice", "faulty:hang", "-o", "a.mp3", program=PROGRAM)
    wait_for(lambda: list(place.cache.glob("speech/welcome*")))
    exporting.send_signal(signal.SIGINT)
    try:
        _, err = exporting.communicate(timeout=1)
    except subprocess.TimeoutExpired:
        exporting.send_signal(signal.SIGINT)
        _, err = exporting.communicate()
    assert (exporting.returncode, err.splitlines()[-1]) == (130, "interrupted")
    assert place.left() == []
