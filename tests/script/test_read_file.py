"""Script files: the encodings that are read, and the errors for other files."""

from __future__ import annotations

import codecs
import os
import sys
from typing import TYPE_CHECKING

import pytest

from voicecoach.errors import ScriptError
from voicecoach.script.files import decode, read_text

if TYPE_CHECKING:
    from pathlib import Path

    from voicecoach.errors import Diagnostic

TEXT = "# Grüße\n\nÖffne – dich. 🙂\n"


def mistake_in(path: Path) -> Diagnostic:
    with pytest.raises(ScriptError) as caught:
        read_text(path, "shown.md")
    (found,) = caught.value.diagnostics
    assert found.location.path == "shown.md"
    assert found.hint
    return found


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        codecs.BOM_UTF16_LE + TEXT.replace("\n", "\r\n").encode("utf-16-le"),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16 le", "utf-16 be", "crlf", "cr", "utf-16 crlf"],
)
def test_encodings_and_line_ends_are_taken_as_meant(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(data)
    assert read_text(tmp_path / "a.md", "a.md") == TEXT


def test_an_empty_file_is_an_empty_text(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    assert read_text(tmp_path / "a.md", "a.md") == ""


@pytest.mark.parametrize(
    ("data", "line", "column", "part"),
    [
        ("one\ntwo Grüße".encode("latin-1"), 2, 7, "not text in UTF-8"),
        ("one\r\ntwo\rGrüße".encode("cp1252"), 3, 3, "not text in UTF-8"),
        (codecs.BOM_UTF8 + b"a\n\xff", 2, 1, "not text in UTF-8"),
        (codecs.BOM_UTF16_LE + "a\nb".encode("utf-16-le") + b"\x00", 2, 2, "not text in UTF-16"),
        ("ab".encode("utf-16-le"), 1, 2, "control character (number 0)"),
        (codecs.BOM_UTF32_LE + "a".encode("utf-32-le"), 1, 1, "control character (number 0)"),
        (b"\x89PNG\r\n\x1a\n\0", 1, 1, "not text in UTF-8"),
        (b"ID3\x04\0\0", 1, 4, "control character (number 4)"),
        (b"fine\nnot \x1b[0m", 2, 5, "control character (number 27)"),
        (b"a\x0cb", 1, 2, "control character (number 12)"),
        ("a\u0085b".encode(), 1, 2, "control character (number 133)"),
    ],
)
def test_what_is_no_text_says_where_and_how_to_save(data: bytes, line: int, column: int, part: str) -> None:
    with pytest.raises(ScriptError) as caught:
        decode(data, "shown.md")
    (found,) = caught.value.diagnostics
    assert part in found.message
    assert "save it as plain text in UTF-8" in found.hint
    assert (found.location.line, found.location.column) == (line, column)


def test_a_missing_file(tmp_path: Path) -> None:
    assert mistake_in(tmp_path / "none.md").message == "the script cannot be read: No such file or directory"


def test_a_folder(tmp_path: Path) -> None:
    assert mistake_in(tmp_path).message == "this is a folder"


def test_a_path_through_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    assert "cannot be read" in mistake_in(tmp_path / "a.md" / "b.md").message


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert mistake_in(tmp_path / "pipe.md").message == "this is not a text file"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is unreadable for this user")
def test_an_unreadable_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch(mode=0)
    assert mistake_in(tmp_path / "a.md").message == "the script cannot be read: Permission denied"


def test_the_largest_script_and_one_byte_more(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"a" * 1_000_000)
    assert len(read_text(path, "a.md")) == 1_000_000
    path.write_bytes(b"a" * 1_000_001)
    assert mistake_in(path).message == "the script is larger than 1 MB"
