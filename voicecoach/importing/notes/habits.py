"""Decide what could be words or a note by what the same text does elsewhere: with its brackets, with its emphasis.

Nothing of it is decided by one place alone: "(blow)" is a note where other brackets ask for the like, too, and so is
"(Hands flat on the back)" where such brackets stand all through the text.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from voicecoach.caseless import Caseless
from voicecoach.importing.directions.asides import articles
from voicecoach.importing.directions.bracket_words import OTHERS
from voicecoach.importing.directions.edge_words import OR, VOICE
from voicecoach.importing.directions.for_leader import names_others
from voicecoach.importing.directions.parts import MAY_BE_NOTE, FoundDirection, Part, SpokenWords, UnclearDirection
from voicecoach.importing.directions.pause_nouns import time_of_silence
from voicecoach.importing.directions.stage_directions import split_line
from voicecoach.importing.directions.surrounded_line import SurroundedLine
from voicecoach.importing.document import Block, Item, Note, TextBlock, TimedCue, Words, text_of
from voicecoach.importing.lines.past import is_tale, may_be_past
from voicecoach.importing.report import places_of
from voicecoach.script.direction_words import folded
from voicecoach.script.directions import NoteDirection
from voicecoach.script.listener import addresses_listener, folded_words
from voicecoach.text import base_code

_ROUND = re.compile(r"(?<![^\W_])(?<!\\)\((?P<words>[^()\n]{2,200})\)")
_EMPHASISED = re.compile(r"\s*(?P<mark>\*|_)(?P<words>(?!\1)[^*_\n]{3,200})(?P=mark)\s*")
_EMPHASISED_PART = re.compile(r"(?<![\w*_])(?P<mark>\*|_)(?P<words>[^*_\n]{2,200})(?P=mark)(?![\w*_])")
_EMPHASIS_TOLD = Caseless(
    r"\b(?:italics?|kursiv\w*|cursivas?|itali(?:ques?|c[oa])|corsivo|itálicos?|cursie[fv]e?)\b[^.!?]{0,60}"
    r"\b(?:not|nicht|no|non|ne|não|niet|only|nur|sólo|solo|seulement|solo|só|alleen|für|for|para|pour|per|voor)\b|"
    r"\b(?:\w*instruct\w+|\w*anweisung\w*|hinweise|consignes|indicaciones|istruzioni|indicazioni|instruções|\w*instructies?)\b"
    r"[^.!?]{0,40}\b(?:italics?|kursiv|cursivas?|italique|corsivo|itálico|cursief|schuin)"
)
"""A sentence that tells what is in italics: "Les consignes en italique ne se lisent pas."."""

_INFINITIVES = {
    "es": re.compile(r"(?:no )?[^\W\d_]+(?:[aei]r|ír)(?:se|l[aeo]s?)?\b", re.IGNORECASE),
    "pt": re.compile(r"(?:não )?[^\W\d_]+(?:[aeio]r|ôr)(?:-se|-l?[ao]s?|-lhes?)?\b", re.IGNORECASE),
    "it": re.compile(r"(?:non )?[^\W\d_]+(?:are|ere|ire|rre|[aei]r(?:si|l[aeoi]|gli))\b", re.IGNORECASE),
    "fr": re.compile(r"(?:ne pas |se |s['’])?[^\W\d_]+(?:[ei]r|oir|[dtiu]re)\b", re.IGNORECASE),
    "de": re.compile(r"(?:[^\W\d_]+\s){1,5}[a-zäöüß]+(?:en|ern|eln)\W*$"),
    "nl": re.compile(r"(?:[^\W\d_]+\s){1,5}[a-z]{3,}en\W*$"),
}
"""The forms that verbs have in notes for whoever reads, and seldom in words for the listener, by language."""

_LONG_INFINITIVES = {
    "de": re.compile(r"(?:[^\W\d_]+,?\s){6,11}[a-zäöüß]+(?:en|ern|eln)\W*$"),
    "nl": re.compile(r"(?:[^\W\d_]+,?\s){6,11}[a-z]{3,}en\W*$"),
}
"""The same where the verb is at the end of more words, as few sentences are in brackets."""

_SENTENCE = re.compile(r"(?:^|(?<=[.!?…:]\s))[\"“„«(]*(?P<words>[^.!?…:()\n]{3,120})")
_REFERENCE = re.compile(r"(?P<name>(?:[A-ZÀ-Ý][^\W\d_]*\.? |[^\W\d_]{1,4}\. ?){1,3})\d{1,3}(?![^,;)])")
_LEAST = 2
_MOST_OF_ONE_NOTE = 3
"""The most emphasised passages for each one that is a pause or a known note."""
_MOST_OF_INFINITIVES = 0.2
_LEAST_LETTERS = 3
_WHY_HABIT = "it is in brackets, like other notes in the text. To have it spoken, remove the <!-- --> and the brackets"
_WHY_EMPHASIS = (
    "it is in italics or bold, like other notes in the text. "
    "To have it spoken, remove the <!-- --> and the stars or underscores"
)
_OTHER_WAY = re.compile(r"\W*(?:or|oder|o|u|ou|oppure|of|and|und|y|e|et|en|i\.?e|e\.?g|z\.?\s?b)\b", re.IGNORECASE)
_LEAST_NOTES = 3
_LEAST_SHARE = 0.25
_WHY_THROUGHOUT = (
    "unsure: brackets like these are all through the text. "
    "To have the words spoken, remove the <!-- --> and the brackets"
)


class Habits:
    """Reads the lines of one text by what it does with its brackets and its emphasis."""

    def __init__(self, blocks: Sequence[Block], language: str) -> None:
        self._language = language
        self._texts = texts = [block.text for block in blocks if isinstance(block, TextBlock | Item | TimedCue)]
        self._asked = _brackets_that_ask(texts, language) | _references(texts)
        self._emphasis_is_told = any(_EMPHASIS_TOLD.search(text_of(block)) for block in blocks)
        self._emphasis_is_note = self._emphasis_is_told or _emphasises_notes(texts, language)
        self._spoken: list[tuple[int, str]] = []

    def parts(self, text: str, line: int) -> list[Part]:
        """Return the words and directions of a line, as :func:`split_line` does, with the habits of the text."""
        emphasised = _EMPHASISED.fullmatch(text) if self._emphasis_is_note else None
        parts = split_line(text, self._language)
        is_note = emphasised is not None and (self._emphasis_is_told or self._is_note(emphasised["words"]))
        if is_note and all(isinstance(one, SpokenWords) for one in parts):
            return [UnclearDirection(text.strip(), _WHY_EMPHASIS)]
        if (told := self._told_aside(parts)) is not None:
            return [told]
        pieces = [piece for part in parts for piece in self._cut(part)] if self._asked else parts
        for piece in pieces:
            if isinstance(piece, SpokenWords) and not piece.doubt and "(" in piece.text:
                self._spoken += [
                    (line, found[0]) for found in _ROUND.finditer(piece.text) if _may_be_note(found, self._language)
                ]
        return pieces

    def spoken_brackets(self) -> list[Note]:
        """Return one remark on the brackets that are spoken, with all their places; none where there are none."""
        if not self._spoken:
            return []
        first, bracket = self._spoken[0]
        places = places_of(line for line, _ in self._spoken)
        note = "If they are a note to the reader, put <!-- before them and --> after them"
        why = f"words in brackets are spoken{places}. {note}"
        return [Note(bracket, first, why)]

    def _told_aside(self, parts: Sequence[Part]) -> SpokenWords | None:
        """Return the words of a line that are of a tale: "(It was only the wind.)", "A moment of silence."."""
        part = parts[0] if len(parts) == 1 else None
        if isinstance(part, FoundDirection) and part.source[:1].isalpha() and time_of_silence(part.source, ""):
            return SpokenWords(part.source, MAY_BE_NOTE) if self._is_tale else None
        found = _ROUND.fullmatch(part.source) if isinstance(part, UnclearDirection) else None
        words = found["words"] if found else ""
        is_tale = words.endswith((".", "!", "?", "…")) and may_be_past(words, self._language)
        is_other = OTHERS.search(words) or names_others(words) or not VOICE.isdisjoint(folded_words(words))
        return SpokenWords(words, MAY_BE_NOTE) if is_tale and not is_other else None

    @functools.cached_property
    def _is_tale(self) -> bool:
        return is_tale(self._texts, self._language)

    def _is_note(self, words: str) -> bool:
        """Return whether emphasised words tell what somebody does, and address nobody."""
        texts = folded_words(words)
        return not addresses_listener(words, self._language) and (texts[:1] or [""])[0] in articles(self._language)

    def _cut(self, part: Part) -> list[Part]:
        """Take the brackets that ask for something out of spoken words."""
        if not isinstance(part, SpokenWords):
            return [part]
        pieces: list[Part] = []
        end = 0
        for found in _ROUND.finditer(part.text):
            if found["words"] in self._asked:
                stop = re.match(r"[.!?…]*", part.text[found.end() :])
                words = _words(part, end, found.start())
                pieces += [replace(one, text=one.text + (stop[0] if stop else "")) for one in words]
                pieces.append(UnclearDirection(found[0], _WHY_HABIT))
                end = found.end() + (stop.end() if stop else 0)
        return [*pieces, *_words(part, end, len(part.text))] if end else [part]


def _words(part: SpokenWords, begin: int, end: int) -> list[SpokenWords]:
    words = part.text[begin:end].strip()
    return [replace(part, text=words)] if re.search(r"\w", words) else []


def _brackets_that_ask(texts: Sequence[str], language: str) -> frozenset[str]:
    """Return the words in brackets whose verb is an infinitive, where two or more are and the sentences are not.

    >>> sorted(_brackets_that_ask(["(levantar la cabeza)", "Sopla el viento...(soplar)"], "es"))
    ['levantar la cabeza', 'soplar']
    """
    verb = _INFINITIVES.get(base_code(language))
    if verb is None:
        return frozenset()
    inside = [found["words"] for text in texts if "(" in text for found in _ROUND.finditer(text)]
    verbs = [verb, *filter(None, [_LONG_INFINITIVES.get(base_code(language))])]
    asked = [words for words in inside if any(one.match(words) for one in verbs) and _is_of_reader(words, language)]
    if len(asked) < _LEAST:
        return frozenset()
    sentences = [found["words"] for text in texts for found in _SENTENCE.finditer(_ROUND.sub(" ", text))]
    of_sentences = sum(verb.match(words.strip()) is not None for words in sentences)
    return frozenset(asked) if of_sentences <= _MOST_OF_INFINITIVES * len(sentences) else frozenset()


def _references(texts: Sequence[str]) -> frozenset[str]:
    """Return the words in brackets that name a place in a book or a recording, where two or more have the same form.

    >>> sorted(_references(["Streck dich (Buch S. 16).", "Roll dich ein (Buch S. 20, Bild 2).", "Noch (Rest 3)."]))
    ['Buch S. 16', 'Buch S. 20, Bild 2']
    """
    inside = [found["words"] for text in texts if "(" in text for found in _ROUND.finditer(text)]
    named = {words: found["name"] for words in inside if (found := _REFERENCE.match(words))}
    counts = Counter(named.values())
    return frozenset(words for words, name in named.items() if counts[name] >= _LEAST)


def _may_be_note(found: re.Match[str], language: str) -> bool:
    """Return whether words in brackets may be a note, and are neither an ending, "(a)", nor another way to do it."""
    return sum(map(str.isalpha, found["words"])) >= _LEAST_LETTERS and _is_of_reader(found["words"], language)


def asks_in_infinitive(sentence: str, language: str) -> bool:
    """Return whether a sentence begins with an infinitive, behind a label or without one: "OJO: recoger las mantas".

    >>> asks_in_infinitive("OJO: recoger las mantas", "es"), asks_in_infinitive("Recoge los pies.", "es")
    (True, False)
    """
    verb = _INFINITIVES.get(base_code(language))
    return (
        verb is not None
        and verb.match(re.sub(r"^[^\W\d_]{2,20}(?: [^\W\d_]+)?\s?:\s*", "", sentence.strip())) is not None
    )


def _is_of_reader(words: str, language: str) -> bool:
    texts = folded_words(words)
    return bool(texts) and texts[0] not in OR and not addresses_listener(words, language)


def _emphasises_notes(texts: Sequence[str], language: str) -> bool:
    """Return whether the emphasis of a text is for its notes: pauses and the like stand in it, at least twice."""
    found = [one for text in texts for one in _EMPHASISED_PART.finditer(text)]
    notes = sum(
        all(isinstance(part, FoundDirection | UnclearDirection) for part in split_line(one[0], language))
        for one in found
    )
    return notes >= _LEAST and _MOST_OF_ONE_NOTE * notes >= len(found)


@dataclass(frozen=True, slots=True)
class _Bracket:
    """Brackets whose words are a note that is known, or no direction that is.

    Attributes:
        begin: The offset of the opening one.
        end: The offset after the closing one.
        words: What is in them.
        is_alone: Whether they stand between sentences.
        is_known: Whether they are no speech in any text.
    """

    begin: int
    end: int
    words: str
    is_alone: bool
    is_known: bool


def with_bracket_notes(blocks: Sequence[Block], language: str) -> list[Block]:
    """Return the blocks with unknown words in round brackets as notes, where many of them stand between sentences.

    One alone may be spoken. Three or more, which address nobody, are the directions of a text that has them all
    through: "The sun rises. (stroke large circles)".
    """
    found = {
        at: brackets
        for at, block in enumerate(blocks)
        if isinstance(block, Words) and "(" in block.text and (brackets := _brackets(block.text, language))
    }
    alone = [one.words for brackets in found.values() for one in brackets if one.is_alone]
    notes = {folded(words) for words in alone if not _is_for_listener(words)}
    count = sum(isinstance(block, Words) for block in blocks)
    is_few = len(notes) < max(_LEAST_NOTES, _LEAST_SHARE * count) or 2 * len(notes) <= len(alone)
    if is_few:
        return list(blocks)
    return [
        part
        for at, block in enumerate(blocks)
        for part in (_without(block, found[at]) if at in found and isinstance(block, Words) else [block])
    ]


def _brackets(text: str, language: str) -> list[_Bracket]:
    brackets = []
    around = SurroundedLine(text)
    for found in _ROUND.finditer(text):
        is_note, is_spoken = _note_or_spoken(found[0], language)
        if is_note or is_spoken:
            is_known = is_note or found[0] == text.strip()
            brackets.append(_Bracket(*found.span(), found["words"], around.stands_alone(*found.span()), is_known))
    return brackets


@functools.lru_cache(maxsize=1_000)  # a text has many of its brackets more than once
def _note_or_spoken(bracket: str, language: str) -> tuple[bool, bool]:
    """Return whether brackets are a note, and whether they are nothing but spoken words."""
    # Between two sentences, so that only the words decide.
    parts = split_line(f"A. {bracket}", language)[1:]
    is_note = any(isinstance(part, FoundDirection) and isinstance(part.direction, NoteDirection) for part in parts)
    return is_note, all(isinstance(part, SpokenWords) for part in parts)


def _is_for_listener(words: str) -> bool:
    is_addressed = addresses_listener(words)
    return is_addressed or _OTHER_WAY.match(words) is not None


def _without(block: TextBlock | Item, brackets: Sequence[_Bracket]) -> Iterator[Block]:
    """Yield a block in parts, with a note at each place of brackets; those inside a sentence follow its part."""
    words, end = "", 0
    waiting: list[Note] = []
    for one in brackets:
        if _is_for_listener(one.words) or one.is_known:
            continue
        words += block.text[end : one.begin]
        end = one.end
        waiting.append(Note(block.text[one.begin : one.end], block.line, _WHY_THROUGHOUT))
        if one.is_alone:
            yield from _part(block, words)
            yield from waiting
            words, waiting = "", []
    yield from _part(block, words + block.text[end:])
    yield from waiting


def _part(block: TextBlock | Item, words: str) -> Iterator[Block]:
    text = re.sub(r"\s+(?=[.,;:!?…](?:\s|$))|(?<=\s)\s+", "", words).strip()
    if re.search(r"\w", text):
        yield replace(block, text=text)
