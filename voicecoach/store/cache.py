"""A folder of cached files, which may be deleted at any time because every file can be made again.

Two runs can share it: a file is written whole or not at all, and an existing one is never replaced. Where the folder
cannot be written, the session goes on without it and says so once.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from voicecoach.store.atomic import remove_temporary_files, write_atomically

_log = logging.getLogger(__name__)

T = TypeVar("T")

_SHARE_OF_ROOM = 8
"""Of the room in a folder, one run fills this share before it looks again: other runs fill it, too."""
_room_bytes: dict[tuple[Path, tuple[str, ...]], int] = {}
"""By folder and kinds, the bytes that this run may still write before it lists a folder of thousands of files again."""


class _Contents:
    """Parsed contents of files in memory, those that were used the longest time ago dropped first."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit_bytes = limit_bytes
        self._size_bytes = 0
        self._found: OrderedDict[Path, tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, path: Path) -> Any:
        with self._lock:
            found, _ = self._found.get(path, (None, 0))
            if found is not None:
                self._found.move_to_end(path)
            return found

    def keep(self, path: Path, parsed: object, size_bytes: int) -> None:
        with self._lock:
            if path in self._found:
                return
            self._found[path] = parsed, size_bytes
            self._size_bytes += size_bytes
            while self._size_bytes > self._limit_bytes:
                self._size_bytes -= self._found.popitem(last=False)[1][1]


_contents = _Contents(0)


def keep_contents(limit_bytes: int) -> None:
    """Keep what is read from cached files in memory from now on, up to a limit: for programs that make many sessions.

    A file is never replaced by another content, so what is in memory stays true.
    """
    global _contents  # noqa: PLW0603 - as the files are, it is shared by all sessions of the process
    _contents = _Contents(limit_bytes)


class DamagedError(Exception):
    """Raised when the content of a file is incomplete or of another kind than expected."""


class FileCache:
    """A folder of cached files by name.

    Args:
        folder: May be missing.
        kinds: The suffixes of its files; other files in the folder are left alone.
        prunable: Those suffixes whose files may be deleted to save space.
        limit_bytes: The size that pruning keeps.
        loss: The warning, shown once, if the folder cannot be written; empty for none.
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
        self._is_clean = False
        self._key = (folder, kinds)

    def holds(self, name: str) -> bool:
        """Return whether the file exists, without reading it."""
        return (self.folder / name).exists()

    def load(self, name: str, parse: Callable[[bytes], T]) -> T | None:
        """Return the parsed content of a file and mark it as just used; None where it is missing or damaged.

        Args:
            name: Of the file; a damaged one is deleted, so that it is made again.
            parse: Raises DamagedError for a damaged content.
        """
        self._clean()
        path = self.folder / name
        kept: T | None = _contents.get(path)
        if kept is not None:  # the file was marked when it was read
            return kept
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            self.discard(name, str(error))
            return None
        with contextlib.suppress(OSError):  # a folder that can only be read is still of use
            os.utime(path)
        try:
            parsed = parse(content)
        except DamagedError as error:
            self.discard(name, str(error))
            return None
        _contents.keep(path, parsed, len(content))
        return parsed

    def read_head(self, name: str, length_bytes: int) -> tuple[bytes, int] | None:
        """Return the first bytes of a file and its whole size, or None where it cannot be read."""
        try:
            with (self.folder / name).open("rb") as file:
                return file.read(length_bytes), os.fstat(file.fileno()).st_size
        except OSError:
            return None

    def write(self, name: str, content: bytes) -> bool:
        """Write a file whole or not at all; return False where it already exists or cannot be written."""
        if not self._writable:
            return False
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._clean()
            if self._key in _room_bytes:
                _room_bytes[self._key] -= len(content)
            return write_atomically(self.folder / name, content, is_cached=True)
        except OSError as error:
            self._give_up(error.strerror or str(error))
            return False

    def discard(self, name: str, reason: str) -> None:
        """Delete an unusable file, so that it is made again."""
        path = self.folder / name
        _log.debug("%s is made again: %s", path, reason)
        _delete(path)

    def size_bytes(self) -> int:
        """Return the size of all files."""
        return sum(size_bytes for _, size_bytes, _ in self._files())

    def prune(self, limit_bytes: int | None = None) -> int:
        """Delete the least recently used files until the size is within the limit; return how many.

        Without a limit of its own, the folder is only listed again after an eighth of its room was filled.
        """
        if limit_bytes is None and _room_bytes.get(self._key, 0) > 0:
            return 0
        limit_bytes = self._limit_bytes if limit_bytes is None else limit_bytes
        files = sorted(self._files())
        total_bytes = sum(size_bytes for _, size_bytes, _ in files)
        pruned = 0
        for _, size_bytes, path in files:
            if total_bytes > limit_bytes and path.suffix in self._prunable and _delete(path):
                total_bytes -= size_bytes
                pruned += 1
        _room_bytes[self._key] = (self._limit_bytes - total_bytes) // _SHARE_OF_ROOM
        return pruned

    def clear(self) -> int:
        """Delete all files but those that another run is writing; return how many prunable ones."""
        self._is_clean = False
        self._clean()
        return sum(_delete(path) and path.suffix in self._prunable for _, _, path in self._files())

    def _give_up(self, reason: str) -> None:
        """Stop writing, and say so once, whichever thread fails first."""
        with self._giving_up:
            if self._writable:
                self._writable = False
                level = logging.WARNING if self._loss else logging.DEBUG
                hint = "set VOICECOACH_CACHE_DIR to use another folder"
                _log.log(level, "%s: %s cannot be written (%s); %s", self._loss, self.folder, reason, hint)

    def _clean(self) -> None:
        """Remove the temporary files of killed runs, once."""
        if not self._is_clean:
            self._is_clean = True
            remove_temporary_files(self.folder)

    def _files(self) -> list[tuple[float, int, Path]]:
        """Return the time of last use, size and path of each of our files."""
        files = []
        try:
            entries = list(os.scandir(self.folder))
        except OSError:
            return []  # the folder is missing or cannot be read
        for entry in entries:
            if entry.name.endswith(self._kinds):
                with contextlib.suppress(OSError):  # another run has just deleted it
                    status = entry.stat()
                    files.append((status.st_mtime, status.st_size, Path(entry.path)))
        return files


def _delete(path: Path) -> bool:
    try:
        path.unlink()
    except OSError as error:
        _log.debug("%s was not deleted: %s", path, error)
        return False
    return True
