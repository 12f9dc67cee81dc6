"""Tell the blocks of a document apart: exercises, facts about the text, notes, speech in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from voicecoach.importing.document import (
    Block,
    Document,
    Exercise,
    Heading,
    Item,
    Note,
    Rule,
    TableRow,
    TextBlock,
    TimedCue,
    Unspoken,
    Words,
    WrittenLine,
    text_of,
)
from voicecoach.importing.exercises.breath_lists import with_breaths
from voicecoach.importing.exercises.exercise_blocks import with_exercises
from voicecoach.importing.exercises.exercise_guides import with_guides
from voicecoach.importing.exercises.exercise_lists import with_lists
from voicecoach.importing.exercises.plan_lines import with_bare_values, with_plan_lines
from voicecoach.importing.exercises.safety import with_safety
from voicecoach.importing.exercises.settings_above import with_settings_above
from voicecoach.importing.exercises.stages import with_first_stages
from voicecoach.importing.exercises.timed_heads import with_tensions, with_timed_heads
from voicecoach.importing.lines.about_text import without_about
from voicecoach.importing.lines.around_text import WHY_CHAT, with_introductions, without_page_above
from voicecoach.importing.lines.exercise_lines import is_exercise
from voicecoach.importing.lines.heading_parts import heading_parts
from voicecoach.importing.lines.labels import (
    is_chat_after,
    is_fact_key,
    is_tip,
)
from voicecoach.importing.lines.rows import column_of, exercises_in_cells
from voicecoach.importing.lines.spoken_column import with_spoken_columns, without_summaries
from voicecoach.importing.notes.arrows import with_arrows
from voicecoach.importing.notes.block_heads import with_block_heads
from voicecoach.importing.notes.explanations import with_author, without_explanations
from voicecoach.importing.notes.facts import (
    with_facts,
    with_notes_sections,
    without_contents,
    without_end,
    without_footer,
    without_lengths_left,
)
from voicecoach.importing.notes.long_brackets import with_long_brackets
from voicecoach.importing.notes.outer_lines import with_outer_lines, with_top_lines
from voicecoach.importing.notes.page_frame import without_blog, without_frame
from voicecoach.importing.notes.preamble import with_preamble
from voicecoach.importing.notes.quotes import with_quotes
from voicecoach.importing.notes.reader_paragraphs import still_unsure, with_reader_paragraphs
from voicecoach.importing.pauses.stamped_blocks import with_stamps
from voicecoach.importing.readers.sheet_title import sheet_title
from voicecoach.importing.readers.titles import named_title
from voicecoach.script.language import language_of
from voicecoach.script.listener import addresses_listener
from voicecoach.text import base_code

_TIMES_SIGN = re.compile(r"[\u2715\u2716\u2a2f](?=\s?\d)|(?<=\d)[\u2715\u2716\u2a2f]|(?<=\d\s)[\u2715\u2716\u2a2f]")
_LABEL = re.compile(
    r"(?P<words>[A-ZÀ-Ý][^\W\d_]+(?:[ -][^\W\d_]+){0,2}\s?(?=:)|[A-ZÀ-Ý][^\W\d_]{1,5}\.(?=\s?:))\s?:\s+\S"
)
_BREATHS = re.compile(r"(?<=\d)\s?brs?\b")
_LEAST_BREATHS = 2
_WHY_ROW = "unsure: a table row without numbers for an exercise"
_LEAST_EXERCISES = 2
_MOST_AT_TOP = 8
"""The most blocks from the top, among which the title may be said twice."""


def arranged(document: Document) -> list[Block]:
    """Return the blocks of a document with exercises, facts and notes told apart; its language is filled in."""
    blocks = with_stamps(with_bare_values(list(map(_with_times, document.blocks))))
    blocks = without_page_above(list(_with_cells_split(with_spoken_columns(blocks))))
    blocks = _with_breaths_in_full(_with_title_above(blocks))
    texts = (block.text for block in blocks if isinstance(block, Words))
    language = language_of("\n".join(texts)) or document.language
    if base_code(document.language) != base_code(language):  # a book's file often states the language of its program
        document.language = document.language and language
    blocks = with_arrows(with_long_brackets(blocks, language or "en"), language)
    blocks, unsure = with_reader_paragraphs(with_top_lines(with_introductions(blocks), language), language)
    blocks = with_preamble(with_outer_lines(list(without_about(with_settings_above(blocks)))), document)
    blocks = with_author(without_explanations(with_block_heads(blocks, language), document), document, language)
    blocks = with_first_stages(list(with_notes_sections(list(without_contents(blocks)))))
    blocks = with_plan_lines(blocks)
    blocks = with_timed_heads(with_tensions(blocks, language or "en"), language or "en")
    blocks = list(with_facts(with_lists(with_guides(list(with_breaths(blocks)), language)), document))
    blocks = list(with_safety(without_lengths_left(with_exercises(without_summaries(blocks)))))
    blocks = with_quotes(blocks, language)
    blocks = without_end(without_footer(without_frame(without_blog(_without_chat(blocks)))))
    document.remarks += still_unsure(unsure, blocks)
    return _without_same_title(_with_title(blocks, document), document)


def _with_breaths_in_full(blocks: list[Block]) -> list[Block]:
    """Return the blocks with "breaths" for the "br" of a teacher's notes, which stands there twice or more: "5 br"."""
    texts = [text_of(block) for block in blocks]
    if sum(len(_BREATHS.findall(text)) for text in texts if "br" in text) < _LEAST_BREATHS:
        return blocks
    return [
        replace(block, text=_BREATHS.sub(" breaths", block.text)) if isinstance(block, WrittenLine) else block
        for block in blocks
    ]


