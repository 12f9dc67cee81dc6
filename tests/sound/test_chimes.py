"""The shipped chimes: what the program makes, and what ears and a mix need of them."""

from __future__ import annotations

import runpy
from itertools import pairwise

import numpy as np
import pytest
import soundfile
from scipy.signal import butter, sosfilt

from voicecoach.folders import shipped_sounds
from voicecoach.sound.levels import finish
from voicecoach.sound.loudness import CHIME_LUFS, CHIME_PEAK_DBTP, momentary_loudness_lufs

NAMES = ["bell", "bowl", "tick", "two-tone", "wood"]
LONG = ["bell", "bowl", "two-tone"]


def shipped(name: str) -> np.ndarray:
    samples, rate_hz = soundfile.read(shipped_sounds() / f"{name}.flac", dtype="int16", always_2d=True)
    assert rate_hz == 48_000
    assert samples.shape[1] == 1
    return samples[:, 0]


def measured(name: str) -> None:
    return finish((shipped(name) / 32_768).astype(np.float32))


def strongest_hz(name: str) -> float:
    samples = shipped(name)
    return float(np.abs(np.fft.rfft(samples)).argmax() * 48_000 / len(samples))


def test_shipped_files_are_what_the_program_makes_sample_for_sample() -> None:
    made = runpy.run_path(str(shipped_sounds() / "make_sounds.py"))["make"]()
    assert sorted(made) == NAMES
    assert sorted(file.stem for file in shipped_sounds().glob("*.flac")) == NAMES
    for name, chime in made.items():
        assert np.array_equal(shipped(name), chime.samples), name


def test_the_signals_of_a_session_are_told_apart_on_the_speaker_of_a_phone() -> None:
    """Begin, end, half and switch lie within 4 dB of each other above 800 Hz, in their loudest 400 ms."""
    loudest_db = {}
    for name in ("bowl", "bell", "wood", "two-tone"):
        treble = sosfilt(butter(4, 800, "highpass", fs=48_000, output="sos"), shipped(name) / 32_768)
        energy = np.cumsum(np.square(np.pad(treble, (19_200, 19_200))))
        loudest_db[name] = 10 * np.log10((energy[19_200:] - energy[:-19_200]).max() / 19_200)
    assert max(loudest_db.values()) - min(loudest_db.values()) < 4.0, loudest_db


def test_folder_is_small() -> None:
    assert sum(file.stat().st_size for file in shipped_sounds().glob("*.*")) < 1_000_000


@pytest.mark.parametrize("name", NAMES)
def test_strikes_at_once_rings_out_and_ends_in_silence(name: str) -> None:
    height = np.abs(shipped(name) / 32_768)
    assert len(height) % 48 == 0
    assert np.argmax(height > 0.01) < 5 * 48
    # Dead by itself before the fade: the last twentieth is inaudible.
    assert height[-len(height) // 20 :].max() < 10 ** (-75 / 20)
    assert not height[-24:].any()


@pytest.mark.parametrize("name", NAMES)
def test_does_not_click(name: str) -> None:
    # A click is energy in the treble: a chime has next to none of it above 8 kHz, not even in its attack.
    samples = np.concatenate((np.zeros(4_800), shipped(name) / 32_768))
    spectrum = np.abs(np.fft.rfft(samples[: 4_800 * 3] * np.hanning(4_800 * 3)[: len(samples[: 4_800 * 3])])) ** 2
    treble = spectrum[len(spectrum) // 3 :].sum()
    assert treble < 1e-6 * spectrum.sum()


@pytest.mark.parametrize("name", NAMES)
def test_true_peak_leaves_room(name: str) -> None:
    assert measured(name).peak.max() <= 10 ** (CHIME_PEAK_DBTP / 20)


@pytest.mark.parametrize("name", LONG)
def test_long_chimes_are_equally_loud(name: str) -> None:
    assert momentary_loudness_lufs(measured(name)) == pytest.approx(CHIME_LUFS, abs=0.1)


def test_short_ones_are_softer_and_the_tick_the_softest() -> None:
    wood, tick = (momentary_loudness_lufs(measured(name)) for name in ("wood", "tick"))
    assert CHIME_LUFS - 10 < wood < CHIME_LUFS - 4
    assert wood - 8 < tick < wood - 2


def test_rings_last_as_long_as_their_kind() -> None:
    seconds = {name: len(shipped(name)) / 48_000 for name in NAMES}
    assert 6 <= seconds["bowl"] <= 8
    assert 4 <= seconds["bell"] <= 5
    assert 2 <= seconds["two-tone"] <= 3
    assert seconds["wood"] <= 0.3
    assert seconds["tick"] <= 0.15


def test_bowl_and_bell_are_told_apart_with_closed_eyes() -> None:
    assert 180 <= strongest_hz("bowl") <= 260
    assert strongest_hz("bell") >= 3 * strongest_hz("bowl")


def test_bowl_beats_slowly_and_decays_steadily() -> None:
    # Over a whole swell, 1.4 s, all that is left is the decay: 60 dB in 7 s.
    samples = shipped("bowl") / 32_768
    swells = samples[: 4 * 68_571].reshape(4, -1)
    level_db = 10 * np.log10(np.square(swells).mean(axis=1))
    assert all(10 < earlier - later < 15 for earlier, later in pairwise(level_db))
    # The fundamental is two waves that drift apart by 0.7 Hz.
    around = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), 1 << 21))
    hertz = np.arange(len(around)) * 48_000 / (1 << 21)
    band = around[(hertz > 194) & (hertz < 199)]
    assert np.count_nonzero((band[1:-1] > band[:-2]) & (band[1:-1] > band[2:]) & (band[1:-1] > 0.2 * band.max())) == 2


def test_two_tone_is_two_notes_a_fifth_apart() -> None:
    samples = shipped("two-tone").astype(np.float64)

    def level(frequency_hz: float, start_ms: int) -> float:
        part = samples[start_ms * 48 : start_ms * 48 + 9_600]
        wave = np.exp(-2j * np.pi * frequency_hz * np.arange(len(part)) / 48_000)
        return abs(np.dot(part * np.hanning(len(part)), wave))

    assert level(392.0, 20) > 20 * level(587.3, 20)
    assert level(587.3, 300) > level(392.0, 300)
