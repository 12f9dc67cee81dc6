"""Which file is the recording of which phrase: by its number in the list, or by its words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from voicecoach.voices.engines.recordings.files import ListedPhrase, one_line

# A phone cuts the name of a long recording. What is left must be enough to be no other phrase by chance.
_SHORTEST_CUT_CHARACTERS = 12

_NUMBERED = re.compile(r"\s*(\d{1,5})(?!\d)(.*)", re.DOTALL)
# Behind a number, "12 - knee" and "12_3" are remarks; "10 more seconds" may be a phrase.
_SEPARATOR = re.compile(r"\s*[-\u2013\u2014_.,:)\]]")


@dataclass(frozen=True, slots=True)
class Matches:
    """The files of a folder by what is said in them.

    Attributes:
        problems: What is not clear about them, one sentence each.
    """

    problems: tuple[str, ...]
    _exact: dict[str, Path] = field(repr=False)
    _loose: dict[str, Path] = field(repr=False)

    def file_of(self, text: str) -> Path | None:
        """Return the recording of a phrase that is given to the voice, or None where there is none."""
        return self._exact.get(one_line(text)) or self._loose.get(folded(text))

    def files(self) -> set[Path]:
        """Return every file that is the recording of something, as far as its name tells."""
        return {*self._exact.values(), *self._loose.values()}


def folded(text: str) -> str:
    """Return words as they are compared: letters and digits alone, in any case, without accents.

    >>> folded("Túmbate, boca arriba!") == folded("tumbate_boca-arriba")
    True
    """
    apart = unicodedata.normalize("NFKD", text).casefold()
    # Beside letters and digits, the signs that are letters' parts in Indian and other scripts.
    return "".join(
        sign for sign in apart if sign.isalnum() or (unicodedata.category(sign)[0] == "M" and sign > "\u036f")
    )


def match(files: Sequence[Path], listed: Sequence[ListedPhrase]) -> Matches:
    """Return which of the files is which phrase.

    A file is called after the number of a phrase in the list (``12.wav``, ``012 - knee.m4a``), after its whole
    words, or after their beginning where that fits one phrase of the list alone.

    Args:
        files: The recordings of a folder, in a fixed order.
        listed: The list that lies in the folder; empty where there is none. Then only whole words count.
    """
    matching = _Matching(listed)
    for file in files:
        matching.place(file)
    return matching.matches()


class _Matching:
    """Files on their way to their phrases."""

    def __init__(self, listed: Sequence[ListedPhrase]) -> None:
        self._listed = {phrase.number: phrase for phrase in listed}
        self._folds = {phrase.number: {folded(phrase.written), folded(phrase.spoken)} for phrase in listed}
        self._by_number: dict[int, Path] = {}
        self._by_words: dict[str, Path] = {}
        self._problems: list[str] = []

    def place(self, file: Path) -> None:
        """Find the phrase of a file, or say why that is not clear."""
        words = folded(file.stem)
        numbers = [number for number, folds in self._folds.items() if words in folds]
        numbered = _NUMBERED.fullmatch(file.stem) if self._listed else None
        if numbered and (words.isdecimal() or not numbers):
            self._place_by_number(file, int(numbered[1]), numbered[2])
        elif numbers:
            for number in numbers:
                self._put(self._by_number, number, file)
        elif begun := self._begun_by(words):
            if len(begun) == 1:
                self._put(self._by_number, begun[0], file)
            else:
                some = " and ".join(map(str, begun[:2]))
                self._problems.append(f"{file.name} could be phrase {some}: call it by its number")
        elif words:
            self._put(self._by_words, words, file)

    def matches(self) -> Matches:
        """Return what was found."""
        loose = dict(self._by_words)
        exact: dict[str, Path] = {}
        for number, file in self._by_number.items():
            exact[self._listed[number].spoken] = file
            for words in sorted(self._folds[number]):
                loose.setdefault(words, file)
        return Matches(tuple(self._problems), exact, loose)

    def _place_by_number(self, file: Path, number: int, rest: str) -> None:
        phrase = self._listed.get(number)
        is_remark = not rest.strip() or _SEPARATOR.match(rest)
        if phrase and (is_remark or _are_among(rest, f"{phrase.written} {phrase.spoken}")):
            self._put(self._by_number, number, file)
        elif phrase:
            self._problems.append(
                f"{file.name} could be phrase {number} of the list ({phrase.written}) or its own words: "
                f"call it {number}{file.suffix}, or write the number in letters"
            )
        elif is_remark:
            self._problems.append(
                f"{file.name} has a number that is not in the list, which ends at {max(self._listed)}"
            )
        else:
            self._put(self._by_words, folded(file.stem), file)

    def _begun_by(self, words: str) -> list[int]:
        if len(words) < _SHORTEST_CUT_CHARACTERS:
            return []
        return [number for number, folds in self._folds.items() if any(fold.startswith(words) for fold in folds)]

    def _put(self, places: dict[int, Path] | dict[str, Path], key: int | str, file: Path) -> None:
        earlier = places.setdefault(key, file)  # type: ignore[arg-type]  # each dict is given keys of its own kind
        if earlier != file:
            what = f"phrase {key} ({self._listed[key].written})" if isinstance(key, int) else "the same words"
            self._problems.append(f"{earlier.name} and {file.name} are both {what}: keep one of them")


def _are_among(some: str, text: str) -> bool:
    """Return whether all of some words are in a text."""
    words = {folded(word) for word in text.split()}
    return all(folded(word) in words for word in some.split() if folded(word))
