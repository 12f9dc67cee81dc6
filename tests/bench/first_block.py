"""``voicecoach play`` up to its first block of sound: a device that ends the program there.

Usage: first_block.py SCRIPT
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from voicecoach.play.devices.base import Device
from voicecoach.play.devices.table import DEVICES, DeviceRow

if TYPE_CHECKING:
    from voicecoach.play.devices.base import Read


class FirstBlockDevice(Device):
    """Ends the program as soon as it is given sound."""

    def __init__(self, channels: int, _argument: str = "") -> None:
        super().__init__(channels, "first block")

    def play(self, read: Read) -> None:
        """Take one block, and end."""
        os._exit(0 if len(read(960)) else 1)

    def close(self) -> None:
        """Do nothing: there is nothing to release."""


if __name__ == "__main__":
    from voicecoach.cli.main import main

    DEVICES["first-block"] = DeviceRow("tests.bench.first_block:FirstBlockDevice", "ends at once", is_heard=False)
    sys.argv = ["voicecoach", "play", sys.argv[1], "--device", "first-block"]
    main()
