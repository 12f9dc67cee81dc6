"""A device that goes wrong as it is told: ``faulty:hang`` takes half a second of sound, and then nothing.

It is a real device, as :mod:`voicecoach.play.devices.base` asks for one: it takes blocks of 20 ms, at the pace
of the clock.
"""

from __future__ import annotations

import time
from types import MappingProxyType
from typing import TYPE_CHECKING

from voicecoach.play.devices.base import Device

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from voicecoach.play.devices.base import Read

BLOCK_FRAMES = 960
BLOCKS_BEFORE = 25
# A device that asks for nothing asks a thousand times a second.
_LEAST_FRAMES = 48


class FaultyDevice(Device):
    """Plays well for half a second, and then does what its name says."""

    def __init__(self, channels: int, fault: str) -> None:
        super().__init__(channels, f"faulty:{fault}")
        self._fault = fault
        if fault == "open":
            raise OSError(19, "No such device")

    def play(self, read: Read) -> None:
        for _ in range(BLOCKS_BEFORE if self._fault != "never" else 0):
            read(BLOCK_FRAMES)
            time.sleep(BLOCK_FRAMES / 48_000)
        FAULTS[self._fault](self, read)

    def close(self) -> None:
        if self._fault in {"close", "fails twice"}:
            raise OSError(5, "Input/output error")

    def hang(self) -> None:
        """Hear no one."""
        while True:
            time.sleep(60)

    def in_blocks_of(self, read: Read, frames: int) -> None:
        """Go on, at the pace of the clock, in blocks of another length."""
        while not self._stopped.is_set():
            block = read(frames)
            self._stopped.wait(max(len(block), _LEAST_FRAMES) / 48_000)
            if len(block) < frames:
                return

    def fail(self) -> None:
        raise OSError(19, "No such device")


FAULTS: Mapping[str, Callable[[FaultyDevice, Read], None]] = MappingProxyType(
    {
        "fails": lambda device, _: device.fail(),
        "close": lambda device, read: device.in_blocks_of(read, BLOCK_FRAMES),
        "fails twice": lambda device, _: device.fail(),
        "hang": lambda device, _: device.hang(),
        "never": lambda device, _: device.hang(),
        "returns": lambda _device, _read: None,
        "nothing": lambda device, read: device.in_blocks_of(read, 0),
        "minus": lambda device, read: device.in_blocks_of(read, -1),
        "huge": lambda device, read: device.in_blocks_of(read, 10**12),
        "large": lambda device, read: device.in_blocks_of(read, 48_000),
        "small": lambda device, read: device.in_blocks_of(read, 70),
    }
)
"""What happens after half a second, by the device's name."""
