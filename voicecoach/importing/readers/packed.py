"""Refuse a packed file that holds no known document, with the reason and a way out."""

from __future__ import annotations

from voicecoach.errors import SourceError
from voicecoach.importing.archive import Archive
from voicecoach.importing.document import Document

_OLE = b"\xd0\xcf\x11\xe0"

SPREADSHEET = ("it is a spreadsheet", "save the sheet as CSV, then import that")
PRESENTATION = ("it is a presentation", "save its text or notes as a text document, then import that")
"""The reason and the way out for a document of an office program that is no text."""


def read(data: bytes, shown: str) -> Document:
    """Refuse the file.

    Raises:
        SourceError: Always.
    """
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise SourceError(shown, "it is protected with a password", "save a copy without a password")
        raise SourceError(shown, "it is an old Office file", "open it and save it as .docx, .odt or plain text")
    names = Archive(data, shown).names
    if any(name.startswith("xl/") for name in names):
        raise SourceError(shown, *SPREADSHEET)
    if any(name.startswith("ppt/") for name in names):
        raise SourceError(shown, *PRESENTATION)
    hint = "unpack it, then import the texts inside"
    raise SourceError(
        shown, f"it is an archive of {len(names)} {'file' if len(names) == 1 else 'files'}, not a document", hint
    )
