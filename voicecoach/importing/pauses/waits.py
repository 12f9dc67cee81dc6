"""Give time to what the listener is asked to do for so long: "Hold for 7 seconds." is spoken, and silence follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from voicecoach.caseless import Caseless
from voicecoach.importing.directions.asides import time_given
from voicecoach.importing.directions.bracket_words import direction_in
from voicecoach.importing.directions.for_leader import is_for_leader
from voicecoach.importing.document import Block, Exercise, Heading, Item, Note, Rule, TextBlock, TimedCue, Words
from voicecoach.importing.document import TimedSilence as Silence
from voicecoach.importing.lines.about_text import WHY_LEADER, sentences_of
from voicecoach.importing.lines.past import is_tale, may_be_past
from voicecoach.importing.notes.edges import WAITING
from voicecoach.importing.notes.explanations import has_pause
from voicecoach.importing.notes.habits import asks_in_infinitive
from voicecoach.importing.report import places_of
from voicecoach.script.asked_waits import EMPHASIS, AskedWait, begins_with_mark_of_pause, waits_in
from voicecoach.script.directions import BreathPause, PauseLength, TimedPause, read_pause
from voicecoach.script.listener import addresses_listener
from voicecoach.script.printer import print_pause
from voicecoach.script.settings import find_spec
from voicecoach.script.spec import Scope
from voicecoach.text import base_code

_MOST_OF_INFINITIVES = 0.2
_AFTER = Caseless(
    r"(?:after|nach|(?:después|despues|al cabo) de|tras|pasados|après|au bout de|dopo|depois de|após|passados|na)\s"
    r"(?:(?:mais ou menos|más o menos|plus ou moins|più o meno|min of meer|more or less)\s)?"
    r"(?P<length>[^.:;,!?]{3,50}?)"
    r"(?:,?\s(?:weiter\w*|fortfahren|(?:go|carry|read) on|continue|resume|seguir|sig[au]e?|continu[aeú]r?|"
    r"continuare|continuate|prosegui(?:re|te)?|riprend(?:ere|i|ete)|reprend(?:re|s)|reprenez|continuez|poursui\w+|"
    r"prosseguir|prossiga|retomar?|retome|verder(?: ?(?:gaan|lezen|praten))?|ga verder|lees verder))?[.:…]*"
)
"""A sentence that is nothing but a time to be waited for: "Depois de 1 minuto, continuar:".

