"""Split a heading into its name, and the times and numbers beside it."""

from __future__ import annotations

import re

from voicecoach.caseless import Caseless
from voicecoach.importing.lines.rounds import read_rounds
from voicecoach.script.directions import NoteDirection, read_direction

_GAP = r"(?:(?<!\s)\s++|(?!\s))"  # read from its beginning alone, or a long one takes the square of its length
TIMES_OF_HEADING = Caseless(
    rf"{_GAP}(?:[-–—:|,]\s*+)?[(\[]\s*+(?:(?:~|ca\.?|approx\.?|about)\s*+)?"
    r"\d[\d:.,\s–—-]*(?:\+\s*)?(?:(?:to|bis|a|à)\s*\d[\d:.]*\s*)?"
    r"(?:h|hours?|m|mins?|minutes?|minuten?|minutos?|minuti|minuto|minuut|s|secs?|seconds?|sek|sekunden|"
    r"segundos|secondes|"
    r"secondi|seconden|['\u2032’]|[\"\u2033])?\.?\s*[)\]]"
    rf"|{_GAP}[-–—:|\u23f1\u23f2\u23f3\u231b]\ufe0f?\s*~?\d{{1,3}}"
    r"(?:\s*[-–]\s*\d{1,3})?\s*(?:mins?|"
    r"minutes?|minuten?|minutos?|minuti|minuut|"
    r"seconds?|secs?|sekunden|segundos|secondes)\.?\s*$|^\s*\d{1,2}:\d{2}\s*[-–—]\s*\d{1,2}:\d{2}\s*[-–—:|]?\s*"
    # "(7 min, 2,500 characters)", but not "(3 x 1 min)" or "(hold for 1 min)".
    rf"|{_GAP}"
    r"[(\[](?![^()\[\]]*(?:\d\s*[x×]|[x×]\s*\d|sets?\b|reps?\b|s[eé]rie|sätze|hold|halt|mant|tenir|tien|vast))"
    r"[^()\[\]\d]{0,16}\d[\d:.,–-]*\s*(?:m|mins?|minutes?|minuten?|minutos?|minuti|minuto|minuut|h|hours?|stunden?)\b"
    rf"[^()\[\]]*[)\]]|{_GAP}"
    r"[(\[]\s*\d+\s?s\s?[-–—]\s?\d+\s?s\s*[)\]]",
)
"""The times behind or before the name of a heading, such as "(3 minutes)"."""

BEHIND_HEADING = re.compile(r"\s*\(([^()]{2,60})\)\W*$")
"""Words in brackets behind a heading."""

_BOLD = re.compile(r"^(\*\*|__)([^*_]+)\1$")
_BOLD_AND_BRACKET = re.compile(r"(?:\*\*|__)(?P<name>[^*_]+)(?:\*\*|__)\s*(?P<beside>[(\[][^()\[\]]{2,60}[)\]])")
"""A bold name and what stands beside it in brackets: "**1. Induction** (slow voice)"."""

EXERCISE_NUMBER = (
    r"(?i:exercises?|übung|ejercicio|exercice|esercizio|exercício|oefening|"
    r"ex\.|üb\.|ej\.|es\.|oef\.)\s+(?:n[.º°]?\s?)?\d{1,2}[a-z]?\s?[:.–—-]?"
)
"""The number before the name of an exercise: "Exercise 3:"."""

_HEADING_NUMBER = re.compile(
    r"^\s*(?:[^\w\s()\[\]*.,;:!?'\"“„«–—-]{1,3}\s+)?(?:(?:\d{1,2}|[IVX]{1,4})[.):]|\d{1,2}(?:\.\d{1,2}){1,2}|[A-Z]{1,4}\d{2,4}(?=\s[–—-]\s))\s+(?=\S)"
)


def heading_parts(text: str) -> tuple[str, str]:
    """Return a heading as a name, and the times and numbers that are not part of it.

    >>> heading_parts("0. Introducción (0:00 - 0:45)")
    ('Introducción', '0. (0:00 - 0:45)')
    """
    taken: list[str] = []

    def take(found: re.Match[str]) -> str:
        taken.append(found[0].strip(" -–—:|,"))
        return ""

    text = _BOLD.sub(r"\2", text.strip())
    if bold := _BOLD_AND_BRACKET.fullmatch(text.strip()):
        taken.append(bold["beside"])
        text = bold["name"]
    name = _HEADING_NUMBER.sub(take, TIMES_OF_HEADING.sub(take, text.strip()))
    behind = BEHIND_HEADING.search(name)
    if behind is not None and (read_rounds(behind[1]) or isinstance(read_direction(behind[1]), NoteDirection)):
        name = BEHIND_HEADING.sub(take, name)
    name = re.sub(r"^(?:\*\*|__|\*|_)(.*?)(?:\*\*|__|\*|_)$", r"\1", name.strip()).strip(" :–—-")
    name = _HEADING_NUMBER.sub(take, name).rstrip("\u23f1\u23f2\u23f3\u231b\ufe0f ")
    return (name, " ".join(reversed(taken))) if name else (text.strip(), "")
