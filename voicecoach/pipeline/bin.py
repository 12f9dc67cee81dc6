"""The bin: deleted scripts and recordings, each kept in the person's folder until somebody empties it by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from voicecoach import folders
from voicecoach.errors import NotFoundError
from voicecoach.pipeline.documents import ScriptDocument, create_document, free_name, title_in
from voicecoach.pipeline.own_scripts import own_script
from voicecoach.script.files import SUFFIXES, read_text
from voicecoach.store.atomic import as_export_errors, move_file

_ENTRY = re.compile(r"(\d{8}-\d{6}(?:\.\d+)?)-(.+)")
_STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class BinEntry:
    """A script in the bin.

    Attributes:
        id: Its name in the bin.
        name: The name that it had.
        title: Its title.
        deleted_at: When it was deleted, in local time.
        path: The file.
    """

    id: str
    name: str
    title: str
    deleted_at: datetime
    path: Path


def delete_script(name: str) -> BinEntry:
    """Move a person's own script into the bin, and return it there.

    Raises:
        NotFoundError: There is no such script, or it ships with the tool.
        ExportError: It cannot be moved.
    """
    path = own_script(name)
    moved = move_to_bin(path)
    return next(entry for entry in list_bin() if entry.path == moved)


def move_to_bin(path: Path) -> Path:
    """Move a file of the person's into the bin, and return its new path.

    Raises:
        ExportError: It cannot be moved.
    """
    folder = folders.home() / "bin"
    stamp, number = datetime.now().astimezone().strftime(_STAMP), 1
    target = folder / f"{stamp}-{path.name}"
    with as_export_errors(target):
        folder.mkdir(parents=True, exist_ok=True)
        while target.exists():
            number += 1
            target = folder / f"{stamp}.{number}-{path.name}"
        move_file(path, target)
    return target


def list_bin() -> list[BinEntry]:
    """Return the scripts in the bin, the last deleted first."""
    folder = folders.home() / "bin"
    if not folder.is_dir():
        return []
    entries = [entry for path in folder.iterdir() if (entry := _entry(path)) is not None]
    return sorted(entries, key=lambda entry: entry.id, reverse=True)


def restore_script(entry_id: str) -> ScriptDocument:
    """Put a script of the bin back, under another name where its own is taken by now; return it.

    Raises:
        NotFoundError: The bin has no such script.
        ExportError: It cannot be written.
    """
    entry = next((one for one in list_bin() if one.id == entry_id), None)
    if entry is None:
        raise NotFoundError("deleted script", entry_id, "it may have been put back already")
    document = create_document(free_name(entry.name), read_text(entry.path, entry.path.name))
    with as_export_errors(entry.path):
        entry.path.unlink()
    return document


def _entry(path: Path) -> BinEntry | None:
    parts = _ENTRY.fullmatch(path.stem)
    if parts is None or path.suffix not in SUFFIXES or not path.is_file():
        return None
    try:
        deleted_at = datetime.strptime(parts[1].partition(".")[0], _STAMP).astimezone()
        title = title_in(path.read_text(encoding="utf-8", errors="replace"), parts[2])
    except (OSError, ValueError):
        return None
    return BinEntry(path.stem, parts[2], title, deleted_at, path)
