"""Decide for heads with a length: exercises, "**Plank (30 seconds)**", or parts of a talk, "2. **Lake** (8 min)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from voicecoach.caseless import Caseless
from voicecoach.importing.directions.edge_words import is_told
from voicecoach.importing.directions.parts import FoundDirection, SpokenWords
from voicecoach.importing.directions.stage_directions import split_line
from voicecoach.importing.document import (
    Block,
    Exercise,
    Heading,
    Item,
    Note,
    TableRow,
    TextBlock,
    Words,
    WrittenLine,
    replaced,
)
from voicecoach.importing.lines.exercise_lines import asks_for_breath, is_exercise, read_exercise
from voicecoach.importing.lines.figure_sides import has_sides
from voicecoach.importing.lines.figures import BREATH_MS
from voicecoach.importing.lines.heading_parts import TIMES_OF_HEADING
from voicecoach.importing.lines.spoken_length import estimated_ms
from voicecoach.importing.readers.heads import is_part_name
from voicecoach.script.directions import BreathPause, NamedPause, TimedPause, read_pause
from voicecoach.script.printer import print_pause
from voicecoach.units import MINUTE_MS, Span

_LENGTH = r"\s*[(:–—-]\s*(?P<length>\d[^():.]{1,24}[^():.\d])\.?\)?\s?:?"
_TENSE = Caseless(
    r"(?:tense|tighten|clench|contract|squeeze|(?:an)?spann?en?|spanne? an|anspannung|tens[ae]r?|aprieta|apretar|"
    r"contra(?:e|er|ia|ir|i|rre|cte[rz]?)|tensión|tende[rz]?|serre[rz]?|stringi|stringere|tensão|tensione|aperte|span|"
    r"span aan|aanspannen)" + _LENGTH
)
_RELEASE = Caseless(
    r"(?:relax|release|let go|entspann(?:en?|ung)|loslassen|lass(?:en)? los|locker(?:n|lassen)|relaj[ae]r?|suelt[ae]|"
    r"soltar|relajación|relâche[rz]?|détende[rz]|détendre|rilassa(?:re)?|rilascia(?:re)?|relax[ae]r?|solt[ae]|"
    r"ontspan(?:nen)?|laat los|loslaten)" + _LENGTH
)
"""The two lines of each group of muscles, above what is done: "Tense (7 seconds)", "Relax (15 seconds)"."""

_BOLD = re.compile(r"(\*\*|__)[^*_]{2,60}\1:?")
_QUOTED = re.compile(r"\s*[*_]*[\"“„«»]")
_NUMBER = re.compile(r"^\W*\d{1,2}[.)]\s+")
_AND = re.compile(r"\s(?:&|and|und|y|et|e|en)\s", re.IGNORECASE)
_STOP = re.compile(r"[^\W\d_]{2}\s?[.!?…](?:\s|$)")
_LEAST = 2
_LEAST_PART_MS = 2 * MINUTE_MS
_LEAST_ALONE_MS = MINUTE_MS
_LONGEST_PHASE_MS = 20_000
_MOST_SPOKEN = 0.6
"""The most of its length that the words of an exercise take; those of a part take nearly all of it."""


@dataclass(frozen=True, slots=True)
class _Section:
    """A head with a length, and the words up to the next one.

    Attributes:
        head: The block of the head.
        exercise: What the head would be as an exercise.
        words: The other lines of its block, and the paragraphs and items below it.
        has_list: Whether exercises of its own stand below it.
    """

    head: Block
    exercise: Exercise
    words: tuple[str, ...]
    has_list: bool

    @property
    def is_short(self) -> bool:
        """Whether it is as short as an exercise, or done on both sides."""
        return self.exercise.has_sides or _hold_ms(self.exercise) < _LEAST_PART_MS

    @property
    def stated_ms(self) -> int:
        """The length that its head tells."""
        return _hold_ms(self.exercise) * (2 if self.exercise.has_sides else 1)

    @property
    def is_marked(self) -> bool:
        """Whether it is a heading, or bold with words below; other items are those of a list."""
        return isinstance(self.head, Heading) or (bool(self.words) and _text(self.head).startswith("**"))


def with_timed_heads(blocks: list[Block], language: str) -> list[Block]:
    """Return the blocks with the heads that have a length as exercises or as headings of parts."""
    timed = {at: one for at, block in enumerate(blocks) if (one := _timed(block)) is not None}
    heads = {at: one for at, one in timed.items() if not _is_phase(blocks, at, one)}
    sections = {at: _section(blocks, at, heads) for at in heads}
    counted = sum(map(_is_counted, blocks)) if sections else 0
    breaths = sum(map(_is_breath, blocks)) if sections else 0
    made = _decided(sections, counted, breaths, language)
    made |= _counted_beside(blocks, made) | _named_beside(blocks, made)
    return replaced(blocks, {at: (one, 1) for at, one in made.items()})


def with_tensions(blocks: list[Block], language: str) -> list[Block]:
    """Return the blocks with silence behind what is done below "Tense (7 seconds)", where "Relax (15 seconds)" follows.

    A list of names and times alone stays as it is, and so does what has a pause of its own.
    """
    found = [
        (at, name, pause)
        for at, (block, below) in enumerate(pairwise(blocks))
        if isinstance(block, TextBlock | Heading) and isinstance(below, TextBlock) and "(" not in below.text
        and (name := _TENSE.fullmatch(block.text.strip("*_ ")) or _RELEASE.fullmatch(block.text.strip("*_ ")))
        and isinstance(pause := read_pause(name["length"], language), TimedPause)
    ]  # fmt: skip
    kinds = {_TENSE.match(name[0]) is None for _, name, _ in found}
    made: dict[int, tuple[list[Block], int]] = {}
    for at, name, pause in found if len(kinds) > 1 else ():
        line, word = blocks[at].line, name[0][: name.start("length")].rstrip(" (:–—-")
        made[at] = [TextBlock(f"{word}.", line), blocks[at + 1], TextBlock(print_pause(pause), line)], 2
    return replaced(blocks, made)


def _is_phase(blocks: Sequence[Block], at: int, exercise: Exercise) -> bool:
    """Return whether a line is the part between two of a breath: "Hold the air (4 seconds)" below "Inhale (4 s)"."""
    beside = blocks[max(at - 1, 0) : at + 2]
    is_line = isinstance(blocks[at], TextBlock) and _hold_ms(exercise) <= _LONGEST_PHASE_MS
    return is_line and any(_is_breath(one) for one in beside if isinstance(one, TextBlock))


def without_holds_told_twice(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks; an exercise is a heading where a pause below it is as long as its hold: it is the same one."""
    for at, block in enumerate(blocks):
        hold_ms = block.hold_ms if isinstance(block, Exercise) and not (block.sets or block.reps) else None
        below = takewhile(lambda one: isinstance(one, TextBlock | Item | Note), blocks[at + 1 :]) if hold_ms else ()
        if isinstance(block, Exercise) and any(_lasts(one, hold_ms) for one in below):
            yield Heading(block.name, 2, block.line)
            yield Note(block.source, block.line)
            yield from (TextBlock(text, block.line) for text in block.texts)
        else:
            yield block


