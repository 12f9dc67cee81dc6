"""Read notes about music and other sounds: "FADE OUT" on a line, and how long "2 minutes of music only" lasts."""

from __future__ import annotations

import re

from voicecoach.script.direction_tokens import tokens_of
from voicecoach.script.direction_words import MUSIC, WORDS, folded
from voicecoach.script.directions import (
    LONGEST_DIRECTION_CHARACTERS,
    MusicDirection,
    TimedPause,
    is_end,
    read_direction,
    read_pause,
)
from voicecoach.script.listener import folded_words
from voicecoach.text import remembered

_ALONE = frozenset(
    folded("only alone nur allein solo sólo sola seulement seule soltanto só apenas alleen enkel slechts").split()
)
_SOUNDS = (
    MUSIC
    | _ALONE
    | frozenset(
        folded(
            "sound sounds birdsong waves rain ocean nature instrumental ambience klang klänge geräusche geräusch "
            "naturgeräusche wellen sonido sonidos sons bruit bruits suono suoni som geluid geluiden "
            "wind sea birds crickets fire stream river forest thunder storm drum drums "
            "regen meer meeresrauschen rauschen vögel vogelgezwitscher grillen feuer bach wald gewitter trommel "
            "lluvia olas mar viento pájaros grillos fuego arroyo río bosque tormenta tambor "
            "pluie vagues mer vent oiseaux grillons feu ruisseau rivière forêt orage tambour "
            "pioggia onde mare vento uccelli uccellini grilli fuoco ruscello fiume bosco temporale tamburo "
            "chuva ondas pássaros fogo riacho rio floresta trovoada "
            "golven zee vogels vogelgeluiden krekels vuur beek bos onweer trommels"
        ).split()
    )
)
_CHANGES = frozenset(
    folded(
        "fade fades fading up down lower louder softer volume over within after ausblenden einblenden leiser lauter "
        "über nach bajar subir volumen sube baja baisse baisser monter après abbassare alzare sfuma dopo "
        "baixar aumentar depois após zachter harder na stop stops starts ends begins stoppt endet beginnt para "
        "termina empieza arrête commence ferma finisce inizia começa stopt begint"
    ).split()
)
_MOVES = frozenset(folded("in out up down under off on to from black and slowly over stop stops start starts").split())
_OF_CUES = _MOVES.union(*(table.music for table in WORDS.values()))
_MOST_WORDS_OF_LENGTH = 4
_MOST_WORDS_OF_CUE = 6
_MOST_WORDS_OF_NOTE = 12


def is_sound_cue(line: str, language: str) -> bool:
    """Return whether a line in capitals is a cue for whoever plays the music, or says that the text ends.

    >>> is_sound_cue("FADE OUT", "en"), is_sound_cue("MUSIC UP", "en"), is_sound_cue("LET THE DAY FADE", "en")
    (True, True, False)
    """
    if not line.isupper():
        return False
    words = folded_words(line)
    if not words or len(words) > _MOST_WORDS_OF_CUE:
        return False
    if is_end(line):
        return True
    direction = read_direction(line, language)
    if not isinstance(direction, MusicDirection):
        return False
    return direction.is_certain or _OF_CUES.issuperset(words)


@remembered
def length_of_sound(note: str, language: str) -> TimedPause | None:
    """Return how long nothing but a sound is heard, as a note says; None where it says something else.

    >>> length_of_sound("2 minutes music only", "en").span_ms.low, length_of_sound("fade music over 5 seconds", "en")
    (120000, None)
    """
    if len(note) > LONGEST_DIRECTION_CHARACTERS:
        return None
    known = {text for _, text in tokens_of(note)}
    if known.isdisjoint(_SOUNDS) or not known.isdisjoint(_CHANGES):
        return None
    words = re.findall(r"[^\s,;:()\[\]–—]+", note)
    if len(words) > _MOST_WORDS_OF_NOTE:
        return None
    for count in range(min(_MOST_WORDS_OF_LENGTH, len(words) - 1), 0, -1):
        for part in (words[:count], words[-count:]):
            length = read_pause(" ".join(part), language)
            if isinstance(length, TimedPause):
                return length
    return None
