"""Tell the blocks of a document apart: exercises, facts about the text, notes, speech in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from voicecoach.importing.about_text import without_about
from voicecoach.importing.document import (
    Block,
    Document,
    EndOfRounds,
    Exercise,
    Heading,
    Item,
    Note,
    Rounds,
    Rule,
    TableRow,
    TextBlock,
    TimedSilence,
)
from voicecoach.importing.exercises import read_circuit, read_exercise, read_group, read_rounds
from voicecoach.importing.facts import (
    FIGURE_KEY,
    with_facts,
    with_notes_sections,
    without_blog,
    without_contents,
    without_end,
    without_footer,
    without_lengths_left,
)
from voicecoach.importing.figures import Figures, figures_alone, read_figures, rest_of_line
from voicecoach.importing.labels import (
    is_chat_after,
    is_chat_before,
    is_tip,
    split_fact,
)
from voicecoach.importing.quotes import with_quotes
from voicecoach.importing.readers.titles import named_title
from voicecoach.importing.rows import exercise_of_row, exercises_in_cells
from voicecoach.importing.safety import warning_in, with_safety
from voicecoach.importing.sheet_items import exercise_of_words_below, read_sheet_item
from voicecoach.importing.step_settings import has_rest_between
from voicecoach.script.directions import NoteDirection, TimedPause, read_direction, read_pause
from voicecoach.script.settings import find_spec
from voicecoach.script.spec import Scope
from voicecoach.units import MINUTE_MS

_BOTH_SIDES = re.compile(
    r"\W*(?:sides?|seiten?|lados?|côtés?|lat[oi]|zijden?)\W+(?:both|each|2|beide|ambos|les deux|entrambi)",
    re.IGNORECASE,
)
_TIMES_OF_HEADING = re.compile(
    r"\s*[-–—:|,]?\s*[(\[]\s*(?:~|ca\.?|approx\.?|about)?\s*\d[\d:.,\s–—-]*(?:(?:to|bis|a|à)\s*\d[\d:.]*\s*)?"
    r"(?:h|hours?|m|mins?|minutes?|minuten?|minutos?|minuti|minuto|minuut|s|secs?|seconds?|sek|sekunden|"
    r"segundos|secondes|"
    r"secondi|seconden)?\.?\s*[)\]]|\s*[-–—:|]\s*~?\d{1,3}(?:\s*[-–]\s*\d{1,3})?\s*(?:mins?|minutes?|"
    r"minuten?|minutos?|minuti|minuut|"
    r"seconds?|secs?|sekunden|segundos|secondes)\.?\s*$|^\s*\d{1,2}:\d{2}\s*[-–—]\s*\d{1,2}:\d{2}\s*[-–—:|]?\s*"
    # "(7 min, 2,500 characters)", but not "(3 x 1 min)" or "(hold for 1 min)".
    r"|\s*[(\[](?![^()\[\]]*(?:\d\s*[x×]|[x×]\s*\d|sets?\b|reps?\b|s[eé]rie|sätze|hold|halt|mant|tenir|tien|vast))"
    r"[^()\[\]\d]{0,16}\d[\d:.,–-]*\s*(?:m|mins?|minutes?|minuten?|minutos?|minuti|minuto|minuut|h|hours?|stunden?)\b"
    r"[^()\[\]]*[)\]]"
    r"|\s*[(\[]\s*\d+\s?s\s?[-–—]\s?\d+\s?s\s*[)\]]",
    re.IGNORECASE,
)
_REST_LINE = re.compile(
    r"\W*(?:rest|break|pause|pausa|pauze|descanso|repos|r[ée]cup(?:ération|eración|eração|ero)?|rec|riposo|rust|ruhe|"
    r"erholung|intervalo|intervallo)\b",
    re.IGNORECASE,
)
_HEADING_NUMBER = re.compile(r"^\s*(?:\d{1,2}|[IVX]{1,4})[.):]\s+(?=\S)")
_BEHIND_HEADING = re.compile(r"\s*\(([^()]{2,60})\)\W*$")
_LEAST_LISTED = 2
_LEAST_OF_WORKOUT = 3
_MOST_WORDS_BESIDE = 6
_LEAST_PART_MS = 2 * MINUTE_MS


def arranged(document: Document) -> list[Block]:
    """Return the blocks of a document with exercises, facts and notes told apart; its language is filled in."""
    blocks = list(_with_cells_split(document.blocks))
    blocks = list(with_notes_sections(list(without_contents(list(without_about(blocks))))))
    blocks = list(with_facts(blocks, document))
    blocks = list(_with_exercises(list(_with_groups(blocks))))
    blocks = list(with_safety(without_lengths_left(list(_with_rests_behind(blocks)))))
    blocks = with_quotes(blocks)
    return _with_title(without_end(without_footer(without_blog(_without_chat(blocks)))), document)


def _with_title(blocks: list[Block], document: Document) -> list[Block]:
    """Take the first heading for the title where it is above all others, or another one follows at once."""
    blocks = [_titled(block) if isinstance(block, Heading) else block for block in blocks]
    headings = [block for block in blocks if isinstance(block, Heading)]
    filled = [block for block in blocks if not isinstance(block, Note | Rule)]
    if document.title or not headings or filled[0] is not headings[0] or min(one.level for one in headings) == 1:
        return blocks
    first, *others = headings
    is_above = all(first.level < other.level for other in others)
    if not is_above and not (len(filled) > 1 and filled[1] in others[:1]):
        return blocks
    return [replace(first, level=1) if block is first else block for block in blocks]


def _with_cells_split(blocks: list[Block]) -> Iterator[Block]:
    """Turn the rows with several exercises in a cell into these; the lines of any other cell become one."""
    for block in blocks:
        several = exercises_in_cells(block) if isinstance(block, TableRow) else []
        if isinstance(block, TableRow) and several:
            others = [cell for cell in block.cells if not any(one.source in cell for one in several)]
            yield from (Note(cell, block.line) for cell in others if re.search(r"\w", cell))
            yield from several
        elif isinstance(block, TableRow):
            yield replace(block, cells=tuple(" ".join(cell.split()) for cell in block.cells))
        else:
            yield block


def _titled(heading: Heading) -> Heading:
    """Return a heading such as "Title: The calm lake" as the title that it names."""
    named = named_title(heading.text)
    return replace(heading, text=named, level=1) if named else heading


def heading_parts(text: str) -> tuple[str, str]:
    """Return a heading as a name, and the times and numbers that are not part of it.

    >>> heading_parts("0. Introducción (0:00 - 0:45)")
    ('Introducción', '0. (0:00 - 0:45)')
    """
    taken: list[str] = []

    def take(found: re.Match[str]) -> str:
        taken.append(found[0].strip(" -–—:|,"))
        return ""

    name = _HEADING_NUMBER.sub(take, _TIMES_OF_HEADING.sub(take, text.strip()))
    behind = _BEHIND_HEADING.search(name)
    if behind is not None and (read_rounds(behind[1]) or isinstance(read_direction(behind[1]), NoteDirection)):
        name = _BEHIND_HEADING.sub(take, name)
    name = re.sub(r"^(?:\*\*|__|\*|_)(.*?)(?:\*\*|__|\*|_)$", r"\1", name.strip()).strip(" :–—-")
    return (name, " ".join(reversed(taken))) if name else (text.strip(), "")


def _with_groups(blocks: list[Block]) -> Iterator[Block]:
    """Turn "Superset 1 (3 rounds):" and the exercises below it into rounds of them."""
    is_open, has_lines = False, False
    for position, block in enumerate(blocks):
        is_member = isinstance(block, Item) or (isinstance(block, TextBlock) and _rest_line(block.text) is not None)
        is_member = is_member or (has_lines and isinstance(block, TextBlock) and _is_exercise(block))
        if is_open and not (is_member or isinstance(block, Note)):
            yield EndOfRounds(block.line)
            is_open = False
        group = _group(block) if isinstance(block, Heading | TextBlock) else None
        members = [one for one in blocks[position + 1 : position + 3] if isinstance(one, Item | TextBlock)]
        if group and not is_open and any(map(_is_exercise, members)):
            name, rounds = group
            yield Note(name, block.line)
            yield rounds
            is_open, has_lines = True, not any(isinstance(one, Item) for one in members)
        else:
            yield block
    if is_open:
        yield EndOfRounds(blocks[-1].line)


def _group(block: Heading | TextBlock) -> tuple[str, Rounds] | None:
    """Return name and rounds of the line above a group of exercises; None for any other line."""
    circuit = read_circuit(block.text, block.line)
    if circuit is not None:
        return circuit if circuit[0] else None
    group = read_group(block.text)
    return (group[0], Rounds(group[1], block.line, block.text)) if group else None


def _is_exercise(block: Item | TextBlock) -> bool:
    return read_exercise(block.text, 1, is_listed=True) is not None


def _with_rests_behind(blocks: list[Block]) -> Iterator[Block]:
    """Put a rest behind each exercise that is done once, as a coach means it: 40 s of work, 20 s of rest."""
    for block in blocks:
        if isinstance(block, Exercise) and block.rest_ms and not has_rest_between(block):
            yield replace(block, rest_ms=None)
            yield TimedSilence(block.rest_ms, block.source, block.line)
        else:
            yield block


def _with_exercises(blocks: list[Block]) -> Iterator[Block]:
    """Turn lines, rows and headings with figures of an exercise into exercises."""
    blocks = list(_with_sheets(blocks))
    lines = [block for block in blocks if isinstance(block, TextBlock) and _is_exercise(block)]
    is_sheet = len(lines) >= _LEAST_LISTED and 2 * len(lines) >= sum(isinstance(block, TextBlock) for block in blocks)
    items = sum(isinstance(one, Item) and _is_exercise(one) for one in blocks)
    is_workout = items >= _LEAST_OF_WORKOUT
    position, is_below_heading = 0, False
    while position < len(blocks):
        block = blocks[position]
        position += 1
        if is_below_heading and isinstance(block, Item) and _is_setting_line(block):
            yield block
            continue
        is_below_heading = isinstance(block, Heading)
        match block:
            case TableRow():
                row = exercise_of_row(block)
                yield block if row is None else replace(row, is_listed=True)
            case Heading(text, level, line):
                found, taken = _exercise_of_heading(text, line, blocks[position:]) if level > 1 else (None, 0)
                position += taken
                yield found or block
            case Item(text, line) | TextBlock(text, line):
                rounds = _rounds_of(text, line)
                first, _, rest = text.partition("\n")
                is_short = len(first.split()) <= _MOST_WORDS_BESIDE and not first.rstrip().endswith(".")
                listed = isinstance(block, Item) or is_sheet or (is_workout and is_short)
                found = None if rounds else read_exercise(first.replace("**", ""), line, is_listed=listed)
                if found is None and rest and isinstance(block, Item):
                    sheet_item = read_sheet_item(first, rest, line)
                    if sheet_item is not None:
                        yield sheet_item
                        continue
                if rounds is not None:
                    yield rounds
                elif found is not None:
                    texts = (*found.texts, *(part for part in rest.split("\n") if part))
                    found = replace(found, texts=texts, is_listed=True)
                    found, taken = _with_figures_below(found, blocks[position:])
                    position += taken
                    below = "" if taken else _how_to_below(blocks[position : position + 1], line)
                    position += bool(below)
                    yield replace(found, texts=(*found.texts, below)) if below else found
                else:
                    pause = _rest_line(first) if listed or _is_below_exercise(blocks, position - 1) else None
                    yield TimedSilence(pause.span_ms, text, line) if pause else block
            case _:
                yield block


def _with_sheets(blocks: list[Block]) -> Iterator[Block]:
    """Turn heads and items with the figures of an exercise in the sentences right below them into exercises."""
    end = 0
    for position, block in enumerate(blocks):
        if position < end:
            continue
        if isinstance(block, Item) or (isinstance(block, Heading) and block.level > 1):
            is_heading = isinstance(block, Heading)
            name = heading_parts(block.text)[0] if is_heading else block.text
            found, taken = exercise_of_words_below(name, block.line, blocks[position + 1 :], is_heading=is_heading)
            end = position + 1 + taken
            yield found or block
        else:
            yield block


def _rounds_of(text: str, line: int) -> Rounds | None:
    """Return the rounds of a line such as "Repeat 3 times" or "3 rounds, 1 min rest between rounds"."""
    circuit = read_circuit(text, line)
    if circuit is not None and not circuit[0]:
        return circuit[1]
    count = read_rounds(text.strip("*_ "))
    return Rounds(count, line, text) if count else None


def _how_to_below(following: list[Block], line: int) -> str:
    """Return the sentence in the line below an exercise, which tells how it is done; empty where none does."""
    block = following[0] if following else None
    if not isinstance(block, TextBlock) or block.line != line + 1 or not re.search(r"[^\W\d_][.!]\W*$", block.text):
        return ""
    is_figure = _is_exercise(block) or _rest_line(block.text) or _rounds_of(block.text, block.line)
    is_other = warning_in(block.text, is_plain=True) or read_direction(block.text) is not None
    return "" if is_figure or is_other else block.text


def _is_below_exercise(blocks: list[Block], position: int) -> bool:
    """Return whether a line stands right below the exercises of a list."""
    above = blocks[position - 1] if position else None
    return isinstance(above, Item) and _is_exercise(above)


def _is_setting_line(item: Item) -> bool:
    """Return whether an item is a setting of a script, as one stands right below a step's name."""
    key, colon, value = item.text.partition(":")
    return bool(colon and value and find_spec(key.strip(), Scope.STEP)) and key[:1].islower()


