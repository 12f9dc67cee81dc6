"""Real devices, keys and a sound server for the tests of the player; nothing here stands in for our own code."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pytest

from voicecoach.play.controls.keys import Keys
from voicecoach.play.devices.base import Device
from voicecoach.play.display.base import Display
from voicecoach.units import ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from voicecoach.play.devices.base import Block, Read
    from voicecoach.play.status import Status

BLOCK_FRAMES = 480


class CaptureDevice(Device):
    """Keeps all that it takes, in blocks of 10 ms, with something done when it has taken so many milliseconds.

    It takes sound as fast as the player can follow: it waits for the look-ahead before the first block only.
    """

    def __init__(self, channels: int, at_ms: dict[int, Callable[[], object]] | None = None) -> None:
        super().__init__(channels, "capture")
        self.closed = 0
        self._at_frames = {ms_to_frames(each): action for each, action in (at_ms or {}).items()}
        self._blocks: list[Block] = []

    @property
    def taken(self) -> Block:
        return np.concatenate([np.zeros((0, self.channels), np.float32), *self._blocks])

    def play(self, read: Read) -> None:
        frames = 0
        while not self._stopped.is_set():
            if action := self._at_frames.get(frames):
                action()
            block = read(BLOCK_FRAMES)
            self._blocks.append(block.copy())
            frames += len(block)
            if len(block) < BLOCK_FRAMES:
                return
            time.sleep(0.0005)  # lets the player's own threads run

    def close(self) -> None:
        self.closed += 1


class PressedKeys(Keys):
    """Keys that a test presses, from any thread; ``interrupt`` is Ctrl-C."""

    def __init__(self) -> None:
        self.left = 0
        self._pressed: deque[str] = deque()
        self._woken = threading.Event()

    def press(self, key: str) -> None:
        self._pressed.append(key)
        self._woken.set()

    def wait(self, timeout_ms: int) -> str | None:
        self._woken.wait(timeout_ms / 1000)
        self._woken.clear()
        if not self._pressed:
            return None
        key = self._pressed.popleft()
        if key == "\x03":
            raise KeyboardInterrupt
        return key

    def wake(self) -> None:
        self._woken.set()

    def __exit__(self, *_: object) -> None:
        self.left += 1


@dataclass
class KeptDisplay(Display):
    """Keeps every status that was to be shown."""

    shown: list[Status] = field(default_factory=list)

    def show(self, status: Status) -> None:
        self.shown.append(status)


@pytest.fixture
def capture() -> type[CaptureDevice]:
    return CaptureDevice


@pytest.fixture
def keys() -> PressedKeys:
    return PressedKeys()


@pytest.fixture
def display() -> KeptDisplay:
    return KeptDisplay()


@dataclass(frozen=True)
class SoundServer:
    """A PulseAudio of the test's own, whose one sink ends in nothing; its monitor can be recorded."""

    address: str
    sink: str = "mat"

    def record(self, path: Path) -> subprocess.Popen[bytes]:
        """Start to record the sink as raw float32 stereo at 48 kHz."""
        source = (f"--server={self.address}", f"--device={self.sink}.monitor")
        raw = ("--format=float32le", "--rate=48000", "--channels=2", "--latency-msec=20", "--raw")
        return subprocess.Popen(["parec", *source, *raw, str(path)])


@pytest.fixture(scope="session")
def sound_server_daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundServer]:
    if not (shutil.which("pulseaudio") and shutil.which("parec") and shutil.which("pactl")):
        pytest.skip("pulseaudio with parec and pactl is not installed")
    folder = tmp_path_factory.mktemp("pulse")
    server = SoundServer(f"unix:{folder}/native")
    environment = os.environ | {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    sink = f"module-null-sink sink_name={server.sink} rate=48000 channels=2 format=float32le"
    door = f"module-native-protocol-unix socket={folder}/native auth-anonymous=1"
    alone = ("-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no")
    daemon = subprocess.Popen(
        ["pulseaudio", *alone, "-L", sink, "-L", door],
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(100):
            asked = ["pactl", f"--server={server.address}", "info"]
            if subprocess.run(asked, capture_output=True, check=False).returncode == 0:
                break
            time.sleep(0.05)
        else:
            pytest.skip("pulseaudio does not run here")
        # Nobody listening, the null sink moves in steps of two seconds, which no sound card does.
        heard = folder / "listener.raw"
        listener = server.record(heard)
        while not (heard.exists() and heard.stat().st_size):
            time.sleep(0.05)
        yield server
        listener.terminate()
        listener.wait(5)
    finally:
        daemon.terminate()
        daemon.wait(5)


@pytest.fixture
def sound_server(sound_server_daemon: SoundServer, monkeypatch: pytest.MonkeyPatch) -> SoundServer:
    monkeypatch.setenv("PULSE_SERVER", sound_server_daemon.address)
    return sound_server_daemon
