"""Keeps what Linux's sound libraries print to standard error off a terminal that belongs to the display."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import sys

# What takes the function that prints. Each library is loaded once in a program, whoever loads it.
_PRINTERS = (
    ("libasound.so.2", "snd_lib_error_set_handler"),
    ("libjack.so.0", "jack_set_error_function"),
    ("libjack.so.0", "jack_set_info_function"),
)


@functools.cache
def quieten_libraries() -> None:
    """Let ALSA and JACK print nothing from now on; what went wrong they return as well.

    Redirecting the file descriptor for a while would also swallow what the display writes meanwhile.
    """
    if sys.platform != "linux":
        return
    # A function of C that does nothing with its arguments: one of Python could not be called while Python ends.
    nothing = ctypes.cast(ctypes.CDLL(None).getpid, ctypes.c_void_p)
    for library, setter in _PRINTERS:
        with contextlib.suppress(OSError, AttributeError):  # what is not installed prints nothing
            getattr(ctypes.CDLL(library), setter)(nothing)
