"""A session in a program of its own, for the tests that look at its terminal: 60 s of silence, or a failure."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import numpy as np
from rich.console import Console

from voicecoach.play.controls.terminal import open_keys
from voicecoach.play.devices.table import open_device
from voicecoach.play.display.terminal import open_display
from voicecoach.play.player import play
from voicecoach.play.source import PlainSource
from voicecoach.play.status import NowPlaying

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.play.devices.base import Block


def blocks(failing: str) -> Iterator[Block]:
    for second in range(60):
        if failing and second == 1:
            time.sleep(0.3)
            raise LookupError(failing)
        yield np.zeros((48_000, 1), np.float32)


NOW = NowPlaying("Knee-to-Chest", "Draw your right knee towards your chest.", 18_000, 60_000)

if __name__ == "__main__":
    spec, failing = sys.argv[1], "".join(sys.argv[2:])
    ending = play(
        PlainSource(blocks(failing), 1, lambda _position_ms: NOW),
        device=open_device(spec, 1),
        keys=open_keys(),
        display=open_display(Console(file=sys.stderr)),
    )
    print(ending)  # noqa: T201 - what the test reads
