"""Read letters in brackets that stand for pauses throughout a text: "Close your eyes. (P) … Rest. (PP)"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from voicecoach.script.directions import NamedPause, PauseKind, PauseLength, read_pause

_LETTERS = re.compile(r"[(\[](?P<letters>(?P<one>[A-ZÀ-Ýps])(?P=one){0,2})[)\]]")
_ENDS = re.compile(r"(?:^|[.!?…:;,\"”»’)\]])\s*$")
_EQUALS = re.compile(r"\s*[=:]")
_FOR_PAUSE = frozenset("PSps")
"""The letters of "pause" and "silence" in seven languages, which need no explanation."""
_LEAST = 3
_LEAST_FOR_PAUSE = 2
_LONGEST_LOOK = 60
_KINDS = (PauseKind.PLAIN, PauseKind.LONG, PauseKind.LONG)


def pauses_of_letters(texts: Sequence[str], language: str) -> tuple[dict[str, PauseLength], set[int]]:
    """Return the pauses of letters in brackets, each as written, and the places of the texts that explain them.

    Three or more of one letter stand alone, as a pause does; its length is told beside one that is inside a sentence,
    or more letters are longer.

    >>> told, places = pauses_of_letters(["At each (P) pause 8 seconds.", "Sit. (P) Rest. (P) Up. (P)"], "en")
    >>> told["(P)"].span_ms.low, places
    (8000, {0})
    """
    inside: list[tuple[int, re.Match[str]]] = []
    alone: list[re.Match[str]] = []
    for at, text in enumerate(texts):
        for one in _LETTERS.finditer(text):
            is_explained = _EQUALS.match(text, one.end()) is not None
            if not is_explained and _ENDS.search(text[max(one.start() - 2, 0) : one.start()]):
                alone.append(one)
            else:
                inside.append((at, one))
    told: dict[str, PauseLength] = {}
    for at, one in inside:
        length = next(_lengths_behind(texts[at][one.end() : one.end() + _LONGEST_LOOK], language), None)
        if length is not None:
            told.setdefault(one[0], length)
    counts = Counter(one["one"] for one in alone)
    explained = {letter for letter in counts if any(letter in written for written in told)}
    taken = {letter for letter in counts if counts[letter] >= _LEAST and letter in explained}
    taken |= {letter for letter in counts if counts[letter] >= _LEAST_FOR_PAUSE and letter in _FOR_PAUSE}
    pauses = {
        one[0]: told.get(one[0]) or NamedPause(_KINDS[len(one["letters"]) - 1]) for one in alone if one["one"] in taken
    }
    is_told = {at for at, one in inside if one["one"] in taken and (one["one"].isupper() or one[0] in told)}
    return pauses, is_told


def _lengths_behind(text: str, language: str) -> Iterator[PauseLength]:
    """Yield what the words behind a letter tell as a pause: "you wait for one breath", "a long minute"."""
    words = re.sub(r"[()=:]", " ", re.split(r"[.;]|,\s", text)[0]).split()
    for begin in range(len(words)):
        for end in range(len(words), begin + 1, -1):
            length = read_pause(" ".join(words[begin:end]), language)
            if length is not None and not isinstance(length, NamedPause):
                yield length
