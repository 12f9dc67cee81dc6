"""Find the exercises of a guide: a head for each of them, and below it how it is done, with its figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import UnionType

from voicecoach.importing.document import Block, Exercise, Heading, Item, Note, TextBlock, replaced
from voicecoach.importing.exercises.guide_parts import BEGINS_FIGURES, HOW_TO, exercise_of_part
from voicecoach.importing.exercises.safety import warning_in
from voicecoach.importing.exercises.sheet_items import exercise_of_words_below, read_sheet_item
from voicecoach.importing.lines.exercise_lines import read_exercise
from voicecoach.importing.lines.figures import read_figures
from voicecoach.importing.lines.heading_parts import heading_parts

_LEAST_EXERCISES = 2
_MOST_BELOW = 12
_HEAD_OF_ITEM = re.compile(
    r"(?:\*\*(?P<bold>[^*\n]{2,60}?)\s?:?\*\*|(?P<plain>[^*\n:.!?]{2,60}?)(?=:\s|\n|$))\s*(?:[:–—-]\s)?\s*(?P<rest>.*)",
    re.DOTALL,
)
_ITALIC_LABEL = re.compile(r"^(?P<mark>[*_])(?P<label>[^*_\n:]{2,40}:)(?P=mark)(?=\s)")
_OF_ITEMS = -1
"""The level of an exercise whose head is an item of a list; headings have theirs."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a document that may be an exercise: its place, the number of blocks below its head, its level.

    It is known where another reader finds more in it: the figures behind a name, or sentences of figures alone.
    """

    at: int
    count: int
    level: int
    exercise: Exercise | None
    is_known: bool = False


def with_guides(blocks: list[Block]) -> list[Block]:
    """Turn the parts of a guide into exercises: two heads of a level at least, and half of all that it has."""
    original, blocks = blocks, [_without_how_to(block) for block in blocks]
    parts = [*_below_headings(blocks), *_of_items(blocks)]
    heads = Counter(part.level for part in parts)
    found = Counter(part.level for part in parts if part.exercise or part.is_known)
    guided = {level for level, count in found.items() if count >= _LEAST_EXERCISES and 2 * count >= heads[level]}
    made = {part.at: part for part in reversed(parts) if part.exercise and part.level in guided}
    if not made:
        return original
    return replaced(blocks, {at: (_made(part, blocks), 1 + part.count) for at, part in made.items()})


def _made(part: _Part, blocks: list[Block]) -> list[Block]:
    """Return the exercise of a part, and the blocks below its head that are not about it."""
    below = blocks[part.at + 1 : part.at + 1 + part.count]
    return [*([part.exercise] if part.exercise else []), *(block for block in below if not _is_of_exercise(block))]


def _without_how_to(block: Block) -> Block:
    """Return a heading such as "How to:", which names no exercise, as a note; an item with its label in bold."""
    if isinstance(block, Item):
        return replace(block, text=_ITALIC_LABEL.sub(r"**\g<label>**", block.text))
    is_how_to = isinstance(block, Heading) and block.level > 1 and HOW_TO.fullmatch(heading_parts(block.text)[0])
    return Note(block.text, block.line) if isinstance(block, Heading) and is_how_to else block


def _below_headings(blocks: list[Block]) -> Iterator[_Part]:
    """Yield the part of each heading that has nothing but paragraphs and items below it."""
    for at, head in enumerate(blocks):
        if isinstance(head, Heading) and head.level > 1:
            body = _run(blocks, at + 1, TextBlock | Item | Note)
            known = _known_exercise(head, body)
            is_list = sum(_names_exercise(one) for one in body) > 1
            made = None if is_list else exercise_of_part(head.text, head.line, _texts(body))
            is_known = known is not None and (made is None or known.figures > made.figures)
            yield _Part(at, len(body), head.level, None if is_known else made, is_known=is_known)


def _of_items(blocks: list[Block]) -> Iterator[_Part]:
    """Yield the part of each item that begins with a name; bullets below a number or a bold name are its own."""
    for at, head in enumerate(blocks):
        found = _HEAD_OF_ITEM.fullmatch(head.text.strip()) if isinstance(head, Item) else None
        if found is None or not isinstance(head, Item):
            continue
        has_own = bool(head.number or (found["bold"] and not found["rest"]))
        body = _run(blocks, at + 1, Item | Note, head) if has_own else []
        texts = [*found["rest"].split("\n"), *_texts(body)]
        if any(texts):
            name = found["bold"] or found["plain"]
            made = exercise_of_part(name, head.line, [text for text in texts if text.strip()])
            is_list_like = made is None or not made.texts or _speaks_figures(made)
            is_known = is_list_like and _known_exercise(head, blocks[at + 1 : at + 1 + _MOST_BELOW]) is not None
            yield _Part(at, len(body), _OF_ITEMS, None if is_known else made, is_known=is_known)


def _known_exercise(head: Heading | Item, below: list[Block]) -> Exercise | None:
    """Return the exercise of a head whose figures are read as those of a list or a sheet."""
    first, _, rest = head.text.partition("\n")
    is_heading = isinstance(head, Heading)
    name = heading_parts(first)[0] if is_heading else first
    return (
        read_exercise(first.replace("**", ""), head.line, is_listed=True)
        or (read_sheet_item(first, rest, head.line) if rest else None)
        or exercise_of_words_below(name, head.line, below[:_MOST_BELOW], is_heading=is_heading)[0]
    )


def _speaks_figures(exercise: Exercise) -> bool:
    """Return whether figures stand among the words to speak; a list has them on their own."""
    return any(read_figures(text).is_exercise for text in exercise.texts)


def _names_exercise(block: Block) -> bool:
    """Return whether an item is an exercise of its own, and not "Hold 5 seconds" or "Do 3-5 reps"."""
    if not isinstance(block, Item) or BEGINS_FIGURES.match(block.text):
        return False
    return read_exercise(block.text.replace("**", ""), block.line, is_listed=True) is not None


def _is_head_like(item: Item, head: Item) -> bool:
    """Return whether an item is written as a head is: with a number, or in bold letters as a whole."""
    return bool(item.number) if head.number else item.text.strip().startswith("**")


def _run(blocks: list[Block], start: int, kinds: type | UnionType, head: Item | None = None) -> list[Block]:
    """Return the blocks from a place on that are of some kinds, up to the next item that is written as a head is."""
    end = start
    while end < len(blocks) and isinstance(block := blocks[end], kinds):
        if head is not None and isinstance(block, Item) and _is_head_like(block, head):
            break
        end += 1
    return blocks[start:end]


def _texts(body: list[Block]) -> list[str]:
    return [block.text for block in body if isinstance(block, TextBlock | Item) and _is_of_exercise(block)]


def _is_of_exercise(block: Block) -> bool:
    """Return whether a block is about the exercise itself: no note, and no warning, which begins the session."""
    return isinstance(block, TextBlock | Item) and not warning_in(block.text, is_plain=True)
