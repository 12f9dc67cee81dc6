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
    Rounds,
    TableRow,
    TextBlock,
    TimedSilence,
)
from voicecoach.importing.exercises import read_exercise, read_rounds
from voicecoach.importing.facts import (
    FIGURE_KEY,
    with_facts,
    with_notes_sections,
    without_contents,
    without_footer,
    without_lengths_left,
)
from voicecoach.importing.figures import read_figures
from voicecoach.importing.labels import (
    is_chat_after,
    is_chat_before,
    split_fact,
)
from voicecoach.importing.quotes import with_quotes
from voicecoach.importing.rows import column_of, exercise_of_row
from voicecoach.script.directions import TimedPause, read_pause
from voicecoach.script.settings import find_spec
from voicecoach.script.spec import Scope
from voicecoach.units import MINUTE_MS

_BOTH_SIDES = re.compile(
    r"\W*(?:sides?|seiten?|lados?|côtés?|lat[oi]|zijden?)\W+(?:both|each|2|beide|ambos|les deux|entrambi)",
    re.IGNORECASE,
)
_TIMES_OF_HEADING = re.compile(
    r"\s*[-–—:|,]?\s*[(\[]\s*(?:~|ca\.?|approx\.?|about)?\s*\d[\d:.,\s–—-]*(?:(?:to|bis|a|à)\s*\d[\d:.]*\s*)?"
    r"(?:h|hours?|m|mins?|minutes?|minuten?|minutos?|minuti|minuto|minuten|s|secs?|seconds?|sek|sekunden|"
    r"segundos|secondes|"
    r"secondi|seconden)?\.?\s*[)\]]|\s*[-–—:|]\s*~?\d{1,3}(?:\s*[-–]\s*\d{1,3})?\s*(?:mins?|minutes?|"
    r"minuten?|minutos?|minuti|"
    r"seconds?|secs?|sekunden|segundos|secondes)\.?\s*$|^\s*\d{1,2}:\d{2}\s*[-–—]\s*\d{1,2}:\d{2}\s*[-–—:|]?\s*"
    # "(7 min, 2,500 characters)", but not "(3 x 1 min)" or "(hold for 1 min)".
    r"|\s*[(\[](?![^()\[\]]*(?:\d\s*[x×]|[x×]\s*\d|sets?\b|reps?\b|s[eé]rie|sätze|hold|halt|mant|tenir|tien|vast))"
    r"[^()\[\]\d]{0,16}\d[\d:.,–-]*\s*(?:m|mins?|minutes?|minuten?|minutos?|minuti|minuto|h|hours?|stunden?)\b"
    r"[^()\[\]]*[)\]]"
    r"|\s*[(\[]\s*\d+\s?s\s?[-–—]\s?\d+\s?s\s*[)\]]",
    re.IGNORECASE,
)
_HEADING_NUMBER = re.compile(r"^\s*(?:\d{1,2}|[IVX]{1,4})[.):]\s+(?=\S)")
_LEAST_LISTED = 2
_LEAST_PART_MS = 2 * MINUTE_MS


def arranged(document: Document) -> list[Block]:
    """Return the blocks of a document with exercises, facts and notes told apart; its language is filled in."""
    blocks = list(document.blocks)
    blocks = list(with_notes_sections(list(without_contents(blocks))))
    blocks = list(with_facts(blocks, document))
    blocks = without_lengths_left(list(_with_exercises(blocks)))
    blocks = with_quotes(blocks)
    return without_footer(_without_chat(blocks))


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
    name = re.sub(r"^(?:\*\*|__|\*|_)(.*?)(?:\*\*|__|\*|_)$", r"\1", name.strip()).strip(" :–—-")
    return (name, " ".join(reversed(taken))) if name else (text.strip(), "")


