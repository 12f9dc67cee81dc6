"""The file that a text in the page belongs to."""

from __future__ import annotations

from pathlib import Path

from voicecoach import folders
from voicecoach.api import library
from voicecoach.errors import NotFoundError
from voicecoach.studio.call import Call


def path_of(call: Call) -> Path:
    """Return the file of the script that a text is of, or of a new one beside the person's own."""
    name = call.text_or_none("name")
    if name is not None:
        try:
            return library.path_of(name)
        except NotFoundError:
            pass  # the name is then no path either: it stays out of the address
    return folders.home() / "scripts" / "session.md"
