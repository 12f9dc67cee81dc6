"""What the contract says of a finished file holds after decoding: its loudness, and how high its peaks may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyloudnorm
import pytest

from voicecoach.export.formats import FORMATS
from voicecoach.sound.levels import peak_per_ms
from voicecoach.units import gain_to_db

if TYPE_CHECKING:
    from pathlib import Path

SECOND = 48_000
LOSSY = [suffix for suffix, row in FORMATS.items() if row.bitrates and suffix != ".m4b"]


@pytest.fixture(scope="module")
def speech_like() -> np.ndarray:
    """Return words of harmonics and hiss among strikes that begin at their height; its true peak is full scale."""
    rng = np.random.default_rng(7)
    sound = np.zeros(6 * SECOND)
    seconds = np.arange(SECOND // 2) / SECOND
    envelope = np.hanning(len(seconds)) ** 0.5
    for word in range(9):
        pitch_hz = rng.uniform(90, 260)
        voiced = sum(np.sin(2 * np.pi * pitch_hz * k * seconds + rng.uniform(0, 6)) / k for k in range(1, 24))
        first = word * 31_000
        sound[first : first + len(seconds)] += envelope * (voiced + 0.05 * rng.standard_normal(len(seconds)))
    for strike in range(4):
        first = 15_000 + strike * 70_000
        after = np.arange(30_000) / SECOND
        sound[first : first + len(after)] += 2 * np.cos(2 * np.pi * (440 + 330 * strike) * after) * np.exp(-9 * after)
    whole_ms = sound.astype(np.float32)
    return whole_ms / peak_per_ms(whole_ms).max()


@pytest.mark.parametrize("suffix", LOSSY)
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("which", ["lowest", "default"])
def test_decoded_peaks_stay_below_minus_one_and_the_loudness_stays(
    tmp_path: Path, suffix: str, channels: int, which: str, speech_like: Any, export: Any, decode_in_process: Any
) -> None:
    audio_format = FORMATS[suffix]
    rates = audio_format.bitrates
    assert rates is not None
    kbps = rates.offered_kbps[channels][0] if which == "lowest" else rates.default_kbps[channels]
    highest_dbtp = -1.0 - audio_format.overshoot_db(channels, kbps)
    sound = np.repeat((speech_like * 10 ** (highest_dbtp / 20))[:, None], channels, axis=1)
    path = export(tmp_path / f"a{suffix}", sound, bitrate_kbps=kbps).path
    heard = decode_in_process(path, channels) / 32_768
    peaks = [float(peak_per_ms(np.ascontiguousarray(heard[:, each], np.float32)).max()) for each in range(channels)]
    assert gain_to_db(max(peaks)) <= -1.0
    meter = pyloudnorm.Meter(SECOND)
    assert meter.integrated_loudness(heard) == pytest.approx(meter.integrated_loudness(sound), abs=0.3)


@pytest.mark.parametrize("suffix", LOSSY)
def test_an_onset_is_where_it_was_to_the_millisecond(
    tmp_path: Path, suffix: str, export: Any, decode_in_process: Any
) -> None:
    sound = np.zeros((2 * SECOND, 1), np.float32)
    onset = SECOND + 123
    after = np.arange(SECOND - 123) / SECOND
    sound[onset:, 0] = 0.5 * np.cos(2 * np.pi * 700 * after) * np.exp(-5 * after)
    heard = decode_in_process(export(tmp_path / f"a{suffix}", sound).path, 1)[:, 0] / 32_768
    first = int(np.argmax(np.abs(heard) > 0.25))
    assert abs(first - onset) <= 48
