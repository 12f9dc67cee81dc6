"""Shaping, on tones whose every frame is known and on speech of real engines."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st
from scipy.signal import butter, resample_poly, sosfiltfilt

from voicecoach.sound.dsp import apply_gain_curve, apply_gain_db, fade_edges, limiting_gain, resample_to_mix, trim
from voicecoach.sound.levels import peak_per_ms
from voicecoach.sound.pcm import pad_to_ms

if TYPE_CHECKING:
    from pathlib import Path

RATE_HZ = 48_000
SPOKEN = ["Three.", "Hold this stretch.", "Feet on the floor, hips loose, and breathe.", "Switch sides."]


def tone(duration_ms: int, frequency_hz: float = 440.0, level: float = 0.5, rate_hz: int = RATE_HZ) -> np.ndarray:
    frames = np.arange(duration_ms * rate_hz // 1000)
    return (level * np.cos(2 * np.pi * frequency_hz * frames / rate_hz)).astype(np.float32)


def limit(samples: np.ndarray, ceiling_dbtp: float) -> np.ndarray:
    return apply_gain_curve(samples, limiting_gain(peak_per_ms(pad_to_ms(samples)), ceiling_dbtp))


def silence(duration_ms: int) -> np.ndarray:
    return np.zeros(duration_ms * 48, dtype=np.float32)


def noise(duration_ms: int, level: float, seed: int = 0) -> np.ndarray:
    return (np.random.default_rng(seed).standard_normal(duration_ms * 48) * level).astype(np.float32)


def true_peak_dbtp(samples: np.ndarray) -> float:
    """Return the true peak by a meter of other make than the limiter's own."""
    return 20 * np.log10(np.abs(resample_poly(samples.astype(np.float64), 4, 1)).max())


@cache
def hibari_model() -> Any:
    return pytest.importorskip("hibari").Hibari(threads=1)


def spoken(engine: str, text: str, folder: Path) -> np.ndarray:
    """Return a phrase as the engine gives it, silence and all, at 48 kHz."""
    if engine == "hibari":
        return resample_to_mix(np.asarray(hibari_model()(text), dtype=np.float32), 24_000)
    if not shutil.which("espeak-ng"):
        pytest.skip("espeak-ng is not installed")
    path = folder / "spoken.wav"
    subprocess.run(["espeak-ng", "-s", "140", "-w", str(path), text], check=True)
    return resample_to_mix(*soundfile.read(path, dtype="float32"))


class TestResample:
    @pytest.mark.parametrize("rate_hz", [22_050, 24_000, 44_100])
    def test_tone_keeps_its_frequency_level_and_place(self, rate_hz: int) -> None:
        resampled = resample_to_mix(tone(500, rate_hz=rate_hz), rate_hz)
        assert len(resampled) == 500 * 48
        middle = slice(2_400, -2_400)
        assert np.abs(resampled - tone(500))[middle].max() < 1e-4

    def test_mix_rate_is_left_as_it_is(self) -> None:
        samples = tone(10)
        assert resample_to_mix(samples, RATE_HZ) is samples


class TestTrim:
    @given(
        before_ms=st.integers(0, 400),
        length_ms=st.integers(30, 600),
        after_ms=st.integers(0, 600),
        level_db=st.floats(-60, 0),
    )
    def test_keeps_4_ms_before_and_10_ms_after_at_any_level(
        self, before_ms: int, length_ms: int, after_ms: int, level_db: float
    ) -> None:
        sound = apply_gain_db(tone(length_ms), level_db)
        trimmed = trim(np.concatenate((silence(before_ms), sound, silence(after_ms))))
        expected_ms = min(before_ms, 4) + length_ms + min(after_ms, 10)
        # A tone that is cut off is a step, and the weighting filter rings on after it for up to 22 ms.
        assert expected_ms <= len(trimmed) / 48 <= expected_ms + min(max(after_ms - 10, 0), 22)
        lead = min(before_ms, 4) * 48
        assert np.array_equal(trimmed[lead : lead + len(sound)], sound)

    @pytest.mark.parametrize("frames", [47, 48, 2_881, 60 * 48])
    def test_tone_from_first_to_last_sample_keeps_its_exact_length(self, frames: int) -> None:
        samples = tone(100)[:frames]
        assert len(trim(samples)) == frames
        assert len(trim(fade_edges(samples))) == frames

    @pytest.mark.parametrize("samples", [silence(0), silence(1), silence(500), noise(500, 3e-5)])
    def test_nothing_is_left_of_silence(self, samples: np.ndarray) -> None:
        assert len(trim(samples)) == 0

    def test_soft_fricative_before_a_vowel_stays(self) -> None:
        # An f lies some 30 dB below the vowel that follows, and an h, faint and breathy, 35.
        soft = noise(90, 0.5 * 10 ** (-33 / 20) / np.sqrt(2))
        trimmed = trim(np.concatenate((silence(300), soft, tone(200, 150), soft, silence(300))))
        assert len(trimmed) / 48 == pytest.approx(4 + 90 + 200 + 90 + 10, abs=12)

    def test_an_offset_and_rumble_are_not_speech(self) -> None:
        # Ten whole waves of 10 Hz, 26 dB below the speech, as a fan or a lorry outside.
        rumble = 0.025 * np.sin(2 * np.pi * 10 * np.arange(48_000) / RATE_HZ) + 0.02
        speech = np.concatenate((silence(400), fade_edges(tone(200)), silence(400)))
        assert len(trim((speech + rumble).astype(np.float32))) / 48 == pytest.approx(4 + 200 + 10, abs=15)

    def test_speech_stands_out_of_the_room_it_was_recorded_in(self) -> None:
        speech = np.concatenate((silence(400), tone(300), silence(400)))
        assert len(trim(speech + noise(1_100, 0.5 * 10 ** (-50 / 20)))) / 48 == pytest.approx(329, abs=15)

    @pytest.mark.engine("hibari, espeak-ng")
    @pytest.mark.parametrize("engine", ["hibari", "espeak-ng"])
    def test_real_speech_loses_its_silence_and_nothing_else(self, engine: str, tmp_path: Path) -> None:
        for text in SPOKEN:
            whole = spoken(engine, text, tmp_path)
            trimmed = trim(whole)
            assert len(whole) - len(trimmed) > 0.3 * RATE_HZ
            lost = np.square(whole, dtype=np.float64).sum() - np.square(trimmed, dtype=np.float64).sum()
            assert lost < 10 ** (-50 / 10) * np.square(whole, dtype=np.float64).sum()
            # Heard within 100 ms of where it begins, and to within 120 ms of its end: soft edges, no silence.
            loud = np.flatnonzero(np.abs(trimmed) > np.abs(trimmed).max() * 0.03)
            assert loud[0] < 0.1 * RATE_HZ
            assert len(trimmed) - loud[-1] < 0.12 * RATE_HZ


