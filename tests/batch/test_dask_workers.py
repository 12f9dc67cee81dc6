"""Rows on a Dask scheduler; in tests/faults/cluster.py the workers are processes, and are killed."""

from __future__ import annotations

import logging
import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from voicecoach.batch.check import Checker
from voicecoach.batch.dask_workers import DaskWorkers
from voicecoach.batch.make import made
from voicecoach.batch.orders import BatchSettings, Order, OrderStatus
from voicecoach.batch.rows import RowFiles
from voicecoach.batch.table import read_table
from voicecoach.errors import VoicecoachError
from voicecoach.pipeline.file_options import FileChoices
from voicecoach.session.options import Choices


def test_without_a_scheduler_or_the_package_it_is_told_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as bound_only:
        bound_only.bind(("127.0.0.1", 0))
        address = f"dask://127.0.0.1:{bound_only.getsockname()[1]}"
        with pytest.raises(VoicecoachError) as caught:
            DaskWorkers(address, BatchSettings(tmp_path), print)
    assert caught.value.hint in {"install it: pip install 'voicecoach[dask]'", "start it: dask scheduler"}


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Any:
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr(logging.getLogger("distributed"), "level", logging.CRITICAL)
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, protocol="tcp://", dashboard_address=":0"
    ) as one:
        yield f"dask://{one.scheduler_address.removeprefix('tcp://')}"


@pytest.mark.filterwarnings("default")  # of distributed
def test_files_come_back_and_what_a_worker_would_make_from_something_else_is_refused(
    cluster: str, tmp_path: Path
) -> None:
    (tmp_path / "short.md").write_text("# Short\n\nHello {patient}.\n", encoding="utf-8")
    (tmp_path / "t.csv").write_text("script,out,set.patient\nshort.md,a/b,Anna\n", encoding="utf-8")
    settings = BatchSettings(tmp_path / "spread", Choices(voice="tone"), FileChoices(has_sidecars=True), cover=b"")
    table = read_table(tmp_path / "t.csv")
    (order,) = Checker(RowFiles(table, settings)).orders(table.rows, lambda: None)
    changed = replace(order, inputs="of another script")
    told: list[str] = []
    with DaskWorkers(cluster, settings, told.append) as workers:
        done, refused = [workers.submit(one).result() for one in (order, changed)]
    here = made(order, replace(settings, folder=tmp_path / "here"))
    assert (done.status, done.sizes_bytes, len(told)) == (OrderStatus.DONE, here.sizes_bytes, 1)
    assert told[0].startswith("1 worker; dashboard: http://")
    assert contents(tmp_path / "spread", order) == contents(tmp_path / "here", order)
    assert refused.error == "the worker's script, sound or voice differs from the one on this computer"
    assert refused.out == tmp_path / "spread" / order.out


def contents(folder: Path, order: Order) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / order.out).parent.iterdir()}
