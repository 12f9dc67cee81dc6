"""Words in capitals: emphasis, which an engine would spell out, or an abbreviation, which keeps its capitals."""

from __future__ import annotations

import re
from itertools import groupby

from voicecoach.voices.normalize.language import LanguageTable

_WORD = re.compile(r"(?<![\w'-])[^\W\d_]+(?:['-][^\W\d_]+)*(?![\w])")
_BETWEEN = re.compile(r"[\s,]+")
_VOWEL = re.compile("[AEIOUYÄÖÜÁÉÍÓÚÀÈÊËÃÕÂÔÎÛŒ]")
_LONGEST_SHORT_WORD = 3
# After the apostrophe of an English contraction, and of "ist's" and "dat's".
_CONTRACTED = frozenset(("S", "T", "M", "D", "LL", "RE", "VE"))
_SMALL_T = "T"


def without_emphasis_by_capitals(text: str, words: LanguageTable) -> str:
    """Return a text whose emphasised words are in small letters: ``DON'T arch``, ``PUSH-UPS``, ``KEEP YOUR CHIN UP``.

    A short word alone in capitals is an abbreviation, unless the language's table knows it; among other words in
    capitals it is one of them.
    """
    if not any(len(word) > 1 and word.isupper() for word in _WORD.findall(text)):
        return text  # a letter alone stays
    found = list(_WORD.finditer(text))
    spoken: dict[int, str] = {}
    for is_upper, run in groupby(enumerate(found), key=lambda pair: pair[1][0].isupper()):
        if is_upper:
            for together in _adjacent([word for _, word in run], text):
                is_shouted = len(together) > 1 and any(_is_word(part, words) for part in _parts(together))
                for word in together:
                    spoken[word.start()] = _as_it_begins(word, _in_small(word[0], words, is_shouted=is_shouted))
    return _WORD.sub(lambda word: spoken.get(word.start(), word[0]), text)


def _adjacent(words: list[re.Match[str]], text: str) -> list[list[re.Match[str]]]:
    """Return words in groups between which nothing but spaces and commas stands."""
    groups: list[list[re.Match[str]]] = []
    for word in words:
        if groups and _BETWEEN.fullmatch(text, groups[-1][-1].end(), word.start()):
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def _parts(words: list[re.Match[str]]) -> list[str]:
    return [part for word in words for part in re.split("['-]", word[0])]


def _is_word(word: str, words: LanguageTable) -> bool:
    """Return whether letters in capitals are certain to be a word."""
    if word in words.spelled or len(word) == 1:
        return False
    if len(word) <= _LONGEST_SHORT_WORD:
        return word.lower() in words.short_words
    return bool(_VOWEL.search(word))


def _in_small(word: str, words: LanguageTable, *, is_shouted: bool) -> str:
    parts = word.split("-")
    # "PUSH-UPS" is as certain as "PUSH"; single letters, as in "T-SPINE", stay.
    is_certain = is_shouted or (len(parts) > 1 and any(len(one) > _LONGEST_SHORT_WORD for one in parts))
    return "-".join(_part_in_small(part, words, is_certain=is_certain) for part in parts)


def _part_in_small(part: str, words: LanguageTable, *, is_certain: bool) -> str:
    first, *rest = part.split("'")
    if not rest:
        return _letters_in_small(part, words, is_certain=is_certain)
    last = rest[-1]
    if last in _CONTRACTED and len(rest) == 1:
        stem = first if first == "I" else first.lower()
        is_abbreviation = last != _SMALL_T and len(first) > 1 and not (is_certain or _is_word(first, words))
        return f"{first if is_abbreviation or first in words.spelled else stem}'{last.lower()}"
    # An article or preposition before its word, as in "L'ÉPAULE" and "DELL'ANCA".
    is_certain = is_certain or len(first) > _LONGEST_SHORT_WORD
    return "'".join((first.lower(), *(_letters_in_small(one, words, is_certain=is_certain) for one in rest)))


def _letters_in_small(letters: str, words: LanguageTable, *, is_certain: bool) -> str:
    if len(letters) == 1:
        return letters.lower() if is_certain and letters.lower() in words.short_words else letters
    is_word = is_certain and letters not in words.spelled and _VOWEL.search(letters)
    return letters.lower() if is_word or _is_word(letters, words) else letters


def _as_it_begins(found: re.Match[str], word: str) -> str:
    """Return a word, capitalised at the beginning of a sentence: an engine may find sentences by that."""
    before = found.string[: found.start()].rstrip()
    begins = not before or before[-1] in ".!?…¡¿"
    return word[0].upper() + word[1:] if begins else word


def without_stressed_syllables(compound: str) -> str:
    """Return a compound such as ``sah-VAH-sah-na`` without the capitals of its stressed syllable."""
    if not any(syllable.islower() for syllable in compound.split("-")):
        return compound
    return "-".join(
        syllable.lower() if len(syllable) > 1 and syllable.isupper() and _VOWEL.search(syllable) else syllable
        for syllable in compound.split("-")
    )
