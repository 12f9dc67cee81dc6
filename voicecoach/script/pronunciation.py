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
from collections.abc import Mapping

from voicecoach.script.lines import key_end
from voicecoach.script.report import Report
from voicecoach.script.source import SourceText
from voicecoach.script.speakable import is_speakable
from voicecoach.text import quoted

FILE_NAME = "pronounce.txt"

_INLINE_SOUNDS = r"\[[^\[\]]+\]\(/[^/]*/\)"
_FORM = "write it as psoas: SO-az"


class Pronunciations:
    """Replaces words by their pronunciation: whole words in any case, the longest first.

    >>> Pronunciations({"psoas": "SO-az", "SI joint": "S I joint"}).applied("The Psoas, the SI joint's end.")
    "The SO-az, the S I joint's end."
    """

    def __init__(self, sounds: Mapping[str, str]) -> None:
        self._sounds = {_folded(word): sound for word, sound in sounds.items()}
        longest_first = sorted(self._sounds, key=len, reverse=True)
        words = "|".join(_pattern(word) for word in longest_first)
        self._words = re.compile(rf"{_INLINE_SOUNDS}|(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None

    def applied(self, text: str) -> str:
        """Return a text with each word replaced; words given in phonemes stay."""
        if self._words is None:
            return text
        # A word whose other case has other characters is not in the table: it stays.
        return self._words.sub(lambda found: self._sounds.get(_folded(found[0]), found[0]), _composed(text))


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
        line = SourceText(written, path, ((0, number, 1),)).slice(0)
        if not line.text or line.text.startswith("#"):
            continue
        colon = key_end(line.text)
        if colon < 0:
            report.error(line.at(), f"{quoted(line.text)} has no colon between a word and its sound", _FORM)
            continue
        word, sound = line.slice(0, colon), line.slice(colon + 1)
        if not word.text:
            report.error(line.at(), "the word is missing before the colon", _FORM)
        elif not is_speakable(sound.text):
            report.error(line.at(colon), f"there is nothing to speak for {quoted(word.text)}", _FORM)
        elif _folded(word.text) in lines:
            message = f"{quoted(word.text)} is given twice: it is on line {lines[_folded(word.text)]} too"
            report.error(word.at(), message, "keep one of them")
        else:
            lines[_folded(word.text)] = number
            sounds[" ".join(word.text.split())] = " ".join(sound.text.split())
    return sounds


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _folded(word: str) -> str:
    return " ".join(_composed(word).casefold().replace("\u2019", "'").split())


def _pattern(word: str) -> str:
    return re.escape(word).replace("'", "['\u2019]").replace(r"\ ", r"\s+")
