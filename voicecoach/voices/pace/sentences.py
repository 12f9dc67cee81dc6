"""The sentences and clauses of a text, between which a speaker pauses."""

from __future__ import annotations

import re

from voicecoach.script.speakable import is_speakable

# What follows is no letter of a sentence that goes on; Spanish begins with a mark. Chinese and Japanese have no spaces.
_SENTENCE_END = re.compile("(?<=[.!?…؟।])\\s+(?=[¿¡]*[^\\W_a-zß-öø-ÿ])|(?<=[。！？])\\s*(?=\\w)")  # noqa: RUF001
# "Dr. Smith", "J. Smith": a full stop that ends no sentence.
_NO_END = re.compile(r"(?:^|\s)(?:Dr|Mr|Mrs|Ms|Prof|St|Mme|Mlle|Hr|Fr|Sr|Sra|[A-Z])\.$")
_CLAUSE_END = re.compile("[,;:\u2014\u2013](?=\\s)")


def sentences(read: str) -> list[str]:
    """Return the sentences of a text as it is given to an engine; what cannot be spoken is left out.

    >>> sentences("Lie down. Close your eyes… Ready? Then begin at 1.5 minutes, or 2.")
    ['Lie down.', 'Close your eyes…', 'Ready?', 'Then begin at 1.5 minutes, or 2.']
    """
    found: list[str] = []
    for sentence in _SENTENCE_END.split(read.strip()):
        if found and _NO_END.search(found[-1]):
            found[-1] += f" {sentence}"
        else:
            found.append(sentence)
    return [sentence for sentence in found if is_speakable(sentence)]


def clauses(sentence: str) -> list[str]:
    """Return the parts of a sentence between which a speaker takes breath.

    >>> clauses("Breathe in, and out: at 1:30, slowly.")
    ['Breathe in', ' and out', ' at 1:30', ' slowly.']
    """
    return [part for part in _CLAUSE_END.split(sentence) if is_speakable(part)]
