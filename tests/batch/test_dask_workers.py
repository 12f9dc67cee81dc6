"""A batch on a real Dask cluster, of which a worker is killed and another has the wrong release."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from voicecoach.batch.dask_workers import DaskWorkers
from voicecoach.batch.orders import BatchSettings
from voicecoach.errors import VoicecoachError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CHECKOUT = Path(__file__).parents[2]
SCRIPT = "# Short\n\nHello {patient}.\n\n## Bridge\n- ready: 1s\n- hold: 1-5s\n- chimes: off\n"
ROWS = "".join(f"short.md,r{number},{number % 5 + 1},P{number}\n" for number in range(8))
LONGEST_S = 60


def test_without_a_scheduler_or_the_package_it_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(VoicecoachError) as caught:
        DaskWorkers("dask://127.0.0.1:9", BatchSettings(tmp_path), print)
    assert caught.value.hint in {"install it: pip install 'voicecoach[dask]'", "start it: dask scheduler"}


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    pytest.importorskip("distributed")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path / "cache"))
    started: list[subprocess.Popen[bytes]] = []

    def begin(*words: str, first: str = "") -> subprocess.Popen[bytes]:
        path = os.pathsep.join(filter(None, (first, str(CHECKOUT))))
        env = {**os.environ, "PYTHONPATH": path}
        command = [sys.executable, "-m", *words]
        with (tmp_path / f"{len(started)}.log").open("w") as log:
            started.append(subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=log))
        return started[-1]

    yield begin
    for program in started:
        program.kill()
        program.wait()
        assert program.stdout is not None
        program.stdout.close()


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_worker_dies_and_the_files_are_those_of_one_machine(
    start: Callable[..., subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    (tmp_path / "short.md").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "table.csv").write_text(f"script,out,level,set.patient\n{ROWS}", encoding="utf-8")
    (tmp_path / "other" / "voicecoach-9.9.9.dist-info").mkdir(parents=True)
    port = free_port()
    start("dask", "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    worker = ("dask", "worker", f"tcp://127.0.0.1:{port}", "--nthreads", "1", "--no-nanny", "--no-dashboard")
    first = start(*worker)
    start(*worker)
    start(*worker, first=str(tmp_path / "other"))
    wait_for_workers(port, 3)
    words = ("voicecoach", "batch", "table.csv", "--voice", "tone", "--cover", "none", "--json")
    batch = start(*words, "-o", "spread", "--on", f"dask://127.0.0.1:{port}")
    assert batch.stdout is not None
    batch.stdout.readline()
    first.kill()
    out = batch.stdout.read()
    assert (batch.wait(), out.count(b'"done"')) == (0, 7)
    told = "".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("*.log"))
    assert "has voicecoach 9.9.9, and gets no rows" in told
    shutil.rmtree(tmp_path / "cache")
    assert start(*words, "-o", "here", "--jobs", "1").wait() == 0
    assert files(tmp_path / "spread") == files(tmp_path / "here")


def wait_for_workers(port: int, number: int) -> None:
    from distributed import Client

    with Client(f"tcp://127.0.0.1:{port}", timeout=LONGEST_S, set_as_default=False) as client:
        client.wait_for_workers(number, timeout=LONGEST_S)
