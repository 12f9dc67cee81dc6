"""Read a pause that one note asks for behind each line or sentence: "Pause for 8 seconds after each affirmation."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from voicecoach.caseless import Caseless
from voicecoach.importing.document import Block, Heading, Item, Note, Rule, TextBlock, Words
from voicecoach.importing.lines.about_text import sentences_of
from voicecoach.importing.notes.explanations import has_pause
from voicecoach.script.directions import BreathPause, TimedPause, read_pause
from voicecoach.script.printer import print_pause

_EACH = Caseless(
    r"\b(?:each|every|between (?:the|all|these|them)|nach jede[mrn]|zwischen (?:den|jede[mrn])|hinter jede[mrn]|"
    r"jede[ns]?|cada|entre (?:las?|los?|les|as|os)|chaque|ogni|(?:tra|fra) (?:le|i|gli)|elke?|iedere?|"
    r"tussen (?:de|elke))\s?(?:of (?:the|these)\s|one\s|new\s)?"
    r"(?:(?P<all>lines?|sentences?|paragraphs?|instructions?|satz|sätzen?|zeilen?|absatz|absätzen|frases?|"
    r"líneas?|oraci(?:ón|ones)|párrafos?|phrases?|lignes?|paragraphes?|fras[ei]|righe?|paragraf[oi]|linhas?|parágrafos?|zin(?:nen)?|"
    r"regels?|alinea['’]?s?)|affirm\w+|afirm\w+|afferm\w+|statements?|images?|items?|suggestions?|wish(?:es)?|questions?|"
    r"aussagen?|bild(?:er|ern)?|fragen?|wünsche?n?|im[áa]gen(?:es|s)?|imagem|preguntas?|immagin[ei]|domand[ae]|perguntas?|"
    r"beelden?|vragen?|(?=\W*$))(?!\w)"
)
_ASKS = Caseless(
    r"\b(?:paus\w*|pauz\w*|leave|wait|allow|silence|time|between|after|still\w*|warten?|zeit|zwischen|nach|silen\w+|esper\w+|"
    r"dej\w+|tiempo|entre|laiss\w+|temps|après|silenzio|lasci\w+|tempo|tra|dopo|deix\w+|após|stilte|wacht\w*|laat|tijd|tussen|na)\b"
)
_LENGTH = Caseless(
    r"(?:\d{1,3}(?:\s?(?:[-–]|to|bis|a|à|tot)\s?\d{1,3})?|(?:two|three|five|ten|fifteen|twenty|thirty))"
    r"[\s-]?(?:s|se[ck]s?|seg|second\w{0,2}|sekunden?|segundos?|secondi|seconden|seconde|tellen|breaths?|atemzüge\w?|respira\w+|"
    r"respiri|ademhaling\w*|min(?:ute[sn]?|utos?|uti|uut)?)\b"
)
_PARTS = re.compile(r"(?<=[.!?;])\s+|\s[·|]\s")
_LEAST_ITEMS = 3
"""The least items of a list for a note to mean only these."""

_LONGEST_NOTE = 300
_MOST_WORDS_OF_PHRASE = 25


def with_each_pause(blocks: Sequence[Block], language: str) -> list[Block]:
    """Write the pause that a note asks for behind each line, sentence or phrase below it, up to the next heading.

    For lines and sentences that is the whole part, for affirmations and the like only the list of them.
    """
    kept = list(blocks)
    at = 0
    while at < len(kept):
        found = _asked(kept[at], language)
        if found is not None:
            pause, is_all = found
            note = kept[at]
            end = _end_of_part(kept, at + 1, is_all=is_all)
            items = [one for one in kept[at + 1 : end] if isinstance(one, Item)]
            meant = items if len(items) >= _LEAST_ITEMS else kept[at + 1 : end]
            below = [_with_pauses(one, pause, language) if one in meant else one for one in kept[at + 1 : end]]
            if below != kept[at + 1 : end] and isinstance(note, Note | TextBlock | Item):
                kept[at:end] = [Note(note.text, note.line, f"unsure: read as {pause} behind each line below"), *below]
        at += 1
    return kept


def _asked(block: Block, language: str) -> tuple[str, bool] | None:
    """Return the pause that a note asks for behind each part of the text, and whether that means all of the text."""
    text = block.text if isinstance(block, Note | TextBlock | Item) and len(block.text) <= _LONGEST_NOTE else ""
    words = text.strip("*_()[]{} .")
    # "Takes 8 minutes · Pause after each line" has no length for the pauses.
    asked = (one for one in _PARTS.split(words) if _EACH.search(one) and _LENGTH.search(one) and _ASKS.search(one))
    part = next(asked, "")
    each, length = _EACH.search(part), _LENGTH.search(part)
    if each is None or length is None:
        return None
    is_marked = isinstance(block, Note) or text.strip()[:1] in "([{*_"
    if not is_marked and (len(sentences_of(text)) > 1 or not _ASKS.match(words)):
        return None
    pause = read_pause(length[0].replace("-", " ") if length[0][0].isalpha() else length[0], language)
    return (print_pause(pause), each["all"] is not None) if isinstance(pause, TimedPause | BreathPause) else None


def _end_of_part(blocks: Sequence[Block], begin: int, *, is_all: bool) -> int:
    """Return the place behind the words that a note means."""
    first = next((one for one in blocks[begin:] if isinstance(one, Words)), None)
    count = len(sentences_of(first.text)) if first is not None else 0
    for at in range(begin, len(blocks)):
        block = blocks[at]
        if isinstance(block, Heading | Rule):
            return at
        if is_all or not isinstance(block, Words) or block is first:
            continue
        is_other = isinstance(first, Item) != isinstance(block, Item)
        if is_other or count > 1 or len(sentences_of(block.text)) > 1:
            return at
    return len(blocks)


def _with_pauses(block: Block, pause: str, language: str) -> Block:
    """Return a block with a pause behind each of its sentences; one that has a pause already stays."""
    if not isinstance(block, Words) or has_pause(block.text, language) or not re.search(r"\w{2}", block.text):
        return block
    sentences = sentences_of(block.text)
    if any(len(one.split()) > _MOST_WORDS_OF_PHRASE for one in sentences):
        sentences = (block.text,)
    return replace(block, text=" ".join(f"{one} {pause}" for one in sentences))
