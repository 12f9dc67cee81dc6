"""Decide once for a whole text whether its round brackets are notes: "(Hands flat on the back)", "(quick drumming)"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from voicecoach.importing.directions.parts import FoundDirection, SpokenWords
from voicecoach.importing.directions.stage_directions import split_line
from voicecoach.importing.directions.surrounded_line import SurroundedLine
from voicecoach.importing.document import Block, Item, Note, TextBlock
from voicecoach.script.direction_words import folded
from voicecoach.script.directions import NoteDirection
from voicecoach.script.listener import addresses_listener

_ROUND = re.compile(r"(?<![\w\\])\((?P<words>[^()\[\]\n]{3,160})\)")
_OTHER_WAY = re.compile(r"\W*(?:or|oder|o|u|ou|oppure|of|and|und|y|e|et|en|i\.?e|e\.?g|z\.?\s?b)\b", re.IGNORECASE)
_LEAST_NOTES = 3
_LEAST_SHARE = 0.25
_WHY = "unsure: brackets like these stand all through the text. Remove them to have the words spoken"


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
        if isinstance(block, TextBlock | Item) and "(" in block.text and (brackets := _brackets(block.text, language))
    }
    alone = [one.words for brackets in found.values() for one in brackets if one.is_alone]
    notes = {folded(words) for words in alone if not _is_for_listener(words)}
    count = sum(isinstance(block, TextBlock | Item) for block in blocks)
    is_few = len(notes) < max(_LEAST_NOTES, _LEAST_SHARE * count) or 2 * len(notes) <= len(alone)
    if is_few:
        return list(blocks)
    return [
        part
        for at, block in enumerate(blocks)
        for part in (_without(block, found[at]) if at in found and isinstance(block, TextBlock | Item) else [block])
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
        waiting.append(Note(block.text[one.begin : one.end], block.line, _WHY))
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
