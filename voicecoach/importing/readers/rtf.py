"""Read rich text (RTF) as plain text."""

from __future__ import annotations

import re

from voicecoach.errors import SourceError
from voicecoach.importing.document import Document, Note
from voicecoach.importing.readers.text import read_text

_BESIDE = re.compile(r"\{(?:\\\*)?\\?(?P<kind>footnote|annotation)\b(?P<words>(?:[^{}]|\{[^{}]*\}){0,2000})\}")
_WHY = {"footnote": "a footnote", "annotation": "a comment of the document"}


def read(data: bytes, shown: str) -> Document:
    """Return the document of a rich text.

    Raises:
        SourceError: It is damaged.
    """
    from striprtf.striprtf import rtf_to_text

    text = _with_marks(data.decode("cp1252", errors="replace"))
    try:
        plain = str(rtf_to_text(text, errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, IndexError, TypeError) as error:
        raise SourceError(shown, "the rich text is damaged", "open it and save it as plain text") from error
    document = read_text(_with_rows(plain) if "\\cell" in text else plain)
    for found in _BESIDE.finditer(text):
        words = str(rtf_to_text("{\\rtf1 " + found["words"] + "}", errors="replace"))  # type: ignore[no-untyped-call]
        if words.strip():
            last = document.blocks[-1].line if document.blocks else 1
            document.blocks.append(Note(" ".join(words.split()), last, _WHY[found["kind"]]))
    return document


def _with_marks(text: str) -> str:
    """Return the source with a blank line after each paragraph, and stars around passages in italics."""
    text = re.sub(r"(\\outlinelevel\d) ?", r"\1 ## ", text)
    text = re.sub(r"\\par(?![a-z])", r"\\par\\par ", text)
    text = re.sub(r"\{\\i\s([^{}\\]{1,200}?)(\s*)\}", r"{*\1*\2}", text)
    return re.sub(r"\\i\s([^{}\\]{1,200}?)(\s*)\\i0(?!\d)", r"*\1*\2\\i0 ", text)


def _with_rows(plain: str) -> str:
    """Return a text with the rows of its tables as lines with a stroke between the cells."""
    plain = re.sub(r"\s*\n\s*\|", "|", plain)
    return re.sub(r"(?m)^(?=.*\|)(.*?)\|?\s*$", lambda found: f"| {found[1]} |", plain)
