"""What is being written belongs to the run that writes it, until that run ends in whatever way.

The run holds a lock on it (``flock``), which the system lets go of together with the program. So what another
run can lock was left behind by one that was killed, and may be removed.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

if sys.platform != "win32":
    import fcntl


# Where nothing can be locked, such as on some network folders, what is this old was left behind.
_ABANDONED_S = 3_600


class Claim:
    """A file or folder that this run has just made, and that no other run takes for abandoned until it is released.

    On Windows nothing is held: what is open there cannot be removed, and could not be renamed either.

    Args:
        path: Of what is to be made.
        make: Makes it.

    Attributes:
        path: As given.

    Raises:
        OSError: It cannot be made, as ``make`` says.
    """

    def __init__(self, path: Path, make: Callable[[Path], object]) -> None:
        self.path = path
        self._descriptor: int | None = None
        make(path)
        # Between making and locking it, another run may have taken it for abandoned; it is gone then.
        while sys.platform != "win32" and not self._hold():
            make(path)

    def release(self) -> None:
        """Let it go; it stays where it is."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _hold(self) -> bool:
        try:
            descriptor = _open(self.path)
        except FileNotFoundError:
            return False
        with contextlib.suppress(OSError):  # where nothing can be locked, its age protects it
            _lock(descriptor, wait=True)
        if not _is_at(descriptor, self.path):
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True


@contextlib.contextmanager
def new_part(path: Path) -> Iterator[Path]:
    """Yield the path of a new empty file of this run, which is removed at the end unless it was renamed.

    Raises:
        OSError: It cannot be made; it is there already.
    """
    claim = Claim(path, lambda each: each.open("xb").close())
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)
        claim.release()


def new_folder(parent: Path, prefix: str) -> Claim:
    """Return a new folder of this run, open to nobody else, with a name of its own.

    Raises:
        OSError: It cannot be made.
    """
    return Claim(parent / f"{prefix}{secrets.token_hex(8)}", lambda each: each.mkdir(0o700))


def remove_abandoned(folder: Path, name: re.Pattern[str]) -> None:
    """Remove what runs that were killed have left in a folder; what cannot be removed is in nobody's way.

    Args:
        folder: Looked through, but not what is inside its folders.
        name: What the whole name of ours looks like.
    """
    with contextlib.suppress(OSError):  # no such folder, or none that can be listed
        for path in folder.iterdir():
            if name.fullmatch(path.name):
                with contextlib.suppress(OSError):
                    _remove_if_abandoned(path)


def _remove_if_abandoned(path: Path) -> None:
    status = path.lstat()
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        return  # a link, a pipe: nothing that we made
    is_old = time.time() - status.st_mtime > _ABANDONED_S
    if sys.platform == "win32":
        if is_old:
            _remove(path)
        return
    if status.st_uid != os.geteuid():
        return
    descriptor = _open(path)
    try:
        try:
            _lock(descriptor, wait=False)
        except BlockingIOError:
            return
        except OSError:
            if not is_old:
                return
        if _is_at(descriptor, path):
            _remove(path)
    finally:
        os.close(descriptor)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


if sys.platform != "win32":

    def _open(path: Path) -> int:
        # To lock a file on a network folder it has to be open for writing, which a folder cannot be.
        mode = os.O_RDONLY if path.is_dir() else os.O_RDWR
        return os.open(path, mode | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)

    def _lock(descriptor: int, *, wait: bool) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))

    def _is_at(descriptor: int, path: Path) -> bool:
        """Return whether the path still leads to what was opened there."""
        try:
            return os.path.samestat(os.fstat(descriptor), path.lstat())
        except FileNotFoundError:
            return False
