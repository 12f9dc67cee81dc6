"""Read the sentence "Pause." of an English text, which may also be for the listener, by the rest of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from voicecoach.importing.document import Block, Item, Note, TextBlock
from voicecoach.importing.notes.explanations import has_pause
from voicecoach.script.direction_words import BREATHE
from voicecoach.script.listener import folded_words
from voicecoach.text import base_code

_PAUSE = re.compile(r"(?:(?<=[.!?…:\"”’)\]]) |(?<=[.!?…:\"”’)\]]\n))Pause\.(?=\s+[\W\dA-Z]|\s*$)")
_SENTENCES = re.compile(r"[.!?…]\s+")
_SILENCE = "[pause]"
_LEAST = 2


def with_bare_pauses(blocks: Sequence[Block], language: str, remarks: list[Note]) -> list[Block]:
    """Write the sentences "Pause." as pauses, where two stand in a text, or one beside other pauses.

    "Inhale. Pause. Exhale." tells the listener what to do: beside a breath it is spoken.
    """
    texts = [block for block in blocks if isinstance(block, TextBlock | Item)]
    if base_code(language) != "en":
        return list(blocks)
    found = {id(block): [one for one in _PAUSE.finditer(block.text) if not _is_of_breath(one)] for block in texts}
    first = next((block for block in texts if found[id(block)]), None)
    count = sum(map(len, found.values()))
    if first is None or (count < _LEAST and not any(has_pause(block.text, language) for block in texts)):
        return list(blocks)
    why = f"taken for {_SILENCE} ({count}×): it stands alone among the words"
    remarks.append(Note("Pause.", first.line, why))
    return [
        replace(block, text=_written(block.text, found[id(block)])) if isinstance(block, TextBlock | Item) else block
        for block in blocks
    ]


def _is_of_breath(found: re.Match[str]) -> bool:
    """Return whether the sentence before or behind asks for a breath."""
    before = _SENTENCES.split(found.string[: found.start()].rstrip(" .!?…"))[-1]
    behind = _SENTENCES.split(found.string[found.end() :].lstrip())[0]
    return not BREATHE.isdisjoint(folded_words(f"{before} {behind}"))


def _written(text: str, pauses: Sequence[re.Match[str]]) -> str:
    for one in reversed(pauses):
        text = f"{text[: one.start()]} {_SILENCE} {text[one.end() :].lstrip()}"
    return text.strip()
