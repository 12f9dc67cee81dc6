"""Tell what words in brackets ask of whoever reads a text aloud: a pause, a chime, music, or a note without a sound.

:mod:`voicecoach.script.directions` reads words that are a direction as a whole; here are those with more around them.
"""

from __future__ import annotations

import re

from voicecoach.caseless import Caseless
from voicecoach.importing.directions import pause_nouns
from voicecoach.importing.directions.asides import LASTING, held_length, time_for_others, without_own_time
from voicecoach.importing.directions.edge_words import OR, VOICE
from voicecoach.importing.directions.for_leader import names_others
from voicecoach.script.direction_words import BREATHE, OFTEN, folded
from voicecoach.script.directions import (
    BreathPause,
    ChimeDirection,
    Direction,
    MusicDirection,
    NamedPause,
    NoteDirection,
    PauseKind,
    PauseLength,
    TimedPause,
    read_direction,
    read_pause,
)
from voicecoach.script.fact_words import FACT_WORDS
from voicecoach.script.listener import addresses_listener, folded_words, listeners
from voicecoach.script.pause_marks import SILENCE_NOUNS, says_silence
from voicecoach.script.reader_notes import sound_direction
from voicecoach.script.repeat_words import asks_to_repeat, asks_with_verb
from voicecoach.script.silent_counts import number_named
from voicecoach.script.sound_cues import length_of_sound
from voicecoach.script.word_patterns import MINUTES, PAUSE_NOUN, SECONDS, TIMES
from voicecoach.text import remembered
from voicecoach.units import Span

