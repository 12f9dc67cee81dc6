"""The table of sound devices by name, and the way to open one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from voicecoach.errors import DeviceError, VoicecoachError
from voicecoach.play.devices.base import EXPORT_HINT, Device
from voicecoach.text import nearest_words

_CARD = "voicecoach.play.devices.miniaudio:MiniaudioDevice"


DEVICE_CLASSES = {
    "default": _CARD,
    "simpleaudio": "voicecoach.play.devices.simpleaudio:SimpleaudioDevice",
    "null": "voicecoach.play.devices.null:NullDevice",
    "wav:": "voicecoach.play.devices.wav:WavDevice",
}


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
    from voicecoach.play.devices import miniaudio as miniaudio_device
    from voicecoach.play.devices import simpleaudio as simpleaudio_device

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
    near = nearest_words(name, specs, most=3, likeness=0.4) or specs
    raise DeviceError(name, "there is no such device", f"did you mean {' or '.join(map(repr, near))}?")