def _lasts(block: Block, span_ms: Span | None) -> bool:
    """Return whether a paragraph has a pause of some length."""
    parts = split_line(block.text, "") if isinstance(block, TextBlock) else []
    pauses = [part.direction for part in parts if isinstance(part, FoundDirection)]
    spans = [one.span_ms for one in pauses if isinstance(one, TimedPause)]
    breaths = [one.breaths for one in pauses if isinstance(one, BreathPause)]
    return span_ms in [*spans, *(Span(one.low * BREATH_MS, one.high * BREATH_MS) for one in breaths)]


def _named_beside(blocks: Sequence[Block], made: Mapping[int, list[Block]]) -> dict[int, list[Block]]:
    """Return the headings of bold names of parts with a length beside others: "**Introduction (2 minutes):**"."""
    if not any(isinstance(one[0], Heading) for one in made.values()):
        return {}
    return {
        at: [Heading(block.text, 2, block.line)]
        for at, block in enumerate(blocks)
        if isinstance(block, TextBlock) and at not in made and _BOLD.fullmatch(block.text.strip())
        and TIMES_OF_HEADING.search(block.text.strip("*_ :")) and _has_part_name(block)
    }  # fmt: skip


def _counted_beside(blocks: Sequence[Block], made: Mapping[int, list[Block]]) -> dict[int, list[Block]]:
    """Return the exercises of the other heads of the same level with a count, above words: "Cat-cow – 8 times"."""
    heads = [blocks[at] for at, one in made.items() if isinstance(one[0], Exercise)]
    levels = {head.level for head in heads if isinstance(head, Heading)}
    found = {
        at: read_exercise(block.text, block.line, is_listed=True)
        for at, (block, below) in enumerate(pairwise(blocks))
        if isinstance(block, Heading) and block.level in levels and isinstance(below, TextBlock) and _is_counted(block)
    }
    return {at: [exercise] for at, exercise in found.items() if exercise is not None and at not in made}