def _with_times(block: Block) -> Block:
    """Return a block with the sign for times that figures have: "Squats \u2715 10"."""
    has_sign = isinstance(block, Words) and _TIMES_SIGN.search(block.text) is not None
    return replace(block, text=_TIMES_SIGN.sub("×", block.text)) if isinstance(block, Words) and has_sign else block


def _with_title_above(blocks: list[Block]) -> list[Block]:
    """Return the blocks with all headings one level lower where those of the first are exercises below a title."""
    tops = [block for block in blocks if isinstance(block, Heading) and block.level == 1]
    made = [block for block in tops if is_exercise(block.text)]
    if len(made) < _LEAST_EXERCISES:
        return blocks
    title = tops[0] if tops[0] is not made[0] else None
    return [
        replace(block, level=block.level + 1) if isinstance(block, Heading) and block is not title else block
        for block in blocks
    ]


def _without_same_title(blocks: list[Block], document: Document) -> list[Block]:
    """Turn a line at the top that only says the title again into a note."""
    titles = (block.text for block in blocks if isinstance(block, Heading) and block.level == 1)
    title = (document.title or next(titles, "")).casefold()
    tops = blocks[:_MOST_AT_TOP]
    same = [block for block in tops if isinstance(block, TextBlock) and _says_title(block.text, title)]
    return [Note(block.text, block.line) if block in same else block for block in blocks] if same else blocks


def _says_title(text: str, title: str) -> bool:
    """Return whether a line is a title, with or without what it has in brackets."""
    line, bare = (re.sub(r"\s*\([^()]*\)$", "", one.strip("*_ ").casefold()) for one in (text, title))
    return bool(bare) and line == bare


def _with_title(blocks: list[Block], document: Document) -> list[Block]:
    """Take the first heading for the title where it is above all others, or another one follows at once."""
    blocks = [part for block in blocks for part in (_titled(block) if isinstance(block, Heading) else [block])]
    headings = [block for block in blocks if isinstance(block, Heading)]
    filled = [block for block in blocks if not isinstance(block, Unspoken)]
    if document.title and headings and filled[0] is headings[0] and headings[0].level == 1:
        return _with_same_title(blocks, headings, document)
    if document.title or not headings or filled[0] is not headings[0] or min(one.level for one in headings) == 1:
        return blocks
    first, *others = headings
    is_above = all(first.level < other.level for other in others)
    if not is_above and not (len(filled) > 1 and filled[1] in others[:1]):
        return blocks
    return [replace(first, level=1) if block is first else block for block in blocks]


