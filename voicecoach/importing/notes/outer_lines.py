"""Tell the lines outside of a text by where they stand.

Above it are its letterhead, facts, things to bring and do, or what stands over its title; below its last words are
addresses. A plan of it only names its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from voicecoach.importing.document import (
    Block,
    Heading,
    Item,
    Note,
    Rule,
    TableRow,
    TextBlock,
    Unspoken,
    Words,
    text_of,
)
from voicecoach.importing.lines.about_text import (
    WHY_ABOUT,
    WHY_ADDRESS,
    WHY_FOOTER,
    is_contact,
    is_postal_address,
    sentences_of,
)
from voicecoach.importing.lines.exercise_lines import is_exercise
from voicecoach.importing.lines.figures import figures_alone
from voicecoach.importing.lines.heading_parts import heading_parts
from voicecoach.importing.lines.labels import is_fact_key, without_speaker
from voicecoach.importing.notes.facts import is_figure_key
from voicecoach.importing.notes.habits import asks_in_infinitive
from voicecoach.importing.notes.preamble import may_be_said
from voicecoach.script.direction_words import folded
from voicecoach.script.directions import read_direction
from voicecoach.script.listener import addresses_listener, asks_listener

_GLUED = re.compile(r"(?P<number>\d{1,2})(?P<name>[A-ZÀ-Ý][^\W\d_].*)", re.DOTALL)
_STOP = re.compile(r"[.!?…:][\"'”’»)]*\s*$")
_MOST_ABOVE_TITLE = 4
_MOST_AT_END = 12
_MOST_WORDS_AT_END = 12
_MOST_WORDS_OF_LINE = 6
_LEAST = 2
_COLUMNS_OF_PLAN = 2
_FACT = re.compile(r"(?P<key>[A-ZÀ-Ý][^\W\d_]+(?:[ /-][^\W\d_]+){0,2})\s?:(?:\s+(?P<value>\S[^:]*))?")
_HAS_STOP = re.compile(r"(?:\S+\s){3}.*[^\W\d_]{4}[.!?…]\s|[!?…]\W*$|[^\W\d_]{4}\.\W*$")
_ENDS = re.compile(r"[!?…]\W*$|[^\W\d_]{4}\.\W*$")
_MOST_BLOCKS = 25
_LEAST_FACTS = 3
_MOST_WORDS = 12
_LONGEST = 300
_PREPARATION = re.compile(
    r"\W*(?:before (?:you|we) (?:start|begin)|before (?:starting|beginning|the (?:session|class|practice))|"
    r"preparations?|to prepare|set-?up|vor dem beginn|bevor (?:du|sie|es|wir) (?:beginn\w*|anf\w*|los\w*)|"
    r"vorbereitung(?:en)?|vorbereiten|vorher|vorab|antes de (?:empezar|comenzar|la (?:sesión|clase)|começar|iniciar)|"
    r"preparación|preparativos|avant (?:de commencer|la séance|de débuter)|préparatifs?|préparation|"
    r"prima di (?:iniziare|cominciare)|preparazione|preparativi|preparação|vooraf|"
    r"voor(?:dat)? (?:je|we|u) beg\w+|voorbereiding(?:en)?)(?: (?:for|für|voor|para|pour|per) [^.!?]{2,30})?\W*",
    re.IGNORECASE,
)
_MOST_WORDS_OF_TASK = 9
_MOST_TASKS = 8


def with_top_lines(blocks: Sequence[Block], language: str) -> list[Block]:
    """Return the blocks with the lines of a letterhead, and those of a key with a value, as notes.

    A name above a street or a telephone number is nothing but a part of it; so is "Room: 1.04" between its like.
    """
    kept = _without_preparation(blocks, language)
    blocks = list(kept)
    end = _end_of_top(blocks, language)
    if end == len(blocks):
        return kept
    for run in _runs(blocks[:end]):
        texts = [text_of(blocks[at]) for at in run]
        facts = [_fact(text) for text in texts]
        is_letterhead = len(run) > 1 and not any(map(_ENDS.search, texts)) and any(map(_is_address, texts))
        is_list = sum(facts) >= _LEAST_FACTS and not any(map(_is_exercise, texts))
        for at, text, is_fact in zip(run, texts, facts, strict=True):
            if (is_letterhead and not _is_direction(text, language)) or (is_fact and is_list):
                kept[at] = Note(text, getattr(blocks[at], "line", 0), "" if _is_known(text) else WHY_ABOUT)
    return [*_without_lists(kept[:end], language), *kept[end:]]


def _end_of_top(blocks: Sequence[Block], language: str) -> int:
    """Return the place of the first words of a text: a sentence, or the first part that has a heading."""
    for at, block in enumerate(blocks[:_MOST_BLOCKS]):
        is_part = isinstance(block, Heading) and block.level > 1
        is_words = isinstance(block, TextBlock) and _is_spoken(block.text, language) and not _fact(block.text)
        if is_part or is_words or not isinstance(block, TextBlock | Item | Heading | Note | Rule):
            return at
    return min(len(blocks), _MOST_BLOCKS)


def _without_preparation(blocks: Sequence[Block], language: str) -> list[Block]:
    """Turn the short lines right below a line such as "Before you begin" into notes: "Light the candle.".

    They end at a blank line, and have no word for the listener: the first words of a session have room below.
    """
    kept = list(blocks)
    for at, head in enumerate(blocks[:_MOST_BLOCKS]):
        if not isinstance(head, TextBlock | Heading) or not _PREPARATION.fullmatch(head.text):
            continue
        below = blocks[at + 1] if at + 1 < len(blocks) else None
        is_list = isinstance(below, Item) and below.line <= head.line + 2  # a blank line may be between
        if isinstance(head, Heading) and not is_list and not _are_tasks(text_of(below), language):
            part = list(takewhile(lambda one: not isinstance(one, Heading | Rule), blocks[at + 1 :]))
            if at + 1 + len(part) < len(blocks) and _is_for_room(part, language):
                notes = [Note(text_of(one), one.line, WHY_ABOUT) for one in part]
                kept[at : at + 1 + len(part)] = [Note(head.text, head.line), *notes]
            continue  # a part of the session may have such a name
        end = at + 1
        while end < len(blocks) and _is_task(blocks[end], blocks[end - 1].line + 1, language, head):
            end += 1
        if at + 1 < end < len(blocks) and end - at <= _MOST_TASKS:
            kept[at] = Note(head.text, head.line)
            kept[at + 1 : end] = [Note(text_of(one), one.line, WHY_ABOUT) for one in blocks[at + 1 : end]]
    return kept


def _is_for_room(part: Sequence[Block], language: str) -> bool:
    """Return whether a part has a few sentences that no listener is asked, and no pause: "Dim the lights."."""
    texts = [text_of(one) if isinstance(one, TextBlock) else "" for one in part]
    sentences = [one for text in texts for one in sentences_of(text)]
    is_short = 0 < len(sentences) <= _MOST_TASKS and all(texts)
    return is_short and not any(may_be_said(one) or _is_direction(one, language) or "[" in one for one in sentences)


def _are_tasks(text: str, language: str) -> bool:
    """Return whether all pieces of a line are tasks with an infinitive: "Matten auslegen, Licht dimmen."."""
    pieces = [piece for piece in re.split(r"[,;.]\s*", text) if piece.strip()]
    return bool(pieces) and all(asks_in_infinitive(piece, language) for piece in pieces)


def _is_task(block: Block, line: int, language: str, head: Block) -> bool:
    """Return whether a block is a short line at a place, and neither a direction nor words for the listener.

    Below a heading it is an item, and asks for nothing that a session asks for first: "Sit on a chair".
    """
    is_of_list = isinstance(block, Item) and isinstance(head, Heading)
    is_there = isinstance(block, Words) and (block.line == line or (is_of_list and block.line == line + 1))
    text = text_of(block) if is_there else ""
    is_said = isinstance(head, Heading) and not _are_tasks(text, language) and (may_be_said(text) or not is_of_list)
    is_short = bool(text) and len(text.split()) <= _MOST_WORDS_OF_TASK
    return is_short and not is_said and not _is_direction(text, language)


def _runs(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """Yield the places of the paragraphs at the top that stand in lines right below each other."""
    run: list[int] = []
    for at, block in enumerate(blocks):
        if run and block.line != blocks[run[-1]].line + 1:
            yield run
            run = []
        run += [at] if isinstance(block, TextBlock) else []
    if run:
        yield run


def _without_lists(blocks: Sequence[Block], language: str) -> Iterator[Block]:
    """Turn the items right below a key without a value at the top, such as "Material:", into notes."""
    is_list = False
    for at, block in enumerate(blocks):
        if isinstance(block, TextBlock):
            found = _FACT.fullmatch(block.text.strip("*_ ")) if len(block.text) <= _LONGEST else None
            below = blocks[at + 1] if at + 1 < len(blocks) else None
            is_list = found is not None and not found["value"] and isinstance(below, Item)
            is_list = is_list and _is_known(block.text) and not _is_spoken(text_of(below), language)
            yield Note(block.text, block.line) if is_list else block
        elif is_list and isinstance(block, Item) and not _is_spoken(block.text, language):
            yield Note(block.text, block.line, WHY_ABOUT)
        else:
            is_list = False
            yield block


def _fact(text: str) -> bool:
    """Return whether a line is a key with a value, and no speaker with words or part of a breath."""
    found = _FACT.fullmatch(text.strip("*_ ")) if len(text) <= _LONGEST else None
    is_fact = found is not None and bool(found["value"]) and not asks_listener(found["key"])
    return is_fact and not without_speaker(text)[1]


def _is_known(text: str) -> bool:
    """Return whether other readers know the key of a line."""
    key = text.strip("*_ ").partition(":")[0].strip()
    return is_fact_key(key) or is_figure_key(key)


def _is_exercise(text: str) -> bool:
    is_fact = is_fact_key(text.strip("*_ ").partition(":")[0].strip())  # "Duration: 5 minutes"
    return not is_fact and (is_exercise(text) or figures_alone(text) is not None)


def _is_address(text: str) -> bool:
    return is_contact(text) or is_postal_address(text)


def _is_direction(text: str, language: str) -> bool:
    """Return whether a line is a direction or an exercise, or addresses the listener."""
    return addresses_listener(text, language) or text.lstrip(" *_")[:1] in "[(" or _is_exercise(text)


def _is_spoken(text: str, language: str) -> bool:
    """Return whether a line may be spoken, or is a direction or an exercise."""
    is_long = len(text) > _LONGEST or len(text.split()) > _MOST_WORDS
    return is_long or _HAS_STOP.search(text) is not None or _is_direction(text, language)


def with_outer_lines(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with the lines outside of the text as notes, and a number at the head of a name behind it."""
    return _without_plan(_without_contacts(_without_lines_above_title(list(_with_numbers_apart(blocks)))))


