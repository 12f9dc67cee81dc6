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
    Rule,
    TableRow,
    TextBlock,
    TimedCue,
    TimedSilence,
)
from voicecoach.importing.exercises import read_exercise, read_rounds
from voicecoach.importing.figures import read_figures
from voicecoach.importing.labels import (
    is_chat_after,
    is_chat_before,
    is_fact_key,
    is_notes_heading,
    split_fact,
    without_speaker,
)
from voicecoach.importing.rows import column_of, exercise_of_row
from voicecoach.script.directions import TimedPause, read_direction, read_pause
from voicecoach.script.language import language_code
from voicecoach.script.settings import find_spec
from voicecoach.script.spec import Scope

_FIGURE_KEY = re.compile(
    r"(?:sets?|reps?|repetitions?|rounds?|hold|duration|time|rest|sides?|sätze|wiederholungen|haltezeit|"
    r"dauer|pause|seiten?|"
    r"series|repeticiones|duración|descanso|lados?|séries|répétitions|durée|repos|côtés?|serie|"
    r"ripetizioni|durata|riposo|"
    r"lati|repetições|duração|herhalingen|duur|rust|zijden|frequency)\b",
    re.IGNORECASE,
)
_BOTH_SIDES = re.compile(
    r"\W*(?:sides?|seiten?|lados?|côtés?|lat[oi]|zijden?)\W+(?:both|each|2|beide|ambos|les deux|entrambi)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“„«”](?P<inside>[^\"“„«”»]*)[\"”“»]")
_WHOLLY_QUOTED = re.compile(r"\W*[\"“„«”].*[\"”“»][^\w\"]*", re.DOTALL)
_TIMES_OF_HEADING = re.compile(
    r"\s*[-–—:|,]?\s*[(\[]\s*(?:~|ca\.?|approx\.?|about)?\s*\d[\d:.,\s–—-]*(?:(?:to|bis|a|à)\s*\d[\d:.]*\s*)?"
    r"(?:h|hours?|m|mins?|minutes?|minuten?|minutos?|minuti|minuto|minuten|s|secs?|seconds?|sek|sekunden|"
    r"segundos|secondes|"
    r"secondi|seconden)?\.?\s*[)\]]|\s*[-–—:|]\s*~?\d{1,3}(?:\s*[-–]\s*\d{1,3})?\s*(?:mins?|minutes?|"
    r"minuten?|minutos?|minuti|"
    r"seconds?|secs?|sekunden|segundos|secondes)\.?\s*$|^\s*\d{1,2}:\d{2}\s*[-–—]\s*\d{1,2}:\d{2}\s*[-–—:|]?\s*",
    re.IGNORECASE,
)
_HEADING_NUMBER = re.compile(r"^\s*(?:\d{1,2}|[IVX]{1,4})[.):]\s+(?=\S)")
_LEAST_QUOTED = 3
_QUOTED_SHARE = 0.7
_LEAST_LISTED = 2


def arranged(document: Document) -> list[Block]:
    """Return the blocks of a document with exercises, facts and notes told apart; its language is filled in."""
    blocks = list(document.blocks)
    blocks = list(_with_notes_sections(blocks))
    blocks = list(_with_facts(blocks, document))
    blocks = list(_with_exercises(blocks))
    blocks = _with_quotes(blocks)
    return _without_chat(blocks)


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


def _with_notes_sections(blocks: list[Block]) -> Iterator[Block]:
    """Turn the parts below a heading such as "TTS instructions" into notes."""
    level = 0
    for block in blocks:
        if isinstance(block, Heading):
            if level and block.level > level:
                yield Note(block.text, block.line)
                continue
            level = block.level if is_notes_heading(block.text) else 0
            yield Note(block.text, block.line, "notes for the reader begin") if level else block
        elif isinstance(block, TextBlock) and is_notes_heading(block.text):
            level = 99
            yield Note(block.text, block.line, "notes for the reader begin")
        elif isinstance(block, Rule):
            level = 0
            yield block
        elif level and isinstance(block, TextBlock | Item):
            yield Note(block.text, block.line)
        elif level and isinstance(block, TableRow):
            yield Note(" | ".join(block.cells), block.line)
        else:
            yield block


