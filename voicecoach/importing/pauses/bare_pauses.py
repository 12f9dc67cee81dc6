"""Read the sentence "Pause." of an English text, which may also be for the listener, by the rest of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from voicecoach.importing.document import Block, Note, Words
from voicecoach.importing.notes.explanations import has_pause
from voicecoach.script.direction_words import BREATHE
from voicecoach.script.listener import folded_words
from voicecoach.text import base_code

_PAUSE = re.compile(r"(?:(?<=[.!?…:\"”’)\]]) |(?<=[.!?…:\"”’)\]]\n))Pause\.(?=\s+[\W\dA-Z]|\s*$)")
_STOPS = re.compile(r"[.!?…]\s+")
_BETWEEN_SENTENCES = " .!?…"
_SILENCE = "[pause]"
_LEAST = 2


def with_bare_pauses(blocks: Sequence[Block], language: str, remarks: list[Note]) -> list[Block]:
    """Write the sentences "Pause." as pauses, where two stand in a text, or one beside other pauses.

    "Inhale. Pause. Exhale." tells the listener what to do: beside a breath it is spoken.
    """
    texts = [block for block in blocks if isinstance(block, Words)]
    if base_code(language) != "en":
        return list(blocks)
    found = {id(block): _bare_pauses(block.text) for block in texts}
    first = next((block for block in texts if found[id(block)]), None)
    count = sum(map(len, found.values()))
    if first is None or (count < _LEAST and not any(has_pause(block.text, language) for block in texts)):
        return list(blocks)
    why = f"read as {_SILENCE} ({count}×): it stands alone among the words"
    remarks.append(Note("Pause.", first.line, why))
    return [
        replace(block, text=_written(block.text, found[id(block)])) if isinstance(block, Words) else block
        for block in blocks
    ]


def _bare_pauses(text: str) -> list[re.Match[str]]:
    """Return the sentences "Pause." of a text, but those with a breath in the sentence before or behind."""
    # The stops are looked for once: a line may have thousands of pauses.
    stops = [one.span() for one in _STOPS.finditer(text)]
    begins = [begin for begin, _ in stops]
    found = []
    for pause in _PAUSE.finditer(text):
        end = pause.start()
        while end and text[end - 1] in _BETWEEN_SENTENCES:
            end -= 1
        above = bisect_left(begins, end - 1)
        before = text[stops[above - 1][1] if above else 0 : end]
        below = bisect_left(begins, pause.end())
        behind = text[pause.end() : begins[below] if below < len(begins) else None]
        if BREATHE.isdisjoint(folded_words(f"{before} {behind}")):
            found.append(pause)
    return found


def _written(text: str, pauses: Sequence[re.Match[str]]) -> str:
    pieces: list[str] = []
    end = 0
    for one in pauses:
        pieces += (text[end : one.start()].strip() if end else text[: one.start()], _SILENCE)
        end = one.end()
    return " ".join(piece for piece in (*pieces, text[end:].lstrip()) if piece).strip()
