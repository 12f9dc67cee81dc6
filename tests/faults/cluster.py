"""A batch on a real Dask cluster whose workers are killed, and with a worker of another release.

``python -m pytest tests/faults/cluster.py`` takes half a minute; the suite leaves it out.
It needs ``voicecoach[dask]``.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

distributed = pytest.importorskip("distributed")

CHECKOUT = Path(__file__).parents[2]
SCRIPT = "# Short\n\nHello {patient}.\n\n## Bridge\n- ready: 1s\n- hold: 1-5s\n- chimes: off\n"
ROWS = "".join(f"short.md,r{number},{number % 5 + 1},P{number}\n" for number in range(16))
LONGEST_S = 60
Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path / "cache"))
    started: list[subprocess.Popen[bytes]] = []

    def begin(*words: str, folder: str, first: str = "") -> subprocess.Popen[bytes]:
        (tmp_path / folder).mkdir(exist_ok=True)
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (first, str(CHECKOUT))))}
        command = [sys.executable, "-m", *words]
        with (tmp_path / f"{len(started)}.log").open("w") as log:
            started.append(
                subprocess.Popen(command, env=env, cwd=tmp_path / folder, stdout=subprocess.PIPE, stderr=log)
            )
        return started[-1]

    yield begin
    for program in reversed(started):
        program.terminate()
        program.wait(LONGEST_S)
        assert program.stdout is not None
        program.stdout.close()


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def process_ids(port: int, number: int) -> list[int]:
    """Wait for workers, and return their process ids, in the order in which they came."""
    with distributed.Client(f"tcp://127.0.0.1:{port}", timeout=LONGEST_S, set_as_default=False) as client:
        client.wait_for_workers(number, timeout=LONGEST_S)
        return list(client.run(os.getpid).values())


def test_all_workers_die_and_the_files_are_those_of_one_machine(start: Start, tmp_path: Path) -> None:
    table = tmp_path / "table"
    table.mkdir()
    (table / "short.md").write_text(SCRIPT, encoding="utf-8")
    (table / "table.csv").write_text(f"script,out,level,set.patient\n{ROWS}", encoding="utf-8")
    (tmp_path / "other" / "voicecoach-9.9.9.dist-info").mkdir(parents=True)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = int(listening.getsockname()[1])
    start("dask", "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard", folder="elsewhere")
    worker = ("dask", "worker", f"tcp://127.0.0.1:{port}", "--nthreads", "1", "--no-dashboard")
    start(*worker, "--nworkers", "2", folder="elsewhere")
    good = process_ids(port, 2)
    start(*worker, folder="third", first=str(tmp_path / "other"))
    process_ids(port, 3)
    words = ("voicecoach", "batch", "table.csv", "--voice", "tone", "--cover", "none", "--json")
    batch = start(*words, "-o", "../spread", "--on", f"dask://127.0.0.1:{port}", folder="table")
    assert batch.stdout is not None
    batch.stdout.readline()
    for one in good:
        os.kill(one, signal.SIGKILL)  # their nannies start others in their place, at other addresses
    out = batch.stdout.read()
    assert (batch.wait(), out.count(b'"done"')) == (0, 15)
    assert not set(good) & set(process_ids(port, 3))
    told = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.log")}
    assert "has voicecoach 9.9.9, and gets no rows" in told["3.log"]
    assert not [name for name in ("0.log", "1.log", "2.log") if "P1" in told[name]]
    shutil.rmtree(tmp_path / "cache")
    assert start(*words, "-o", "../here", "--jobs", "1", folder="table").wait() == 0
    assert files(tmp_path / "spread") == files(tmp_path / "here")
