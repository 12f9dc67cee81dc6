"""Read sentences that ask the listener for something of a certain length: "Hold for 7 seconds."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from voicecoach.caseless import Caseless
from voicecoach.script.breath_counts import breath_counts
from voicecoach.script.direction_tokens import number_word
from voicecoach.script.direction_words import BREATHE, WORDS, folded
from voicecoach.script.directions import BreathPause, PauseLength, TimedPause, read_pause
from voicecoach.script.pause_marks import begins_with_silence, lengths_of_breath
from voicecoach.script.repeat_words import asks_to_repeat
from voicecoach.units import MINUTE_MS

_LASTING = BREATHE | frozenset(
    folded(
        "relax release hold stay stand sit lie rest remain linger wait pause keep continue breathe listen notice "
        "observe "
        "feel watch "
        "gaze look focus squeeze tense tighten press clench contract stretch meditate "
        "roll circle swing shake rub massage march walk sway rock count "
        "entspanne entspannen halte halten halt bleib bleibe bleiben warte warten verweile verweilen ruhe ruhen steh "
        "stehe sitz sitze lieg "
        "liege atme spanne drücke presse balle dehne lausche beobachte spüre spüren genieße "
        "rolle kreise schwinge schüttle schüttel reibe massiere geh gehe marschiere wiege schaukle "
        "mantén mantenga mantener sostén sostenga sostener quédate quédese permanece permanezca permanecer espera "
        "espere esperar aguarda descansa respira respire respirar aprieta apriete tensa tense contrae observa escucha "
        "suelta suelte soltar aguanta aguante aguantar retén retenga retener descanse descansen descansar relaja "
        "relaje relájate relájese "
        "relajar "
        "gira gire rueda balancea balancee sacude sacuda frota frote masajea masajee camina camine marcha marche "
        "siente sienta "
        "tiens tenez tenir maintiens maintenez maintenir reste restez rester attends attendez attendre patientez "
        "respirez respire gardez garde contractez contracte serrez serre pressez observez écoutez "
        "repose repose-toi reposez reposer relâche relâchez relâcher détends détendez retiens retenez retenir "
        "roule roulez tourne tournez balance balancez secoue secouez frotte frottez masse massez marchez "
        "sentez "
        "mantieni mantenete mantenere tieni tenete tenere resta restate restare rimani rimanete rimanere aspetta "
        "aspettate aspettare attendi attendete riposa riposate stringi stringete contrai contraete premi osserva "
        "ascolta riposare riposati rilascia rilasciate rilasciare trattieni trattenete trattenere rilassa rilassati "
        "rilassate rilassare ruota "
        "ruotate dondola dondolate scuoti scuotete strofina massaggia massaggiate cammina camminate senti sentite "
        "mantenha manter segure segurar fique ficar permaneça permanecer aguarde aguardar descanse aperte contraia "
        "tensione descansar relaxe relaxar solte solta soltar espere esperar retenha reter prenda prender observe "
        "escute sinta role "
        "rode balance sacuda esfregue massageie caminhe marche "
        "ontspan ontspannen houd hou houden blijf blijven wacht wachten rust rusten sta zit lig adem span knijp druk "
        "luister voel kijk "
        "pauzeer rol draai zwaai schud wrijf masseer loop marcheer wieg"
    ).split()
)
_DONE = frozenset(
    folded(
        "let close enjoy imagine picture do repeat lass lasse schließ schließe schließen stell genieße wiederhole "
        "wiederholen mach mache deja deje cierra cierre disfruta disfrute imagina repite repita hazlo haga laisse "
        "laissez ferme fermez profite profitez imaginez répète répétez fais faites lascia lasciate chiudi chiudete "
        "goditi godetevi immagina immaginate ripeti ripetete fallo fatelo deixe deixa feche fecha aproveite repete "
        "faça laat sluit geniet herhaal doe"
    ).split()
)
"""Verbs that ask for a wait where a word such as "for" stands before the length: "Close your eyes for a minute."."""

_JOINING = frozenset(
    folded(
        "and then now just please let's let’s we und dann nun jetzt bitte y luego ahora después et puis ensuite "
        "maintenant e poi ora adesso depois agora en dan nu daarna "
        "slowly gently softly langsam sanft locker lentamente suavemente despacio doucement lentement dolcemente "
        "lentamente devagar langzaam rustig zacht"
    ).split()
)
_THEN = re.compile(
    r"\b(?:then|dann|danach|anschließend|luego|después|puis|ensuite|poi|quindi|dopo|depois|dan|daarna|vervolgens)\b",
    re.IGNORECASE,
)
_NEXT = Caseless(
    rf"(?P<end>,?)\s+(?:(?:and|und|y|et|e|en)\s+)?(?:{_THEN.pattern}|"
    r"(?:before|bevor|antes de|avant d|prima di|voordat|until|bis|hasta que)\b|"
    r"(?:(?:slowly|gently|langsam|sanft|lentamente|suavemente|despacio|doucement|lentement|dolcemente|devagar|langzaam|"
    r"rustig|\w+mal)\s)?(?:let go|lass(?:en)? los|loslassen|laat los|laat zakken|(?:releas|lower|return|come back|"
    r"relax|switch|repeat|lös[et]|senk|entspann|wechs|wiederhol|suelt|baj|relaj|vuelv|cambi|repit|repet|relâch|redescend|"
    r"reven|chang|r[ée]p[ée]t|rilas[sc]|torna|abbass|ripet|solt|volt|abaix|troqu|ontspan|wissel|herha)\w*)\b)",
    re.IGNORECASE,
)
"""The next thing the listener does, behind the length of a wait: "Hold for 10 seconds, then release."."""

_PAUSE_OF = re.compile(
    r"\w[\w\s]*?\s(?:\w+\s)?(?:paus[ae]|pauze)\s(?:(?:of|di|de|von|van)\s|d['’])(?P<length>[^,;:]{2,30}?)"
    r"(?:,?\s(?:and|und|y|et|e|en)\s[^\d.!?…]*)?[\s.!…]*",
    re.IGNORECASE,
)
"""A sentence that asks for a pause: "Fai una pausa di un minuto.", "Haz una pausa de 5 segundos y respira."."""

_OF_EACH = Caseless(
    r"\W*(?:each|every|jede[rs]?|cada|chaque|ogni|elke?|ieder[e]?)\s[^,.;:!?]{2,60}?\s(?:is|are|should be|wird|werden|"
    r"se|est|sont|viene|vengono|è|é|são|wordt|worden)\s"
)
"""The beginning of a sentence that tells how it is done: "Each muscle is tensed for five seconds."."""

_BRACKET_BEHIND = re.compile(r"[(\[](?P<words>[^()\[\]]{2,60})[)\]]\s*$")
_CLAUSE_END = re.compile(r"[,;]\s+|\s+(?=(?:and|und|y|et|e|en)\s)|$", re.IGNORECASE)
_TELLS = frozenset(
    folded(
        "i we he she it they this that there you ich wir er sie es du ihr yo nosotros él ella ellos tú je nous il elle "
        "ils tu vous io noi lui lei loro eu nós ele ela você ik wij we hij zij ze jij"
    ).split()
)
"""The words that begin a sentence which tells something, and asks for nothing."""

_IS = frozenset(folded("is are ist sind es hay son est sont c è é sono são há er a an the el la le il o").split())
"""Words that begin a sentence about a pause."""

_BEFORE_LENGTH = frozenset(
    folded(
        "for about around für etwa circa ca por durante unos pendant durant environ per circa voor ongeveer zo'n"
    ).split()
)
_NO_LENGTH_BEHIND_TEXT = (
    "after before within than ago every each nach innerhalb tras después dentro après dopo dentro após depois na binnen"
)
_NO_LENGTH_BEHIND = frozenset(folded(_NO_LENGTH_BEHIND_TEXT).split())
"""Words close before a length that is none of what is asked for: "Notice how you feel after just four breaths."."""

_NEVER = frozenset(folded("not never longer nicht nie länger nunca jamais mai não nooit niet langer").split())
"""Words between a verb and a length that is no wait: "Do not stay longer than 5 seconds."."""

_FOR_FIRST = Caseless(
    r"\W*(?:(?:and|now|then|y|ahora|et|maintenant|e|ora|agora)\s)?(?:for|during|durante|pendant|durant|per|voor)\s"
    r"(?P<length>[^,.;:!?]{3,40}),\s+(?P<rest>\w.*)"
)
"""A length before what lasts so long: "For the next minute, just listen."."""

_MEANWHILE = Caseless(
    r"(?:,|\s(?:while|as|während|mientras|pendant que|mentre|enquanto|terwijl)(?=\s)|"
    r"(?=\s(?:and|und|y|et|e|en)\s))\s(?:(?:and|und|y|et|e|en)\s)?(?P<rest>\w.*)"
)
_IN_PROGRESS = re.compile(r"\w{2,}(?:ing|ando|endo|indo|ant)")
"""A verb that tells what is done meanwhile: "Stay for five breaths, feeling the stretch."."""

_BEHIND_LENGTH = frozenset(
    folded(
        "an lang fest so hier here there still the this pose position stretch tension breath die der den diese dieses "
        "spannung haltung dehnung atem luft la el esta postura posición tensión aquí así le cette posture tension ici "
        "ainsi questa posizione posa tensione qui così a o esta posição tensão aqui assim de het deze houding spanning "
        "or so like this way vast aan long each jede à "
        "sitting lying standing sitzen liegen stehen assis assise allongé allongée sentado sentada tumbado tumbada "
        "seduto seduta sdraiato sdraiata deitado deitada zitten liggen staan"
    ).split()
)
_SENTENCE = re.compile(r"[^.!?…\n]+(?:\.(?=\d)[^.!?…\n]*)*(?:[.!?…]+[\"”’»)]*|\n|$)")
_WORD = re.compile(r"[^\W_]+(?:['’.,:-][^\W_]+)*")
_BREAKS = re.compile(r"[,;:–—]\s*$|\s-\s*$|^\W*$")
_MARKS_BEFORE_PAUSE = tuple("[(<{/*#|_-–—~.…⏸")
_BETWEEN_MARKS = frozenset("[](){}<>|#")
_DASHES = tuple("-–—~=")
EMPHASIS = "*_"
_HAS_LENGTH = Caseless(
    r"\b(?:s|sec|secs|seconds?|mins?|minutes?|counts?|beats|breaths?|cycles|sek|sekunden?|minuten?|atemz\w+|segs?|"
    r"segundos?|minutos?|respira\w+|secondes?|souffles?|second[io]|minut[oi]|respir[io]|seconden?|minuut|tellen|adem\w+|"
    r"m)\b|\ds\b",
)
_LONGEST_LOOK = 40
_LONGEST_IN_TURN_CHARACTERS = 400
_MOST_WORDS_BETWEEN = 7
_MOST_WORDS_FROM_VERB = 60
_MOST_WORDS_OF_LENGTH = 4
_LONGEST_MS = 10 * MINUTE_MS
_LONGEST_FOR_FIRST_MS = 3 * MINUTE_MS  # in a longer time the words go on
_SHORTEST_SILENT_MS = 5_000


@dataclass(frozen=True, slots=True)
class AskedWait:
    """A sentence that asks for something of a certain length, the places before and behind it, and the length."""

    sentence: str
    begin: int
    end: int
    pause: PauseLength


def asked_wait(sentence: str, language: str = "en") -> PauseLength | None:
    """Return how long the listener is asked to do something; None for any other sentence.

    >>> asked_wait("Make a fist and hold it for 7 seconds.").span_ms.low, asked_wait("You rest for 7 seconds.")
    (7000, None)
    >>> asked_wait("Notice how you feel after just four breaths.")
    """
    words = list(_WORD.finditer(sentence))
    for place, word in enumerate(words):
        is_done = folded(word[0]) in _DONE
        if len(words) - place > _MOST_WORDS_FROM_VERB or not (is_done or folded(word[0]) in _LASTING):
            continue
        before = sentence[max(word.start() - _LONGEST_LOOK, 0) : word.start()]
        begins = place == 0 or folded(words[place - 1][0]) in _JOINING or _BREAKS.search(before)
        behind = [one[0] for one in words[place + 1 :]]
        pause = _length_in(behind, language, needs_for=is_done) if begins else None
        is_short = not isinstance(pause, TimedPause) or pause.span_ms.high < _SHORTEST_SILENT_MS
        if pause is not None and (is_short or folded(word[0]) != "pause"):
            return pause
    return (
        _pause_of(sentence, language)
        or _length_before_verb([word[0] for word in words], language)
        or _length_of_next(sentence, language)
        or _breaths_alone(sentence, language)
    )


def _breaths_alone(sentence: str, language: str) -> BreathPause | None:
    """Return the breaths of a sentence that has no other words: "10 breaths."; None for any other sentence."""
    pause = read_pause(sentence, language) if sentence[:1].isdigit() else None
    return pause if isinstance(pause, BreathPause) else None


def _length_of_next(sentence: str, language: str) -> PauseLength | None:
    """Return the length before what is asked for: "For one minute, watch your breath."; None for any other sentence."""
    found = _FOR_FIRST.fullmatch(sentence)
    pause = read_pause(found["length"], language) if found and _goes_on(found["rest"]) else None
    if not isinstance(pause, TimedPause) or pause.span_ms.low != pause.span_ms.high:
        return None
    return pause if pause.span_ms.high <= _LONGEST_FOR_FIRST_MS else None


def _goes_on(words: str) -> bool:
    """Return whether words begin with something that lasts, or tell what is done meanwhile."""
    first = next((word for word in map(folded, _WORD.findall(words)) if word not in _JOINING), "")
    return first in _LASTING or _IN_PROGRESS.fullmatch(first) is not None


def _pause_of(sentence: str, language: str) -> TimedPause | None:
    """Return the length of a pause that a sentence asks for with a noun; None where it tells of one.

    >>> _pause_of("Fai una pausa di circa un minuto.", "it").span_ms.low, _pause_of("Es una pausa de 5 s.", "es")
    (60000, None)
    """
    found = _PAUSE_OF.fullmatch(sentence.strip())
    first = _WORD.search(sentence)
    if found is None or first is None or folded(first[0]) in _TELLS | _IS:
        return None
    pause = read_pause(found["length"], language)
    return pause if isinstance(pause, TimedPause) and pause.span_ms.high <= _LONGEST_MS else None


def _length_before_verb(words: list[str], language: str) -> TimedPause | None:
    """Return the length before the last verb of a German or Dutch instruction, "10 Sekunden lang halten"; else None."""
    verb = folded(words[-1]) if words and language in ("de", "nl") else ""
    is_asked = verb in _LASTING or verb.endswith(("halten", "houden"))
    if not is_asked or folded(words[0]) in _TELLS:
        return None
    last = len(words) - 1
    while last and folded(words[last - 1]) in _BEHIND_LENGTH:
        last -= 1
    for first in range(max(last - _MOST_WORDS_OF_LENGTH, 0), last):
        pause = read_pause(" ".join(words[first:last]), language) if _is_number(words[first]) else None
        if isinstance(pause, TimedPause) and pause.span_ms.high <= _LONGEST_MS:
            return pause
    return None


def begins_with_mark_of_pause(text: str) -> bool:
    """Return whether a text begins with a mark that may be that of a pause, and does not ask to repeat.

    >>> begins_with_mark_of_pause("(5 s) Rest."), begins_with_mark_of_pause("(repeat 5 times)")
    (True, False)
    """
    return text[:1] in _MARKS_BEFORE_PAUSE and not asks_to_repeat(text)


def waits_in(text: str, language: str) -> Iterator[AskedWait]:
    """Yield the sentences of a text that ask for something of a certain length, and no pause or count follows.

    >>> [(one.sentence, one.end) for one in waits_in("Hold for 7 seconds. Let go.", "en")]
    [('Hold for 7 seconds.', 19)]
    >>> [(one.sentence, one.end) for one in waits_in("Hold for 7 seconds and let go.", "en")]
    [('Hold for 7 seconds', 19)]
    """
    for found in _SENTENCE.finditer(text):
        behind = _BRACKET_BEHIND.search(found[0])
        end = found.start() + behind.start() if behind and asks_to_repeat(behind["words"]) else found.end()
        sentence = text[found.start() : end].strip()
        is_told = _OF_EACH.match(sentence) is not None
        if is_told or not _BETWEEN_MARKS.isdisjoint(sentence) or sentence[-1:] in _DASHES:
            continue
        has_dots = sentence.endswith(("...", "…"))  # a pause already
        counts = () if has_dots else breath_counts(found[0], language)
        indent = len(found[0]) - len(found[0].lstrip())
        counted = [AskedWait(found[0][:end].strip(), indent, end, one) for end, one in counts]
        if not counted and not _HAS_LENGTH.search(sentence):
            continue
        pause = asked_wait(sentence, language)
        parts = _waits_in_turn(found[0], language) or counted
        parts = parts or ([] if pause else _wait_before_next(found[0], language))
        pause = pause or (None if parts else _wait_meanwhile(sentence, language))
        bare = sentence.strip(EMPHASIS + " .")
        is_silence = isinstance(begins_with_silence(sentence, language), BreathPause)
        is_silence = is_silence or any(lengths_of_breath(sentence, language))
        is_silence = is_silence or (bare != sentence.strip(" .") and read_pause(bare, language) is not None)
        if (pause is None and not parts) or is_silence:
            continue  # *Hold for 5 breaths* is silence
        rest = text[end : end + _LONGEST_LOOK].lstrip()
        first = _WORD.match(rest)
        # "Hold for four. One, two, three, four." fills the time itself.
        is_counted = first is not None and _is_number(first[0]) and rest[first.end() :][:1] in ",.…;"
        if begins_with_mark_of_pause(rest) or is_counted:
            continue
        begin = found.start()
        yield from (replace(part, begin=begin + part.begin, end=begin + part.end) for part in parts)
        if pause is not None and not parts:
            yield AskedWait(sentence, begin + indent, end, pause)


def _waits_in_turn(sentence: str, language: str) -> list[AskedWait]:
    """Return the parts of "Roll to the right for 15 seconds, then to the left for 15 seconds."; else none.

    The end of each part counts from the beginning of the sentence; that of the last is behind the stop.
    """
    first = _WORD.search(sentence)
    is_long = len(sentence) > _LONGEST_IN_TURN_CHARACTERS
    if is_long or first is None or folded(first[0]) in _TELLS or not _THEN.search(sentence):
        return []
    parts: list[AskedWait] = []
    begin, is_in_turn = 0, False
    for end in _CLAUSE_END.finditer(sentence):
        clause = sentence[begin : end.end()]
        pause = _timed_in(_WORD.findall(clause), language)
        if pause is not None:
            is_in_turn = is_in_turn or (bool(parts) and _THEN.search(clause) is not None)
            parts.append(AskedWait(clause.strip(), begin + len(clause) - len(clause.lstrip()), end.end(), pause))
        begin = end.end()
    return [*parts[:-1], replace(parts[-1], end=len(sentence))] if is_in_turn else []


def _wait_before_next(sentence: str, language: str) -> list[AskedWait]:
    """Return the wait of "Hold for 10 seconds, then release.", which ends within the sentence; else none."""
    for found in _NEXT.finditer(sentence):
        clause = sentence[: found.start()]
        pause = asked_wait(clause, language)
        if pause is not None:
            return [AskedWait(clause.strip(), len(clause) - len(clause.lstrip()), found.end("end"), pause)]
    return []


def _wait_meanwhile(sentence: str, language: str) -> PauseLength | None:
    """Return the wait of "Rest for a minute and notice your breath.", all of which takes so long; else None."""
    for found in _MEANWHILE.finditer(sentence[:_LONGEST_IN_TURN_CHARACTERS]):
        if _goes_on(found["rest"]) and not re.search(r"\d", found["rest"]) and not _HAS_LENGTH.search(found["rest"]):
            return asked_wait(sentence[: found.start()], language)
    return None


def _timed_in(words: list[str], language: str) -> TimedPause | None:
    """Return the length of time among some words, such as "15 seconds"; None where there is none."""
    for at, word in enumerate(words):
        timed = words[at : at + 2] if word.isdigit() or _is_number(word) else []
        pause = read_pause(" ".join(timed), language) if timed and _HAS_LENGTH.search(timed[-1]) else None
        if isinstance(pause, TimedPause):
            return pause if pause.span_ms.high <= _LONGEST_MS else None
    return None


def _length_in(words: list[str], language: str, *, needs_for: bool = False) -> PauseLength | None:
    """Return the length at the end of some words, up to a few that only say what is held."""
    last = len(words)
    while last and folded(words[last - 1]) in _BEHIND_LENGTH:
        last -= 1
    for first in range(min(last, _MOST_WORDS_BETWEEN)):
        is_for = folded(words[first]) in _BEFORE_LENGTH
        if not is_for and (needs_for or not _is_number(words[first])):
            continue
        is_none = not _NO_LENGTH_BEHIND.isdisjoint(map(folded, words[max(first - 2, 0) : first]))
        if is_none or not _NEVER.isdisjoint(map(folded, words[:first])):
            return None
        pause = read_pause(" ".join(words[first:last]), language)
        if isinstance(pause, TimedPause) and pause.span_ms.high <= _LONGEST_MS:
            return pause
        if isinstance(pause, BreathPause) and any(_is_number(word) for word in words[first:last]):
            return pause
        if pause is not None or any(map(_is_number, words[first : first + 2])):
            return None  # but "around the room for one minute"
    return None


@lru_cache(maxsize=2_000)
def _is_number(word: str) -> bool:
    return word[0].isdigit() or any(number_word(folded(word), table) is not None for table in WORDS.values())
