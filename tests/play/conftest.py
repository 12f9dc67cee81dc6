"""A sound server for the tests of the devices."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from patience import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


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
        listener.wait(PATIENCE_S)
    finally:
        daemon.terminate()
        daemon.wait(PATIENCE_S)


@pytest.fixture
def sound_server(sound_server_daemon: SoundServer, monkeypatch: pytest.MonkeyPatch) -> SoundServer:
    monkeypatch.setenv("PULSE_SERVER", sound_server_daemon.address)
    return sound_server_daemon
