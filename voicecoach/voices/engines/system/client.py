"""Worker programs: start one with its espeak-ng library, ask it with a deadline, end it.

pyttsx3 loads ``libespeak-ng.so.1`` by that name, and gets a library of the same name that is already loaded. espeak-ng
ends the whole process when it does not find ``espeak-ng-data``. So both paths are found here, and the worker loads the
library before pyttsx3 looks for it.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import json
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import weakref
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from voicecoach.machine import installed_release
from voicecoach.store.lock import LockedPath, locked_folder, remove_abandoned

_SONAME = "libespeak-ng.so.1"
_WORKER = Path(__file__).with_name("worker.py")
_ENDING_S = 2.0
_PHRASE_BYTES = 5_000_000  # nearly two minutes
_FOLDER_PREFIX = "voicecoach-system-"
_FOLDER_NAME = re.compile(re.escape(_FOLDER_PREFIX) + r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class EspeakLibrary:
    """An espeak-ng library.

    Attributes:
        path: Its file, or a name that the system's loader resolves.
        sounds_parent: The folder that holds ``espeak-ng-data``; empty where the library knows its own.
        version: Its release, and the package that brought it.
    """

    path: str
    sounds_parent: str
    version: str


@cache
def installed_espeak() -> EspeakLibrary | None:
    """Return the library of the system's package, or None where there is none."""
    try:
        library = ctypes.CDLL(_SONAME)
    except OSError:
        return None
    library.espeak_Info.restype = ctypes.c_char_p
    version: bytes = library.espeak_Info(ctypes.byref(ctypes.c_char_p()))
    return EspeakLibrary(_SONAME, "", f"espeak-ng {version.decode()}")


@cache
def packaged_espeak() -> EspeakLibrary | None:
    """Return the library of the Python package ``espeakng-loader``, or None where that is missing."""
    package = importlib.util.find_spec("espeakng_loader")
    if package is None or package.origin is None:
        return None
    folder = Path(package.origin).parent
    path = folder / _SONAME
    if not path.exists() or not (folder / "espeak-ng-data").is_dir():
        return None
    return EspeakLibrary(str(path), str(folder), f"espeakng-loader {installed_release('espeakng-loader')}")


def find_espeak() -> EspeakLibrary | None:
    """Return the system's library, else the packaged one, else None."""
    return installed_espeak() or packaged_espeak()


class WorkerError(Exception):
    """Raised when the worker died, missed its deadline or reported an error of the engine."""


def temporary_folder() -> Path:
    """Return the folder for the folders of all workers."""
    return Path(tempfile.gettempdir())


def has_room() -> bool:
    """Return whether a long phrase can be written to that folder."""
    try:
        return shutil.disk_usage(temporary_folder()).free >= _PHRASE_BYTES
    except OSError:
        return False


def remove_abandoned_folders() -> None:
    """Remove the folders of workers that were killed together with their program."""
    with contextlib.suppress(OSError):  # no folder for temporary files: reported when a worker needs one
        remove_abandoned(temporary_folder(), _FOLDER_NAME)


class Worker:
    """One running worker with a folder of its own; both are gone when it is closed, or with this program.

    Where both were killed, the folder is removed by :func:`remove_abandoned_folders`.

    Raises:
        WorkerError: It cannot be started.

    Attributes:
        folder: The folder for the worker's files.
        pid: The worker's process id.
        settings: What its engine was last set to.
    """

    def __init__(self) -> None:
        try:
            locked = locked_folder(temporary_folder(), _FOLDER_PREFIX)
        except OSError as error:
            raise WorkerError(f"there is no folder for temporary files ({error.strerror or error})") from error
        self.folder = locked.path
        self._log = self.folder / "worker.log"
        try:
            self._program = _started(self.folder, self._log)
        except OSError as error:
            _remove(locked)
            raise WorkerError(f"its program cannot be started ({error.strerror or error})") from error
        self.pid = self._program.pid
        self.settings: dict[str, int] = {}
        self._replies: queue.Queue[str] = queue.Queue()
        threading.Thread(target=_collect, args=(self._program, self._replies), daemon=True).start()
        self._end = weakref.finalize(self, _end, self._program, locked)

    def ask(self, request: dict[str, Any], deadline_ms: int) -> dict[str, Any]:
        """Return the worker's reply to a request.

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
        """End the worker at once, even if it hangs."""
        self._end()

    def _last_words(self) -> str:
        """Return the worker's exit code in words, with the last line that its engine printed."""
        try:
            code: int | None = self._program.wait(_ENDING_S)
        except subprocess.TimeoutExpired:
            code = None
        lines = self._log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return f"its program ended (code {code})" + (f" after saying {lines[-1]!r}" if lines else "")


def _started(folder: Path, log_path: Path) -> subprocess.Popen[str]:
    with log_path.open("wb") as log:
        # -P keeps this folder, whose modules are called like packages, out of the worker's imports.
        return subprocess.Popen(  # noqa: S603 - our own file, run by this very interpreter
            [sys.executable, "-P", str(_WORKER), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            encoding="utf-8",
        )


def _collect(program: subprocess.Popen[str], replies: queue.Queue[str]) -> None:
    """Put each reply into the queue, and an empty line when there are no more."""
    assert program.stdout
    for line in program.stdout:
        replies.put(line)
    replies.put("")


def _end(program: subprocess.Popen[str], locked: LockedPath) -> None:
    program.kill()
    program.wait()
    for pipe in (program.stdin, program.stdout):
        # Closing flushes, and the reader is gone.
        with contextlib.suppress(OSError):
            if pipe:
                pipe.close()
    _remove(locked)


def _remove(locked: LockedPath) -> None:
    shutil.rmtree(locked.path, ignore_errors=True)
    locked.release()
