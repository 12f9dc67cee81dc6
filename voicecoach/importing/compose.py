"""Write a document as a script: find its language and title, arrange its blocks, and write them in order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from voicecoach.importing.arrange import arranged
from voicecoach.importing.document import (
    Block,
    Document,
    Exercise,
    Heading,
    Item,
    Rounds,
    TableRow,
    TextBlock,
    TimedCue,
)
from voicecoach.importing.draft import Draft
from voicecoach.importing.lines.heading_parts import heading_parts
from voicecoach.importing.lines.rows import language_of_heads
from voicecoach.importing.lines.words import speakable_name
from voicecoach.importing.notes.edges import with_edges
from voicecoach.importing.notes.habits import with_bracket_notes
from voicecoach.importing.pauses.bare_pauses import with_bare_pauses
from voicecoach.importing.pauses.bare_seconds import with_bare_seconds
from voicecoach.importing.pauses.bracket_letters import with_named_brackets
from voicecoach.importing.pauses.dictation import with_dictated_pauses, with_stops_of_pauses
from voicecoach.importing.pauses.each_pauses import with_each_pause
from voicecoach.importing.pauses.pause_signs import with_pause_signs, with_told_lengths
from voicecoach.importing.pauses.repeats import with_repeats
from voicecoach.importing.pauses.waits import with_waits
from voicecoach.importing.writer import Writer
from voicecoach.script.language import language_of

_BRACKETS = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")
_MOST_BLOCKS_ABOVE = 3
"""The most blocks, such as a greeting, above the only heading of the first level for it to be the title."""


def compose(document: Document, fallback_title: str) -> Draft:
    """Return the script of a document.

    Args:
        document: The source as read.
        fallback_title: The title of a source that states none.
    """
    blocks = arranged(document)
    language = _language(document, blocks)
    blocks = with_bracket_notes(blocks, language or "en")
    blocks = with_each_pause(blocks, language or "en")
    blocks = with_bare_seconds(blocks, document.remarks)
    blocks, lengths = with_told_lengths(with_named_brackets(blocks, language or "en"), language or "en")
    blocks = with_pause_signs(blocks, language or "en", document.remarks)
    blocks = with_stops_of_pauses(blocks)
    blocks = with_dictated_pauses(blocks, language or "en", document.remarks)
    blocks = with_waits(blocks, language or "en", document.remarks)
    blocks = with_bare_pauses(blocks, language or "en", document.remarks)
    blocks = with_repeats(blocks, document.remarks)
    blocks = with_edges(blocks, language or "en", document.remarks)
    writer = Writer(language)
    writer.script.title = speakable_name(
        (re.search(r"\w", document.title) and document.title) or _title_of(blocks) or fallback_title
    )
    writer.write([*lengths, *blocks], document)
    return writer.script


def _language(document: Document, blocks: list[Block]) -> str:
    words, beside = [], list[str]()
    for block in blocks:
        match block:
            case TextBlock(text) | Item(text) | Heading(text) | TimedCue(text):
                words.append(_BRACKETS.sub(" ", text))
                beside += _BRACKETS.findall(text)
            case Exercise():
                words += [block.source, *block.texts]
            case TableRow():
                words += block.cells
            case Rounds():
                words.append(block.source)
            case _:
                pass
    # A plan may have no other words than the names of its exercises and the heads of its columns.
    heads = {head for block in document.blocks if isinstance(block, TableRow) for head in block.header}
    return (
        document.language
        or language_of("\n".join([*words, *sorted(heads)]))
        or language_of_heads(heads)
        or language_of("\n".join([*words, *beside]))
        or _language_of_sheet(words)
    )


def _language_of_sheet(words: list[str]) -> str:
    """Return the language of the figures in a plan, such as "3 Sätze, 15 Wdh."; English words stand in all plans."""
    found = language_of_heads(words)
    return "" if found == "en" else found


def _title_of(blocks: Sequence[Block]) -> str:
    tops = [block for block in blocks if isinstance(block, Heading) and block.level == 1]
    if len(tops) == 1 and tops[0] in blocks[:_MOST_BLOCKS_ABOVE]:
        return heading_parts(tops[0].text)[0]
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            return heading_parts(block.text)[0]
        if isinstance(block, Exercise | TextBlock | TimedCue):
            break
    return ""