def _decided(sections: dict[int, _Section], counted: int, breaths: int, language: str) -> dict[int, list[Block]]:
    """Return the blocks in place of heads, for those that are surely the one or the other.

    A head above exercises of its own is a part. For the others one sign of a talk tells for all of them: words in
    quotation marks, pauses among the words of a part, or two names of parts, or one of two. Else they are exercises
    where most are short, and their words take far less than the stated time.

    Args:
        sections: The heads that have a length, and their words, by their places.
        counted: How many heads have repetitions, sets or sides.
        breaths: How many heads with a length name a breath: parts of a talk, since no exercise is called "Breathe".
        language: The language of the words.
    """
    has_lists = any(one.has_list for one in sections.values())
    parts = {at for at, one in sections.items() if one.has_list or (has_lists and _has_part_name(one.head))}
    others = {at: one for at, one in sections.items() if at not in parts}
    return _parts(sections, parts) | _told(others, counted, breaths, language)


def _told(sections: dict[int, _Section], counted: int, breaths: int, language: str) -> dict[int, list[Block]]:
    """Return the blocks in place of the heads that have no list of exercises."""
    talks = {at for at, one in sections.items() if _is_talk(one.words, language)}
    if counted >= _LEAST:  # each for itself: a long rest at the end may have pauses
        return {at: _as_exercise(one) for at, one in sections.items() if one.is_marked and at not in talks}
    if len(sections) < _LEAST:
        return _parts(sections, {at for at in talks if sections[at].stated_ms >= _LEAST_ALONE_MS})
    named = breaths + sum(_has_part_name(one.head) for one in sections.values())
    if talks or named >= _LEAST or (2 * named >= len(sections) and not counted):
        return _parts(sections, sections)
    told = {at: one for at, one in sections.items() if one.is_marked}
    spoken_ms = sum(estimated_ms(text) for one in told.values() for text in one.words)
    are_short = 2 * sum(one.is_short for one in sections.values()) >= len(sections)
    is_list = are_short and spoken_ms <= _MOST_SPOKEN * sum(one.stated_ms for one in told.values())
    return {at: _as_exercise(one) for at, one in told.items()} if is_list and len(told) >= _LEAST else {}


def _timed(block: Block) -> Exercise | None:
    """Return what a head with a name and a length would be as an exercise; None for any other block."""
    if isinstance(block, Heading) and block.level == 1:
        return None
    first = _text(block).partition("\n")[0]
    name = _NUMBER.sub("", first.replace("**", "").strip())
    exercise = _timed_name(name, block.line)
    if exercise is None or _STOP.search(TIMES_OF_HEADING.sub("", name)):
        return None
    is_head = isinstance(block, Heading) or _BOLD.fullmatch(first.strip()) is not None
    if not is_head and TIMES_OF_HEADING.search(name) is None and not has_sides(name):
        return None
    return exercise


def _timed_name(name: str, line: int = 1) -> Exercise | None:
    """Return the exercise of a name and a length alone; None for any other words."""
    found = read_exercise(name, line, is_listed=True)
    return found if found is not None and found.hold_ms and not (found.reps or found.sets or found.texts) else None


