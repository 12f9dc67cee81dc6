"""The library: a person's scripts and the shipped ones; opened, saved, copied, renamed, deleted, imported."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from voicecoach.importing.report import Entry
from voicecoach.pipeline import bin as _bin
from voicecoach.pipeline import documents
from voicecoach.pipeline.bin import BinEntry
from voicecoach.pipeline.documents import ScriptDocument
from voicecoach.pipeline.library import ListedRoutine
from voicecoach.script.files import NamedFile, list_scripts

__all__ = ["BinEntry", "Entry", "Imported", "ListedRoutine", "NamedFile", "ScriptDocument"]


@dataclass(frozen=True, slots=True)
class Imported:
    """A text that was imported.

    Attributes:
        title: The title of the script that was made of it.
        text: The script.
        report: One entry for each part of the source.
        document: The new script; None where nothing was to be written.
    """

    title: str
    text: str
    report: tuple[Entry, ...]
    document: ScriptDocument | None


def names() -> list[NamedFile]:
    """Return the scripts of the library by name, without reading them."""
    return list_scripts()


def listed(found: NamedFile) -> ListedRoutine:
    """Return a script of the library with its title and length; speech that is not cached is estimated."""
    from voicecoach.pipeline.library import listed_routine

    return listed_routine(found)


def cover(name: str, side_px: int) -> bytes:
    """Return the ring of a script's cover as a JPEG file; speech that is not cached is estimated.

    Raises:
        VoicecoachError: There is no such script, or it has mistakes.
    """
    from PIL import Image

    from voicecoach.api.session import open as open_session
    from voicecoach.pictures.cover import jpeg_bytes, ring

    with open_session(documents.open_document(name).path) as session:
        return jpeg_bytes(Image.fromarray(ring(session.estimate()[0], side_px)))


def read(name: str) -> ScriptDocument:
    """Return a script of the library with its text and revision.

    Raises:
        NotFoundError: No script has this name.
        ScriptError: Its file is not readable text.
    """
    return documents.open_document(name)


def path_of(name: str) -> Path:
    """Return the file of a script of the library.

    Raises:
        NotFoundError: No script has this name.
    """
    return documents.path_of(name)


def revision(name: str) -> str | None:
    """Return the revision of a script of the library; None where there is none of this name."""
    return next((documents.revision_of(found.path) for found in list_scripts() if found.name == name), None)


def save(name: str, text: str, revision: str | None) -> str:
    """Save a person's own script, and return its new revision; see :func:`voicecoach.pipeline.documents.save_document`.

    Raises:
        ConflictError: The file was changed since it had this revision.
        VoicecoachError: It cannot be saved.
    """
    return documents.save_document(name, text, revision)


def create(name: str, text: str) -> ScriptDocument:
    """Write a text as a new script, and return it.

    Raises:
        ExportError: The name is invalid or taken, or it cannot be written.
    """
    return documents.create_document(name, text)


def copy(name: str, source: str | None, *, title: str | None = None) -> ScriptDocument:
    """Return a new script: a copy of another one, or the commented starter.

    Raises:
        ExportError: The name is invalid or taken, or it cannot be written.
        NotFoundError: There is no script to copy.
        ScriptError: The script to copy cannot be read as text.
    """
    from voicecoach.pipeline.own_scripts import new_script

    return documents.open_document(new_script(name, source, title=title).name)


def free_name(wanted: str) -> str:
    """Return a name for a new script: letters, digits and dashes of some words, with a number where it is taken."""
    from voicecoach.pipeline.import_script import name_for

    return documents.free_name(name_for(wanted))


def rename(name: str, new_name: str) -> ScriptDocument:
    """Give a person's own script another name, and return it.

    Raises:
        VoicecoachError: There is no such script of the person's, or the new name is invalid or taken.
    """
    return documents.rename_document(name, new_name)


def delete(name: str) -> BinEntry:
    """Move a person's own script into the bin.

    Raises:
        VoicecoachError: There is no such script of the person's, or it cannot be moved.
    """
    return _bin.delete_script(name)


def deleted() -> list[BinEntry]:
    """Return the scripts in the bin, the last deleted first."""
    return _bin.list_bin()


def restore(entry_id: str) -> ScriptDocument:
    """Put a script of the bin back, under another name where its own is taken by now.

    Raises:
        VoicecoachError: The bin has no such script, or it cannot be written.
    """
    return _bin.restore_script(entry_id)


def import_text(content: bytes, filename: str, *, is_dry_run: bool = False) -> Imported:
    """Make a script of any text: a document, subtitles, a table, a timer.

    Args:
        content: The bytes of the file.
        filename: Its name; the suffix tells the format.
        is_dry_run: Whether to write nothing.

    Raises:
        SourceError: It cannot be read as a text for a session.
        ExportError: The script cannot be written.
    """
    from voicecoach.importing.convert import convert

    imported = convert(content, filename)
    if is_dry_run:
        return Imported(imported.title, imported.text, imported.entries, None)
    wanted = Path(filename).stem if filename != "-" else imported.title
    document = documents.create_document(free_name(wanted), imported.text)
    return Imported(imported.title, imported.text, imported.entries, document)
