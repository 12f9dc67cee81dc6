"""The words of sessions as text: a wording pack to edit, and all that a script speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.errors import ExportError
from voicecoach.export.sidecar import write_text
from voicecoach.pipeline.loading import load_script
from voicecoach.pipeline.session import Session
from voicecoach.script.file import read_text
from voicecoach.script.find import find_pack
from voicecoach.session.options import Choices

if TYPE_CHECKING:
    from pathlib import Path


def pack_text(name: str) -> str:
    """Return a wording pack as it is written, with its comments.

    Raises:
        NotFoundError: There is no pack of this name.
    """
    path = find_pack(name)
    return read_text(path, str(path))


def write_pack(path: Path, text: str) -> None:
    """Write a wording pack to be edited; a file that may hold somebody's own words is left as it is.

    Raises:
        ExportError: There is another file already, or it cannot be written.
    """
    if path.exists() and not (path.is_file() and path.read_bytes() == text.encode()):
        raise ExportError(path, "there is already a file of this name", "choose another name, or delete it first")
    write_text(path, text)


def numbered_phrases(script: str) -> str:
    """Return every phrase that a script speaks, in the order of need, numbered, one a line.

    Raises:
        NotFoundError: There is no such script.
        ScriptError: It has mistakes.
    """
    choices = Choices()
    with Session(load_script(script, choices), choices) as session:
        phrases = session.phrases()
    return "".join(f"{number:03d} {phrase}\n" for number, phrase in enumerate(phrases, start=1))
