"""Text files that go with a session, such as its cue sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.export.atomic import replacing, reporting

if TYPE_CHECKING:
    from pathlib import Path


def write_text(path: Path, text: str) -> None:
    """Write a text file in UTF-8, in one step: what stood at the path is replaced whole or not at all.

    Raises:
        ExportError: The file cannot be written.
    """
    with replacing(path) as part, reporting(path):
        part.write_text(text, encoding="utf-8", newline="\n")
