"""Pronounce words as told: by ``pronounce`` in a script, or by a person's own list in ``pronounce.txt``.

The list has one word a line, in the form of the setting::

    # Names that the voice gets wrong
    psoas: SO-az
    SI joint: S I joint

For the voice hibari a pronunciation may also be given in its phonemes, as ``[IT](/I ti/) band``; every other voice
speaks the word in the brackets.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping

from voicecoach.script.lines import key_end
from voicecoach.script.report import Report
from voicecoach.script.source import SourceText
from voicecoach.script.speakable import is_speakable
from voicecoach.text import quoted

FILE_NAME = "pronounce.txt"

_INLINE_SOUNDS = r"\[[^\[\]]+\]\(/[^/]*/\)"
_WORD = re.compile(r"\w+")
_FORM = "write it as psoas: SO-az"


class Pronunciations:
    """Replaces words by their pronunciation: whole words in any case, the longest first.

    >>> Pronunciations({"psoas": "SO-az", "SI joint": "S I joint"}).applied("The Psoas, the SI joint's end.")
    "The SO-az, the S I joint's end."
    """

    def __init__(self, sounds: Mapping[str, str]) -> None:
        self._sounds = {_folded(word): sound for word, sound in sounds.items()}
        # Of a list of thousands, only the words that a text has are searched for in it.
        self._by_first: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._sounds:
            self._by_first[_first_word(word)].append(word)

    def applied(self, text: str) -> str:
        """Return a text with each word replaced; words given in phonemes stay."""
        if not self._sounds:
            return text
        composed = _composed(text)
        firsts = dict.fromkeys(("", *_WORD.findall(_folded(composed))))
        words = sorted((word for first in firsts for word in self._by_first.get(first, ())), key=len, reverse=True)
        if not words:
            return composed
        pattern = re.compile(rf"{_INLINE_SOUNDS}|(?<!\w)(?:{'|'.join(map(_pattern, words))})(?!\w)", re.IGNORECASE)
        # A word whose other case has other characters is not in the table: it stays.
        return pattern.sub(lambda found: self._sounds.get(_folded(found[0]), found[0]), composed)


def read_pronunciations(text: str, path: str, report: Report) -> dict[str, str]:
    """Return the pronunciations of a list by word; mistakes are reported with their locations.

    Args:
        text: One ``word: sound`` a line; empty lines and lines that begin with ``#`` are skipped.
        path: The list's path as shown to the person.
        report: Collects the mistakes.
    """
    sounds: dict[str, str] = {}
    lines: dict[str, int] = {}
    for number, written in enumerate(text.split("\n"), start=1):
        line = written.strip()
        if not line or line.startswith("#"):
            continue
        colon = key_end(line)
        word, sound = line[: max(colon, 0)].strip(), line[colon + 1 :].strip()
        folded = _folded(word)
        if colon > 0 and is_speakable(sound) and folded not in lines:
            lines[folded] = number
            sounds[" ".join(word.split())] = " ".join(sound.split())
            continue
        at = SourceText(written, path, ((0, number, 1),)).slice(0).at
        if colon < 0:
            report.error(at(), f"{quoted(line)} needs a colon between a word and its pronunciation", _FORM)
        elif not word:
            report.error(at(), "the word is missing before the colon", _FORM)
        elif not is_speakable(sound):
            report.error(at(colon), f"{quoted(word)} needs a pronunciation", _FORM)
        else:
            message = f"{quoted(word)} is also on line {lines[folded]}"
            report.error(at(), message, "keep one of them")
    return sounds


def _first_word(folded: str) -> str:
    found = _WORD.search(folded)
    return found[0] if found else ""


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _folded(word: str) -> str:
    return " ".join(_composed(word).casefold().replace("\u2019", "'").split())


def _pattern(word: str) -> str:
    return re.escape(word).replace("'", "['\u2019]").replace(r"\ ", r"\s+")
