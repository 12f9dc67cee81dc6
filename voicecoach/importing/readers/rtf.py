"""Read rich text (RTF) as plain text; comments and footnotes are notes at their places."""

from __future__ import annotations

import re

from voicecoach.errors import SourceError
from voicecoach.importing.document import Block, Document, Note
from voicecoach.importing.readers.pages import is_page_number
from voicecoach.importing.readers.rtf_source import NOTE_BEGIN, NOTE_END, with_marks
from voicecoach.importing.readers.text import read_text

_HIDDEN_GROUP = re.compile(r"\{\\\*[^{}]*\}")
_NAME = re.compile(r"^\s*(?:\\\*)?\\[a-z]+")
_PLACE = re.compile(rf"{NOTE_BEGIN}(\d+){NOTE_END}")


def read(data: bytes, shown: str) -> Document:
    """Return the document of a rich text.

    Raises:
        SourceError: It is damaged.
    """
    marked = with_marks(data.decode("cp1252", errors="replace"))
    plain = _plain(marked.text, shown)
    plain = _with_rows(plain) if "\\cell" in marked.text else plain
    places = [(plain.count("\n", 0, found.start()) + 1, int(found[1])) for found in _PLACE.finditer(plain)]
    document = read_text(_PLACE.sub("", plain))
    notes: dict[str, Note] = {}
    for line, number in places:
        source, why = marked.notes[number]
        source = _NAME.sub("{\\\\rtf1\\\\ansi ", _HIDDEN_GROUP.sub("", source))
        words = " ".join(_plain(f"{source}}}", shown).split())
        if not is_page_number(words):
            notes.setdefault(words, Note(words, line, why))
    document.blocks = _with_notes(document.blocks, list(notes.values()))
    return document


def _plain(source: str, shown: str) -> str:
    from striprtf.striprtf import rtf_to_text

    try:
        return str(rtf_to_text(source, errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, IndexError, TypeError) as error:
        raise SourceError(shown, "the rich text is damaged", "open it and save it as plain text") from error


def _with_notes(blocks: list[Block], notes: list[Note]) -> list[Block]:
    """Return the blocks with each note behind the last one that begins no later."""
    left = sorted(notes, key=lambda note: note.line)
    merged: list[Block] = []
    for block in blocks:
        while left and left[0].line < block.line:
            merged.append(left.pop(0))
        merged.append(block)
    return [*merged, *left]


def _with_rows(plain: str) -> str:
    """Return a text with the rows of its tables as lines with a stroke between the cells."""
    plain = re.sub(r"\s*\n\s*\|", "|", plain)
    return re.sub(r"(?m)^(?=.*\|)(.*?)\|?\s*$", lambda found: f"| {found[1]} |", plain)
