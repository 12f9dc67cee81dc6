from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import soundfile
from examples import IS_DEEP

from voicecoach.voices.engines import pico

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]

# The German voice that auto takes where no Piper voice is installed.
SMALL_GERMAN = "pico:de-DE" if pico.is_installed() else "system:German"
DEMO_OF_GERMAN = f"{SMALL_GERMAN.replace(':', '-')}.wav"


def test_the_list_begins_with_the_default_voices_and_why(run: Run) -> None:
    heading, _, groups = run("voices").out.partition("\n")
    assert heading == "Default voices, by language:"
    lines = groups.partition("\n\n")[0].splitlines()
    assert [line.split()[0] for line in lines if not line.startswith("    ")] == [
        "English", "German", "Spanish", "French", "Italian", "Portuguese", "Dutch",
    ]  # fmt: skip
    assert "hibari:heart: the natural" in lines[0]
    assert SMALL_GERMAN in lines[1]
    assert "no natural one is installed" in lines[1]
    assert "basic voice; for a natural one: voicecoach voices get de" in lines[2]


def test_natural_voices_stand_first_and_basic_ones_are_counted(run: Run) -> None:
    listed = run("voices").out
    assert "hibari:heart                 English        American, female" in listed
    assert "basic voices, harder to understand: voicecoach voices --all" in listed
    assert SMALL_GERMAN not in listed.partition("Natural voices:")[2]
    assert SMALL_GERMAN in run("voices", "--all").out.partition("Basic voices:")[2]


def test_json_stays_a_list_and_tells_what_auto_picks(run: Run) -> None:
    listed = json.loads(run("voices", "--json").out)
    picked = {voice["name"]: voice["auto_for"] for voice in listed if voice["auto_for"]}
    assert picked["hibari:heart"] == ["en"]
    assert picked[SMALL_GERMAN] == ["de"]
    assert sorted(language for languages in picked.values() for language in languages) == [
        "de", "en", "es", "fr", "it", "nl", "pt",
    ]  # fmt: skip
    assert {"name", "engine", "language", "usable", "remedy", "licence", "description", "auto_for"} == {*listed[0]}


def test_a_language_restricts_the_list(run: Run) -> None:
    listed = json.loads(run("voices", "--language", "de_AT", "--json").out)
    assert {voice["language"] for voice in listed} <= {"de", "de-AT", "de-DE", ""}
    assert [voice["name"] for voice in listed if voice["auto_for"] == ["de_AT"]] == [SMALL_GERMAN]
    assert "piper:joe" not in run("voices", "--language", "de").out


def test_fetching_shows_size_and_licence_first_and_asks(run: Run, voice_server: Any) -> None:
    path = voice_server.add("de_DE-thorsten-medium", model=b"x" * 3_000_000)
    refused = run("voices", "get", "de")
    assert refused.code == 2
    assert "piper:de_DE-thorsten-medium: German (de-DE), medium quality, 3 MB" in refused.err
    assert "licence: CC0 (" in refused.err
    assert "--yes" in refused.err
    assert path not in voice_server.asked
    fetched = run("voices", "get", "de", "--yes")
    assert fetched.code == 0, fetched.err
    assert "CC0" in fetched.err
    assert fetched.out == ""
    assert "already installed" in run("voices", "get", "German").err
    listed = json.loads(run("voices", "--json").out)
    (voice,) = [voice for voice in listed if voice["name"] == "piper:de_DE-thorsten-medium"]
    assert voice["usable"]
    assert voice["auto_for"] == ["de"]
    assert voice["licence"].endswith("CC0")


@pytest.mark.parametrize(("answer", "is_fetched"), [(b"n\n", False), (b"y\n", True)])
def test_on_a_terminal_the_answer_decides(tmp_path: Path, voice_server: Any, answer: bytes, is_fetched: bool) -> None:  # noqa: FBT001
    path = voice_server.add("de_DE-thorsten-medium")
    ours, theirs = pty.openpty()
    os.write(ours, answer)
    done = subprocess.run([sys.executable, "-m", "voicecoach", "voices", "get", "de"], stdin=theirs, check=False)
    os.close(ours)
    os.close(theirs)
    assert (done.returncode == 0) is is_fetched
    assert (path in voice_server.asked) is is_fetched
    assert (tmp_path / "home" / "voices" / "de_DE-thorsten-medium.onnx").exists() is is_fetched


def test_an_unknown_language_is_told_with_those_there_are(run: Run, voice_server: Any) -> None:
    voice_server.add("de_DE-thorsten-medium")
    done = run("voices", "get", "klingon", "--yes")
    assert done.code == 1
    assert "there is no voice to download called 'klingon'" in done.err
    assert "de" in done.err


def test_without_a_network_it_says_what_to_do(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICECOACH_VOICES_URL", "http://127.0.0.1:1")
    done = run("voices", "get", "de", "--yes")
    assert done.code == 1
    assert "does not answer" in done.err
    assert "another computer" in done.err


# By language the natural voices, and the one that auto picks there. The pace of most of these is measured first, which
# takes seconds.
OF_LANGUAGES = {"en": {"hibari-heart.wav", "piper-joe.wav"}, "de": {DEMO_OF_GERMAN}}


@pytest.mark.parametrize("language", ["", "de"] if IS_DEEP else ["de"])
def test_a_demo_is_one_file_for_each_natural_voice_and_those_that_auto_picks(
    run: Run, tmp_path: Path, language: str
) -> None:
    done = run("voices", "--demo", "-o", "demo", *(["--language", language] if language else []))
    assert done.code == 0, done.err
    written = {path.name for path in (tmp_path / "demo").iterdir()}
    if language:
        assert written == OF_LANGUAGES[language]
    else:
        assert set().union(*OF_LANGUAGES.values()) <= written
        assert "tone.wav" not in written
        assert len([name for name in written if name.startswith(("system-", "pico-"))]) == 6
    for name in written:
        assert 1.5 < soundfile.info(tmp_path / "demo" / name).duration < 8, name


def test_a_demo_plays(run: Run) -> None:
    done = run("voices", "--demo", "--language", "de", "--device", "wav:demo.wav")
    assert done.code == 0, done.err
    assert soundfile.info("demo.wav").duration > 2


def test_a_voice_that_cannot_speak_does_not_keep_the_others_from_it(run: Run, voice_server: Any) -> None:
    voice_server.add("de_DE-broken-medium")
    run("voices", "get", "de", "--yes")
    done = run("voices", "--demo", "--language", "de", "--all", "-o", "demo")
    assert done.code == 1
    assert "could not be loaded" in done.err
    assert Path("demo", DEMO_OF_GERMAN).exists()
    assert Path("demo/tone.wav").exists()


@pytest.mark.parametrize("words", [("-o", "x"), ("--demo", "--json")])
def test_options_that_do_not_go_together_are_wrong_usage(run: Run, words: tuple[str, ...]) -> None:
    assert run("voices", *words).code == 2