def _with_numbers_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks; headings "1Bridge", "2Clam" become "1. Bridge", "2. Clam": a page had a box for the number."""
    found = {at: _GLUED.fullmatch(block.text) for at, block in enumerate(blocks) if isinstance(block, Heading)}
    glued = {at: one for at, one in found.items() if one}
    is_counted = [int(one["number"]) for one in glued.values()] == list(range(1, len(glued) + 1))
    for at, block in enumerate(blocks):
        one = glued.get(at) if is_counted and len(glued) >= _LEAST else None
        yield replace(block, text=f"{one['number']}. {one['name']}") if one and isinstance(block, Heading) else block


def _without_lines_above_title(blocks: list[Block]) -> list[Block]:
    """Turn the paragraphs between an introduction, which is a note by now, and the only title into notes."""
    titles = [at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1]
    above = blocks[: titles[0]] if len(titles) == 1 else []
    is_known = any(isinstance(block, Note) and block.why for block in above)
    if (
        not is_known
        or len(above) > _MOST_ABOVE_TITLE
        or not all(isinstance(one, Note | Rule | TextBlock) for one in above)
    ):
        return blocks
    notes = [Note(one.text, one.line, WHY_ABOUT) if isinstance(one, TextBlock) else one for one in above]
    return [*notes, *blocks[len(above) :]]


def _without_contacts(blocks: list[Block]) -> list[Block]:
    """Turn the short lines around the last address or telephone number of a text into notes, and those below it."""
    begin = max(len(blocks) - _MOST_AT_END, 1)
    places = [at for at in range(begin, len(blocks)) if _is_contact(blocks[at])]
    if not places:
        return blocks
    first = places[0]
    while first > begin and _is_line(blocks[first - 1]) and blocks[first - 1].line >= blocks[first].line - 1:
        first -= 1
    last = places[-1]
    below = blocks[last + 1 :]
    last = len(blocks) - 1 if all(map(_is_about, below)) else last
    if not all(map(_is_about, blocks[first : last + 1])):
        return blocks
    notes = [
        Note(one.text, one.line, WHY_FOOTER) if isinstance(one, TextBlock) else one for one in blocks[first : last + 1]
    ]
    return [*blocks[:first], *notes, *blocks[last + 1 :]]


def _is_contact(block: Block) -> bool:
    return isinstance(block, Note) and block.why == WHY_ADDRESS


def _is_line(block: Block) -> bool:
    """Return whether a block is a short line that is no sentence: a name, a street, a head."""
    text = block.text if isinstance(block, TextBlock | Note) else "."
    is_name = text[:1].isupper() and len(text.split()) <= _MOST_WORDS_OF_LINE and not _STOP.search(text)
    return is_name and read_direction(text) is None


def _is_about(block: Block) -> bool:
    """Return whether a block at the end is a note, or a short line that does not address the listener."""
    if not isinstance(block, TextBlock) or not block.text[:1].isalnum():
        return isinstance(block, Unspoken)
    is_short = len(block.text.split()) <= _MOST_WORDS_AT_END and not _STOP.search(block.text)
    return is_short and not addresses_listener(block.text)


def _without_plan(blocks: list[Block]) -> list[Block]:
    """Turn a table into notes that has the names of the text's own headings, each with its length."""
    heads = {folded(heading_parts(block.text)[0]) for block in blocks if isinstance(block, Heading)}
    kept: list[Block] = []
    for _, group in groupby(blocks, key=lambda block: isinstance(block, TableRow)):
        beside = list(group)
        rows = [row for row in beside if isinstance(row, TableRow)]
        named = sum(_is_named(row, heads) for row in rows)
        if named < max(_LEAST, len(rows) / 2):
            kept += beside
            continue
        kept.append(Note(" | ".join(rows[0].header), rows[0].line, WHY_ABOUT))
        kept += [Note(" | ".join(row.cells), row.line, WHY_ABOUT) for row in rows]
    return kept


def _is_named(row: TableRow, heads: set[str]) -> bool:
    """Return whether a row has the name of a heading, or how it begins, and a length."""
    if len(row.cells) != _COLUMNS_OF_PLAN or figures_alone(row.cells[1]) is None:
        return False
    name = folded(heading_parts(row.cells[0])[0])
    return any(head == name or head.startswith(f"{name} ") for head in heads)
