"""Keep the notes of C libraries from the screen, while they decode what a person brought."""

from __future__ import annotations

import ctypes
import functools
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_quiet = 0
_before: int | None = None


@contextmanager
def quiet_libraries() -> Iterator[None]:
    """Let what C code prints to its standard error go nowhere, such as libmpg123's notes about damaged frames.

    Only the ``FILE`` that C code names ``stderr`` changes. The file descriptor stays, and so what Python writes
    meanwhile, such as the display, is seen. On Windows nothing changes.
    """
    global _quiet, _before  # noqa: PLW0603 - one for the process, as stderr itself is
    stream, nowhere = _c_stderr()
    with _lock:
        if not _quiet and stream is not None:
            _before, stream.value = stream.value, nowhere
        _quiet += 1
    try:
        yield
    finally:
        with _lock:
            _quiet -= 1
            if not _quiet and stream is not None:
                stream.value = _before


@functools.cache
def _c_stderr() -> tuple[ctypes.c_void_p | None, int | None]:
    """Return C's variable ``stderr``, and a ``FILE`` that goes nowhere, which stays open; None where they are not."""
    if sys.platform == "win32":
        return None, None
    library = ctypes.CDLL(None)
    try:
        stream = ctypes.c_void_p.in_dll(library, "__stderrp" if sys.platform == "darwin" else "stderr")
        library.fopen.restype, library.fopen.argtypes = ctypes.c_void_p, (ctypes.c_char_p, ctypes.c_char_p)
        nowhere = library.fopen(os.devnull.encode(), b"w")
    except (AttributeError, ValueError):
        return None, None
    return (stream, nowhere) if nowhere else (None, None)
