"""What takes the sound: the base class of all devices, and the table of their names."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from typing import ClassVar, Self, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from voicecoach.errors import DeviceError, VoicecoachError

Block: TypeAlias = NDArray[np.float32]
"""Sound at 48 000 Hz, shape ``(frames, channels)``, full scale 1.0."""

Read: TypeAlias = Callable[[int], Block]
"""Returns the next so many frames, never more; fewer of them mean that the sound ends there."""

EXPORT_HINT = "write a file instead, with `voicecoach export SCRIPT`, and play that anywhere"

_CARD = "voicecoach.play.miniaudio_device:MiniaudioDevice"
DEVICE_CLASSES = {
    "default": _CARD,
    "simpleaudio": "voicecoach.play.simpleaudio_device:SimpleaudioDevice",
    "null": "voicecoach.play.null_device:NullDevice",
    "wav:": "voicecoach.play.wav_device:WavDevice",
}


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


@dataclass(frozen=True, slots=True)
class DeviceListing:
    """One line of the list of devices.

    Attributes:
        spec: What to give to ``--device``.
        description: What that is.
        is_heard: Whether it can be listened to as it plays.
    """

    spec: str
    description: str
    is_heard: bool = True


def open_device(spec: str, channels: int) -> Device:
    """Return the device, open: ``default``, ``simpleaudio``, ``null``, ``wav:PATH``, or the name of a sound card.

    Raises:
        DeviceError: There is no such device, or it cannot be opened; the hint names the nearest ones.
    """
    for name, place in DEVICE_CLASSES.items():
        if spec == name or (name.endswith(":") and spec.startswith(name)):
            return _opened(place, channels, spec.removeprefix(name), spec)
    card = _card_called(spec)
    return _opened(_CARD, channels, card, spec)


def list_devices() -> tuple[DeviceListing, ...]:
    """Return every device that can be named now, the sound cards first."""
    from voicecoach.play import miniaudio_device, simpleaudio_device

    cards = miniaudio_device.card_names()
    # Where miniaudio is not installed, whether there is a card at all shows only when it is opened.
    has_simpleaudio = (cards or not miniaudio_device.is_installed()) and not simpleaudio_device.refusal()
    default = (DeviceListing("default", "the sound card that the system prefers"),) if cards else ()
    return (
        *default,
        *(DeviceListing(card, "a sound card") for card in cards),
        *([DeviceListing("simpleaudio", "the same sound card, by another way")] if has_simpleaudio else []),
        DeviceListing("null", "no sound, in real time", is_heard=False),
        DeviceListing("wav:PATH", "a WAV file, as fast as it goes", is_heard=False),
    )


def _opened(place: str, channels: int, argument: str, spec: str) -> Device:
    try:
        return _device_class(place)(channels, argument)
    except VoicecoachError:
        raise
    except Exception as error:
        # What a library raises is its own; the person has to hear of the device.
        reason = f"it could not be opened ({type(error).__name__}: {error})"
        raise DeviceError(spec, reason, f"choose another one with --device, or {EXPORT_HINT}") from error


def _device_class(place: str) -> Callable[[int, str], Device]:
    module, _, name = place.partition(":")
    return cast("Callable[[int, str], Device]", getattr(import_module(module), name))


def _card_called(name: str) -> str:
    """Return the full name of the sound card, in whatever case it was written."""
    specs = [listing.spec for listing in list_devices()]
    for spec in specs:
        if spec.casefold() == name.casefold():
            return spec
    nearest = get_close_matches(name, specs, cutoff=0.4) or specs
    raise DeviceError(name, "there is no such device", f"did you mean {' or '.join(map(repr, nearest))}?")
