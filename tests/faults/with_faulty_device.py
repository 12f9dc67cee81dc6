"""The command line with one more device in its table, the one in ``devices.py`` beside this file."""

import devices

from voicecoach.cli import main
from voicecoach.play.devices.table import DEVICES, DeviceRow

if __name__ == "__main__":
    DEVICES["faulty:"] = DeviceRow(f"{devices.__name__}:{devices.FaultyDevice.__name__}", "fails as it is told")
    main()
