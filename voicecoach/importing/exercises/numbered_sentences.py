"""Give the numbered sentences of a sheet the heads that it leaves out: "1. Lift a leg, hold for 5 s. 10 times."."""

from __future__ import annotations

import re

from voicecoach.importing.document import Block, Heading, Item, TextBlock, replaced
from voicecoach.importing.exercises.guide_parts import exercise_of_part, is_counted
from voicecoach.text import base_code

_LEAST_NUMBERED = 3
_EXERCISE = {
    "en": "Exercise", "de": "Übung", "es": "Ejercicio", "fr": "Exercice", "it": "Esercizio", "pt": "Exercício",
    "nl": "Oefening",
}  # fmt: skip
_SENTENCE_OF_NUMBER = re.compile(r"(?:[^\s:–—]+[^\S\n]+){3,}[^.!?–—\n]*[.!?]\s+\S.*", re.DOTALL)
"""An item of two sentences or more, the first of which is no name: "Lie on your back, lift a leg. 10 times."."""


def with_heads_of_numbers(blocks: list[Block], language: str) -> list[Block]:
    """Give the items of a numbered list that are sentences with figures heads: "Exercise 1", "Exercise 2"."""
    items = {at: one for at, one in enumerate(blocks) if isinstance(one, Item) and one.number}
    counted = sum(is_counted(exercise_of_part("Bridge", one.line, [one.text], is_sure=True)) for one in items.values())
    is_sheet = counted >= _LEAST_NUMBERED and 3 * counted >= 2 * len(items)
    if not is_sheet or any(_SENTENCE_OF_NUMBER.fullmatch(one.text) is None for one in items.values()):
        return blocks
    word = _EXERCISE.get(base_code(language), _EXERCISE["en"])
    headed: dict[int, tuple[list[Block], int]] = {
        at: ([Heading(f"{word} {one.number.strip('.-)º ')}", 2, one.line), TextBlock(one.text, one.line)], 1)
        for at, one in items.items()
    }
    return replaced(blocks, headed)
