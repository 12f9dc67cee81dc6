"""Completion, asked as a shell asks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from voicecoach.cli.completion import SHELLS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from command_line import Done

    Run = Callable[..., Done]
    Write = Callable[..., str]


def asked(line: str) -> dict[str, str]:
    """Return the variables with which bash asks for the last word of a command line."""
    return {"_VOICECOACH_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}


def offers(out: str) -> list[str]:
    return [row.partition(",")[2] for row in out.splitlines() if row]


@pytest.fixture
def completed(run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """Return a function that returns the words that bash is offered for the last word of a command line."""

    def complete(line: str) -> list[str]:
        with monkeypatch.context() as patch:
            for name, value in asked(line).items():
                patch.setenv(name, value)
            return offers(run().out)

    return complete


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("voicecoach exp", "export"),
        ("voicecoach play low", "lower-back"),
        ("voicecoach export --foc", "--focus"),
        ("voicecoach export --focus l", "left"),
        ("voicecoach export --voice hib", "hibari:heart"),
        ("voicecoach export --bed oc", "ocean"),
        ("voicecoach export --wording co", "coach"),
        ("voicecoach play lower-back --from bri", "Bridge"),
        ("voicecoach play lower-back --only Bridge,cat", "Bridge, Cat-Cow"),
        ("voicecoach play lower-back --device nu", "null"),
        ("voicecoach play lower-back --week lo", "log"),
        ("voicecoach export lower-back --week 8", "8"),
        ("voicecoach done low", "lower-back"),
        ("voicecoach log del", "delete"),
        ("voicecoach edit my", "my-back"),
    ],
)
def test_a_word_that_is_begun_is_completed(
    line: str, offered: str, run: Run, completed: Callable[[str], list[str]]
) -> None:
    run("new", "my-back")
    assert offered in completed(line)


def test_the_installed_command_completes() -> None:
    program = [sys.executable, "-c", "from voicecoach.cli.main import main; main()"]
    environment = {**os.environ, **asked("voicecoach play lower-back --from bri")}
    done = subprocess.run(program, env=environment, capture_output=True, text=True, check=False)
    assert (done.stderr, offers(done.stdout)) == ("", ["Bridge"])


def test_a_script_with_mistakes_or_none_offers_no_steps(write: Write, completed: Callable[[str], list[str]]) -> None:
    write("- hodl: 3", "a.md")
    assert completed("voicecoach play a.md --from B") == []
    assert completed("voicecoach play nowhere --from B") == []


@pytest.mark.parametrize("shell", SHELLS)
def test_it_is_installed_once_where_the_shell_reads_it(
    shell: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    row = SHELLS[shell]
    for _ in range(2):
        assert run("completion", shell, "--install").code == 0
    assert "_VOICECOACH_COMPLETE" in (tmp_path / row.file).read_text(encoding="utf-8")
    if row.startup:
        assert (tmp_path / row.startup).read_text(encoding="utf-8").count("completion.") == row.line.count("{0}")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_real_shell_takes_the_code(shell: str, run: Run, tmp_path: Path) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not here")
    path = tmp_path / "code"
    path.write_text(run("completion", shell).out, encoding="utf-8")
    before = "autoload -Uz compinit && compinit -u; " if shell == "zsh" else ""
    done = subprocess.run([program, "-c", f"{before}. {path}"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
