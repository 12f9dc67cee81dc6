"""The translations of one language: a table from the English texts of the program, with their values, to its own.

To translate a text, add a line to each file of this folder, in the order of the alphabet: the English template and its
translation, with the same places (:mod:`voicecoach.translation.template`). A person's own words are values, and never
change.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from voicecoach.translation.template import Template

LANGUAGES = ("de", "es", "fr")
"""The languages that have translations; English is the language of the source."""

_LONGEST_CHARACTERS = 4000
_MOST_KEPT = 500
_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class _Translation:
    """A text in another language, and how many of its characters are values that stayed as they were."""

    kept_characters: int
    text: str


class Catalogue:
    """Translates the texts of the program into one language, each as a whole or not at all."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Take the translations by their English templates."""
        self._texts = {english: own for english, own in texts.items() if "{" not in english and "}" not in english}
        rows = [(Template.of(english), own) for english, own in texts.items() if english not in self._texts]
        self._rows = sorted(rows, key=lambda row: -row[0].literal_characters)
        self._rows_of_first: dict[str, list[tuple[Template, str]]] = {}
        # The same remarks come again at every key press; and a part of a text is searched for by several templates.
        self._kept = lru_cache(_MOST_KEPT)(self._searched)

    def translated(self, text: str) -> str:
        """Return a text in the language, or the text itself where it has no translation."""
        return self.find(text) or text

    def find(self, text: str) -> str | None:
        """Return a text in the language; None where it, or a text of the program within it, has no translation."""
        found = self._best(text)
        return None if found is None else found.text

    def _best(self, text: str) -> _Translation | None:
        if text in self._texts:
            return _Translation(0, self._texts[text])
        return self._kept(text) if len(text) <= _LONGEST_CHARACTERS else None

    def _searched(self, text: str) -> _Translation | None:
        """Return the translation that leaves the least of a text as it was; of equals the one with more own words."""
        return min(self._all(text), key=lambda one: one.kept_characters, default=None)

    def _all(self, text: str) -> Iterator[_Translation]:
        for english, own in self._rows_for(text[:1]):
            values = english.values_in(text)
            found = None if values is None else self._values(english, values)
            if found is not None:
                filled = Template.of(own).filled({place: one.text for place, one in found.items()})
                yield _Translation(sum(one.kept_characters for one in found.values()), filled)

    def _rows_for(self, first: str) -> list[tuple[Template, str]]:
        """Return the rows whose texts can begin with a character."""
        if first not in self._rows_of_first:
            rows = [row for row in self._rows if row[0].literals[0][:1] in ("", first)]
            self._rows_of_first[first] = rows
        return self._rows_of_first[first]

    def _values(self, english: Template, values: Mapping[str, str]) -> dict[str, _Translation] | None:
        """Return the values of a template in the language; None where a text of the program has no translation."""
        found = {}
        for place, kind in zip(english.places, english.kinds, strict=True):
            value = values[place]
            own = self._best(value) if kind and value else None
            if own is None and kind == "words" and value:
                return None
            found[place] = own or _Translation(len(value), value)
        return found


def texts_of(language: str) -> dict[str, str]:
    """Return the translations of a language by their English templates."""
    texts: dict[str, str] = json.loads((_FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return texts


@cache
def catalogue(language: str) -> Catalogue:
    """Return the translations of a language of :data:`LANGUAGES`, read once; none for any other."""
    return Catalogue(texts_of(language) if language in LANGUAGES else {})


def preferred_language(asked: Iterable[str]) -> str:
    """Return the first language of a person's list that the program speaks; English without one.

    Args:
        asked: Codes of languages, the most wanted first, such as ``de-AT``.

    >>> preferred_language(["it", "de-AT", "en"]), preferred_language(["it"])
    ('de', 'en')
    """
    codes = (tag.strip().lower().partition("-")[0] for tag in asked)
    return next((code for code in codes if code in (*LANGUAGES, "en")), "en")
