"""The record of a folder: which files are there, and the digest of what each was made from.

It is a file of JSON Lines in the folder. A line is added after a row's files are written, so that a killed run loses
one row at most; at the end of a run the file is written anew, sorted. Each shard has a file of its own, since several
machines may write to one folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from voicecoach.store.atomic import as_export_errors, write_output
from voicecoach.store.lock import alone

STEM = ".voicecoach-batch"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """The files of a row, and the digest of their inputs.

    Attributes:
        inputs: The digest of what they were made from.
        duration_ms: The length of the session.
        sizes_bytes: The size of each file, by its path relative to the folder.
        text: The text of the session for a feed, in JSON.
        turn: 0, or 1 more than the entry for the same file in the record of another part: the highest one holds.
    """

    inputs: str
    duration_ms: int
    sizes_bytes: Mapping[str, int]
    text: str
    turn: int = 0

    def is_there(self, folder: Path) -> bool:
        """Return whether all its files are in the folder, with their sizes."""
        return bool(self.sizes_bytes) and all(_has_size(folder / name, size) for name, size in self.sizes_bytes.items())


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
        self._others = _newest(path for path in _records(folder) if path != self._path)

    def unchanged(self, out: str, inputs: str) -> LedgerEntry | None:
        """Return the record of a file if it was made from the same and is still there with all that belongs to it."""
        own, other = self._own.get(out), self._others.get(out)
        entry = other if own is None or (other is not None and other.turn > own.turn) else own
        return entry if entry is not None and entry.inputs == inputs and entry.is_there(self._folder) else None

    def add(self, out: str, entry: LedgerEntry) -> None:
        """Record a file, at once.

        Raises:
            ExportError: The record cannot be written.
        """
        if out in self._others:
            entry = replace(entry, turn=self._others[out].turn + 1)
        self._own[out] = entry
        with as_export_errors(self._path), folder_lock(self._folder), self._path.open("a", encoding="utf-8") as file:
            file.write(_line(out, entry))
            file.flush()
            os.fsync(file.fileno())

    def finish(self) -> None:
        """Write the record anew, sorted, without the files that are gone.

        Raises:
            ExportError: It cannot be written.
        """
        if not self._path.exists():
            return
        with as_export_errors(self._path), folder_lock(self._folder):
            written = dict(_entries(self._path))  # another run of the same table may have added to it
            kept = sorted((out, one) for out, one in written.items() if (self._folder / out).exists())
            write_output(self._path, "".join(_line(out, entry) for out, entry in kept))


def folder_lock(folder: Path) -> AbstractContextManager[None]:
    """Let one run at a time change the record or a feed of a folder; runs on other machines wait as well."""
    return alone(folder / f"{STEM}.lock")


def newest_entries(folder: Path) -> dict[str, LedgerEntry]:
    """Return the newest entry of each file, by its path relative to the folder, from the records of all parts."""
    return _newest(_records(folder))


def _records(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"{STEM}*.jsonl"))


def _newest(records: Iterable[Path]) -> dict[str, LedgerEntry]:
    newest: dict[str, LedgerEntry] = {}
    for path in records:
        for out, entry in dict(_entries(path)).items():
            if out not in newest or newest[out].turn <= entry.turn:
                newest[out] = entry
    return newest


def _has_size(path: Path, size_bytes: int) -> bool:
    try:
        return path.stat().st_size == size_bytes
    except OSError:
        return False


def _line(out: str, entry: LedgerEntry) -> str:
    plain = {
        "out": out,
        "inputs": entry.inputs,
        "duration_ms": entry.duration_ms,
        "sizes_bytes": {**entry.sizes_bytes},
        "text": entry.text,
        **({"turn": entry.turn} if entry.turn else {}),
    }
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
        entry = LedgerEntry(
            str(plain["inputs"]), int(plain["duration_ms"]), sizes_bytes, str(plain["text"]), int(plain.get("turn", 0))
        )
        return str(plain["out"]), entry
    except (ValueError, TypeError, LookupError, AttributeError):
        return None