def _with_same_title(blocks: list[Block], headings: list[Heading], document: Document) -> list[Block]:
    """Take the only heading of the first level for the title, where it says the title and perhaps more."""
    first = headings[0]
    heading, title = (re.findall(r"[^\W_]+", text.casefold()) for text in (first.text, document.title))
    is_same = bool(title) and heading[: len(title)] == title
    if is_same and sum(one.level == 1 for one in headings) == 1 and len(headings) > 1:
        document.title = heading_parts(first.text)[0]
    return blocks


def _with_cells_split(blocks: list[Block]) -> Iterator[Block]:
    """Turn the rows with several exercises in a cell into these; the lines of any other cell become one."""
    for block in _with_first_rows(blocks):
        several = exercises_in_cells(block) if isinstance(block, TableRow) else []
        if isinstance(block, TableRow) and several:
            others = [cell for cell in block.cells if not any(one.source in cell for one in several)]
            yield from (Note(cell, block.line) for cell in others if re.search(r"\w", cell))
            yield from several
        elif isinstance(block, TableRow):
            yield replace(block, cells=tuple(" ".join(cell.split()) for cell in block.cells))
        else:
            yield block


def _with_first_rows(blocks: list[Block]) -> Iterator[Block]:
    """Make rows of the heads of tables that are no heads of columns but a row as well: "Length | 6:30"."""
    above: tuple[str, ...] = ()
    for block in blocks:
        is_row = isinstance(block, TableRow) and _is_row_as_well(block.header)
        if isinstance(block, TableRow) and is_row:
            if block.header != above:
                yield (
                    Note(" | ".join(block.header), block.line, _WHY_ROW)
                    if _is_of_text(block.header)
                    else TableRow(block.header, (), block.line)
                )
            above = block.header
            yield replace(block, header=())
        else:
            above = ()
            yield block


def _is_row_as_well(heads: tuple[str, ...]) -> bool:
    """Return whether the heads of two columns are a name and its value."""
    has_value = len(heads) == 2 and re.match(r"\W{0,2}\d", heads[1]) is not None  # noqa: PLR2004 - a key and a value
    return has_value or (len(heads) == 2 and _is_of_text(heads) and not any(map(column_of, heads)))  # noqa: PLR2004


def _is_of_text(heads: tuple[str, ...]) -> bool:
    return is_fact_key(heads[0].strip(" *:_"))


def _titled(heading: Heading) -> list[Block]:
    """Return a heading such as "Title: The calm lake" as the title, and the patient beside it as a note."""
    named = named_title(heading.text)
    title, about = sheet_title(heading.text) if heading.level == 1 else ("", "")
    if title:
        return [replace(heading, text=title), Note(about, heading.line)]
    return [replace(heading, text=named, level=1) if named else heading]


def _is_label_of_end(text: str) -> bool:
    """Return whether a last paragraph is a question for the group behind a label, or has one that is cut short.

    >>> _is_label_of_end("Gesprächsrunde: Was hast du gespürt?"), _is_label_of_end("Frage dich: Was spürst du?")
    (True, False)
    """
    found = _LABEL.match(text)
    return bool(
        found
        and not addresses_listener(found["words"])
        and (text.rstrip().endswith("?") or found["words"].endswith("."))
    )


def _without_chat(blocks: list[Block]) -> list[Block]:
    """Turn the offers below a script that a language model wrote, and tips for its reader, into notes."""
    spoken = (TextBlock, Item, TableRow, TimedCue, Exercise)
    texts = [index for index, block in enumerate(blocks) if isinstance(block, spoken)]
    is_chat = any(isinstance(block, Note) and block.why == WHY_CHAT for block in blocks[:_MOST_AT_TOP])
    end = max((index for index, block in enumerate(blocks) if isinstance(block, Rule)), default=len(blocks))
    for index in reversed(texts[1:]):
        block = blocks[index]
        is_asked = is_chat and index > end and block is blocks[texts[-1]] and text_of(block).rstrip().endswith("?")
        if isinstance(block, TextBlock) and (is_asked or is_chat_after(block.text)):
            blocks[index] = Note(block.text, block.line, "unsure: this looks like the end of a chat answer")
        elif isinstance(block, TextBlock) and (is_tip(block.text) or _is_label_of_end(block.text)):
            blocks[index] = Note(block.text, block.line, "unsure: this looks like a note to the reader")
        else:
            break
    return blocks
