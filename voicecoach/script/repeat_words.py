"""Read notes that ask for a repetition, such as "repeat three times" and "6x"."""

from __future__ import annotations

import re

from voicecoach.script.direction_words import WORDS
from voicecoach.script.silent_counts import number_named
from voicecoach.script.word_patterns import TIMES
from voicecoach.text import remembered

CYCLES = "cycles?|rounds?|zyklen|runden|durchgänge|ciclos|rondas|vueltas|tours|cicli|giri|voltas|cycli|rondes|rondjes"
"""Words for what is done several times."""

_REPEATED = re.compile(
    r"\W*(?:(?:à |da |a |zu |se |si )?(?:repeat|wiederhol|repet|repit|répét|ripet|herhal)\w*|bis\b|"
    r"\d{1,3}\s?(?:[x×]\b|times|mal|veces|fois|volte|vezes|keer)|[x×]\s?\d)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?<![^\W_])(?:[x×]\s?(?P<behind>\d{{1,2}})|(?P<count>\d{{1,2}}|[^\W\d_]+)\s?(?:{TIMES}|{CYCLES})(?![^\W_]))",
    re.IGNORECASE,
)


def asks_to_repeat(words: str) -> bool:
    """Return whether words ask the reader to repeat what is above: "Répéter ce cycle pendant 4 minutes", "(6x)"."""
    return _REPEATED.match(words) is not None


def asks_with_verb(words: str) -> bool:
    """Return whether words ask for a repetition with a verb, which nobody says within a sentence: "feel it (repeat)".

    >>> asks_with_verb("se repite dos veces"), asks_with_verb("repite: estoy en paz"), asks_with_verb("x3")
    (True, False, False)
    """
    return words[:1].isalpha() and not re.search(r'[:"“„«]|^x', words) and asks_to_repeat(words)


@remembered
def count_of_repeat(words: str) -> int | None:
    """Return how often words ask for a repetition; None where they do not tell.

    >>> count_of_repeat("(Repetir tres veces, con pausas de 10 segundos)"), count_of_repeat("(x3)")
    (3, 3)
    """
    for found in _COUNTED.finditer(words):
        if found["behind"]:
            return int(found["behind"])
        counts = (number_named(found["count"], language) for language in WORDS)
        if (count := next((one for one in counts if one), None)) is not None:
            return count
    return None
