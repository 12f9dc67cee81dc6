"""The sentences and clauses of a text, between which a speaker pauses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from voicecoach.script.speakable import is_speakable

_ELLIPSIS = re.compile(r"…|\.\s?\.")
# What follows is no letter of a sentence that goes on; Spanish begins with a mark. Chinese and Japanese have no spaces.
_SENTENCE_END = re.compile(
    "(?<=[.!?…؟।])\\s+(?=[¿¡]*[^\\W_a-zß-öø-ÿ])|(?<=[。！？])\\s*(?=\\w)"  # noqa: RUF001
    "|(?<=…)\\s+(?=\\w)|(?<=…)(?=[^\\W\\d_])"
)
# "Dr. Smith", "J. Smith": a full stop that ends no sentence.
_NO_END = re.compile(r"(?:^|\s)(?:Dr|Mr|Mrs|Ms|Prof|St|Mme|Mlle|Hr|Fr|Sr|Sra|[A-Z])\.$")
_CLAUSE_END = re.compile("[,;:\u2014\u2013](?=\\s)")


def sentences(read: str) -> list[str]:
    """Return the sentences of a text as it is given to an engine; what cannot be spoken is left out.

    Three dots end one, whatever follows.

    >>> sentences("Lie down. Close your eyes… Ready? Then begin at 1.5 minutes, or 2.")
    ['Lie down.', 'Close your eyes…', 'Ready?', 'Then begin at 1.5 minutes, or 2.']
    >>> sentences("Breathe… and let go.")
    ['Breathe…', 'and let go.']
    """
    found: list[str] = []
    for sentence in _SENTENCE_END.split(read.strip()):
        if found and _NO_END.search(found[-1]):
            found[-1] += f" {sentence}"
        else:
            found.append(sentence)
    return [sentence for sentence in found if is_speakable(sentence)]


def pauses_between(found: Sequence[str], sentence_ms: float, ellipsis_ms: float) -> list[float]:
    """Return the length of the pause between each two sentences; the larger one where two kinds meet.

    >>> pauses_between(["Breathe…", "and let go.", "Rest…", "Now."], 800, 2_000)
    [2000, 800, 2000]
    """
    return [
        (ellipsis_ms if following[0].islower() else max(ellipsis_ms, sentence_ms))
        if sentence.endswith("…")
        else sentence_ms
        for sentence, following in pairwise(found)
    ]


def has_ellipsis(text: str) -> bool:
    """Return whether a text has three dots somewhere, in any spelling."""
    return _ELLIPSIS.search(text) is not None


def clauses(sentence: str) -> list[str]:
    """Return the parts of a sentence between which a speaker takes breath.

    >>> clauses("Breathe in, and out: at 1:30, slowly.")
    ['Breathe in', ' and out', ' at 1:30', ' slowly.']
    """
    return [part for part in _CLAUSE_END.split(sentence) if is_speakable(part)]
