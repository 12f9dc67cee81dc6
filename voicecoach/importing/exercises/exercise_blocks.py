"""Turn lines, rows and headings with figures into exercises, and the lines around them into rounds and rests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise

from voicecoach.importing.document import (
    Block,
    EndOfRounds,
    Exercise,
    Heading,
    Item,
    Note,
    Rounds,
    TableRow,
    TextBlock,
    TimedSilence,
    Words,
    replaced,
    text_of,
)
from voicecoach.importing.exercises.exercise_groups import with_groups
from voicecoach.importing.exercises.exercise_lists import bare_words, details_of, exercise_with_figures_behind
from voicecoach.importing.exercises.figure_facts import figures_of_fact
from voicecoach.importing.exercises.guide_parts import without_how_to
from voicecoach.importing.exercises.lines_below import items_below, with_lengths_behind, with_rests_between
from voicecoach.importing.exercises.other_sides import with_other_sides
from voicecoach.importing.exercises.safety import warning_in
from voicecoach.importing.exercises.sheet_items import exercise_of_words_below, read_sheet_item, sentences_of
from voicecoach.importing.exercises.step_settings import has_rest_between, is_setting_line
from voicecoach.importing.lines.exercise_lines import is_exercise, is_exercise_name, read_exercise
from voicecoach.importing.lines.figure_patterns import OF_SETS
from voicecoach.importing.lines.figure_sides import is_sides_alone
from voicecoach.importing.lines.figure_words import REST
from voicecoach.importing.lines.figures import Figures, figures_alone, read_figures, rest_of_line
from voicecoach.importing.lines.heading_parts import BEHIND_HEADING, TIMES_OF_HEADING, heading_parts
from voicecoach.importing.lines.labels import split_fact
from voicecoach.importing.lines.rounds import PART, read_circuit, read_rounds
from voicecoach.importing.lines.rows import exercise_of_row
from voicecoach.script.directions import TimedPause, read_direction, read_pause
from voicecoach.script.listener import addresses_listener
from voicecoach.units import MINUTE_MS, Span

_BOTH_SIDES = re.compile(
    r"\W*(?:sides?|seiten?|lados?|côtés?|lat[oi]|zijden?)\W+(?:both|each|2|beide|ambos|les deux|entrambi)",
    re.IGNORECASE,
)
_REST_LINE = re.compile(rf"\W*{REST}(?!\w)", re.IGNORECASE)
_ROUND_NAME = re.compile(rf"{PART}\s*(?:\d{{1,2}}|[A-D]|one|two|three|eins|zwei|drei)\s*:?", re.IGNORECASE)
_SENTENCE = re.compile(r"[^:|–—]*[.!?…][\"'”’»)]?", re.DOTALL)
_BY_CLOCK = re.compile(r"\W*(?:EMOM|AMRAP)\b")
# "Mi brazo es muy pesado", "Il mio braccio", "Estoy en calma"
_IN_FIRST_PERSON = re.compile(
    r"(?:[OAI]s? |Il |Le |La )?[Mm](?:y|is?|on|a|es|i[oa]|iei?|eus?|inhas?|ijn)\s[a-zà-ÿ]|Meine?\s|"
    r"(?:I am|I['’]m|Ich bin|Je suis|Ik ben|Esto[yu]|So[yu]|Sono)\s[a-zà-ÿ]"
)
_LEAST_LISTED = 2
_LEAST_OF_SENTENCES = 3
"""The share of the lines with figures in a list, at most one in so many, where they are sentences like the others."""
_LEAST_OF_WORKOUT = 3
_MOST_WORDS_BESIDE = 6
_LEAST_PART_MS = 2 * MINUTE_MS
_MOST_BELOW = 12


def with_exercises(blocks: list[Block]) -> list[Block]:
    """Return the blocks with the exercises, their rounds and the rests between them told apart."""
    exercises = with_other_sides(list(_with_exercises(list(with_groups(with_lengths_behind(blocks))))))
    made = list(_with_rests_behind(_with_rounds_above(with_rests_between(_with_bare_names(exercises)))))
    is_guide = sum(isinstance(block, Exercise) for block in made) >= _LEAST_LISTED
    return list(map(_without_how_to, made)) if is_guide else made


def _without_how_to(block: Block) -> Block:
    """Return a paragraph among exercises without the label of a sentence in it: "For the neck. How to: sit tall."."""
    sentences = sentences_of(block.text) if isinstance(block, TextBlock) else []
    bare = list(map(without_how_to, sentences))
    return replace(block, text=" ".join(bare)) if isinstance(block, TextBlock) and bare != sentences else block


def _with_rounds_above(blocks: list[Block]) -> list[Block]:
    """Put the rounds at the end of a list above its exercises, unless others follow right below: "Repeat 4 times"."""
    made: dict[int, tuple[list[Block], int]] = {}
    for at, (block, below) in enumerate(pairwise([*blocks, None])):
        if not isinstance(block, Rounds) or isinstance(below, Exercise | Item | TableRow):
            continue
        first = at
        while first and isinstance(blocks[first - 1], Exercise | TimedSilence | Note):
            first -= 1
        run = blocks[first:at]
        if sum(isinstance(one, Exercise) for one in run) >= _LEAST_LISTED:
            made[first] = [block, *run, EndOfRounds(block.line)], 1 + len(run)
    return replaced(blocks, made)


def _with_bare_names(blocks: list[Block]) -> list[Block]:
    """Turn names without figures in a list of exercises into steps: below another exercise they would be part of it."""
    kept: list[Block] = []
    for is_list, run in groupby(blocks, lambda block: isinstance(block, Item | Exercise)):
        of_run = [_without_formula(block) for block in run]
        of_run = _without_sentences(of_run) if is_list else of_run
        count = sum(isinstance(block, Exercise) for block in of_run)
        is_plan = is_list and count >= _LEAST_LISTED and 2 * count >= len(of_run)
        kept += [_as_step(block) if is_plan and isinstance(block, Item) else block for block in of_run]
    return kept


def _without_formula(block: Block) -> Block:
    """Return what the listener says with how often as words, and no exercise: "Mi brazo es muy pesado (x6)"."""
    if not isinstance(block, Exercise) or not _IN_FIRST_PERSON.match(block.name):
        return block
    is_counted = block.reps is not None and not (block.sets or block.hold_ms or block.texts)
    return TextBlock(block.source, block.line) if is_counted else block


def _without_sentences(run: list[Block]) -> list[Block]:
    """Return a list of sentences with the few that have figures as sentences, too: "4. Smile 3 times."."""
    exercises = [block for block in run if isinstance(block, Exercise)]
    others = [block.text for block in run if isinstance(block, Item)]
    is_few = 0 < _LEAST_OF_SENTENCES * len(exercises) <= len(run)
    if not is_few or not all(_SENTENCE.fullmatch(text) for text in (*others, *(one.source for one in exercises))):
        return run
    return [TextBlock(block.source, block.line) if isinstance(block, Exercise) else block for block in run]


def _as_step(item: Item) -> Block:
    words = item.text.replace("**", "").strip()
    is_name = len(words.split()) <= _MOST_WORDS_BESIDE and words[-1:].isalnum() and is_exercise_name(words)
    named = Exercise(words, item.line, item.text, is_listed=True) if is_name and words[0].isupper() else None
    return exercise_with_figures_behind(item) or named or item


def _with_rests_behind(blocks: list[Block]) -> Iterator[Block]:
    """Put a rest behind each exercise that is done once, as a coach means it: 40 s of work, 20 s of rest."""
    between_ms: Span | None = None
    rounds = 0
    for at, block in enumerate(blocks):
        if isinstance(block, Rounds | EndOfRounds):
            between_ms = block.between_ms if isinstance(block, Rounds) else None
            rounds = block.count if isinstance(block, Rounds) else 0
        if not isinstance(block, Exercise):
            yield block
            continue
        following = next(
            (one for one in blocks[at + 1 : at + 1 + _MOST_BELOW] if isinstance(one, Exercise | EndOfRounds)), None
        )
        exercise = _without_sets(block, rounds)
        rest_ms = exercise.rest_ms if exercise.rest_ms and not has_rest_between(exercise) else None
        yield from _one_by_one(replace(exercise, rest_ms=None) if rest_ms else exercise)
        if rest_ms or (between_ms and isinstance(following, Exercise)):
            yield TimedSilence(rest_ms or between_ms or Span(0, 0), block.source, block.line)


def _without_sets(exercise: Exercise, rounds: int) -> Exercise:
    """Return an exercise without its sets where they are the rounds that it is done in."""
    if rounds < _LEAST_LISTED or exercise.sets != Span(rounds, rounds) or not (exercise.hold_ms or exercise.reps):
        return exercise
    return replace(exercise, sets=None, doubts=(*exercise.doubts, f"its {rounds} sets are the rounds"))


def _one_by_one(exercise: Exercise) -> Iterator[Block]:
    """Yield an exercise; one whose sets differ in their repetitions becomes as many steps."""
    if not exercise.pyramid:
        yield exercise
        return
    for at, count in enumerate(exercise.pyramid):
        texts = () if at else exercise.texts
        reps = Span(count, count)
        yield replace(exercise, sets=None, reps=reps, rest_ms=None, pyramid=(), texts=texts)
        if exercise.rest_ms and at < len(exercise.pyramid) - 1:
            yield TimedSilence(exercise.rest_ms, exercise.source, exercise.line)


def _with_exercises(blocks: list[Block]) -> Iterator[Block]:
    """Turn lines, rows and headings with figures of an exercise into exercises."""
    blocks = _with_sheets(blocks)
    lines = [
        block for above, block, below in zip([None, *blocks], blocks, [*blocks[1:], None], strict=False)
        if isinstance(block, TextBlock) and is_exercise(block.text)
        and not (isinstance(above, Heading) and isinstance(below, Heading | None))
    ]  # fmt: skip
    heads = sum(isinstance(one, Heading) and one.level > 1 and _is_named_length(one) for one in blocks) if lines else 0
    texts = sum(isinstance(block, TextBlock) for block in blocks)
    if len(lines) > _LEAST_LISTED:  # without what is right below each of them, which tells how it is done
        told = {block.line + 1 for block in lines} - {block.line for block in lines}
        texts -= sum(isinstance(block, TextBlock) and block.line in told for block in blocks)
    is_sheet = len(lines) + heads >= _LEAST_LISTED and 2 * (len(lines) + heads) >= texts
    items = sum(isinstance(one, Item) and is_exercise(one.text) for one in blocks)
    is_workout = items >= _LEAST_OF_WORKOUT
    position, is_below_heading = 0, False
    while position < len(blocks):
        block = blocks[position]
        position += 1
        if is_below_heading and isinstance(block, Item) and is_setting_line(block):
            yield block
            continue
        is_below_heading = isinstance(block, Heading)
        below = blocks[position : position + _MOST_BELOW]
        match block:
            case TableRow():
                row = exercise_of_row(block)
                yield block if row is None else replace(row, is_listed=True)
            case Heading(text, level, line):
                found, taken = _exercise_of_heading(text, line, below) if level > 1 else (None, 0)
                position += taken
                yield found or block
            case Item(text) | TextBlock(text):
                first = text.partition("\n")[0]
                is_short = len(first.split()) <= _MOST_WORDS_BESIDE and not first.rstrip().endswith(".")
                is_listed = isinstance(block, Item) or is_sheet or (is_workout and is_short)
                is_listed = is_listed or _BY_CLOCK.match(first) is not None
                is_below = is_listed or _is_below_exercise(blocks, position - 1)
                made, taken = _of_line(block, below, is_listed=is_listed, is_below=is_below)
                position += taken
                yield made
            case _:
                yield block


def _of_line(block: Item | TextBlock, below: list[Block], *, is_listed: bool, is_below: bool) -> tuple[Block, int]:
    """Return what a line is: an exercise, rounds, a rest, the head of a part; and how many blocks below it has.

    Args:
        block: The line or item; it is returned where it is none of these.
        below: The blocks below it.
        is_listed: Whether it is one of a list.
        is_below: Whether it may be the rest of an exercise.
    """
    text, line = block.text, block.line
    next_block = below[0] if below else None
    if _ROUND_NAME.fullmatch(text.strip("*_ ")) and isinstance(next_block, Words) and is_exercise(next_block.text):
        return Note(text, line), 0
    rounds = _rounds_of(text, line)
    if rounds is not None:
        return rounds, 0
    first, _, rest = text.partition("\n")
    if _is_name(block, below):
        named, taken = _with_figures_below(Exercise(text.strip(" :*_"), line, text, is_listed=True), below)
        if named.sets or named.reps:
            told = _how_to_below(below[taken : taken + 1], below[taken - 1].line)
            return (replace(named, texts=(told,)) if told else named), taken + bool(told)
    name = first.rstrip(" :") if _BY_CLOCK.match(first) else first
    found = read_exercise(name.replace("**", ""), line, is_listed=is_listed)
    if found is None:
        sheet_item = read_sheet_item(first, rest, line) if rest and isinstance(block, Item) else None
        pause = _rest_line(first) if is_below and sheet_item is None else None
        return sheet_item or (TimedSilence(pause.span_ms, text, line) if pause else block), 0
    texts = (*found.texts, *(without_how_to(part) for part in rest.split("\n") if part))
    found, taken = _with_figures_below(replace(found, texts=texts, is_listed=True), below)
    told = "" if taken else _how_to_below(below, line)
    if not (taken or told) and isinstance(block, TextBlock):
        own = items_below(below, line)
        return replace(found, texts=(*found.texts, *map(text_of, own))), len(own)
    while told:  # all lines right below it
        told = " ".join(map(without_how_to, sentences_of(told)))
        found, taken = replace(found, texts=(*found.texts, told)), taken + 1
        told = _how_to_below(below[taken:], below[taken - 1].line)
    return found, taken


def _with_sheets(blocks: list[Block]) -> list[Block]:
    """Turn heads and items with the figures of an exercise in the sentences right below them into exercises."""
    made: dict[int, tuple[list[Block], int]] = {}
    for at, block in enumerate(blocks):
        is_heading = isinstance(block, Heading) and block.level > 1
        if isinstance(block, Item) or (isinstance(block, Heading) and is_heading):
            name = heading_parts(block.text)[0] if is_heading else block.text
            below = blocks[at + 1 : at + 1 + _MOST_BELOW]
            found, taken = exercise_of_words_below(name, block.line, below, is_heading=is_heading)
            if found is not None:
                made[at] = [found], 1 + taken
    return replaced(blocks, made)


def _is_name(block: Block, below: list[Block]) -> bool:
    """Return whether a line can be the name of an exercise, whose figures are in the line right below."""
    if not isinstance(block, TextBlock) or not below or not isinstance(below[0], Words):
        return False
    words = re.sub(r"\s*\[[^\[\]]*\]$", "", block.text.strip(" :*_"))
    is_name = len(words.split()) <= _MOST_WORDS_BESIDE and words[-1:].isalnum() and is_exercise_name(words)
    is_name = is_name and not (words[0].islower() or addresses_listener(words) or read_circuit(below[0].text, 0))
    return is_name and below[0].line == block.line + 1 and figures_alone(below[0].text) is not None


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
    is_figure = is_exercise(block.text) or _rest_line(block.text) or _rounds_of(block.text, block.line)
    is_other = warning_in(block.text, is_plain=True) or read_direction(block.text) is not None
    return "" if is_figure or is_other else block.text


def _is_below_exercise(blocks: list[Block], position: int) -> bool:
    """Return whether a line stands right below the exercises of a list."""
    above = blocks[position - 1] if position else None
    return isinstance(above, Item) and is_exercise(above.text)


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
    behind = BEHIND_HEADING.search(text)
    if behind and read_rounds(behind[1]) and following and text_of(following[0])[:1] in '«"“„':
        return None, 0  # a part of a script whose words are repeated
    found = read_exercise(text, line, is_listed=True) if not TIMES_OF_HEADING.search(text) else None
    name, notes = heading_parts(text)
    bare = Exercise(name, line, text, notes=(notes,) if notes else ())
    exercise, taken = _with_figures_below(found or bare, following)
    is_only_length = not (exercise.sets or exercise.reps or exercise.has_sides)
    if is_only_length and ((found is None and _is_length_of_part(exercise)) or _has_list(following[taken:])):
        return None, 0
    return (exercise, taken) if exercise.hold_ms or exercise.sets or exercise.reps else (None, 0)


def _has_list(following: list[Block]) -> bool:
    """Return whether exercises of a list stand right below a heading, whose length is theirs: "10-min routine"."""
    return sum(isinstance(one, Item) and is_exercise(one.text) for one in following[:2]) == _LEAST_LISTED


def _is_named_length(heading: Heading) -> bool:
    """Return whether a heading is an exercise with its length bare behind it, as in a list: "Butterfly 4 min"."""
    return TIMES_OF_HEADING.search(heading.text) is None and is_exercise(heading.text)


def _is_length_of_part(exercise: Exercise) -> bool:
    """Return whether all that is known is a length of minutes, as below the heading of a part: "Duration: 4 min"."""
    return exercise.hold_ms is not None and exercise.hold_ms.low >= _LEAST_PART_MS


def _with_figures_below(exercise: Exercise, following: list[Block]) -> tuple[Exercise, int]:
    """Return an exercise with the figures right below it, such as "Reps: 10"; and the number of those blocks."""
    taken = 0
    own = exercise.figures if exercise.is_listed else 0
    for words, figures in _lines_of_figures(following):
        is_apart = own > 0 and isinstance(following[taken], TextBlock) and following[taken].line > exercise.line + 1
        if _rounds_of(words, exercise.line) is not None and (is_apart or exercise.reps not in (None, figures.reps)):
            break  # "Push-ups 10 reps" has its number: "Repeat 3 times" is about more
        exercise = replace(
            exercise, source=f"{exercise.source} / {words}", hold_ms=exercise.hold_ms or figures.hold_ms,
            sets=exercise.sets or figures.sets, reps=exercise.reps or figures.reps,
            rest_ms=exercise.rest_ms or figures.rest_ms,
            notes=(*exercise.notes, *(note for note in figures.notes if note == words)),
            ways=exercise.ways or figures.ways, pyramid=exercise.pyramid or figures.pyramid,
            has_sides=exercise.has_sides or figures.has_sides or _BOTH_SIDES.match(words) is not None,
        )  # fmt: skip
        taken += 1
    return exercise, taken


def _lines_of_figures(following: list[Block]) -> list[tuple[str, Figures]]:
    """Return the lines right below an exercise that only have figures of it."""
    lines: list[tuple[str, Figures]] = []
    is_counted = False
    for block in following:
        if not isinstance(block, Words) or "\n" in block.text:
            break
        if isinstance(block, Item) and is_setting_line(block):
            break
        kept, note = details_of(bare_words(block.text)) if isinstance(block, Item) else ([], "")
        if note and not kept and split_fact(bare_words(block.text)):
            lines.append((note, Figures("", notes=[note])))
            continue
        words = block.text.replace("**", "").replace("__", "")
        figure = figures_of_fact(block.text)
        alone = figures_alone(words) if figure is None else None
        if figure is None and alone is None and not is_sides_alone(words):
            break
        is_counted = is_counted or bool(figure or (alone and (alone.reps or alone.sets or OF_SETS.search(words))))
        figure = read_figures(kept[0]) if figure is not None and len(kept) == 1 else figure
        lines.append((words, figure or read_figures(words)))
    return lines if is_counted else []
