"""Read the exercises of nested lists: a name, and in the items below it its figures and how it is done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from voicecoach.importing.document import Block, Exercise, Heading, Item, Note, TableRow, TextBlock, replaced
from voicecoach.importing.exercises.guide_parts import without_how_to
from voicecoach.importing.exercises.sheet_items import read_sheet_item, sentences_of
from voicecoach.importing.lines.exercise_lines import (
    asks_for_breath,
    is_exercise,
    is_exercise_name,
    read_exercise,
    without_parentheses,
)
from voicecoach.importing.lines.figures import figures_alone, read_figures
from voicecoach.importing.lines.how_to_labels import HOW_TO
from voicecoach.importing.lines.labelled_figures import is_for_reader, is_label, labelled_figures
from voicecoach.importing.lines.labels import is_fact_key
from voicecoach.importing.lines.rows import column_of
from voicecoach.text import capitalised

_LABEL = re.compile(r"(?P<key>[^:\d.!?]{2,40}?)\s?:\s+(?P<value>\S.*)", re.DOTALL)
_PARTS_OF_KEY = re.compile(r"\s?(?:/|&|\+|,|\bx\b|×|\b(?:and|or|und|oder|y|o|et|ou|e|en|of)\b)\s?", re.IGNORECASE)
_FIGURES_AT_END = re.compile(
    r"(?P<words>[^\d:][^:]+?[.!)])\s+(?P<figures>\d[^.!?]*|[^.!?\d]{3,20}\d[^.!?]*)[.!]?", re.DOTALL
)
"""A sentence or a bracket, and figures behind it: "Tighten the thigh. Hold 5 seconds, 10x"."""

_OF_EACH_SET = re.compile(
    r"\s(?:per|pro|por|par|in each|each|je|cada|chaque|ogni|elke|de cada)\s(?:set|satz|serie|série|series|runde|round)"
    r"\b|\s?\([^()]*\)",
    re.IGNORECASE,
)
_FIRST_PART = re.compile(r"(?P<figures>[^,;.–—]*\d[^,;–—]*?)(?:\s?[,;–—]\s|\.\s+|\s-\s)(?P<rest>\S.*)", re.DOTALL)
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_]|[*_](?!\w)")
_CODE = re.compile(r"(?:\d{1,2}|[A-Za-z])[.)]\s+(?=\S)")
_STOP = (".", "!", "?", ",", ";")
_LEAST_EXERCISES = 2
_LEAST_WORDS_OF_REST = 2
_MOST_LINES = 12
_MOST_WORDS = 8
_MOST_BLOCKS = 40
_LONGEST_LINE = 400


def with_lists(blocks: list[Block]) -> list[Block]:
    """Return the blocks with the names of exercises, and the lines below that belong to them, as exercises.

    One alone may be an item of any other list: it needs repetitions or sets, or a second one.
    """
    found: dict[int, tuple[Exercise, int]] = {}
    end = 0
    for at in range(len(blocks)):
        exercise, taken = _exercise_at(blocks, at) if at >= end else (None, 0)
        if exercise is not None:
            found[at] = exercise, taken
            end = at + 1 + taken
    if len(found) < _LEAST_EXERCISES and not any(one.reps or one.sets for one, _ in found.values()):
        found = {}
    made = replaced(blocks, {at: ([exercise], 1 + taken) for at, (exercise, taken) in found.items()})
    is_guide = sum(isinstance(block, Exercise) for block in made) >= _LEAST_EXERCISES
    return list(_with_parts([_without_label(block) for block in made] if is_guide else made))


def _without_label(block: Block) -> Block:
    """Return an item among exercises without the label of how it is done: "**Execution:** lift your hips".

    One with a figure that no step has, such as "Repetitions: 10 slow breaths", is a note.
    """
    label = _LABEL.fullmatch(bare_words(block.text)) if isinstance(block, Item) else None
    if label is None or not isinstance(block, Item):
        return block
    is_figure = _kind_of(label["key"]) == "figures" and re.search(r"\d", label["value"]) is not None
    if is_figure and not details_of(bare_words(block.text))[0]:
        return Note(block.text, block.line)
    told = without_how_to(bare_words(block.text))
    return replace(block, text=told) if HOW_TO.fullmatch(label["key"]) else block


def _with_parts(blocks: list[Block]) -> Iterator[Block]:
    """Turn the items above exercises of their own, such as "1. **Warm-up** (5 min)", into headings."""
    for at, block in enumerate(blocks):
        if isinstance(block, Item) and _is_part(block, blocks[at + 1 : at + 1 + _LEAST_EXERCISES]):
            first, *rest = block.text.split("\n")
            yield Heading(bare_words(first), 7, block.line)
            yield from (TextBlock(words, block.line) for words in rest)
        else:
            yield block


def _is_part(item: Item, below: Sequence[Block]) -> bool:
    if bare_words(item.text.partition("\n")[0]).endswith(_STOP) or len(below) < _LEAST_EXERCISES:
        return False
    inside = [one for one in below if isinstance(one, Item) and one.indent > item.indent]
    rows = [one for one in below if isinstance(one, TableRow)]
    exercises = [one for one in inside if read_exercise(one.text.partition("\n")[0], 1, is_listed=True)]
    return len(exercises) == _LEAST_EXERCISES or (len(rows) == len(below) and bool(item.text))


def _exercise_at(blocks: Sequence[Block], at: int) -> tuple[Exercise | None, int]:
    """Return the exercise whose name is a block, with the lines below it; and how many blocks these are."""
    head = blocks[at]
    if isinstance(head, Item):
        first, *lines = head.text.split("\n")
        inside = _inside(head, blocks[at + 1 : at + 1 + _MOST_BLOCKS])
    elif isinstance(head, TextBlock) and "\n" not in head.text:
        first, lines, inside = head.text, [], _right_below(head, blocks[at + 1 : at + 1 + _MOST_BLOCKS])
    else:
        return None, 0
    lines += [line for one in inside for line in one.text.split("\n")]
    lines = [bare_words(line) for line in lines]
    is_breath = any(asks_for_breath(line) and re.search(r"\d", line) for line in lines)
    if not inside or is_breath or len(lines) > _MOST_LINES:
        return None, 0
    if any(_is_exercise(line) for line in lines):
        return None, 0
    return _exercise(first, lines, head.line), len(inside)


def _inside(head: Item, following: Sequence[Block]) -> list[Item]:
    """Return the items that stand further right than one, right below it."""
    inside: list[Item] = []
    for block in following:
        if not isinstance(block, Item) or block.indent <= head.indent:
            break
        inside.append(block)
    return inside


def _right_below(head: TextBlock, following: Sequence[Block]) -> list[Item]:
    """Return the items right below a line."""
    inside: list[Item] = []
    line = head.line
    for block in following:
        if not isinstance(block, Item) or block.number or block.line != line + 1:
            break
        inside.append(block)
        line = block.line + block.text.count("\n")
    return inside


def _is_exercise(line: str) -> bool:
    """Return whether a line below a name is an exercise itself, and no label: "March: 1 min"."""
    label = _LABEL.fullmatch(bare_words(line))
    if label and (_kind_of(label["key"]) or HOW_TO.fullmatch(label["key"])):
        return False
    return figures_alone(bare_words(line)) is None and is_exercise(bare_words(line))


def _exercise(first: str, lines: Sequence[str], line: int) -> Exercise | None:
    first = _CODE.sub("", bare_words(first)).rstrip(" :")
    if not first or first.endswith(_STOP) or HOW_TO.fullmatch(first):
        return None
    own = read_exercise(first, line, is_listed=True)
    name, notes = (own.name, list(own.notes)) if own else without_parentheses(first)
    details = list[str]()
    for words in map(bare_words, lines):
        kept, note = details_of(words)
        details += kept
        notes += [note] if note else []
    # The figures behind the name count before those below it.
    below = read_sheet_item(name.strip(), "\n".join(details), line)
    if below is None and own is None:
        return None
    if below is None:
        return replace(own, texts=(*own.texts, *details), notes=tuple(notes), is_listed=True) if own else None
    if own is None:
        return replace(below, notes=(*notes, *below.notes))
    return replace(
        own, hold_ms=own.hold_ms or below.hold_ms, sets=own.sets or below.sets, reps=own.reps or below.reps,
        rest_ms=own.rest_ms or below.rest_ms, has_sides=own.has_sides or below.has_sides, ways=own.ways or below.ways,
        texts=(*own.texts, *below.texts), notes=(*notes, *below.notes), doubts=(*own.doubts, *below.doubts),
        is_listed=True,
    )  # fmt: skip


def details_of(words: str) -> tuple[list[str], str]:
    """Return a line below a name as lines of figures and sentences, and a remark for the reader."""
    label = _LABEL.fullmatch(words)
    kind = _kind_of(label["key"]) if label else ""
    if label and kind == "figures":
        return _figures_of(label["key"], label["value"])
    if label and kind == "words":
        return [label["value"]], ""
    if label and HOW_TO.fullmatch(label["key"]):
        return [without_how_to(words)], ""
    if kind == "note" or is_for_reader(words):
        return [], words
    is_other = len(words) > _LONGEST_LINE or figures_alone(words) is not None
    first = None if is_other else _FIRST_PART.fullmatch(words)
    if first and figures_alone(first["figures"]) and len(first["rest"].split()) >= _LEAST_WORDS_OF_REST:
        rest = first["rest"]
        return [first["figures"], rest[:1].upper() + rest[1:]], ""
    return [words], ""


def _kind_of(key: str) -> str:
    """Return what a label names: figures, words to speak, or a note for the reader; empty for any other."""
    parts = [_OF_EACH_SET.sub("", part).strip() for part in _PARTS_OF_KEY.split(key)]
    if any(is_label(part) for part in parts):
        return "figures"
    column = column_of(key)
    if column in ("text", "hint", "position"):
        return "words"
    if column == "figures":
        return "figures"
    is_note = is_fact_key(key) or is_for_reader(f"{_OF_EACH_SET.sub('', key).strip()}: 1")
    return "note" if is_note else ""


def _figures_of(key: str, value: str) -> tuple[list[str], str]:
    """Return the value behind a label as a line of figures, and the words of it that are none."""
    key = _OF_EACH_SET.sub("", key).strip()
    if labelled_figures(f"{key}: {value}") is not None:
        return [f"{key}: {value}"], ""
    for words in (f"{key}: {value}", value):
        if figures_alone(words) is not None:
            return [words], ""
    figures = read_figures(value)
    if not figures.is_exercise:
        return [], f"{key}: {value}"
    left = figures.other_words
    return [value.replace(left, "").strip() or value], left


def bare_words(text: str) -> str:
    """Return words without the marks of bold and italic type around them."""
    return (_MARKS.sub("", text) if "*" in text or "_" in text else text).strip()


def exercise_with_figures_behind(item: Item) -> Exercise | None:
    """Return the exercise of an item that ends with figures behind a sentence or a bracket; None for any other.

    >>> found = exercise_with_figures_behind(Item("Squeeze, feet flat. Hold 5 s, 10x", 1))
    >>> found.name, found.hold_ms, found.reps
    ('Squeeze, feet flat', Span(low=5000, high=5000), Span(low=10, high=10))
    """
    text = bare_words(item.text)
    told = _FIGURES_AT_END.fullmatch(text) if len(text) <= _LONGEST_LINE else None
    figures = figures_alone(told["figures"]) if told else None
    if told is None or figures is None or not (figures.reps or figures.sets):
        return None
    first, *others = sentences_of(told["words"])
    name, notes = without_parentheses(first)
    name, how = name.strip(" .!,;"), ""
    if len(name.split()) > _MOST_WORDS:
        name, _, how = name.partition(", ")
    exercise = Exercise(
        name, item.line, item.text, figures.hold_ms, figures.sets, figures.reps, figures.rest_ms,
        has_sides=figures.has_sides, texts=tuple(filter(None, (capitalised(how), " ".join(others)))),
        notes=(*notes, *figures.notes), is_listed=True,
    )  # fmt: skip
    return exercise if is_exercise_name(name) else None