def _rest_line(text: str) -> TimedPause | None:
    """Return the pause of an item such as "Rest 30 seconds"."""
    if not _REST_LINE.match(text):
        return None
    length = read_pause(text)
    if isinstance(length, TimedPause):
        return length
    span_ms = rest_of_line(text)
    return TimedPause(span_ms) if span_ms else None


def _exercise_of_heading(text: str, line: int, following: list[Block]) -> tuple[Exercise | None, int]:
    """Return the exercise of a heading with figures in it, or with figures below it; and the number of those blocks."""
    behind = _BEHIND_HEADING.search(text)
    if behind and read_rounds(behind[1]) and following and str(getattr(following[0], "text", ""))[:1] in '«"“„':
        return None, 0  # a part of a script whose words are repeated
    found = read_exercise(text, line, is_listed=True) if not _TIMES_OF_HEADING.search(text) else None
    name, notes = heading_parts(text)
    bare = Exercise(name, line, text, notes=(notes,) if notes else ())
    exercise, taken = _with_figures_below(found or bare, following)
    if found is None and not (exercise.sets or exercise.reps) and _is_length_of_part(exercise):
        return None, 0
    return (exercise, taken) if exercise.hold_ms or exercise.sets or exercise.reps else (None, 0)


def _is_length_of_part(exercise: Exercise) -> bool:
    """Return whether all that is known is a length of minutes, as below the heading of a part: "Duration: 4 min"."""
    return exercise.hold_ms is not None and exercise.hold_ms.low >= _LEAST_PART_MS


