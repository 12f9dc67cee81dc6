"""The whole player in virtual time, with a device that keeps what it takes and keys that a test presses.

The last tests have a real device and real threads, and assert only what a busy machine cannot change.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from virtual_time import KeptDisplay, VirtualDevice, VirtualKeys, VirtualTime

from voicecoach.errors import DeviceError, SpeechError
from voicecoach.play.controls.keys import NoKeys
from voicecoach.play.devices.base import Block, Device, Read
from voicecoach.play.devices.table import open_device
from voicecoach.play.player import Ending, play
from voicecoach.play.source import PlainSource
from voicecoach.play.status import NowPlaying, State
from voicecoach.sound.pcm import quantise


class Room:
    """Plays plain sounds in virtual time."""

    def __init__(self) -> None:
        self.time = VirtualTime()
        self.keys = VirtualKeys(self.time)
        self.display = KeptDisplay()

    def device(self, channels: int = 1, at_ms: dict[int, Callable[[], object]] | None = None) -> VirtualDevice:
        return VirtualDevice(self.time, channels, at_ms)

    def listen(self, blocks: Iterator[Block], device: Device) -> Ending:
        return play(
            plain(blocks, device.channels),
            device=device,
            keys=self.keys,
            display=self.display,
            executor=self.time,
            now_s=self.time.now_s,
        )


@pytest.fixture
def room() -> Room:
    return Room()


def plain(blocks: Iterator[Block], channels: int) -> PlainSource:
    return PlainSource(blocks, channels, lambda position_ms: NowPlaying(what=f"second {position_ms // 1000}"))


def noise(frames: int, channels: int = 1) -> Block:
    return np.random.default_rng(5).uniform(0.1, 0.9, (frames, channels)).astype(np.float32)


def in_blocks(sound: Block, frames: int = 1_000) -> Iterator[Block]:
    for first in range(0, len(sound), frames):
        yield sound[first : first + frames]


def test_a_wav_is_the_blocks_sample_for_sample(room: Room, tmp_path: Path) -> None:
    sound = noise(200_123, 2)
    ending = room.listen(in_blocks(sound), open_device(f"wav:{tmp_path / 'out.wav'}", 2))
    assert ending == Ending(by_person=False, position_ms=200_123 // 48, underruns=0)
    written, _ = soundfile.read(tmp_path / "out.wav", dtype="int16")
    np.testing.assert_array_equal(written, quantise(sound))


def test_a_wav_waits_for_slow_blocks(room: Room, tmp_path: Path) -> None:
    def blocks() -> Iterator[Block]:
        for block in in_blocks(noise(3_000)):
            room.time.sleep(50)
            yield block

    ending = room.listen(blocks(), open_device(f"wav:{tmp_path / 'out.wav'}", 1))
    assert ending.underruns == 0
    assert soundfile.info(tmp_path / "out.wav").frames == 3_000


def test_a_device_gets_the_blocks_bit_by_bit(room: Room) -> None:
    sound = noise(48_123, 2)
    device = room.device(2)
    assert room.listen(in_blocks(sound), device) == Ending(by_person=False, position_ms=1_002, underruns=0)
    np.testing.assert_array_equal(device.taken, sound)
    assert device.closed == room.keys.left == 1


def test_space_pauses_and_goes_on(room: Room) -> None:
    sound = noise(96_000)
    device = room.device(1, {500: lambda: room.keys.press(" "), 3_000: lambda: room.keys.press(" ")})
    assert room.listen(in_blocks(sound), device) == Ending(by_person=False, position_ms=2_000, underruns=0)
    heard = device.taken[:, 0]
    assert len(heard) == 96_000 + (2_500 - 50) * 48, "silence from the end of the fade-out to the second key"
    left, back = 550 * 48, 3_000 * 48
    np.testing.assert_array_equal(heard[: 500 * 48], sound[: 500 * 48, 0])
    assert not heard[left:back].any()
    # The frame after the last one heard is the first one heard again, at a gain above zero.
    np.testing.assert_array_equal(heard[back + 2_400 :], sound[left + 2_400 :, 0])
    gains = heard[back : back + 2_400] / sound[left : left + 2_400, 0]
    assert 0 < gains[0] < 0.001
    assert gains[-1] == 1
    assert (np.diff(gains) > -1e-6).all()
    assert State.PAUSED in room.display.states


def test_a_key_is_answered_with_the_next_block(room: Room) -> None:
    device = room.device(1, {500: lambda: room.keys.press(" ")} | {700: lambda: room.keys.press("q")})
    room.listen(in_blocks(np.ones((96_000, 1), np.float32)), device)
    first_softer = int(np.flatnonzero(device.taken < 1)[0])
    assert first_softer <= 500 * 48 + 10


def test_q_fades_out_and_leaves(room: Room) -> None:
    def quit_and_press_on() -> None:
        room.keys.put("q")
        room.keys.press(" ")

    device = room.device(1, {1_000: quit_and_press_on})
    ending = room.listen(in_blocks(noise(4_800_000)), device)
    assert ending == Ending(by_person=True, position_ms=1_050, underruns=0)
    assert device.taken[-1] == 0
    assert device.closed == room.keys.left == 1


def test_q_leaves_at_once_while_the_first_block_is_being_rendered(room: Room) -> None:
    def blocks() -> Iterator[Block]:
        room.time.sleep(5_000)
        yield noise(480)

    room.keys.put("q")
    assert room.listen(blocks(), room.device()) == Ending(by_person=True, position_ms=0, underruns=0)
    assert room.time.now_ms < 100
    assert room.display.states == {State.PREPARING}


def test_keys_pressed_before_the_first_sound_count_once_there_is_one(room: Room) -> None:
    room.keys.put(" ")

    def blocks() -> Iterator[Block]:
        room.time.sleep(300)  # the key is read meanwhile
        yield from in_blocks(noise(24_000))

    device = room.device(1, {1_000: lambda: room.keys.press(" ")})
    assert room.listen(blocks(), device) == Ending(by_person=False, position_ms=500, underruns=0)
    silent = np.flatnonzero(device.taken[:, 0] == 0)
    assert (silent[0], silent[-1]) == (50 * 48 - 1, 1_000 * 48 - 1), "it began as a pause, which the second key ended"


def test_threads_take_turns_often_while_it_plays(room: Room) -> None:
    before_s = sys.getswitchinterval()
    turns_s: list[float] = []
    room.listen(in_blocks(noise(24_000)), room.device(1, {100: lambda: turns_s.append(sys.getswitchinterval())}))
    assert turns_s[0] < 0.001
    assert sys.getswitchinterval() == before_s


def test_q_leaves_no_wav(room: Room, tmp_path: Path) -> None:
    def blocks() -> Iterator[Block]:
        yield noise(48_000)
        room.time.sleep(200)  # the device is waiting for more by then
        room.keys.put("q")
        room.time.sleep(300)
        yield noise(48_000)

    assert room.listen(blocks(), open_device(f"wav:{tmp_path / 'out.wav'}", 1)).by_person
    assert not list(tmp_path.iterdir())


def test_ctrl_c_closes_everything_and_comes_through(room: Room) -> None:
    device = room.device(1, {500: lambda: room.keys.put("\x03")})
    with pytest.raises(KeyboardInterrupt):
        room.listen(in_blocks(noise(4_800_000)), device)
    assert device.closed == room.keys.left == 1


def test_what_rendering_raises_comes_through_after_what_was_rendered(room: Room) -> None:
    failure = SpeechError("Breathe in.", "heart", "it fell silent")
    sound = noise(24_000)

    def blocks() -> Iterator[Block]:
        yield from in_blocks(sound)
        raise failure

    device = room.device()
    with pytest.raises(SpeechError) as caught:
        room.listen(blocks(), device)
    assert caught.value is failure
    np.testing.assert_array_equal(device.taken[:24_000], sound)
    assert device.closed == room.keys.left == 1


def test_a_failing_device_comes_through(room: Room) -> None:
    class Unplugged(Device):
        def play(self, read: Read) -> None:
            read(480)
            raise DeviceError(self.name, "it stopped taking sound", "is it still connected?")

        def close(self) -> None: ...

    with pytest.raises(DeviceError, match="stopped taking sound"):
        room.listen(in_blocks(noise(48_000)), Unplugged(1, "headphones"))
    assert room.keys.left == 1


def test_a_device_that_hangs_is_told_after_ten_seconds(room: Room) -> None:
    class Hanging(VirtualDevice):
        def play(self, read: Read) -> None:
            read(480)
            room.time.wait_until(self._stopped.is_set)

    with pytest.raises(DeviceError, match="stopped accepting sound"):
        room.listen(in_blocks(noise(480_000)), Hanging(room.time))
    assert 10_000 <= room.time.now_ms <= 10_500


def test_a_slow_renderer_is_an_underrun_that_is_shown(room: Room) -> None:
    def blocks() -> Iterator[Block]:
        yield noise(28_800)
        room.time.sleep(1_000)
        yield noise(14_400)

    ending = room.listen(blocks(), room.device())
    assert ending == Ending(by_person=False, position_ms=900, underruns=1)
    assert 1_250 <= room.time.now_ms <= 1_400
    assert room.display.shown[-1].underruns == 1


def test_the_display_follows_the_clock(room: Room) -> None:
    room.listen(in_blocks(noise(57_600)), room.device())
    positions_ms = [status.position_ms for status in room.display.shown]
    assert positions_ms == sorted(positions_ms)
    assert positions_ms[-1] == 1_200
    assert max(np.diff(positions_ms)) <= 110
    assert {status.now.what for status in room.display.shown} == {"second 0", "second 1"}


def test_a_device_that_ran_dry_is_told(room: Room) -> None:
    device = room.device()
    device.underruns = 2
    assert room.listen(in_blocks(noise(24_000)), device).underruns == 2
    assert room.display.shown[-1].underruns == 2


def test_with_real_threads_a_wav_is_the_blocks_and_every_thread_ends(tmp_path: Path) -> None:
    sound = noise(200_123)
    with NoKeys() as keys:
        ending = play(
            plain(in_blocks(sound), 1),
            device=open_device(f"wav:{tmp_path / 'out.wav'}", 1),
            keys=keys,
            display=KeptDisplay(),
        )
    assert ending == Ending(by_person=False, position_ms=200_123 // 48, underruns=0)
    written, _ = soundfile.read(tmp_path / "out.wav", dtype="int16", always_2d=True)
    np.testing.assert_array_equal(written, quantise(sound))
    assert {"voicecoach look-ahead", "voicecoach device"}.isdisjoint({each.name for each in threading.enumerate()})


def test_with_real_threads_a_device_in_real_time_takes_all_of_it() -> None:
    ending = play(
        plain(in_blocks(noise(24_000)), 1), device=open_device("null", 1), keys=NoKeys(), display=KeptDisplay()
    )
    assert (ending.by_person, ending.position_ms) == (False, 500)
