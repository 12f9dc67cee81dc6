"""Files that are kept from one run to the next, and can be made again: a folder that may be deleted at any time.

It is safe when two runs share it: a file is written whole or not at all, and one that is there is never replaced.
Where the folder cannot be written the session goes on without it, and says so once.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import secrets
import threading
from pathlib import Path

from voicecoach.store.lock import new_part, remove_abandoned

_PART = ".part"
_PART_NAME = re.compile(r"[0-9a-f]{16}" + re.escape(_PART))

_log = logging.getLogger(__name__)


class DamagedError(Exception):
    """Raised when what is in a file is not whole, or not what it is read for."""


class Store:
    """A folder of files by name.

    Args:
        folder: It need not exist.
        kinds: The suffixes of its files; nothing else in the folder is touched.
        prunable: Those of them that may go when there is too much.
        limit_bytes: How much that is.
        loss: What is told, once, where the folder cannot be written; nothing is told where it is empty.
    """

    def __init__(
        self, folder: Path, *, kinds: tuple[str, ...], prunable: tuple[str, ...], limit_bytes: int, loss: str = ""
    ) -> None:
        self.folder = folder
        self._kinds = kinds
        self._prunable = prunable
        self._limit_bytes = limit_bytes
        self._loss = loss
        self._writable = True
        self._giving_up = threading.Lock()
        self._is_tidy = False

    def holds(self, name: str) -> bool:
        """Return whether there is such a file, without looking into it."""
        return (self.folder / name).exists()

    def read(self, name: str) -> bytes | None:
        """Return what is in a file, which then counts as used last, or None where it is not there."""
        self._tidy()
        path = self.folder / name
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            self.discard(name, str(error))
            return None
        with contextlib.suppress(OSError):  # a folder that can only be read is still of use
            os.utime(path)
        return content

    def read_head(self, name: str, length_bytes: int) -> tuple[bytes, int] | None:
        """Return the beginning of a file and the size of all of it, or None where it cannot be read."""
        try:
            with (self.folder / name).open("rb") as file:
                return file.read(length_bytes), os.fstat(file.fileno()).st_size
        except OSError:
            return None

    def write(self, name: str, content: bytes) -> bool:
        """Write a file whole or not at all; return False where one is there already, or none can be written."""
        if not self._writable:
            return False
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._tidy()
            with new_part(self.folder / f"{secrets.token_hex(8)}{_PART}") as part:
                part.write_bytes(content)
                return _put_in_place(part, self.folder / name)
        except OSError as error:
            self._give_up(error.strerror or str(error))
            return False

    def discard(self, name: str, reason: str) -> None:
        """Delete a file that cannot be used, so that it is made again."""
        path = self.folder / name
        _log.debug("%s is made again: %s", path, reason)
        _delete(path)

    def size_bytes(self) -> int:
        """Return how much it takes on disk."""
        return sum(size_bytes for _, size_bytes, _ in self._files())

    def prune(self, limit_bytes: int | None = None) -> int:
        """Delete what was used least recently until all is within its limit, or another; return how many files."""
        limit_bytes = self._limit_bytes if limit_bytes is None else limit_bytes
        files = sorted(self._files())
        total_bytes = sum(size_bytes for _, size_bytes, _ in files)
        pruned = 0
        for _, size_bytes, path in files:
            if total_bytes > limit_bytes and path.suffix in self._prunable and _delete(path):
                total_bytes -= size_bytes
                pruned += 1
        return pruned

    def clear(self) -> int:
        """Delete everything but what another run is writing; return how many of the files that pruning counts."""
        self._is_tidy = False
        self._tidy()
        return sum(_delete(path) and path.suffix in self._prunable for _, _, path in self._files())

    def _give_up(self, reason: str) -> None:
        """Write no more, and say so once, whichever of several threads finds out first."""
        with self._giving_up:
            if self._writable:
                self._writable = False
                level = logging.WARNING if self._loss else logging.DEBUG
                hint = "VOICECOACH_CACHE_DIR names another folder"
                _log.log(level, "%s: %s cannot be written (%s); %s", self._loss, self.folder, reason, hint)

    def _tidy(self) -> None:
        """Remove what runs that were killed were just writing here, once."""
        if not self._is_tidy:
            self._is_tidy = True
            remove_abandoned(self.folder, _PART_NAME)

    def _files(self) -> list[tuple[float, int, Path]]:
        """Return when each of our files was last used, its size and its path."""
        files = []
        try:
            entries = list(os.scandir(self.folder))
        except OSError:
            return []  # no folder, or none that can be read: nothing is kept
        for entry in entries:
            if entry.name.endswith(self._kinds):
                with contextlib.suppress(OSError):  # another run has just deleted it
                    status = entry.stat()
                    files.append((status.st_mtime, status.st_size, Path(entry.path)))
        return files


def _put_in_place(part: Path, path: Path) -> bool:
    """Give a finished part its name, unless another run has just written that; return whether it did."""
    try:
        os.link(part, path)  # unlike a rename, on every system this never replaces what is there
    except FileExistsError:
        return False
    except OSError:
        # A file system without links, such as a memory stick's: the last one wins there.
        part.replace(path)
    return True


def _delete(path: Path) -> bool:
    try:
        path.unlink()
    except OSError as error:
        _log.debug("%s was not deleted: %s", path, error)
        return False
    return True
