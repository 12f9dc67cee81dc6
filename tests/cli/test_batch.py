"""``voicecoach batch``: the rows of a table become files, once each, whatever happens in between."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from command_line import Done

TONE = ("--voice", "tone", "--cover", "none")
SCRIPT = "# Short\n\nHello {patient}.\n\n## Bridge\n- ready: 1s\n- hold: 1-5s\n- chimes: off\n"
TABLE = """script;out;level;set.patient;hold.Bridge;handout;tag.artist
short.md;anna;1;Anna;;yes;Praxis
short.md;;5;=1+1;;;
short.md;kurt.flac;;Kurt;2s;;
"""
FILES = ["anna.html", "anna.mp3", "feed.jpg", "feed.xml", "kurt.flac", "short-003.mp3"]


@pytest.fixture(autouse=True)
def table(tmp_path: Path) -> None:
    (tmp_path / "short.md").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")


def files(folder: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir()) if path.name[0] != "."}


def rows(done: Done) -> list[tuple[int, str]]:
    return [(row["row"], row["status"]) for row in map(json.loads, done.out.splitlines())]


def test_each_row_becomes_its_files_and_what_is_unchanged_is_left(run: Callable[..., Done], tmp_path: Path) -> None:
    batch = ("batch", "table.csv", "-o", "made", *TONE, "--jobs", "1", "--json", "--feed", "https://example.org/a")
    planned = run(*batch, "--dry-run")
    assert (rows(planned), Path("made").exists()) == ([(2, "planned"), (3, "planned"), (4, "planned")], False)

    first = run(*batch)
    assert (first.code, rows(first)) == (0, [(2, "done"), (3, "done"), (4, "done")])
    made = files("made")
    assert [*made] == FILES
    record = Path("made/.voicecoach-batch.jsonl").read_bytes()
    assert "3 rows: 3 done" in first.err
    links = re.findall(rb'url="https://example.org/a/([^"?]*)\?v=\w{8}" length="(\d+)"', made["feed.xml"])
    assert links == [(name.encode(), b"%d" % len(made[name])) for name in ("anna.mp3", "short-003.mp3", "kurt.flac")]
    assert b"Kurt" not in made["feed.xml"]
    assert {row["feed"] for row in map(json.loads, first.out.splitlines())} == {"https://example.org/a/feed.xml"}

    # A file that is gone, one cut short, another level and a changed script each make just what they touch.
    Path("made/anna.html").unlink()
    Path("made/short-003.mp3").write_bytes(made["short-003.mp3"][:-1])
    assert rows(run(*batch)) == [(2, "done"), (3, "done"), (4, "unchanged")]
    assert files("made") == made
    assert Path("made/.voicecoach-batch.jsonl").read_bytes() == record
    (tmp_path / "table.csv").write_text(TABLE.replace(";5;", ";4;"), encoding="utf-8")
    assert rows(run(*batch, "--dry-run")) == [(2, "unchanged"), (3, "planned"), (4, "unchanged")]
    (tmp_path / "short.md").write_text(SCRIPT.replace("Hello", "Welcome,"), encoding="utf-8")
    assert rows(run(*batch, "--dry-run")) == [(2, "planned"), (3, "planned"), (4, "planned")]


def test_a_row_is_the_export_with_its_options(run: Callable[..., Done]) -> None:
    run("batch", "table.csv", "-o", "made", *TONE, "--jobs", "1", "--names-in-tags")
    run("export", "short.md", *TONE, "--set", "patient=Kurt", "--change", "hold.Bridge=2s", "-o", "kurt.flac")
    assert Path("kurt.flac").read_bytes() == Path("made/kurt.flac").read_bytes()
    assert b"Hello Kurt." in Path("made/kurt.flac").read_bytes()
    assert run("verify", "made/kurt.flac", "short.md").code == 0


def test_a_patient_is_named_in_no_tag_and_no_record_unless_asked(run: Callable[..., Done]) -> None:
    done = run("batch", "table.csv", "-o", "made", *TONE, "--jobs", "1", "--json", "--sidecars")
    assert "Kurt" not in done.out + done.err
    assert b"Kurt" not in b"".join(content for name, content in files("made").items() if name != "anna.html")
    assert b"Hello {patient}." in files("made")["kurt.lrc"]
    assert run("verify", "made/kurt.flac").code == 0


def test_what_own_recordings_lack_is_told_without_names(run: Callable[..., Done]) -> None:
    Path("jo").mkdir()
    Path("jo/Bridge.wav").write_bytes(b"")
    batch = ("batch", "table.csv", "-o", "made", "--cover", "none", "--dry-run")
    told = run(*batch, "--voice", "own:./jo+tone").err.splitlines()
    assert sum(" in your voice; this one is by tone:tone:" in line for line in told) == 1
    assert "    Hello {patient}." in told


WRONG = """script,out,level,hold.Bridge,only,fit
short.md,a,9,x,,
short.md,../b,,,Brigde,
shor.md,c,,,,
short.md,C,,,,1h
short.md,d,,,,
"""
ANNA = ("--set", "patient=Anna")
TOLD = {
    'table.csv: row 2, column C (level): "9" is not a whole number from 1 to 5',
    "table.csv: row 2, column D (hold.Bridge): 'x' is not a duration such as 30s, 1m30s, 1.5 min or 1:30",
    'table.csv: row 3, column B (out): "../b" is outside the folder',
    "table.csv: row 3, column E (only): there is no step called 'Brigde'",
    'table.csv: row 4, column A (script): there is no script called "shor.md"',
    'table.csv: row 5, column B (out): row 4 writes the file "c.mp3", too',
    "table.csv: row 5, column F (fit): this session cannot be exactly 1h",
}


def test_all_mistakes_are_told_before_anything_is_made(run: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(WRONG, encoding="utf-8")
    done = run("batch", "table.csv", "-o", "made", *TONE, *ANNA, "--json")
    assert (done.code, rows(done)) == (1, [(row, "failed") for row in (2, 3, 4, 5)])
    told = {line.partition(" long: ")[0] for line in done.err.splitlines() if line.startswith("table.csv: ")}
    assert told == TOLD
    assert "did you mean" in done.err
    assert not Path("made").exists()

    done = run("batch", "table.csv", "-o", "made", *TONE, *ANNA, "--json", "--keep-going", "--jobs", "1")
    assert (done.code, rows(done)) == (1, [*((row, "failed") for row in (2, 3, 4, 5)), (6, "done")])
    assert [*files("made")] == ["d.mp3"]
    assert "--feed" not in done.err


def test_shards_make_the_whole(run: Callable[..., Done]) -> None:
    run("batch", "table.csv", "-o", "whole", *TONE, "--jobs", "1")
    for shard in ("2/2", "1/2"):
        assert run("batch", "table.csv", "-o", "parts", *TONE, "--jobs", "1", "--shard", shard).code == 0
    assert files("parts") == files("whole")
    assert rows(run("batch", "table.csv", "-o", "parts", *TONE, "--jobs", "1", "--json"))[0] == (2, "unchanged")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_batch_goes_on_and_gives_the_same_bytes(run: Callable[..., Done], tmp_path: Path) -> None:
    lines = "".join(f"short.md,r{number},{number % 5 + 1},P{number}\n" for number in range(4))
    (tmp_path / "table.csv").write_text(f"script,out,level,set.patient\n{lines}", encoding="utf-8")
    words = ("batch", "table.csv", "-o", "made", *TONE, "--json")
    batch = subprocess.Popen(
        [sys.executable, "-m", "voicecoach", *words, "--jobs", "2"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert batch.stdout is not None
    batch.stdout.readline()
    batch.send_signal(signal.SIGKILL)
    batch.wait()
    batch.stdout.close()
    done = run(*words, "--jobs", "1")
    statuses = [status for _, status in rows(done)]
    assert (done.code, len(statuses), statuses[0]) == (0, 4, "unchanged")
    made = files("made")
    shutil.rmtree("made")
    run(*words, "--jobs", "1")
    assert files("made") == made


def test_a_full_disk_stops_the_run_and_is_told_once(run: Callable[..., Done], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=0))
    done = run("batch", "table.csv", "-o", "made", *TONE, "--jobs", "1", "--json", "--keep-going")
    assert (done.code, rows(done)) == (1, [(2, "failed")])
    assert done.err.count("the disk has 0.0 MB left") == 1
    assert "2 not started" in done.err
