"""PulseAudio's own client library, as far as one stream needs it: the functions and structures of its headers."""

from __future__ import annotations

import ctypes
import functools
import sys
from ctypes import POINTER, Structure, c_char_p, c_int, c_int64, c_long, c_size_t, c_uint8, c_uint32, c_uint64, c_void_p

FLOAT32 = 5 if sys.byteorder == "little" else 6
NO_AUTOSPAWN = 0x0001
AUTO_TIMING_UPDATE, DONT_MOVE, EARLY_REQUESTS = 0x0008, 0x0200, 0x4000
SEEK_ABSOLUTE = 1
CONTEXT_READY, CONTEXT_FAILED = 4, 5  # what is above has failed or ended too
STREAM_READY, STREAM_FAILED = 2, 3
SERVER_CHOOSES = 0xFFFFFFFF


class SampleSpec(Structure):
    """``pa_sample_spec``."""

    _fields_ = (("format", c_int), ("rate", c_uint32), ("channels", c_uint8))


class BufferSettings(Structure):
    """``pa_buffer_attr``, in bytes."""

    _fields_ = tuple((name, c_uint32) for name in ("maxlength", "tlength", "prebuf", "minreq", "fragsize"))


class TimingInfo(Structure):
    """``pa_timing_info``: indices in bytes of the stream, at a time of the wall clock."""

    _fields_ = (
        ("seconds", c_long),
        ("microseconds", c_long),
        ("synchronized_clocks", c_int),
        ("sink_usec", c_uint64),
        ("source_usec", c_uint64),
        ("transport_usec", c_uint64),
        ("playing", c_int),
        ("write_index_corrupt", c_int),
        ("write_index", c_int64),
        ("read_index_corrupt", c_int),
        ("read_index", c_int64),
        ("configured_sink_usec", c_uint64),
        ("configured_source_usec", c_uint64),
        ("since_underrun", c_int64),
    )


_FUNCTIONS = {
    "pa_mainloop_new": (c_void_p, ()),
    "pa_mainloop_get_api": (c_void_p, (c_void_p,)),
    "pa_mainloop_prepare": (c_int, (c_void_p, c_int)),
    "pa_mainloop_poll": (c_int, (c_void_p,)),
    "pa_mainloop_dispatch": (c_int, (c_void_p,)),
    "pa_mainloop_wakeup": (None, (c_void_p,)),
    "pa_mainloop_free": (None, (c_void_p,)),
    "pa_context_new": (c_void_p, (c_void_p, c_char_p)),
    "pa_context_connect": (c_int, (c_void_p, c_char_p, c_int, c_void_p)),
    "pa_context_get_state": (c_int, (c_void_p,)),
    "pa_context_disconnect": (None, (c_void_p,)),
    "pa_context_unref": (None, (c_void_p,)),
    "pa_stream_new": (c_void_p, (c_void_p, c_char_p, POINTER(SampleSpec), c_void_p)),
    "pa_stream_connect_playback": (
        c_int,
        (c_void_p, c_char_p, POINTER(BufferSettings), c_int, c_void_p, c_void_p),
    ),
    "pa_stream_get_state": (c_int, (c_void_p,)),
    "pa_stream_write": (c_int, (c_void_p, c_void_p, c_size_t, c_void_p, c_int64, c_int)),
    "pa_stream_get_timing_info": (POINTER(TimingInfo), (c_void_p,)),
    "pa_stream_get_underflow_index": (c_int64, (c_void_p,)),
    "pa_stream_disconnect": (c_int, (c_void_p,)),
    "pa_stream_unref": (None, (c_void_p,)),
}


@functools.cache
def libpulse() -> ctypes.CDLL | None:
    """Return the library with its functions typed; None where it is not installed, or is older than they are."""
    if sys.platform != "linux":
        return None
    try:
        library = ctypes.CDLL("libpulse.so.0")
        for name, (result, arguments) in _FUNCTIONS.items():
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments
    except (OSError, AttributeError):
        return None
    return library
