"""What is being written belongs to its run; what a killed run left behind goes."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from patience import PATIENCE_S

from voicecoach.store.lock import LockedPath, locked_file, locked_folder, remove_abandoned

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no such locks")
NAME = re.compile(r"ours-\w+")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_part_is_empty_and_new_and_gone_at_the_end(tmp_path: Path) -> None:
    with locked_file(tmp_path / "ours-1") as part:
        assert part.read_bytes() == b""
        with pytest.raises(FileExistsError), locked_file(part):
            pass
        part.write_bytes(b"x")
    assert names(tmp_path) == set()


def test_a_part_that_was_renamed_stays(tmp_path: Path) -> None:
    with locked_file(tmp_path / "ours-1") as part:
        part.replace(tmp_path / "whole")
    assert names(tmp_path) == {"whole"}


def test_what_is_locked_stays_and_what_nobody_locks_goes(tmp_path: Path) -> None:
    folder = locked_folder(tmp_path, "ours-")
    (folder.path / "1.wav").touch()
    (tmp_path / "ours-left").write_bytes(b"x")
    (tmp_path / "ours-folder").mkdir()
    (tmp_path / "ours-folder" / "1.wav").touch()
    (tmp_path / "theirs").touch()
    with locked_file(tmp_path / "ours-1") as part:
        remove_abandoned(tmp_path, NAME)
        assert names(tmp_path) == {folder.path.name, part.name, "theirs"}
    assert names(folder.path) == {"1.wav"}
    folder.release()
    remove_abandoned(tmp_path, NAME)
    assert names(tmp_path) == {"theirs"}


def test_links_and_pipes_of_such_a_name_are_nobody_s_to_remove(tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "ours-link").symlink_to(tmp_path / "precious")
    os.mkfifo(tmp_path / "ours-pipe")
    remove_abandoned(tmp_path, NAME)
    assert names(tmp_path) == {"precious", "ours-link", "ours-pipe"}


def test_a_folder_that_is_not_there_has_nothing_abandoned(tmp_path: Path) -> None:
    remove_abandoned(tmp_path / "none", NAME)


def test_what_was_taken_for_abandoned_before_it_was_locked_is_made_again(tmp_path: Path) -> None:
    """Another run that looks through the folder between the making and the locking removes it once."""
    made = []

    def make(path: Path) -> None:
        path.touch(exist_ok=False)
        made.append(path)
        if len(made) == 1:
            remove_abandoned(tmp_path, NAME)
            assert not path.exists()

    locked = LockedPath(tmp_path / "ours-1", make)
    assert len(made) == 2
    remove_abandoned(tmp_path, NAME)
    assert names(tmp_path) == {"ours-1"}
    locked.release()


LOCK_AND_WAIT = """
import sys, time
from pathlib import Path
from voicecoach.store.lock import locked_folder, locked_file
folder = Path(sys.argv[1])
with locked_file(folder / "ours-part"):
    locked = locked_folder(folder, "ours-")
    print("locked", flush=True)
    time.sleep(60)
"""


def test_a_lock_ends_with_its_program_however_that_ends(tmp_path: Path) -> None:
    command = [sys.executable, "-c", LOCK_AND_WAIT, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            assert running.stdout.readline() == "locked\n"
            before = names(tmp_path)
            remove_abandoned(tmp_path, NAME)
            assert names(tmp_path) == before
            assert len(before) == 2
        finally:
            running.send_signal(signal.SIGKILL)
    remove_abandoned(tmp_path, NAME)
    assert names(tmp_path) == set()


def test_many_runs_that_make_and_tidy_at_once_lose_nothing(tmp_path: Path) -> None:
    program = (
        "import re, sys\nfrom pathlib import Path\nfrom voicecoach.store.lock import locked_file, remove_abandoned\n"
        "folder, number = Path(sys.argv[1]), sys.argv[2]\n"
        "for turn in range(300):\n"
        "    remove_abandoned(folder, re.compile(r'ours-\\w+'))\n"
        "    with locked_file(folder / f'ours-{number}') as part:\n"
        "        part.write_text(str(turn))\n"
        "        part.replace(folder / f'whole-{number}-{turn}')\n"
    )
    runs = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path), str(number)]) for number in range(3)]
    assert [run.wait(PATIENCE_S) for run in runs] == [0, 0, 0]
    assert names(tmp_path) == {f"whole-{number}-{turn}" for number in range(3) for turn in range(300)}
