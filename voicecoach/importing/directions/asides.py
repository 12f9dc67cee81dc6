"""Recognise what stands beside the words: "(She sighs)", "(count to five)", "(pause (5 s))", "thumb – palm –"."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from voicecoach.caseless import Caseless
from voicecoach.importing.directions.speech_commands import with_plain_commands
from voicecoach.script.asked_waits import asked_wait
from voicecoach.script.direction_words import BREATHE, WORDS, folded
from voicecoach.script.directions import BreathPause, TimedPause, read_pause
from voicecoach.script.listener import folded_words
from voicecoach.script.pause_marks import nested_pauses, says_silence
from voicecoach.script.speaker_words import SPEAKERS, VOICES
from voicecoach.text import base_code


@dataclass(frozen=True, slots=True)
class _Stage:
    """The words of one language for somebody who does something.

    Attributes:
        people: Who does it, each as the first words of the note.
        articles: What may stand before them.
        acts: What they do, in the third person; not in a form that may address the listener ("Sie sitzen").
        alone: Those acts that are a note without anybody named.
    """

    people: str
    articles: str
    acts: str
    alone: str


# fmt: off
_STAGES = {
    "en": _Stage(
        "she he narrator teacher instructor guide voice speaker children kids students class group",
        "the a",
        "takes lowers raises lifts slows sits sit stands stand lights dims nods nod shows closes opens walks falls "
        "waits speaks continues inhales exhales breathes pauses turns rings drops softens fades lie lies begins",
        "sighs smiles laughs chuckles whispers coughs yawns giggles hums inhales exhales",
    ),
    "de": _Stage(
        "sie er sprecherin sprecher lehrerin lehrer kursleiterin kursleiter erzählerin erzähler stimme kinder gruppe",
        "die der eine ein",
        "atmet senkt hebt steht setzt sitzt nickt zeigt schließt öffnet geht schweigt wartet "
        "spricht macht nimmt hält legt dreht wird läutet zündet dimmt",
        "seufzt lächelt lacht kichert flüstert hustet gähnt summt",
    ),
    "es": _Stage(
        "ella él ellos ellas narradora narrador profesora profesor maestra maestro instructora instructor guía voz "
        "niños niñas grupo alumnos",
        "la el los las una un",
        "baja sube levanta levantan sienta sientan toma respira exhala inhala calla espera muestra cierra abre camina "
        "habla continúa enciende apaga asiente hace ralentiza toca",
        "suspira sonríe ríe susurra tose bosteza",
    ),
    "fr": _Stage(
        "elle il ils elles narratrice narrateur professeur professeure maîtresse maître institutrice instituteur voix "
        "enfants groupe élèves",
        "la le les l' une un",
        "baisse lève lèvent assied asseyent prend respire expire inspire tait attend montre ferme ouvre marche parle "
        "continue allume éteint ralentit fait hoche sonne reprend descend",
        "soupire sourit rit chuchote murmure tousse bâille",
    ),
    "it": _Stage(
        "lei lui loro narratrice narratore insegnante maestra maestro istruttrice istruttore voce bambini "
        "gruppo allievi",
        "la il lo gli i l' le una un",
        "abbassa alza alzano siede siedono prende respira espira inspira tace aspetta mostra chiude apre cammina parla "
        "continua accende spegne rallenta fa annuisce suona",
        "sospira sorride ride sussurra tossisce sbadiglia",
    ),
    "pt": _Stage(
        "ela ele elas eles narradora narrador professora professor instrutora instrutor voz crianças grupo alunos",
        "a o as os uma um",
        "baixa abaixa sobe levanta levantam senta sentam respira expira inspira cala espera mostra fecha abre caminha "
        "fala continua acende apaga desacelera faz toma toca",
        "suspira sorri ri sussurra tosse boceja",
    ),
    "nl": _Stage(
        "ze zij hij vertelster verteller juf meester docente docent lerares leraar begeleidster begeleider stem "
        "kinderen groep",
        "de het een",
        "ademt laat heft staat staan gaat gaan zit zitten knikt toont sluit opent loopt zwijgt wacht spreekt neemt "
        "houdt legt draait wordt daalt dimt",
        "zucht glimlacht lacht giechelt fluistert hoest gaapt neuriet",
    ),
}
# fmt: on
_ACT_BEFORE = re.compile(r"\((?=[a-zà-ÿ]{2})[^\W\d_]+(?:[\s,'’-]+[^\W\d_]+){0,5}\)")
_ADVERBS = 2
_LEADERS = frozenset(folded(" ".join(SPEAKERS)).split()) - VOICES
_ARTICLES = frozenset(folded(" ".join(stage.articles for stage in _STAGES.values())).split())
_MOST_WORDS_OF_ACT = 8
_MOST_WORDS_OF_LEADER = 30
_WORD = re.compile(r"l['’](?=\w)|[^\W\d_]+", re.IGNORECASE)
_LISTENERS = frozenset().union(*(table.listener for table in WORDS.values())) - frozenset(
    folded(" ".join(stage.people + " " + stage.articles for stage in _STAGES.values())).split()
)
LASTING = re.compile(r"\s(?:for|für|durante|por|pendant|per|voor)\s(?P<length>\S.*)$", re.IGNORECASE)
_TIME_FOR_OTHERS = Caseless(
    r"(?:give|allow|leave|let|gib|gebt|geben|lass|lassen|dales|denles|darles|déjales|laisse[rz]?|donne[rz]?|"
    r"lascia(?:re|te)?|date|dai|dê|deixe|geef|gun)(?:[ -](?:sie|lhes|leur|loro|ihnen|gli))?[ -](?:them|everyone|"
    r"everybody|people|(?:the |your )?(?:group|class|children|kids|clients?|students?|participants?)|ihnen|leur|loro|"
    r"lhes|ze|hun|iedereen|allen)?\s?(?:have )?(?:about |around |etwa |ungefähr |unos |environ |circa |ongeveer )?"
    r"(?P<length>(?:\d+|an?|a few|[^\W\d_]{2,9})\s(?:minut\w*|se[ckg][ou]nd\w*|breaths?))\b.{0,80}"
)
"""A request to wait for those who are led: "Give them a minute here"."""

_SPENT = Caseless(
    r"\b(?:spend(?:ing)?|taking|dedica(?:ndo)?|consacre[rz]?|besteed|neem)\s(?:about |around |roughly )?"
    r"(?P<length>(?:\d{1,3}|an?|[^\W\d_]{2,7})\s(?:minut\w{1,3}|second\w{1,2}|segundos?|sekunden|seconden))\b"
)
_OWN = frozenset(
    folded("own eigen eigene eigenen eigener eigenem propio proprio seu teu tuo vostro vuestro tu su").split()
)
_TIME = frozenset(folded("time tempo zeit tijd tiempo").split())
_MOST_WORDS_OF_HOLD = 8
_CLAUSES = re.compile(r"[,;:!?…]|\.\s")

_DASH = re.compile(r"\s[-–—](?=\s|\.?\s*$)")
_LEAST_NAMES = 3
_LEAST_NAMES_OF_SENTENCE = 5  # with fewer dashes it may be one sentence
_MOST_WORDS_OF_NAME = 4


def is_stage_act(words: str) -> bool:
    """Return whether a note in brackets tells what somebody does: the reader, or those who are guided.

    >>> is_stage_act("Elle soupire"), is_stage_act("The therapist looks at the group"), is_stage_act("he is calm")
    (True, True, False)
    """
    texts = [folded(word).replace("’", "'") for word in _WORD.findall(words)]
    if not texts or re.search(r"\d", words) or not _LISTENERS.isdisjoint(texts):
        return False
    if texts[0] in _ARTICLES and texts[1:2] and texts[1] in _LEADERS:
        return 2 < len(texts) <= _MOST_WORDS_OF_LEADER  # noqa: PLR2004 - somebody who leads, and what that person does
    if len(texts) > _MOST_WORDS_OF_ACT:
        return False
    return any(_is_act_in(texts, stage) for stage in _STAGES.values())


def is_act_before_words(text: str) -> bool:
    """Return whether a bracket at the beginning of a line is what somebody does before the words: no sentence.

    >>> is_act_before_words("(soft laugh)"), is_act_before_words("(if you like)"), is_act_before_words("(Sit down.)")
    (True, False, False)
    """
    words = folded_words(text)
    return _ACT_BEFORE.fullmatch(text) is not None and _LISTENERS.isdisjoint(words)


def _is_act_in(texts: list[str], stage: _Stage) -> bool:
    people, articles, acts, alone = _words_of(stage)
    if texts[0] in alone:
        return True
    if texts[0] in articles and texts[1:2] and texts[1] in people:
        texts = texts[1:]
    return texts[0] in people and not (acts | alone).isdisjoint(texts[1 : _ADVERBS + 2])


@functools.cache
def _words_of(stage: _Stage) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(folded(words).split()) for words in (stage.people, stage.articles, stage.acts, stage.alone))


def articles(language: str) -> frozenset[str]:
    """Return the words that may stand before whoever does something, in a language."""
    return _words_of(_STAGES.get(base_code(language or "en"), _STAGES["en"]))[1]


def act_of_length(words: str, language: str) -> TimedPause | None:
    """Return the pause of what somebody does for so long: "the teacher is silent for 2 minutes".

    >>> act_of_length("l'insegnante tace per 2 minuti", "it").span_ms.low
    120000
    """
    lasting = LASTING.search(words)
    pause = read_pause(lasting["length"], language) if lasting and is_stage_act(words[: lasting.start()]) else None
    return pause if isinstance(pause, TimedPause) else None


def time_for_others(note: str, language: str) -> TimedPause | BreathPause | None:
    """Return how long a note asks to wait for those who are led; None for any other note.

    >>> time_for_others("(Give them a minute here, some have a lot.)", "en").span_ms.low
    60000
    >>> time_for_others("(Give it a minute.)", "en")
    >>> time_for_others("[Allow some silence - spending about one minute here]", "en").span_ms.low
    60000
    """
    spent = _SPENT.search(note) if says_silence(note) else None
    pause = read_pause(spent["length"], language) if spent else None
    return time_given(note, language) or (pause if isinstance(pause, TimedPause) else None)


def time_given(note: str, language: str) -> TimedPause | BreathPause | None:
    """Return how long a sentence asks to give those who are led, or to let pass; None for any other.

    >>> time_given("Allow 10 seconds.", "en").span_ms.low, time_given("Give yourself a minute.", "en")
    (10000, None)
    """
    found = _TIME_FOR_OTHERS.fullmatch(note.strip("*_()[]<> "))
    pause = read_pause(found["length"], language) if found else None
    return pause if isinstance(pause, TimedPause | BreathPause) else None


def held_length(note: str, language: str) -> TimedPause | None:
    """Return how long a note asks to hold something, with no other words; None for any other note.

    >>> held_length("Mantenha essa contração durante 7 segundos", "pt").span_ms.low, held_length("Hold on", "en")
    (7000, None)
    """
    words = note.strip("*_()[]<> .")
    texts = folded_words(words)
    if len(texts) > _MOST_WORDS_OF_HOLD or not BREATHE.isdisjoint(texts) or _CLAUSES.search(words):
        return None
    pause = asked_wait(words, language) if _LISTENERS.isdisjoint(texts) else None
    return pause if isinstance(pause, TimedPause) else None


def without_own_time(words: frozenset[str]) -> frozenset[str]:
    """Return the words of a note without those of "in your own time" and "at your own pace", which name no length."""
    return words if _OWN.isdisjoint(words) else words - _TIME - {"in", "at"}


def with_plain_brackets(line: str, language: str) -> str:
    """Return a line with brackets inside brackets as one, where they are a pause together.

    >>> with_plain_brackets("Rest. (pause (5 seconds)) Now (a (b)) go.", "en")
    'Rest. (pause 5 seconds) Now (a (b)) go.'
    """
    line = with_plain_commands(line, language)
    for nested in reversed(list(nested_pauses(line, language))):
        line = f"{line[: nested.begin]}({nested.words}){line[nested.end :]}"
    return line


def dashes_of_rotation(line: str) -> list[tuple[int, int]]:
    """Return the places of the dashes in a rotation through the body: each is a short pause.

    >>> dashes_of_rotation("Left thumb – palm – wrist –"), dashes_of_rotation("My mind – and yours – rests.")
    ([(10, 12), (17, 19), (25, 27)], [])
    """
    dashes = list(_DASH.finditer(line))
    if len(dashes) < _LEAST_NAMES - 1:  # two dashes part three names
        return []
    names = [name.strip(" .-–—") for name in _DASH.split(line)]
    named = [name for name in names if name]
    is_closed = re.search(r"\s[-–—]\s*$", line) is not None
    is_rotation = (
        len(named) >= (_LEAST_NAMES if is_closed else _LEAST_NAMES_OF_SENTENCE)
        and not re.search(r"[!?…:;,()\[\]{}\d\n]|[.](?!\s*$)", line)
        and all(len(name.split()) <= _MOST_WORDS_OF_NAME and read_pause(name) is None for name in named)
    )
    return [found.span() for found in dashes] if is_rotation else []
