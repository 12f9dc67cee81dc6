"""Read rich text (RTF) as plain text."""

from __future__ import annotations

from voicecoach.errors import SourceError
from voicecoach.importing.document import Document
from voicecoach.importing.readers.text import read_text


def read(data: bytes, shown: str) -> Document:
    """Return the document of a rich text.

    Raises:
        SourceError: It is damaged.
    """
    from striprtf.striprtf import rtf_to_text

    text = data.decode("cp1252", errors="replace")
    try:
        plain = str(rtf_to_text(text, errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, IndexError, TypeError) as error:
        raise SourceError(shown, "the rich text is damaged", "open it and save it as plain text") from error
    return read_text(plain.replace("|\n", "\n") if "\\cell" in text else plain)
