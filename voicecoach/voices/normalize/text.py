"""Written text normalized for a voice: ``2x15 sec`` becomes ``2 times 15 seconds``.

Signs become pauses in every language. English engines ignore a dash, all engines ignore an arrow, and some speak a
quotation mark, a star or a bracket. Only full stops, commas and the like are a pause in all of them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from voicecoach.errors import SpeechError
from voicecoach.script.speakable import ARROWS, is_speakable, spoken_part
from voicecoach.voices.names import base_language
from voicecoach.voices.normalize.amounts import amounts_spelled_out
from voicecoach.voices.normalize.de import GERMAN
from voicecoach.voices.normalize.en import ENGLISH
from voicecoach.voices.normalize.es import SPANISH
from voicecoach.voices.normalize.fr import FRENCH
from voicecoach.voices.normalize.it import ITALIAN
from voicecoach.voices.normalize.nl import DUTCH
from voicecoach.voices.normalize.pt import PORTUGUESE
from voicecoach.voices.normalize.short_forms import abbreviations_spelled_out, short_forms_spelled_out

_LETTERS = "[0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]+"
_PLAIN_WORD = rf"{_LETTERS}(?:'{_LETTERS})*"
# Words, single spaces and the marks of a sentence, as most phrases are: nothing here is markup or another mark.
_PLAIN = re.compile(rf"{_PLAIN_WORD}(?:[,.;:!?]? {_PLAIN_WORD})*[.;:!?]?")
_APOSTROPHES = re.compile("(?<=[^\\W\\d_])[\u2019\u02bc\u00b4\u2018`](?=[^\\W\\d_])")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_STAR_BETWEEN_NUMBERS = re.compile(r"(?<=\d)\s?\*\s?(?=\d)")
_MARKDOWN = re.compile(r"[*`\\]+|(?<!\w)[_~]{2,}|[_~]{2,}(?!\w)|_+|(?<=\w)~+|~+(?!\s?\d)|(?<!\w)#(?!\s?\d)")
_PRIMES = str.maketrans({"\u2032": "'", "\u2033": '"', "\u2212": "-", "\u2044": "/", "\u2010": "-", "\u2011": "-"})
_SUBSCRIPTS = str.maketrans("\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089", "0123456789")
# Marks of transliteration, as in "Ko\u1e47\u0101sana"; no language of the table has letters like these of its own.
_TRANSLITERATED = re.compile("[\u0100-\u0151\u0154-\u024f\u1e00-\u1eff]")

_QUOTES = re.compile("[\"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a]|(?<!\\w)['\u2018\u201a]+|['\u2019]+(?!\\w)")
_ARROWS = re.compile(rf"\s*(?:[{ARROWS}]+|(?:<|(?<![-=]))[-=]++>|<[-=]+)\s*")
_DASH = re.compile(r"\s*(?:\u2014|\u2015|-{2,3}|\s[-–•‣·|]\s)\s*")
_BULLET = re.compile(r"^\s*[-–•‣·*+]\s*(?![\s\d])")
_OPENING = re.compile(r"\s*[(\[{]+\s*")
_CLOSING = re.compile(r"\s*[)\]}]+")
_REST = re.compile(r"[|<>^~#_]+|(?<!\S)[=+]+(?![^\s,])|(?<!\w)-(?!\w)|-+(?!\w)")
_SLASH_BETWEEN_NUMBERS = re.compile(r"(?<=\d)\s?/\s?(?=\d)")
_SLASH = re.compile(r"(?<=\w)\s?/\s?(?=\w)")
_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
_DOTS = re.compile(r"\.{2,}|\.(?: \.){2,}|\u2026+")
_DOUBLED = re.compile(r"(?:\s*,)+\s*([,.;:!?…])")
_SOFT_BEHIND_FIRM = re.compile(r"([.;:!?…])(?:\s*,)+")


def without_markup(text: str) -> str:
    """Return a text without Markdown, with one kind of apostrophe, minus and prime.

    >>> without_markup("Don’t *rush*, 5 * 3")
    "Don't rush, 5 × 3"
    """
    if _PLAIN.fullmatch(text):
        return text
    text = _APOSTROPHES.sub("'", text).translate(_PRIMES).translate(_SUBSCRIPTS).replace("<=", "≤").replace(">=", "≥")
    text = _STAR_BETWEEN_NUMBERS.sub(" × ", _LINK.sub(r"\1", text))
    text = _MARKDOWN.sub(" ", text)
    return re.sub(r"(?<=\w) (?=[,.;:!?…])", "", re.sub(r"\s+", " ", text))


def marks_as_pauses(text: str) -> str:
    """Return a text whose dashes, arrows, brackets and slashes are pauses, and that has no quotation marks.

    >>> marks_as_pauses("Lift it (gently) — and “hold”")
    'Lift it, gently, and hold'
    """
    if _PLAIN.fullmatch(text):
        return text
    text = _BULLET.sub("", _ARROWS.sub(", ", _QUOTES.sub("", text)))
    text = _DASH.sub(", ", text)
    text = _CLOSING.sub(", ", _OPENING.sub(", ", text))
    if not _DATE.search(text):
        text = _SLASH_BETWEEN_NUMBERS.sub(" ", text)
        text = _SLASH.sub(", ", text)
    text = _REST.sub(" ", text)
    text = _DOTS.sub("…", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+(?=[,.;:!?…])", "", text)
    text = _SOFT_BEHIND_FIRM.sub(r"\1", _DOUBLED.sub(r"\1", text))
    text = re.sub(r",(?=[^\s\d])", ", ", text)
    return re.sub(r"^\s*(?:[,;:]\s*)+|,\s*$", "", text)


NORMALIZE_VERSION = 6
"""Part of the name of every cached phrase: raise it when the same text is to be normalized differently."""

_LANGUAGES = {"en": ENGLISH, "de": GERMAN, "es": SPANISH, "fr": FRENCH, "it": ITALIAN, "pt": PORTUGUESE, "nl": DUTCH}
_HELD_PLACE = "\ue000"
_INLINE_SOUNDS = re.compile(r"\[([^\[\]]+)\]\(/[^/]*/\)")


def require_speakable(text: str, voice: str) -> None:
    """Check that something in the text can be spoken.

    Raises:
        SpeechError: Nothing can.
    """
    if not is_speakable(text):
        raise SpeechError(text, voice, "it contains nothing to speak", "use words, or remove it")


@lru_cache(maxsize=1_000)
def normalized(text: str, language: str, *, inline_sounds: bool = False) -> str:
    """Return the text for an engine of the language.

    Emoji and marks are dropped in every language; short forms are spelled out in the languages of the table.
    With ``inline_sounds`` a ``[word](/phonemes/)`` is kept for an engine that reads it; else it becomes its word.

    >>> normalized("Cat-Cow: 2x15 sec. 🙂", "en")
    'Cat Cow: 2 times 15 seconds.'
    """
    sounds, between = [], [text]
    if "[" in text:
        if not inline_sounds:
            text = _INLINE_SOUNDS.sub(r"\1", text)
        sounds = [found[0] for found in _INLINE_SOUNDS.finditer(text)]
        between = _INLINE_SOUNDS.split(text)[:: _INLINE_SOUNDS.groups + 1]
    # Spoken text has no private-use characters, so one can mark the place of each inline sound.
    text = without_markup(_HELD_PLACE.join(spoken_part(words) for words in between))
    words = _LANGUAGES.get(base_language(language))
    if words:
        text = _TRANSLITERATED.sub(lambda letter: unicodedata.normalize("NFD", letter[0])[0], text)
        # An abbreviation such as "min. 30" comes first, or its letters would be taken for a unit.
        text = abbreviations_spelled_out(text, words)
        text = short_forms_spelled_out(amounts_spelled_out(text, words), words)
    read, *others = marks_as_pauses(text).strip().split(_HELD_PLACE)
    return read + "".join(sound + part for sound, part in zip(sounds, others, strict=True))
