"""What people write, as it is read aloud: ``2x15 sec`` becomes ``2 times 15 seconds``.

Engines read punctuation, signs and short forms each in their own way, and often wrongly. What is met here
means the same to all of them, in this order: what cannot be spoken goes, short forms and amounts are spelled
out in the words of the language, and what is left of signs becomes a pause or nothing. Whole numbers are left
to the engine, which knows its language.

A language is one table in a module of its own, such as :mod:`voicecoach.voices.reading_english`. To add one,
write its table and put it into ``_WORDS``; without one, only signs are met, never words.
"""

from __future__ import annotations

import re

from voicecoach.errors import SpeechError
from voicecoach.script.speakable import is_speakable, spoken_part
from voicecoach.voices.names import base_language
from voicecoach.voices.reading_amounts import amounts_spelled_out
from voicecoach.voices.reading_english import ENGLISH
from voicecoach.voices.reading_french import FRENCH
from voicecoach.voices.reading_german import GERMAN
from voicecoach.voices.reading_marks import marks_as_pauses, without_markup
from voicecoach.voices.reading_short_forms import abbreviations_spelled_out, short_forms_spelled_out
from voicecoach.voices.reading_spanish import SPANISH

READING_VERSION = 2
"""Part of the name of every cached phrase: raised when the same text is to be read otherwise than before."""

_WORDS = {"en": ENGLISH, "de": GERMAN, "es": SPANISH, "fr": FRENCH}
_HELD_PLACE = "\ue000"
_INLINE_SOUNDS = re.compile(r"\[([^\[\]]+)\]\(/[^/]*/\)")


def require_speakable(text: str, voice: str) -> None:
    """Raise :class:`SpeechError` where nothing in the text can be spoken."""
    if not is_speakable(text):
        raise SpeechError(text, voice, "there is nothing in it to speak", "write it in words, or take it out")


def as_read(text: str, language: str, *, inline_sounds: bool = False) -> str:
    """Return the text as it is given to an engine of the language.

    Emoji and marks are dropped in every language; short forms are spelled out in English, German, Spanish
    and French. With ``inline_sounds`` a ``[word](/sounds/)`` is kept for an engine that reads it, else its
    word is.

    >>> as_read("Cat-Cow: 2x15 sec. 🙂", "en")
    'Cat Cow: 2 times 15 seconds.'
    """
    if not inline_sounds:
        text = _INLINE_SOUNDS.sub(r"\1", text)
    sounds = [found[0] for found in _INLINE_SOUNDS.finditer(text)]
    between = _INLINE_SOUNDS.split(text)[:: _INLINE_SOUNDS.groups + 1]
    # What is spoken has no character of private use, so each place is found again.
    text = without_markup(_HELD_PLACE.join(spoken_part(words) for words in between))
    words = _WORDS.get(base_language(language))
    if words:
        # An abbreviation such as "min. 30" must be known before its letters are taken for a unit.
        text = abbreviations_spelled_out(text, words)
        text = short_forms_spelled_out(amounts_spelled_out(text, words), words)
    read, *others = marks_as_pauses(text).strip().split(_HELD_PLACE)
    return read + "".join(sound + part for sound, part in zip(sounds, others, strict=True))