Among the sentences of a tale it tells how long something took: "He sat down. After ten minutes. The moon came out."
"""


_SECONDS = {
    "en": "seconds", "de": "Sekunden", "es": "segundos", "fr": "secondes", "it": "secondi", "pt": "segundos",
    "nl": "seconden",
}  # fmt: skip
_SIGN_OF_SECONDS = Caseless(
    r"(?P<before>\b(?:for|für|per|por|durante|pendant|voor)\s"
    r"(?:about |etwa |ca\.? |circa |unos |cerca de |environ |ongeveer )?\d{1,3}(?:\s?[-–]\s?\d{1,3})?)"
    r"\s?(?:[\"”″]|'')(?=[\s,.;)]|$)"
)
"""A length with the sign of seconds in a sentence: "Trattieni per circa 4\" quindi espira."."""


def with_waits(blocks: Sequence[Block], language: str, remarks: list[Note]) -> list[Block]:
    """Write a pause behind each sentence that asks the listener for something of a certain length.

    A pause that the text has there already is the one; an exercise has a time of its own.
    """
    language = base_code(language)
    blocks = list(_with_silences(blocks, language))
    asked: list[tuple[str, PauseLength, int]] = []
    kept: list[Block] = []
    is_exercise = False
    for place, block in enumerate(blocks):
        if isinstance(block, Heading | Rule | Exercise) or (isinstance(block, Item) and _makes_exercise(block)):
            is_exercise = isinstance(block, Item) or (isinstance(block, Exercise) and not block.is_listed)
        if not isinstance(block, Words) or is_exercise:
            kept.append(block)
            continue
        waits = list(waits_in(block.text, language))
        if waits and not block.text[waits[-1].end :].strip() and _begins_with_pause(blocks, place + 1):
            waits.pop()
        below = blocks[place + 1] if place + 1 < len(blocks) else None
        if isinstance(below, Silence):  # the format has the time for it
            waits = [one for one in waits if getattr(one.pause, "span_ms", None) != below.span_ms]
        is_emphasised = bool(waits) and block.text.strip()[0] in EMPHASIS  # the line as a whole may be a note
        if is_emphasised and has_pause(block.text, language):
            waits = []  # with its own length
        asked += [(wait.sentence, wait.pause, block.line) for wait in waits]
        if waits and is_emphasised:
            kept += [block, *(TextBlock(print_pause(wait.pause), block.line) for wait in waits)]
            continue
        kept.append(replace(block, text=_with_pauses(block.text, waits)) if waits else block)
    if asked:
        sentence, pause, line = asked[0]
        places = places_of(line for _, _, line in asked)
        remarks.append(Note(sentence, line, f"spoken, then silence: {print_pause(pause)}{places}"))
    return kept


def _with_pauses(text: str, waits: Sequence[AskedWait]) -> str:
    """Return a text with a pause behind each sentence that asks for one."""
    ends = [wait.end for wait in waits]
    between = [text[begin:end].strip() for begin, end in pairwise([*ends, len(text)])]
    behind = [part for wait, words in zip(waits, between, strict=True) for part in (print_pause(wait.pause), words)]
    return " ".join(filter(None, [text[: ends[0]].rstrip(), *behind]))


def _with_silences(blocks: Sequence[Block], language: str) -> Iterator[Block]:
    """Yield the blocks with sentences such as "Esperar 10 segundos antes de seguir." as silence and a note.

    Where the whole text asks in the infinitive, they are for the listener as the others are.
    """
    texts = [block.text for block in blocks if isinstance(block, Words)]
    sentences = [one for text in texts for one in sentences_of(text)]
    asked = [one for one in sentences if asks_in_infinitive(one, language)]
    is_told = any(map(_AFTER.fullmatch, sentences)) and is_tale(texts, language)
    waiting = sum(WAITING.match(one) is not None for one in asked)
    is_asked = waiting > 0 and len(asked) - waiting <= _MOST_OF_INFINITIVES * len(sentences)
    has_begun = False
    for block in blocks:
        if isinstance(block, Words):
            has_begun = True
            is_past = is_told or may_be_past(block.text, language)
            said = _SIGN_OF_SECONDS.sub(r"\g<before> " + _SECONDS.get(language, "s"), block.text)
            yield from _silences_of(replace(block, text=said), language, is_asked=is_asked, is_told=is_past)
        else:
            yield block
            told = block.text if has_begun and isinstance(block, Note) and block.why == WHY_LEADER else ""
            given = (time_given(one, language) for one in sentences_of(told))
            # "Allow 30 seconds for the group to settle."
            yield from (TextBlock(print_pause(pause), block.line) for pause in given if pause)


def _silences_of(block: TextBlock | Item, language: str, *, is_asked: bool, is_told: bool) -> Iterator[Block]:
    sentences = sentences_of(block.text)
    given = [None if is_told else _time_let_pass(one, language) for one in sentences]
    if not is_asked and _AFTER.search(block.text) is None and not any(given):
        yield block
        return
    words: list[str] = []
    for sentence, pass_ in zip(sentences, given, strict=True):
        after = None if is_told else _AFTER.fullmatch(sentence)
        pause = direction_in(sentence.strip(" .!"), language) if is_asked and WAITING.match(sentence) else None
        pause = read_pause(after["length"], language) if after else pause or pass_
        if pause is None and not words and any(given) and is_for_leader(sentence):
            yield Note(sentence, block.line, WHY_LEADER)  # Allow 1 minute. Watch the participants.
            continue
        if not isinstance(pause, TimedPause | BreathPause) or addresses_listener(sentence):
            words.append(sentence)
            continue
        is_label = len(words) == 1 and len(words[0].split()) == 1  # "Pausa. Esperar 10 segundos."
        if words and not is_label:
            yield replace(block, text=" ".join(words))
        yield Note(" ".join([*words, sentence] if is_label else [sentence]), block.line, WHY_LEADER)
        yield TextBlock(print_pause(pause), block.line)
        words = []
    if words:
        yield replace(block, text=" ".join(words))


def _time_let_pass(sentence: str, language: str) -> TimedPause | None:
    """Return how long a sentence asks whoever leads to wait: "Allow 10 seconds."; breaths may be the listener's."""
    pause = time_given(sentence, language) if sentence[:1].isalpha() else None  # in brackets it is read elsewhere
    return pause if isinstance(pause, TimedPause) else None


def _begins_with_pause(blocks: Sequence[Block], place: int) -> bool:
    """Return whether the block at a place, or the next that is no note, is a pause or begins with one."""
    block = next((blocks[at] for at in range(place, len(blocks)) if not isinstance(blocks[at], Note)), None)
    if isinstance(block, Silence | TimedCue):
        return True
    text = block.text.lstrip() if isinstance(block, Words) else ""
    return begins_with_mark_of_pause(text) or (bool(text) and read_pause(text) is not None)


def _makes_exercise(item: Item) -> bool:
    """Return whether an item is a setting that makes a step an exercise, such as ``hold: 30s``."""
    key, colon, value = item.text.partition(":")
    found = find_spec(key.strip(), Scope.STEP) if colon and value and len(key) < len(item.text) else None
    return bool(found and found[0].makes)
