"""Read lines that are only a length, as in notes on a phone: "eyes closed", "10s", "in", "4"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from voicecoach.importing.document import Document, Note
from voicecoach.importing.lines.joined_lines import SourceLine
from voicecoach.script.direction_words import BREATHE, folded
from voicecoach.script.directions import PauseLength, TimedPause, read_pause
from voicecoach.script.listener import folded_words
from voicecoach.script.printer import print_pause

_LENGTH = re.compile(r"\s*\d{1,3}\s?[^\W\d_]{1,9}\.?\s*")
_NUMBER = re.compile(r"\s*\d{1,2}\s*")
_NAME = re.compile(r"\W*[A-ZÀ-Ý0-9][^.!?…,]*")
_BREATHS = BREATHE | frozenset(
    folded(
        "in out hold ein aus halten halte uit vast houd houden dentro fuera mantén sostén retén bloque bloquez retiens "
        "souffle soufflez dentro fuori tieni trattieni segura segure solte puxa"
    ).split()
)
_MOST_WORDS_OF_NAME = 5
_MOST_WORDS_OF_BREATH = 3
_LEAST_LENGTHS = 3
_LONGEST_NOTE = 60


def with_bare_lengths(lines: Sequence[SourceLine], document: Document) -> list[SourceLine]:
    """Write lines that are only a length as pauses, where there are three or more of them below ordinary words.

    Below most names of exercises they are the length of these. Between them a bare number is seconds as well, below
    a part of a breath.
    """
    lengths = {at: length for at, line in enumerate(lines) if (length := _length_of(line.text)) is not None}
    if len(lengths) < _LEAST_LENGTHS:
        return list(lines)
    above = {at: next((one.text for one in reversed(lines[:at]) if one.text.strip()), "") for at in lengths}
    named = sum(_is_name(text) for text in above.values())
    if 2 * named >= len(lengths):
        return list(lines)
    is_note = all(len(line.text) <= _LONGEST_NOTE for line in lines)
    kept: list[SourceLine] = []
    count = 0
    for at, line in enumerate(lines):
        pause: PauseLength | None = lengths.get(at)
        if pause is None and _NUMBER.fullmatch(line.text) and at and _is_breath(lines[at - 1].text):
            pause = read_pause(f"pause {line.text.strip()}")
        if isinstance(pause, TimedPause):
            count += 1
            if kept and kept[-1].text.strip() and not kept[-1].text.endswith("\\"):
                kept[-1] = SourceLine(f"{kept[-1].text.rstrip()}\\", kept[-1].number)
            kept.append(SourceLine(f"{print_pause(pause)}\\", line.number))
        else:
            kept.append(SourceLine(f"{line.text.rstrip()}\\", line.number) if is_note and line.text.strip() else line)
    first = next(at for at in lengths)
    why = f"read as seconds of silence ({count}×)"
    document.remarks.append(Note(lines[first].text.strip(), lines[first].number, why))
    return kept


def _length_of(text: str) -> TimedPause | None:
    pause = read_pause(text.strip()) if _LENGTH.fullmatch(text) else None
    return pause if isinstance(pause, TimedPause) else None


def _is_name(text: str) -> bool:
    """Return whether a line may be the name of an exercise: it begins with a capital and has no stop."""
    return len(text.split()) <= _MOST_WORDS_OF_NAME and _NAME.fullmatch(text.strip()) is not None


def _is_breath(text: str) -> bool:
    words = folded_words(text)
    return 0 < len(words) <= _MOST_WORDS_OF_BREATH and not _BREATHS.isdisjoint(words)
