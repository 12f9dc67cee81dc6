"""The base class of all sound devices; the table of their names is in ``table.py``."""

from __future__ import annotations

import contextlib
import functools
import sys
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import ClassVar, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from voicecoach.errors import DeviceError

Block: TypeAlias = NDArray[np.float32]
"""Sound at 48 000 Hz, shape ``(frames, channels)``, full scale 1.0."""

Read: TypeAlias = Callable[[int], Block]
"""Returns the next frames, as many as asked for or fewer; fewer mean that the sound ends there."""

EXPORT_HINT = "export a file instead (`voicecoach export SCRIPT`) and play it on any device"

# Each library, and its setter of the function that prints. A library is loaded once in a program, whoever loads it.
_NATIVE_LOGS = (
    ("libasound.so.2", "snd_lib_error_set_handler"),
    ("libjack.so.0", "jack_set_error_function"),
    ("libjack.so.0", "jack_set_info_function"),
)


class DeviceGoneError(DeviceError):
    """Raised by :meth:`Device.play` when the device goes away: unplugged, out of reach, switched off.

    Opening it again may work later; until then the player keeps its position.
    """

    def __init__(self, device: str) -> None:
        super().__init__(device, "it was disconnected", "reconnect it, or choose another one with --device")


class Device(ABC):
    """Plays sound at 48 000 Hz, float32, in a fixed number of channels.

    To add a device:

    1. Write a module beside this one with a subclass whose constructor takes ``(channels, argument)`` and opens the
       device at once, so that a missing device is reported before anything is rendered.
    2. Implement :meth:`play`. Ask ``read`` for the frames needed next, and return once the last frame has been heard,
       or soon after :meth:`stop` was called (``self._stopped`` is set).
    3. Set ``paced`` to False if it takes sound faster than it is heard.
    4. Implement :meth:`refusal` if it needs a package or a platform that may be missing.
    5. Add a row to ``DEVICES`` in ``table.py``, and run the contract suite of the tests over it.

    Attributes:
        paced: Whether a second of sound takes a second. Only then can the sound be paused, and only then does a late
            block become an underrun; the other devices wait for it.
        name: The person's name for the device, for messages.
        channels: 1 or 2.
        underruns: The number of underruns, as far as the device can tell.
        spare_frames: Set by the player: returns how many of the next frames are ready and may be taken long before
            they are heard, by a device with :meth:`take_back`.
    """

    paced: ClassVar[bool] = True

    def __init__(self, channels: int, name: str) -> None:
        self.channels = channels
        self.underruns = 0
        self.name = name
        self.spare_frames: Callable[[], int] = lambda: 0
        self._stopped = threading.Event()

    @classmethod
    def refusal(cls) -> str:
        """Return the reason why this device cannot be used here, without opening it; empty if none is known."""
        return ""

    @abstractmethod
    def play(self, read: Read) -> None:
        """Play the sound of ``read`` until it ends or :meth:`stop` is called; called once, in any thread.

        Raises:
            DeviceGoneError: The device went away; another one may go on in its place.
            DeviceError: The device failed.
            Exception: The error that ``read`` raised, unchanged.
        """

    def stop(self) -> None:
        """Make :meth:`play` return soon, wherever the sound is; may be called from any thread."""
        self._stopped.set()

    def take_back(self, most_frames: int, given_frames: int) -> int:
        """Take back the end of what ``read`` gave, as far as it can still be replaced; return how many frames.

        What ``read`` gives next follows on what is left. May be called from any thread but the one in :meth:`play`.

        Args:
            most_frames: The most to take back.
            given_frames: All frames that ``read`` gave so far, less those taken back before.
        """
        del most_frames, given_frames
        return 0

    def retractable_frames(self, given_frames: int) -> int:
        """Return how many frames :meth:`take_back` would take back at the most."""
        del given_frames
        return 0

    @abstractmethod
    def close(self) -> None:
        """Release the device; called after :meth:`play` has returned, or in its place. A second call does nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@functools.cache
def silence_native_logs() -> None:
    """Keep ALSA and JACK from printing to the terminal of the display; they return their errors as well.

    Redirecting the file descriptor for a while would also swallow what the display writes meanwhile.
    """
    if sys.platform != "linux":
        return
    import ctypes

    # A function of C that does nothing with its arguments: one of Python could not be called while Python ends.
    nothing = ctypes.cast(ctypes.CDLL(None).getpid, ctypes.c_void_p)
    for library, setter in _NATIVE_LOGS:
        with contextlib.suppress(OSError, AttributeError):  # a library that is not installed prints nothing
            getattr(ctypes.CDLL(library), setter)(nothing)
