"""The command line, run in this process or in one of its own; the person's folders are empty."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from voicecoach.cli.main import run as run_the_command_line
from voicecoach.signals import TerminationSignals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CHECKOUT = Path(__file__).parents[2]
ENDINGS = ("SIGINT", "SIGTERM", "SIGHUP")


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("PYTHONPATH", str(CHECKOUT))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[Callable[..., Done]]:
    """Return a function that runs the command line in this process, all but its leaving."""
    before = {name: signal.getsignal(getattr(signal, name)) for name in ENDINGS if hasattr(signal, name)}
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)

    def run_command(*words: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["voicecoach", *words])
        capfd.readouterr()
        code = run_the_command_line(TerminationSignals())
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err
        return Done(code, out, err)

    yield run_command
    for name, handler in before.items():
        signal.signal(getattr(signal, name), handler)


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Return a function that starts the command line in a process of its own."""
    started: list[subprocess.Popen[str]] = []

    def start_command(*words: str, **options: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "voicecoach", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, **options},  # type: ignore[dict-item]
        )
        started.append(process)
        return process

    yield start_command
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    """Return a function that writes a script and returns its name in the folder of the test."""

    def write_script(text: str | bytes, name: str = "test.md") -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else textwrap.dedent(text).lstrip("\n").encode())
        return name

    return write_script
