"""Read bare numbers in brackets that are seconds throughout a text: "Make a fist. (7) Let go. (30)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from voicecoach.importing.document import Block, Item, Note, TextBlock
from voicecoach.script.directions import TimedPause
from voicecoach.script.printer import print_pause
from voicecoach.units import SECOND_MS, Span

_NUMBER = re.compile(
    r"(?<=[.!?…:;,\"”»’)])\s*\((?P<number>\d{1,3})(?:\s?[\"″'])?\)(?=[.]?\s*(?:$|[^\sa-z.,;:]))|"
    r"^\((?P<alone>\d{1,3})\)$"
)
_LEAST = 3
_MOST_S = 600
_LEAST_MEAN_S = 3


def with_bare_seconds(blocks: Sequence[Block], remarks: list[Note]) -> list[Block]:
    """Write bare numbers in brackets behind sentences as pauses, and tell it once.

    Three or more of them are seconds, where they do not rise one by one as the numbers of footnotes or verses do.
    """
    texts = [block for block in blocks if isinstance(block, TextBlock | Item)]
    found = [(block, [int(one["number"] or one["alone"]) for one in _NUMBER.finditer(block.text)]) for block in texts]
    numbers = [number for _, some in found for number in some]
    if len(numbers) < _LEAST or max(numbers) > _MOST_S or sum(numbers) < _LEAST_MEAN_S * len(numbers):
        return list(blocks)
    if all(after - before in (0, 1) for before, after in pairwise(numbers)) and numbers[0] == 1:
        return list(blocks)
    first = next(block for block, some in found if some)
    remarks.append(Note(f"({numbers[0]})", first.line, f"taken for seconds of silence ({len(numbers)}×)"))
    return [
        replace(block, text=_NUMBER.sub(_pause, block.text).strip()) if isinstance(block, TextBlock | Item) else block
        for block in blocks
    ]


def _pause(found: re.Match[str]) -> str:
    length_ms = int(found["number"] or found["alone"]) * SECOND_MS
    return f" {print_pause(TimedPause(Span(length_ms, length_ms)))}" if length_ms else found[0]
