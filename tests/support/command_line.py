"""The command line, run in the process of the tests."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from voicecoach.cli.main import run as run_the_command_line
from voicecoach.signals import TerminationSignals

ENDINGS = ("SIGINT", "SIGTERM", "SIGHUP")


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str


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
