"""Read the pauses that stand in tags: ``<break time="3s"/>``, ``<pause 10 secs>``, ``<2>``."""

from __future__ import annotations

import re

from voicecoach.importing.directions.bracket_words import PAUSE_WORD, length_beside
from voicecoach.importing.directions.parts import FoundDirection, Part
from voicecoach.script.directions import NamedPause, NoteDirection, PauseKind, PauseLength, read_pause
from voicecoach.script.ssml import read_break

_ATTRIBUTE = re.compile(r"\w\s+\w+\s*=")  # <pause time="5s">, but not <pause=5>


def pause_of_tag(tag: str, language: str) -> PauseLength | None:
    """Return the pause of ``<break time="3s"/>``, ``<pause 10 secs>`` or ``<pause>``; None for unknown words."""
    has_words = not _ATTRIBUTE.search(tag) and "break" not in tag.lower()
    worded = read_pause(tag.strip("</> "), language) if has_words else None
    if worded is None and has_words and re.search(r"\d", tag):
        return None  # a number is never lost
    return worded or read_break(tag) or NamedPause(PauseKind.PLAIN)


def part_of_angle(text: str, inner: str, language: str) -> Part | None:
    """Return the pause of ``<2>`` or ``<pause>``; None for any other tag."""
    length = read_pause(inner, language) or read_pause(f"pause {inner}", language)
    is_meant = _is_pause_word(inner) or not inner.isalpha()
    if length is None and length_beside(inner, language):
        return FoundDirection(NoteDirection(), text)
    return FoundDirection(length, text) if length is not None and is_meant else None


def _is_pause_word(inner: str) -> bool:
    return inner.isalpha() and PAUSE_WORD.search(inner) is not None
