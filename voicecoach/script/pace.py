"""The rate of speech at a pace of 1 in words a minute, and the pace for a rate.

At a pace of 1 every voice speaks 3.1 syllables a second without pauses, in every language. Words are longer in some
languages, so the same pace is fewer of them. The figures hold for cues of eight words and more, which are silent for
about 13 % of their length; the syllables of a word were counted in the shipped scripts.
"""

from __future__ import annotations

from fractions import Fraction

from voicecoach.text import base_code

SYLLABLES_PER_SECOND = 3.1
"""The rate of speech at a pace of 1, without pauses."""

_WORDS_PER_MINUTE = {"en": 137, "de": 117, "fr": 112, "it": 86, "es": 85}
_OF_OTHER_LANGUAGES = 110
_PACE_DIGITS = 1_000


def words_per_minute(language: str) -> int:
    """Return the words a minute at a pace of 1 in a language, such as ``en`` or ``de-AT``.

    >>> words_per_minute("de-AT")
    117
    """
    return _WORDS_PER_MINUTE.get(base_code(language), _OF_OTHER_LANGUAGES)


def pace_for(rate_words_per_minute: int, language: str) -> Fraction:
    """Return the pace that gives a rate in a language, rounded to thousandths; it may be beyond the limits of a pace.

    >>> float(pace_for(130, "en"))
    0.949
    """
    return Fraction(round(Fraction(rate_words_per_minute, words_per_minute(language)) * _PACE_DIGITS), _PACE_DIGITS)
