"""The practice log as a file: two programs write at once, one is killed, entries are deleted, strangers' files."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from voicecoach.errors import PracticeLogError
from voicecoach.practice.entry import PracticeEntry
from voicecoach.practice.export import csv_text
from voicecoach.practice.log import PracticeLog

ENTRY = PracticeEntry(datetime(2026, 11, 2, 18, 30, tzinfo=UTC), "back", "/back.md", "Back", 60_000, 2)
CHECKOUT = Path(__file__).parents[2]
WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from voicecoach.practice.entry import PracticeEntry
from voicecoach.practice.log import PracticeLog

log = PracticeLog(Path(sys.argv[1]))
for count in range(1, int(sys.argv[3]) + 1):
    number = log.add(PracticeEntry(datetime.now(UTC), sys.argv[2], "", "Back", 0, 2))
    log.update(number, heard_ms=60_000, is_finished=True)
    print(count, flush=True)
"""


def sqlite_error(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("no")
    error.sqlite_errorcode = code
    return error


@pytest.fixture
def log(tmp_path: Path) -> PracticeLog:
    return PracticeLog(tmp_path / "data" / "practice.sqlite")


def writer(log: PracticeLog, script: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(log.path), script, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(CHECKOUT)})


def test_two_programs_write_at_once_and_a_third_is_killed_and_no_entry_is_lost(log: PracticeLog) -> None:
    with writer(log, "first", 12) as first, writer(log, "second", 12) as second, writer(log, "killed", 10**6) as killed:
        assert killed.stdout is not None
        last = next(line for line in killed.stdout if int(line) >= 3)
        killed.kill()
        killed.stdout.read()
        assert (first.wait(60), second.wait(60)) == (0, 0)
    by_script = {name: [one for one in log.entries() if one.script == name] for name in ("first", "second", "killed")}
    assert (len(by_script["first"]), len(by_script["second"])) == (12, 12)
    assert all(one.heard_ms == 60_000 for name in ("first", "second") for one in by_script[name])
    assert len(by_script["killed"]) >= int(last)
    assert all(one.heard_ms == 60_000 for one in by_script["killed"][: int(last)])
    with closing(sqlite3.connect(log.path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_an_entry_comes_back_as_it_was_and_the_file_is_its_owners_alone(log: PracticeLog) -> None:
    told = PracticeEntry(ENTRY.began, "back", "", "Béck", 1, 5, "left", 3, is_finished=False, is_live=True)
    told = replace(told, number=10, note='a "note"\n')
    numbers = [log.add(ENTRY), log.add(told)]
    assert [one.row() for one in log.entries()] == [
        {**one.row(), "id": number} for one, number in zip((ENTRY, told), numbers, strict=True)
    ]
    if sys.platform != "win32":
        assert stat.S_IMODE(log.path.stat().st_mode) == 0o600


def test_reading_a_log_that_is_not_there_makes_no_file(log: PracticeLog) -> None:
    assert log.entries() == []
    assert not log.path.exists()


def test_a_file_that_a_killed_program_left_empty_is_an_empty_log(log: PracticeLog) -> None:
    log.path.parent.mkdir()
    log.path.touch()
    assert log.entries() == []
    assert log.add(ENTRY) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="folders have other rights there")
def test_a_log_that_may_only_be_read_is_read_and_the_hint_of_writing_is_not_to_move_it_away(log: PracticeLog) -> None:
    log.add(ENTRY)
    for path in (log.path, log.path.parent):
        path.chmod(path.stat().st_mode & 0o555)
    try:
        assert len(log.entries()) == 1
        if not os.access(log.path, os.W_OK):  # a superuser may write anywhere
            with pytest.raises(PracticeLogError) as refused:
                log.add(ENTRY)
            assert refused.value.hint == f"allow yourself to write in the folder {log.path.parent}"
    finally:
        for path in (log.path.parent, log.path):
            path.chmod(0o700)


@pytest.mark.parametrize(
    ("error", "hint"),
    [
        (OSError(errno.ENOSPC, "no space"), "free some space on the disk"),
        (OSError(errno.EROFS, "read-only"), "allow yourself to write in the folder"),
        (OSError(errno.EISDIR, "a folder"), "move the file away"),
        (sqlite_error(sqlite3.SQLITE_FULL), "free some space on the disk"),
        (sqlite_error(sqlite3.SQLITE_READONLY_DIRECTORY), "allow yourself to write in the folder"),
        (sqlite_error(sqlite3.SQLITE_BUSY), "try again in a moment"),
        (sqlite_error(sqlite3.SQLITE_CORRUPT), "move the file away"),
    ],
)
def test_only_a_damaged_file_is_to_be_moved_away(log: PracticeLog, error: Exception, hint: str) -> None:
    with pytest.raises(PracticeLogError) as refused, log.told_errors():
        raise error
    assert hint in refused.value.hint


def test_what_is_deleted_is_gone_from_the_file_and_does_not_come_back(log: PracticeLog) -> None:
    kept, gone = log.add(ENTRY), log.add(PracticeEntry(ENTRY.began, "back", "", "Back", 1, 2, note="a secret of mine"))
    assert b"a secret of mine" in log.path.read_bytes()
    assert log.delete(gone)
    log.update(gone, heard_ms=5, is_finished=True)
    assert not log.delete(gone)
    assert b"a secret of mine" not in log.path.read_bytes()
    assert [one.id for one in log.entries()] == [kept]
    assert log.clear() == 1
    assert log.add(ENTRY) > gone


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda path: path.write_bytes(b"no database" * 99), "not a database"),
        (lambda path: path.mkdir(), "is a directory"),
        (lambda path: PracticeLog(path).add(ENTRY) and _execute(path, "PRAGMA user_version = 9"), "newer version"),
        (lambda path: PracticeLog(path).add(ENTRY) and _execute(path, "UPDATE entry SET began = 'x'"), "isoformat"),
    ],
)
def test_a_file_that_is_no_log_is_told_and_left_alone(log: PracticeLog, spoil: object, reason: str) -> None:
    log.path.parent.mkdir()
    spoil(log.path)  # type: ignore[operator]
    before = log.path.read_bytes() if log.path.is_file() else b""
    with pytest.raises(PracticeLogError, match=f"(?i){reason}"):
        log.entries() if log.path.is_file() else log.add(ENTRY)
    assert (log.path.read_bytes() if log.path.is_file() else b"") == before


def _execute(path: Path, command: str) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(command)


def test_a_spreadsheet_computes_no_cell_of_the_table() -> None:
    told = PracticeEntry(ENTRY.began, "back", "", "=1+1", 1, 2, note="@x,\ny")
    header, row, rest = csv_text([told]).split("\r\n", 1)[0], *csv_text([told]).split("\r\n", 1)[1].split("\n", 1)
    assert header.startswith("id,began,script,path,title,")
    assert ",'=1+1,1,2,," in row
    assert row.endswith("\"'@x,")
    assert rest == 'y",0\r\n'
