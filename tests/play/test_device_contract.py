"""What every device promises, over each that is here."""

from __future__ import annotations

import threading
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile
from patience import PATIENCE_S, wait_for
from virtual_clock import VirtualClock

from voicecoach.play.devices.base import Device
from voicecoach.play.devices.miniaudio import MiniaudioDevice
from voicecoach.play.devices.null import NullDevice
from voicecoach.play.devices.simpleaudio import SimpleaudioDevice
from voicecoach.play.devices.table import open_device
from voicecoach.sound.pcm import quantise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import SoundServer

    from voicecoach.play.devices.base import Block, Read

NO_SERVER = {"PULSE_SERVER": "unix:/nowhere", "JACK_NO_START_SERVER": "1"}
DEVICES = [
    "null",
    "wav",
    "miniaudio without a card",
    "miniaudio on pulseaudio",
    "miniaudio on alsa",
    "simpleaudio on pulseaudio",
    "simpleaudio on alsa",
]


@pytest.fixture
def alsa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let ALSA's default be something else; PulseAudio is out of reach then, and another sound server too."""

    def alsa(default: str) -> None:
        if not Path("/usr/share/alsa/alsa.conf").exists():
            pytest.skip("ALSA is not installed")
        config = tmp_path / "asound.conf"
        config.write_text(f"pcm.default {{ {default} }}\nctl.default {{ type hw card 0 }}\n")
        for name, value in NO_SERVER.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("ALSA_CONFIG_PATH", str(config))

    return alsa


def file_plugin(path: Path) -> str:
    # Each stream that is opened gets a file of its own: heard.raw, heard.raw.0001 and so on.
    return f'type file file "{path}" format raw truncate false slave.pcm {{ type null }}'


@pytest.fixture(params=DEVICES)
def spec(request: pytest.FixtureRequest, tmp_path: Path, alsa: Callable[[str], None]) -> str:
    library, _, under = request.param.partition(" on ")
    if library == "simpleaudio" and SimpleaudioDevice.refusal():
        pytest.skip(SimpleaudioDevice.refusal())
    if under == "alsa":
        alsa(f"type plug slave.pcm {{ {file_plugin(tmp_path / 'heard.raw')} }}")
    elif under == "pulseaudio":
        server: SoundServer = request.getfixturevalue("sound_server")
        if library == "simpleaudio":
            alsa(f'type pulse server "{server.address}"')
    if under:
        return {"miniaudio": "default"}.get(library, library)
    return {"wav": f"wav:{tmp_path / 'out.wav'}"}.get(request.param, request.param)


@pytest.fixture(params=[1, 2])
def device(spec: str, request: pytest.FixtureRequest) -> Iterator[Device]:
    if spec == "miniaudio without a card":
        miniaudio = pytest.importorskip("miniaudio")
        opened: Device = MiniaudioDevice(request.param, backends=[miniaudio.Backend.NULL])
    else:
        opened = open_device(spec, request.param)
    with opened:
        yield opened


def noise(frames: int, channels: int) -> Block:
    return np.random.default_rng(frames).uniform(-0.9, 0.9, (frames, channels)).astype(np.float32)


def reading(sound: Block, asked: list[int]) -> Read:
    def read(frames: int) -> Block:
        position = sum(asked)
        asked.append(frames)
        return sound[position : position + frames]

    return read


def test_all_of_the_sound_is_taken_and_the_end_is_seen(device: Device) -> None:
    asked: list[int] = []
    began_s = time.monotonic()
    device.play(reading(noise(19_201, device.channels), asked))
    took_s = time.monotonic() - began_s
    assert sum(asked[:-1]) <= 19_201 < sum(asked)
    assert took_s >= (0.3 if device.paced else 0)


def test_a_sound_of_nothing_ends_at_once(device: Device) -> None:
    asked: list[int] = []
    device.play(reading(noise(0, device.channels), asked))
    assert len(asked) == 1


