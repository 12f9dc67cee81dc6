"""Beds of tones and music that plays once: frequencies, levels, and the same samples for any cut."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pyloudnorm
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.errors import NotFoundError, SoundError
from voicecoach.sound.beds.beds import load_bed
from voicecoach.sound.beds.names import bed_channels, check_bed, once_ms
from voicecoach.sound.library import SoundLibrary
from voicecoach.sound.loudness import VOICE_LUFS
from voicecoach.units import MIX_RATE_HZ, ms_to_frames

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from voicecoach.sound.beds.layers import Bed

NOTHING = SoundLibrary([])
BINAURAL = ("binaural 200 Hz 6 Hz", "binaural 120.5 Hz 7.3 Hz", "binaural 432 Hz 0.5 Hz")
ISOCHRONIC = ("isochronic 200 Hz 6 Hz", "isochronic 220.5 Hz 10.5 Hz")


@cache
def tones(name: str, most_channels: int = 2) -> Bed:
    return load_bed(name, NOTHING, 0, most_channels=most_channels)


def loudest_hz(samples: NDArray[np.float32]) -> float:
    """Return the loudest frequency of ten seconds or more, to a hundredth of a hertz."""
    windowed = samples * np.hanning(len(samples))
    frequencies = np.abs(np.fft.rfft(windowed, 8 * len(samples)))
    return float(np.argmax(frequencies)) * MIX_RATE_HZ / (8 * len(samples))


@pytest.mark.parametrize("name", BINAURAL)
def test_binaural_tones_lie_half_a_beat_below_on_the_left_and_above_on_the_right(name: str) -> None:
    _, tone, _, beat, _ = name.split()
    block = tones(name).block(0, 12 * MIX_RATE_HZ)
    left, right = (loudest_hz(channel) for channel in block.T)
    assert left == pytest.approx(float(tone) - float(beat) / 2, abs=0.02)
    assert right == pytest.approx(float(tone) + float(beat) / 2, abs=0.02)
    # Nothing but the two tones: what is left after both are taken out of each ear is silence.
    for channel, rate_hz in zip(block.T, (left, right), strict=True):
        spectrum = np.abs(np.fft.rfft(channel * np.blackman(len(channel))))
        away = np.abs(np.fft.rfftfreq(len(channel), 1 / MIX_RATE_HZ) - rate_hz) > 1.0
        assert spectrum[away].max() < spectrum.max() * 1e-4


@pytest.mark.parametrize("name", ISOCHRONIC)
def test_isochronic_tones_come_and_go_at_their_beat(name: str) -> None:
    _, tone, _, beat, _ = name.split()
    bed = tones(name)
    samples = bed.block(0, 12 * MIX_RATE_HZ)[:, 0]
    assert bed.channels == 1
    assert loudest_hz(samples) == pytest.approx(float(tone), abs=0.02)
    power = np.square(samples).reshape(-1, 48).mean(axis=1)  # of each millisecond
    spectrum = np.abs(np.fft.rfft((power - power.mean()) * np.hanning(len(power)), 8 * len(power)))
    slow = spectrum[: int(30 * 8 * len(power) / 1_000)]  # below the ripple of the tone itself
    assert float(np.argmax(slow)) * 1_000 / (8 * len(power)) == pytest.approx(float(beat), abs=0.05)
    quiet = np.sort(power)[: len(power) // 5]
    assert quiet.max() < power.mean() * 1e-3  # a quarter of the time nothing sounds


@pytest.mark.parametrize("name", [*BINAURAL, *ISOCHRONIC])
@pytest.mark.parametrize("most_channels", [1, 2])
def test_they_are_as_loud_as_the_voice_and_no_peak_is_higher_than_told(name: str, most_channels: int) -> None:
    bed = tones(name, most_channels)
    block = bed.block(0, 20 * MIX_RATE_HZ)
    loudness = pyloudnorm.Meter(MIX_RATE_HZ).integrated_loudness(block)
    of_two = 10 * np.log10(bed.channels)  # BS.1770 adds the powers of two channels
    assert loudness - of_two == pytest.approx(VOICE_LUFS, abs=0.2)  # a slow beat has gated moments
    assert np.abs(block).max() <= bed.peak * 1.001
    assert bed.channels == min(most_channels, bed_channels(name, NOTHING))


@given(st.sampled_from([*BINAURAL, *ISOCHRONIC]), st.integers(0, 10**10), st.lists(st.integers(0, 9_000), max_size=5))
def test_any_cut_gives_the_same_samples_without_a_step(name: str, begin: int, cuts: list[int]) -> None:
    bed = tones(name)
    whole = bed.block(begin, 9_000)
    edges = [0, *sorted(cuts), 9_000]
    pieces = [bed.block(begin + first, last - first) for first, last in pairwise(edges)]
    np.testing.assert_array_equal(np.concatenate(pieces), whole)
    tone_hz = float(name.split()[1]) + 10.0
    assert np.abs(np.diff(whole, axis=0)).max() <= bed.peak * 2 * np.pi * tone_hz / MIX_RATE_HZ * 1.05


@pytest.fixture
def music(tmp_path: Path) -> SoundLibrary:
    """A library with two seconds of music in stereo: a higher tone on the right."""
    seconds = np.arange(2 * MIX_RATE_HZ) / MIX_RATE_HZ
    ears = [0.3 * np.sin(2 * np.pi * rate_hz * seconds) for rate_hz in (400.0, 600.0)]
    soundfile.write(tmp_path / "music.wav", np.stack(ears, axis=1), MIX_RATE_HZ)
    return SoundLibrary([tmp_path])


def test_music_that_plays_once_is_whole_and_ends(music: SoundLibrary) -> None:
    bed = load_bed("music.wav", music, 0, most_channels=2, is_once=True)
    assert once_ms("music.wav", music) == 2_000
    block = bed.block(-1_000, ms_to_frames(3_000))
    assert not block[:1_000].any()
    assert not block[1_000 + ms_to_frames(2_000) :].any()
    assert [round(loudest_hz(ear)) for ear in block[1_000 : 1_000 + ms_to_frames(2_000)].T] == [400, 600]
    np.testing.assert_array_equal(bed.block(50_000, 100), block[51_000:51_100])


def test_only_a_file_plays_once(music: SoundLibrary) -> None:
    check_bed("music", music, is_once=True)
    with pytest.raises(SoundError, match="is endless"):
        check_bed("rain", music, is_once=True)
    with pytest.raises(NotFoundError):
        check_bed("mucis.wav", music, is_once=True)
