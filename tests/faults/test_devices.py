"""A device that goes wrong in whatever way: an error that says what to do, or the session goes on; nothing stays."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from examples import LONG
from patience import PATIENCE_S

from voicecoach.play.devices.miniaudio import RealTime
from voicecoach.play.devices.null import NullDevice

if TYPE_CHECKING:
    from voicecoach.play.devices.base import Block

PROGRAM = (str(Path(__file__).with_name("with_faulty_device.py")),)
SHORT = "- voice: tone\n\nHello.\n\n[1s]\n"
TOLD = {
    "open": "it could not be opened (OSError: [Errno 19] No such device)",
    "fails": "it failed (OSError: [Errno 19] No such device)",
    "fails twice": "it failed (OSError: [Errno 19] No such device)",
    "close": "it could not be released (OSError: [Errno 5] Input/output error)",
    "hang": "it stopped accepting sound",
    "never": "it stopped accepting sound",
    "returns": "it stopped before the end of the sound",
    "nothing": "it stopped accepting sound",
    "minus": "it asks for -1 frames at once",
    "huge": "it asks for 1,000,000,000,000 frames at once",
}


GOOD = ("large", "small")
"""Blocks of another length than is usual are no fault: the session is played to its end."""


@LONG
@pytest.mark.skipif(sys.platform != "linux", reason="what is left running is found through /proc")
def test_each_is_told_or_played_to_the_end_and_the_terminal_and_the_program_are_left(place: Any) -> None:
    import pty
    import termios

    place.write(SHORT)
    playing = {}
    for fault in (*TOLD, *GOOD):  # all at once, since some are waited for
        ours, theirs = pty.openpty()
        words = ("play", "a.md", "--device", f"faulty:{fault}")
        before = termios.tcgetattr(theirs)
        playing[fault] = (place.start(*words, program=PROGRAM, stdin=theirs), ours, theirs, before)
    for fault, (program, ours, theirs, before) in playing.items():
        out, err = program.communicate(timeout=PATIENCE_S)
        assert (program.returncode, out) == (0 if fault in GOOD else 1, "")
        assert "Traceback" not in err
        if fault in GOOD:
            assert err.splitlines()[-1].startswith("done at 0:0")
        else:
            message, hint = err.splitlines()[-2:]
            assert message == f"voicecoach: the sound device 'faulty:{fault}' cannot be used: {TOLD[fault]}"
            assert "--device" in hint
        assert termios.tcgetattr(theirs) == before
        os.close(ours)
        os.close(theirs)
    assert place.running() == []
    assert place.left() == []


class Jumping(threading.Event):
    """A clock that moves where somebody waits, and jumps once, when it was asked so often."""

    def __init__(self, by_s: float, after: int = 20) -> None:
        super().__init__()
        self.waited_s = 0.0
        self._by_s = by_s
        self._left = after

    def __call__(self) -> float:
        self._left -= 1
        return 1e6 + self.waited_s + (self._by_s if self._left < 0 else 0)

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout is not None
        self.waited_s += timeout
        return self.is_set()


class Virtual(NullDevice):
    """The silent device, whose waits take no time."""

    def __init__(self, clock: Jumping) -> None:
        super().__init__(1, now_s=clock)
        self._stopped = clock


@pytest.mark.parametrize("by_s", [-3_600.0, -1.0, 1.0, 3_600.0])
def test_the_silent_device_goes_on_when_its_clock_jumps(by_s: float) -> None:
    taken: list[int] = []

    def read(frames: int) -> Block:
        taken.append(frames)
        return np.zeros((frames if len(taken) < 50 else 0, 1), np.float32)

    clock = Jumping(by_s)
    Virtual(clock).play(read)
    assert len(taken) == 50
    assert 0.9 < clock.waited_s < 1.1


@pytest.mark.parametrize("by_s", [-3_600.0, 3_600.0])
def test_a_card_is_not_held_back_for_long_when_the_clock_jumps(by_s: float) -> None:
    clock = Jumping(by_s, after=3)
    real_time = RealTime(clock, slack_ms=60, now_s=clock)
    for _ in range(40):
        real_time.take(960)
    real_time.end()
    assert 0.5 < clock.waited_s < 1.5
    assert real_time.underruns == 0
