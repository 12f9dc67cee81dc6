"""Estimate how long words take to speak, a little too long rather than too short: no voice is known yet."""

from __future__ import annotations

import re

_SYLLABLE_MS = 330
_END_OF_SENTENCE_MS = 350  # the last syllable is drawn out
_SENTENCE_PAUSE_MS = 800
_CLAUSE_PAUSE_MS = 350
_SYLLABLE = re.compile(r"[aeiouyàáâãäåæèéêëìíîïòóôõöøœùúûüýÿ]+|\d", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…]+(?=\s|$)")
_CLAUSE = re.compile(r"[,;:–—](?=\s)")


def estimated_ms(words: str) -> int:
    """Return about how many milliseconds some words take, with the pauses among them.

    >>> estimated_ms("Breathe in."), estimated_ms("Breathe in, and out. Rest.")
    (1340, 3830)
    """
    sentences = max(len(_SENTENCE.findall(words)), 1)
    return (
        _SYLLABLE_MS * len(_SYLLABLE.findall(words))
        + _END_OF_SENTENCE_MS * sentences
        + _SENTENCE_PAUSE_MS * (sentences - 1)
        + _CLAUSE_PAUSE_MS * len(_CLAUSE.findall(words))
    )
