"""The command line in this process, as often as hypothesis likes."""

from __future__ import annotations

import io
import signal
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from voicecoach.cli.ending import Ending
from voicecoach.cli.main import run as run_the_command_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ENDINGS = ("SIGINT", "SIGTERM", "SIGHUP")


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of one's own, in which everything takes place."""
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Done]]:
    """Return a function that runs the command line, which always ends as it is promised to."""
    del place
    before = {name: signal.getsignal(getattr(signal, name)) for name in ENDINGS if hasattr(signal, name)}
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)

    def run_command(*words: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["voicecoach", *words])
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
        with redirect_stdout(out), redirect_stderr(err):
            code = run_the_command_line(Ending())
        said = [stream.buffer.getvalue().decode() for stream in (out, err)]  # type: ignore[attr-defined]
        assert code in {0, 1, 2}
        assert "Traceback" not in said[1]
        assert "mistake in the program" not in said[1]
        # What is wrong with a script is what ``check`` was asked for.
        assert code == 0 or (said[0] if words[0] == "check" and code == 1 else said[1]).strip()
        return Done(code, *said)

    yield run_command
    for name, handler in before.items():
        signal.signal(getattr(signal, name), handler)