def test_it_stops_soon_when_told(device: Device) -> None:
    silence = np.zeros((48_000, device.channels), np.float32)
    until_s = time.monotonic() + PATIENCE_S

    def read(frames: int) -> Block:
        assert time.monotonic() < until_s, "it never stops"
        return silence[:frames]

    stopping = threading.Timer(0.2, device.stop)
    stopping.start()
    device.play(read)
    stopping.join()


def test_what_reading_raises_comes_out_as_itself(device: Device) -> None:
    asked: list[int] = []
    failure = LookupError("the third block")
    read = reading(noise(48_000, device.channels), asked)

    def failing(frames: int) -> Block:
        if len(asked) == 2:
            raise failure
        return read(frames)

    with pytest.raises(LookupError) as caught:
        device.play(failing)
    assert caught.value is failure


def test_closing_is_harmless_unplayed_and_twice(device: Device) -> None:
    device.close()
    device.close()


def test_the_wav_is_the_sound_rounded_to_16_bit(tmp_path: Path) -> None:
    sound = noise(30_001, 2) * np.float32(1.2)
    with open_device(f"wav:{tmp_path / 'out.wav'}", 2) as device:
        device.play(reading(sound, []))
    written, rate_hz = soundfile.read(tmp_path / "out.wav", dtype="int16")
    assert rate_hz == 48_000
    np.testing.assert_array_equal(written, quantise(sound))
    assert [path.name for path in tmp_path.iterdir()] == ["out.wav"]


def test_a_wav_that_was_stopped_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "out.wav"
    path.write_text("an earlier take")
    with open_device(f"wav:{path}", 1) as device:
        device.stop()
        device.play(reading(noise(100, 1), []))
    assert path.read_text() == "an earlier take"
    assert list(tmp_path.iterdir()) == [path]


def test_a_wav_whose_sound_failed_leaves_nothing(tmp_path: Path) -> None:
    def read(_frames: int) -> Block:
        raise LookupError

    with pytest.raises(LookupError), open_device(f"wav:{tmp_path / 'out.wav'}", 1) as device:
        device.play(read)
    assert not list(tmp_path.iterdir())


class VirtualNullDevice(NullDevice):
    """The silent device, whose waits take no time."""

    def __init__(self, clock: VirtualClock) -> None:
        super().__init__(1, now_s=clock)
        self._stopped = clock


def test_null_keeps_to_the_clock_and_does_not_catch_up_in_a_burst() -> None:
    clock = VirtualClock()
    taken_at_s: list[float] = []

    def read(frames: int) -> Block:
        if len(taken_at_s) == 10:
            clock.now_s += 0.8  # the machine was asleep
        taken_at_s.append(clock.now_s)
        return np.zeros((frames if len(taken_at_s) < 40 else 0, 1), np.float32)

    device = VirtualNullDevice(clock)
    device.play(read)
    assert [taken_at_s[at] - taken_at_s[0] for at in (9, 10)] == pytest.approx([0.18, 1.0])
    assert [later - earlier for earlier, later in pairwise(taken_at_s[12:])] == pytest.approx([0.02] * 27)
    assert device.underruns == 1


