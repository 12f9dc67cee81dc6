from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from voicecoach.errors import NotFoundError, VoiceUnavailableError
from voicecoach.voices import hibari
from voicecoach.voices.names import VoiceName, parse
from voicecoach.voices.table import list_voices, open_voice, resolve_voice

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("spec", "language", "voice"),
    [
        ("auto", "en", VoiceName("hibari", "heart")),
        ("auto", "en_GB.UTF-8", VoiceName("hibari", "heart")),
        ("AUTO", "de", VoiceName("system", "de")),
        ("hibari", "en", VoiceName("hibari", "heart")),
        ("hibari:Emma", "en", VoiceName("hibari", "emma")),
        ("system", "pt-BR", VoiceName("system", "pt-BR")),
        ("system:de", "en", VoiceName("system", "de")),
        ("system:English (Scotland)", "en", VoiceName("system", "English (Scotland)")),
        ("piper:joe", "en", VoiceName("piper", "joe")),
        ("own:C:\\my recordings", "en", VoiceName("own", "C:\\my recordings")),
        ("tone", "fr", VoiceName("tone", "tone")),
    ],
)
def test_a_spec_names_one_voice(spec: str, language: str, voice: VoiceName) -> None:
    assert resolve_voice(spec, language) == voice
    assert parse(str(voice)) == voice


@pytest.mark.parametrize(
    ("spec", "hint"),
    [
        ("hibary", "did you mean 'hibari'?"),
        ("sistem:de", "did you mean 'system'?"),
        ("hibari:ema", "did you mean 'emma'?"),
        ("hibari:zzz", "there is: heart, emma, fenrir, fable, kore"),
        ("", "there is: auto"),
        ("auto:x", "nothing may follow"),
        ("piper", "piper:NAME"),
        ("own:", "own:FOLDER"),
        ("tone:low", "--voice tone"),
    ],
)
def test_an_unknown_voice_is_an_error_with_the_nearest(spec: str, hint: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        resolve_voice(spec, "en")
    assert hint in caught.value.hint
    assert caught.value.name == spec


@pytest.mark.parametrize("spec", ["piper:joe", "own:folder"])
def test_what_is_not_there_yet_says_so(spec: str) -> None:
    with pytest.raises(VoiceUnavailableError, match="later release"):
        open_voice(spec, "en", 1.0)


def test_resolving_loads_no_engine() -> None:
    program = (
        "import sys; from voicecoach.voices.table import open_voice, resolve_voice\n"
        "for spec in ('auto', 'hibari:emma', 'system', 'tone'): resolve_voice(spec, 'en')\n"
        "open_voice('auto', 'en', 1.0).estimate_ms('One.'); open_voice('auto', 'de', 1.0).version\n"
        "print({'hibari', 'onnxruntime', 'pyttsx3', 'soundfile', 'soxr'} & set(sys.modules))"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == "set()"


def test_the_list_has_every_engine_and_a_remedy_for_what_cannot_be_used() -> None:
    listed = list_voices()
    assert {line.engine for line in listed} == {"hibari", "system", "tone"}
    assert all(line.usable != bool(line.remedy) for line in listed)
    assert all(line.licence for line in listed)
    assert {"hibari:heart", "tone", "system:German"} <= {line.name for line in listed if line.usable}


def test_the_names_of_hibari_are_those_of_its_package() -> None:
    from hibari.voices import VOICES

    assert {name: about["language"] for name, about in VOICES.items()} == hibari.LANGUAGE_OF_VOICE


def test_a_voice_that_must_be_fetched_says_how_and_never_connects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
    with pytest.raises(VoiceUnavailableError) as caught:
        open_voice("hibari:emma", "en", 1.0).speak("One.")
    assert "hibari --voice emma" in caught.value.hint
    assert str(tmp_path) in caught.value.hint
    assert list(tmp_path.iterdir()) == []
    (line,) = [line for line in hibari.listings() if line.name == "hibari:emma"]
    assert not line.usable


def test_a_damaged_voice_file_is_a_plain_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hibari.voices import VOICES

    monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
    (tmp_path / VOICES["emma"]["file"]).write_bytes(b"not a model")
    with pytest.raises(VoiceUnavailableError, match="could not be loaded"):
        open_voice("hibari:emma", "en", 1.0).speak("One.")
