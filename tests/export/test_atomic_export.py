"""Whatever happens half-way: the old file stays whole, and nothing is left lying about."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from voicecoach.errors import ExportError
from voicecoach.export.formats import FORMATS
from voicecoach.export.tags.tags import Tags
from voicecoach.export.write import write_audio

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

each_format = pytest.mark.parametrize("suffix", list(FORMATS))
posix_only = pytest.mark.skipif(os.name != "posix", reason="POSIX signals and permissions")
SECOND = np.zeros((48_000, 1), dtype=np.float32)


@each_format
@pytest.mark.parametrize("raised", [ValueError("no voice"), OSError("no cache"), KeyboardInterrupt(), SystemExit(1)])
@pytest.mark.parametrize("existing", [True, False])
def test_an_error_half_way_leaves_what_was_there(
    tmp_path: Path,
    suffix: str,
    raised: BaseException,
    existing: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    path = tmp_path / f"a{suffix}"
    if existing:
        path.write_bytes(b"the old file")

    def blocks() -> Iterator[Any]:
        yield SECOND
        raise raised

    with pytest.raises(type(raised)) as caught:
        write_audio(path, blocks(), frames_total=96_000, channels=1, gain_db=0.0, tags=Tags("Test"))
    assert caught.value is raised
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == (
        {path.name: b"the old file"} if existing else {}
    )


@each_format
def test_the_old_file_stands_until_the_new_one_is_whole(tmp_path: Path, suffix: str, export: Any) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"the old file")
    seen = []
    export(path, SECOND, progress=lambda _: seen.append(path.read_bytes()))
    assert set(seen) == {b"the old file"}
    assert path.read_bytes() != b"the old file"
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@each_format
def test_the_part_is_hidden_and_named_for_its_target(tmp_path: Path, suffix: str, export: Any) -> None:
    seen = set()
    export(
        tmp_path / f"my session{suffix}",
        SECOND,
        progress=lambda _: seen.update(each.name for each in tmp_path.iterdir()),
    )
    (name,) = seen
    assert re.fullmatch(rf"\.my session{re.escape(suffix)}\.voicecoach-part-[0-9a-f]+", name)


WRITE_AND_WAIT = """
import sys, time
from pathlib import Path
import numpy as np
from voicecoach.export.write import write_audio
from voicecoach.export.tags.tags import Tags

def blocks():
    yield np.zeros((480_000, 1), dtype=np.float32)
    print("half-way", flush=True)
    time.sleep(60)

write_audio(Path(sys.argv[1]), blocks(), frames_total=480_001, channels=1, gain_db=0.0, tags=Tags("Test"))
"""


@contextmanager
def export_that_hangs(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Run an export in a process of its own that stands still half-way."""
    command = [sys.executable, "-c", WRITE_AND_WAIT, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        try:
            assert running.stdout is not None
            assert running.stdout.readline() == "half-way\n"
            yield running
        finally:
            running.kill()


def parts(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir() if ".voicecoach-part-" in each.name]


@posix_only
def test_the_part_of_a_killed_run_is_cleared_by_the_next_to_any_file_of_the_folder(tmp_path: Path, export: Any) -> None:
    with export_that_hangs(tmp_path / "a.wav") as running:
        running.send_signal(signal.SIGKILL)
        running.wait()
    assert len(parts(tmp_path)) == 1
    export(tmp_path / "b.wav", SECOND)
    assert parts(tmp_path) == []


@posix_only
def test_what_is_only_called_like_a_part_is_left_alone(tmp_path: Path, export: Any) -> None:
    (tmp_path / "precious").write_text("precious")
    (tmp_path / ".a.wav.voicecoach-part-1").symlink_to(tmp_path / "precious")
    os.mkfifo(tmp_path / ".a.wav.voicecoach-part-2")
    (tmp_path / ".a.wav.voicecoach-part-mine").touch()
    export(tmp_path / "a.wav", SECOND)
    assert len(parts(tmp_path)) == 3
    assert (tmp_path / "precious").read_text() == "precious"


@posix_only
def test_the_part_of_a_running_export_is_left_alone(tmp_path: Path, export: Any) -> None:
    path = tmp_path / "a.wav"
    with export_that_hangs(path) as running:
        before = parts(tmp_path)
        export(path, SECOND)
        assert parts(tmp_path) == before
        assert running.poll() is None


WRITE_TO_A_FULL_DISK = """
import resource, sys
from pathlib import Path
import numpy as np
from voicecoach.errors import ExportError
from voicecoach.export.write import write_audio
from voicecoach.export.tags.tags import LyricLine, Tags

resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
noise = (np.random.default_rng(0).standard_normal((48_000, 1)) * 0.2).astype(np.float32)
lyrics = (LyricLine(0, 1, "x" * int(sys.argv[1])),)
seconds = int(sys.argv[2])
for path in sys.argv[3:]:
    try:
        write_audio(Path(path), (noise for _ in range(seconds)), frames_total=48_000 * seconds, channels=1,
                    gain_db=0.0, tags=Tags("Test", lyrics=lyrics))
    except ExportError as error:
        print(error.message, "|", error.hint)
"""


@posix_only
@pytest.mark.parametrize(("lyrics", "seconds"), [(0, 60), (300_000, 1)], ids=["in the sound", "in the tags"])
def test_a_disk_that_fills_up_half_way_is_told(tmp_path: Path, lyrics: int, seconds: int) -> None:
    paths = [tmp_path / f"a{suffix}" for suffix in FORMATS]
    for path in paths:
        path.write_bytes(b"the old file")
    command = [sys.executable, "-c", WRITE_TO_A_FULL_DISK, str(lyrics), str(seconds), *map(str, paths)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stderr == ""
    for path, said in zip(paths, run.stdout.splitlines(), strict=True):
        assert said.startswith(f"{path} was not written: ")
        assert "space" in said.partition("|")[2]
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == dict.fromkeys(paths, b"the old file")


@posix_only
def test_a_new_file_has_ordinary_permissions_and_a_replaced_one_keeps_its_own(tmp_path: Path, export: Any) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    path = export(tmp_path / "a.wav", SECOND).path
    assert path.stat().st_mode == plain.stat().st_mode
    path.chmod(0o640)
    export(path, SECOND)
    assert path.stat().st_mode & 0o777 == 0o640


@posix_only
def test_a_link_goes_on_pointing_to_the_file_it_names(tmp_path: Path, export: Any) -> None:
    (tmp_path / "phone").mkdir()
    link = tmp_path / "a.wav"
    link.symlink_to(tmp_path / "phone" / "b.wav")
    export(link, SECOND)
    assert link.is_symlink()
    assert (tmp_path / "phone" / "b.wav").read_bytes().startswith(b"RIFF")
    assert parts(tmp_path) == parts(tmp_path / "phone") == []


def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path: Path, export: Any) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"keep")
    path.chmod(0o444)
    if os.access(path, os.W_OK):
        pytest.skip("this user may write anything")
    with pytest.raises(ExportError, match="write-protected"):
        export(path, SECOND)
    assert path.read_bytes() == b"keep"
