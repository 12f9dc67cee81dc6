"""Run the command line in this process, with its output to a pipe or to a terminal."""

from __future__ import annotations

import io
import signal
import sys
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import TYPE_CHECKING

from voicecoach.cli.main import run as run_the_command_line
from voicecoach.signals import TerminationSignals

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDINGS = ("SIGINT", "SIGTERM", "SIGHUP")


@dataclass(frozen=True)
class Done:
    """The output and the exit code of a command."""

    code: int
    out: str
    err: str


class _Stream(io.TextIOWrapper):
    """Keeps what is written to it."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal

    @property
    def kept(self) -> str:
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode()


def run(*words: str, is_terminal: bool = False) -> Done:
    """Run the command line, all but its leaving, which always ends as it is promised to."""
    out, err = _Stream(is_terminal=is_terminal), _Stream(is_terminal=is_terminal)
    with _own_process(words), redirect_stdout(out), redirect_stderr(err):
        code = run_the_command_line(TerminationSignals())
    assert code in {0, 1, 2}
    assert "Traceback" not in err.kept
    assert "a bug in voicecoach" not in err.kept
    # What is wrong with a script is what ``check`` was asked for.
    assert code == 0 or (out.kept if words[0] == "check" and code == 1 else err.kept).strip()
    return Done(code, out.kept, err.kept)


@contextmanager
def _own_process(words: tuple[str, ...]) -> Iterator[None]:
    """Give a command the words, the signals and the hooks of a process, and take them back."""
    handlers = {name: signal.getsignal(getattr(signal, name)) for name in _ENDINGS if hasattr(signal, name)}
    given, hook = sys.argv, sys.unraisablehook
    sys.argv = ["voicecoach", *words]
    try:
        yield
    finally:
        sys.argv, sys.unraisablehook = given, hook
        for name, handler in handlers.items():
            signal.signal(getattr(signal, name), handler)