_MOST_WORDS_OF_BREATH = 3
_MOST_WORDS_OF_COUNTED = 6
_MOST_WORDS_OF_CHIME = 6
_LONGEST_CHIME = 32
_WORD_OF_SENTENCE = re.compile(r"(?:with|mit|con|avec|com|met|and|und|y|et|e|en|of|von|de|di)\b", re.IGNORECASE)
_MOST_WORDS_OF_PLACE = 6
_MAYBE = frozenset(
    folded(
        "sometimes maybe perhaps some manchmal vielleicht manche parfois certains certaines soms misschien sommigen "
        "puedes podéis quizás quizá también puoi potete forse talvolta anche podes podem talvez também"
    ).split()
)
"""Words that begin a sentence about what a listener may notice or do."""
_LEAST_WORDS_OF_BREATHS = 8
_LEAST_WORDS_SAID = 4
_BEGINS_WITH_LABEL = re.compile(r"[^\W\d_]+(?:\s[^\W\d_]+)?\s?:")  # "(Please note: this is for you, the reader.)"
_THEY = frozenset(["sie", "ihr", "ihre", "ihren", "ihrem"])
"""German words that address the listener, and mean \"they\" as well."""
DOTS_ONLY = re.compile(r"(?!\W*\w)\W*(?:…|\.\s?\.\s?\.)\W*")
OTHERS = Caseless(
    r"\b(?:students?|class|participants?|clients?|listeners?|group|teacher|instructor|facilitator|audience|everyone|"
    r"teilnehmer\w*|gruppe|klient\w*|kursleit\w*|alumn[oa]s?|participantes?|grupo|élèves?|participants|groupe|"
    r"allievi|partecipanti|gruppo|alunos|deelnemers|groep|cursisten)\b",
)
TEACHERS_VERB = Caseless(
    r"(?:allow|let|wait|give|watch|observe|encourage|invite|remind|guide|begin|continue|move around|walk|dim|turn|play|"
    r"fade|ring|count|lassen|geben|warten|deja|dejar|esperar|laisser|attendre|lasciare|attendere|deixar|laat|geef)\b",
)
LENGTH_ONLY = re.compile(r"\W*\d[\d.,–-]*\s*\w+\W*")
_PIECES_OF_NOTE = re.compile(r"(?<=[.!?])\s+|\s+[-–—]+\s+|\s?[,;:]\s+|\s\(")
_OFTEN = re.compile(
    rf"^(?P<before>\d{{1,2}})\s?{TIMES}\s(?=[^\W\d_])|"
    rf",?\s(?:[x×]\s?(?P<behind>\d{{1,2}})|(?P<count>\d{{1,2}}|[^\W\d_]+)\s?{TIMES})(?=\s|$)"
)
_COUNT_FIRST = Caseless(rf"\d{{1,3}}\s?(?:[x×]|{TIMES})\s+")
_WITHOUT = re.compile(r"\b(?:not|or|oder|without|sin|senza|sem|sans|pas|ohne|kein\w*|geen|zonder)\b", re.IGNORECASE)
_SAME = re.compile(
    r"\W*(?:idem|ídem|ditto|dito|same|as above|igual|lo mismo|como arriba|comme ci-dessus|come sopra|como acima|"
    r"wie oben|gleiche pause|zoals hierboven|hetzelfde)\W*",
)
_IN_SILENCE = Caseless(r"\W*(?:in|en|em)\s(?:sil[eê]nce|stille|silencio|silenzio|silêncio|stilte)\W*")
_TIME_GIVEN = Caseless(
    r"(?:(?:laisse[rz]?|marque[rz]?|prendre|donner)\s)?(?:un |quelques )?(?P<kind>petit |court |bref |long )?temps|"
    r"(?:(?:allow|give|leave|hold) (?:them |everyone |people |(?:the )?(?:group|class|children|students) )?(?:some |"
    r"a little |plenty of |enough |ample )?(?:silent |quiet )?(?:time|space)|(?:etwas |kurz )?zeit (?:lassen|geben)|"
    r"(?:dar|damos|dej(?:ar|amos|ad)) (?:un |algo de |un poco de )?tiempo|"
    r"(?:dare|diamo|lasci(?:are|amo|ate)) (?:un po['’] di |del )?tempo|"
    r"(?:dar|damos|deix(?:ar|amos)) (?:um |algum )?tempo|(?:even |wat )?tijd (?:geven|laten))"
    r"(?:,?\s(?:to|for|para|per|pour|um|damit|om|voor)\s\D{2,120})?",
)
# "8 sec, they sing", "rebound 20s", but neither "3 sets, 30 s" nor "over 20 seconds"
_UNIT = rf"(?:{SECONDS}|{MINUTES})\b\.?"
# "8 sec, they sing", "20 seg. de relajación", "30 secondi guardando il fuoco"
_LENGTH_FIRST = Caseless(
    rf"(?P<length>\d{{1,3}}(?:[.,–-]\d{{1,3}})?\s?{_UNIT})(?:\s?[,;:–—-]\s+\D+|\s(?P<words>[^\W\d_]+(?:\s[^\W\d_]+){{0,3}}))",
)
_LENGTH_LAST = Caseless(
    rf"(?P<words>[^\W\d_]+(?:[ -][^\W\d_]+){{0,2}}|[^\W\d_]+(?:[ -][^\W\d_]+){{3,8}}(?=\s?[,:–—-]\s))"
    rf"\s?[,:–—-]?\s(?P<length>\d{{1,3}}(?:[.,–-]\d{{1,3}})?\s?{_UNIT})",
)
_LONGEST_BESIDE_MS = 180_000
_NO_LENGTH = frozenset(
    folded(
        "over fade fades fading in within after every each by from until total time track set round rep about per at "
        "alle nach über innerhalb jede bis gesamt zeit seite satz runde ab cada tras total hasta tiempo serie en après "
        "chaque jusque durée série dopo ogni entro fino durata tra depois após até tempo na elke binnen tot om totaal "
        "tijd ronde"
    ).split()
)
_NOT_BEHIND = _NO_LENGTH | FACT_WORDS | {"fade", "fades", "sfuma"}
_PAUSE_AMONG = re.compile(
    r"(?:pausa|pauze)\b|pause\s(?:between|before|after|entre|avant|après|zwischen|vor|nach)\b", re.IGNORECASE
)
_NOUN_FIRST = Caseless(
    r"\s*(?:an?|one|two|three|the sound|sound|ein|eine|einen|zwei|drei|klang|una?|dos|tres|sonido|une|deux|trois|son|"
    r"due|tre|suono|uma?|dois|duas|três|som|een|twee|drie)\b",
)
# Forms of verbs that no listener is addressed with
_ASKS_CHIME = re.compile(
    r"(?i:.*\b(?:ertönen lassen|anschlagen|läuten|erklingen lassen|luiden|aanslaan|laten klinken)|"
    r"(?:faire |far |hacer )?(?:sonner|tinter|sonar|tocar|suonare|soar)\s.*)\W*"
)
_WAITING = Caseless(
    r"(?:allow|leave|give|wait|pause|silence|lassen|warten|deja[rd]?|dejen|espera[rd]?|laisse[rz]|attendre|attendez|"
    r"lascia(?:re|te)?|attend[ie]|attendere|deixar?|deixe|espere|laat|wacht)\b",
)
_PAUSE_FOR = Caseless(
    r"(?P<pause>.+?)\s+(?:before|bevor|antes|avant|prima|voordat|for|while|so|um|zum|damit|para|mientras|pour|"
    r"pendant|per|mentre|enquanto|voor|terwijl|om)\s+\D+",
)
_PAUSE_WITH_NAME = Caseless(
    rf"(?:(?!meno)[^\W\d_]{{0,12}}(?:pause|pauze)|{PAUSE_NOUN})\b"
    r"\D{1,40}?(?P<length>\d.*)",
)
_PAUSE_BEGINS = Caseless(
    r"(?P<pause>(?:(?:long|short|brief|lange|kurze|larga|corta|breve|longue|courte|lunga|longa|curta|korte)\s(?:[^\W\d_]+\s)?)?"
    rf"(?:{PAUSE_NOUN})"
    r"(?:(?:\s[^\W\d_]+)?\s(?:larga|corta|breve|longue|courte|lunga|longa|curta))?)"
    r"(?:(?:\s[^\W\d_]+\s?[,:–—-])?[\s,:–—-]+(?=\d)|[\s,:–—-]+"
    r"(?:to|for|here|while|and|so|as|until|zum|zur|um|für|damit|hier|bis|para|por|aquí|mientras|hasta|pour|afin|ici|"
    r"pendant|per|mentre|qui|finché|enquanto|aqui|até|om|voor|hier|terwijl|tot)\b)",
)
PAUSE_WORD = Caseless(
    r"\b(?:paus|pauz|sil[eê]n|stille|stilte|schweig|ruhe\b|break\b|[⏸])|"
    rf"^\W*\d+\s*{SECONDS}\W*$",
)


