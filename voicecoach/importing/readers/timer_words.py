"""The keys of timers in six other languages, each with the English key that means the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from voicecoach.script.direction_words import BREATHE
from voicecoach.text import remembered

_KEYS = {
    "name": "nombre nom nome naam ejercicio exercice esercizio exercício exercicio oefening übung uebung postura "
    "posture posizione posição positie haltung accion acción action azione acao ação aktion actie fase phase",
    "title": "título titulo titre titolo titel",
    "text": "texto texte testo tekst frase guion guión roteiro copione sprechtext ansage narración narrazione narração "
    "diga di sag dis zeg",
    "instructions": "instrucciones instrucción consigne consignes istruzioni istruzione instruções instrução anleitung "
    "anweisung hinweis instructie instructies consigna indicaciones indicazioni",
    "description": "descripción descripcion descrizione descrição descricao beschreibung beschrijving",
    "duration": "duración duracion durée duree durata duração duracao dauer duur tiempo temps tempo zeit tijd trabajo "
    "travail lavoro trabalho arbeit werk haltezeit longitud",
    "seconds": "segundos secondes secondi sekunden seconden",
    "rest": "descanso repos recupero riposo récupération recuperation récup recuperación recuperação intervalo "
    "intervallo erholung rust ruhe",
    "pause": "pausa pauze silencio silenzio silêncio stille stilte espera attesa attente attends wachttijd",
    "sets": "series séries serie sätze saetze satz",
    "reps": "repeticiones repetición répétitions repetitions ripetizioni repetições repeticoes wiederholungen wdh "
    "herhalingen veces fois volte vezes keer",
    "message": "mensaje messaggio mensagem nachricht bericht",
    "rounds": "ciclos cycles cicli zyklen cycli "
    "rondas vueltas tours giri rodadas voltas runden durchgänge durchgaenge rondes circuits",
    "sides": "lados lado côtés côté cotés cote lati lato seiten seite zijden zijde kant kanten beidseitig",
    "type": "tipo typ soort",
    "language": "idioma langue lingua taal sprache língua",
    "tip": "dica dicas consejo consejos conseil conseils consiglio consigli tipp tipps",
    "notes": "notas nota note remarque remarques osservazioni observações observaciones opmerking bemerkung",
}


def _plain(word: str) -> str:
    """Return a word without accents, as keys are often typed: "instrucoes"."""
    return "".join(one for one in unicodedata.normalize("NFD", word) if not unicodedata.combining(one))


_ENGLISH = {form: key for key, words in _KEYS.items() for word in words.split() for form in (word, _plain(word))}
_UNITS = {"segundos": "s", "secondes": "s", "secondi": "s", "sekunden": "s", "seconden": "s", "seg": "s", "sek": "s",
          "minutos": "min", "minuti": "min", "minuten": "min"}  # fmt: skip
_BETWEEN_TEXT = "between entre tra fra zwischen tussen after después despues après dopo depois nach na"
_BETWEEN = frozenset(_BETWEEN_TEXT.split())
_ROUNDS = frozenset([*_KEYS["rounds"].split(), "rounds", "round", "ronda", "tour", "giro", "rodada", "runde", "ronde"])


_FIRST_PARTS_TEXT = (
    "start introduction introducción introduccion introduzione introdução introducao einleitung inleiding apertura "
    "abertura "
    "ouverture eröffnung bienvenida accueil benvenuto warmup warm_up prepare preparation countdown intro opening "
    "aufwärmen aufwaermen vorbereitung calentamiento "
    "preparación preparacion échauffement echauffement préparation riscaldamento preparazione aquecimento preparação "
    "preparacao opwarmen voorbereiding"
)
FIRST_PARTS = frozenset(_FIRST_PARTS_TEXT.split())
"""The keys of parts before the rounds of a plan."""

_PREPARATION_TEXT = (
    "prep prepare preparation get_ready countdown vorbereitung preparación preparacion préparation preparazione "
    "preparação preparacao voorbereiding"
)
PREPARATION = frozenset(_PREPARATION_TEXT.split())
"""The keys of the time before the first exercise, where their value is a number."""

_LAST_PARTS_TEXT = (
    "conclusion conclusión conclusione conclusão conclusao schluss despedida despedida saluto afscheid "
    "cooldown cool_down outro closing end ending abkühlen abkuehlen abschluss ende enfriamiento vuelta_a_la_calma "
    "cierre final retour_au_calme fin clôture defaticamento chiusura fine finale desaquecimento volta_à_calma "
    "encerramento fim afkoelen afsluiting einde slot"
)
LAST_PARTS = frozenset(_LAST_PARTS_TEXT.split())
"""The keys of parts behind the rounds of a plan, and the words of keys such as ``mensaje_final``."""


_TIMES_OF_DAY = frozenset(["start", "end", "fin", "fine", "fim", "ende", "einde"])  # start_time
_SYNONYMS = {
    "rnds": "rounds", "iterations": "rounds", "laps": "rounds", "loops": "rounds", "rounds": "rounds",
    "repeats": "sets", "repeat": "sets", "sets": "sets", "reps": "reps", "rep": "reps", "repetitions": "reps",
    "intr": "duration",
}  # fmt: skip
"""Other words for the known keys, as timers have them."""

_SMALL_WORDS_TEXT = (
    "number num of total count amount quantity default target times n no nr per set circuit anzahl número numero "
    "nombre aantal cantidad quantità quantidade"
)
_SMALL_WORDS = frozenset(_SMALL_WORDS_TEXT.split())
_UNITS_OF_KEYS = frozenset(["s", "sec", "secs", "seconds", "ms", "millis", "m", "min", "mins", "minutes"])
_LENGTH_WORDS = frozenset(["time", "duration", "length", "interval"])
_REST_WORDS = frozenset(["rest", "break", "recovery", "recover", "off", "relax"])
_WORK_WORDS = frozenset(["work", "workout", "exercise", "hold", "active", "on", "timer", "step", "round", "interval"])

_PAUSE_WORDS = frozenset(["pause", "silence", "wait", "delay", "gap"])
_BEFORE = frozenset(["before", "pre", "antes", "avant", "prima", "vor", "vorher", "voor"])
_AFTER_TEXT = "after post following afterwards después despues après apres dopo depois nach danach na daarna"
_BESIDE_PAUSE = _BEFORE | _LENGTH_WORDS | _SMALL_WORDS | frozenset([*_AFTER_TEXT.split(), "duration", "seconds"])
_NAMED = re.compile(
    r"exercise|pose|posture|asana|stretch|move|movement|activity|step|section|part|phase|interval|meditation|session|"
    r"sequence|flow|routine|workout|practice|program|lesson|script"
)

_BREATH_TEXT = (
    "inspiration expiration inhalation exhalation inspiración inspiracion espiración espiracion inhalación exhalación "
    "inspirazione espirazione inspiração inspiracao expiração expiracao einatmung ausatmung inademing uitademing in out"
)
_BREATH = BREATHE | frozenset(_BREATH_TEXT.split())
_HOLD_OF_BREATH = re.compile(
    r"(?:hold|retention|retenci[oó]n|rétention|retenç[aã]o|ritenzione|apn[eé]e?a?|anhalten|halten|vasthouden|pause|pausa|pauze|"
    r"top|bottom|empty|full)(?:_?(?:\d|in|out|top|bottom|after\w*|empty|full))?"
)


def breath_keys(keys: Iterable[str]) -> list[str]:
    """Return the keys of the parts of a breath, in order; none where fewer than two of them ask for a breath.

    >>> breath_keys(["name", "inhale", "hold_in", "exhale", "cycles"])
    ['inhale', 'hold_in', 'exhale']
    """
    known = [key for key in keys if key in _BREATH or _HOLD_OF_BREATH.fullmatch(key)]
    return known if sum(key in _BREATH for key in known) > 1 else []


def english_key(name: object) -> str:
    """Return a key in snake case, and in English where it is a known word of another language.

    >>> english_key("durationSeconds"), english_key("Duración_segundos"), english_key("pausa tra giri")
    ('duration_seconds', 'duration_s', 'rest_between_rounds')
    """
    return _english_key(str(name))


def is_side_key(key: str) -> bool:
    """Return whether a key in snake case tells on which sides: "sides", "per_side", "side_count", "par_cote"."""
    return any(_ENGLISH.get(word, word) in ("side", "sides") for word in key.split("_"))


@remembered
def _english_key(name: str) -> str:
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
    words = [word for word in re.split(r"[\s_-]+", re.sub(r"[()]", " ", snake)) if word]
    if not words:
        return ""
    if len(words) == 2 and words[0] in _UNITS_OF_KEYS and words[1] in (*_REST_WORDS, *_PAUSE_WORDS):  # noqa: PLR2004
        words.reverse()  # secondsRest
    first = _ENGLISH.get(words[0], words[0])
    if pause := _pause_key(words):
        return pause
    if len(words) == 2 and words[1] == "name" and _NAMED.fullmatch(words[0]):  # noqa: PLR2004 - exercise_name
        return "name"
    if first in ("rest", "pause", "break") and not _ROUNDS.isdisjoint(words):
        return "rest_between_rounds"
    if first in ("rest", "pause", "break") and not _BETWEEN.isdisjoint(words) and words[0] in _ENGLISH:
        return "rest"
    if len(words) == 2 and first in ("duration", "rest", "pause"):  # noqa: PLR2004 - a key and its unit
        is_length = words[1] in _LENGTH_WORDS or _ENGLISH.get(words[1]) == "duration"  # restDuration
        return first if is_length else f"{first}_{_UNITS.get(words[1], words[1])}"
    if len(words) == 2 and words[1] in LAST_PARTS:  # noqa: PLR2004 - mensaje_final
        return f"{first}_end"
    return _by_words([first, *words[1:]])


def _pause_key(words: list[str]) -> str:
    """Return the known key of a silence beside words, which may stand before them; empty for any other key.

    >>> _pause_key(["pauze", "na"]), _pause_key(["silence", "after", "ms"]), _pause_key(["wait", "before", "s"])
    ('pause', 'pause_ms', 'pause_before_s')
    """
    *told, last = [_UNITS.get(word, _ENGLISH.get(word, word)) for word in words]
    unit = last if last in _UNITS_OF_KEYS and told else ""
    told += [] if unit else [last]
    is_pause = len(words) > 1 and not _PAUSE_WORDS.isdisjoint(told)
    if not is_pause or any(word not in _PAUSE_WORDS and word not in _BESIDE_PAUSE for word in told):
        return ""
    return "_".join(["pause", *(["before"] if not _BEFORE.isdisjoint(told) else []), *([unit] if unit else [])])


def _count_key(words: list[str], named: list[str]) -> str:
    """Return the known key of a count of several words: ``repsPerSide``, ``setAmount``; empty for any other key."""
    if {"reps", "rep", "repetitions"} & {_ENGLISH.get(word, word) for word in words} and is_side_key("_".join(words)):
        return "reps_per_side"
    if len(words) > 1 and named == ["round"]:  # round_count; a bare "round" is the number of this one
        return "rounds"
    return "sets" if len(words) > 1 and not named and "set" in words else ""


def _by_words(words: list[str]) -> str:
    """Return the known key that the words of a key mean together: ``number_of_sets``, ``work_duration_ms``."""
    if len(words) == 1 and (words[0] in ("minutes", "mins") or _UNITS.get(words[0]) == "min"):
        return "duration_min"
    unit = words[-1] if words[-1] in _UNITS_OF_KEYS else ""
    named = [word for word in words[: -1 if unit else None] if word not in _SMALL_WORDS]
    if count := _count_key(words, named) if not unit else "":
        return count
    if len(named) == 1 and named[0] in _SYNONYMS:
        return f"{_SYNONYMS[named[0]]}_{unit}" if unit and _SYNONYMS[named[0]] == "duration" else _SYNONYMS[named[0]]
    is_length = not _LENGTH_WORDS.isdisjoint(named) or bool(unit)
    part = "_".join(word for word in named if word not in _LENGTH_WORDS)
    if is_length and part in (FIRST_PARTS | LAST_PARTS | PREPARATION) - _TIMES_OF_DAY:
        return f"{part}_{unit}".rstrip("_")  # warmup_duration, prepare_time
    if "between" in named and not {"sets", "rounds", "cycles"}.isdisjoint(words):
        return "rest_between_sets" if "sets" in words else "rest_between_rounds"
    if not {"between", "after"}.isdisjoint(named) and named[0] in ("rest", "break", "recovery"):
        return f"rest_{unit}".rstrip("_")
    if is_length and not _REST_WORDS.isdisjoint(named) and _WORK_WORDS.isdisjoint(named):
        return f"rest_{unit}".rstrip("_")
    if is_length and not _WORK_WORDS.isdisjoint(named) and len(named) > 1:
        return f"duration_{unit}".rstrip("_")
    return words[0] if len(words) == 1 else "_".join(words)


def foreign_words(keys: Iterable[object]) -> str:
    """Return the words of keys that are in another language than English."""
    words = [word for key in keys for word in re.split(r"[\s_-]+", str(key).lower())]
    return " ".join(word for word in dict.fromkeys(words) if word in _ENGLISH)
