"""The mix has the samples of its clips at their places and nothing else, for any length of block."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.support.counts import lines_run
from voicecoach.mix.mixer import Stretch, mix
from voicecoach.session.cues import Role
from voicecoach.session.timeline import Clip, SoundSource
from voicecoach.sound.levels import finish
from voicecoach.units import FRAMES_PER_MS, ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from voicecoach.session.timeline import Timeline

    OfClips = Callable[[Sequence[Clip]], Timeline]
    Makers = dict[str, Callable[[str, int], Clip]]

SOUNDS = ("440 Hz 250 ms -12 dB", "220 Hz 700 ms -20 dB", "1000 Hz 40 ms -6 dB", "330 Hz 1 ms -9 dB")
placed = st.lists(st.tuples(st.sampled_from(SOUNDS), st.integers(0, 3_000)), max_size=12)


def whole(timeline: Timeline, sounds: Any, **options: Any) -> NDArray[np.float32]:
    blocks = list(mix([Stretch(timeline.clips, timeline.duration_ms)], sounds, **options))
    assert all(block.shape[1] == 1 and block.dtype == np.float32 for block in blocks)
    return np.concatenate(blocks)[:, 0]


@given(placed, st.integers(1, 900), st.lists(st.integers(0, 5_000), max_size=6))
def test_any_partition_into_blocks_and_stretches_mixes_alike(
    sounds: Any, clip: Makers, timeline: OfClips, clips: list[tuple[str, int]], block_ms: int, cuts_ms: list[int]
) -> None:
    session = timeline([clip["chime"](name, start_ms) for name, start_ms in clips])
    expected = whole(session, sounds)
    np.testing.assert_array_equal(whole(session, sounds, block_ms=block_ms), expected)
    edges_ms = [0, *sorted(min(cut, session.duration_ms) for cut in cuts_ms), session.duration_ms]
    stretches = [
        Stretch([one for one in session.clips if begin_ms <= one.start_ms < end_ms], end_ms)
        for begin_ms, end_ms in pairwise(edges_ms)
    ]
    pieces = np.concatenate([np.zeros((0, 1), np.float32), *mix(stretches, sounds, block_ms=block_ms)])
    np.testing.assert_array_equal(pieces[:, 0], expected)


@given(placed, st.integers(0, 4_500))
def test_the_mix_from_anywhere_is_the_rest_of_the_whole(
    sounds: Any, clip: Makers, timeline: OfClips, clips: list[tuple[str, int]], begin_ms: int
) -> None:
    session = timeline([clip["speech"](name, start_ms) for name, start_ms in clips])
    begin_ms = min(begin_ms, session.duration_ms - 1)
    rest = whole(session, sounds, begin_ms=begin_ms)
    np.testing.assert_array_equal(rest, whole(session, sounds)[ms_to_frames(begin_ms) :])


def test_a_clip_begins_on_its_frame_and_where_nothing_plays_there_is_silence(
    sounds: Any, clip: Makers, timeline: OfClips
) -> None:
    mixed = whole(timeline([clip["speech"](SOUNDS[0], 777), clip["chime"](SOUNDS[2], 2_001)]), sounds)
    heard = np.flatnonzero(mixed)
    assert heard[0] == 777 * 48
    assert heard[heard < 2_001 * 48][-1] == (777 + 250) * 48 - 1
    assert heard[heard >= (777 + 250) * 48][0] == 2_001 * 48
    np.testing.assert_array_equal(
        mixed[777 * 48 : (777 + 250) * 48], sounds(clip["speech"](SOUNDS[0], 0).source).samples / np.float32(32_768)
    )


def test_sounds_that_overlap_are_summed(sounds: Any, clip: Makers, timeline: OfClips) -> None:
    low, high = clip["chime"](SOUNDS[1], 500), clip["speech"](SOUNDS[0], 700)
    both = whole(timeline([low, high]), sounds)
    alone = [whole(timeline([one]), sounds) for one in (low, high)]
    summed = np.zeros_like(both)
    for one in alone:
        summed[: len(one)] += one[: len(summed)]
    np.testing.assert_array_equal(both, summed)
    spectrum = np.abs(np.fft.rfft(both[ms_to_frames(700) : ms_to_frames(900)]))
    loudest_hz = np.sort(np.argsort(spectrum)[-2:] * 48_000 / ms_to_frames(200))
    np.testing.assert_allclose(loudest_hz, [220, 440], atol=5)


def test_the_mix_is_exactly_as_long_as_the_session(sounds: Any, clip: Makers, timeline: OfClips) -> None:
    session = timeline([clip["chime"](SOUNDS[1], 333)])
    assert len(whole(session, sounds, block_ms=77)) == ms_to_frames(session.duration_ms)
    assert not whole(session, sounds)[-ms_to_frames(1_000) :].any()


def test_a_sound_is_asked_for_when_it_begins_and_the_mix_runs_no_further_than_it_is_heard(
    clip: Makers, timeline: OfClips, sounds: Any
) -> None:
    session = timeline([clip["speech"](SOUNDS[0], 0), clip["speech"](SOUNDS[1], 2_000)])
    asked_before = len(sounds.asked)
    blocks = mix([Stretch(session.clips, session.duration_ms)], sounds, block_ms=500)
    next(blocks)
    assert len(sounds.asked) == asked_before + 1


def test_thousands_of_clips_are_mixed_in_lines_of_code_that_grow_with_them(
    sounds: Any, clip: Makers, timeline: OfClips
) -> None:
    def work(clips: int) -> int:
        session = timeline([clip["chime"](SOUNDS[3], 5 * at) for at in range(clips)])
        return lines_run(lambda: deque(mix([Stretch(session.clips, session.duration_ms)], sounds), maxlen=0))

    assert work(8_000) < 12 * work(1_000)  # 8 is linear, 64 quadratic


@given(block_ms=st.integers(1, 700), begin_ms=st.integers(0, 3_000))
def test_on_two_channels_a_voice_is_the_same_in_both_and_as_in_mono(
    block_ms: int, begin_ms: int, clip: Any, sounds: Any
) -> None:
    stretch = Stretch(
        [clip["speech"]("440 Hz 900 ms -9 dB", 500), clip["chime"]("900 Hz 1500 ms -12 dB", 1_000)], 4_000
    )
    mono = np.concatenate(list(mix([stretch], sounds)))[ms_to_frames(begin_ms) :]
    stereo = np.concatenate(list(mix([stretch], sounds, channels=2, begin_ms=begin_ms, block_ms=block_ms)))
    assert stereo.shape == (len(mono), 2)
    assert np.array_equal(stereo, np.repeat(mono, 2, axis=1))


def test_a_clip_is_as_much_softer_as_it_says() -> None:
    loud = finish(np.full(100 * FRAMES_PER_MS, 0.5, np.float32))
    clip = Clip(SoundSource("bowl"), 100, 100, Role.BEGIN)
    soft = replace(clip, gain_db=-6.0)
    plain, softer = (np.concatenate(list(mix([Stretch([one], 300)], lambda _source: loud))) for one in (clip, soft))
    assert np.allclose(softer, plain * 10 ** (-6 / 20), atol=1e-7)
    assert np.any(plain)