@remembered
def direction_in(words: str, language: str) -> Direction | None:
    """Return the direction that words in brackets mean; bare seconds count as a pause there."""
    words = pause_nouns.without_extras(words)
    sounding = sound_direction(words)
    if sounding:
        return read_direction(sounding, language) or MusicDirection()
    direction = None if pause_nouns.tells_background(words) else read_direction(words, language)
    if direction is None and re.search(r"\d", words):
        direction = read_pause(f"pause {words}", language)  # allow 20 seconds
        direction = direction if isinstance(direction, TimedPause) and re.search(r"\d\s*[^\W\d_]", words) else None
    if direction is None and (DOTS_ONLY.fullmatch(words) or re.fullmatch(r"[.\s]{2,}", words)):
        return NamedPause(PauseKind.SHORT)
    if direction is None and (given := _TIME_GIVEN.fullmatch(words.strip(" ."))):
        kind = (given["kind"] or "").strip().lower()
        return NamedPause(PauseKind.LONG if kind == "long" else PauseKind.SHORT if kind else PauseKind.PLAIN)
    if direction is None and length_of_sound(words, language):
        return MusicDirection()
    if direction is None:
        direction = named_pause(words, language)
    is_silence = PAUSE_WORD.search(words) or _WAITING.match(words)
    if direction is None and is_silence and (found := _PAUSE_FOR.fullmatch(words)):
        pause = read_pause(found["pause"], language)  # 20 second pause for the resolve
        direction = pause if isinstance(pause, TimedPause) else None
    if direction is None and _WAITING.match(words):
        direction = pause_nouns.length_at_end(words, language) or (
            NoteDirection() if pauses_in(words, language) else None
        )
    if direction is None and OTHERS.search(words) and TEACHERS_VERB.match(words):
        return NoteDirection()
    return direction or _note_with_pause(words, language)


