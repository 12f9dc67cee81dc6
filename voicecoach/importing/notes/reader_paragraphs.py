"""Find the paragraphs that are for whoever reads a text aloud: above its first words, or between them.

One sign alone may be chance. A paragraph is taken out with two of these: it speaks of the text or of reading it; it
speaks of those who listen; it addresses somebody in another form than all the other paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from voicecoach.caseless import Caseless
from voicecoach.importing.directions.bracket_words import pauses_in
from voicecoach.importing.directions.edge_words import GREETING, is_told
from voicecoach.importing.directions.parts import MAY_BE_NOTE
from voicecoach.importing.document import Block, Heading, Item, Note, Rule, TextBlock, Words
from voicecoach.importing.lines.about_text import WHY_LEADER, sentences_of
from voicecoach.importing.lines.exercise_lines import is_exercise
from voicecoach.importing.lines.labels import (
    is_fact_key,
    is_text_label,
    is_tip,
    names_session,
    says_who_reads,
    split_fact,
)
from voicecoach.importing.lines.past import may_be_past
from voicecoach.importing.notes.form_of_address import FormOfAddress, address_of, main_address
from voicecoach.importing.readers.titles import is_title, names_text
from voicecoach.script.listener import addresses_listener, folded_words

_FOLLOWING = Caseless(
    r"\b(?:(?:nach)?folgende[nrms]?|following|below|volgende|onderstaande|suivante?s?|ci-dessous|siguientes?|seguent[ei]|"
    r"seguintes?)\b",
)
_READING = Caseless(
    r"\b(?:vor(?:zu)?les\w*|vorl[ie]\w*st|vorlies\w*|vorträg\w*|vorzutragen|vorgelesen\w*|(?:lies|liest|lesen|lest)\b.{0,60}\bvor|"
    r"voor(?:te)?\s?(?:ge)?le[ez]\w*|(?:lees|leest)\b.{0,60}\bvoor|"
    r"(?:à|de) lire|lisez|lecture|lectrice|lecteur|read (?:this|it|the|aloud|out|to)|reading (?:this|it|the|aloud|out)|"
    r"leer(?:l[aeo]s?)?|leyendo|léel[oa]|lea (?:el|la|este)|legge(?:re|ndo)|leggi (?:il|la|questo)|ler|lendo|"
    r"leia (?:o|a|este))\b",
)
_TEXT = Caseless(
    r"\b(?:fantasiereise\w*|phantasiereise\w*|traumreise\w*|geschichte|erzählung|texte?s?|story|verhaal|histoire|conte|"
    r"cuento|historia|storia|racconto|história|conto|tekst|texto|testo)\b",
)
_LISTENERS = Caseless(
    r"\b(?:kinder[ns]?|mädchen und jungen|teilnehmer\w*|teilnehmend\w*|schüler\w*|zuhörer\w*|"
    r"gruppenleit\w*|(?:das|dein|ihr|einem|dem|des) kind(?:es)?|children|pupils|students|participants|"
    r"(?:the|your|a) (?:child|listener|client)|kinderen|deelnemers|leerlingen|(?:het|een|je|uw) kind|"
    r"enfants|élèves|participants|(?:(?:un|votre|ton) |l['’])enfant|niñ[oa]s|alumn[oa]s|participantes|"
    r"(?:el|tu|su|la) niñ[oa]|bambini|allievi|partecipanti|(?:il|tuo|vostro) bambino|crianças|alunos|"
    r"(?:a|sua|tua) criança)\b",
)
_MINUTES = re.compile(r"\d\s?min", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“„«][^\"“„«”»]*[\"”“»]")
_LONGEST = 2_000
_MOST_AT_TOP = 30
_MOST_WORDS_OF_HEAD = 10
_LEAST_SIGNS = 2
_SHARE_OF_LIST = 0.4


@dataclass(frozen=True, slots=True)
class _Signs:
    """The signs that a paragraph is for the reader.

    Attributes:
        names_text: Whether it speaks of the text that follows, or of reading it.
        names_listeners: Whether it speaks of those who listen.
        is_other_form: Whether it addresses somebody in another form than the others.
        is_announced: Whether it says that a text of a kind follows, so that it is none of it.
        tells_length: Whether it has a number of minutes as well as words about reading.
    """

    names_text: bool
    names_listeners: bool
    is_other_form: bool
    is_announced: bool
    tells_length: bool = False

    @property
    def count(self) -> int:
        return sum((self.names_text, self.names_listeners, self.is_other_form, self.tells_length))


def with_reader_paragraphs(blocks: Sequence[Block], language: str) -> tuple[list[Block], list[Note]]:
    """Return the blocks with the paragraphs that are for the reader as notes, and those that are unsure.

    The unsure ones are to be told, unless they turn out to be something else than speech.
    """
    unsure: list[Note] = []
    tails: dict[int, list[Block]] = {}
    texts = {at: block.text for at, block in enumerate(blocks) if isinstance(block, Words)}
    form = main_address((text for text in texts.values() if not _names(text)), language)
    signs = {at: _signs(text, form, language) for at, text in texts.items()}
    kept = list(blocks)
    top = _end_of_top(blocks, signs, language)
    sure = {at for at, one in signs.items() if one.count >= _LEAST_SIGNS or (at < top and one.is_announced)}
    sure |= _in_lists(blocks, sure)
    above = max((at for at in sure if at < top), default=0)
    title = _title_above(blocks, above)
    for at, text in texts.items():
        if at == title:
            kept[at] = Heading(text.strip("*_ "), 1, blocks[at].line)
        elif 0 < above < at < top and isinstance(blocks[at], TextBlock) and is_title(text):
            kept[at] = Heading(text, 2, blocks[at].line)
        elif at in sure or (at < above and not _is_known(text)) or _goes_on(blocks, kept, at):
            whole = Note(text, blocks[at].line, WHY_LEADER)
            kept[at], tail = _noted(blocks[at], text, form, language) if at >= above else (whole, [])
            tails |= {at: tail} if tail else {}
        elif signs[at].is_other_form or (at < top and signs[at].count and GREETING.isdisjoint(folded_words(text)[:1])):
            unsure.append(Note(text, blocks[at].line, MAY_BE_NOTE))
    return [part for at, block in enumerate(kept) for part in (block, *tails.get(at, ()))], unsure


def _in_lists(blocks: Sequence[Block], sure: set[int]) -> set[int]:
    """Return the places of the items of the first lists in which two of five items are surely for the reader."""
    found: set[int] = set()
    runs = groupby(range(min(len(blocks), _MOST_AT_TOP)), lambda at: isinstance(blocks[at], Item))
    for places in (list(run) for is_list, run in runs if is_list):
        known = len(sure.intersection(places))
        found |= set(places) if known >= _LEAST_SIGNS and known >= _SHARE_OF_LIST * len(places) else set()
    return found


def _noted(block: Block, text: str, form: FormOfAddress | None, language: str) -> tuple[Note, list[Block]]:
    """Return a paragraph as a note, and the words behind its last sign where there are more of them than before it."""
    sentences = sentences_of(text)
    signs = [_signs(one, form, language).count or _MINUTES.search(one) for one in sentences]
    last = max((at for at, one in enumerate(signs) if one), default=len(sentences))
    head, tail = " ".join(sentences[: last + 1]), " ".join(sentences[last + 1 :])
    if len(tail.split()) <= len(head.split()) or tail.endswith(":") or not isinstance(block, TextBlock):
        return Note(text, block.line, WHY_LEADER), []
    return Note(head, block.line, WHY_LEADER), [replace(block, text=tail)]


def still_unsure(unsure: Sequence[Note], blocks: Sequence[Block]) -> list[Note]:
    """Return the unsure paragraphs that are spoken after all other readers looked at them."""
    texts = [block for block in blocks if isinstance(block, Words) and block.text.lstrip(" *_")[:1] not in "(["]
    spoken = {(block.line, block.text) for block in texts}
    return [note for note in unsure if (note.line, note.text) in spoken]


def _title_above(blocks: Sequence[Block], above: int) -> int | None:
    """Return the place of the title among the lines above a paragraph for the reader: one that names a kind of text."""
    lines = {at: block.text.strip("*_ ") for at, block in enumerate(blocks[:above]) if isinstance(block, TextBlock)}
    titles = [at for at, words in lines.items() if is_title(words)]
    has_title = any(isinstance(block, Heading) and block.level == 1 for block in blocks[:above])
    named = (at for at in titles if names_text(lines[at]))
    return None if has_title else next(named, next(iter(titles), None))


def _names(text: str) -> bool:
    return len(text) > _LONGEST or _READING.search(text) is not None or _LISTENERS.search(text) is not None


def _signs(text: str, form: FormOfAddress | None, language: str) -> _Signs:
    is_silence = text.lstrip(" *_")[:1] in "[(" and bool(pauses_in(text, language))  # with its own words: "(10 s)"
    if len(text) > _LONGEST or is_text_label(text) or is_told(text) or is_silence:
        return _Signs(names_text=False, names_listeners=False, is_other_form=False, is_announced=False)
    words = _QUOTED.sub(" ", text)
    names_session_or_text = names_session(words) or _TEXT.search(words) is not None
    names_listeners = _LISTENERS.search(words) is not None
    is_before = words.rstrip("*_ ").endswith(":") and (names_listeners or not addresses_listener(words, language))
    is_before = is_before and not may_be_past(words, language)  # "The old man told the story:"
    is_announced = (_FOLLOWING.search(words) is not None or is_before) and names_session_or_text
    is_announced = is_announced or says_who_reads(text) or _is_head_of_reading(words, language)
    is_read = _READING.search(words) is not None
    names_text = is_read or is_announced or is_tip(words)
    own = address_of(text, language)
    is_other = form is not None and own not in (None, form)
    return _Signs(names_text, names_listeners, is_other, is_announced, is_read and _MINUTES.search(words) is not None)


def _is_head_of_reading(words: str, language: str) -> bool:
    """Return whether a line without a stop says that the text to read follows: "Comments to be read aloud"."""
    is_line = len(words.split()) <= _MOST_WORDS_OF_HEAD and words.rstrip("*_: ")[-1:].isalnum()
    return is_line and _READING.search(words) is not None and not addresses_listener(words, language)


def _end_of_top(blocks: Sequence[Block], signs: dict[int, _Signs], language: str) -> int:
    """Return the place of the first paragraph that addresses the listener, and has no sign of being for the reader."""
    for at, block in enumerate(blocks[:_MOST_AT_TOP]):
        if isinstance(block, Heading | Note | Rule):
            continue
        if not isinstance(block, Words) or _is_exercise(block.text):
            return at
        if isinstance(block, Item) and at - 1 in signs and signs[at - 1].is_announced and not signs[at].count:
            return at  # "Say these sentences:", above a list
        is_label = isinstance(block, TextBlock) and is_text_label(block.text)
        if not is_label and signs[at].count == 0 and addresses_listener(block.text, language):
            return at
    return 0


def _is_exercise(text: str) -> bool:
    """Return whether a line is an exercise with its figures: a plan has begun."""
    return is_exercise(text.partition("\n")[0].replace("**", ""))


def _goes_on(blocks: Sequence[Block], kept: Sequence[Block], at: int) -> bool:
    """Return whether a paragraph goes on with a sentence of the note above it."""
    above, block = kept[at - 1] if at else None, blocks[at]
    is_cut = (
        isinstance(above, Note) and above.why == WHY_LEADER and re.search(r"[^\W\d_],?\s*$", above.text) is not None
    )
    return is_cut and isinstance(block, TextBlock) and block.text[:1].islower()


def _is_known(text: str) -> bool:
    """Return whether other readers know what a line above the text is."""
    fact = split_fact(text)
    return is_text_label(text) or (fact is not None and is_fact_key(fact[0]))
