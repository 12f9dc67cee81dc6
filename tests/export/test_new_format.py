"""A format is one file and one row: a made-up one is added to a copy of the package, exported to, and verified."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent.parent

ENCODER = '''
"""A made-up format: a mark, the samples, then the tags as a line of JSON and its length."""

import json
from base64 import b64decode, b64encode
from contextlib import contextmanager

import numpy as np

from voicecoach.export.encoders.base import SoundStream
from voicecoach.export.tags.tags import FileTags, three_letter_code
from voicecoach.sound.pcm import quantise


class TinyEncoder:
    def __init__(self, path, shape, tags):
        self._file = path.open("r+b")
        self._file.write(b"TINY" + bytes([shape.channels]))

    def write(self, block):
        self._file.write(quantise(block).tobytes())

    def finish(self):
        self._file.close()

    def close(self):
        self._file.close()


def write_tags(path, tags):
    texts = {"title": tags.title, "album": tags.album, "artist": tags.artist}
    texts["language"] = three_letter_code(tags.language) if tags.language else ""
    chapters = [(one.start_ms, one.end_ms, one.title) for one in tags.chapters]
    line = json.dumps([texts, chapters, b64encode(tags.sheet).decode()]).encode()
    with path.open("ab") as file:
        file.write(line + len(line).to_bytes(4, "big"))


def _split(path):
    content = path.read_bytes()
    size = int.from_bytes(content[-4:], "big")
    return content[4], content[5 : -4 - size], json.loads(content[-4 - size : -4])


@contextmanager
def open_tiny(path):
    channels, samples, _ = _split(path)
    blocks = np.frombuffer(samples, "<i2").reshape(-1, channels).astype(np.float32) / 32_768
    yield SoundStream(48_000, channels, len(blocks), iter([blocks]))


def read_tags(path):
    _, _, (texts, chapters, sheet) = _split(path)
    return FileTags(texts, tuple(map(tuple, chapters)), b64decode(sheet))
'''

ROW = """
    Format(".tiny", "made up", _on_call("tiny", "TinyEncoder"), _on_call("tiny", "write_tags"),
           reader=Reader(b"TINY", 0, _on_call("tiny", "open_tiny"), _on_call("tiny", "read_tags"))),
)
# fmt: on
"""

SCRIPT = """
# Two steps

- voice: tone

Lie down on your back.

## Bridge

- hold: 5s
- ready: 3s

Put both feet on the floor.
"""


@pytest.fixture
def with_tiny(tmp_path: Path) -> Path:
    """Return a copy of the package that has one file and one row more."""
    for folder in ("voicecoach", "scripts", "sounds"):  # with what Python has compiled there
        shutil.copytree(CHECKOUT / folder, tmp_path / "copy" / folder)
    export = tmp_path / "copy" / "voicecoach" / "export"
    (export / "encoders" / "tiny.py").write_text(ENCODER)
    table = (export / "formats.py").read_text(encoding="utf-8")
    end_of_table = "\n)\n# fmt: on\n"
    assert table.count(end_of_table) == 1
    (export / "formats.py").write_text(table.replace(end_of_table, ROW), encoding="utf-8")
    (tmp_path / "two.md").write_text(SCRIPT)
    return tmp_path


def run(folder: Path, *words: str) -> str:
    home = {"VOICECOACH_HOME": str(folder / "home"), "VOICECOACH_CACHE_DIR": str(folder / "cache")}
    environment = os.environ | home | {"PYTHONPATH": str(folder / "copy")}
    command = [sys.executable, "-m", "voicecoach", *words]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_new_format_is_exported_and_verified_like_every_other(with_tiny: Path) -> None:
    assert ".wav or .tiny" in " ".join(run(with_tiny, "export", "--help").split())
    run(with_tiny, "export", "two.md", "-o", "two.tiny")
    assert (with_tiny / "two.tiny").read_bytes().startswith(b"TINY\x01")
    assert "everything matches" in run(with_tiny, "verify", "two.tiny")
    assert "everything matches" in run(with_tiny, "verify", "two.tiny", "two.md")
