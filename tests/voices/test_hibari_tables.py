"""hibari's own tables: the same as json reads them, and other threads take turns meanwhile."""

from __future__ import annotations

import gzip
import json
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from voicecoach.voices import hibari_tables

if TYPE_CHECKING:
    from collections.abc import Callable

g2p = pytest.importorskip("hibari.g2p", reason="hibari is not installed")
FILES = sorted(Path(g2p.ASSETS).glob("*.json*"))
LARGEST = Path(g2p.ASSETS) / "tagger.json.gz"


def plainly(path: Path) -> Any:
    return json.loads(gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_table_is_what_json_reads(path: Path) -> None:
    assert hibari_tables.table(path) == plainly(path)


@pytest.mark.parametrize(
    "text", ["{}", '{"a": 1, "b": {"c": [2]}}', '{"a":1}\n', "[1,2]", '"a"', '{"a":{"b":{}},"c":2}']
)
def test_other_ways_to_write_are_read_too(text: str, tmp_path: Path) -> None:
    path = tmp_path / "table.json"
    path.write_text(text, encoding="utf-8")
    assert hibari_tables.table(path) == json.loads(text)


@pytest.mark.parametrize("text", ['{"a":1', '{"a":1}}', '{"a"}', "{", ""])
def test_what_is_no_json_is_an_error(text: str, tmp_path: Path) -> None:
    path = tmp_path / "table.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="line 1"):
        hibari_tables.table(path)


def turns_during(work: Callable[[], object]) -> int:
    """Return how many times another thread had its turn while this one worked."""
    turns, done = 0, threading.Event()

    def other() -> None:
        nonlocal turns
        while not done.wait(0.001):
            turns += 1

    before_s = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)
    try:
        thread = threading.Thread(target=other)
        thread.start()
        work()
        counted = turns
        done.set()
        thread.join()
    finally:
        sys.setswitchinterval(before_s)
    return counted


def test_other_threads_take_turns_while_the_largest_table_is_read() -> None:
    text = gzip.decompress(LARGEST.read_bytes()).decode()
    whole = turns_during(lambda: json.loads(text))
    patiently = turns_during(lambda: hibari_tables._compact_object(text))
    assert patiently >= 10 > whole


def test_the_voice_reads_its_tables_so() -> None:
    hibari_tables.read_patiently(g2p)
    assert turns_during(g2p.G2P) >= 20
