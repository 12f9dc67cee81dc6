"""Tell what words in brackets ask of whoever reads a text aloud: a pause, a chime, music, or a note without a sound.

:mod:`voicecoach.script.directions` reads words that are a direction as a whole; here are those with more around them.
"""

from __future__ import annotations

import re

from voicecoach.importing.asides import number_named
from voicecoach.importing.labels import sound_direction
from voicecoach.script.direction_words import BREATHE, folded
from voicecoach.script.directions import (
    BreathPause,
    Direction,
    MusicDirection,
    NamedPause,
    NoteDirection,
    PauseKind,
    TimedPause,
    read_direction,
    read_pause,
)
from voicecoach.script.sound_cues import length_of_sound
from voicecoach.units import Span

_MOST_WORDS_OF_BREATH = 3
DOTS_ONLY = re.compile(r"\W*(?:…|\.\s?\.\s?\.)(?:\W*(?:…|\.))*\W*")
OTHERS = re.compile(
    r"\b(?:students?|class|participants?|clients?|listeners?|group|teacher|instructor|facilitator|audience|everyone|"
    r"teilnehmer\w*|gruppe|klient\w*|kursleit\w*|alumn[oa]s?|participantes?|grupo|élèves?|participants|groupe|"
    r"allievi|partecipanti|gruppo|alunos|deelnemers|groep|cursisten)\b",
    re.IGNORECASE,
)
TEACHERS_VERB = re.compile(
    r"(?:allow|let|wait|give|watch|observe|encourage|invite|remind|guide|begin|continue|move around|walk|dim|turn|play|"
    r"fade|ring|count|lassen|geben|warten|deja|dejar|esperar|laisser|attendre|lasciare|attendere|deixar|laat|geef)\b",
    re.IGNORECASE,
)
LENGTH_ONLY = re.compile(r"\W*\d[\d.,–-]*\s*\w+\W*")
_PIECES_OF_NOTE = re.compile(r"(?<=[.!?])\s+|\s+[-–—]+\s+|\s?[,;:]\s+")
_REPEATED = re.compile(
    r"\W*(?:(?:à |da |a |zu )?(?:repeat|wiederhol|repet|repit|répét|ripet|herhal)\w*|bis\b|"
    r"\d{1,3}\s?(?:[x×]\b|times|mal|veces|fois|volte|vezes|keer)|[x×]\s?\d)",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"\s(?:[x×]\s?(?P<behind>\d{1,2})|(?P<count>\d{1,2}|[^\W\d_]+)\s?(?:x|×|times|mal|veces|fois|volte|vezes|keer))$"
)
_WAITING = re.compile(
    r"(?:allow|leave|give|wait|pause|silence|lassen|warten|deja[rd]?|dejen|espera[rd]?|laisse[rz]|attendre|attendez|"
    r"lascia(?:re|te)?|attend[ie]|attendere|deixar?|deixe|espere|laat|wacht)\b",
    re.IGNORECASE,
)
_PAUSE_FOR = re.compile(
    r"(?P<pause>.+?)\s+(?:before|bevor|antes|avant|prima|voordat|for|while|so|um|zum|damit|para|mientras|pour|pendant|per|mentre|enquanto|voor|terwijl|om)\s+\D+",
    re.IGNORECASE,
)
_PAUSE_WITH_NAME = re.compile(
    r"(?:pausa|pause|pauze|silencio|silence|silenzio|silêncio|stille|stilte)\b\D{1,40}?(?P<length>\d.*)", re.IGNORECASE
)
PAUSE_WORD = re.compile(
    r"\b(?:paus|pauz|sil[eê]n|stille|stilte|schweig|ruhe\b|break\b|[⏸])|^\W*\d+\s*(?:s|secs?|seconds?|sek|sekunden|segundos|"
    r"secondes|secondi|seconden)\W*$",
    re.IGNORECASE,
)


def direction_in(words: str, language: str) -> Direction | None:
    """Return the direction that words in brackets mean; bare seconds count as a pause there."""
    sounding = sound_direction(words)
    if sounding:
        return read_direction(sounding, language) or MusicDirection()
    direction = read_direction(words, language)
    if direction is None and re.search(r"\d", words):
        direction = read_pause(f"pause {words}", language)  # allow 20 seconds
        direction = direction if isinstance(direction, TimedPause) and re.search(r"\d\s*[^\W\d_]", words) else None
    if direction is None and DOTS_ONLY.fullmatch(words):
        return NamedPause(PauseKind.SHORT)
    if direction is None and length_of_sound(words, language):
        return MusicDirection()
    if direction is None:
        direction = named_pause(words, language)
    is_silence = PAUSE_WORD.search(words) or _WAITING.match(words)
    if direction is None and is_silence and (found := _PAUSE_FOR.fullmatch(words)):
        pause = read_pause(found["pause"], language)  # 20 second pause for the resolve
        direction = pause if isinstance(pause, TimedPause) else None
    if direction is None and _WAITING.match(words) and pauses_in(words, language):
        return NoteDirection()
    if direction is None and OTHERS.search(words) and TEACHERS_VERB.match(words):
        return NoteDirection()
    return direction


def breath_in(words: str, language: str) -> BreathPause | None:
    """Return the pause of words in brackets that only ask for breaths: ``[inspira profundo]``, ``[respire 2x]``."""
    bare = folded(words).strip(" .!")
    often = _OFTEN.search(bare)  # [respira 3 veces]
    count = number_named(often["behind"] or often["count"], language) if often else 1
    texts = (bare[: often.start()] if often else bare).split()
    is_breath = bool(texts) and texts[0] in BREATHE and len(texts) <= _MOST_WORDS_OF_BREATH
    return BreathPause(Span(count, count)) if is_breath and count and not re.search(r"\d", " ".join(texts)) else None


def asks_to_repeat(words: str) -> bool:
    """Return whether words ask the reader to repeat what is above: "Répéter ce cycle pendant 4 minutes", "(6x)"."""
    return _REPEATED.match(words) is not None


def named_pause(words: str, language: str) -> TimedPause | None:
    """Return the pause of words such as "Pause d'intégration : 20 s"."""
    named = _PAUSE_WITH_NAME.fullmatch(words)
    pause = read_pause(named["length"], language) if named else None
    return pause if isinstance(pause, TimedPause) else None


def pauses_in(note: str, language: str) -> list[TimedPause | BreathPause | NamedPause]:
    """Return the pauses among the parts of a note; "10 seconds" without a word for a pause is none."""
    if asks_to_repeat(note):
        return []  # repeat it three times, with pauses of 10 seconds
    pieces = _PIECES_OF_NOTE.split(note.strip("*_()[] "))
    # "allow time to notice - 15 seconds"
    is_wait = _WAITING.match(note.strip("*_()[] ")) is not None
    worded = [piece for piece in pieces if is_wait or not LENGTH_ONLY.fullmatch(piece)] if len(pieces) > 1 else []
    sounding = length_of_sound(note.strip("*_()[] "), language)
    if sounding is not None:
        return [sounding]
    return [pause for pause in (read_pause(piece, language) for piece in worded) if pause is not None]
