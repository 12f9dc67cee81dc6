"""Tell whether a line that is emphasised as a whole is for its listener, or for whoever reads it aloud."""

from __future__ import annotations

from voicecoach.importing.directions.bracket_words import OTHERS, TEACHERS_VERB, pauses_in
from voicecoach.importing.directions.parts import FoundDirection, Part, SpokenWords
from voicecoach.importing.directions.pause_nouns import is_of_several
from voicecoach.script.directions import BreathPause, NoteDirection
from voicecoach.script.listener import addresses_listener

_QUOTES = tuple('"“„«')
_WHY = "this line in italics or bold is spoken. If it is a note to the reader, put <!-- before it and --> after it"


def emphasised(line: str, inner: str, language: str) -> Part:
    """Return the part of an emphasised line whose words are no direction as a whole.

    >>> emphasised("*Let your jaw soften.*", "Let your jaw soften.", "en").text
    'Let your jaw soften.'
    """
    is_said = inner[:1] in _QUOTES or addresses_listener(inner, language)
    # "Take a slow, deep breath, and let go" is words.
    has_pause = any(not isinstance(pause, BreathPause) or inner[:1].isdigit() for pause in pauses_in(inner, language))
    is_for_reader = TEACHERS_VERB.match(inner) or has_pause or is_of_several(inner)
    if OTHERS.search(inner) or (not is_said and is_for_reader):
        return FoundDirection(NoteDirection(), line)
    return SpokenWords(inner, _WHY)
