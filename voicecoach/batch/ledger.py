"""The record of a folder: which files are there, and the digest of what each was made from.

It is a file of JSON Lines in the folder. A line is added after a row's files are written, so that a killed run loses
one row at most; at the end of a run the file is written anew, sorted. Each shard has a file of its own, since several
machines may write to one folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voicecoach.store.atomic import as_export_errors, write_output

STEM = ".voicecoach-batch"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """The files of a row, and the digest of their inputs.

    Attributes:
        inputs: The digest of what they were made from.
        duration_ms: The length of the session.
        sizes_bytes: The size of each file, by its path relative to the folder.
    """

    inputs: str
    duration_ms: int
    sizes_bytes: Mapping[str, int]


class Ledger:
    """The record of a folder.

    Args:
        folder: The folder; it may be missing.
        shard: The part of a table that this run makes; empty for the whole.
    """

    def __init__(self, folder: Path, shard: str = "") -> None:
        self._folder = folder
        self._path = folder / f"{STEM}{f'-{shard}' if shard else ''}.jsonl"
        self._own = dict(_entries(self._path))
        self._others = dict(entry for path in sorted(folder.glob(f"{STEM}*.jsonl")) for entry in _entries(path))

    def unchanged(self, out: str, inputs: str) -> LedgerEntry | None:
        """Return the record of a file if it was made from the same and is still there with all that belongs to it."""
        entry = self._own.get(out) or self._others.get(out)
        if entry is None or entry.inputs != inputs or not entry.sizes_bytes:
            return None
        return entry if all(map(self._is_there, entry.sizes_bytes.items())) else None

    def add(self, out: str, entry: LedgerEntry) -> None:
        """Record a file, at once.

        Raises:
            ExportError: The record cannot be written.
        """
        self._own[out] = entry
        with as_export_errors(self._path), self._path.open("a", encoding="utf-8") as file:
            file.write(_line(out, entry))
            file.flush()
            os.fsync(file.fileno())

    def finish(self) -> None:
        """Write the record anew, sorted, without the files that are gone.

        Raises:
            ExportError: It cannot be written.
        """
        kept = sorted((out, one) for out, one in self._own.items() if (self._folder / out).exists())
        if kept or self._path.exists():
            write_output(self._path, "".join(_line(out, entry) for out, entry in kept))

    def _is_there(self, file: tuple[str, int]) -> bool:
        try:
            return (self._folder / file[0]).stat().st_size == file[1]
        except OSError:
            return False


def _line(out: str, entry: LedgerEntry) -> str:
    plain = {"out": out, "inputs": entry.inputs, "duration_ms": entry.duration_ms, "sizes_bytes": {**entry.sizes_bytes}}
    return json.dumps(plain, ensure_ascii=False) + "\n"


def _entries(path: Path) -> list[tuple[str, LedgerEntry]]:
    """Return the records in a file; a line that a killed run left half written is skipped."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return []
    return [entry for line in lines if (entry := _entry(line)) is not None]


def _entry(line: str) -> tuple[str, LedgerEntry] | None:
    try:
        plain: dict[str, Any] = json.loads(line)
        sizes_bytes = {str(name): int(size) for name, size in plain["sizes_bytes"].items()}
        return str(plain["out"]), LedgerEntry(str(plain["inputs"]), int(plain["duration_ms"]), sizes_bytes)
    except (ValueError, TypeError, LookupError, AttributeError):
        return None