def _with_facts(blocks: list[Block], document: Document) -> Iterator[Block]:
    """Turn facts about the text, such as ``**Level:** easy``, into notes; read its title and language."""
    is_preamble = True
    for block in blocks:
        if isinstance(block, TextBlock | Item):
            fact = split_fact(block.text)
            is_bold = block.text.lstrip().startswith(("**", "__"))
            if (
                fact
                and not without_speaker(block.text)[1]
                and _is_fact(*fact, is_bold=is_bold, is_preamble=is_preamble)
            ):
                key, value = fact
                if key.lower() in (
                    "language",
                    "sprache",
                    "idioma",
                    "langue",
                    "lingua",
                    "taal",
                    "lang",
                ) and language_code(value):
                    document.language = document.language or str(language_code(value))
                    continue
                yield Note(block.text, block.line)
                continue
            is_preamble = is_preamble and isinstance(block, Item) and len(block.text.split()) < 3  # noqa: PLR2004
        elif isinstance(block, Heading):
            is_preamble = is_preamble or block.level <= 1
        elif isinstance(block, TimedCue | Exercise | TableRow):
            is_preamble = False
        yield block


def _is_fact(key: str, value: str, *, is_bold: bool, is_preamble: bool) -> bool:
    if key.lower() == "language" and language_code(value):
        return True
    if find_spec(key, Scope.BOTH) and not is_bold:
        return False
    if _FIGURE_KEY.match(key) and re.search(r"\d", value) and not is_preamble:
        return False
    return is_fact_key(key) and (is_bold or is_preamble) and bool(value)


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
    if not re.match(r"\W*(?:rest|break|pause|pausa|descanso|repos|riposo|rust|ruhe|erholung)\b", text, re.IGNORECASE):
        return None
    length = read_pause(text)
    return length if isinstance(length, TimedPause) else None


def _exercise_of_heading(text: str, line: int, following: list[Block]) -> tuple[Exercise | None, int]:
    """Return the exercise of a heading with figures in it, or with figures below it; and the number of those blocks."""
    found = read_exercise(text, line, is_listed=True) if not _TIMES_OF_HEADING.search(text) else None
    name, notes = heading_parts(text)
    bare = Exercise(name, line, text, notes=(notes,) if notes else ())
    found, taken = _with_figures_below(found or bare, following)
    return (found, taken) if found.hold_ms or found.sets or found.reps else (None, 0)


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
        is_figure = fact is not None and _FIGURE_KEY.match(fact[0]) and re.search(r"\d|both|each|beide|ambos", fact[1])
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


def _with_quotes(blocks: list[Block]) -> list[Block]:
    """Take quoted paragraphs for the speech and the others for notes, if nearly all are quoted."""
    texts = [block for block in blocks if isinstance(block, TextBlock | Item) and read_direction(block.text) is None]
    quoted = [block for block in texts if _WHOLLY_QUOTED.fullmatch(block.text)]
    words = sum(len(block.text.split()) for block in texts)
    is_quoted = len(quoted) >= _LEAST_QUOTED and sum(len(one.text.split()) for one in quoted) >= _QUOTED_SHARE * words
    kept: list[Block] = []
    for block in blocks:
        if not isinstance(block, TextBlock | Item):
            kept.append(block)
        elif _WHOLLY_QUOTED.fullmatch(block.text):
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


def _without_quotes(text: str) -> str:
    """Return a text without the quotation marks around it."""
    if len(re.findall(r"[\"“„«”»]", text)) > 2:  # noqa: PLR2004 - several quotations
        return text
    return re.sub(r"[\"“„«”»]", "", text)


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
