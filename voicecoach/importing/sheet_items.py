"""Items of a physiotherapist's sheet: the name of an exercise, and below it sentences with its figures."""

from __future__ import annotations

import re

from voicecoach.importing.document import Exercise
from voicecoach.importing.exercises import is_exercise_name
from voicecoach.importing.figures import Figures, figures_alone

_MOST_WORDS_OF_A_NAME = 6
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n")


def read_sheet_item(name: str, details: str, line: int) -> Exercise | None:
    """Return the exercise of an item whose details are sentences, one of them at least of figures alone.

    Args:
        name: The first line of the item, without its number.
        details: The lines below it.
        line: The line of the item.

    >>> found = read_sheet_item("Clamshells", "2 sets of 15 each side, 3x/week. Keep your hips still.", 1)
    >>> found.reps, found.sets, found.has_sides, found.texts, found.notes
    (Span(low=15, high=15), Span(low=2, high=2), True, ('Keep your hips still.',), ('3x/week',))
    """
    bare = name.replace("**", "").strip(" :")
    if len(bare.split()) > _MOST_WORDS_OF_A_NAME or bare.endswith((".", "!", "?")) or not is_exercise_name(bare):
        return None
    told: list[Figures] = []
    texts: list[str] = []
    notes: list[str] = []
    for sentence in filter(None, map(str.strip, _SENTENCE_END.split(details))):
        figures = figures_alone(sentence)
        if figures is None:
            texts.append(sentence)
        else:
            told.append(figures)
            notes += figures.notes
    if not any(figures.is_exercise for figures in told):
        return None
    return Exercise(
        name=bare, line=line, source=f"{name}\n{details}",
        hold_ms=next((one.hold_ms for one in told if one.hold_ms), None),
        sets=next((one.sets for one in told if one.sets), None),
        reps=next((one.reps for one in told if one.reps), None),
        rest_ms=next((one.rest_ms for one in told if one.rest_ms), None),
        has_sides=any(one.has_sides for one in told), texts=tuple(texts), notes=tuple(notes), is_listed=True,
    )  # fmt: skip
