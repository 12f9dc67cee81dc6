"""Read the pauses without marks among the words: the sentences "Long pause." and "Pausa.", "Let go. ...20s"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voicecoach.caseless import Caseless
from voicecoach.script.directions import BreathPause, NamedPause, PauseKind, PauseLength, TimedPause, read_pause
from voicecoach.script.listener import addresses_listener

_PAUSE_NOUN = re.compile(r"\s*(?:\w+\s)?(?:pausa|pause|pauze)\b", re.IGNORECASE)
_NAMED_PAUSE = re.compile(
    r"\s*(?:long|short|brief|longer|lange?|kurze?|larga?|corta?|breve|longue|courte|lunga|longa|curta|korte|langere)"
    r"\s(?:pause|pausa|pauze)[.!…]*|\s*(?:pausa|pause)\s(?:larga|corta|breve|longue|courte|lunga|longa|curta)[.!…]*",
    re.IGNORECASE,
)
_IN_CAPITALS = re.compile(r"(?:^|(?<=[.!?…] )|(?<=[.!?…][\"”»] ))[A-ZÀ-Ý]{5,8}(?=\s+[\"“„«¡¿]?[A-ZÀ-Ý][a-zà-ÿ\s])")
_BEHIND_DOTS = re.compile(
    r"(?:(?<!\.)\.{2,9}|…)\s?(?P<length>~?\d[\d\s,.–-]{0,8}(?:[^\W\d_]{1,9}\.?|[\"″]|''))(?=\s*$|\s+[A-ZÀ-Ý\"“„«(\[])"
)
_BETWEEN_DOTS = Caseless(r"(?:(?<=\.\.)|(?<=…))\s?(?:pausa|pause|pauze)\s?(?:\.{2,4}|…)")
_TIME_OF_SILENCE = Caseless(
    r"[\W_]*(?:followed by |gefolgt von |seguido de |suivi d['’]|seguito da |gevolgd door )?"
    r"(?:an? |some |eine? |einer |una? |une? |um |uma |een )?"
    r"(?:(?:time|period|moments?|space|momento?|temps|tiempo|tempo|tijd|moment) (?:of|der|de|del|di|van) "
    r"(?:silence|quiet|stillness|stille|silencio|silence|silenzio|silêncio|stilte)|zeit der stille|stille zeit)"
    r"(?:\s(?:to|for|zum|zur|para|pour|per|om|voor)\s[^.!?]{2,60})?[.!]?[\W_]*|"
    r"[\W_]*(?:pausa|pause|pauze)\s(?:(?:de|di|zum|zur|para|pour|per|voor|om)\s|d['’])(?:la\s|l['’]|te\s)?[^\W\d_]{4,20}[.!]?[\W_]*"
)
_PERIOD = Caseless(
    r"(?:allow|leave|give|provide)(?: for)? (?:an? |some )?(?:(?:long|longer|extended|short|brief|few|quiet|silent) )?"
    r"(?:periods?|moments|stretch|interval)\b"
)
"""A request to wait for a time that is not told: "Allow for a longer period of the music"."""

KEYS_OF_LENGTH = frozenset(["duration", "length", "total", "dauer", "länge", "duración", "durée", "durata", "duração"])
"""The keys of how long a whole session is: "Duration: about ten minutes" is no pause."""

_LONG = Caseless(
    r"\b(?:long(?:er|ue)?|extended|ample|prolonged|prolongé|lange[rsn]?|längere?|ausgedehnt|larg[oa]|prolongad[oa]|"
    r"lung[oa]|prolungat[oa]|amp(?:io|li[oa])|long[oa]|langdurige?)\b"
)
_EXTRAS = Caseless(
    r"\s(?:or so|oder so|más o menos|à peu près|più o meno|mais ou menos|of zo|together|gemeinsam|zusammen|juntos|"
    r"ensemble|insieme|samen|without (?:talking|speaking|words)|ohne (?:worte|zu (?:sprechen|reden))|"
    r"sin (?:hablar|palabras)|sans (?:parler|paroles?)|senza (?:parlare|parole)|sem (?:falar|palavras)|"
    r"zonder (?:te )?(?:praten|spreken|woorden)|"
    r"with (?:\w+ )?movement|mit bewegung|con mov?imi?ento|avec mouvement|met beweging)\.?$|"
    r"^(?:very|really|extra|nice|sehr|muy|très|molto|muito|heel|erg)\s(?=(?:long|short|brief|lange?|kurze?|longue|courte|"
    r"lunga|longa|corta|breve|curta|korte)\s)|(?<=\s)(?:muy|très|molto|muito)\s(?=(?:larga|longue|lunga|longa|breve|corta)$)"
)
_OTHER_BACKGROUND = Caseless(
    r"\bbackground\s(?!music|sounds?|ambi|tracks?|loops?|noises?|audio|volume|fad|in|out|up|down|off|on)[^\W\d_]"
)
"""Words that only describe something else: "the background worries"."""

_OF_SEVERAL = Caseless(
    r"\b(?:between (?:each|every|all|parts|lines|sentences|items|them)|zwischen (?:jede[mrn]?|den|allen)|"
    r"entre (?:cada|las?|los|chaque|les|as|os)|(?:tra|fra) (?:ogni|le|i|gli|una)|tussen (?:elke?|de|alle)|"
    r"(?:after|at) (?:each|every)|nach jede[mrn]|después de cada|après chaque|dopo ogni|depois de cada|na elke?)\b"
)
_FADES = Caseless(r"\bfad\w+\b[^.!?]*\b(?:in)?to\b")
_MOST_WORDS_BEFORE_LENGTH = 6
_WITH_NOUN = frozenset(["de", "es", "fr", "it", "pt", "nl"])
_MOST_WORDS_OF_PAUSE = 3


def time_of_silence(line: str, language: str) -> NamedPause | None:
    """Return the pause of a line that only names a time of silence; None for any other, as one for the listener.

    >>> time_of_silence("Followed by a time of silence to reflect.", "en").kind
    <PauseKind.PLAIN: 'plain'>
    >>> time_of_silence("A time of silence for your heart.", "en"), time_of_silence("Tempo di silenzio", "it").kind
    (None, <PauseKind.PLAIN: 'plain'>)
    """
    is_silence = _TIME_OF_SILENCE.fullmatch(line) is not None and not addresses_listener(line, language)
    return NamedPause(PauseKind.PLAIN) if is_silence else None


def without_extras(words: str) -> str:
    """Return words in brackets without those that change nothing: "very long pause", "three breaths together".

    >>> without_extras("very long pause"), without_extras("ten seconds or so")
    ('long pause', 'ten seconds')
    """
    return _EXTRAS.sub("", words)


def tells_background(words: str) -> bool:
    """Return whether "background" only describes something else: "Close the background worries."."""
    return _OTHER_BACKGROUND.search(words) is not None


def is_of_several(note: str) -> bool:
    """Return whether a note tells how long to pause between parts, and asks for no pause: "3 s between each line"."""
    return _OF_SEVERAL.search(note) is not None


def fades(note: str) -> bool:
    """Return whether a note has a sound fade to something: "Fade the rain to silence" asks for no pause."""
    return _FADES.search(note) is not None


def asks_for_period(note: str) -> bool:
    """Return whether a note asks for a time that it does not tell: "Allow for a longer period of the music"."""
    return _PERIOD.match(note.strip("*_()[] ")) is not None


def kind_of_silence(note: str) -> NamedPause:
    """Return the pause that a note in words asks for, a long one for "an extended silence"."""
    return NamedPause(PauseKind.LONG if _LONG.search(note) else PauseKind.PLAIN)


def pause_as_noun(sentence: str, behind: str, language: str) -> PauseLength | None:
    """Return the pause of a sentence such as "Pausa." or "Pause longue."; in English it may be for the listener.

    "Long pause." asks nobody for anything, in any language.

    Args:
        sentence: The sentence.
        behind: The words behind it.
        language: The language of the text.
    """
    if _goes_on(sentence, behind):
        return None
    is_noun = language[:2] in _WITH_NOUN or sentence.strip(" .!").isupper() or _NAMED_PAUSE.fullmatch(sentence)
    is_noun = _PAUSE_NOUN.match(sentence) and is_noun
    pause = read_pause(sentence, language) if is_noun else None
    return pause if isinstance(pause, NamedPause) and len(sentence.split()) <= _MOST_WORDS_OF_PAUSE else None


def pauses_among_words(text: str, language: str) -> Iterator[tuple[int, int, PauseLength]]:
    """Yield the places and pauses of words in capitals, and of lengths behind dots at the end of a sentence.

    >>> [place[:2] for place in pauses_among_words("Palms up. ...30s Let go …10 sec", "en")]
    [(10, 16), (24, 31)]
    """
    yield from _nouns_in_capitals(text, language)
    if language[:2] in _WITH_NOUN:
        yield from ((*found.span(), NamedPause(PauseKind.PLAIN)) for found in _BETWEEN_DOTS.finditer(text))
    for found in _BEHIND_DOTS.finditer(text):
        if isinstance(pause := read_pause(found["length"], language), TimedPause):
            yield *found.span(), pause


def _nouns_in_capitals(text: str, language: str) -> Iterator[tuple[int, int, PauseLength]]:
    """Yield the places and pauses of words in capitals before a sentence that has none.

    >>> [place[:2] for place in _nouns_in_capitals("Descansa. PAUSA Estira los brazos. PAUSE ON", "es")]
    [(10, 15)]
    """
    for found in _IN_CAPITALS.finditer(text):
        if (pause := pause_as_noun(found[0], "", language)) is not None:
            yield *found.span(), pause


def _goes_on(sentence: str, behind: str) -> bool:
    """Return whether a sentence hesitates and goes on behind its dots: "Pausa... due, tre, quattro."."""
    return sentence.rstrip()[-1:] in "…." and behind.lstrip(" .…")[:1].islower()


def length_at_end(words: str, language: str) -> TimedPause | BreathPause | None:
    """Return the length that words end with: "laisser faire 3 respirations"; None for any other words."""
    texts = words.strip(" .").split()
    places = [at for at in range(1, min(len(texts), _MOST_WORDS_BEFORE_LENGTH)) if texts[at][0].isdigit()]
    lengths = (read_pause(" ".join(texts[at:]), language) for at in places)
    return next((one for one in lengths if isinstance(one, TimedPause | BreathPause)), None)
