"""Words with two pronunciations in a coach's sentences, and the phonemes that hibari gives them.

``instructions.txt`` names, after each such word, the entry of hibari's lexicon that is right.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from voicecoach.voices.engines.hibari_words import phonemes_of, tagged

_MARKED = re.compile(r"(\w+)/([A-Z]+)")
INSTRUCTIONS = (Path(__file__).parent / "instructions.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def g2p() -> Any:
    return pytest.importorskip("hibari.g2p").G2P()


def test_each_word_is_pronounced_as_it_is_meant(g2p: Any) -> None:
    wrong = []
    for line in INSTRUCTIONS:
        tokens = iter(g2p.phonemize_tokens(tagged(g2p, _MARKED.sub(r"\1", line))))
        for word, entry in _MARKED.findall(line):
            entries = g2p.lexicon.golds.get(word.lower())
            token = next(one for one in tokens if one.text == word)
            if _unstressed(token.phonemes) != _unstressed(entries.get(entry, entries["DEFAULT"])):
                wrong.append((line, word, token.tag, token.phonemes))
    assert wrong == []


def _unstressed(phonemes: str) -> str:
    # hibari writes the flap of "minute" in one way at the end.
    return phonemes.strip("\u02c8\u02cc").replace("\u027e", "T")


def test_a_sentence_is_read_as_before_where_no_rule_applies(g2p: Any) -> None:
    sentence = "Breathe in through your nose, and out slowly: 7:30 am, Dr. Lee."
    assert phonemes_of(g2p, sentence) == g2p(sentence)
    assert phonemes_of(g2p, "Bow forward.") != g2p("Bow forward.")


def test_a_release_that_is_built_in_another_way_reads_by_itself() -> None:
    assert phonemes_of(lambda sentence: f"<{sentence}>", "Bow forward.") == "<Bow forward.>"
