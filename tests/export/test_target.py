"""Where a file can go is told up front, in plain words, without leaving anything behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from voicecoach.errors import ExportError
from voicecoach.export.formats import FORMATS
from voicecoach.export.write import check_target


@pytest.mark.parametrize("name", ["a.mp3", "a.flac", "a.wav", "A.MP3", "ünï 🐈.mp3", "n" * 250 + ".mp3"])
def test_a_good_target_passes_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    check_target(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_passes_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(b"old")
    check_target(path)
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("name", "reason", "hint"),
    [
        ("missing/a.mp3", "the folder", "create the folder"),
        ("file.txt/a.mp3", "is not a folder", "choose another"),
        ("folder.mp3", "it is a folder", "folder.mp3/session.mp3"),
        ("folder", "it is a folder", "session.mp3"),
        ("a.xyz", ".xyz is not an audio format", ".mp3 (plays everywhere), .m4a"),
        ("a", "no audio suffix", ".wav"),
        (".mp3", "no audio suffix", ".mp3"),
        ("x" * 300 + ".mp3", "name too long", "choose another"),
    ],
)
def test_what_cannot_be_is_said_with_a_hint(tmp_path: Path, name: str, reason: str, hint: str) -> None:
    (tmp_path / "file.txt").write_text("a file")
    (tmp_path / "folder.mp3").mkdir()
    (tmp_path / "folder").mkdir()
    with pytest.raises(ExportError) as caught:
        check_target(tmp_path / name)
    assert reason in caught.value.message
    assert hint in caught.value.hint.replace("\\\\", "/")
    assert caught.value.path == tmp_path / name


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_every_format_is_a_target(tmp_path: Path, suffix: str) -> None:
    check_target(tmp_path / f"a{suffix}")


@pytest.mark.parametrize("suffix", [".m4a", ".M4B"])
def test_without_its_extra_a_format_says_how_to_get_it(tmp_path: Path, suffix: str) -> None:
    # A fresh interpreter in which PyAV cannot be imported, as where the extra is not installed.
    program = (
        "import sys; sys.modules['av'] = None\n"
        "from pathlib import Path\n"
        "from voicecoach.errors import ExportError\n"
        "from voicecoach.export.write import check_target\n"
        "try: check_target(Path(sys.argv[1]))\n"
        "except ExportError as error: print(error.message, '|', error.hint)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / f"a{suffix}")]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "need an extra package" in said
    assert "pip install 'voicecoach[m4b]'" in said
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_permission_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    if os.access(tmp_path, os.W_OK):
        pytest.skip("this user may write anywhere")
    try:
        with pytest.raises(ExportError, match="permission denied"):
            check_target(tmp_path / "a.mp3")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(sys.platform != "linux", reason="a folder in which nobody can make a file")
def test_a_folder_that_takes_no_files_is_refused() -> None:
    with pytest.raises(ExportError) as caught:
        check_target(Path("/proc/a.mp3"))
    assert "create the folder first" in caught.value.hint


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.mp3")
    with pytest.raises(ExportError, match="not an ordinary file"):
        check_target(tmp_path / "a.mp3")


def test_the_table_of_formats_loads_no_library() -> None:
    code = (
        "import sys, voicecoach.export.formats\n"
        "print([name for name in ('numpy', 'soundfile', 'lameenc', 'mutagen') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_rows_are_named_by_their_suffix_and_mp3_comes_first() -> None:
    assert [row.suffix for row in FORMATS.values()] == list(FORMATS)
    assert next(iter(FORMATS)) == ".mp3"