def _with_exercises(blocks: list[Block]) -> Iterator[Block]:
    """Turn lines, rows and headings with figures of an exercise into exercises."""
    lines = [block for block in blocks if isinstance(block, TextBlock) and read_exercise(block.text, 1, is_listed=True)]
    is_sheet = len(lines) >= _LEAST_LISTED and 2 * len(lines) >= sum(isinstance(block, TextBlock) for block in blocks)
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
                rounds = read_rounds(text.strip("*_ "))
                first, _, rest = text.partition("\n")
                listed = isinstance(block, Item) or is_sheet
                found = None if rounds else read_exercise(first.replace("**", ""), line, is_listed=listed)
                if rounds:
                    yield Rounds(rounds, line, text)
                elif found is not None:
                    texts = (*found.texts, *(part for part in rest.split("\n") if part))
                    found = replace(found, texts=texts, is_listed=True)
                    found, taken = _with_figures_below(found, blocks[position:])
                    position += taken
                    yield found
                else:
                    pause = _rest_line(first) if listed else None
                    yield TimedSilence(pause.span_ms, text, line) if pause else block
            case _:
                yield block


def _is_setting_line(item: Item) -> bool:
    """Return whether an item is a setting of a script, as one stands right below a step's name."""
    key, colon, value = item.text.partition(":")
    return bool(colon and value and find_spec(key.strip(), Scope.STEP)) and key[:1].islower()


def _rest_line(text: str) -> TimedPause | None:
    """Return the pause of an item such as "Rest 30 seconds"."""
    if not re.match(
        r"\W*(?:rest|break|pause|pausa|pauze|descanso|repos|récup(?:ération)?|riposo|recupero|rust|ruhe|erholung)\b",
        text,
        re.IGNORECASE,
    ):
        return None
    length = read_pause(text)
    return length if isinstance(length, TimedPause) else None


def _exercise_of_heading(text: str, line: int, following: list[Block]) -> tuple[Exercise | None, int]:
    """Return the exercise of a heading with figures in it, or with figures below it; and the number of those blocks."""
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
    for block in following:
        if not isinstance(block, Item | TextBlock) or "\n" in block.text:
            break
        fact = split_fact(block.text)
        words = block.text.replace("**", "").replace("__", "")
        if isinstance(block, Item) and _is_setting_line(block):
            break
        is_figure = fact is not None and FIGURE_KEY.match(fact[0]) and re.search(r"\d|both|each|beide|ambos", fact[1])
        figures = read_figures(_with_units(words) if is_figure else words)
        is_line_of_figures = not is_figure and _is_only_figures(words) and (figures.reps or figures.sets)
        if not (is_figure or is_line_of_figures):
            break
        exercise = replace(
            exercise, source=f"{exercise.source} / {block.text}", hold_ms=exercise.hold_ms or figures.hold_ms,
            sets=exercise.sets or figures.sets, reps=exercise.reps or figures.reps,
            rest_ms=exercise.rest_ms or figures.rest_ms,
            has_sides=exercise.has_sides or figures.has_sides or _BOTH_SIDES.match(words) is not None,
        )  # fmt: skip
        taken += 1
    return exercise, taken


def _with_units(words: str) -> str:
    """Return "Hold: 30" with seconds, and "Sets: 3" as it is."""
    if re.match(
        r"\W*(?:hold|duration|time|rest|haltezeit|dauer|duración|durée|durata|duração|duur)", words, re.IGNORECASE
    ):
        return re.sub(r"(:\s*\d+)\s*$", r"\1 s", words)
    return words


def _is_only_figures(words: str) -> bool:
    if len(words.split()) > 14 or not re.search(r"\d", words):  # noqa: PLR2004
        return False
    figures = read_figures(words.strip(" ."))
    left = re.findall(r"[^\W\d_]{2,}", figures.left)
    return figures.is_exercise and all(
        word.lower()
        in ("hold", "for", "repeat", "do", "and", "each", "times", "perform", "complete", "the", "of", "with", "then")
        for word in left
    )


def _without_chat(blocks: list[Block]) -> list[Block]:
    """Turn the small talk around a script that a language model wrote into notes."""
    texts = [index for index, block in enumerate(blocks) if isinstance(block, TextBlock)]
    for index in texts[:1]:
        block = blocks[index]
        if isinstance(block, TextBlock) and is_chat_before(block.text):
            blocks[index] = Note(block.text, block.line, "unsure: it looks like the introduction of a chat")
    for index in texts[-1:] if len(texts) > 1 else ():
        block = blocks[index]
        if isinstance(block, TextBlock) and is_chat_after(block.text):
            blocks[index] = Note(block.text, block.line, "unsure: it looks like the end of a chat")
    return blocks


def is_speech_column(head: str) -> bool:
    """Return whether a column holds the words to speak."""
    return column_of(head) == "text"
