"""What takes the sound: the base class of all devices, and the table of their names."""

from __future__ import annotations

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
"""Returns the next so many frames, never more; fewer of them mean that the sound ends there."""

EXPORT_HINT = "write a file instead, with `voicecoach export SCRIPT`, and play that anywhere"


class DeviceGoneError(DeviceError):
    """Raised by :meth:`Device.play` when a device that played goes away: unplugged, out of reach, switched off.

    Opening it again may work later; until then the sound waits where the device left it.
    """

    def __init__(self, device: str) -> None:
        super().__init__(device, "it went away", "connect it again, or choose another one with --device")


class Device(ABC):
    """Takes sound at 48 000 Hz, float32, in a fixed number of channels.

    To add a device:

    1. Write a module beside this one with a subclass whose constructor takes ``(channels, argument)`` and
       opens the device at once, so that a device which is not there fails before anything is rendered.
    2. Implement :meth:`play`. Ask ``read`` for as many frames as are needed next, and return once the last
       frame has been heard, or soon after :meth:`stop` was called (``self._stopped`` is set).
    3. Set ``paced`` to False if it takes sound faster than it is heard.
    4. Name it in the table above, and run the contract suite of the tests over it.

    Attributes:
        paced: Whether a second of sound takes a second. Only then can the sound be paused, and only then does
            a late block become an underrun; the other devices wait for it.
        name: What the person calls the device, for messages.
        channels: 1 or 2.
        underruns: How often it ran dry since it was given sound too late; counted where that can be known.
    """

    paced: ClassVar[bool] = True

    def __init__(self, channels: int, name: str) -> None:
        self.channels = channels
        self.underruns = 0
        self.name = name
        self._stopped = threading.Event()

    @abstractmethod
    def play(self, read: Read) -> None:
        """Take sound from ``read`` until it ends or :meth:`stop` is called; called once, in any thread.

        Raises:
            DeviceGoneError: The device went away while it played; another one may go on in its place.
            DeviceError: The device failed.
            Exception: Whatever ``read`` raised, as it was raised.
        """

    def stop(self) -> None:
        """Make :meth:`play` return soon, wherever the sound is; may be called from any thread."""
        self._stopped.set()

    @abstractmethod
    def close(self) -> None:
        """Give the device back; called once :meth:`play` has returned, or in its place. Twice does no harm."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
