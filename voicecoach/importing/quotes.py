"""Recognise texts whose speech stands in quotation marks, and take the other words for notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from voicecoach.importing.document import Block, Item, Note, TextBlock
from voicecoach.script.directions import read_direction

_QUOTED = re.compile(r"[\"“„«”](?P<inside>[^\"“„«”»]*)[\"”“»]")
_OPENING = re.compile(r"[\s*_(]*[\"“„«](?=\S)")
_CLOSING = re.compile(r"[\"”“»][\s*_).]*$")
_OPENING_MARKS, _CLOSING_MARKS = frozenset('"“„«”'), frozenset('"”“»')
_MARK = re.compile(r"[\"“„«”»]")
_LEAST_QUOTED = 3
_QUOTED_SHARE = 0.7
_MOST_PARAGRAPHS = 40


def _is_quoted(text: str) -> bool:
    """Return whether a quotation mark stands before the first word of a text, and one behind the last."""
    first, behind = re.search(r"\w", text), re.search(r"\w", text[::-1])
    if first is None or behind is None:
        return False
    before, after = text[: first.start()], text[len(text) - behind.start() :]
    return not _OPENING_MARKS.isdisjoint(before) and not _CLOSING_MARKS.isdisjoint(after)


def with_quotes(blocks: list[Block]) -> list[Block]:
    """Take quoted paragraphs for the speech and the others for notes, if nearly all are quoted."""
    blocks = list(_with_each_quoted(blocks))
    texts = [block for block in blocks if isinstance(block, TextBlock | Item) and read_direction(block.text) is None]
    quoted = [block for block in texts if _is_quoted(block.text)]
    words = sum(len(block.text.split()) for block in texts)
    is_quoted = len(quoted) >= _LEAST_QUOTED and sum(len(one.text.split()) for one in quoted) >= _QUOTED_SHARE * words
    kept: list[Block] = []
    for block in blocks:
        if not isinstance(block, TextBlock | Item):
            kept.append(block)
        elif _is_quoted(block.text):
            kept.append(replace(block, text=_without_quotes(block.text)))
        elif (
            is_quoted
            and read_direction(block.text) is None
            and not block.text.strip().startswith(("(", "[", "*", "_", "<"))
        ):
            inside = " ".join(found["inside"] for found in _QUOTED.finditer(block.text))
            kept.append(Note(block.text, block.line, "unsure: it is not in quotation marks, as the other words are"))
            if inside:
                kept.append(replace(block, text=inside))
        else:
            kept.append(block)
    return kept


def _with_each_quoted(blocks: list[Block]) -> Iterator[Block]:
    """Give each paragraph of a quotation that goes over several ones its own quotation marks."""
    end = 0
    for position, block in enumerate(blocks):
        if isinstance(block, TextBlock | Item):
            end = max(end, _end_of_quotation(blocks, position) if position >= end else 0)
            if position < end:
                yield replace(block, text=f'"{_MARK.sub("", block.text).strip()}"')
                continue
        yield block


def _end_of_quotation(blocks: list[Block], begin: int) -> int:
    """Return the place behind a quotation that begins here and ends in another paragraph; 0 where none does."""
    for position in range(begin, min(len(blocks), begin + _MOST_PARAGRAPHS)):
        block = blocks[position]
        if not isinstance(block, TextBlock | Item):
            return 0
        marks = len(_MARK.findall(block.text))
        if position == begin and not (marks % 2 and _OPENING.match(block.text)):
            return 0
        if position > begin and marks:
            return position + 1 if marks == 1 and _CLOSING.search(block.text) else 0
    return 0


def _without_quotes(text: str) -> str:
    """Return a text without the quotation marks around it."""
    if len(_MARK.findall(text)) > 2:  # noqa: PLR2004 - several quotations
        return text
    return _MARK.sub("", text)
