from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.sound.pcm import Pcm
from voicecoach.voices.cache import RecentPhrases

BYTES_PER_MS = 48 * 2 + 8


def silence(duration_ms: int) -> Pcm:
    curve = np.zeros(duration_ms, np.float32)
    return Pcm(np.zeros(duration_ms * 48, np.int16), curve, curve.copy())


def test_the_one_used_longest_ago_is_forgotten_first() -> None:
    memory = RecentPhrases(limit_bytes=25 * BYTES_PER_MS)
    memory.keep("one", silence(10))
    memory.keep("two", silence(10))
    assert memory.get("one") is not None
    memory.keep("three", silence(10))
    assert [memory.get(text) is not None for text in ("one", "two", "three")] == [True, False, True]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(1, 40)), max_size=40))
def test_it_never_keeps_more_than_its_limit_but_for_a_single_phrase(puts: list[tuple[str, int]]) -> None:
    memory = RecentPhrases(limit_bytes=30 * BYTES_PER_MS)
    for text, duration_ms in puts:
        memory.keep(text, silence(duration_ms))
        kept = [phrase for phrase in map(memory.get, "abcdef") if phrase]
        assert memory.get(text) is not None
        assert memory.size_bytes == sum(phrase.duration_ms for phrase in kept) * BYTES_PER_MS
        assert memory.size_bytes <= 30 * BYTES_PER_MS or len(kept) == 1
