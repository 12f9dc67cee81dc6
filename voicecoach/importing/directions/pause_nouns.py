"""Read the pauses without marks among the words: the sentences "Long pause." and "Pausa.", "Let go. ...20s"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voicecoach.script.directions import NamedPause, PauseLength, TimedPause, read_pause

_PAUSE_NOUN = re.compile(r"\s*(?:\w+\s)?(?:pausa|pause|pauze)\b", re.IGNORECASE)
_NAMED_PAUSE = re.compile(
    r"\s*(?:long|short|brief|longer|lange?|kurze?|larga?|corta?|breve|longue|courte|lunga|longa|curta|korte|langere)"
    r"\s(?:pause|pausa|pauze)[.!…]*|\s*(?:pausa|pause)\s(?:larga|corta|breve|longue|courte|lunga|longa|curta)[.!…]*",
    re.IGNORECASE,
)
_IN_CAPITALS = re.compile(r"(?:^|(?<=[.!?…] ))[A-ZÀ-Ý]{5,8}(?=\s+[\"“„«¡¿]?[A-ZÀ-Ý][a-zà-ÿ\s])")
_BEHIND_DOTS = re.compile(
    r"(?:(?<!\.)\.{2,9}|…)\s?(?P<length>~?\d[\d\s,.–-]{0,8}[^\W\d_]{1,9}\.?)(?=\s*$|\s+[A-ZÀ-Ý\"“„«(\[])"
)
_WITH_NOUN = frozenset(["de", "es", "fr", "it", "pt", "nl"])
_MOST_WORDS_OF_PAUSE = 3


def pause_as_noun(sentence: str, behind: str, language: str) -> PauseLength | None:
    """Return the pause of a sentence such as "Pausa." or "Pause longue."; in English it may be for the listener.

    "Long pause." asks nobody for anything, in any language.

    Args:
        sentence: The sentence.
        behind: The words behind it.
        language: The language of the text.
    """
    if _goes_on(sentence, behind):
        return None
    is_noun = language[:2] in _WITH_NOUN or sentence.strip(" .!").isupper() or _NAMED_PAUSE.fullmatch(sentence)
    is_noun = _PAUSE_NOUN.match(sentence) and is_noun
    pause = read_pause(sentence, language) if is_noun else None
    return pause if isinstance(pause, NamedPause) and len(sentence.split()) <= _MOST_WORDS_OF_PAUSE else None


def pauses_among_words(text: str, language: str) -> Iterator[tuple[int, int, PauseLength]]:
    """Yield the places and pauses of words in capitals, and of lengths behind dots at the end of a sentence.

    >>> [place[:2] for place in pauses_among_words("Palms up. ...30s Let go …10 sec", "en")]
    [(10, 16), (24, 31)]
    """
    yield from _nouns_in_capitals(text, language)
    for found in _BEHIND_DOTS.finditer(text):
        if isinstance(pause := read_pause(found["length"], language), TimedPause):
            yield *found.span(), pause


def _nouns_in_capitals(text: str, language: str) -> Iterator[tuple[int, int, PauseLength]]:
    """Yield the places and pauses of words in capitals before a sentence that has none.

    >>> [place[:2] for place in _nouns_in_capitals("Descansa. PAUSA Estira los brazos. PAUSE ON", "es")]
    [(10, 15)]
    """
    for found in _IN_CAPITALS.finditer(text):
        if (pause := pause_as_noun(found[0], "", language)) is not None:
            yield *found.span(), pause


def _goes_on(sentence: str, behind: str) -> bool:
    """Return whether a sentence hesitates and goes on behind its dots: "Pausa... due, tre, quattro."."""
    return sentence.rstrip()[-1:] in "…." and behind.lstrip(" .…")[:1].islower()