class TestFades:
    @given(frames=st.integers(0, 2_000), in_ms=st.integers(0, 20), out_ms=st.integers(0, 20))
    def test_nothing_gets_louder_and_the_last_sample_is_zero(self, frames: int, in_ms: int, out_ms: int) -> None:
        samples = np.full(frames, 0.9, dtype=np.float32)
        faded = fade_edges(samples, in_ms=in_ms, out_ms=out_ms)
        assert len(faded) == frames
        assert np.all((faded >= 0) & (faded <= samples))
        assert not faded[-1:].any()
        assert np.array_equal(samples, np.full(frames, 0.9, dtype=np.float32))

    def test_full_scale_has_no_step_at_its_edges(self) -> None:
        faded = fade_edges(np.ones(4_800, dtype=np.float32))
        assert faded[0] == faded[-1] == 0.0
        assert np.abs(np.diff(faded)).max() < 0.01
        assert np.all(faded[4 * 48 : -10 * 48] == 1.0)


class TestLimit:
    @given(seed=st.integers(0, 1000), level_db=st.floats(-20, 20), ceiling_dbtp=st.sampled_from([-1.0, -2.5, -9.0]))
    def test_no_true_peak_lies_above_the_ceiling(self, seed: int, level_db: float, ceiling_dbtp: float) -> None:
        generator = np.random.default_rng(seed)
        swell = np.repeat(generator.uniform(0, 1, 20), 480)
        # As much treble as a voice or a bell may have; at the very end of the band, and at a
        # sound cut off in full swing, no two meters agree.
        treble = butter(8, 16_000, fs=RATE_HZ, output="sos")
        sound = sosfiltfilt(treble, generator.standard_normal(9_600) * swell)
        loud = apply_gain_db(fade_edges(sound.astype(np.float32)), level_db)
        limited = limit(loud, ceiling_dbtp)
        assert len(limited) == len(loud)
        assert limited.dtype == np.float32
        assert np.abs(limited).max() <= 10 ** (ceiling_dbtp / 20) * 1.0001
        assert true_peak_dbtp(limited) <= ceiling_dbtp + 0.05

    def test_peak_between_samples_is_caught(self) -> None:
        # 3 dB higher between the samples than at any of them.
        frames = np.arange(24_000)
        samples = fade_edges(np.sin(np.pi / 2 * frames + np.pi / 4).astype(np.float32), 50, 50)
        assert np.abs(samples).max() < 10 ** (-2.5 / 20)
        assert true_peak_dbtp(limit(samples, -2.5)) == pytest.approx(-2.5, abs=0.05)

    def test_quiet_sound_is_left_exactly_as_it_is(self) -> None:
        samples = noise(500, 0.05)
        assert np.array_equal(limit(samples, -2.5), samples)

    def test_a_peak_changes_nothing_beyond_its_surroundings(self) -> None:
        samples = noise(1_000, 0.1)
        samples[24_000] = 1.5
        limited = limit(samples, -2.5)
        far = np.abs(np.arange(48_000) - 24_000) > 34 * 48
        assert np.array_equal(limited[far], samples[far])
        assert limited[24_000] == pytest.approx(10 ** (-2.5 / 20), rel=0.01)

    def test_gain_moves_smoothly(self) -> None:
        samples = np.full(48_000, 0.25, dtype=np.float32)
        samples[24_000:24_480] = 1.0
        gain = limit(samples, -6.0) / samples
        assert np.abs(np.diff(20 * np.log10(gain))).max() < 0.02

    def test_steady_tone_stays_a_pure_tone(self) -> None:
        limited = limit(tone(1_000, 100.0, 1.0), -6.0)[4_800:-4_800]
        spectrum = np.abs(np.fft.rfft(limited * np.hanning(len(limited))))
        fundamental = int(spectrum.argmax())
        spectrum[fundamental - 3 : fundamental + 4] = 0
        assert spectrum.max() < 1e-4 * np.abs(np.fft.rfft(limited * np.hanning(len(limited)))).max()

    def test_empty_stays_empty(self) -> None:
        assert len(limit(silence(0), -1.0)) == 0


@given(gain_db=st.floats(-60, 20))
def test_gain_is_in_decibels(gain_db: float) -> None:
    samples = tone(5)
    assert apply_gain_db(samples, gain_db) == pytest.approx(samples * 10 ** (gain_db / 20), rel=1e-5)
