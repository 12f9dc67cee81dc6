"""The whole player, with a device that keeps what it takes and keys that a test presses."""

from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from voicecoach.errors import DeviceError, SpeechError
from voicecoach.play.devices.base import Device
from voicecoach.play.devices.table import open_device
from voicecoach.play.player import Ending, play
from voicecoach.play.status import NowPlaying, State
from voicecoach.sound.pcm import quantise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import CaptureDevice, KeptDisplay, PressedKeys

    from voicecoach.play.devices.base import Block, Read


@pytest.fixture
def listen(keys: PressedKeys, display: KeptDisplay) -> Callable[[Iterator[Block], Device], Ending]:
    def listen(blocks: Iterator[Block], device: Device) -> Ending:
        return play(
            blocks,
            channels=device.channels,
            device=device,
            keys=keys,
            display=display,
            describe=lambda position_ms: NowPlaying(what=f"second {position_ms // 1000}"),
        )

    return listen


def noise(frames: int, channels: int = 1) -> Block:
    return np.random.default_rng(5).uniform(0.1, 0.9, (frames, channels)).astype(np.float32)


def in_blocks(sound: Block, frames: int = 1_000) -> Iterator[Block]:
    for first in range(0, len(sound), frames):
        yield sound[first : first + frames]


def test_a_wav_is_the_blocks_sample_for_sample(listen: Callable[..., Ending], tmp_path: Path) -> None:
    sound = noise(200_123, 2)
    ending = listen(in_blocks(sound), open_device(f"wav:{tmp_path / 'out.wav'}", 2))
    assert ending == Ending(by_person=False, position_ms=200_123 // 48, underruns=0)
    written, _ = soundfile.read(tmp_path / "out.wav", dtype="int16")
    np.testing.assert_array_equal(written, quantise(sound))


def test_a_wav_waits_for_slow_blocks(listen: Callable[..., Ending], tmp_path: Path) -> None:
    def blocks() -> Iterator[Block]:
        for block in in_blocks(noise(3_000)):
            time.sleep(0.05)
            yield block

    ending = listen(blocks(), open_device(f"wav:{tmp_path / 'out.wav'}", 1))
    assert ending.underruns == 0
    assert soundfile.info(tmp_path / "out.wav").frames == 3_000


def test_a_device_gets_the_blocks_bit_by_bit(
    listen: Callable[..., Ending], capture: type[CaptureDevice], keys: PressedKeys
) -> None:
    sound = noise(48_123, 2)
    device = capture(2)
    assert listen(in_blocks(sound), device) == Ending(by_person=False, position_ms=1_002, underruns=0)
    np.testing.assert_array_equal(device.taken, sound)
    assert device.closed == keys.left == 1


def test_space_pauses_and_goes_on(
    listen: Callable[..., Ending], capture: type[CaptureDevice], keys: PressedKeys, display: KeptDisplay
) -> None:
    sound = noise(96_000)
    press_space = lambda: keys.press(" ")  # noqa: E731 - as short as what it does
    device = capture(1, {500: press_space, 3_000: press_space})
    ending = listen(in_blocks(sound), device)
    assert not ending.by_person
    assert ending.position_ms == 2_000
    heard = device.taken[:, 0]
    silent = np.flatnonzero(heard == 0)
    assert len(heard) - len(sound) == pytest.approx(len(silent), abs=2)
    assert silent[-1] - silent[0] == len(silent) - 1, "one pause, with nothing heard in it"
    # Before the fade-out and after the fade-in, it is the sound bit by bit; the frame after the last one heard
    # is the first one heard again, at a gain above zero.
    left, back = silent[0], silent[-1] + 1
    np.testing.assert_array_equal(heard[: left - 2_399], sound[: left - 2_399, 0])
    np.testing.assert_array_equal(heard[back + 2_400 :], sound[left + 2_401 :, 0])
    gains = heard[back : back + 2_400] / sound[left + 1 : left + 2_401, 0]
    assert 0 < gains[0] < 0.001
    assert gains[-1] == 1
    assert (np.diff(gains) > -1e-6).all()
    assert State.PAUSED in {status.state for status in display.shown}


def test_q_fades_out_and_leaves(listen: Callable[..., Ending], capture: type[CaptureDevice], keys: PressedKeys) -> None:
    def quit_and_press_on() -> None:
        keys.press("q")
        keys.press(" ")

    device = capture(1, {1_000: quit_and_press_on})
    ending = listen(in_blocks(noise(4_800_000)), device)
    assert ending.by_person
    assert 1_000 < ending.position_ms < 5_000
    assert device.taken[-1] == 0
    assert device.closed == keys.left == 1


def test_q_leaves_at_once_while_the_first_block_is_being_rendered(
    listen: Callable[..., Ending], capture: type[CaptureDevice], keys: PressedKeys, display: KeptDisplay
) -> None:
    gate = threading.Event()

    def blocks() -> Iterator[Block]:
        gate.wait(5)
        yield noise(480)

    keys.press("q")
    began_s = time.monotonic()
    assert listen(blocks(), capture(1)) == Ending(by_person=True, position_ms=0, underruns=0)
    assert time.monotonic() - began_s < 1
    assert {status.state for status in display.shown} == {State.PREPARING}
    gate.set()


def test_keys_pressed_before_the_first_sound_count_once_there_is_one(
    listen: Callable[..., Ending], capture: type[CaptureDevice], keys: PressedKeys
) -> None:
    keys.press(" ")

    def blocks() -> Iterator[Block]:
        time.sleep(0.3)  # the key is read meanwhile
        yield from in_blocks(noise(24_000))

    device = capture(1, {1_000: lambda: keys.press(" ")})
    assert listen(blocks(), device) == Ending(by_person=False, position_ms=500, underruns=0)
    paused_ms = np.count_nonzero(device.taken == 0) / 48
    assert paused_ms > 800, "it began as a pause, which only the second key ended"


def test_threads_take_turns_often_while_it_plays(listen: Callable[..., Ending], capture: type[CaptureDevice]) -> None:
    before_s = sys.getswitchinterval()
    turns_s: list[float] = []
    listen(in_blocks(noise(24_000)), capture(1, {100: lambda: turns_s.append(sys.getswitchinterval())}))
    assert turns_s[0] < 0.001
    assert sys.getswitchinterval() == before_s


def test_q_leaves_no_wav(listen: Callable[..., Ending], keys: PressedKeys, tmp_path: Path) -> None:
    def blocks() -> Iterator[Block]:
        yield noise(48_000)
        time.sleep(0.2)  # the device is waiting for more by then
        keys.press("q")
        time.sleep(0.3)
        yield noise(48_000)

    assert listen(blocks(), open_device(f"wav:{tmp_path / 'out.wav'}", 1)).by_person
    assert not list(tmp_path.iterdir())


def test_ctrl_c_closes_everything_and_comes_through(
    listen: Callable[..., Ending], capture: type[CaptureDevice], keys: PressedKeys
) -> None:
    device = capture(1, {500: lambda: keys.press("\x03")})
    with pytest.raises(KeyboardInterrupt):
        listen(in_blocks(noise(4_800_000)), device)
    assert device.closed == keys.left == 1


def test_what_rendering_raises_comes_through_after_what_was_rendered(
    listen: Callable[..., Ending], capture: type[CaptureDevice], keys: PressedKeys
) -> None:
    failure = SpeechError("Breathe in.", "heart", "it fell silent")
    sound = noise(24_000)

    def blocks() -> Iterator[Block]:
        yield from in_blocks(sound)
        raise failure

    device = capture(1)
    with pytest.raises(SpeechError) as caught:
        listen(blocks(), device)
    assert caught.value is failure
    np.testing.assert_array_equal(device.taken[:24_000], sound)
    assert device.closed == keys.left == 1


def test_a_failing_device_comes_through(listen: Callable[..., Ending], keys: PressedKeys) -> None:
    class Unplugged(Device):
        def play(self, read: Read) -> None:
            read(480)
            raise DeviceError(self.name, "it stopped taking sound", "is it still connected?")

        def close(self) -> None: ...

    with pytest.raises(DeviceError, match="stopped taking sound"):
        listen(in_blocks(noise(48_000)), Unplugged(1, "headphones"))
    assert keys.left == 1


def test_a_slow_renderer_is_an_underrun_that_is_shown(listen: Callable[..., Ending], display: KeptDisplay) -> None:
    def blocks() -> Iterator[Block]:
        yield noise(28_800)
        time.sleep(1.0)
        yield noise(14_400)

    began_s = time.monotonic()
    ending = listen(blocks(), open_device("null", 1))
    assert ending == Ending(by_person=False, position_ms=900, underruns=1)
    assert time.monotonic() - began_s > 1.2
    assert display.shown[-1].underruns == 1


def test_the_display_follows_the_clock(listen: Callable[..., Ending], display: KeptDisplay) -> None:
    listen(in_blocks(noise(57_600)), open_device("null", 1))
    positions_ms = [status.position_ms for status in display.shown]
    assert positions_ms == sorted(positions_ms)
    assert positions_ms[-1] == 1_200
    assert {status.now.what for status in display.shown} == {"second 0", "second 1"}


def test_a_device_that_ran_dry_is_told(
    listen: Callable[..., Ending], capture: type[CaptureDevice], display: KeptDisplay
) -> None:
    device = capture(1)
    device.underruns = 2
    assert listen(in_blocks(noise(24_000)), device).underruns == 2
    assert display.shown[-1].underruns == 2
