"""A file takes its place whole or not at all: it grows beside its target under a hidden name."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from voicecoach.errors import ExportError
from voicecoach.store.lock import new_part, remove_abandoned

_MARK = ".voicecoach-part-"
_PART_NAME = re.compile(r"\..*" + re.escape(_MARK) + r"\d+")
_LONGEST_NAME_CHARACTERS = 48  # of up to four bytes: with the mark it stays below the 255 of file systems

_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield the path of a new empty file that takes the target's place when the block ends without error.

    The file lies in the target's folder, is called ``.NAME.voicecoach-part-PID`` and reaches the disk before
    it is renamed. When the block raises anything, an interrupt included, it is removed and the target stays
    as it was. Parts that killed runs left behind in the folder are removed first. Two exports of one process
    to one target at the same time are not provided for.

    Raises:
        ExportError: The part cannot be made, brought to the disk, or renamed.
    """
    final = Path(os.path.realpath(target))  # a link goes on pointing to what it names
    remove_abandoned(final.parent, _PART_NAME)
    with ExitStack() as stack:
        with reporting(target):
            part = stack.enter_context(new_part(_part_of(final)))
        yield part
        with reporting(target):
            if final.exists():
                shutil.copymode(final, part)
            _bring_to_disk(part)
            part.replace(final)


def check_replaceable(target: Path) -> None:
    """Make and remove a part beside the target: no permission bit tells as surely that it can be made.

    Raises:
        ExportError: It cannot.
    """
    final = Path(os.path.realpath(target))
    remove_abandoned(final.parent, _PART_NAME)
    with reporting(target), new_part(_part_of(final)):
        pass


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


def _part_of(final: Path) -> Path:
    return final.with_name(f".{final.name[:_LONGEST_NAME_CHARACTERS]}{_MARK}{os.getpid()}")


def _bring_to_disk(part: Path) -> None:
    with part.open("r+b") as file:
        os.fsync(file.fileno())
