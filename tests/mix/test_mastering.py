"""The gain of a file: its computed loudness and peak agree with independent measurements of the mix."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pyloudnorm
import pytest
import soxr

from voicecoach import folders
from voicecoach.mix.mastering import mastering_gain_db, session_loudness_lufs, session_peak_dbtp
from voicecoach.mix.mixer import Stretch, mix
from voicecoach.session.cues import Role
from voicecoach.session.timeline import Clip, SoundSource, SpeechSource
from voicecoach.sound.library import SoundLibrary
from voicecoach.voices.base import Delivery
from voicecoach.voices.speaker import Speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from voicecoach.session.timeline import ClipSource, Timeline
    from voicecoach.sound.pcm import Pcm

    OfClips = Callable[[Sequence[Clip]], Timeline]

PHRASES = ("Draw your right knee towards your chest.", "Half way.", "Three.", "Let the leg down slowly, and rest.")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[ClipSource], Pcm]]:
    """Return the sounds of the tone voice and of the shipped chimes."""
    library = SoundLibrary([folders.shipped_sounds()])
    cache: Path = tmp_path_factory.mktemp("cache")
    with Speaker("tone", "en", Delivery(1.0), cache) as speaker:

        def sound_of(source: ClipSource) -> Pcm:
            return library.chime(source.name) if isinstance(source, SoundSource) else speaker.pcm(source.spoken)

        yield sound_of


def samples_of(timeline: Timeline, sound_of: Callable[[ClipSource], Pcm]) -> NDArray[np.float32]:
    return np.concatenate(list(mix([Stretch(timeline.clips, timeline.duration_ms)], sound_of)))[:, 0]


def true_peak_dbtp(samples: NDArray[np.float32]) -> float:
    """Return the true peak with eight times the samples, more than the standard asks for."""
    return 20 * math.log10(float(np.abs(soxr.resample(samples, 48_000, 384_000, quality="VHQ")).max()))


def session(sound_of: Callable[[ClipSource], Pcm], *, chimes: bool, words: bool, apart_ms: int = 2_300) -> list[Clip]:
    """Return words with a bowl struck half a second into each of them, ringing over the next."""
    clips = []
    for at, phrase in enumerate(PHRASES * 3):
        if words:
            source = SpeechSource(phrase)
            clips.append(Clip(source, 500 + at * apart_ms, sound_of(source).duration_ms, Role.SAY, text=phrase))
        if chimes:
            struck = SoundSource("bowl" if at % 2 else "wood")
            clips.append(Clip(struck, 1_000 + at * apart_ms, sound_of(struck).duration_ms, Role.SOUND))
    return clips


@pytest.mark.parametrize(("chimes", "words"), [(False, True), (True, True), (True, False)])
def test_the_loudness_computed_from_levels_is_that_of_the_samples(
    real: Callable[[ClipSource], Pcm], timeline: OfClips, *, chimes: bool, words: bool
) -> None:
    mixed = timeline(session(real, chimes=chimes, words=words, apart_ms=4_100))
    measured_lufs = pyloudnorm.Meter(48_000).integrated_loudness(samples_of(mixed, real))
    assert session_loudness_lufs(mixed, real) == pytest.approx(measured_lufs, abs=0.1)


@pytest.mark.parametrize("apart_ms", [2_300, 4_100])
def test_the_peak_is_never_below_the_true_peak_and_close_to_it_where_it_matters(
    real: Callable[[ClipSource], Pcm], timeline: OfClips, apart_ms: int
) -> None:
    mixed = timeline(session(real, chimes=True, words=True, apart_ms=apart_ms))
    measured_dbtp = true_peak_dbtp(samples_of(mixed, real))
    bound_dbtp = session_peak_dbtp(mixed.clips, real, harmless_dbtp=math.inf)
    exact_dbtp = session_peak_dbtp(mixed.clips, real)
    assert bound_dbtp >= exact_dbtp - 0.01
    assert measured_dbtp - 0.1 <= exact_dbtp <= measured_dbtp + 0.3


def test_the_peaks_of_sounds_that_overlap_add_up(sounds: Any, clip: Any, timeline: OfClips) -> None:
    loud = "300 Hz 400 ms -4 dB"
    apart = timeline([clip["speech"](loud, 500), clip["chime"](loud, 1_500)])
    together = timeline([clip["speech"](loud, 500), clip["chime"](loud, 500)])
    louder_db = session_peak_dbtp(together.clips, sounds) - session_peak_dbtp(apart.clips, sounds)
    assert louder_db == pytest.approx(20 * math.log10(2), abs=0.05)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("1000 Hz 3000 ms -16 dB", lambda loudness: -19 - loudness),
        ("1000 Hz 3000 ms -14 dB", lambda loudness: -19 - loudness),
        ("1000 Hz 3000 ms -40 dB", lambda _: 3.0),
    ],
)
def test_the_gain_brings_the_session_to_its_loudness_in_steps_of_half_a_decibel_and_three_at_the_most(
    sounds: Any, clip: Any, timeline: OfClips, name: str, expected: Callable[[float], float]
) -> None:
    mixed = timeline([clip["speech"](name, 500)])
    gain_db = mastering_gain_db(mixed, sounds)
    assert gain_db % 0.5 == 0
    assert abs(gain_db - expected(session_loudness_lufs(mixed, sounds))) <= 0.25


def test_a_peak_holds_the_gain_down_even_below_nothing(sounds: Any, clip: Any, timeline: OfClips) -> None:
    quiet = [clip["speech"]("1000 Hz 3000 ms -22 dB", 500 + at * 4_000) for at in range(9)]
    assert mastering_gain_db(timeline(quiet), sounds) > 0
    click = "3000 Hz 3 ms -2.5 dB"
    clash = [clip["speech"](click, 40_000), clip["chime"](click, 40_000)]
    gain_db = mastering_gain_db(timeline([*quiet, *clash]), sounds)
    mixed = samples_of(timeline([*quiet, *clash]), sounds)
    assert true_peak_dbtp(mixed) > 0
    assert gain_db == -3.0 or true_peak_dbtp(mixed) + gain_db <= -1.0
    single = timeline([*quiet, clash[0]])
    assert true_peak_dbtp(samples_of(single, sounds)) + mastering_gain_db(single, sounds) <= -1.0


def test_a_session_without_words_is_left_as_it_is(sounds: Any, clip: Any, timeline: OfClips) -> None:
    assert mastering_gain_db(timeline([clip["chime"]("500 Hz 900 ms -40 dB", 500)]), sounds) == 0.0


@pytest.mark.parametrize("silence_ms", [0, 5 * 60_000, 10 * 60_000])
@pytest.mark.parametrize("level_db", [-18, -22, -26])
def test_ten_minutes_of_silence_do_not_change_the_gain(
    level_db: int, silence_ms: int, sounds: Any, clip: Any, timeline: OfClips
) -> None:
    def spoken(gap_ms: int) -> Timeline:
        phrase = f"440 Hz 2000 ms {level_db} dB"
        return timeline([clip["speech"](phrase, 500), clip["speech"](phrase, 3_000 + gap_ms)])

    assert mastering_gain_db(spoken(silence_ms), sounds) == mastering_gain_db(spoken(0), sounds)


@pytest.mark.parametrize("overshoot_db", [0.0, 0.5, 1.5])
def test_what_an_encoder_overshoots_is_kept_free(
    overshoot_db: float, sounds: Any, clip: Any, timeline: OfClips
) -> None:
    loud = timeline([clip["speech"]("440 Hz 10 ms -3 dB", 500), clip["speech"]("440 Hz 9000 ms -22 dB", 4_000)])
    gain_db = mastering_gain_db(loud, sounds, overshoot_db=overshoot_db)
    # The strike is what holds the gain down: it comes as near to -1 dBTP as steps of 0.5 dB allow.
    highest_dbtp = session_peak_dbtp(loud.clips, sounds) + gain_db + max(overshoot_db, 0.2)
    assert -1.5 < highest_dbtp <= -1.0
