"""Tell the parts of a talk from exercises: "2. **The picture** (8 min)" has pauses of its own among its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from voicecoach.importing.document import Block, Exercise, Heading, Item, Note, TextBlock
from voicecoach.importing.parts import FoundDirection, SpokenWords
from voicecoach.importing.stage_directions import split_line
from voicecoach.script.directions import BreathPause, NamedPause, TimedPause
from voicecoach.units import MINUTE_MS, format_duration_span

_LEAST_HOLD_MS = MINUTE_MS


def with_talk_parts(blocks: Sequence[Block], language: str) -> list[Block]:
    """Return the blocks with exercises as headings, where they are only a long hold and have pauses in their words.

    What happens in eight minutes is said below; a hold of eight minutes would come on top of it.
    """
    places = [at for at, block in enumerate(blocks) if isinstance(block, Exercise | Heading)]
    ends = [*places[1:], len(blocks)]
    long = {at: blocks[at + 1 : end] for at, end in zip(places, ends, strict=False) if _is_long_hold(blocks[at])}
    paused = sum(_is_talk(blocks[at], body, language) for at, body in long.items())
    if not long or 2 * paused < len(long):
        return list(blocks)
    return [part for at, block in enumerate(blocks) for part in (_as_part(block) if at in long else [block])]


def _is_talk(head: Block, body: Sequence[Block], language: str) -> bool:
    """Return whether words are said in a part, with a pause among them or behind them."""
    parts = [part for block in body if isinstance(block, TextBlock | Item) for part in split_line(block.text, language)]
    pauses = (TimedPause, BreathPause, NamedPause)
    has_pause = sum(isinstance(part, FoundDirection) and isinstance(part.direction, pauses) for part in parts)
    has_words = any(isinstance(part, SpokenWords) for part in parts) or (isinstance(head, Exercise) and head.texts)
    return bool(has_pause and has_words and (has_pause > 1 or not (isinstance(head, Exercise) and head.sets)))


def _is_long_hold(block: Block) -> bool:
    is_only_hold = isinstance(block, Exercise) and not (
        block.reps or block.rest_ms or block.has_sides or block.ways or block.phases
    )
    return is_only_hold and isinstance(block, Exercise) and _low_ms(block) >= _LEAST_HOLD_MS


def _low_ms(exercise: Exercise) -> int:
    return exercise.hold_ms.low if exercise.hold_ms else 0


def _as_part(block: Block) -> Iterator[Block]:
    """Yield an exercise as a heading, its length as a note, and its words."""
    if isinstance(block, Exercise) and block.hold_ms:
        yield Heading(block.name, 7, block.line)
        yield Note(format_duration_span(block.hold_ms), block.line)
        if block.sets:
            yield Note(block.source, block.line, "unsure: add [repeat] by hand")
        yield from (Note(note, block.line) for note in block.notes)
        yield from (TextBlock(text, block.line) for text in block.texts)
