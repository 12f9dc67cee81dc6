"""Loudness: reference tones of the standard, and pyloudnorm as an independent meter."""

from __future__ import annotations

import math

import numpy as np
import pyloudnorm
import pytest

from voicecoach.sound.levels import finish
from voicecoach.sound.loudness import gated_loudness_lufs, hop_power, loudness_lufs, momentary_loudness_lufs


def tone(level_dbfs: float, seconds: float, frequency_hz: float = 997.0) -> np.ndarray:
    frames = np.arange(round(48_000 * seconds))
    return (10 ** (level_dbfs / 20) * np.sin(2 * np.pi * frequency_hz * frames / 48_000)).astype(np.float32)


def babble(seconds: int, seed: int) -> np.ndarray:
    """Return noise whose level wanders over 50 dB, so that both gates have work."""
    generator = np.random.default_rng(seed)
    level_db = np.repeat(generator.uniform(-60, -10, seconds * 2), 24_000)
    return (generator.standard_normal(seconds * 48_000) * 0.3 * 10 ** (level_db / 20)).astype(np.float32)


def test_full_scale_sine_reads_as_the_standard_says() -> None:
    assert loudness_lufs(finish(tone(0.0, 3))) == pytest.approx(-3.01, abs=0.01)


@pytest.mark.parametrize("seed", range(4))
def test_integrated_loudness_is_that_of_pyloudnorm(seed: int) -> None:
    samples = babble(12, seed)
    meter = pyloudnorm.Meter(48_000)
    assert loudness_lufs(finish(samples)) == pytest.approx(
        meter.integrated_loudness(samples.astype(np.float64)), abs=0.05
    )


def test_silence_between_phrases_does_not_count() -> None:
    phrase, silence = tone(-20.0, 2), np.zeros(20 * 48_000, dtype=np.float32)
    alone = loudness_lufs(finish(phrase))
    apart = loudness_lufs(finish(np.concatenate((phrase, silence, phrase, silence))))
    # The blocks that lie half over an edge are all that differs.
    assert apart == pytest.approx(alone, abs=0.7)


def test_relative_gate_leaves_out_what_is_11_lu_below_but_not_9() -> None:
    def two_levels(difference_lu: float) -> float:
        return gated_loudness_lufs(np.repeat([0.01, 0.01 * 10 ** (-difference_lu / 10)], 1_000))

    alone = gated_loudness_lufs(np.full(1_000, 0.01))
    assert two_levels(20.0) == pytest.approx(alone, abs=0.02)
    assert two_levels(5.0) == pytest.approx(alone + 10 * math.log10((1 + 10**-0.5) / 2), abs=0.02)


def test_absolute_gate_leaves_out_what_lies_below_70() -> None:
    faint = 10 ** ((-71 + 0.691) / 10)
    audible = 10 ** ((-69 + 0.691) / 10)
    assert gated_loudness_lufs(np.full(100, faint)) == -math.inf
    assert gated_loudness_lufs(np.full(100, audible)) == pytest.approx(-69.0)


@pytest.mark.parametrize("hops", [0, 1, 3, 4, 50])
def test_silence_is_minus_infinity(hops: int) -> None:
    assert gated_loudness_lufs(np.zeros(hops)) == -math.inf
    assert loudness_lufs(finish(np.zeros(hops * 4_800, dtype=np.float32))) == -math.inf
    assert momentary_loudness_lufs(finish(np.zeros(hops * 4_800, dtype=np.float32))) == -math.inf


def test_sound_shorter_than_a_block_is_measured_over_its_length() -> None:
    short, long = (loudness_lufs(finish(tone(-20.0, seconds))) for seconds in (0.3, 3.0))
    assert short == pytest.approx(long, abs=0.1)


def test_momentary_is_that_of_the_loudest_400_ms_wherever_they_lie() -> None:
    quiet, loud = tone(-50.0, 1.033), tone(-20.0, 0.4)
    steady = loudness_lufs(finish(tone(-20.0, 3.0)))
    assert momentary_loudness_lufs(finish(np.concatenate((quiet, loud, quiet)))) == pytest.approx(steady, abs=0.1)


def test_momentary_of_half_a_block_is_3_db_less() -> None:
    short, long = (momentary_loudness_lufs(finish(tone(-20.0, seconds))) for seconds in (0.2, 0.4))
    assert long - short == pytest.approx(3.01, abs=0.1)


def test_hops_are_the_means_of_whole_100_ms() -> None:
    power = np.arange(250, dtype=np.float32)
    assert hop_power(power).tolist() == [49.5, 149.5]
