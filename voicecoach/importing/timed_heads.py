"""Tell heads that name an exercise and its length, "Plank (30 seconds)", from those of the parts of a talk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from voicecoach.importing.document import Block, Heading, Item, TextBlock
from voicecoach.importing.exercises import read_exercise
from voicecoach.script.directions import read_pause
from voicecoach.units import MINUTE_MS

_BOLD = re.compile(r"(\*\*|__)[^*_]{2,60}\1:?")
_PAUSE = re.compile(r"[(\[]([^()\[\]]{3,60})[)\]]")
_WORD_MS = 450
_LEAST_HEADS = 2
_MOST_SPOKEN = 0.5
_LONGEST_MS = 2 * MINUTE_MS


def timed_heads(blocks: Sequence[Block]) -> set[int]:
    """Return the places of the heads and bold lines with a length that are exercises, and no parts of a talk.

    The words of a part last about as long as its head says; how an exercise is done is told in a few. All heads
    of the text decide it together, and there have to be two.
    """
    lengths_ms = dict(_lengths_ms(blocks))
    others = (str(getattr(one, "text", "")) for at, one in enumerate(blocks) if at not in lengths_ms)
    if len(lengths_ms) < _LEAST_HEADS or any(_has_pause(text) for text in others):
        return set()
    spoken_ms = 0
    for at in lengths_ms:
        below = takewhile(lambda place: not isinstance(blocks[place], Heading) and place not in lengths_ms,
                          range(at + 1, len(blocks)))  # fmt: skip
        texts = [one.text for one in map(blocks.__getitem__, below) if isinstance(one, TextBlock | Item)]
        spoken_ms += _WORD_MS * sum(len(text.split()) for text in texts)
    is_list = spoken_ms <= _MOST_SPOKEN * sum(lengths_ms.values())
    return set(lengths_ms) if is_list else set()


def _has_pause(text: str) -> bool:
    """Return whether words for silence stand in brackets, as in a talk."""
    return any(read_pause(found[1]) is not None for found in _PAUSE.finditer(text))


def is_bold(text: str) -> bool:
    """Return whether a line is in bold letters as a whole."""
    return _BOLD.fullmatch(text.strip()) is not None


def _lengths_ms(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Yield the places of heads with a short length, and that; a head with repetitions or sides has it for each."""
    for at, block in enumerate(blocks):
        is_head = isinstance(block, Heading) and block.level > 1
        if not is_head and not (isinstance(block, TextBlock) and is_bold(block.text)):
            continue
        found = read_exercise(str(getattr(block, "text", "")).replace("**", ""), 1, is_listed=True)
        if found is not None and found.hold_ms and found.hold_ms.low < _LONGEST_MS:
            yield at, found.hold_ms.low
