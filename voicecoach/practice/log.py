"""The practice log: one SQLite file in the folder for data.

SQLite and not lines of JSON: a player keeps its entry up to date while it plays, and an entry can be deleted or get its
number later. Each is one transaction. Two programs that write at once wait for each other, a killed one leaves no
half of an entry, and any program for SQLite can read the file.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import fields
from pathlib import Path

from voicecoach import folders
from voicecoach.errors import PracticeLogError
from voicecoach.practice.entry import PracticeEntry

FILE_NAME = "practice.sqlite"
_VERSION = 1
_WAIT_S = 10.0
_PRIMARY_CODE = 0xFF
"""The bits of an extended result code of SQLite that tell the kind of error."""

_MAKE_ROOM = "free some space on the disk"
_COLUMNS = tuple(each.name for each in fields(PracticeEntry) if each.name != "id")
_TABLE = """
CREATE TABLE IF NOT EXISTS entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    began TEXT NOT NULL,
    script TEXT NOT NULL,
    path TEXT NOT NULL,
    title TEXT NOT NULL,
    heard_ms INTEGER NOT NULL,
    level INTEGER NOT NULL,
    side TEXT NOT NULL,
    week INTEGER,
    is_finished INTEGER NOT NULL,
    number INTEGER,
    note TEXT NOT NULL,
    is_live INTEGER NOT NULL
)
"""
_ADD = f"INSERT INTO entry ({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"  # noqa: S608 - own names


class PracticeLog:
    """A practice log. Nothing of it leaves the machine; the file is readable for its owner alone.

    Args:
        path: The file, which may not exist yet; None for the person's own.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or folders.data() / FILE_NAME

    def add(self, entry: PracticeEntry) -> int:
        """Add an entry, and return its number in the log.

        Raises:
            PracticeLogError: The file cannot be written.
        """
        with self._writing() as database:
            number = database.execute(_ADD, entry.row()).lastrowid
        assert number is not None
        return number

    def update(self, number: int, *, heard_ms: int, is_finished: bool) -> None:
        """Bring an entry up to date; one that was deleted meanwhile stays deleted.

        Raises:
            PracticeLogError: The file cannot be written.
        """
        with self._writing() as database:
            values = (heard_ms, is_finished, number)
            database.execute("UPDATE entry SET heard_ms = ?, is_finished = ? WHERE id = ?", values)

    def rate(self, entry: int, number: int | None, note: str) -> None:
        """Give an entry the number for how it felt and a note; None and an empty note leave what is there.

        Raises:
            PracticeLogError: The file cannot be written.
        """
        with self._writing() as database:
            if number is not None:
                database.execute("UPDATE entry SET number = ? WHERE id = ?", (number, entry))
            if note:
                database.execute("UPDATE entry SET note = ? WHERE id = ?", (note, entry))

    def entries(self) -> list[PracticeEntry]:
        """Return all entries, the earliest first.

        Raises:
            PracticeLogError: The file cannot be read.
        """
        if not folders.is_file(self.path):
            return []
        with self._open(is_reading=not os.access(self.path, os.W_OK)) as database:
            if database.execute("SELECT 1 FROM sqlite_master WHERE name = 'entry'").fetchone() is None:
                return []  # made by a program that has not written yet, or was killed before
            rows = database.execute("SELECT * FROM entry").fetchall()
            names = [column[0] for column in database.execute("SELECT * FROM entry LIMIT 0").description]
            found = [PracticeEntry.of(dict(zip(names, row, strict=True))) for row in rows]
        return sorted(found, key=lambda one: (one.began, one.id or 0))

    def delete(self, number: int) -> bool:
        """Delete an entry, and return whether there was one; its bytes are overwritten.

        Raises:
            PracticeLogError: The file cannot be written.
        """
        with self._writing() as database:
            return database.execute("DELETE FROM entry WHERE id = ?", (number,)).rowcount > 0

    def clear(self) -> int:
        """Delete all entries, and return their number; their bytes are overwritten.

        Raises:
            PracticeLogError: The file cannot be written.
        """
        with self._writing() as database:
            return database.execute("DELETE FROM entry").rowcount

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Yield the database inside of a transaction, which ends with the block; an error undoes it."""
        with self._open() as database:
            database.execute("BEGIN IMMEDIATE")
            database.execute(_TABLE)
            database.execute(f"PRAGMA user_version = {_VERSION}")
            with database:
                yield database

    @contextmanager
    def _open(self, *, is_reading: bool = False) -> Iterator[sqlite3.Connection]:
        with self.told_errors():
            if not is_reading:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            address = f"{self.path.resolve().as_uri()}?mode={'ro' if is_reading else 'rw'}"
            connection = sqlite3.connect(address, timeout=_WAIT_S, isolation_level=None, uri=True)
            with closing(connection) as database:
                database.execute("PRAGMA secure_delete = ON")
                self._check_version(database)
                yield database

    @contextmanager
    def told_errors(self) -> Iterator[None]:
        """Tell errors of the system and of SQLite as those of this log, with what to do.

        Raises:
            PracticeLogError: There was one.
        """
        try:
            yield
        except (sqlite3.Error, OSError, ValueError, TypeError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise PracticeLogError(self.path, reason, self._hint(error)) from error

    def _hint(self, error: Exception) -> str:
        """Return what to do about an error that is not the file's own; empty for a damaged file."""
        match error:
            case OSError(errno=errno.ENOSPC | errno.EDQUOT):
                return _MAKE_ROOM
            case OSError(errno=errno.EACCES | errno.EPERM | errno.EROFS):
                return f"allow yourself to write in the folder {self.path.parent}"
            case sqlite3.Error():
                return self._hint_of_code(getattr(error, "sqlite_errorcode", 0))
            case _:
                return ""

    def _hint_of_code(self, code: int) -> str:
        match code & _PRIMARY_CODE:
            case sqlite3.SQLITE_FULL:
                return _MAKE_ROOM
            case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN:
                return f"allow yourself to write in the folder {self.path.parent}"
            case sqlite3.SQLITE_BUSY:
                return "another program uses it: try again in a moment"
            case _:
                return ""

    def _check_version(self, database: sqlite3.Connection) -> None:
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version > _VERSION:
            raise PracticeLogError(self.path, "a newer version of voicecoach wrote it")
