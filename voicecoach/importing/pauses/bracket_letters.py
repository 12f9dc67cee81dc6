"""Read letters and words in brackets that stand for pauses throughout a text: "Close your eyes. (P)", "[TENSE]"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from voicecoach.importing.document import Block, Item, Note, TextBlock, Words, text_of
from voicecoach.script.directions import NamedPause, PauseKind, PauseLength, TimedPause, read_direction, read_pause
from voicecoach.script.printer import print_pause

_LETTERS = re.compile(r"[(\[](?P<letters>(?P<one>[A-ZÀ-Ýps])(?P=one){0,2})[)\]]")
_ENDS = re.compile(r"(?:^|[.!?…:;,\"”»’)\]])\s*$")
_EQUALS = re.compile(r"\s*[=:]")
_FOR_PAUSE = frozenset("PSps")
"""The letters of "pause" and "silence" in seven languages, which need no explanation."""
_LEAST = 3
_LEAST_FOR_PAUSE = 2
_LONGEST_LOOK = 60
_LONGEST_KEY = 200
_WORDS = re.compile(r"[(\[](?P<words>[^\W\d_]{3,20}(?:\s[^\W\d_]{2,20})?)[)\]]")
_LENGTH_OF_WORDS = r"(?<!\w){words}[\])\"'”“]*\s*(?:[=:(–-]\s*)?(?P<length>\d{{1,3}}\s?[^\W\d_]+)"
_LEAST_WORDS = 2
_WHY_KEY = "the signs of the text"
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


def with_named_brackets(blocks: Sequence[Block], language: str) -> list[Block]:
    """Return the blocks with the words in brackets as pauses that a line explains: "Tense 5 s – let go 10 s".

    They stand in several places, as in "Make a fist… [TENSE] … and let go. [LET GO]", and mean nothing else.
    """
    texts = [block.text for block in blocks if isinstance(block, Words)]
    counts = Counter(found["words"].casefold() for text in texts for found in _WORDS.finditer(text))
    names = {name for name, count in counts.items() if count >= _LEAST_WORDS and read_direction(name, language) is None}
    told: dict[str, str] = {}
    kept = list(blocks)
    keys = [at for at, one in enumerate(blocks) if isinstance(one, TextBlock | Note) and len(one.text) <= _LONGEST_KEY]
    for at in keys if names else ():
        text = text_of(blocks[at])
        pattern = {name: _LENGTH_OF_WORDS.format(words=re.escape(name)) for name in names}
        found = {name: re.search(one, text, re.IGNORECASE) for name, one in pattern.items()}
        lengths = {name: read_pause(one["length"], language) for name, one in found.items() if one}
        timed = {name: print_pause(one) for name, one in lengths.items() if isinstance(one, TimedPause)}
        told = timed | told
        kept[at] = Note(text, blocks[at].line, _WHY_KEY) if timed else blocks[at]
    if not told:
        return kept
    return [
        replace(block, text=_WORDS.sub(lambda one: told.get(one["words"].casefold(), one[0]), block.text))
        if isinstance(block, TextBlock | Item)
        else block
        for block in kept
    ]
