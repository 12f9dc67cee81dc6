"""Every writer of the project goes through one: whole or not at all, and nothing left beside the target."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

import pytest

from voicecoach.errors import ExportError
from voicecoach.store.atomic import AtomicFile, atomic_outputs, remove_temporary_files, write_atomically, write_output

PACKAGE = Path(__file__).parent.parent.parent / "voicecoach"


def test_a_file_takes_its_place_at_the_commit_only(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    with AtomicFile(target) as file:
        file.path.write_text("new")
        assert file.path.parent == tmp_path
        assert target.read_text() == "old"
        assert file.commit()
        assert target.read_text() == "new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_that_is_closed_without_a_commit_leaves_nothing(tmp_path: Path) -> None:
    file = AtomicFile(tmp_path / "a.txt")
    file.path.write_text("half")
    file.close()
    file.close()
    assert list(tmp_path.iterdir()) == []


def test_two_writers_of_one_file_in_one_process_do_not_meet(tmp_path: Path) -> None:
    with AtomicFile(tmp_path / "a.txt") as one, AtomicFile(tmp_path / "a.txt") as other:
        one.path.write_text("one")
        other.path.write_text("other")
        one.commit()
        other.commit()
    assert [path.read_text() for path in tmp_path.iterdir()] == ["other"]


def test_a_cached_file_is_never_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a.cache"
    assert write_atomically(target, b"first", is_cached=True)
    assert not write_atomically(target, b"second", is_cached=True)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"first"]


def test_a_text_is_written_in_utf_8_with_its_own_line_ends(tmp_path: Path) -> None:
    write_output(tmp_path / "a.txt", "Knie über\nFuß\r\n")
    assert (tmp_path / "a.txt").read_bytes() == "Knie über\nFuß\r\n".encode()


def test_a_folder_that_is_missing_is_an_error_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        write_output(tmp_path / "none" / "a.txt", "text")
    assert caught.value.path == tmp_path / "none" / "a.txt"
    assert "create the folder first" in caught.value.hint


def test_files_of_one_folder_take_their_places_together_or_not_at_all(tmp_path: Path) -> None:
    one, other = tmp_path / "1.txt", tmp_path / "2.txt"
    one.write_text("old")
    with suppress(InterruptedError), atomic_outputs(tmp_path) as output:
        with output(one) as path:
            path.write_text("new")
        with output(other) as path:
            path.write_text("half")
            raise InterruptedError
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("1.txt", "old")]
    with atomic_outputs(tmp_path) as output:
        for target in (one, other):
            with output(target) as path:
                path.write_text("new")
        assert one.read_text() == "old"
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"1.txt": "new", "2.txt": "new"}


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such locks")
def test_what_is_being_written_is_not_removed_and_what_was_left_behind_is(tmp_path: Path) -> None:
    (tmp_path / ".b.txt.voicecoach-part-12").touch()
    with AtomicFile(tmp_path / "a.txt", is_cached=True) as file:
        remove_temporary_files(tmp_path)
        assert list(tmp_path.iterdir()) == [file.path]


def test_no_other_module_renames_a_file_into_its_place() -> None:
    renames = re.compile(r"os\.replace\(|os\.rename\(|(?<!library)\.rename\(|shutil\.move\(|mkstemp|NamedTemporaryFile")
    replaces = re.compile(r"\.replace\((?!self\b)[^,()\"'=]+\)|\.replace\(self\.[a-z_]*path\)")
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if renames.search(text := path.read_text(encoding="utf-8")) or replaces.search(text)
    }
    # A download that goes on where it was broken off keeps its part from one run to the next.
    assert found == {"store/atomic.py", "voices/download/connection.py"}
