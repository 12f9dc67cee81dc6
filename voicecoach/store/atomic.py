"""Write files atomically: into a hidden temporary file beside the target, which then takes the target's name.

Every writer of the project goes through :class:`AtomicFile`. :func:`write_atomically` writes a finished content;
:func:`atomic_output` and :func:`write_output` do the same for a file that a person asked for, and raise
:class:`~voicecoach.errors.ExportError`.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Self

from voicecoach.errors import ExportError
from voicecoach.store.lock import locked_file, locked_folder, remove_abandoned

_MARK = ".voicecoach-part-"
_TEMPORARY_NAME = re.compile(r"\..*" + re.escape(_MARK) + r"[0-9a-f]+")
_LONGEST_NAME_CHARACTERS = 48  # of up to four bytes: with the mark it stays below the 255 of file systems

_CHECK_FOLDER = "check the folder and its free space, or choose another one"
_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class AtomicFile:
    """A new empty file that replaces its target on :meth:`commit`, and is removed on :meth:`close` without one.

    It is called ``.NAME.voicecoach-part-TOKEN``, lies in the target's folder and is locked, so that other runs
    leave it alone. Making one removes the temporary files that killed runs left in the folder.

    Args:
        target: The file to write; a link keeps pointing to the file that it names.
        is_cached: Whether the target is a cache file, which any run can make again. An existing one is then kept,
            nothing waits for the disk, and nothing is removed (:func:`remove_temporary_files` does it).

    Attributes:
        path: The temporary file, to be written by the caller.

    Raises:
        OSError: It cannot be made.
    """

    def __init__(self, target: Path, *, is_cached: bool = False) -> None:
        self._is_cached = is_cached
        self._target = target
        if not is_cached:
            self._target = Path(os.path.realpath(target))
            remove_temporary_files(self._target.parent)
        name = f".{self._target.name[:_LONGEST_NAME_CHARACTERS]}{_MARK}{secrets.token_hex(6)}"
        self._open = ExitStack()
        self.path = self._open.enter_context(locked_file(self._target.with_name(name)))

    def commit(self) -> bool:
        """Bring the file to the disk and rename it to its target; return False where a cached file already exists.

        Raises:
            OSError: The disk or the folder refuses.
        """
        if self._is_cached:
            return _link(self.path, self._target)
        _replace(self.path, self._target)
        return True

    def close(self) -> None:
        """Remove the temporary file unless it was committed; may be called again."""
        self._open.close()

    def __enter__(self) -> Self:
        """Return the file itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()


def write_atomically(target: Path, content: bytes | str, *, is_cached: bool = False) -> bool:
    """Write a file whole or not at all, a text in UTF-8; return whether it was written.

    Args:
        target: The file.
        content: All of it.
        is_cached: As for :class:`AtomicFile`; False is returned where a cached file already exists.

    Raises:
        OSError: The file cannot be written.
    """
    with AtomicFile(target, is_cached=is_cached) as file:
        file.path.write_bytes(content.encode() if isinstance(content, str) else content)
        return file.commit()


def remove_temporary_files(folder: Path) -> None:
    """Remove the temporary files that killed runs left in a folder."""
    remove_abandoned(folder, _TEMPORARY_NAME)


@contextmanager
def atomic_output(target: Path) -> Iterator[Path]:
    """Yield the path of a new empty file that takes the target's place when the block ends without error.

    When the block raises anything, an interrupt included, the target stays as it was.

    Raises:
        ExportError: The temporary file cannot be made, brought to the disk, or renamed.
    """
    with ExitStack() as stack:
        with as_export_errors(target):
            file = stack.enter_context(AtomicFile(target))
        yield file.path
        with as_export_errors(target):
            file.commit()


Output = Callable[[Path], AbstractContextManager[Path]]
"""Yields the path of a new empty file that takes the place of its target, as :func:`atomic_output` does."""


@contextmanager
def atomic_outputs(folder: Path) -> Iterator[Output]:
    """Yield the output of several files of a folder, which take their places together when the block ends.

    When the block raises anything, an interrupt included, the folder stays as it was.

    Raises:
        ExportError: A file cannot be made, brought to the disk, or renamed.
    """
    targets: dict[Path, Path] = {}
    with as_export_errors(folder):
        remove_temporary_files(folder)
        begun = locked_folder(folder, f".{_MARK}")

    @contextmanager
    def output(target: Path) -> Iterator[Path]:
        path = begun.path / target.name
        with as_export_errors(target):
            path.touch()
        yield path
        targets[path] = target

    try:
        yield output
        for path, target in targets.items():
            with as_export_errors(target):
                _replace(path, target)
    finally:
        shutil.rmtree(begun.path, ignore_errors=True)
        begun.release()


def write_output(target: Path, content: bytes | str) -> None:
    """Write a file that a person asked for, whole or not at all; a text in UTF-8.

    Raises:
        ExportError: The file cannot be written.
    """
    with as_export_errors(target):
        write_atomically(target, content)


def check_writable(target: Path) -> None:
    """Check that a file can be written, by making and removing a temporary file: permission bits tell less.

    Raises:
        ExportError: It cannot.
    """
    with as_export_errors(target), AtomicFile(target):
        pass


@contextmanager
def as_export_errors(target: Path) -> Iterator[None]:
    """Turn each ``OSError`` into an :class:`ExportError` about the target."""
    try:
        yield
    except OSError as error:
        is_full = error.errno in _DISK_FULL
        if is_full:
            hint = "free some space, or use a folder on another disk"
        else:
            hint = "create the folder first, or choose another one" if error.errno == errno.ENOENT else _CHECK_FOLDER
        reason = error.strerror.lower() if error.strerror else str(error)
        raise ExportError(target, reason, hint, is_disk_full=is_full) from error


def move_file(path: Path, target: Path) -> None:
    """Give a file another name on the same disk.

    Raises:
        FileExistsError: There is a file of the new name.
        OSError: It cannot be moved.
    """
    if target.exists() and not target.samefile(path):  # on some disks a change of capitals is the same file
        raise FileExistsError(errno.EEXIST, "a file with this name already exists", str(target))
    path.rename(target)


def _replace(temporary: Path, target: Path) -> None:
    """Bring a finished file to the disk, and give it its name and the permissions of the file that had it before."""
    if target.exists():
        shutil.copymode(target, temporary)
    with temporary.open("r+b") as file:
        os.fsync(file.fileno())
    temporary.replace(target)


def _link(temporary: Path, target: Path) -> bool:
    """Give a finished file its name, unless another run has just written that file; return whether it did."""
    try:
        os.link(temporary, target)  # unlike a rename, on every system this never replaces an existing file
    except FileExistsError:
        return False
    except OSError:
        # A file system without links, such as a memory stick's: the last writer wins there.
        temporary.replace(target)
    return True
