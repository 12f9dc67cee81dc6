"""Find the names of those who speak in a text of several voices: "MARY: Welcome."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from voicecoach.importing.document import Document, Note
from voicecoach.importing.labels import split_fact, without_speaker
from voicecoach.importing.lines import SourceLine
from voicecoach.script.direction_words import BREATHE, WORDS, folded
from voicecoach.script.fact_words import FACT_WORDS

_NAME = re.compile(
    r"\s*(?:[-–—]\s+)?(?P<label>(?:\*\*|__)?(?P<name>[A-ZÀ-Ý][A-ZÀ-Ý.'’-]+(?: [A-ZÀ-Ý0-9.'’-]+){0,2})"
    r"\s*(?:\*\*|__)?\s*(?:\([^()]{1,40}\)\s*)?:(?:\*\*|__)?)\s+(?![a-zà-ÿ])(?=[^\W_]|[\"“„«([*…])"
)
_NO_NAMES = (
    BREATHE
    | FACT_WORDS
    | frozenset(
        folded(
            "part step teil schritt parte paso partie étape passo etapa deel stap in out ein aus nb ps tip tipp "
            "important wichtig importante important belangrijk warning achtung remember hold relax focus round runde"
        ).split()
    )
).union(*(table.pause | table.hold | table.notes | table.music | table.numbers.keys() for table in WORDS.values())) - {
    "tom"
}  # a name as well as the Portuguese word for a tone
_LEAST_LINES = 2


def without_name(text: str) -> tuple[str, str]:
    """Return a line without a speaker's name in capitals, and the name; empty where it has none.

    >>> without_name("MARY (softly): Breathe in."), without_name("INHALE: four counts")
    (('Breathe in.', 'MARY (softly):'), ('INHALE: four counts', ''))
    """
    found = _NAME.match(text)
    words = re.findall(r"[^\W\d_]+", folded(found["name"])) if found else []
    if found is None or not words or not _NO_NAMES.isdisjoint(words):
        return text, ""
    return text[found.end() :], found["label"].strip("*_ ")


def without_names(lines: Sequence[SourceLine], document: Document) -> list[SourceLine]:
    """Take the speakers' names out of a text in which two lines or more have one; they become notes.

    Each speaker begins a line of the script.
    """
    named = [(line, *without_name(line.text)) for line in lines]
    names = [label for line, _, label in named if label and not without_speaker(line.text)[1]]
    if len(names) < _LEAST_LINES or any(split_fact(name) is None for name in names):
        return list(lines)
    kept: list[SourceLine] = []
    for line, words, label in named:
        if not label or without_speaker(line.text)[1]:
            kept.append(line)
            continue
        if kept and kept[-1].text.strip():
            kept[-1] = SourceLine(f"{kept[-1].text.rstrip()}\\", kept[-1].number)
        document.blocks.append(Note(label, line.number))
        kept.append(SourceLine(words, line.number))
    return kept
