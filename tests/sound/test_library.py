"""A session's sounds: shipped ones as they are, a person's own brought to the same strike and level."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from voicecoach.errors import NotFoundError, SoundError
from voicecoach.folders import shipped_sounds
from voicecoach.sound.library import SoundLibrary
from voicecoach.sound.loudness import (
    CHIME_LUFS,
    CHIME_PEAK_DBTP,
    SPEECH_PEAK_DBTP,
    VOICE_LUFS,
    loudness_lufs,
    momentary_loudness_lufs,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> SoundLibrary:
    return SoundLibrary([tmp_path, tmp_path / "sounds", shipped_sounds()])


def gong(rate_hz: int = 44_100, level: float = 0.02) -> np.ndarray:
    """Return 3 s of a decaying tone, soft and in stereo."""
    seconds = np.arange(3 * rate_hz) / rate_hz
    wave = level * np.sin(2 * np.pi * 330 * seconds) * 10 ** (-seconds)
    return np.stack((wave, wave), axis=1).astype(np.float32)


def talk(seconds: int = 4, rate_hz: int = 44_100, level: float = 0.01) -> np.ndarray:
    """Return noise in syllables, with half a second of silence at both ends."""
    generator = np.random.default_rng(3)
    syllables = np.abs(np.sin(2 * np.pi * 2.5 * np.arange(seconds * rate_hz) / rate_hz)) ** 2
    noise = generator.standard_normal(seconds * rate_hz) * syllables * level
    return np.pad(noise, rate_hz // 2).astype(np.float32)


@pytest.mark.parametrize("name", ["bell", "bowl", "tick", "two-tone", "wood"])
def test_shipped_chime_is_sample_for_sample_its_file(name: str, library: SoundLibrary) -> None:
    samples, _ = soundfile.read(shipped_sounds() / f"{name}.flac", dtype="int16")
    assert np.array_equal(library.chime(name).samples, samples)


def test_sound_is_read_once(library: SoundLibrary, write: Callable[..., Path]) -> None:
    path = write("gong.wav", gong())
    first = library.chime("gong")
    path.unlink()
    assert library.chime("Gong") is first


@pytest.mark.parametrize("name", ["gong.wav", "gong.flac", "gong.ogg", "gong.mp3"])
@pytest.mark.parametrize("silence_ms", [0, 700])
def test_own_chime_strikes_at_once_as_loud_as_the_shipped_ones(
    name: str, silence_ms: int, library: SoundLibrary, write: Callable[..., Path]
) -> None:
    write(name, np.pad(gong(), ((silence_ms * 441 // 10, 44_100), (0, 0))) if silence_ms else gong())
    chime = library.chime("gong")
    height = np.abs(chime.samples[:] / 32_768)
    assert np.argmax(height > 0.01) < 5 * 48
    assert momentary_loudness_lufs(chime) == pytest.approx(CHIME_LUFS, abs=0.1)
    assert chime.samples[-1:] == 0
    assert chime.duration_ms == pytest.approx(3_000, abs=80)
    spectrum = np.abs(np.fft.rfft(height * np.sign(chime.samples[:])))
    assert spectrum.argmax() * 1000 / chime.duration_ms == pytest.approx(330, abs=1)


def test_own_tick_is_no_bang(library: SoundLibrary, write: Callable[..., Path]) -> None:
    samples = np.zeros(44_100, dtype=np.float32)
    samples[1_000:1_200] = np.hanning(200) * np.sin(np.arange(200))
    write("tick.wav", samples)
    chime = library.chime("tick")
    assert chime.peak.max() == pytest.approx(10 ** (CHIME_PEAK_DBTP / 20), rel=0.01)
    assert chime.duration_ms < 40


@pytest.mark.parametrize("level", [0.003, 0.05, 0.3])
def test_recording_keeps_its_length_and_gets_the_loudness_of_the_voice(
    level: float, library: SoundLibrary, write: Callable[..., Path]
) -> None:
    write("intro.wav", talk(level=level))
    recording = library.recording("intro.wav")
    assert recording.duration_ms == 5_000
    assert loudness_lufs(recording) == pytest.approx(VOICE_LUFS, abs=0.3)
    assert recording.peak.max() <= 10 ** ((SPEECH_PEAK_DBTP + 0.05) / 20)
    assert not recording.samples[: 400 * 48].any()
    assert recording.samples[-1:] == 0


def test_recording_that_begins_and_ends_aloud_does_not_click(library: SoundLibrary, write: Callable[..., Path]) -> None:
    hum = (0.2 * np.cos(2 * np.pi * 200 * np.arange(44_100) / 44_100)).astype(np.float32)
    write("hum.wav", hum)
    samples = library.recording("hum").samples[:] / 32_768
    assert samples[0] == samples[-1] == 0.0
    assert np.abs(np.diff(samples)).max() < 0.02


@pytest.mark.parametrize("samples", [np.zeros(44_100), 1e-5 * np.sin(np.arange(44_100))])
def test_silence_is_no_sound(samples: np.ndarray, library: SoundLibrary, write: Callable[..., Path]) -> None:
    write("hush.wav", samples.astype(np.float32), subtype="FLOAT")
    for load in (library.chime, library.recording):
        with pytest.raises(SoundError, match="only silence"):
            load("hush")


@pytest.mark.parametrize("frames", [1, 10, 47, 480])
def test_very_short_sounds_are_sounds_or_clear_errors(
    frames: int, library: SoundLibrary, write: Callable[..., Path]
) -> None:
    write("blip.wav", np.full(frames, 0.5, dtype=np.float32))
    for load in (library.chime, library.recording):
        try:
            assert load("blip").peak.max() <= 1.0
        except SoundError as error:
            assert "blip" in error.message  # noqa: PT017 - either outcome is right


def test_damaged_file_is_named_as_the_person_named_it(library: SoundLibrary, tmp_path: Path) -> None:
    (tmp_path / "intro.wav").write_bytes(b"RIFF nonsense")
    with pytest.raises(SoundError, match=r"intro\.wav"):
        library.chime("intro")


def test_missing_sound_and_names_of_all_folders(library: SoundLibrary, write: Callable[..., Path]) -> None:
    write("gong.wav", gong())
    assert library.names() == ("bell", "bowl", "gong", "tick", "two-tone", "wood")
    with pytest.raises(NotFoundError, match="bowle") as raised:
        library.chime("bowle")
    assert "'bowl'" in raised.value.hint


def test_same_file_gives_the_same_samples(write: Callable[..., Path], library: SoundLibrary) -> None:
    folder = write("intro.mp3", talk()).parent
    again = SoundLibrary([folder])
    assert np.array_equal(library.recording("intro").samples[:], again.recording("intro").samples[:])


@pytest.mark.parametrize("use", ["recording", "loop", "once", "chime"])
def test_a_long_sound_costs_the_memory_of_a_part(use: str, library: SoundLibrary, tmp_path: Path) -> None:
    minutes, rate_hz = 2, 24_000
    generator = np.random.default_rng(5)
    with soundfile.SoundFile(tmp_path / "sea.flac", "w", samplerate=rate_hz, channels=1) as file:
        for _ in range(minutes):
            file.write(0.05 * generator.standard_normal(60 * rate_hz, dtype=np.float32))
    tracemalloc.start()
    try:
        sound = getattr(library, use)("sea")
        _, peak_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    (mono,) = sound if isinstance(sound, tuple) else (sound,)
    assert mono.duration_ms == pytest.approx(minutes * 60_000, abs=5_000)
    assert peak_bytes < len(mono.samples) * 4  # one copy as float32, where there were seven


def test_a_part_of_a_long_sound_is_what_the_whole_has_there(library: SoundLibrary, write: Callable[..., Path]) -> None:
    write("sea.wav", np.stack((talk(seconds=70), talk(seconds=70)[::-1]), axis=1))
    for channel in library.loop("sea", most_channels=2):
        whole = channel.samples[:]
        assert len(whole) == len(channel.samples)
        for first, last in ((0, 1), (47, 96_001), (len(whole) - 5, len(whole) + 9), (12, 12)):
            assert np.array_equal(channel.samples[first:last], whole[first:last])
    left, right = library.once("sea", most_channels=2)
    assert not np.array_equal(left.samples[:], right.samples[:])
