"""Scripts are asked what ``voicecoach check`` asks them, in this process, with a look at time, places and hints."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from voicecoach.errors import Diagnostic, Severity
from voicecoach.pipeline.checking import check_script

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# A second is asked for; what would take minutes or for ever is told from that on a busy machine, too.
HANGS_S = 10.0


@dataclass(frozen=True)
class Answer:
    """What a script got."""

    errors: list[Diagnostic]
    summary: str


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "given").mkdir()
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path / "given")


@pytest.fixture
def answer(tmp_path: Path) -> Callable[[str | bytes], Answer]:
    """Return a function that checks a script, and holds every remark about it against its text."""

    def ask(script: str | bytes, name: str = "script.md") -> Answer:
        path = tmp_path / "given" / name
        path.write_bytes(script if isinstance(script, bytes) else script.encode())
        begun_s = time.process_time()
        checked = check_script(name)
        assert time.process_time() - begun_s < HANGS_S
        ends = {found.location.path: _line_lengths(path.parent / found.location.path) for found in checked.diagnostics}
        for found in checked.diagnostics:
            assert found.message
            assert found.hint
            lengths = ends[found.location.path]
            assert 1 <= found.location.line <= len(lengths)
            assert 1 <= found.location.column <= lengths[found.location.line - 1] + 1  # behind the last letter is one
        errors = [found for found in checked.diagnostics if found.severity is Severity.ERROR]
        assert bool(errors) != bool(checked.summary)
        assert len(checked.diagnostics) <= 2_002
        return Answer(errors, checked.summary)

    return ask


def _line_lengths(path: Path) -> list[int]:
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    for end in ("\r\n", "\r", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    return [len(line) for line in text.split("\n")]
