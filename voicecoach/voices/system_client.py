"""The other end of the worker's pipe: starts it, asks it with a deadline, and ends it."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import tempfile
import threading
import weakref
from pathlib import Path
from typing import Any

_WORKER = Path(__file__).with_name("system_worker.py")
_ENDING_S = 2.0


class WorkerError(Exception):
    """Raised when the worker died, missed its deadline or reported an error of the engine."""


class Worker:
    """One running worker with a folder of its own; both are gone when it is closed, or with this program.

    Attributes:
        folder: Where the worker writes its files.
        pid: The worker's number in the system.
    """

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="voicecoach-", ignore_cleanup_errors=True)
        self.folder = Path(self._folder.name)
        self._log = self.folder / "worker.log"
        with self._log.open("wb") as log:
            # -P keeps this folder, whose modules are called like packages, out of the worker's imports.
            self._program = subprocess.Popen(  # noqa: S603 - our own file, run by this very interpreter
                [sys.executable, "-P", str(_WORKER), str(self.folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                encoding="utf-8",
            )
        self.pid = self._program.pid
        self._replies: queue.Queue[str] = queue.Queue()
        threading.Thread(target=_collect, args=(self._program, self._replies), daemon=True).start()
        self._end = weakref.finalize(self, _end, self._program, self._folder)

    def ask(self, request: dict[str, Any], deadline_ms: int) -> dict[str, Any]:
        """Return the worker's reply.

        Raises:
            WorkerError: It did not come within the deadline, or is an error.
        """
        assert self._program.stdin
        try:
            self._program.stdin.write(json.dumps(request) + "\n")
            self._program.stdin.flush()
            line = self._replies.get(timeout=deadline_ms / 1000)
        except OSError as error:
            raise WorkerError(self._last_words()) from error
        except queue.Empty as error:
            raise WorkerError(f"it did not answer within {deadline_ms / 1000:g} s") from error
        if not line:
            raise WorkerError(self._last_words())
        reply: dict[str, Any] = json.loads(line)
        if "error" in reply:
            raise WorkerError(reply["error"])
        return reply

    def close(self) -> None:
        """End the worker, at once where it hangs."""
        self._end()

    def _last_words(self) -> str:
        """Return how the worker ended, with the last line that its engine printed."""
        try:
            code: int | None = self._program.wait(_ENDING_S)
        except subprocess.TimeoutExpired:
            code = None
        lines = self._log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return f"its program ended (code {code})" + (f" after saying {lines[-1]!r}" if lines else "")


def _collect(program: subprocess.Popen[str], replies: queue.Queue[str]) -> None:
    """Hand over each reply, and an empty line when there are no more."""
    assert program.stdout
    for line in program.stdout:
        replies.put(line)
    replies.put("")


def _end(program: subprocess.Popen[str], folder: tempfile.TemporaryDirectory[str]) -> None:
    program.kill()
    program.wait()
    for pipe in (program.stdin, program.stdout):
        # What was still to be written has no reader any more.
        with contextlib.suppress(OSError):
            if pipe:
                pipe.close()
    folder.cleanup()
