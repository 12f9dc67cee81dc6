"""Tell whether words address the listener: "you", "dein", "vous"."""

from __future__ import annotations

import re

from voicecoach.script.direction_words import LISTENER, folded

_WORD = re.compile(r"[^\W\d_]+")


def folded_words(text: str) -> list[str]:
    """Return the words of a text, without figures and signs, in the form in which words are compared.

    >>> folded_words("Hold for 5 s, Anna.")
    ['hold', 'for', 's', 'anna']
    """
    return _WORD.findall(folded(text))


def addresses_listener(text: str) -> bool:
    """Return whether a text has a word that addresses the listener, in any language.

    >>> addresses_listener("Rest your hands."), addresses_listener("Rest of the class")
    (True, False)
    """
    return not LISTENER.isdisjoint(folded_words(text))
