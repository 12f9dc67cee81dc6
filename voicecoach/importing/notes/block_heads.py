"""Turn paragraphs that people mean as heads, without a style or a mark for them, into headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from voicecoach.importing.document import Block, Heading, Item, TextBlock, text_of
from voicecoach.importing.lines.about_text import is_about_session
from voicecoach.importing.lines.labels import is_text_label
from voicecoach.importing.notes.habits import asks_in_infinitive
from voicecoach.importing.readers.heads import is_head_like, is_sentence, plain_heads
from voicecoach.script.listener import asks_listener, folded_words

_ENDS = re.compile(r"[.!?…)\]>/~–—-][\"'”’»*_]*$|\d\s?(?:s|sec|sek|seg|min)\b\W*$")
# "Instrucciones finales:", "2 Exercícios", "Primeira contração dos músculos", but neither "Lentamente:" nor "Relaja:"
_NOUN_FIRST = re.compile(
    r"(?:(?:\d{1,2}[ªºa°.]?|[IVX]{1,4}(?:[.)]|\s[–—-])) |[^\W\d_]+[aeo] (?=[^\W\d_]+(?:ción|zione|ção)\b))?"
    r"[^\W\d_]{3,}(?:[cs]i(?:ón|ones)|[zs]ion[ei]|ç(?:ão|ões)|tions?|ung(?:en)?|[ai]m(?:i?entos?|enti)|[cí]cios?)"
    r"(?: [^\W\d_]+[^.!?;:…]{0,80})?[: ]*",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"^[IVX]{1,4}\W+")
_IS_MARKED = re.compile(r":\s*$|^[IVX]{1,4}\W")
_MOST_WORDS = 13
_LEAST_HEADS = 2
_LEAST_PARAGRAPHS = 5

_LONG = 200
"""The characters of some lines right below each other that nobody announces as phrases to repeat."""


def with_block_heads(blocks: list[Block], language: str) -> list[Block]:
    """Return the blocks with short paragraphs above longer ones as headings, where there are two or more of them.

    One is enough where all other paragraphs end with a stop, so that it is no verse.
    """
    lines: list[str] = []
    places: list[int] = []
    for at, block in enumerate(blocks):
        words = _words_of_head(block, blocks[at + 1 :])
        if lines and (_ENDS.search(lines[-1]) or is_about_session(lines[-1])):
            lines.append("")  # a paragraph that ends with a stop is above a new part
            places.append(-1)
        lines.append(words)
        places.append(at)
    open_ends = [at for at, words in enumerate(lines) if words and not _ENDS.search(words)]
    is_only = len(open_ends) == 1 and sum(map(bool, lines)) >= _LEAST_PARAGRAPHS
    heads = {places[at] for at in plain_heads(lines, 1 if is_only else 2)} | _heads_with_noun(blocks, language)
    return [
        Heading(block.text.rstrip(" :"), 2, block.line) if at in heads and isinstance(block, TextBlock) else block
        for at, block in enumerate(blocks)
    ]


def _heads_with_noun(blocks: list[Block], language: str) -> set[int]:
    """Return the places of lines that begin with a noun by its ending and ask nobody, where two or more are alike.

    Words stand below them: a list, or a longer sentence, which no verse is. With a colon one alone is enough, and so
    it is with a verb in the infinitive: "Comenzar el ejercicio:".
    """
    found = [
        at
        for at, block in enumerate(blocks[:-1])
        if isinstance(block, TextBlock)
        and _is_noun_head(block.text, language)
        and not is_text_label(block.text)
        and _has_words_below(block, blocks[at + 1])
    ]
    known = sum(isinstance(block, Heading) and _is_noun_head(block.text, language) for block in blocks)
    is_sure = len(found) + known >= _LEAST_HEADS
    marked = {at for at in found if is_sure or _IS_MARKED.search(text_of(blocks[at]))}
    return marked | (_like_heads(blocks) if is_sure else set())


def _like_heads(blocks: list[Block]) -> set[int]:
    """Return the places of short lines above a list that look like the heads of other parts: "Harmonia cardíaca"."""
    return {
        at
        for at, block in enumerate(blocks[:-1])
        if isinstance(block, TextBlock) and isinstance(blocks[at + 1], Item) and is_head_like(block.text)
    }


def _is_noun_head(text: str, language: str) -> bool:
    words = folded_words(_ROMAN.sub("", text))
    is_head = len(words) <= _MOST_WORDS and (text[:1].isupper() or text[:1].isdigit()) and not is_text_label(text)
    if not is_head or asks_listener(_ROMAN.sub("", text)):
        return False
    is_task = text.rstrip().endswith(":") and len(words) > 1 and asks_in_infinitive(text.rstrip(": "), language)
    return is_task or _NOUN_FIRST.fullmatch(text.strip()) is not None


def _has_words_below(head: TextBlock, below: Block) -> bool:
    return isinstance(below, Item | Heading) or (isinstance(below, TextBlock) and is_sentence(below.text, head.text))


def _words_of_head(block: Block, below: Sequence[Block]) -> str:
    """Return the words of a paragraph, without the colon of a head above many words: "Opening speech:"."""
    words = block.text if isinstance(block, TextBlock) else ""
    if not words.endswith(":"):
        return words
    texts = takewhile(lambda one: isinstance(one, TextBlock), below)
    length, line = 0, 0
    for one in texts:
        if (line and one.line != line + 1) or length >= _LONG:
            break
        length, line = length + len(text_of(one)), one.line
    return words.rstrip(" :") if length >= _LONG else words
