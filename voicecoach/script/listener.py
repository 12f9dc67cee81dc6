"""Tell whether words address the listener: "you", "dein", "vous"."""

from __future__ import annotations

import re

from voicecoach.script.direction_words import BREATHE, LISTENER, WORDS, folded
from voicecoach.text import base_code, remembered

_WORD = re.compile(r"[^\W\d_]+")
_OTHER_WORDS = {"pt": frozenset(["nos"])}
"""Words for the listener that are other words as well: "nos braços" is "in the arms"."""


@remembered
def folded_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, without figures and signs, in the form in which words are compared.

    >>> folded_words("Hold for 5 s, Anna.")
    ('hold', 'for', 's', 'anna')
    """
    return tuple(_WORD.findall(folded(text)))


def listeners(language: str) -> frozenset[str]:
    """Return the words that address the listener in a language: "i" is one in English, and none in Italian."""
    code = base_code(language or "en")
    return WORDS.get(code, WORDS["en"]).listener - _OTHER_WORDS.get(code, frozenset())


def addresses_listener(text: str, language: str = "") -> bool:
    """Return whether a text has a word that addresses the listener, in a language or in any.

    >>> addresses_listener("Rest your hands."), addresses_listener("Rest of the class")
    (True, False)
    """
    return not (listeners(language) if language else LISTENER).isdisjoint(folded_words(text))


def asks_listener(text: str) -> bool:
    """Return whether a text addresses the listener, or has a word for a breath.

    >>> asks_listener("Breathe out slowly"), asks_listener("The lake")
    (True, False)
    """
    return not (LISTENER | BREATHE).isdisjoint(folded_words(text))
