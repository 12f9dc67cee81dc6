"""Tell the sentences of a tale, whose verbs are in the past, from what is said of a text or of a session."""

from __future__ import annotations

from collections.abc import Iterable

from voicecoach.caseless import Caseless
from voicecoach.importing.lines.about_text import sentences_of
from voicecoach.text import base_code

_PAST = {
    "en": Caseless(
        r"\b(?:was|were|had|did|sat|told|took|began|went|came|said|fell|slept|stood|lay|knew|saw|felt|found|"
        r"heard|looked|asked|walked|turned|smiled)\b"
    ),
    "de": Caseless(
        r"\b(?:(?:war|wurde|hatte|ging|kam|sah|saß|stand|begann|lag|fiel|schlief|sprach|rief|nahm|hielt|fand|blieb|ließ|schrieb)"
        r"(?:e?n)?|(?:sag|frag|erzähl|leg|setz)ten?|antwortete)\b"
    ),
    "es": Caseless(r"[^\W\d_]{2}(?:ó|aban?|[ai]eron|aron)\b|\b(?:era|había|tenía)n?\b"),
    "fr": Caseless(r"[^\W\d_](?<!f)ai(?:en)?t\b|[^\W\d_]{2}(?:[èi]rent|[^\W\d_](?<![rlgm])a)\b"),
    "it": Caseless(r"[^\W\d_]{3}(?<!per)ò\b|[^\W\d_]{2}(?:[aei]va(?:no)?|[aei]rono)\b|\bera(?:no)?\b"),
    "pt": Caseless(r"[^\W\d_]{2}(?:[oei]u|avam?|iam|ram)\b|\b(?:era|havia|tinha)\b"),
    "nl": Caseless(
        r"\b(?:was|waren|had(?:den)?|(?:werd|zat|begon|ging|kwam|stond|lag|viel|sliep)(?:n?en)?|keken?|sprak|zei|vroeg|"
        r"vertelden?|riep|nam|zweeg|bleef|schreef)\b"
    ),
}
"""The verbs of tales in the past: the commonest, or their endings where no other words have the same."""

_LEAST_PAST = 3
_SHARE_OF_TALE = 0.4
_LEAST_WORDS = 3


def may_be_past(text: str, language: str) -> bool:
    """Return whether a text has a word that looks like a verb in the past, as most sentences of a tale have.

    >>> may_be_past("Der Ofen stand still.", "de"), may_be_past("Man braucht eine Decke.", "de")
    (True, False)
    """
    return _PAST.get(base_code(language or "en"), _PAST["en"]).search(text) is not None


def is_tale(texts: Iterable[str], language: str) -> bool:
    """Return whether texts tell a tale: most sentences, or three and two of five, may be in the past.

    >>> is_tale(["The king sat down. He was old. Silence fell.", "After ten minutes."], "en")
    True
    >>> is_tale(["Sit down. Feel the chair. You felt it before.", "After ten minutes."], "en")
    False
    """
    sentences = [one for text in texts for one in sentences_of(text) if len(one.split()) >= _LEAST_WORDS]
    past = sum(may_be_past(one, language) for one in sentences)
    return 2 * past > len(sentences) or past >= max(_LEAST_PAST, _SHARE_OF_TALE * len(sentences))
