"""The table of sound devices: each by name, opened when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from voicecoach.errors import DeviceError, VoicecoachError
from voicecoach.play.devices.base import EXPORT_HINT, Device
from voicecoach.play.devices.miniaudio import MiniaudioDevice, card_names, server_sink
from voicecoach.play.devices.pulse import PulseDevice
from voicecoach.text import nearest_words


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A row of the table.

    Attributes:
        place: The class, as ``module:Class``; the module is imported when the device is opened or listed.
        description: For the list of devices.
        argument: The word for the argument, for a device whose name ends in ``:``.
        is_heard: Whether a sound card plays it.
    """

    place: str
    description: str
    argument: str = ""
    is_heard: bool = True


_CARD = "voicecoach.play.devices.miniaudio:MiniaudioDevice"

DEVICES = {
    "default": DeviceRow(_CARD, "the sound card that the system prefers"),
    "simpleaudio": DeviceRow(
        "voicecoach.play.devices.simpleaudio:SimpleaudioDevice", "the same sound card, through simpleaudio"
    ),
    "null": DeviceRow("voicecoach.play.devices.null:NullDevice", "no sound, in real time", is_heard=False),
    "wav:": DeviceRow(
        "voicecoach.play.devices.wav:WavDevice", "a WAV file, as fast as possible", argument="PATH", is_heard=False
    ),
}
"""The devices by name, in the order of the list; the sound cards' own names are also accepted."""


@dataclass(frozen=True, slots=True)
class DeviceListing:
    """One line of the list of devices.

    Attributes:
        spec: The name to give to ``--device``.
        description: One phrase about the device.
        is_heard: Whether it can be listened to as it plays.
    """

    spec: str
    description: str
    is_heard: bool = True


def open_device(spec: str, channels: int) -> Device:
    """Return the device, open: a name of the table, with its argument if it takes one, or the name of a sound card.

    Raises:
        DeviceError: The device is not found or cannot be opened; the hint names the nearest ones.
    """
    for name, row in DEVICES.items():
        if spec == name or (name.endswith(":") and spec.startswith(name)):
            return _opened(row.place, channels, spec.removeprefix(name), spec)
    return _opened(_CARD, channels, _card_named(spec), spec)


def list_devices() -> tuple[DeviceListing, ...]:
    """Return every device that can be used now, the sound cards first."""
    return tuple(_listings())


def _listings() -> Iterator[DeviceListing]:
    cards = card_names()
    # Without miniaudio, whether there is a card shows only when another device opens it.
    may_be_heard = bool(cards) or bool(MiniaudioDevice.refusal())
    for name, row in DEVICES.items():
        if (row.is_heard and not may_be_heard) or _device_class(row.place).refusal():
            continue
        yield DeviceListing(f"{name}{row.argument}", row.description, row.is_heard)
        if row.place == _CARD:
            yield from (DeviceListing(card, "a sound card") for card in cards)


def _opened(place: str, channels: int, argument: str, spec: str) -> Device:
    try:
        if place == _CARD and (sink := server_sink(argument)) is not None:
            with suppress(DeviceError):  # else as on any other system
                return PulseDevice(channels, argument or spec, sink)
        return _device_class(place)(channels, argument)
    except VoicecoachError:
        raise
    except Exception as error:
        # The message of a library's own error does not name the device.
        reason = f"it could not be opened ({type(error).__name__}: {error})"
        raise DeviceError(spec, reason, f"choose another one with --device, or {EXPORT_HINT}") from error


def _device_class(place: str) -> type[Device]:
    module, _, name = place.partition(":")
    return cast("type[Device]", getattr(import_module(module), name))


def _card_named(name: str) -> str:
    """Return the full name of a sound card, given in any case."""
    specs = [listing.spec for listing in list_devices()]
    for spec in specs:
        if spec.casefold() == name.casefold():
            return spec
    near = nearest_words(name, specs, most=3, likeness=0.4) or specs
    raise DeviceError(name, "there is no such device", f"did you mean {' or '.join(map(repr, near))}?")
