"""Items of a physiotherapist's sheet: the name of an exercise, and below it sentences with its figures."""

from __future__ import annotations

import re

from voicecoach.importing.document import Exercise
from voicecoach.importing.exercises import is_exercise_name
from voicecoach.importing.figures import Figures, read_figures

_MOST_WORDS_OF_A_NAME = 6
_MOST_WORDS_OF_FIGURES = 16
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n")
# How often over the weeks is for the reader: "3x/week", "2 times a day", "3-mal am Tag".
_HOW_OFTEN = re.compile(
    r",?\s*\b\d+(?:\s*[-–]\s*\d+)?\s*(?:x|×|times?|-?mal|veces|vez(?:es)?|fois|volte|keer)?\s*"
    r"(?:/|per|a|an?\b|am|pro|al|por|par|à|ao|alla?|in der)\s*"
    r"(?:day|week|tag|woche|día|dia|semana|jour|semaine|giorno|settimana|dag|week)\w*",
    re.IGNORECASE,
)
_VERBS = frozenset(
    """
    hold repeat do perform complete and for each times the of with then between
    halte halten halt wiederhole wiederholen mach mache führe und je mal dann dabei zwischen den
    mantén mantener mantenga repite repetir repita haz hacer haga realiza y entre cada durante
    tenez tenir maintenez maintenir répétez répéter faites faire et pendant entre les puis
    mantieni mantenere tieni ripeti ripetere fai fare e per tra le
    mantenha manter segure repita repetir faça fazer entre as durante
    houd vasthouden vast herhaal herhalen doe en tussen de
    """.split()  # noqa: SIM905 - a list to read
)


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
        how_often = [found.strip(" ,") for found in _HOW_OFTEN.findall(sentence)]
        figures = _figures_alone(_HOW_OFTEN.sub("", sentence))
        if figures is None:
            texts.append(sentence)
        else:
            told.append(figures)
            notes += [*how_often, *figures.notes]
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


def _figures_alone(sentence: str) -> Figures | None:
    """Return the figures of a sentence that says nothing else; None for any other sentence."""
    if len(sentence.split()) > _MOST_WORDS_OF_FIGURES or not re.search(r"\d", sentence):
        return None
    figures = read_figures(sentence.strip(" .;"))
    left = {word.lower() for word in re.findall(r"[^\W\d_]{2,}", figures.left)}
    is_told = figures.is_exercise or figures.rest_ms is not None
    return figures if is_told and left <= _VERBS else None
