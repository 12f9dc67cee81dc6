"""Tell of spoken paragraphs at the edges of a text that may be about it: what it is good for, how to read it, to whom.

They stay spoken, since such sentences may also be the first words of a session; the report names their places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from voicecoach.importing.about_text import sentences_of
from voicecoach.importing.asides import listeners
from voicecoach.importing.bracket_words import OTHERS
from voicecoach.importing.document import Block, Heading, Item, Note, Rule, TextBlock
from voicecoach.importing.edge_words import DURATION, GREETING, PURPOSE, VOICE
from voicecoach.importing.for_leader import names_others
from voicecoach.importing.labels import is_tip, names_session
from voicecoach.script.direction_words import folded

_LENGTH = re.compile(r"\d\s?(?:min\b|minut|['’](?:\s|$))", re.IGNORECASE)
_LEAST_WORDS = 5
_LEAST_SIGNS = 3
_BRACKET = re.compile(r"[(\[][^()\[\]]*[)\]]")
WHY_EDGE = "spoken. If it is about the text and no part of it, put it inside <!-- -->"
"""The doubt about a spoken sentence that may only be about the text."""


def told_edges(blocks: Sequence[Block], language: str) -> Iterator[Note]:
    """Yield the sentences above the first words for the listener, and below the last, that may be about the text."""
    texts = [block for block in blocks if not isinstance(block, Note | Rule)]
    told = [
        Note(one, block.line, WHY_EDGE)
        for block in texts if isinstance(block, TextBlock | Item)
        for one in sentences_of(block.text)[1:] if is_tip(one)
    ]  # fmt: skip
    for block in texts[:-1]:
        if isinstance(block, Heading):
            continue
        sentences = sentences_of(block.text) if isinstance(block, TextBlock) else []
        if isinstance(block, TextBlock) and may_be_about(block.text, language):
            sentences = [block.text]
        about = list(takewhile(lambda one: may_be_about(one, language), sentences))
        told += [Note(one, block.line, WHY_EDGE) for one in about]
        if len(about) < len(sentences) or not sentences:
            break
    for above, block in pairwise(texts):
        if isinstance(above, Heading) and isinstance(block, TextBlock) and may_be_about(block.text, language):
            told.append(Note(block.text, block.line, WHY_EDGE))
    for block in reversed(texts[1:]):
        sentences = sentences_of(block.text)[::-1] if isinstance(block, TextBlock | Item) else []
        about = list(takewhile(lambda one: may_be_about(one, language), sentences))
        told += [Note(one, block.line, WHY_EDGE) for one in about]
        if len(about) < len(sentences) or not sentences:
            break
    yield from dict.fromkeys(told)


def may_be_about(text: str, language: str) -> bool:
    """Return whether a sentence has words of whoever writes about a text, and none for its listener.

    >>> may_be_about("Lo scopo di questo esercizio è il rilassamento.", "it"), may_be_about("Lascia le spalle.", "it")
    (True, False)
    """
    text = _BRACKET.sub(" ", text)
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", folded(text))
    if len(words) < _LEAST_WORDS - (text.rstrip()[-1:] == ":") or not GREETING.isdisjoint(words):
        return False
    strong = [
        not VOICE.isdisjoint(words),
        not PURPOSE.isdisjoint(words),
        OTHERS.search(text) is not None or names_others(text),
        not DURATION.isdisjoint(words) and _LENGTH.search(text) is not None,
    ]
    is_for_listener = not listeners(language).isdisjoint(words)
    return any(strong) and (not is_for_listener or sum(strong) + names_session(text) >= _LEAST_SIGNS)
