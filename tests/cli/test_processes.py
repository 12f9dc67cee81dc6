"""The real program: interrupted, piped, twice, and on a machine where little works."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from patience import PATIENCE_S, wait_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Start = Callable[..., subprocess.Popen[str]]
    Write = Callable[..., str]

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals between processes")
LONG = "- voice: tone\n\n## A\n\n- hold: 5h\n- countdown: 0\n- at half: off\n"


def size_bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:  # the check that the folder can be written took its file away again
        return 0


@posix
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_export_that_is_ended_leaves_no_half_file(
    start: Start, write: Write, tmp_path: Path, sent: signal.Signals, code: int
) -> None:
    (tmp_path / "out.flac").write_bytes(b"precious")
    exporting = start("export", write(LONG), "-o", "out.flac")
    wait_for(lambda: any(size_bytes(path) > 10_000 for path in tmp_path.glob(".out.flac*")))
    exporting.send_signal(sent)
    _, err = exporting.communicate(timeout=PATIENCE_S)
    assert exporting.returncode == code
    assert "Traceback" not in err
    assert {path.name for path in tmp_path.iterdir()} == {"out.flac", "test.md"}
    assert (tmp_path / "out.flac").read_bytes() == b"precious"


@posix
def test_playing_is_ended_by_ctrl_c_at_once(start: Start, write: Write) -> None:
    playing = start("play", write(LONG), "--device", "null")
    assert playing.stderr is not None
    playing.stderr.readline()
    playing.send_signal(signal.SIGINT)
    _, err = playing.communicate(timeout=PATIENCE_S)
    assert (playing.returncode, err.splitlines()[-1]) == (130, "interrupted")


def test_the_null_device_plays_in_real_time(start: Start, write: Write) -> None:
    began_s = time.monotonic()
    playing = start("play", write("- voice: tone\n\nHello. [1s] There."), "--device", "null")
    out, err = playing.communicate(timeout=PATIENCE_S)
    assert (playing.returncode, out) == (0, "")
    told = [line.split("  ")[-1] for line in err.splitlines()]
    assert told[-1].startswith("done at 0:03")  # and on a busy machine ", late sound: 2"
    assert told.index("Hello.") < told.index("There.") < len(told) - 1
    assert time.monotonic() - began_s >= 3.7


def test_a_second_run_speaks_nothing_again_and_writes_the_same_bytes(
    start: Start, write: Write, tmp_path: Path
) -> None:
    script = write("Draw your knee in.\n\n## Rest\n\n- hold: 3s\n")
    cold = start("export", script, "-o", "cold.mp3", VOICECOACH_CACHE_DIR=str(tmp_path / "cache"))
    assert cold.wait(PATIENCE_S) == 0
    program = "import sys; sys.argv[0] = 'voicecoach'\nfrom voicecoach.cli import main\ntry:\n    main()\nfinally:\n"
    program += "    print([name for name in ('hibari', 'onnxruntime') if name in sys.modules])"
    warm = subprocess.run(
        [sys.executable, "-c", program, "export", script, "-o", "warm.mp3"],
        env={**os.environ, "VOICECOACH_CACHE_DIR": str(tmp_path / "cache")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert warm.stdout == "[]\n"
    assert (tmp_path / "cold.mp3").read_bytes() == (tmp_path / "warm.mp3").read_bytes()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions bind neither Windows nor root so")
def test_a_cache_that_cannot_be_written_is_told_once(start: Start, write: Write, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir()
    (tmp_path / "locked").chmod(stat.S_IRUSR | stat.S_IXUSR)
    _cache_is_told_once(start, write, str(tmp_path / "locked"))


def test_a_cache_that_is_a_file_is_told_once(start: Start, write: Write, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    _cache_is_told_once(start, write, str(tmp_path / "file"))


def _cache_is_told_once(start: Start, write: Write, cache: str) -> None:
    exporting = start("show", write("- voice: tone\n\nOne.\n\nTwo.\n"), "--json", VOICECOACH_CACHE_DIR=cache)
    out, err = exporting.communicate(timeout=PATIENCE_S)
    assert exporting.returncode == 0
    assert len(json.loads(out)["cues"]) == 2
    (line,) = err.splitlines()
    assert "could not save to the speech cache" in line
    assert "VOICECOACH_CACHE_DIR" in line


@posix
def test_a_reader_that_has_seen_enough_is_no_error_to_speak_of(start: Start) -> None:
    printing = start("guide")
    assert printing.stdout is not None
    printing.stdout.close()
    assert printing.stderr is not None
    assert printing.stderr.read() == ""


def test_what_a_narrow_console_lacks_is_replaced_on_it_and_spelled_out_in_json(start: Start, write: Write) -> None:
    script = write("# Rest → 🙂\n\n- voice: tone\n\nHello.\n")
    shown = start("show", script, PYTHONIOENCODING="latin-1", PYTHONUTF8="0").communicate(timeout=PATIENCE_S)[0]
    assert shown.startswith("Rest ? ?, ")
    sheet = start("show", script, "--json", PYTHONIOENCODING="latin-1", PYTHONUTF8="0").communicate(timeout=PATIENCE_S)[
        0
    ]
    assert json.loads(sheet)["title"] == "Rest → 🙂"
