"""The language of an answer: the one that the page asks for, in the fields that hold the program's own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from voicecoach.translation.catalogue import Catalogue, catalogue, preferred_language

SOURCE_LANGUAGE = "en"

_FIELDS = frozenset(
    {"message", "hint", "help", "form", "reason", "description", "remedy", "licence", "fit_summary", "remarks"}
)
"""The fields with words of the program; what a person wrote is in none of these, but as a value within a text."""

_TOLD_OF_IMPORT = frozenset({"dropped", "unsure"})
"""The kinds of an import's entries whose ``became`` is a reason, and not a line of the script."""


def asked_language(accept_language: str) -> str:
    """Return the language that a request asks for by its header, English where it asks for none that there is.

    >>> asked_language("de-AT,de;q=0.9,en;q=0.5"), asked_language("it, fr;q=0.3, es;q=0.8"), asked_language("*")
    ('de', 'es', 'en')
    """
    ranked = []
    for tag in accept_language.split(","):
        code, _, weight = tag.partition(";q=")
        try:
            ranked.append((-float(weight or 1), code))
        except ValueError:
            continue
    return preferred_language(code for _, code in sorted(ranked, key=lambda one: one[0]))


def in_language(body: Any, language: str) -> Any:
    """Return the body of an answer, plain data, with the program's own words in a language."""
    return body if language == SOURCE_LANGUAGE else _translated(body, catalogue(language))


def _translated(body: Any, words: Catalogue, *, is_told: bool = False) -> Any:
    match body:
        case Mapping():
            fields = {*_FIELDS, "became"} if body.get("kind") in _TOLD_OF_IMPORT else _FIELDS
            return {name: _translated(each, words, is_told=name in fields) for name, each in body.items()}
        case list():
            return [_translated(each, words, is_told=is_told) for each in body]
        case str() if is_told:
            return words.translated(body)
        case _:
            return body
