"""Cards that take other rates than ours, and cards that go away and come back: sinks of a real PulseAudio."""

from __future__ import annotations

import contextlib
import subprocess
import threading
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from patience import PATIENCE_S, wait_for

from voicecoach.play.devices.base import DeviceGoneError
from voicecoach.play.devices.table import list_devices, open_device

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import SoundServer
    from numpy.typing import NDArray

    from voicecoach.play.devices.base import Block

LEAD_IN = np.zeros((9_600, 2), np.float32)
TOO_BUSY = "the machine is too busy: what comes too late is never heard"


class Headphones:
    """A sink beside the server's own, with somebody who listens: without, PulseAudio moves it in steps of two seconds.

    ``recording`` is what it played, in its own rate and channels, 16 bit.
    """

    name = "Headphones"

    def __init__(self, server: SoundServer, recording: Path, rate_hz: int = 48_000, channels: int = 2) -> None:
        self.recording = recording
        self._server = server
        self._shape = {"rate": rate_hz, "channels": channels, "format": "s16le"}
        self._module = ""
        self._listener: subprocess.Popen[bytes] | None = None

    def plug_in(self) -> None:
        shape = [f"{name}={value}" for name, value in self._shape.items()]
        named = ["sink_name=ears", f"sink_properties=device.description={self.name}"]
        self._module = self._pactl("load-module", "module-null-sink", *named, *shape).strip()
        options = [f"--{name}={value}" for name, value in self._shape.items()]
        where = [f"--server={self._server.address}", "--device=ears.monitor", "--latency-msec=20", "--raw"]
        self.recording.unlink(missing_ok=True)
        self._listener = subprocess.Popen(["parec", *where, *options, str(self.recording)], stderr=subprocess.DEVNULL)
        wait_for(lambda: self.recording.exists() and self.recording.stat().st_size > 0)

    def unplug(self) -> None:
        if self._module:
            self._pactl("unload-module", self._module)
            self._module = ""
        if self._listener is not None:
            self._listener.terminate()
            self._listener.wait(PATIENCE_S)

    def _pactl(self, *arguments: str) -> str:
        command = ["pactl", f"--server={self._server.address}", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def headphones(sound_server: SoundServer, tmp_path: Path) -> Iterator[Callable[..., Headphones]]:
    with contextlib.ExitStack() as unplugging:

        def headphones(rate_hz: int = 48_000, channels: int = 2) -> Headphones:
            plugged = Headphones(sound_server, tmp_path / "recorded.raw", rate_hz, channels)
            unplugging.callback(plugged.unplug)
            plugged.plug_in()
            return plugged

        yield headphones


@pytest.mark.parametrize(("rate_hz", "channels"), [(44_100, 1)])
def test_a_card_that_takes_other_rates_and_channels_still_plays_right(
    headphones: Callable[..., Headphones], rate_hz: int, channels: int
) -> None:
    plugged = headphones(rate_hz, channels)
    tone = 0.5 * np.sin(2 * np.pi * 1_000 * np.arange(72_000) / 48_000)
    left = reading(np.concatenate([LEAD_IN, np.column_stack([tone, tone]).astype(np.float32), LEAD_IN]))
    with open_device(plugged.name, 2) as device:
        device.play(left)
    if device.underruns:
        pytest.skip(TOO_BUSY)

    def heard() -> Block:
        taken = np.fromfile(plugged.recording, np.int16)
        return taken[: len(taken) // channels * channels].reshape(-1, channels) / 32_768

    def loud() -> NDArray[np.intp]:
        return np.flatnonzero(np.abs(heard()[:, 0]) > 0.01)

    wait_for(lambda: len(loud()) and np.ptp(loud()) >= 1.48 * rate_hz)
    plugged.unplug()
    assert np.ptp(loud()) / rate_hz == pytest.approx(1.5, abs=0.02)
    for channel in heard()[loud()[0] + 2_000 :][:rate_hz].T:
        assert np.argmax(np.abs(np.fft.rfft(channel))) == pytest.approx(1_000, abs=2)
        assert np.abs(channel).max() == pytest.approx(0.5, abs=0.03)


def gaps_ms(recording: Path) -> list[float]:
    """Return how long each gap in the sound was, from its first frame to its last."""
    taken = np.fromfile(recording, np.int16)
    heard = taken[: len(taken) // 2 * 2].reshape(-1, 2)[:, 0] != 0
    at = np.flatnonzero(heard)
    if not len(at):  # the recording is behind
        return []
    edges = np.flatnonzero(np.diff(heard[at[0] : at[-1] + 1].astype(np.int8)))
    return [frames / 48 for frames in np.diff(edges)[::2]]


def test_gaps_that_are_heard_are_counted(headphones: Callable[..., Headphones]) -> None:
    plugged = headphones()
    steady = reading(np.full((2 * 48_000, 2), 0.25, np.float32))
    calls = 0

    def read(frames: int) -> Block:
        nonlocal calls
        calls += 1
        if calls in (25, 30, 35):
            time.sleep(0.5)
        return steady(frames)

    with open_device(plugged.name, 2) as device:
        device.play(read)
    # A busy machine may add some of its own.
    wait_for(lambda: len([gap_ms for gap_ms in gaps_ms(plugged.recording) if gap_ms >= 200]) >= 3)
    plugged.unplug()
    assert device.underruns >= 3


def test_sound_that_is_taken_back_is_replaced_frame_by_frame(headphones: Callable[..., Headphones]) -> None:
    plugged = headphones()
    steps = np.arange(1, 32_001, dtype=np.float32).repeat(3)  # two seconds; each value is heard, in order
    sound = np.column_stack([steps, steps]) / 32_768
    position, reading_lock, taken_back = 0, threading.Lock(), 0

    def read(frames: int) -> Block:
        nonlocal position
        with reading_lock:
            position += frames
            return sound[position - frames : position]

    def change() -> None:
        nonlocal position, taken_back
        while not changed.wait(0.05):
            with reading_lock:
                back = device.take_back(position, position) if position < len(sound) else 0
                position -= back
                taken_back += back

    changed = threading.Event()
    with open_device(plugged.name, 2) as device:
        device.spare_frames = lambda: 48_000
        changing = threading.Thread(target=change)
        changing.start()
        device.play(read)
        changed.set()
        changing.join()
    if device.underruns:
        pytest.skip(TOO_BUSY)
    wait_for(lambda: np.fromfile(plugged.recording, np.int16).max() == 32_000)
    plugged.unplug()
    left = np.fromfile(plugged.recording, np.int16)[::2].astype(int)
    played = left[left > 0]
    assert taken_back > 0
    # The recording begins a little late.
    np.testing.assert_array_equal(played, np.arange(1, 32_001).repeat(3)[-len(played) :])
    assert len(played) > 90_000


def test_a_card_that_goes_away_is_told_and_plays_when_it_is_back(headphones: Callable[..., Headphones]) -> None:
    plugged = headphones()
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, (480_000, 2)).astype(np.float32)
    asked: list[int] = []

    def read(frames: int) -> Block:
        asked.append(frames)
        return noise[:frames]

    def unplug() -> None:
        wait_for(lambda: len(asked) > 10)
        plugged.unplug()

    with open_device(plugged.name, 2) as device:
        unplugging = threading.Thread(target=unplug)
        unplugging.start()
        with pytest.raises(DeviceGoneError) as caught:
            device.play(read)
        unplugging.join()
    assert (caught.value.device, bool(caught.value.hint)) == (plugged.name, True)

    plugged.plug_in()
    with open_device(plugged.name, 2) as device:
        device.play(reading(noise[:24_000]))
    wait_for(lambda: np.count_nonzero(np.fromfile(plugged.recording, np.int16)) > 10_000)
    plugged.unplug()


def test_plugging_in_other_headphones_does_not_end_the_sound(headphones: Callable[..., Headphones]) -> None:
    with open_device("default", 2) as device:
        plugging = threading.Timer(0.3, headphones)
        plugging.start()
        device.play(reading(np.zeros((72_000, 2), np.float32)))
        plugging.join()
    assert Headphones.name in [listing.spec for listing in list_devices()]


def reading(sound: Block) -> Callable[[int], Block]:
    position = 0

    def read(frames: int) -> Block:
        nonlocal position
        position += frames
        return sound[position - frames : position]

    return read
