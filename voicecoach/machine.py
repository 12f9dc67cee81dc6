"""The machine: its cores, and the releases of installed packages."""

from __future__ import annotations

import contextlib
import os
import sys
from functools import cache
from pathlib import Path

CORES_VARIABLE = "VOICECOACH_CORES"
"""The environment variable with the most cores that a program uses."""

_HEAPS = 2


def usable_cores() -> int:
    """Return the number of cores that this program may use; on Linux it can be lower than the number of cores."""
    asked = os.environ.get(CORES_VARIABLE, "")
    return max(min(int(asked), _cores()), 1) if asked.isdecimal() else _cores()


def limit_cores(most: int) -> None:
    """Use no more cores from now on, also in programs that this one starts."""
    os.environ[CORES_VARIABLE] = str(most)


def limit_heaps() -> None:
    """Have the threads of this process share two heaps from now on, where the C library is glibc; else do nothing.

    Otherwise each thread gets a heap of its own, which keeps what a voice or an encoder has freed: a process that makes
    many sessions grows with each. The first argument is ``M_ARENA_MAX`` in malloc.h.
    """
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL(None).mallopt(-8, _HEAPS)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def installed_release(distribution: str) -> str:
    """Return the release of an installed distribution, as ``importlib.metadata`` does, without its import of 20 ms.

    The release is part of the name of a folder: https://packaging.python.org/en/latest/specifications/binary-distribution-format

    Args:
        distribution: Its name as on an index.

    Raises:
        importlib.metadata.PackageNotFoundError: It is not installed.
    """
    stem = distribution.replace("-", "_")
    for folder in sys.path:
        for found in Path(folder).glob(f"{stem}-*.dist-info"):
            return found.name.removeprefix(f"{stem}-").removesuffix(".dist-info")
    from importlib import metadata

    return metadata.version(distribution)