def _note_with_pause(words: str, language: str) -> NoteDirection | None:
    """Return a note for words beside a pause or a length; inside a sentence those may be part of it."""
    if begun_pause(words, language) is not None:
        return NoteDirection()
    is_first = _LENGTH_FIRST.fullmatch(words) is not None and length_beside(words, language) is not None
    return NoteDirection(is_certain=False) if is_first or length_behind(words, language) else None


def length_beside(words: str, language: str) -> TimedPause | None:
    """Return the length beside the words of a note that tells what happens meanwhile; None for any other note.

    >>> length_beside("8 sec, they sing", "en").span_ms.low, length_beside("rebound 20s", "en").span_ms.low
    (8000, 20000)
    >>> length_beside("fades over 20 seconds", "en"), length_beside("Duration: 2 min", "en")
    (None, None)
    """
    found = _LENGTH_FIRST.fullmatch(words) or _LENGTH_LAST.fullmatch(words)
    if found is None or asks_to_repeat(words):
        return None
    named = without_own_time(frozenset(folded(found.groupdict().get("words") or "").replace("-", " ").split()))
    pause = read_pause(found["length"], language)
    is_length = isinstance(pause, TimedPause) and pause.span_ms.high <= _LONGEST_BESIDE_MS
    return pause if is_length and isinstance(pause, TimedPause) and not named & (_NO_LENGTH | FACT_WORDS) else None


def length_behind(note: str, language: str) -> TimedPause | BreathPause | None:
    """Return how long what a note asks for lasts, where it ends with that; None for any other note.

    >>> length_behind("[Mantieni la tensione per 5 secondi]", "it").span_ms.low, length_behind("fade for 5 s", "en")
    (5000, None)
    """
    words = note.strip("*_()[]<> .")
    lasting = LASTING.search(words)
    pause = read_pause(lasting["length"], language) if lasting else None
    is_other = lasting is None or isinstance(read_direction(words[: lasting.start()], language), MusicDirection)
    behind = folded(words[: lasting.start()] if lasting else "").split()
    named = frozenset(behind[:1]) | (frozenset(behind) - FACT_WORDS)  # "let them rest in silence for a minute"
    is_silence = not SILENCE_NOUNS.isdisjoint(folded_words(words))
    is_other = is_other or not (named - ({"in"} if is_silence else set())).isdisjoint(_NOT_BEHIND)
    is_short = is_silence or not isinstance(pause, TimedPause) or pause.span_ms.high <= _LONGEST_BESIDE_MS
    return pause if isinstance(pause, TimedPause | BreathPause) and is_short and not is_other else None


def begun_pause(note: str, language: str) -> PauseLength | None:
    """Return the pause that a note begins with, before what it is for, or that is a time to hold something; else None.

    >>> begun_pause("long pause to feel the breath", "en").kind, begun_pause("Pause the recording when you like", "en")
    (<PauseKind.LONG: 'long'>, None)
    """
    found = _PAUSE_BEGINS.match(note)
    if found is None or asks_to_repeat(note) or addresses_listener(note):
        return held_length(note, language)
    behind = note[found.end("pause") :].rpartition(":")[2]
    # "long pause - 15 seconds, let it land"
    pieces = _PIECES_OF_NOTE.split(behind) if re.search(r"\d", behind) else ()
    told = next((one for piece in pieces if re.search(r"\d", piece) and (one := read_pause(piece, language))), None)
    named = read_pause(found["pause"], language)
    return told if isinstance(told, TimedPause | BreathPause) else named


def has_pause_beside(words: str, language: str) -> bool:
    """Return whether a note has a pause for sure: a length beside its words, time for others, or a word for silence."""
    sure = length_beside(words, language) or time_for_others(words, language)
    return sure is not None or (says_silence(words) and bool(pauses_in(words, language)))


