"""A bed in the mix: level, fades, ducking, and the same samples for any length of block."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pyloudnorm
import pytest
from examples import FEW_EXAMPLES
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.mix.mastering import TARGET_LUFS, mastering_gain_db, session_loudness_lufs, session_peak_dbtp
from voicecoach.mix.mixer import Stretch, bed_block, bed_gain, mix
from voicecoach.session.schedule.beds import ducking
from voicecoach.session.timeline import GainPoint, PlacedBed
from voicecoach.sound.beds.beds import load_bed
from voicecoach.sound.beds.layers import Bed, OnceLayer
from voicecoach.sound.beds.names import BED_NAMES
from voicecoach.sound.library import SoundLibrary
from voicecoach.units import db_to_gain, gain_to_db, ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from voicecoach.session.timeline import Clip, Timeline

    OfClips = Callable[[Sequence[Clip]], Timeline]
    Makers = dict[str, Callable[[str, int], Clip]]

PHRASE = "500 Hz 2500 ms -16 dB"


class Even:
    """A bed of ones, so that a block of it is its gain."""

    channels = 1

    def block(self, _begin_frame: int, frames: int) -> NDArray[np.float32]:
        return np.ones((frames, 1), dtype=np.float32)


EVEN: Any = Even()


def placed(start_ms: int, end_ms: int, points: tuple[GainPoint, ...] = (), level_db: float = -24.0) -> PlacedBed:
    return PlacedBed("even", start_ms, end_ms, level_db, 3_000, 2_000, points)


def track_of(bed: PlacedBed, sound: Any, begin_frame: int, end_frame: int) -> NDArray[np.float32]:
    """Return the one channel of a bed in the mix."""
    return bed_block(bed, sound, begin_frame, end_frame)[:, 0]


@pytest.fixture(scope="module")
def beds() -> dict[str, Bed]:
    return {name: load_bed(name, SoundLibrary([]), 0) for name in BED_NAMES}


def test_it_is_silent_where_it_is_not_and_rises_and_falls_without_a_step() -> None:
    bed = placed(1_000, 11_000)
    track = track_of(bed, EVEN, 0, ms_to_frames(12_000))
    assert not track[: ms_to_frames(1_000)].any()
    assert not track[ms_to_frames(11_000) :].any()
    level = db_to_gain(-24.0)
    np.testing.assert_allclose(track[ms_to_frames(4_000) : ms_to_frames(9_000)], level, rtol=1e-5)
    # Half-way up a fade it is half as high.
    assert track[ms_to_frames(2_500)] == pytest.approx(level / 2, rel=1e-3)
    assert track[ms_to_frames(10_000)] == pytest.approx(level / 2, rel=1e-3)
    assert np.abs(np.diff(track)).max() < level * 1e-3


def test_a_bed_shorter_than_its_fades_still_begins_and_ends_in_silence() -> None:
    track = track_of(placed(0, 1_500), EVEN, 0, ms_to_frames(2_000))
    assert track.max() > 0
    assert np.abs(np.diff(track)).max() < 1e-4


def test_under_every_phrase_it_is_10_db_down_to_a_tenth(clip: Makers) -> None:
    clips = [clip["speech"](PHRASE, start_ms) for start_ms in (5_000, 8_200, 18_000)]
    bed = placed(500, 60_000, ducking(clips))
    track = track_of(bed, EVEN, 0, ms_to_frames(60_000))
    for one in clips:
        under = track[ms_to_frames(one.start_ms) : ms_to_frames(one.end_ms)]
        assert gain_to_db(float(under.min())) == pytest.approx(-34.0, abs=0.1)
        assert gain_to_db(float(under.max())) == pytest.approx(-34.0, abs=0.1)
    # Kept down between the first two, up again before the third and after it.
    assert gain_to_db(float(track[ms_to_frames(7_850)])) == pytest.approx(-34.0, abs=0.1)
    assert gain_to_db(float(track[ms_to_frames(17_300)])) == pytest.approx(-24.0, abs=0.1)
    assert gain_to_db(float(track[ms_to_frames(30_000)])) == pytest.approx(-24.0, abs=0.1)


def test_on_the_way_up_it_is_never_faster_than_10_db_in_3_s(clip: Makers) -> None:
    clips = [clip["speech"](PHRASE, start_ms) for start_ms in (5_000, 8_700, 17_000)]
    track = track_of(placed(500, 60_000, ducking(clips)), EVEN, ms_to_frames(5_000), ms_to_frames(50_000))
    level_db = 20 * np.log10(track[::480].astype(np.float64))
    assert np.diff(level_db).max() * 100 == pytest.approx(10 / 3, abs=0.01)


@FEW_EXAMPLES
@given(
    st.lists(st.integers(0, 9_000), max_size=4),
    st.integers(0, 8_000), st.integers(1, 9_000), st.lists(st.integers(0, 480_000), max_size=8),
)  # fmt: skip
def test_any_cut_gives_the_same_samples(
    clip: Makers, beds: dict[str, Bed], starts_ms: list[int], begin_ms: int, length_ms: int, cuts: list[int]
) -> None:
    points = ducking([clip["speech"](PHRASE, start_ms) for start_ms in starts_ms])
    bed = placed(begin_ms, begin_ms + length_ms, points)
    whole = track_of(bed, beds["ocean"], 0, 480_000)
    edges = [0, *sorted(cuts), 480_000]
    pieces = [track_of(bed, beds["ocean"], first, last) for first, last in pairwise(edges)]
    np.testing.assert_array_equal(np.concatenate(pieces), whole)


def test_between_milliseconds_the_gain_goes_on_evenly(clip: Makers) -> None:
    bed = placed(500, 60_000, ducking([clip["speech"](PHRASE, 5_000)]))
    frames = np.arange(ms_to_frames(3_000), ms_to_frames(10_000))
    exact = bed_gain(bed, frames / 48)
    np.testing.assert_allclose(track_of(bed, EVEN, int(frames[0]), int(frames[-1]) + 1), exact, rtol=1e-5)


def test_two_beds_that_cross_keep_their_power_and_one_that_changes_its_level_keeps_its_gain() -> None:
    level = db_to_gain(-24.0)
    going = replace(placed(0, 24_000), fade_out_ms=4_000)
    coming = replace(placed(20_000, 50_000), fade_in_ms=4_000)

    def both(*, crosses: bool) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        beds = replace(going, crosses_out=crosses), replace(coming, crosses_in=crosses)
        first, second = (track_of(bed, EVEN, ms_to_frames(15_000), ms_to_frames(30_000)) for bed in beds)
        return first, second

    first, second = both(crosses=True)
    np.testing.assert_allclose(np.square(first) + np.square(second), level**2, rtol=1e-3)
    assert np.abs(np.diff(first + second)).max() < level * 1e-4
    first, second = both(crosses=False)
    np.testing.assert_allclose(first + second, level, rtol=1e-3)


def test_music_that_plays_once_begins_at_its_place_in_any_mix(sounds: Any) -> None:
    samples = (np.arange(1, 96_001) % 30_000).astype(np.int16)[:, np.newaxis]
    music: Any = Bed((OnceLayer(samples, 1, np.float32(2.0**-15)),), 1, 0.0, 1.0)
    bed = replace(placed(700, 2_700), fade_in_ms=0, fade_out_ms=0, is_once=True, origin_ms=700, level_db=0.0)

    def mixed(begin_ms: int, block_ms: int) -> NDArray[np.float32]:
        stretch = Stretch([], 4_000, (bed,))
        blocks = mix([stretch], sounds, bed_of=lambda _: music, begin_ms=begin_ms, block_ms=block_ms)
        return np.concatenate(list(blocks))[:, 0]

    whole = mixed(0, 96)
    heard = whole[ms_to_frames(701) : ms_to_frames(2_699)]  # the first and the last millisecond are a fade
    np.testing.assert_allclose(heard, samples[48:-48, 0] / 2**15, rtol=1e-3)
    assert not whole[: ms_to_frames(700)].any()
    assert not whole[ms_to_frames(2_700) :].any()
    for begin_ms, block_ms in ((0, 1), (0, 777), (1_234, 96), (3_000, 96)):
        np.testing.assert_array_equal(mixed(begin_ms, block_ms), whole[ms_to_frames(begin_ms) :])


def test_the_peaks_of_beds_that_sound_together_are_added(sounds: Any, beds: dict[str, Bed]) -> None:
    rain, drone = placed(0, 9_000, level_db=-6.0), replace(placed(0, 9_000, level_db=-12.0), sound="drone")
    later = replace(drone, start_ms=9_000, end_ms=12_000)
    by_name = {"even": beds["rain"], "drone": beds["drone"]}

    def peak(*under: PlacedBed) -> float:
        return db_to_gain(session_peak_dbtp([], sounds, beds=under, bed_of=lambda bed: by_name[bed.sound]))

    assert peak(rain, drone) == pytest.approx(peak(rain) + peak(drone))
    assert peak(rain, later) == pytest.approx(max(peak(rain), peak(drone)))


@FEW_EXAMPLES
@given(st.integers(1, 700), st.integers(0, 9_000))
def test_the_mix_over_a_bed_does_not_depend_on_blocks_or_on_where_it_begins(
    sounds: Any, clip: Makers, beds: dict[str, Bed], block_ms: int, begin_ms: int
) -> None:
    clips = [clip["speech"](PHRASE, start_ms) for start_ms in (700, 3_900, 7_000)]
    crossing = replace(placed(500, 6_000, ducking(clips)), fade_out_ms=3_500, crosses_out=True)
    under = (crossing, replace(placed(2_500, 9_500, ducking(clips)), crosses_in=True))

    def mixed(**options: int) -> NDArray[np.float32]:
        stretch = Stretch(clips, 10_000, under)
        return np.concatenate(list(mix([stretch], sounds, bed_of=lambda _: beds["rain"], **options)))

    whole = mixed()
    np.testing.assert_array_equal(mixed(block_ms=block_ms), whole)
    np.testing.assert_array_equal(mixed(begin_ms=begin_ms), whole[ms_to_frames(begin_ms) :])


@pytest.mark.parametrize("level_db", [-30.0, -24.0, -20.0])
@pytest.mark.parametrize("name", BED_NAMES)
def test_a_mastered_session_over_a_bed_is_as_loud_as_it_should_be(
    sounds: Any, clip: Makers, timeline: OfClips, beds: dict[str, Bed], name: str, level_db: float
) -> None:
    clips = [clip["speech"](PHRASE, start_ms) for start_ms in range(3_000, 60_000, 7_000)]
    bed = placed(500, 70_000, ducking(clips), level_db)
    session = replace(timeline(clips), duration_ms=71_000, beds=(bed,))
    stretch = Stretch(session.clips, session.duration_ms, session.beds)
    samples = np.concatenate(list(mix([stretch], sounds, bed_of=lambda _: beds[name])))
    gain_db = mastering_gain_db(session, sounds, lambda _: beds[name])
    meter = pyloudnorm.Meter(48_000)
    measured = meter.integrated_loudness(samples[:, 0].astype(np.float64))
    assert session_loudness_lufs(session, sounds, lambda _: beds[name]) == pytest.approx(measured, abs=0.2)
    assert measured + gain_db == pytest.approx(TARGET_LUFS, abs=0.5)
    assert gain_db % 0.5 == 0


@pytest.mark.parametrize(("kind", "under_db"), [("speech", -30.0), ("chime", -20.0)])
def test_a_bed_raises_the_peak_by_what_is_left_of_it_there(
    sounds: Any, clip: Makers, beds: dict[str, Bed], kind: str, under_db: float
) -> None:
    clips = [clip[kind]("500 Hz 2500 ms -4 dB", 10_000)]
    bed = placed(500, 70_000, ducking(clips), -20.0)
    bound_dbtp = session_peak_dbtp(clips, sounds, beds=[bed], bed_of=lambda _: beds["ocean"])
    # A sine that begins at its height has a true peak a little above it.
    alone = db_to_gain(session_peak_dbtp(clips, sounds))
    assert db_to_gain(bound_dbtp) == pytest.approx(alone + beds["ocean"].peak * db_to_gain(under_db), rel=1e-3)
    mixed = np.concatenate(list(mix([Stretch(clips, 20_000, [bed])], sounds, bed_of=lambda _: beds["ocean"])))
    assert np.abs(mixed).max() <= db_to_gain(bound_dbtp)


def test_a_block_costs_the_same_however_long_the_session_is(clip: Makers) -> None:
    def seconds(phrases: int) -> float:
        bed = placed(500, 10**9, ducking(clip["speech"](PHRASE, 10_000 * number) for number in range(1, phrases)))
        best = []
        for _ in range(5):
            begun_s = time.thread_time()
            for block in range(50):
                track_of(bed, EVEN, 480_000 + block * 4_608, 480_000 + (block + 1) * 4_608)
            best.append(time.thread_time() - begun_s)
        return min(best)

    assert seconds(20_000) < 40 * seconds(10)  # 1 is as it should be, 2,000 is linear
