"""Find the lines right below an exercise of a page that tell how it is done, or how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from voicecoach.importing.document import Block, Exercise, Item, TextBlock, TimedSilence, Words, replaced, text_of
from voicecoach.importing.exercises.exercise_groups import rests_of
from voicecoach.importing.lines.exercise_lines import is_exercise
from voicecoach.importing.lines.labelled_figures import label_kind
from voicecoach.importing.lines.labels import split_fact
from voicecoach.importing.lines.number_words import with_digits
from voicecoach.script.directions import TimedPause, read_pause

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
        rest_ms = rests_of(block.source)[0] if isinstance(block, TimedSilence) else None
        if rest_ms is None or not isinstance(block, TimedSilence):
            continue
        first = at
        while first and isinstance(blocks[first - 1], Exercise):
            first -= 1
        if at - first >= _LEAST_LISTED:
            rest = replace(block, span_ms=rest_ms)
            between = [one for exercise in blocks[first : at - 1] for one in (exercise, rest)]
            made[first] = [*between, blocks[at - 1]], 1 + at - first
    return replaced(blocks, made)
