"""Keep the machine from falling asleep during a session, where the platform lets a program ask for that."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import ClassVar, Self

STAYS_AWAKE = "this computer stays awake while the session plays"
MAY_SLEEP = "this computer may go to sleep: check its energy settings"

_LEAVE_S = 1.0
# Programs that keep the machine awake as long as the command at their end runs. The second one serves a login that may
# not forbid all sleep, such as one over ssh.
_INHIBIT = ("systemd-inhibit", "--who=voicecoach", "--why=a session is playing", "--mode=block")
_KEEPERS = {
    "linux": ((*_INHIBIT, "--what=idle:sleep"), (*_INHIBIT, "--what=idle")),
    "darwin": (("caffeinate", "-i"),),
}
# It prints a line when it runs, and ends with the pipe that it reads: also a killed player leaves nothing behind.
_COMMAND = ("sh", "-c", "echo awake; exec cat")


class Awake:
    """Does nothing; used where the platform has no way to stay awake."""

    @property
    def note(self) -> str:
        """A sentence on whether the machine stays awake; empty while that is not known yet."""
        return MAY_SLEEP

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Allow the machine to sleep again."""


class AwakeByProgram(Awake):
    """Keeps the machine awake by a program that runs beside the player, and ends with it.

    Args:
        keepers: The programs to try in turn, each without the command to run.
    """

    def __init__(self, keepers: tuple[tuple[str, ...], ...]) -> None:
        self._keepers = keepers
        self._program: subprocess.Popen[bytes] | None = None
        self._held = False
        self._leaving = False
        self._known = threading.Event()
        self._lock = threading.Lock()

    @property
    def note(self) -> str:
        """A sentence on whether a program answered; empty while that is not known yet."""
        if not self._known.is_set():
            return ""
        return STAYS_AWAKE if self._held else MAY_SLEEP

    def __enter__(self) -> Self:
        threading.Thread(target=self._hold, name="voicecoach awake", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._leaving = True
            program = self._program
        if program is not None:
            _end(program)

    def _hold(self) -> None:
        for keeper in self._keepers:
            program = self._begin(keeper)
            if program is None:
                break
            assert program.stdout is not None
            self._held = bool(program.stdout.readline())
            if self._held:
                break
            _end(program)
        self._known.set()

    def _begin(self, keeper: tuple[str, ...]) -> subprocess.Popen[bytes] | None:
        """Return the started program; None if it is not found or the session is over."""
        path = shutil.which(keeper[0])
        with self._lock:
            if path is None or self._leaving:
                return None
            try:
                # In a session of its own, so that the terminal's Ctrl-C and Ctrl-Z are for the player alone.
                self._program = subprocess.Popen(  # noqa: S603 - the keepers named above, found on the person's path
                    [path, *keeper[1:], *_COMMAND],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )
            except OSError:  # a program that cannot be run keeps nothing awake, which the note then says
                return None
            return self._program


class AwakeByWindows(Awake):
    """Tells Windows that the system is in use, until the program ends, however it ends."""

    _CONTINUOUS: ClassVar = 0x8000_0000
    _SYSTEM_REQUIRED: ClassVar = 0x0000_0001

    def __init__(self) -> None:
        self._held = False

    @property
    def note(self) -> str:
        """A sentence on whether Windows agreed."""
        return STAYS_AWAKE if self._held else MAY_SLEEP

    def __enter__(self) -> Self:
        self._held = self._tell(self._CONTINUOUS | self._SYSTEM_REQUIRED)
        return self

    def __exit__(self, *_: object) -> None:
        self._tell(self._CONTINUOUS)

    def _tell(self, state: int) -> bool:
        """Set the state of this thread (``SetThreadExecutionState`` of kernel32); return whether it was taken."""
        if sys.platform != "win32":
            raise NotImplementedError("only Windows has this call")
        import ctypes

        return bool(ctypes.windll.kernel32.SetThreadExecutionState(state))


@contextlib.contextmanager
def staying_awake() -> Iterator[Awake]:
    """Keep the machine awake for as long as the context lasts; entering it takes no time.

    To be entered in the main thread, for a device that plays in real time. The screen may go dark, and a person who
    closes the lid has the last word.
    """
    with _for_this_platform() as awake:
        yield awake


def _for_this_platform() -> Awake:
    if sys.platform == "win32":
        return AwakeByWindows()
    keepers = _KEEPERS.get(sys.platform)
    return AwakeByProgram(keepers) if keepers and os.name == "posix" else Awake()


def _end(program: subprocess.Popen[bytes]) -> None:
    """End the program by closing its input, or kill it."""
    assert program.stdin is not None
    with contextlib.suppress(BrokenPipeError):
        program.stdin.close()
    try:
        program.wait(_LEAVE_S)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()
    if program.stdout is not None:
        program.stdout.close()
