"""Standard input as a script, standard output as a file, and a command that says nothing."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import soundfile

if TYPE_CHECKING:
    from collections.abc import Callable

    from command_line import Done

    Run = Callable[..., Done]

SCRIPT = b"- voice: tone\n\nHello.\n"


@pytest.fixture
def piped(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command with a script on its standard input."""

    def run_with(*words: str, script: bytes = SCRIPT) -> Done:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(script)))
        return run(*words)

    return run_with


def test_a_script_comes_from_standard_input_and_a_file_goes_to_standard_output(tmp_path: Path) -> None:
    words = ["export", "-q", "-", "-o", "-", "--format", "flac"]
    program = [sys.executable, "-m", "voicecoach", *words]
    done = subprocess.run(program, input=SCRIPT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    path = tmp_path / "out.flac"
    path.write_bytes(done.stdout)
    assert soundfile.info(path).frames == (500 + 360 + 1_500) * 48


@pytest.mark.parametrize("command", ["check", "show", "format"])
def test_commands_that_read_a_script_take_it_from_standard_input(command: str, piped: Run) -> None:
    done = piped(command, "-")
    assert done.code == 0, done.err
    wrong = piped(command, "-", script=b"- hodl: 3s\n\nHello.\n")
    assert wrong.code == 1
    assert "<text>:1:3: error" in wrong.out + wrong.err


def test_a_session_from_standard_input_has_a_file_name(tmp_path: Path, piped: Run) -> None:
    assert piped("export", "-").code == 0
    assert (tmp_path / "session.mp3").is_file()
    assert piped("play", "-", "--device", "wav:played.wav").code == 0
    assert "--resume needs a script in a file" in piped("play", "-", "--resume").err


@pytest.mark.parametrize("words", [["-", "--split", "parts"], ["-", "-", "-o", "-"], ["-", "-o", "-", "--sidecars"]])
def test_standard_output_takes_one_file(words: list[str], piped: Run) -> None:
    done = piped("export", *words, "-o", "-")
    assert (done.code, done.out) == (2, "")


@pytest.mark.parametrize(("words", "found"), [(["help", "export"], "SCRIPT..."), (["list"], "lower-back")])
def test_names_that_people_try_do_what_they_mean(run: Run, words: list[str], found: str) -> None:
    done = run(*words)
    assert done.code == 0
    assert found in done.out
    assert run("help").out == run("--help").out
    assert run("version").out == run("--version").out
    assert 'did you mean "export"?' in run("exprot").err
    assert 'did you mean "export"?' in run("help", "exprot").err


def test_the_first_steps_name_the_persons_own_scripts(run: Run) -> None:
    assert "Your own" not in run().out
    run("new", "my-back")
    assert "Your own scripts: my-back" in run().out
    assert run("scripts").out.startswith("Your routines:\nmy-back ")
