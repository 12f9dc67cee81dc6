"""Read lines without brackets that ask for a chime or for music: "Ring the bell.", "Zum Abschluss: Gong", "Bell"."""

from __future__ import annotations

import re

from voicecoach.script.directions import ChimeDirection, MusicDirection, read_direction
from voicecoach.script.listener import addresses_listener

_LABEL = re.compile(r"\W*(?:[^\W\d_]+['’]?\s?){1,4}\s?:\s+(?=\S)")
_TELLS = re.compile(
    r"\W*(?:the|a|an|this|that|der|die|das|ein|eine|dieser|la|el|los|las|le|les|il|lo|gli|o|os|as|de|het|een)\b",
    re.IGNORECASE,
)
"""A line that begins like this tells what sounds: "The bell rings."."""

_BEGINS_MUSIC = re.compile(
    r"\W*(?:start|play|turn (?:on|off|down|up)|fade|stop|begin)\b|"
    r".*\b(?:einschalten|ausschalten|starten|abspielen|ausblenden|einblenden|leiser drehen)\W*$|"
    r"\W*(?:poner|pon|ponga|iniciar|apagar|bajar|subir|mettre|mettez|lancer|lancez|couper|baisser|avviare|mettere|metti|"
    r"abbassare|spegnere|colocar|coloque|ligar|desligar|baixar|zet|start|speel)\b",
    re.IGNORECASE,
)
_MARKS = frozenset("[](){}<>")
_LONGEST_CHARACTERS = 70
_MOST_WORDS = 9


def struck_chime(line: str, language: str) -> ChimeDirection | MusicDirection | None:
    """Return what a line as a whole asks to sound; None for any other, one that addresses the listener among them.

    >>> struck_chime("To close: ring the bell three times.", "en"), struck_chime("Listen to the bell.", "en")
    (ChimeDirection(sound='bell', times=3), None)
    >>> struck_chime("The bell rings.", "en"), struck_chime("Ruhige Musik einschalten.", "de")
    (None, MusicDirection(is_certain=True))
    """
    label = _LABEL.match(line)
    words = line[label.end() :] if label else line
    if (
        not _MARKS.isdisjoint(line)
        or len(line) > _LONGEST_CHARACTERS
        or len(words.split()) > _MOST_WORDS
        or re.search(r"[.!?…]\s", words.strip())
    ):
        return None
    if addresses_listener(words) or _TELLS.match(words):
        return None
    direction = read_direction(words.strip(" .!*_"), language)
    if isinstance(direction, ChimeDirection):
        return direction
    is_asked = isinstance(direction, MusicDirection) and direction.is_certain and _BEGINS_MUSIC.match(words)
    return direction if is_asked and isinstance(direction, MusicDirection) else None
