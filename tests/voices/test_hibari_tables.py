"""hibari's own tables: the same as json reads them, and other threads take turns meanwhile."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from voicecoach.voices.engines import hibari

g2p = pytest.importorskip("hibari.g2p", reason="hibari is not installed")
FILES = sorted(Path(g2p.ASSETS).glob("*.json*"))


def plainly(path: Path) -> Any:
    return json.loads(gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_table_is_what_json_reads(path: Path) -> None:
    assert hibari.read_table(path) == plainly(path)


@pytest.mark.parametrize(
    "text", ["{}", '{"a": 1, "b": {"c": [2]}}', '{"a":1}\n', "[1,2]", '"a"', '{"a":{"b":{}},"c":2}']
)
def test_other_ways_to_write_are_read_too(text: str, tmp_path: Path) -> None:
    path = tmp_path / "table.json"
    path.write_text(text, encoding="utf-8")
    assert hibari.read_table(path) == json.loads(text)


@pytest.mark.parametrize("text", ['{"a":1', '{"a":1}}', '{"a"}', "{", ""])
def test_what_is_no_json_is_an_error(text: str, tmp_path: Path) -> None:
    path = tmp_path / "table.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="line 1"):
        hibari.read_table(path)


# In a program of its own: where hypothesis listens to the collector of garbage, json has to let others run, too.
TURNS = """
import sys
from hibari import g2p
from voicecoach.voices.engines import hibari

turns = 0

def watch(_frame, event, _called):
    global turns
    turns += event == "call"  # a Python function begins: here another thread may go on

if sys.argv[1] == "in pieces":
    hibari.read_in_pieces(g2p)
sys.setprofile(watch)
g2p._load_json("tagger.json.gz")
sys.setprofile(None)
print(turns)
"""


def turns(how: str) -> int:
    """Return how often another thread could have had its turn while the largest table was read."""
    command = [sys.executable, "-c", TURNS, how]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def test_other_threads_take_turns_while_the_voice_reads_its_largest_table() -> None:
    assert turns("in pieces") > 20 * turns("as a whole")
