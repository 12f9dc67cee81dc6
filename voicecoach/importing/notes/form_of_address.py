"""Tell whom a paragraph addresses: the listener as the other paragraphs do, or somebody else, by "Sie" and not "du"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class FormOfAddress(StrEnum):
    """The two forms of address that these languages tell apart."""

    CLOSE = "close"
    POLITE = "polite"


@dataclass(frozen=True, slots=True)
class _Forms:
    close: re.Pattern[str]
    polite: re.Pattern[str]


def _forms(close: str, polite: str) -> _Forms:
    return _Forms(re.compile(close, re.IGNORECASE), re.compile(polite, re.IGNORECASE))


_LANGUAGES = {
    # At the beginning of a sentence "Sie" may be "she" or "they".
    "de": _forms(r"\b(?:du|dich|dir|dein\w{0,2}|euch|euer|eure\w?)\b", r"(?-i:(?<=[\w,;–-] )(?:Sie|Ihnen)\b)"),
    "fr": _forms(r"\b(?:tu|toi|te|ton|tes)\b|\bt['’](?=\w)", r"\b(?:vous|votre|vos)\b|\b(?!assez|chez)\w{3,}ez\b"),
    "nl": _forms(r"\b(?:je|jij|jou|jouw|jullie)\b", r"\b(?:u|uw)\b"),
    "es": _forms(r"\b(?:tú|ti|tu|tus|contigo|te)\b", r"\b(?:usted|ustedes)\b"),
    "it": _forms(r"\b(?:tu|te|ti|tuo|tua|tuoi|tue)\b", r"\b(?:voi|vi|vostr[oaie])\b"),
    "pt": _forms(r"\b(?:tu|ti|teu|tua|teus|tuas)\b", r"\b(?:você|vocês)\b"),
}
_QUOTED = re.compile(r"[\"“„«][^\"“„«”»]*[\"”“»]")
_LEAST_PARAGRAPHS = 4
_LEAST_SHARE = 0.75


def address_of(text: str, language: str) -> FormOfAddress | None:
    """Return the form in which a text addresses somebody; None where it has none, both, or speech in quotation marks.

    >>> str(address_of("Lesen Sie langsam vor.", "de")), str(address_of("Ferme tes yeux.", "fr"))
    ('polite', 'close')
    """
    forms = _LANGUAGES.get(language)
    if forms is None:
        return None
    words = _QUOTED.sub(" ", text)
    is_close, is_polite = forms.close.search(words) is not None, forms.polite.search(words) is not None
    if is_close == is_polite:
        return None
    return FormOfAddress.CLOSE if is_close else FormOfAddress.POLITE


def main_address(texts: Iterable[str], language: str) -> FormOfAddress | None:
    """Return the form of address of nearly all paragraphs; None where there are few, or both forms are common."""
    found = [form for text in texts if (form := address_of(text, language)) is not None]
    return next(
        (
            form
            for form in FormOfAddress
            if len(found) >= _LEAST_PARAGRAPHS and found.count(form) >= _LEAST_SHARE * len(found)
        ),
        None,
    )
