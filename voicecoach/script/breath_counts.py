"""Read how long each part of a breath is asked to last: "Inhale for 4, hold for 7, and exhale to a count of 8."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voicecoach.script.direction_words import BREATHE, folded
from voicecoach.script.directions import TimedPause
from voicecoach.script.silent_counts import number_named
from voicecoach.units import SECOND_MS, Span

_HOLDS = frozenset(
    folded(
        "hold holding retain halte halten halt anhalten retén retener retenga mantén mantener sostén aguanta "
        "retenez retiens retenir bloquez bloque gardez garde tenez trattieni trattenete trattenere tieni tenete "
        "segure segurar prenda retenha mantenha houd houden vasthouden"
    ).split()
)
_SHORT = frozenset({"in", "out", "ein", "aus", "dentro", "fuera", "fuori", "uit"})
"""Words for a breath that need no verb: "In for 4, out for 6."."""

_BLOWS = frozenset(
    folded(
        "blow puste pusten sopla sople soplar souffle soufflez souffler soffia soffiate soffiare sopre blaas blazen"
    ).split()
)
_NOUNS = frozenset(map(folded, ["breath", "atem", "respiración", "respiro", "respiration", "respiração"]))
"""Words that a number behind them numbers: "Breath two: in, and out."."""

_NUMBERED = frozenset(
    folded(
        "breaths breath cycles rounds atemzüge atemzügen zyklen ciclos respiraciones respirations respiri cicli "
        "respirações ademhalingen cyclussen"
    ).split()
)
"""Words behind a number that are no counts: "Count out five slow cycles of breath."."""

_BEHIND = _SHORT | {"an", "lang", "fest", "vast"}
_JOINING = frozenset(
    folded(
        "first next and then now again just gently slowly please und dann nun jetzt wieder bitte y luego ahora después "
        "et puis ensuite e poi ora adesso depois agora en dan nu weer one once"
    ).split()
)
_COUNTS = frozenset(
    folded(
        "count counts counting beats seconds secs sec zählen zähle zähl zählend sekunden sek cuenta contando tiempos "
        "segundos segs comptant temps secondes compte tempi secondi conta tempos contagem tellen tellend seconden"
    ).split()
)
"""Words beside a number that make it a count."""

_FOR = frozenset(folded("for to in auf für bis por hasta en sur jusqu'à per su fino até em voor tot").split())
_COUNT_VERB = r"(?:count|zähl|cuent|compt|cont[aei]|tel)"
_COUNTING = re.compile(_COUNT_VERB)
_CLAUSE = re.compile(r"(?:[^,;:–—]|[:,](?=\s*\d))+(?:[,;:–—]\s*|$)")
_JOINED = {
    language: re.compile(rf"\s(?=(?:{words})\s(?!{_COUNT_VERB}))", re.IGNORECASE)
    for language, words in {
        "en": "and|then", "de": "und|dann", "es": "y|luego", "fr": "et|puis", "it": "e|poi", "pt": "e|depois",
        "nl": "en|dan",
    }.items()
}  # fmt: skip
_TAKEN = re.compile(
    r"\b(?:take|draw)\s(?:(?:an?|in|one|your|another|more|slow|deep|long|gentle|nice|big|full|easy)\s){0,4}breath\b(?:\sin\b)?",
    re.IGNORECASE,
)
_LET_OUT = re.compile(r"\b(?:let|send|push)\s(?:it|the (?:air|breath))\s(?:all\s)?(?:out|go)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MOST_WORDS = 16
_MOST_JOINING = 4
_LONGEST_LOOK = 60
_MOST_COUNTS = 20
_MOST_BESIDE_SHORT = 4


def breath_counts(sentence: str, language: str) -> Iterator[tuple[int, TimedPause]]:
    """Yield the end of each part of a sentence that asks for counts of a breath, and its length; a count is 1 s.

    Nothing is found where the first part asks for none, as in "The pattern is: inhale for 4, hold for 7".

    >>> [(end, pause.span_ms.low) for end, pause in breath_counts("Inhale for 4, hold for 7.", "en")]
    [(14, 4000), (25, 7000)]
    >>> list(breath_counts("Hold on to what you love.", "en")), list(breath_counts("Inhale the 4 winds.", "en"))
    ([], [])
    >>> list(breath_counts("Breath two: in, and out.", "en")), list(breath_counts("Count out 5 slow breaths.", "en"))
    ([], [])
    """
    if not any(_is_breath([word], 0) for word in _words_of(sentence[:_LONGEST_LOOK])[:_MOST_JOINING]):
        return  # most sentences ask for none
    is_first = True
    for begin, end in _clauses(sentence, language):
        words = _words_of(sentence[begin:end])
        counts = _counts_in(words, language, _MOST_BESIDE_SHORT if is_first else _MOST_WORDS)
        if counts is None and is_first and not (words and (words[0] in BREATHE or words[0] in _BLOWS)):
            return
        is_first = False
        if counts is None and words and _COUNTING.match(words[0]):
            counts = _counts_in(["out", *words], language)  # "blow out through your mouth, counting to 6"
        aloud = _WORD.match(sentence, end)  # "for four, two, three, four" fills the time itself
        if counts is not None and not (aloud and (number_named(aloud[0], language) or 0) > 1):
            yield end, TimedPause(Span(counts * SECOND_MS, counts * SECOND_MS))


def _words_of(text: str) -> list[str]:
    """Return the words of a clause, with the verb for "take a slow breath in" and for "let it out"."""
    return [folded(word) for word in _WORD.findall(_LET_OUT.sub("exhale", _TAKEN.sub("inhale", text)))]


def _clauses(sentence: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield where each clause begins and ends: at commas, and before "and"; the last one ends with the sentence."""
    for clause in _CLAUSE.finditer(sentence):
        begin = clause.start()
        for joined in _JOINED.get(language, _JOINED["en"]).finditer(sentence, clause.start(), clause.end()):
            if any(map(str.isalpha, sentence[begin : joined.start()])):
                yield begin, joined.end()
                begin = joined.end()
        yield begin, clause.end()


def _counts_in(words: list[str], language: str, most_beside: int = _MOST_BESIDE_SHORT) -> int | None:
    """Return the counts that a clause asks for; None where it asks for none, or has too many words beside "out"."""
    if not words or len(words) > _MOST_WORDS:
        return None
    at = 0
    while at < len(words) and words[at] in _JOINING:
        at += 1
    if at == len(words) or not _is_breath(words, at, most_beside):
        return None
    named = ((place, number_named(words[place], language)) for place in range(at + 1, len(words)))
    numbers = [(place, number) for place, number in named if number is not None and number > 1]
    if len(numbers) != 1 or numbers[0][1] > _MOST_COUNTS:
        return None
    place, number = numbers[0]
    if (words[at] in _NOUNS and place == at + 1) or not _NUMBERED.isdisjoint(words[place + 1 :]):
        return None
    is_counted = not _COUNTS.isdisjoint(words)
    is_last = _BEHIND.issuperset(words[place + 1 :]) and (words[place - 1] in _FOR or place == at + 1)
    return number if is_counted or is_last else None


def _is_breath(words: list[str], place: int, most_beside: int = _MOST_BESIDE_SHORT) -> bool:
    """Return whether a word asks for a part of a breath, or for counting while one lasts."""
    word = words[place]
    is_short = word in _SHORT and len(words) - place <= most_beside
    is_counting = _COUNTING.match(word) is not None and (len(words) == 1 or not BREATHE.isdisjoint(words))
    return word in BREATHE or word in _BLOWS or word in _HOLDS or is_short or is_counting
