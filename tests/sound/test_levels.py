"""The levels of a finished sound, held against an IIR filter and a meter that are not ours."""

from __future__ import annotations

import numpy as np
import pytest
import soxr
from hypothesis import given
from hypothesis import strategies as st
from scipy.signal import sosfilt

from voicecoach.sound.levels import finish, peak_per_ms, power_per_ms
from voicecoach.sound.pcm import FULL_SCALE

# ITU-R BS.1770-4, annex 1, tables 1 and 2, as second-order sections.
K_WEIGHTING = np.array(
    [
        [1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585],
        [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621],
    ]
)


def noise(frames: int, level: float = 0.1, seed: int = 0) -> np.ndarray:
    return (np.random.default_rng(seed).standard_normal(frames) * level).astype(np.float32)


def sine(frequency_hz: float, frames: int, level: float = 1.0, phase: float = 0.0) -> np.ndarray:
    return (level * np.sin(2 * np.pi * frequency_hz * np.arange(frames) / 48_000 + phase)).astype(np.float32)


# The middle one is longer than a block of either curve, the last has an odd rest.
@pytest.mark.parametrize("duration_ms", [1, 300, 12_345])
def test_power_is_that_of_the_filter_of_the_standard(duration_ms: int) -> None:
    samples = noise(duration_ms * 48) + np.float32(0.3)
    expected = np.square(sosfilt(K_WEIGHTING, samples.astype(np.float64))).reshape(-1, 48).mean(axis=1)
    assert np.max(np.abs(power_per_ms(samples) - expected)) < 1e-6
    assert power_per_ms(samples) == pytest.approx(expected, rel=1e-6)


def test_power_does_not_leak_from_one_block_into_the_next() -> None:
    loud_then_silent = np.concatenate((noise(48_000), np.zeros(3 * 48_000, dtype=np.float32)))
    assert power_per_ms(loud_then_silent)[1_100:].max() < 1e-16


@pytest.mark.parametrize("duration_ms", [2, 500, 10_007, 20_500])
def test_true_peak_is_that_of_the_whole_sound_oversampled(duration_ms: int) -> None:
    samples = noise(duration_ms * 48)
    oversampled = np.abs(soxr.resample(samples, 48_000, 192_000, quality="HQ"))
    per_ms = oversampled.reshape(-1, 192).max(axis=1)
    measured = peak_per_ms(samples)
    assert np.all(measured >= per_ms - 1e-6)
    assert measured.max() == pytest.approx(max(oversampled.max(), np.abs(samples).max()), rel=1e-5)


def test_true_peak_sees_between_the_samples() -> None:
    # A quarter of the rate at 45 degrees: every sample is 3 dB below the wave that runs through them.
    samples = sine(12_000, 48_000, level=0.5, phase=np.pi / 4)
    assert np.abs(samples).max() == pytest.approx(0.5 * np.sqrt(0.5), rel=1e-3)
    assert peak_per_ms(samples)[100:-100] == pytest.approx(0.5, rel=5e-3)


@given(seed=st.integers(0, 1000), gain=st.floats(0.0, 2.0))
def test_sum_of_peaks_bounds_the_peak_of_the_sum(seed: int, gain: float) -> None:
    one, other = noise(4_800, seed=seed), noise(4_800, seed=seed + 1)
    together = peak_per_ms(one + np.float32(gain) * other)
    assert np.all(together <= peak_per_ms(one) + gain * peak_per_ms(other) + 1e-5)


@given(frames=st.integers(0, 500))
def test_finished_sound_is_whole_milliseconds_of_what_was_given(frames: int) -> None:
    samples = noise(frames)
    pcm = finish(samples)
    assert len(pcm.samples) % 48 == 0
    assert frames <= len(pcm.samples) < frames + 48
    assert len(pcm.power) == len(pcm.peak) == pcm.duration_ms
    assert np.abs(pcm.samples[:frames] / FULL_SCALE - samples).max(initial=0.0) <= 0.5 / FULL_SCALE
    assert not pcm.samples[frames:].any()


def test_levels_are_those_of_the_quantised_samples() -> None:
    pcm = finish(noise(4_800, level=1.5 / FULL_SCALE))
    exact = (pcm.samples / FULL_SCALE).astype(np.float32)
    assert np.array_equal(pcm.power, power_per_ms(exact))
    assert np.array_equal(pcm.peak, peak_per_ms(exact))


def test_finished_sound_is_read_only() -> None:
    pcm = finish(noise(480))
    for curve in (pcm.samples, pcm.power, pcm.peak):
        with pytest.raises(ValueError, match="read-only"):
            curve[0] = 0
