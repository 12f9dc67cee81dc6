"""Beds: endless, the same wherever one begins, as loud as the voice, and without a place where they come round."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from examples import FEW_EXAMPLES
from hypothesis import given
from hypothesis import strategies as st
from scipy.signal import butter, sosfilt, welch

from voicecoach.errors import NotFoundError, SoundError
from voicecoach.folders import shipped_sounds
from voicecoach.sound.beds.beds import load_bed
from voicecoach.sound.beds.layers import PIECE_FRAMES
from voicecoach.sound.beds.names import BED_NAMES
from voicecoach.sound.beds.recipes import LOOP_FRAMES
from voicecoach.sound.levels import peak_per_ms, power_per_ms
from voicecoach.sound.library import SoundLibrary
from voicecoach.sound.loudness import VOICE_LUFS, gated_loudness_lufs, hop_power, power_to_lufs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from voicecoach.sound.beds.layers import Bed

NO_FILES = SoundLibrary([])
SECOND = 48_000
HOUR = 3_600 * SECOND


@pytest.fixture(scope="module")
def made() -> dict[str, Bed]:
    return {name: load_bed(name, NO_FILES, seed=1) for name in BED_NAMES}


@pytest.fixture
def library(tmp_path: Path) -> SoundLibrary:
    return SoundLibrary([tmp_path, shipped_sounds()])


def heard(bed: Bed, begin_frame: int, frames: int) -> np.ndarray:
    """Return the samples of a bed of one channel."""
    block = bed.block(begin_frame, frames)
    assert block.shape == (frames, 1)
    return block[:, 0]


def loudness_lufs(samples: np.ndarray) -> float:
    return gated_loudness_lufs(hop_power(power_per_ms(samples)))


def breeze(seconds: float, level: float = 0.02, seed: int = 5) -> np.ndarray:
    """Return noise at 48 kHz without anything above 4 kHz, so that a step in it shows."""
    noise = np.random.default_rng(seed).standard_normal(round(seconds * SECOND))
    return (level * np.convolve(noise, np.hanning(24), "same")).astype(np.float32)


def largest_step(samples: np.ndarray) -> float:
    return float(np.abs(np.diff(samples, n=2)).max())


@pytest.mark.parametrize("name", BED_NAMES)
@given(
    begin=st.one_of(
        st.integers(0, 24 * HOUR),
        st.integers(1, 40).flatmap(lambda n: st.integers(n * PIECE_FRAMES - 5_000, n * PIECE_FRAMES)),
    ),
    cuts=st.lists(st.integers(0, 5_000), max_size=6),
)
def test_any_partition_from_anywhere_gives_the_same_samples(
    name: str, begin: int, cuts: list[int], made: dict[str, Bed]
) -> None:
    bed = made[name]
    whole = heard(bed, begin, 5_000)
    assert whole.dtype == np.float32
    edges = [0, *sorted(cuts), 5_000]
    parts = [heard(bed, begin + low, high - low) for low, high in pairwise(edges)]
    assert np.array_equal(np.concatenate(parts), whole)


@pytest.mark.parametrize("name", BED_NAMES)
def test_seed_decides_the_samples(name: str, made: dict[str, Bed]) -> None:
    here = heard(made[name], HOUR, SECOND)
    assert np.array_equal(heard(load_bed(name, NO_FILES, seed=1), HOUR, SECOND), here)
    other = heard(load_bed(name.upper(), NO_FILES, seed=2), HOUR, SECOND)
    assert abs(np.corrcoef(here, other)[0, 1]) < 0.99
    assert not np.array_equal(other, here)


@pytest.mark.parametrize("name", BED_NAMES)
def test_bed_is_as_loud_as_the_voice_over_any_20_seconds(name: str, made: dict[str, Bed]) -> None:
    samples = heard(made[name], 2 * HOUR + 12_345, 180 * SECOND)
    power = hop_power(power_per_ms(samples))
    assert gated_loudness_lufs(power) == pytest.approx(VOICE_LUFS, abs=0.1)
    over_20_s = [power_to_lufs(float(part.mean())) for part in np.lib.stride_tricks.sliding_window_view(power, 200)]
    # Waves that come as irregularly as on a beach are not as even as rain.
    assert over_20_s == pytest.approx([VOICE_LUFS] * len(over_20_s), abs=1.2 if name == "ocean" else 0.5)
    assert power_to_lufs(made[name].mean_power) == pytest.approx(VOICE_LUFS, abs=0.01)


@pytest.mark.parametrize("name", BED_NAMES)
def test_true_peak_stays_below_its_bound(name: str, made: dict[str, Bed]) -> None:
    highest = peak_per_ms(heard(made[name], HOUR, 60 * SECOND)).max()
    assert highest <= made[name].peak
    assert made[name].peak < 2.0
    # Brown noise is all bass, which the meter hardly counts: at the voice's loudness it peaks higher.
    assert highest < 10 ** ((0.0 if name == "brown-noise" else -2.5) / 20)


@pytest.mark.parametrize("name", BED_NAMES)
@pytest.mark.parametrize("frame", [7 * PIECE_FRAMES, 7 * PIECE_FRAMES + SECOND, *LOOP_FRAMES])
def test_neither_a_loop_nor_a_piece_of_one_has_a_seam(name: str, frame: int, made: dict[str, Bed]) -> None:
    # The third difference makes of a click what no sound of a bed reaches.
    around = np.abs(np.diff(heard(made[name], frame - SECOND, 2 * SECOND).astype(np.float64), n=3))
    assert around[SECOND - 6 : SECOND + 6].max() <= around.max(initial=0.0, where=_away_from(SECOND, len(around)))


def _away_from(place: int, length: int) -> np.ndarray:
    return np.abs(np.arange(length) - place) > 6


@pytest.mark.parametrize("name", BED_NAMES)
def test_an_autocorrelation_finds_no_period(name: str, made: dict[str, Bed]) -> None:
    """Over five minutes, at every lag from two seconds on, a bed is less like itself than r = 0.3."""
    every = 4  # at 12 kHz the lags are fine enough for what is heard of a bed
    samples = heard(made[name], HOUR, 300 * SECOND)[::every].astype(np.float64)
    samples -= samples.mean()
    lags = len(samples) * 6 // 10
    spectrum = np.fft.rfft(samples, len(samples) + lags)  # at these lags, no end meets a beginning
    likeness = np.fft.irfft(np.square(np.abs(spectrum)))[:lags]
    likeness /= likeness[0] * (1.0 - np.arange(len(likeness)) / len(samples))
    assert np.abs(likeness[2 * SECOND // every :]).max() < 0.3


def test_brown_noise_falls_by_6_db_per_octave_and_does_not_rumble(made: dict[str, Bed]) -> None:
    frequency_hz, density = welch(heard(made["brown-noise"], 0, 60 * SECOND), SECOND, nperseg=SECOND)
    octaves, level_db = np.log2(frequency_hz[60:8_000]), 10 * np.log10(density[60:8_000])
    # Each octave counts alike, not each hertz.
    slope, _ = np.polyfit(octaves, level_db, 1, w=1 / np.sqrt(frequency_hz[60:8_000]))
    assert slope == pytest.approx(-6.02, abs=0.1)
    assert density[10] < density[40] / 100


def test_ocean_comes_in_waves_and_they_are_irregular(made: dict[str, Bed]) -> None:
    power = hop_power(power_per_ms(heard(made["ocean"], 0, 300 * SECOND)))
    smooth_db = 10 * np.log10(np.convolve(power, np.hanning(20) / np.hanning(20).sum(), "same"))[10:-10]
    assert 4.0 < np.quantile(smooth_db, 0.95) - np.quantile(smooth_db, 0.05) < 9.0
    crests = [at for at in range(30, len(smooth_db) - 30) if smooth_db[at] == smooth_db[at - 30 : at + 31].max()]
    gaps_s = np.diff(crests) / 10
    assert 7.0 < gaps_s.mean() < 14.0
    assert gaps_s.std() > 2.0


def test_rain_has_drops_in_it(made: dict[str, Bed]) -> None:
    band = butter(2, [2_000, 6_500], "bandpass", fs=SECOND, output="sos")

    def kurtosis(samples: np.ndarray) -> float:
        in_band = sosfilt(band, samples.astype(np.float64))
        return float(np.mean(in_band**4) / np.mean(in_band**2) ** 2)

    # 3 is noise without a feature; beyond 5, single drops would be recognised when they come round.
    assert 3.5 < kurtosis(heard(made["rain"], 0, 20 * SECOND)) < 5.0
    assert kurtosis(heard(made["brown-noise"], 0, 20 * SECOND)) == pytest.approx(3.0, abs=0.05)


def test_drone_is_its_notes_and_breathes_slowly(made: dict[str, Bed]) -> None:
    samples = heard(made["drone"], 0, 60 * SECOND)
    frequency_hz, power = welch(samples, SECOND, nperseg=2 * SECOND, scaling="spectrum")
    notes = np.abs(frequency_hz[:, np.newaxis] - np.array([110, 165, 220, 330, 440, 550, 660, 880])).min(axis=1) < 4
    assert power[~notes].sum() < 1e-4 * power.sum()
    half_seconds_db = 10 * np.log10(np.square(samples).reshape(-1, SECOND // 2).mean(axis=1))
    assert 0.3 < half_seconds_db.max() - half_seconds_db.min() < 3.0
    assert np.abs(np.diff(half_seconds_db)).max() < 0.5


@pytest.mark.parametrize("seconds", [1.0, 3.5, 9.0, 30.0])
def test_own_file_goes_on_without_a_seam_as_loud_as_the_voice(
    seconds: float, library: SoundLibrary, write: Callable[..., Path]
) -> None:
    write("breeze.wav", breeze(seconds), rate_hz=48_000, subtype="FLOAT")
    bed = load_bed("breeze", library, seed=0)
    frames = len(bed.layers[0].samples)
    assert frames == pytest.approx((seconds - min(4.0, seconds / 3)) * SECOND, abs=96)
    rounds = heard(bed, 0, max(3 * frames, 20 * SECOND))
    assert loudness_lufs(rounds) == pytest.approx(VOICE_LUFS, abs=0.5)
    assert power_to_lufs(bed.mean_power) == pytest.approx(VOICE_LUFS, abs=0.5)
    assert peak_per_ms(rounds).max() <= bed.peak * 1.02
    seam, inside = rounds[frames - 48 : frames + 48], rounds[frames // 2 : frames - 48]
    assert largest_step(seam) <= largest_step(inside)
    # An equal-power crossfade is neither softer nor louder than the rest.
    if seconds == 30.0:
        levels = power_per_ms(rounds[: frames // 48 * 48]).astype(np.float64)
        assert 10 * np.log10(levels[1_000:3_000].mean() / levels[5_000:].mean()) == pytest.approx(0.0, abs=0.5)


@FEW_EXAMPLES
@given(begin=st.integers(0, HOUR), cut=st.integers(0, 60_000))
def test_own_file_is_the_same_wherever_it_is_cut(begin: int, cut: int) -> None:
    library = SoundLibrary([shipped_sounds()])
    bed = load_bed("bowl.flac", library, seed=0)
    parts = [heard(bed, begin, cut), heard(bed, begin + cut, 60_000 - cut)]
    assert np.array_equal(np.concatenate(parts), heard(bed, begin, 60_000))


def test_own_file_that_begins_and_ends_in_silence_has_no_hole(
    library: SoundLibrary, write: Callable[..., Path]
) -> None:
    write("breeze.wav", np.pad(breeze(20.0), SECOND // 20), rate_hz=48_000)
    rounds = heard(load_bed("breeze", library, seed=0), 0, 40 * SECOND)
    tenths = power_per_ms(rounds).reshape(-1, 100).mean(axis=1)
    assert 10 * np.log10(tenths.min() / tenths.mean()) > -3.0


def test_loud_strike_at_the_seam_is_limited_on_both_sides(library: SoundLibrary, write: Callable[..., Path]) -> None:
    samples = breeze(10.0, level=0.004)
    strike = len(samples) - SECOND * 10 // 3 + 100  # it comes to lie just after the seam
    samples[strike : strike + 960] += (0.9 * np.hanning(960)).astype(np.float32)
    write("breeze.wav", samples, rate_hz=48_000, subtype="FLOAT")
    bed = load_bed("breeze", library, seed=0)
    frames = len(bed.layers[0].samples)
    rounds = heard(bed, 0, 2 * frames)
    assert bed.peak < 0.64
    assert largest_step(rounds[frames - 24 : frames + 24]) <= largest_step(rounds[frames // 2 : frames - 24])


def test_own_file_called_like_a_bed_is_named_with_its_suffix(
    library: SoundLibrary, write: Callable[..., Path], made: dict[str, Bed]
) -> None:
    write("rain.wav", breeze(5.0), rate_hz=48_000)
    assert np.array_equal(heard(load_bed("Rain", library, seed=1), 0, 100), heard(made["rain"], 0, 100))
    assert len(load_bed("rain.wav", library, seed=1).layers) == 1


def test_same_sound_as_chime_recording_and_bed_is_three_sounds(
    library: SoundLibrary, write: Callable[..., Path]
) -> None:
    write("breeze.wav", breeze(5.0), rate_hz=48_000)
    assert library.recording("breeze").duration_ms == 5_000
    (loop,) = library.loop("breeze")
    assert loop.duration_ms == 5_000 - 1_666
    assert library.loop("Breeze") is library.loop("breeze")


def test_unknown_bed_has_the_nearest_name(library: SoundLibrary) -> None:
    with pytest.raises(NotFoundError, match="no bed called 'rian'") as raised:
        load_bed("rian", library, seed=0)
    assert "did you mean 'rain'" in raised.value.hint
    with pytest.raises(NotFoundError) as raised:
        load_bed("Rain 20", library, seed=0)
    assert raised.value.hint == "write 'Rain 20s' for a fade, or 'Rain, -20 dB' for a level"
    with pytest.raises(NotFoundError) as raised:
        load_bed("thunder", library, seed=0)
    assert all(name in raised.value.hint for name in BED_NAMES)


@pytest.mark.parametrize(
    ("seconds", "level", "reason"), [(0.9, 0.02, "shorter than a second"), (5.0, 0.0, "only silence")]
)
def test_what_cannot_be_a_bed_says_why(
    seconds: float, level: float, reason: str, library: SoundLibrary, write: Callable[..., Path]
) -> None:
    write("breeze.wav", breeze(seconds, level), rate_hz=48_000)
    with pytest.raises(SoundError, match=reason):
        load_bed("breeze", library, seed=0)
