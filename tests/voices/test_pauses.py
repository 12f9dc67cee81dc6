"""The pauses between sentences, in real speech."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from voicecoach.voices.engines.hibari import HibariVoice
from voicecoach.voices.rendering import sentence_count, with_sentence_pauses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

RATE_HZ = 24_000
TOLERANCE_MS = 10


@pytest.fixture(scope="module")
def hibari() -> Iterator[HibariVoice]:
    voice = HibariVoice("heart", "en", 0.9)
    yield voice
    voice.close()


def pauses_ms(samples: NDArray[np.float32], longer_than_ms: int = 100) -> list[float]:
    """Return the lengths of the silences between words, 42 dB below the peak, by a meter of its own."""
    loud = np.flatnonzero(np.abs(samples) > np.max(np.abs(samples)) * 10 ** (-42 / 20))
    gaps_ms = np.diff(loud) / RATE_HZ * 1000
    return [float(gap) for gap in gaps_ms if gap > longer_than_ms]


@pytest.mark.parametrize("wanted_ms", [300, 600, 1_500])
@pytest.mark.parametrize(
    "text",
    [
        "Lie down on your back. Close your eyes. Breathe in slowly.",
        "Is it easy? Then go on! And rest. Now the other side: hold, and breathe.",
        "One. Two. Three. Four.",
    ],
)
def test_each_pause_between_sentences_has_the_wanted_length(hibari: HibariVoice, text: str, wanted_ms: int) -> None:
    spoken = hibari.speak(text).samples
    set_ms = pauses_ms(with_sentence_pauses(spoken, RATE_HZ, text, wanted_ms))
    assert sum(abs(pause - wanted_ms) <= TOLERANCE_MS for pause in set_ms) == sentence_count(text) - 1
    assert len(set_ms) == len(pauses_ms(spoken))


def test_a_comma_keeps_the_pause_of_the_voice(hibari: HibariVoice) -> None:
    text = "Draw one knee in, and hold it there; then rest."
    spoken = hibari.speak(text).samples
    assert with_sentence_pauses(spoken, RATE_HZ, text, 1_500) is spoken


def test_the_words_stay_as_they_were_spoken(hibari: HibariVoice) -> None:
    text = "Close your eyes. Breathe in."
    spoken = hibari.speak(text).samples
    longer = with_sentence_pauses(spoken, RATE_HZ, text, 2_000)
    (natural_ms,) = pauses_ms(spoken)
    added = len(longer) - len(spoken)
    assert added / RATE_HZ * 1000 == pytest.approx(2_000 - natural_ms, abs=TOLERANCE_MS)
    half = RATE_HZ // 2
    assert np.array_equal(longer[:half], spoken[:half])
    assert np.array_equal(longer[-half:], spoken[-half:])
    assert np.max(np.abs(np.diff(longer))) <= np.max(np.abs(np.diff(spoken)))


def test_there_may_be_no_pause_at_all() -> None:
    silent = np.zeros(RATE_HZ, dtype=np.float32)
    assert with_sentence_pauses(silent, RATE_HZ, "One. Two.", 500) is silent
    steady = np.ones(RATE_HZ, dtype=np.float32)
    assert with_sentence_pauses(steady, RATE_HZ, "One. Two.", 500) is steady


@pytest.mark.parametrize(
    ("read", "count"),
    [("Rest.", 1), ("Rest. Go on.", 2), ("Wait… Now!", 2), ("Hold 1.5 minutes.", 1), ("Wait… and go", 1), ("", 1),
     ("Hold. 10 seconds. Ändern. Éloignez.", 4)],
)  # fmt: skip
def test_sentences_are_counted(read: str, count: int) -> None:
    assert sentence_count(read) == count