def _section(blocks: Sequence[Block], at: int, heads: dict[int, Exercise]) -> _Section:
    head = blocks[at]
    words = _text(head).split("\n")[1:]
    for place in range(at + 1, len(blocks)):
        block = blocks[place]
        is_other = place in heads or is_exercise(_text(block).replace("**", ""))
        if is_other or not isinstance(block, Words):
            return _Section(head, heads[at], tuple(words), _is_own(head, block))
        words += block.text.split("\n")
    return _Section(head, heads[at], tuple(words), has_list=False)


def _is_own(head: Block, exercise: Block) -> bool:
    """Return whether an exercise, or what else ends the words below a head, stands inside of it."""
    match exercise:
        case TableRow():
            return True
        case Item(indent=indent):
            return not isinstance(head, Item) or indent > head.indent
        case TextBlock(text):
            if isinstance(head, Heading):  # "Bridge 3 min" and "Savasana 6 min" are two of a kind
                timed, other = _timed(head), _timed_name(text.partition("\n")[0].replace("**", ""))
                is_short = timed is not None and _hold_ms(timed) < _LEAST_PART_MS
                is_bare = not any(TIMES_OF_HEADING.search(one) for one in (head.text, text))
                return other is None or not (is_short or is_bare)
            is_same = text.startswith("**") and _text(head).startswith("**")
            return isinstance(head, TextBlock) and _has_part_name(head) and not is_same
        case _:
            return False


def _text(block: Block) -> str:
    return block.text if isinstance(block, WrittenLine) else ""


def _hold_ms(exercise: Exercise) -> int:
    return exercise.hold_ms.low if exercise.hold_ms else 0


def _is_counted(block: Block) -> bool:
    """Return whether a head names an exercise with repetitions, sets or sides, not only the length of a part."""
    first = _text(block).partition("\n")[0].strip()
    is_head = block.level > 1 if isinstance(block, Heading) else _BOLD.fullmatch(first) is not None
    found = read_exercise(first.replace("**", ""), block.line, is_listed=True) if is_head else None
    return found is not None and bool(found.reps or found.sets or found.has_sides)


def _is_breath(block: Block) -> bool:
    """Return whether a head with a length asks for a breath: "Breathe (2 min)"."""
    first = _text(block).partition("\n")[0].replace("**", "")
    is_timed = not (isinstance(block, Heading) and block.level == 1) and TIMES_OF_HEADING.search(first) is not None
    return is_timed and asks_for_breath(_NUMBER.sub("", TIMES_OF_HEADING.sub("", first)))


def _has_part_name(block: Block) -> bool:
    first = _text(block).partition("\n")[0].replace("**", "")
    name = _NUMBER.sub("", TIMES_OF_HEADING.sub("", first)).strip(" :")
    return is_part_name(name) or is_part_name(_AND.split(name)[0])  # "Cool-down and stretches"


def _is_talk(words: Sequence[str], language: str) -> bool:
    """Return whether words are said with a pause among or behind them, are quoted, or tell a story."""
    parts = [part for text in words for part in split_line(text, language)]
    pauses = (TimedPause, BreathPause, NamedPause)
    has_pause = any(isinstance(part, FoundDirection) and isinstance(part.direction, pauses) for part in parts)
    is_quoted = bool(words) and all(map(_QUOTED.match, words))
    return is_quoted or any(map(is_told, words)) or (has_pause and any(isinstance(part, SpokenWords) for part in parts))


def _as_exercise(section: _Section) -> list[Block]:
    return [section.exercise, *(TextBlock(text, section.head.line) for text in _text(section.head).split("\n")[1:])]


def _parts(sections: Mapping[int, _Section], places: Iterable[int]) -> dict[int, list[Block]]:
    """Return the headings in place of some heads, with the other lines of these."""
    return {at: _as_part(sections[at]) for at in places}


def _as_part(section: _Section) -> list[Block]:
    head = section.head
    is_sure = not section.has_list and not section.exercise.has_sides
    if isinstance(head, Heading) and is_sure and TIMES_OF_HEADING.search(head.text) is None:
        # "The lake, 5 minutes" would be an exercise again
        return [replace(head, text=section.exercise.name), Note(head.text, head.line)]
    if isinstance(head, Heading):
        return [head]
    first, *words = _text(head).split("\n")
    return [Heading(first, 2, head.line), *(TextBlock(text, head.line) for text in words)]
