"""Find the settings above all exercises that have none of their own: "Rounds: 3", "Work: 30 s", "Rest: 15 s"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from voicecoach.caseless import Caseless
from voicecoach.importing.document import (
    Block,
    EndOfRounds,
    Exercise,
    Heading,
    Item,
    Note,
    Rounds,
    TextBlock,
    Words,
    WrittenLine,
    replaced,
    text_of,
)
from voicecoach.importing.exercises.exercise_groups import name_and_how
from voicecoach.importing.lines.exercise_lines import is_exercise_name
from voicecoach.importing.lines.figure_words import REST, ROUND, D
from voicecoach.importing.lines.figures import DIGIT, read_figures
from voicecoach.importing.lines.heading_parts import heading_parts
from voicecoach.importing.readers.heads import is_part_name
from voicecoach.script.listener import addresses_listener
from voicecoach.units import Span

_WORK = (
    r"(?:work(?: time)?|exercise|effort|arbeit(?:szeit)?|belastung|übung(?:szeit)?|"
    r"trabajo|esfuerzo|ejercicio|ejecución|"
    r"travail|effort|exercice|exécution|lavoro|sforzo|esercizio|esecuzione|trabalho|esforço|exercício|execução|werk|"
    r"inspanning|oefening|uitvoering)"
)
_ROUNDS = rf"(?:{ROUND}|circuit(?:o?s|i|o|en)?|zirkel|circuits)"
_WORDS = r"(?:[^\W\d_]+\.?\s){0,4}?"
_KINDS = {"rounds": (_ROUNDS, r"\d{1,2}"), "rest": (REST, D), "work": (_WORK, D)}
_SETTINGS = {
    kind: Caseless(
        rf"{_WORDS}{words}(?:\s[^\W\d_]+){{0,3}}\s?[:=]?\s*(?P<value>{value})\s?x?|"
        rf"(?P<value2>{value})\s?x?\s?(?:de |of |di |van |d['’])?{words}(?:\s[^\W\d_]+){{0,3}}",
    )
    for kind, (words, value) in _KINDS.items()
}
_PARTS = re.compile(r"\s*(?:[,;/|•·+]|\s[–—-]\s|\.\s|\s(?:and|und|y|et|e|en)\s(?=\d))\s*")
_COUNT_AND_COLON = re.compile(r"^(\W*\d{1,2}\s?x?\s?[^\W\d_]+)\s?:\s")  # "4 rounds: 45 s work"
_BRACKETS = re.compile(r"\s*\([^()\d]*\)")
_LEAST = 2
_MOST_MEMBERS = 60
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class _Member:
    """An exercise without figures: its name, and the words right below it."""

    name: str
    line: int
    source: str
    texts: tuple[str, ...]
    taken: int


def with_settings_above(blocks: list[Block]) -> list[Block]:
    """Return the blocks with each exercise below a list of settings as a step that has them.

    The settings tell a length of work, and rounds or a rest beside it. Each exercise is a heading with words below it,
    or a line of a list, and none of them has a figure of its own.
    """
    made: dict[int, tuple[list[Block], int]] = {}
    for at in range(len(blocks)):
        run, found = _run(blocks, at)
        if run and "work" in found and len(found) >= _LEAST:
            members = _members(blocks[at + run : at + run + _MOST_MEMBERS])
            if len(members) >= _LEAST:
                made[at] = _made(blocks[at : at + run], members, found), run + sum(one.taken for one in members)
    return replaced(blocks, made)


def _run(blocks: Sequence[Block], at: int) -> tuple[int, dict[str, Span]]:
    """Return how many blocks from a place on only have settings, and these."""
    found: dict[str, Span] = {}
    count = 0
    for place in range(at, len(blocks)):  # no copy of all that follows, for each block
        block = blocks[place]
        settings = _settings(text_of(block)) if isinstance(block, Item | TextBlock | Note) else {}
        if not settings or found.keys() & settings.keys():
            break
        found |= settings
        count += 1
    return count, found


def _settings(text: str) -> dict[str, Span]:
    """Return the settings of a line that has nothing else; empty for any other line."""
    if not DIGIT.search(text):
        return {}
    found: dict[str, Span] = {}
    text = _COUNT_AND_COLON.sub(r"\1, ", _BRACKETS.sub("", text).strip("*_ .:"))
    for part in _PARTS.split(text):
        kind, value = next(
            (
                (kind, one["value"] or one["value2"])
                for kind, pattern in _SETTINGS.items()
                if (one := pattern.fullmatch(part.strip("*_ .:")))
            ),
            ("", ""),
        )
        span = Span(int(value), int(value)) if kind == "rounds" else read_figures(value).hold_ms if kind else None
        if span is None or kind in found:
            return {}
        found[kind] = span
    return found


def _members(blocks: Sequence[Block]) -> list[_Member]:
    """Return the exercises from the first block on: headings of one level with words below, or lines of a list."""
    found: list[_Member] = []
    kind = type(blocks[0]) if blocks else Note
    at = 0
    while at < len(blocks) and isinstance(block := blocks[at], kind) and isinstance(block, WrittenLine):
        is_level = not found or getattr(block, "level", 0) == getattr(blocks[0], "level", 0)
        is_close = isinstance(block, Heading) or not found or block.line <= found[-1].line + 1
        name, how = name_and_how(heading_parts(block.text)[0] if isinstance(block, Heading) else block.text)
        is_name = 0 < len(name.split()) <= _MOST_WORDS and is_exercise_name(name) and not name.endswith((".", "!", "?"))
        if not (is_level and is_close and is_name) or is_part_name(name) or addresses_listener(name):
            break
        end = at + 1
        while isinstance(block, Heading) and end < len(blocks) and isinstance(blocks[end], Words):
            end += 1
        texts = how + tuple(text_of(one) for one in blocks[at + 1 : end])
        if DIGIT.search(name) or any(map(DIGIT.search, texts)):
            return []
        found.append(_Member(name, block.line, block.text, texts, end - at))
        at = end
    return found


def _made(lines: Sequence[Block], members: Sequence[_Member], found: dict[str, Span]) -> list[Block]:
    """Return the settings as notes, and the exercises with them, in their rounds."""
    rounds = found.get("rounds")
    source = " / ".join(map(text_of, lines))
    is_round = rounds is not None and rounds.high > 1
    return [
        *(Note(text_of(line), line.line) for line in lines),
        *([Rounds(rounds.high, members[0].line - 1, source)] if rounds and is_round else []),
        *(
            Exercise(
                one.name, one.line, one.source, hold_ms=found["work"], rest_ms=found.get("rest"), texts=one.texts,
                doubts=(f'its figures are those of "{source}"',), is_listed=True,
            )
            for one in members
        ),
        *([EndOfRounds(members[-1].line)] if is_round else []),
    ]  # fmt: skip
