from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.mix.mixer import Stretch, mix
from voicecoach.mix.wake import WAKE_MS, wake_onsets_ms, wake_samples
from voicecoach.session.cues import Role
from voicecoach.session.timeline import Clip, PlacedBed, SpeechSource
from voicecoach.sound.levels import finish
from voicecoach.sound.loudness import gated_loudness_lufs, hop_power
from voicecoach.units import FRAMES_PER_MS, gain_to_db

if TYPE_CHECKING:
    from numpy.typing import NDArray

CLIP = finish(np.full(400 * FRAMES_PER_MS, 0.2, np.float32))
AFTER_MS = 5_000


def clip(start_ms: int) -> Clip:
    return Clip(SpeechSource("x"), start_ms, CLIP.duration_ms, Role.SAY)


def mixed(
    starts_ms: list[int], *, after_ms: int = AFTER_MS, begin_ms: int = 0, cut_ms: int | None = None
) -> NDArray[np.float32]:
    clips = [clip(start_ms) for start_ms in starts_ms]
    until_ms = starts_ms[-1] + 2_000
    stretches = [Stretch(clips, until_ms)]
    if cut_ms is not None:
        first = [one for one in clips if one.start_ms - WAKE_MS < cut_ms]
        stretches = [Stretch(first, cut_ms), Stretch(clips[len(first) :], until_ms)]
    blocks = mix(stretches, lambda _source: CLIP, wake_after_ms=after_ms, begin_ms=begin_ms)
    return np.concatenate(list(blocks))[:, 0]


def sounding_ms(samples: NDArray[np.float32]) -> list[int]:
    """Return each millisecond in which something is not zero."""
    return np.flatnonzero(np.any(np.reshape(samples, (-1, FRAMES_PER_MS)), axis=1)).tolist()


def test_it_begins_before_a_cue_after_a_long_silence_and_only_there() -> None:
    heard = set(sounding_ms(mixed([500, 4_000, 12_000])))
    cues = {ms for start_ms in (500, 4_000, 12_000) for ms in range(start_ms, start_ms + 400)}
    wakes = heard - cues
    assert wakes <= {*range(500), *range(12_000 - WAKE_MS, 12_000)}
    assert len(wakes) > 0.95 * (500 + WAKE_MS)


def test_without_it_there_is_digital_silence() -> None:
    assert len(sounding_ms(mixed([500, 12_000], after_ms=0))) == 2 * 400


def test_the_cue_itself_stays_as_it_is() -> None:
    with_it, without = mixed([500, 12_000]), mixed([500, 12_000], after_ms=0)
    at = 12_000 * FRAMES_PER_MS
    assert np.array_equal(with_it[at:], without[at:])


def test_it_is_below_what_is_promised_even_3_db_louder_and_never_long_zero() -> None:
    samples = wake_samples() / 32_768
    assert gain_to_db(float(np.abs(samples).max())) < -63.5
    assert samples[-1] == 0
    middle = samples[300 * FRAMES_PER_MS : -20 * FRAMES_PER_MS].reshape(-1, 5 * FRAMES_PER_MS)
    assert np.abs(middle).max(axis=1).min() > 0


def test_no_meter_of_loudness_counts_it() -> None:
    pcm = finish(np.tile(wake_samples(), 4).astype(np.float32) / 32_768 * 10 ** (3 / 20))
    assert gated_loudness_lufs(hop_power(pcm.power)) == -np.inf


def test_under_a_bed_nothing_falls_asleep() -> None:
    bed = PlacedBed("rain", 0, 20_000, -24.0, 0, 0, ())
    stretch = Stretch([clip(500), clip(12_000)], 14_000, [bed])
    assert list(wake_onsets_ms(stretch.clips, stretch.beds, AFTER_MS)) == []
    assert list(wake_onsets_ms(stretch.clips, [], AFTER_MS)) == [500 - WAKE_MS, 12_000 - WAKE_MS]


@given(
    gaps_ms=st.lists(st.integers(400, 12_000), min_size=1, max_size=6),
    begin_ms=st.integers(0, 3_000),
    cut_ms=st.integers(0, 30_000),
)
def test_the_samples_do_not_depend_on_where_the_mix_begins_or_is_cut(
    gaps_ms: list[int], begin_ms: int, cut_ms: int
) -> None:
    starts_ms = np.cumsum(gaps_ms).tolist()
    whole = mixed(starts_ms)
    assert np.array_equal(mixed(starts_ms, cut_ms=min(cut_ms, starts_ms[-1])), whole)
    begin_ms = min(begin_ms, starts_ms[-1])
    assert np.array_equal(mixed(starts_ms, begin_ms=begin_ms), whole[begin_ms * FRAMES_PER_MS :])
