"""Beds as they are heard in a session: each ear, each layer, the crossfade, and music that ends."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from voicecoach.session.options import Choices
from voicecoach.units import MIX_RATE_HZ, ms_to_frames

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from sessions import Open

SILENT = Choices(voice="tone", wake_after_ms=0)


def heard(opened: Open, text: str) -> NDArray[np.float32]:
    session = opened(text, SILENT)
    return np.concatenate(list(session.blocks(session.timeline())))


def between(sound: NDArray[np.float32], begin_s: float, end_s: float) -> NDArray[np.float32]:
    return sound[ms_to_frames(round(begin_s * 1_000)) : ms_to_frames(round(end_s * 1_000))]


def level_db(sound: NDArray[np.float32], low_hz: float = 0.0, high_hz: float = MIX_RATE_HZ) -> float:
    """Return the level of one channel within a band, relative to full scale."""
    windowed = sound * np.hanning(len(sound))
    power = np.square(np.abs(np.fft.rfft(windowed)))
    rates_hz = np.fft.rfftfreq(len(sound), 1 / MIX_RATE_HZ)
    return 10 * float(np.log10(power[(rates_hz >= low_hz) & (rates_hz < high_hz)].sum() / len(sound) ** 2))


def loudest_hz(sound: NDArray[np.float32]) -> float:
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 4 * len(sound)))
    return float(np.argmax(spectrum)) * MIX_RATE_HZ / (4 * len(sound))


def noise(path: Path, low_hz: float, high_hz: float) -> None:
    """Write twelve seconds of steady noise in a band."""
    frames = 12 * MIX_RATE_HZ
    spectrum = np.fft.rfft(np.random.default_rng(1).standard_normal(frames))
    rates_hz = np.fft.rfftfreq(frames, 1 / MIX_RATE_HZ)
    spectrum[(rates_hz < low_hz) | (rates_hz > high_hz)] = 0.0
    samples = np.fft.irfft(spectrum, frames)
    soundfile.write(path, 0.2 * samples / np.abs(samples).max(), MIX_RATE_HZ, subtype="FLOAT")


def test_each_ear_has_its_own_tone_in_a_finished_mp3(opened: Open, tmp_path: Path) -> None:
    session = opened("- bed: binaural 200 Hz 6 Hz\n\nHello. [14s]", SILENT)
    assert session.channels == 2
    path = tmp_path / "tones.mp3"
    session.export(path, session.timeline())
    decoded, rate_hz = soundfile.read(path, dtype="float32")
    assert rate_hz == MIX_RATE_HZ
    left, right = between(decoded, 6.0, 12.0).T
    assert (loudest_hz(left), loudest_hz(right)) == (pytest.approx(197.0, abs=0.1), pytest.approx(203.0, abs=0.1))
    for ear, own_hz, other_hz in ((left, 197.0, 203.0), (right, 203.0, 197.0)):
        assert level_db(ear, other_hz - 1, other_hz + 1) < level_db(ear, own_hz - 1, own_hz + 1) - 40.0


def test_each_layer_has_its_own_level(opened: Open) -> None:
    def layers_db(text: str) -> tuple[float, float]:
        ear = between(heard(opened, f"- bed: {text}\n\nHello. [20s]"), 7.0, 17.0)[:, 0]
        return level_db(ear, 150.0, 250.0), level_db(ear, 800.0, 1_200.0)

    low, high = "binaural 200 Hz 6 Hz", "isochronic 1000 Hz 5 Hz"
    quiet = layers_db(f"{low} + {high}")
    assert layers_db(f"{low}, -18 dB + {high}, -30 dB") == pytest.approx((quiet[0] + 6.0, quiet[1] - 6.0), abs=0.1)
    assert layers_db(f"{low} + {high}, -20 dB") == pytest.approx((quiet[0] + 4.0, quiet[1] + 4.0), abs=0.1)
    alone = layers_db(low)
    assert alone[0] == pytest.approx(quiet[0], abs=0.1)
    assert alone[1] < quiet[1] - 40.0


def test_one_bed_becomes_another_without_a_gap_and_a_level_changes_without_a_step(opened: Open, tmp_path: Path) -> None:
    noise(tmp_path / "low.wav", 300.0, 600.0)
    noise(tmp_path / "high.wav", 700.0, 1_000.0)
    text = "- bed: low.wav\n\nHello. [11s] [bed high.wav 6s] [14s] [bed high.wav -18 dB] [12s]"
    sound = heard(opened, text)[:, 0]
    # "Hello." ends at 0.86 s: the crossfade is from 11.86 to 17.86 s, the level changes from 25.86 to 29.86 s.
    levels_db = [level_db(between(sound, at_s, at_s + 0.5)) for at_s in np.arange(8.0, 24.0, 0.25)]
    assert max(levels_db) - min(levels_db) < 2.5  # half a second of noise varies by itself
    low_db = [level_db(between(sound, at_s, at_s + 0.5), 250.0, 650.0) for at_s in (10.0, 14.6, 19.0)]
    high_db = [level_db(between(sound, at_s, at_s + 0.5), 650.0, 1_050.0) for at_s in (10.0, 14.6, 19.0)]
    assert low_db[0] > low_db[1] + 2.0 > low_db[2] + 40.0
    assert high_db[0] + 40.0 < high_db[1] + 2.0 < high_db[2]
    rise_db = [level_db(between(sound, at_s, at_s + 0.5)) for at_s in np.arange(22.0, 35.0, 0.25)]
    assert np.mean(rise_db[-16:]) - np.mean(rise_db[:14]) == pytest.approx(6.0, abs=0.5)
    assert max(abs(after - before) for before, after in pairwise(rise_db)) < 3.5


def test_music_that_plays_once_ends(opened: Open, tmp_path: Path) -> None:
    seconds = np.arange(5 * MIX_RATE_HZ) / MIX_RATE_HZ
    soundfile.write(tmp_path / "song.wav", 0.2 * np.sin(2 * np.pi * 330.0 * seconds), MIX_RATE_HZ)
    session = opened("- bed: song.wav once, -20 dB\n\nHello. [12s]", SILENT)
    timeline = session.timeline()
    assert session.sheet(timeline)["beds"] == [
        {"start_ms": 500, "end_ms": 5_500, "sound": "song.wav", "level_db": -20.0, "fade_in_ms": 20, "fade_out_ms": 20,
         "once": True},
    ]  # fmt: skip
    sound = np.concatenate(list(session.blocks(timeline)))[:, 0]
    assert loudest_hz(between(sound, 3.0, 5.0)) == pytest.approx(330.0, abs=0.2)
    assert np.abs(between(sound, 5.2, 5.45)).max() > 0.001
    assert not between(sound, 5.5, 13.0).any()
