"""Lock a file or folder while it is being written, and remove the files that killed runs left behind.

A run holds a ``flock`` on what it writes. The system releases the lock when the program ends, in whatever way.
Another run that gets the lock therefore knows that the writer was killed, and may remove the file.
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


# Without locks, as on some network folders, a file this old counts as abandoned.
_ABANDONED_S = 3_600


class LockedPath:
    """A new file or folder that other runs leave alone until it is released.

    On Windows no lock is taken: an open file cannot be removed there, and could not be renamed either.

    Args:
        path: The file or folder to make.
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
        # Between making and locking, another run may have found it unlocked and removed it.
        while sys.platform != "win32" and not self._lock():
            make(path)

    def release(self) -> None:
        """Release the lock; the file or folder stays."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _lock(self) -> bool:
        try:
            descriptor = _open(self.path)
        except FileNotFoundError:
            return False
        with contextlib.suppress(OSError):  # without locks, its age protects it
            _lock(descriptor, wait=True)
        if not _is_at(descriptor, self.path):
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True


@contextlib.contextmanager
def locked_file(path: Path) -> Iterator[Path]:
    """Yield the path of a new, empty, locked file, and remove it at the end unless it was renamed.

    Raises:
        OSError: It cannot be made, or already exists.
    """
    locked = LockedPath(path, lambda each: each.open("xb").close())
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)
        locked.release()


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Let one run at a time work on something; the others wait here. Where the system has no locks, nobody waits.

    Args:
        path: A file that stands for it, made for the time of the work.

    Raises:
        OSError: It cannot be made.
    """
    locked = LockedPath(path, lambda each: each.open("ab").close())
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        locked.release()


def locked_folder(parent: Path, prefix: str) -> LockedPath:
    """Return a new locked folder with a random name, accessible to this user only.

    Raises:
        OSError: It cannot be made.
    """
    return LockedPath(parent / f"{prefix}{secrets.token_hex(8)}", lambda each: each.mkdir(0o700))


def remove_abandoned(folder: Path, name: re.Pattern[str]) -> None:
    """Remove the files and folders that killed runs left in a folder; ignore those that cannot be removed.

    Args:
        folder: Searched, without its subfolders.
        name: Matches the whole name of a file or folder of ours.
    """
    with contextlib.suppress(OSError):  # the folder is missing or cannot be listed
        for path in folder.iterdir():
            if name.fullmatch(path.name):
                with contextlib.suppress(OSError):
                    _remove_if_abandoned(path)


def _remove_if_abandoned(path: Path) -> None:
    status = path.lstat()
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        return  # we make neither links nor pipes
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
        # A network folder locks only files that are open for writing; a folder cannot be opened for writing.
        mode = os.O_RDONLY if path.is_dir() else os.O_RDWR
        return os.open(path, mode | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)

    def _lock(descriptor: int, *, wait: bool) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))

    def _is_at(descriptor: int, path: Path) -> bool:
        """Return whether the path still leads to the opened file."""
        try:
            return os.path.samestat(os.fstat(descriptor), path.lstat())
        except FileNotFoundError:
            return False