def _with_figures_below(exercise: Exercise, following: list[Block]) -> tuple[Exercise, int]:
    """Return an exercise with the figures right below it, such as "Reps: 10"; and the number of those blocks."""
    taken = 0
    lines = _lines_of_figures(following)
    for words, figures in lines:
        exercise = replace(
            exercise, source=f"{exercise.source} / {words}", hold_ms=exercise.hold_ms or figures.hold_ms,
            sets=exercise.sets or figures.sets, reps=exercise.reps or figures.reps,
            rest_ms=exercise.rest_ms or figures.rest_ms,
            has_sides=exercise.has_sides or figures.has_sides or _BOTH_SIDES.match(words) is not None,
        )  # fmt: skip
        taken += 1
    return exercise, taken


def _lines_of_figures(following: list[Block]) -> list[tuple[str, Figures]]:
    """Return the lines right below an exercise that only have figures of it."""
    lines: list[tuple[str, Figures]] = []
    is_counted = False
    for block in following:
        if not isinstance(block, Item | TextBlock) or "\n" in block.text:
            break
        if isinstance(block, Item) and _is_setting_line(block):
            break
        fact = split_fact(block.text)
        words = block.text.replace("**", "").replace("__", "")
        is_figure = fact is not None and FIGURE_KEY.match(fact[0]) and re.search(r"\d|both|each|beide|ambos", fact[1])
        alone = None if is_figure else figures_alone(words)
        if not is_figure and alone is None:
            break
        is_counted = is_counted or bool(is_figure or (alone and (alone.reps or alone.sets)))
        lines.append((words, read_figures(_with_units(words)) if is_figure else read_figures(words)))
    return lines if is_counted else []


def _with_units(words: str) -> str:
    """Return "Hold: 30" with seconds, and "Sets: 3" as it is."""
    if re.match(
        r"\W*(?:hold|duration|time|rest|haltezeit|dauer|duración|durée|durata|duração|duur)", words, re.IGNORECASE
    ):
        return re.sub(r"(:\s*\d+)\s*$", r"\1 s", words)
    return words


def _without_chat(blocks: list[Block]) -> list[Block]:
    """Turn the small talk around a script that a language model wrote into notes."""
    texts = [index for index, block in enumerate(blocks) if isinstance(block, TextBlock)]
    for index in texts[:1]:
        block = blocks[index]
        if isinstance(block, TextBlock) and is_chat_before(block.text):
            blocks[index] = Note(block.text, block.line, "unsure: this looks like the start of a chat answer")
    for index in reversed(texts[1:]):
        block = blocks[index]
        if isinstance(block, TextBlock) and is_chat_after(block.text):
            blocks[index] = Note(block.text, block.line, "unsure: this looks like the end of a chat answer")
        elif isinstance(block, TextBlock) and is_tip(block.text):
            blocks[index] = Note(block.text, block.line, "unsure: this looks like a note to the reader")
        else:
            break
    return blocks
