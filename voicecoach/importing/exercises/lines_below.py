"""Find the lines right below an exercise of a page that tell how it is done, or how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from voicecoach.caseless import Caseless
from voicecoach.importing.document import (
    Block,
    Exercise,
    Heading,
    Item,
    Note,
    TextBlock,
    TimedSilence,
    Words,
    replaced,
    text_of,
)
from voicecoach.importing.exercises.exercise_groups import rests_of
from voicecoach.importing.exercises.sheet_items import sentences_of
from voicecoach.importing.lines.exercise_lines import is_exercise
from voicecoach.importing.lines.figure_words import BETWEEN, REST, ROUND, SETS
from voicecoach.importing.lines.figures import rest_of_line
from voicecoach.importing.lines.labelled_figures import label_kind
from voicecoach.importing.lines.labels import split_fact
from voicecoach.importing.lines.number_words import with_digits
from voicecoach.script.directions import TimedPause, read_pause
from voicecoach.units import Span

_BETWEEN_SETS = Caseless(
    rf"{REST}\b[^.!?]{{0,20}}?\b{BETWEEN}(?:\s\w+){{0,2}}?\s{SETS}\b|"
    rf"\b{BETWEEN}(?:\s\w+){{0,2}}?\s{SETS}\b[^.!?]{{0,24}}?\b{REST}"
)
_OF_ROUNDS = Caseless(rf"\b{ROUND}\b")
_LEAST_LISTED = 2
_MOST_WORDS_OF_LABEL = 3


def items_below(following: Sequence[Block], line: int) -> list[Block]:
    """Return the bullets right below an exercise, and the labels above some of them, "Starting position"; no others."""
    own: list[Block] = []
    for at, block in enumerate(following):
        below = following[at + 1] if at + 1 < len(following) else None
        is_label = isinstance(block, TextBlock) and isinstance(below, Item) and below.line == block.line + 1
        is_label = is_label and len(text_of(block).split()) <= _MOST_WORDS_OF_LABEL
        is_own = is_label or (isinstance(block, Item) and not block.number)
        if not is_own or block.line != line + 1 or is_exercise(text_of(block)):
            break
        own.append(block)
        line = block.line + text_of(block).count("\n")
    return own if any(isinstance(one, Item) for one in own) else []


def with_lengths_behind(blocks: list[Block]) -> list[Block]:
    """Give time to the words above a line that only tells a length, where there are two of them: "Dauer: 1 Minute."."""
    found: dict[int, tuple[list[Block], int]] = {}
    for at, block in enumerate(blocks[1:], start=1):
        fact = split_fact(block.text) if isinstance(block, TextBlock) else None
        pause = read_pause(with_digits(fact[1]).strip(" .")) if fact and label_kind(fact[0]) == "hold" else None
        if isinstance(pause, TimedPause) and isinstance(blocks[at - 1], Words):
            found[at] = [TimedSilence(pause.span_ms, text_of(block), block.line)], 1
    return replaced(blocks, found) if len(found) >= _LEAST_LISTED else blocks


def with_rests_between(blocks: list[Block]) -> list[Block]:
    """Put a rest that is told below a list between its exercises: "Rest 1 minute between exercises."."""
    made: dict[int, tuple[list[Block], int]] = {}
    for at, block in enumerate(blocks):
        of_sets_ms = _rest_of_sets(block)
        rest_ms = rests_of(block.source)[0] if isinstance(block, TimedSilence) and of_sets_ms is None else None
        if not (rest_ms or of_sets_ms):
            continue
        first = at
        while first and isinstance(blocks[first - 1], Exercise):
            first -= 1
        if of_sets_ms and at - first >= _LEAST_LISTED:
            note = Note(getattr(block, "source", text_of(block)), block.line)
            made[first] = [*(_with_rest(one, of_sets_ms) for one in blocks[first:at]), note], 1 + at - first
        elif at - first >= _LEAST_LISTED and rest_ms and isinstance(block, TimedSilence):
            rest = replace(block, span_ms=rest_ms)
            between = [one for exercise in blocks[first : at - 1] for one in (exercise, rest)]
            made[first] = [*between, blocks[at - 1]], 1 + at - first
    return replaced(blocks, made)


def with_rest_at_end(blocks: list[Block]) -> list[Block]:
    """Return the blocks with the one rest that is told for the sets of all, below the last of them, as a silence."""
    firsts = [(at, block, first) for at, block in enumerate(blocks) if isinstance(block, TextBlock)
              for first in sentences_of(block.text)[:1] if _rest_of_sets(replace(block, text=first))]  # fmt: skip
    if len(firsts) != 1:
        return blocks
    at, block, first = firsts[0]
    rest_ms, others = _rest_of_sets(replace(block, text=first)), block.text.removeprefix(first).strip()
    if not (at and rest_ms) or _OF_ROUNDS.search(first) or any(isinstance(one, Heading | Item) for one in blocks[at:]):
        return blocks
    below = [replace(block, text=others)] if others else []
    return [*blocks[:at], TimedSilence(rest_ms, first, block.line), *below, *blocks[at + 1 :]]


def _rest_of_sets(block: Block) -> Span | None:
    """Return the rest that a line tells for all sets, "Rest between sets: 1 minute."; None for any other block."""
    text = block.source if isinstance(block, TimedSilence) else block.text if isinstance(block, TextBlock) else ""
    return rest_of_line(text) if _BETWEEN_SETS.search(text) else None


def _with_rest(block: Block, rest_ms: Span) -> Block:
    """Return an exercise of several sets with the rest between them, where it has none of its own."""
    is_of_sets = isinstance(block, Exercise) and block.sets and block.sets.high > 1 and not block.rest_ms
    return replace(block, rest_ms=rest_ms) if isinstance(block, Exercise) and is_of_sets else block