def breath_in(words: str, language: str) -> BreathPause | None:
    """Return the pause of words in brackets that only ask for breaths: ``[inspira profundo]``, ``[respire 2x]``."""
    bare = folded(words).strip(" .!")
    often = _OFTEN.search(bare)  # [respira 3 veces]
    single = next((one for one in bare.split() if one in OFTEN), "")  # (gemeinsam dreimal atmen)
    named = often["before"] or often["behind"] or often["count"] if often else ""
    count = number_named(named, language) if often else OFTEN.get(single, 1)
    texts = (_OFTEN.sub("", bare) if often else bare).replace(single, "", 1).split()
    ends = texts[:1] + texts[-1:] if often or single else texts[:1]
    most = _MOST_WORDS_OF_COUNTED if often or single else _MOST_WORDS_OF_BREATH
    is_breath = not BREATHE.isdisjoint(ends) and len(texts) <= most
    return BreathPause(Span(count, count)) if is_breath and count and not re.search(r"\d", " ".join(texts)) else None


def named_pause(words: str, language: str) -> TimedPause | None:
    """Return the pause of words such as "Pause d'intégration : 20 s"."""
    named = _PAUSE_WITH_NAME.fullmatch(words)
    pause = read_pause(named["length"], language) if named else None
    return pause if isinstance(pause, TimedPause) else None


def pause_in_brackets_behind(line: str, language: str) -> TimedPause | NoteDirection | None:
    """Return the pause of a line that has its length in brackets at the end: "PAUSE (2 min)"; a note for other words.

    >>> pause_in_brackets_behind("Stille (90 Sek.)", "de").span_ms.low, pause_in_brackets_behind("Pause (1:30)", "en")
    (90000, None)
    """
    if not line.endswith(")") or ":" in line or not PAUSE_WORD.match(line):
        return None
    pause = read_pause(re.sub(r"[()]", " ", line), language)
    noted = NoteDirection() if read_pause(line.partition("(")[0], language) else None  # "pausa 40s (só a música)"
    return pause if isinstance(pause, TimedPause) else noted


def chime_named(sentence: str, language: str) -> ChimeDirection | None:
    """Return the chime of a sentence without a verb, such as "Un son de cloche."; None for any other.

    >>> chime_named("Un son de cloche.", "fr").sound, chime_named("Ring the bell.", "en")
    ('bell', None)
    >>> chime_named("Klangschale.", "de").sound
    'bowl'
    """
    count = len(sentence.split())
    is_note = count == 1 or _NOUN_FIRST.match(sentence) or _ASKS_CHIME.fullmatch(sentence.strip())
    if count > _MOST_WORDS_OF_CHIME or not is_note:
        return None
    direction = read_direction(sentence, language)
    return direction if isinstance(direction, ChimeDirection) else None


@remembered
def counted_chime(line: str, language: str = "") -> ChimeDirection | None:
    """Return the chimes of a line that names a bell and how often it sounds; None for any other, or a sentence.

    >>> counted_chime("Gong 3x", "de").times, counted_chime("Ring the bell 3 times.", "en")
    (3, None)
    """
    words = line.strip(" *_").replace(").", ")")
    is_count = re.search(r"\d", words) and (words[-1:].isalnum() or words[-1:] == ")")
    if not is_count or len(words) > _LONGEST_CHIME or _WORD_OF_SENTENCE.match(words):
        return None
    direction = read_direction(words, language) if language else read_direction(words)
    return direction if isinstance(direction, ChimeDirection) and direction.times > 1 else None


def is_said_aside(words: str, language: str) -> bool:
    """Return whether words in brackets are for the listener: they address one, go on, or lead through a breath.

    >>> is_said_aside("You may feel warmth here, or nothing.", "en"), is_said_aside("And that is fine.", "en")
    (True, True)
    >>> is_said_aside("Lower your voice from here on.", "en"), is_said_aside("The children lie down.", "en")
    (False, False)
    """
    texts = folded_words(words)
    is_led = sum(word in BREATHE for word in texts) > 1 and len(texts) >= _LEAST_WORDS_OF_BREATHS
    if is_led and re.search(r"…|\.\.|[.!]$", words):
        return True
    is_sentence = words.endswith((".", "…", "!", "?")) and len(texts) >= _LEAST_WORDS_SAID
    is_named = OTHERS.search(words) is not None or names_others(words) or not VOICE.isdisjoint(texts)
    is_asked = TEACHERS_VERB.match(words) or _BEGINS_WITH_LABEL.match(words) or pauses_in(words, language)
    if not is_sentence or is_named or is_asked or re.search(r"\d", words):
        return False
    return texts[0] in OR | _MAYBE or not (listeners(language) - _THEY).isdisjoint(texts)


