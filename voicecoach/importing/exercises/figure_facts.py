"""Read a line that tells one figure of an exercise by its name: "**Hold:** 30", "Sides: both"."""

from __future__ import annotations

import re

from voicecoach.importing.lines.figure_words import REPS, SETS, N
from voicecoach.importing.lines.figures import Figures, is_length, read_figures
from voicecoach.importing.lines.labelled_figures import is_label, labelled_figures
from voicecoach.importing.lines.labels import split_fact
from voicecoach.importing.notes.facts import is_figure_key

_FIGURE = re.compile(r"\d|both|each|beide|ambos", re.IGNORECASE)
_WORDED = re.compile(rf"{N}\s*(?:{SETS}|{REPS})", re.IGNORECASE)
_OF_TIME = re.compile(
    r"\W*(?:hold|duration|time|rest|haltezeit|dauer|duración|durée|durata|duração|duur)", re.IGNORECASE
)


def figures_of_fact(text: str) -> Figures | None:
    """Return the figures of a line such as "Sets: 3"; None for any other. A bare number behind a time is seconds.

    >>> figures_of_fact("**Hold:** 30").hold_ms, figures_of_fact("Level: 3") is None
    (Span(low=30000, high=30000), True)
    """
    fact = split_fact(text)
    if fact is not None and is_label(first := fact[0].split(maxsplit=1)[0]) and is_length(fact[1].rstrip(".")):
        return read_figures(f"{first}: {fact[1]}")  # "Durée de l'exercice : 30 secondes"
    if fact is None or not (is_figure_key(fact[0]) or is_label(fact[0])) or not _FIGURE.search(fact[1]):
        return None
    words = text.replace("**", "").replace("__", "")
    if labelled_figures(words) is not None:
        return read_figures(words)
    if _WORDED.search(fact[1]):
        return read_figures(fact[1])  # "Sets & reps: 3 sets of 30 seconds"
    if _OF_TIME.match(words):
        words = re.sub(r"(:\s*\d+)\s*$", r"\1 s", words)
    return read_figures(words)
