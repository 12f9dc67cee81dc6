"""A file takes its place whole or not at all: it grows beside its target under a hidden name."""

from __future__ import annotations

import errno
import os
import re
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from voicecoach.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = ".voicecoach-part-"
_LONGEST_NAME_CHARACTERS = 48  # of up to four bytes: with the mark it stays below the 255 of file systems

_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield the path of a new empty file that takes the target's place when the block ends without error.

    The file lies in the target's folder, is called ``.NAME.voicecoach-part-PID`` and reaches the disk before
    it is renamed. When the block raises anything, an interrupt included, it is removed and the target stays
    as it was. Parts that killed runs left behind for the same target are removed first. Two exports of one
    process to one target at the same time are not provided for.

    Raises:
        ExportError: The part cannot be made, brought to the disk, or renamed.
    """
    final = Path(os.path.realpath(target))  # a link goes on pointing to what it names
    part = _part_of(final, os.getpid())
    try:
        with reporting(target):
            _remove_stale_parts(final)
            part.open("xb").close()
        yield part
        with reporting(target):
            if final.exists():
                shutil.copymode(final, part)
            _bring_to_disk(part)
            part.replace(final)
    finally:
        part.unlink(missing_ok=True)


def check_replaceable(target: Path) -> None:
    """Make and remove a part beside the target: no permission bit tells as surely that it can be made.

    Raises:
        ExportError: It cannot.
    """
    part = _part_of(Path(os.path.realpath(target)), os.getpid())
    with reporting(target):
        part.unlink(missing_ok=True)
        try:
            part.open("xb").close()
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def reporting(target: Path) -> Iterator[None]:
    """Turn what the file system refuses into an :class:`ExportError` about the target."""
    try:
        yield
    except OSError as error:
        if error.errno in _DISK_FULL:
            hint = "free some space, or choose a folder on another disk with -o"
        else:
            hint = "check the folder and its free space, or choose another one with -o"
        reason = error.strerror.lower() if error.strerror else str(error)
        raise ExportError(target, reason, hint) from error


def _part_of(final: Path, pid: int) -> Path:
    return final.with_name(f".{final.name[:_LONGEST_NAME_CHARACTERS]}{_MARK}{pid}")


def _remove_stale_parts(final: Path) -> None:
    stem = _part_of(final, 0).name.removesuffix("0")
    for each in final.parent.iterdir():
        pid = re.fullmatch(re.escape(stem) + r"(\d{1,9})", each.name)
        if pid and not _is_another_running(int(pid[1])):
            with suppress(PermissionError):  # somebody else's, or open on Windows: it is in nobody's way
                each.unlink(missing_ok=True)


def _is_another_running(pid: int) -> bool:
    """Return whether a process with this number, other than this one, exists."""
    if pid == os.getpid():
        return False
    if os.name == "nt":
        # Signal 0 would end it there; and Windows refuses by itself to remove a file that is being written.
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it runs for somebody else
        return True
    return True


def _bring_to_disk(part: Path) -> None:
    with part.open("r+b") as file:
        os.fsync(file.fileno())
