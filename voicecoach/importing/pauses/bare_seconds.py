"""Read bare numbers in brackets that are seconds throughout a text: "Make a fist. (7) Let go. (30)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from voicecoach.importing.document import Block, Item, Note, TextBlock, Words, text_of
from voicecoach.script.directions import TimedPause
from voicecoach.script.printer import print_pause
from voicecoach.units import SECOND_MS, Span

_ROUND = re.compile(
    r"(?<=[.!?…:;,\"”»’)])\s*\((?:[^\W\d_]{3,12}\s(?=\d{1,3}\s?[\"″\u2033]))?(?P<number>\d{1,3})(?:\s?(?P<mark>''|[\"″'\u2032]))?\)(?=[.]?\s*(?:$|[^\sa-z.,;:]))|"
    r"^\((?P<alone>\d{1,3})\)$"
)
_SQUARE = re.compile(r"(?<=[.!?…:;,\"”»’)])\s+\[(?P<number>\d{1,2})\](?=\s|$)")
_ALONE = re.compile(r"^\[(?P<number>\d{1,2})\]$")
# "// 20" on a line of its own
_SLASHES = re.compile(
    r"(?:^|(?<=[.!?…:;,\"”»’)])\s+)/{1,3}\s?(?P<number>\d{1,3})(?!\s?[^\W\d_A-ZÀ-Ý])(?=\s*(?:$|[A-ZÀ-Ý\"“„«¡¿]))"
)
# "Feel the floor. ~ 15 sec"
_TILDES = re.compile(
    r"(?:^|(?<=[.!?…])\s+)~\s?(?P<number>\d{1,3})\s?(?P<unit>(?i:se[ckg]|min|s|m))(?:[a-z]{1,6})?\b\.?"
    r"(?=\s*(?:$|[A-ZÀ-Ý\"“„«¡¿]))"
)
_LENGTH_ALONE = re.compile(
    r"\d{1,3}\s?(?:seconds|secs?|minutes?|mins?|s|sek(?:unden)?|segundos|secondes|secondi|seconden)\W*"
)
# "45 seconds; ring the bell", where other lengths stand alone
_LENGTH_AND_NOTE = re.compile(_LENGTH_ALONE.pattern.removesuffix(r"\W*") + r"\s?(?:[;,]|\s[–—-])\s[^.!?]{3,80}")
_CURLY = re.compile(r"\s*\{(?P<number>\d{1,3})\}")
_BLANK_KEY = re.compile(r"[({\[]\s?[)}\]]\s?=\s")  # "{ } is a pause in seconds"
_WHY_KEY = "the signs of the text"
_MARKS_OF_MINUTES = ("'", "\u2032")
_MOST_MINUTES = 10
"""The most that a number with one stroke is in minutes, where it could be seconds."""
_LEAST = 3
_LEAST_ALONE = 2
"""The least numbers in marks that nobody writes around anything else: "[20]" as a paragraph, "// 20"."""
_MOST_S = 600
_LEAST_MEAN_S = 3


def with_bare_seconds(blocks: Sequence[Block], remarks: list[Note]) -> list[Block]:
    """Write bare numbers in brackets behind sentences as pauses, and tell it once.

    Three or more of them are seconds, where they do not rise one by one as the numbers of footnotes or verses do.
    """
    kept = _with_pauses(_SQUARE, _with_pauses(_ROUND, _with_brackets(blocks), remarks), remarks)
    kept = _with_pauses(_TILDES, _with_pauses(_CURLY, kept, remarks), remarks)
    kept = [Note(text_of(one), one.line, _WHY_KEY) if _BLANK_KEY.search(text_of(one)) else one for one in kept]
    return _with_pauses(_SLASHES, _with_pauses(_ALONE, kept, remarks), remarks)


def _with_brackets(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with brackets around notes such as "45 seconds; ring the bell", below lengths alone."""
    alone = sum(isinstance(block, TextBlock) and _LENGTH_ALONE.fullmatch(block.text) is not None for block in blocks)
    return [
        replace(block, text=f"[{block.text}]")
        if alone >= _LEAST_ALONE and isinstance(block, TextBlock) and _LENGTH_AND_NOTE.fullmatch(block.text)
        else block
        for block in blocks
    ]


def _with_pauses(pattern: re.Pattern[str], blocks: list[Block], remarks: list[Note]) -> list[Block]:
    """Write the numbers that a pattern finds as pauses, if they are seconds."""
    texts = [block for block in blocks if isinstance(block, Words)]
    found = [(block.line, one) for block in texts for one in pattern.finditer(block.text)]
    marked = [_number(one) for _, one in found if _mark(one) in _MARKS_OF_MINUTES]
    if marked and max(marked) <= _MOST_MINUTES:
        # "(20\") … (2')": the pauses of minutes are read with the words around them.
        found = [(line, one) for line, one in found if _mark(one) not in _MARKS_OF_MINUTES]
    numbers = [_number(one) for _, one in found]
    least = _LEAST_ALONE if pattern in (_ALONE, _SLASHES, _TILDES) else _LEAST
    if len(numbers) < least or max(numbers) > _MOST_S or sum(numbers) < _LEAST_MEAN_S * len(numbers):
        return blocks
    steps = [after - before for before, after in pairwise(numbers)]
    if all(step in (0, 1) for step in steps) and (numbers[0] == 1 or (pattern in (_SQUARE, _ALONE) and any(steps))):
        return blocks
    line, first = found[0]
    remarks.append(Note(first[0].strip(), line, f"read as seconds of silence ({len(numbers)}×)"))
    taken = {(line, one.span()) for line, one in found}

    def written(block: TextBlock | Item) -> str:
        return pattern.sub(lambda one: _pause(one) if (block.line, one.span()) in taken else one[0], block.text).strip()

    return [replace(block, text=written(block)) if isinstance(block, Words) else block for block in blocks]


def _number(found: re.Match[str]) -> int:
    is_minutes = (found.groupdict().get("unit") or "")[:1].lower() == "m"
    return int(next(one for one in found.groups() if one)) * (60 if is_minutes else 1)


def _mark(found: re.Match[str]) -> str:
    """Return the mark for seconds or minutes behind a number; empty where it has none."""
    return found.groupdict().get("mark") or ""


def _pause(found: re.Match[str]) -> str:
    length_ms = _number(found) * SECOND_MS
    return f" {print_pause(TimedPause(Span(length_ms, length_ms)))}" if length_ms else found[0]
