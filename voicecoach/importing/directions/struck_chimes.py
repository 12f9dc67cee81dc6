"""Read requests for a chime or music: "Ring the bell.", "Zum Abschluss: Gong", "(bell, then 2 minutes of silence)"."""

from __future__ import annotations

import re

from voicecoach.caseless import Caseless
from voicecoach.importing.directions.asides import LASTING
from voicecoach.script.directions import ChimeDirection, MusicDirection, TimedPause, read_direction, read_pause
from voicecoach.script.listener import addresses_listener
from voicecoach.script.printer import print_pause
from voicecoach.text import remembered

_LABEL = re.compile(r"\W*(?:[^\W\d_]+['’]?\s?){1,4}\s?:\s+(?=\S)")
_TELLS = Caseless(
    r"\W*(?:the|a|an|this|that|der|die|das|ein|eine|dieser|la|el|los|las|le|les|il|lo|gli|o|os|as|de|het|een)\b",
)
"""A line that begins like this tells what sounds: "The bell rings."."""

_BEGINS_MUSIC = Caseless(
    r"\W*(?:start|play|turn (?:on|off|down|up)|fade|stop|begin)\b|"
    r".*\b(?:einschalten|ausschalten|starten|abspielen|ausblenden|einblenden|leiser drehen)\W*$|"
    r"\W*(?:poner|pon|ponga|iniciar|apagar|bajar|subir|mettre|mettez|lancer|lancez|couper|baisser|avviare|mettere|metti|"
    r"abbassare|spegnere|colocar|coloque|ligar|desligar|baixar|zet|start|speel)\b",
)
_BRACKETS = re.compile(r"[(\[](?P<words>[^()\[\]{}\n]{6,120})[)\]]")
_BETWEEN_PIECES = re.compile(
    r"(?:\s*[,;.]\s*|\s+[–—+-]\s+)(?:(?:and|then|und|dann|y|luego|et|puis|e|poi|depois|en|dan)\s)*|"
    r"\s(?:and|then|und|dann|y|luego|et|puis|e|poi|depois|en|dan)\s(?:then\s)?",
    re.IGNORECASE,
)
_AGAIN = Caseless(
    r"\s(?:again|once more|one more time|noch ?einmal|nochmals|erneut|wieder|otra vez|de nuevo|encore une fois|"
    r"à nouveau|de nouveau|di nuovo|ancora|un['’]altra volta|outra vez|de novo|novamente|opnieuw|nogmaals)(?=[\s.!]*$)"
)
_THEN_WAITS = Caseless(
    r"(?<=[.!;,])\s+(?:(?:and|then|und|dann|y|et|puis|e|poi|en|dan)\s)*"
    r"(?:wait|let (?:it|the (?:sound|tone|bell))|warten?|abwarten|espera[rd]?|attendre|attendez|aspetta(?:re|te)?|"
    r"aguard[ae]r?|wacht(?:en)?)\b[^.!?]{0,60}[.!]?\s*$"
)
"""The wait behind a request to ring: "Ring the bell. Wait until it is quiet."."""

_BETWEEN_SIGNS = re.compile(
    r"(?:^|(?<=[.!?…]\s))(?P<sign>[~–—=/|-]{1,3})\s?(?P<words>[^\W\d_][^~–—=/|.!?\n-]{2,24}?)\s?(?P=sign)(?=\s|$)"
)
_MARKS = frozenset("[](){}<>")
_LONGEST_CHARACTERS = 70
_MOST_WORDS = 9


def with_chimes_apart(line: str, language: str) -> str:
    """Return a line with brackets that ask for a chime and a silence as two brackets.

    >>> with_chimes_apart("Rest. (ring the bell, then 2 minutes of silence)", "en")
    'Rest. [ring the bell] [pause 2m]'
    >>> with_chimes_apart("(Gong; 30 Sekunden Stille)", "de"), with_chimes_apart("(breathe in, then out)", "en")
    ('[Gong] [pause 30s]', '(breathe in, then out)')
    """
    for chime in reversed(chimes_between_signs(line, language)):
        line = f"{line[: chime.start()]}[{chime['words']}]{line[chime.end() :]}"
    return _BRACKETS.sub(lambda found: _apart(found, language), line)


def chimes_between_signs(line: str, language: str) -> list[re.Match[str]]:
    """Return the chimes between two signs that are alike, behind a sentence: "Rise. ~ bell x3 ~"."""
    found = _BETWEEN_SIGNS.finditer(line)
    return [one for one in found if isinstance(read_direction(one["words"], language), ChimeDirection)]


def _apart(found: re.Match[str], language: str) -> str:
    pieces = [piece for piece in _BETWEEN_PIECES.split(found["words"]) if piece]
    if len(pieces) < 2 or isinstance(read_direction(found["words"], language), ChimeDirection):  # noqa: PLR2004
        return found[0]
    chimes = [piece for piece in pieces if isinstance(read_direction(piece, language), ChimeDirection)]
    lengths = {piece: _length_of(piece, language) for piece in pieces if piece not in chimes}
    if not chimes or not lengths or not all(lengths.values()):
        return found[0]
    return " ".join(f"[{piece}]" if piece in chimes else print_pause(lengths[piece]) for piece in pieces)  # type: ignore[arg-type]


def _length_of(words: str, language: str) -> TimedPause | None:
    """Return how long a piece asks to wait: "2 minutes of silence", "set a timer for 20 minutes"."""
    lasting = LASTING.search(words)
    pause = read_pause(words, language) or (read_pause(lasting["length"], language) if lasting else None)
    return pause if isinstance(pause, TimedPause) else None


@remembered
def struck_chime(line: str, language: str) -> ChimeDirection | MusicDirection | None:
    """Return what a line as a whole asks to sound; None for any other, one that addresses the listener among them.

    >>> struck_chime("To close: ring the bell three times.", "en"), struck_chime("Listen to the bell.", "en")
    (ChimeDirection(sound='bell', times=3), None)
    >>> struck_chime("Ring the bell again. Wait until it is quiet.", "en").sound
    'bell'
    >>> struck_chime("The bell rings.", "en"), struck_chime("Ruhige Musik einschalten.", "de")
    (None, MusicDirection(is_certain=True))
    """
    if len(line) > _LONGEST_CHARACTERS or not _MARKS.isdisjoint(line):
        return None
    label = _LABEL.match(line)
    words = _AGAIN.sub("", _THEN_WAITS.sub("", line[label.end() :] if label else line))
    if len(words.split()) > _MOST_WORDS or re.search(r"[.!?…]\s", words.strip()):
        return None
    if addresses_listener(words) or _TELLS.match(words):
        return None
    direction = read_direction(words.strip(" .!*_"), language)
    if isinstance(direction, ChimeDirection):
        return direction
    is_asked = isinstance(direction, MusicDirection) and direction.is_certain and _BEGINS_MUSIC.match(words)
    return direction if is_asked and isinstance(direction, MusicDirection) else None