def asks_often(words: str) -> bool:
    """Return whether words ask for repetitions by a number and a verb behind it.

    >>> asks_often("8x herhalen, daarna rusten"), asks_often("3x Krieger")
    (True, False)
    """
    found = _COUNT_FIRST.match(words)
    return found is not None and asks_with_verb(words[found.end() :])


def says_how(words: str) -> bool:
    """Return whether words in brackets may tell how something is done in a sentence: "Repeat it (in silence) now."."""
    return _IN_SILENCE.fullmatch(words) is not None


def says_same(words: str) -> bool:
    """Return whether words in brackets only refer to those above: "(idem)"."""
    return _SAME.fullmatch(words) is not None


def pause_among(words: str) -> NamedPause | None:
    """Return the pause of words that tell where one is, and not how long: "pausa entre preguntas"."""
    is_pause = _PAUSE_AMONG.match(words) and not re.search(r"\d", words) and len(words.split()) <= _MOST_WORDS_OF_PLACE
    return NamedPause(PauseKind.PLAIN) if is_pause else None


def pauses_in(note: str, language: str) -> list[TimedPause | BreathPause | NamedPause]:
    """Return the pauses among the parts of a note; "10 seconds" without a word for a pause is none."""
    if asks_to_repeat(note) or pause_nouns.is_of_several(note):
        return []  # repeat it three times, with pauses of 10 seconds
    if (beside := length_beside(note.strip("*_()[]<> "), language) or length_behind(note, language)) is not None:
        return [beside]
    if (begun := begun_pause(note.strip("*_()[]<> "), language)) is not None:
        return [begun]
    if (given := time_for_others(note, language)) is not None:
        return [given]
    pieces = _PIECES_OF_NOTE.split(note.strip("*_()[] "))
    if folded(pieces[0]).strip() in pause_nouns.KEYS_OF_LENGTH:
        return []  # "Duration: about ten minutes"
    # "allow time to notice - 15 seconds"
    is_wait = _WAITING.match(note.strip("*_()[] ")) is not None
    worded = [piece for piece in pieces if is_wait or not LENGTH_ONLY.fullmatch(piece)] if len(pieces) > 1 else []
    sounding = length_of_sound(note.strip("*_()[] "), language)
    if sounding is not None:
        return [sounding]
    found = [pause for piece in worded if (pause := _pause_of_piece(piece, language))]
    told = [pause for piece in pieces if LENGTH_ONLY.fullmatch(piece) and (pause := read_pause(piece, language))]
    if len(found) == len(told) == 1 and isinstance(found[0], NamedPause):
        return told  # "long pause - let them search, 15 seconds"
    if found or _TIME_GIVEN.fullmatch(note.strip("*_()[] .")):
        return found or [NamedPause(PauseKind.PLAIN)]
    is_silence = pause_nouns.asks_for_period(note) or (_is_silent(note, language) and not pause_nouns.fades(note))
    return [pause_nouns.kind_of_silence(note)] if is_silence else []


def _pause_of_piece(piece: str, language: str) -> TimedPause | BreathPause | NamedPause | None:
    """Return the pause of a piece of a note: "20 s of silence", and behind a dash "1 minute of slow breathing"."""
    found = read_pause(piece, language) or named_pause(piece, language)
    return found or (length_beside(piece, language) if _LENGTH_FIRST.fullmatch(piece) else None)


def _is_silent(note: str, language: str) -> bool:
    """Return whether a note asks for silence by its noun, and no listener for it: "se les deja un rato en silencio".

    >>> _is_silent("(Si lasciano i bambini in silenzio)", "it"), _is_silent("(Restate in silenzio se vi va)", "it")
    (True, False)
    """
    is_silence = not SILENCE_NOUNS.isdisjoint(folded_words(note)) and _WITHOUT.search(note) is None
    return is_silence and not addresses_listener(note, language)
