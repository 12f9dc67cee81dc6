"""A disk that is full or may not be written, a cache that goes or is damaged meanwhile, two runs at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from examples import LONG
from patience import PATIENCE_S, wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


WAITING = (str(Path(__file__).with_name("with_faulty_voice.py")),)
EXPORT = ("export", "a.md", "-o", "a.mp3", "--cover", "none")
WAITING_EXPORT = ("export", "a.md", "--voice", "faulty:waits", "-o", "a.flac", "--cover", "none")


@contextmanager
def small_disk(folder: Path, size: str, *, read_only: bool = False) -> Iterator[None]:
    """Lay a disk of its own over a folder; as root only."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root may mount a disk")
    folder.mkdir(exist_ok=True)
    options = f"size={size}" + (",ro" if read_only else "")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", str(folder)], check=False)
    if mounted.returncode:
        pytest.skip("this machine mounts no disk in memory")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let nothing be written into a folder, by root neither."""
    folder.mkdir(exist_ok=True)
    if os.name == "posix" and os.geteuid() != 0:
        folder.chmod(0o500)
        try:
            yield
        finally:
            folder.chmod(0o700)
    else:
        with small_disk(folder, "4k", read_only=True):
            yield


@pytest.fixture(scope="module")
def whole(place_in: Callable[[Path], Any], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the file that the script becomes where nothing goes wrong."""
    place = place_in(tmp_path_factory.mktemp("whole"))
    assert place.run(*EXPORT).code == 0
    content: bytes = (place.files / "a.mp3").read_bytes()
    return content


def test_a_full_disk_is_told_with_what_to_do_and_the_old_file_stays(place: Any) -> None:
    full = place.files / "disk"
    with small_disk(full, "300k"):
        (full / "a.mp3").write_bytes(b"precious")
        (full / "filler").write_bytes(bytes(250_000))
        done = place.run("export", "a.md", "-o", "disk/a.mp3")
        assert (done.code, done.out) == (1, "")
        message, hint = done.err.splitlines()[-2:]
        assert message.startswith("voicecoach: disk/a.mp3 was not written: ")
        assert "space" in hint
        assert {path.name for path in full.iterdir()} == {"a.mp3", "filler"}
        assert (full / "a.mp3").read_bytes() == b"precious"


def test_a_disk_that_fills_up_meanwhile_is_told_as_well(place: Any) -> None:
    full = place.files / "disk"
    with small_disk(full, "2m"):
        exporting = place.start("export", "a.md", "--voice", "faulty:waits", "-o", "disk/a.wav", program=WAITING)
        wait_for(place.cache.exists)
        (full / "filler").write_bytes(bytes(1_900_000))
        place.let_it_speak()
        _, err = exporting.communicate(timeout=PATIENCE_S)
        assert exporting.returncode == 1
        assert "disk/a.wav was not written: " in err
        assert "space" in err.splitlines()[-1]
        assert [path.name for path in full.iterdir()] == ["filler"]


def test_a_full_disk_of_the_cache_costs_only_the_next_session_its_speech(place: Any, whole: bytes) -> None:
    with small_disk(place.cache, "40k"):
        done = place.run(*EXPORT)
        assert done.code == 0
        assert len([line for line in done.err.splitlines() if "could not save to the speech cache" in line]) == 1
        assert (place.files / "a.mp3").read_bytes() == whole
        assert place.left() == []


def test_a_full_disk_of_temporary_files_is_told(place: Any) -> None:
    with small_disk(place.temporary, "16k"):
        done = place.run("say", "Lie down on your back.", "--voice", "system", "-o", "a.wav")
        assert (done.code, done.out) == (1, "")
        message, hint = done.err.splitlines()
        assert "no space for temporary files" in message
        assert "TMPDIR" in hint
        assert place.left() == []


def test_a_folder_that_may_not_be_written_is_told_before_a_word_is_spoken(place: Any) -> None:
    with read_only(place.files / "locked"):
        done = place.run("export", "a.md", "-o", "locked/a.mp3")
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith("voicecoach: locked/a.mp3 was not written: ")
        assert not place.cache.exists()


def test_neither_cache_nor_own_folder_need_be_writable(place: Any, whole: bytes) -> None:
    with read_only(place.cache), read_only(place.home):
        done = place.run(*EXPORT)
        assert done.code == 0
        assert (place.files / "a.mp3").read_bytes() == whole
        played = place.run("play", "a.md", "--device", "wav:a.wav")
        assert played.code == 0


@pytest.fixture(scope="module")
def undisturbed(place_in: Callable[[Path], Any], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the file that the script becomes with the voice that waits, and nothing happens meanwhile."""
    place = place_in(tmp_path_factory.mktemp("undisturbed"))
    place.let_it_speak()
    assert place.run(*WAITING_EXPORT, program=WAITING).code == 0
    content: bytes = (place.files / "a.flac").read_bytes()
    return content


def delete(cache: Path) -> None:
    """Take the cache away in one step, in the middle of whatever is being written into it."""
    gone = cache.rename(cache.with_name("gone"))
    shutil.rmtree(gone, ignore_errors=True)


def damage(cache: Path) -> None:
    """Damage what is kept; a file that is still being written has a hidden name, and is gone the next moment."""
    for path in cache.rglob("[!.]*.*"):
        path.write_bytes(b"?" * path.stat().st_size)


def put_a_file_in_its_place(cache: Path) -> None:
    gone = cache.rename(cache.with_name("gone"))
    cache.write_text("")
    shutil.rmtree(gone, ignore_errors=True)


@pytest.mark.parametrize("fault", [delete, damage, put_a_file_in_its_place])
def test_what_happens_to_the_cache_meanwhile_is_not_heard(
    place: Any, fault: Callable[[Path], None], undisturbed: bytes
) -> None:
    exporting = place.start(*WAITING_EXPORT, program=WAITING)
    wait_for(lambda: list(place.cache.glob("speech/welcome*.phrase")))
    fault(place.cache)
    place.let_it_speak()
    _, err = exporting.communicate(timeout=PATIENCE_S)
    assert exporting.returncode == 0, err
    assert (place.files / "a.flac").read_bytes() == undisturbed
    assert place.left() == []


@LONG
def test_a_flipped_bit_anywhere_in_the_cache_is_made_good(place: Any, whole: bytes) -> None:
    assert place.run(*EXPORT).code == 0
    kinds = set()
    for path in [path for path in place.cache.rglob("*") if path.is_file()]:
        kinds.add(path.suffix)
        content = bytearray(path.read_bytes())
        content[1 if path.suffix == ".gain" else len(content) // 2] ^= 1  # a gain is then another figure
        path.write_bytes(content)
    assert kinds == {".phrase", ".gain", ".frames", ".chime"}
    assert place.run(*EXPORT).code == 0
    assert (place.files / "a.mp3").read_bytes() == whole


def test_two_runs_to_one_file_and_one_cache_write_it_whole(place: Any, whole: bytes) -> None:
    both = [place.start(*EXPORT) for _ in range(2)]
    for run in both:
        _, err = run.communicate(timeout=PATIENCE_S)
        assert run.returncode == 0, err
    assert (place.files / "a.mp3").read_bytes() == whole
    assert sorted(path.name for path in place.files.iterdir()) == ["a.md", "a.mp3"]
    assert place.left() == []