@pytest.fixture
def heard(sound_server: SoundServer, tmp_path: Path) -> Iterator[Callable[[], Block]]:
    """What PulseAudio's sink played since the test began, from its first sample that is not silent."""
    recording = tmp_path / "recorded.raw"
    recorder = sound_server.record(recording)
    wait_for(lambda: recording.exists() and recording.stat().st_size > 0)

    def heard() -> Block:
        taken = np.fromfile(recording, np.float32)
        taken = taken[: len(taken) // 2 * 2].reshape(-1, 2)
        loud = np.flatnonzero(taken.any(axis=1))
        return taken[loud[0] :] if len(loud) else taken[:0]

    yield heard
    recorder.terminate()
    recorder.wait(PATIENCE_S)


def without_gaps(played: Block) -> Block:
    """Return what was played without silence: a busy machine may put some between two samples."""
    return played[played.any(axis=1)]


# A monitor may miss the first 5 ms of a stream; a session begins with silence anyway.
LEAD_IN = np.zeros((9_600, 2), np.float32)


def test_pulseaudio_hears_every_sample_in_order(heard: Callable[[], Block]) -> None:
    sound = noise(48_000, 2)
    with open_device("default", 2) as device:
        device.play(reading(np.concatenate([LEAD_IN, sound]), []))
    if device.underruns:
        pytest.skip("the machine is too busy: what comes too late is never heard")
    wait_for(lambda: len(without_gaps(heard())) >= len(sound))
    np.testing.assert_array_equal(without_gaps(heard()), sound)


def test_simpleaudio_streams_every_sample_in_order(
    alsa: Callable[[str], None], sound_server: SoundServer, heard: Callable[[], Block]
) -> None:
    if SimpleaudioDevice.refusal():
        pytest.skip(SimpleaudioDevice.refusal())
    alsa(f'type pulse server "{sound_server.address}"')
    sound = noise(72_000, 2)
    with open_device("simpleaudio", 2) as device:
        device.play(reading(np.concatenate([LEAD_IN, sound]), []))
    if device.underruns:
        pytest.skip("the machine is too busy: what comes too late is never heard")
    wait_for(lambda: len(without_gaps(heard())) >= len(sound))
    played = np.rint(without_gaps(heard()) * 32_768).astype(np.int16)
    np.testing.assert_array_equal(played, quantise(sound))


def test_simpleaudio_counts_what_came_too_late_to_be_heard(
    alsa: Callable[[str], None], sound_server: SoundServer, heard: Callable[[], Block]
) -> None:
    if SimpleaudioDevice.refusal():
        pytest.skip(SimpleaudioDevice.refusal())
    alsa(f'type pulse server "{sound_server.address}"')
    asked: list[int] = []
    steady = reading(np.full((72_000, 2), 0.5, np.float32), asked)

    def read(frames: int) -> Block:
        if len(asked) in (25, 50):
            time.sleep(0.35)
        return steady(frames)

    with open_device("simpleaudio", 2) as device:
        device.play(read)
    assert device.underruns >= 2  # a busy machine may add one of its own
    wait_for(lambda: len(heard()) >= 72_000)
    assert np.count_nonzero(heard()[:72_000] == 0) > 2 * 4_800


def test_simpleaudio_plays_in_pieces_what_takes_no_time(tmp_path: Path, alsa: Callable[[str], None]) -> None:
    if SimpleaudioDevice.refusal():
        pytest.skip(SimpleaudioDevice.refusal())
    alsa(file_plugin(tmp_path / "heard.raw"))
    sound = noise(60_000, 1)
    began_s = time.monotonic()
    with open_device("simpleaudio", 1) as device:
        device.play(reading(sound, []))
    assert time.monotonic() - began_s >= 1.25
    probe, *pieces = [np.fromfile(path, np.int16) for path in sorted(tmp_path.glob("heard.raw*"))]
    assert not probe.any()
    np.testing.assert_array_equal(np.concatenate(pieces), quantise(sound)[:, 0])


def test_alsas_file_takes_no_longer_and_no_less_than_the_sound(tmp_path: Path, alsa: Callable[[str], None]) -> None:
    """Unheld, it would take the hour in half a minute."""
    alsa(f"type plug slave.pcm {{ {file_plugin(tmp_path / 'heard.raw')} }}")
    sound = noise(96_000, 2)
    began_s = time.monotonic()
    with open_device("default", 2) as device:
        device.play(reading(sound, []))
    assert time.monotonic() - began_s >= 1.4
    played = np.fromfile(tmp_path / "heard.raw", np.float32).reshape(-1, 2)
    onset = int(np.flatnonzero(played.any(axis=1))[0])
    np.testing.assert_array_equal(played[onset : onset + len(sound)], sound)
