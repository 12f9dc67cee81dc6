"""Read a breath whose parts stand in lines of their own: "Inhale 4 s", "Hold 7 s", "Exhale 8 s"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from voicecoach.caseless import Caseless
from voicecoach.importing.document import Block, Exercise, Heading, Item, TextBlock, Words, WrittenLine, text_of
from voicecoach.importing.lines.exercise_lines import asks_for_breath
from voicecoach.importing.lines.figure_words import HOLD
from voicecoach.importing.lines.heading_parts import heading_parts
from voicecoach.importing.lines.rounds import read_group, read_rounds
from voicecoach.script.repeat_words import CYCLES
from voicecoach.units import SECOND_MS, Span

_PART = re.compile(
    r"(?P<words>[^\W\d_][^\d:.!?]{1,60}?)\s?(?:[:=–-]|\s(?:for|für|durante|por|pendant|per|voor|en|em))?\s?\(?"
    r"(?P<count>\d{1,2})\s?(?:s|secs?|seconds?|sek\w*|seg\w*|second[eio]|seconden|counts?|tellen|tiempos|temps|tempi|"
    r"tempos|zeiten)?\.?\)?",
    re.IGNORECASE,
)
_HOLD = re.compile(
    rf"(?:{HOLD}|pause|pausa|pauze|anhalten|retén|retenez|retiens|trattieni|retenha|prenda)\b", re.IGNORECASE
)
_PARTS_END = re.compile(
    r"[,;.:](?:\s+(?:(?:and|then|und|dann|y|et|puis|e|poi|depois|en|dan)\s+){0,2}|$)", re.IGNORECASE
)
"""The joints between the parts of a breath in one sentence: "Inhale 4 s, hold 4 s, and exhale 6 s. 5 cycles."."""

_CYCLES = Caseless(rf"(?P<count>\d{{1,2}})\s(?:{CYCLES})")
_COUNTS_TO = Caseless(r".*\s(?:to|bis|hasta|jusqu['’]à|fino a|até|a|tot|op)")
"""Words that need the number behind them: "Breathe in and count to 4"."""

_LEAST_BREATHS = 2
_LONGEST_S = 30
_MOST_LINES = 8
_CODE = re.compile(r"(?:\d{1,2}|[A-Za-z])[.)]\s+(?=\S)")
_MOST_WORDS_OF_NAME = 8


def with_breaths(blocks: Sequence[Block]) -> Iterator[Block]:
    """Turn a name and the parts of a breath in the lines below it into a step with these as its phases."""
    end = 0
    for at, block in enumerate(blocks):
        if at < end:
            continue
        found, taken = _breath_at(block, blocks[at + 1 : at + 1 + _MOST_LINES])
        end = at + 1 + taken
        yield _with_rounds_of_name(found) if found else block


def _with_rounds_of_name(found: Exercise) -> Exercise:
    """Return a breathing with the rounds that its name tells, where no line below tells any: "Box (4 rounds)"."""
    group = read_group(found.name) if found.reps is None else None
    return replace(found, name=group[0], reps=Span(group[1], group[1])) if group else found


def _breath_at(block: Block, following: Sequence[Block]) -> tuple[Exercise | None, int]:
    """Return the breathing whose name is a block, and how many blocks below it tell its parts."""
    if not isinstance(block, WrittenLine) or (isinstance(block, Heading) and block.level == 1):
        return None, 0
    first, *lines = block.text.split("\n")
    name = _CODE.sub("", first.replace("**", "").strip(" *_")).rstrip(" :")
    if not name or len(name.split()) > _MOST_WORDS_OF_NAME or name.endswith((".", "!", "?")):
        return None, 0
    if len(lines) > 1:
        return breath_of_lines(name, lines, block.line), 0
    below_head = following[0] if following and isinstance(block, Heading) else None
    if isinstance(below_head, TextBlock) and _rounds_alone(below_head.text) is None:
        parts = list(filter(None, _PARTS_END.split(below_head.text.strip())))
        often = [one.text for one in following[1:2] if isinstance(one, TextBlock) and _rounds(one.text.strip(" .*_"))]
        found = breath_of_lines(heading_parts(name)[0], [*parts, *often], block.line) if len(parts) > 1 else None
        return (replace(found, is_listed=False), 1 + len(often)) if found else (None, 0)
    below = list(takewhile(lambda one: isinstance(one, Words) and _is_line(one.text), following))
    if isinstance(block, TextBlock) and not all(isinstance(one, Item) for one in below[1:]):
        return None, 0
    often = [first] if _rounds_alone(first) is not None else []
    found = breath_of_lines(name, [*often, *map(text_of, below)], block.line)
    return found, len(below) if found else 0


def _is_line(text: str) -> bool:
    """Return whether a line is a part of a breath, or how often it is repeated."""
    words = _bare(text)
    part = _PART.fullmatch(words)
    return (part is not None and _is_part(part["words"])) or _rounds(words) is not None


def breath_of_lines(name: str, lines: Sequence[str], line: int) -> Exercise | None:
    """Return the breathing of a name and the lines below it; None where other words stand among them.

    >>> found = breath_of_lines("Box", ["Inhale 4 s", "Hold 4 s", "Exhale 4 s", "Repeat 6 times"], 1)
    >>> found.reps, [words for _, words in found.phases]
    (Span(low=6, high=6), ['Inhale', 'Hold', 'Exhale'])
    """
    phases: list[tuple[Span, str]] = []
    reps: Span | None = None
    is_first = bool(lines) and _rounds_alone(lines[0]) is not None  # "Repeat 4 times:" above the parts
    for words in lines:
        bare = _bare(words)
        part = _PART.fullmatch(bare)
        count = _rounds(bare) if part is None or not _is_part(part["words"]) else None
        if count and reps is None:
            reps = Span(count, count)
        elif part and _is_part(part["words"]) and 0 < int(part["count"]) <= _LONGEST_S and (reps is None or is_first):
            length_ms = int(part["count"]) * SECOND_MS
            said = part["words"].strip()
            said = f"{said} {part['count']}" if _COUNTS_TO.fullmatch(said) else said
            phases.append((Span(length_ms, length_ms), said))
        else:
            return None
    if not phases:
        return None
    breaths = sum(asks_for_breath(words) for _, words in phases)
    if breaths < _LEAST_BREATHS or not asks_for_breath(phases[0][1]):
        return None
    source = f"{name} / {', '.join(lines)}"
    return Exercise(name, line, source, reps=reps, phases=tuple(phases), is_listed=True)


def _rounds(words: str) -> int | None:
    """Return how often a breath is done by a line that says nothing else: "Repeat 6 times", "6 cycles"."""
    cycles = _CYCLES.fullmatch(words)
    return int(cycles["count"]) if cycles else read_rounds(words)


def _rounds_alone(text: str) -> int | None:
    return _rounds(_bare(text))


def _bare(text: str) -> str:
    return text.replace("**", "").strip("*_ .:")


def _is_part(words: str) -> bool:
    return asks_for_breath(words) or _HOLD.match(words) is not None
