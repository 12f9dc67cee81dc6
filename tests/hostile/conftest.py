"""Fixtures that check a script as ``voicecoach check`` does, in this process, and measure the time."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from check_answer import wrong_with
from shared_cache import cache_with_sounds

from voicecoach.errors import Diagnostic, Severity
from voicecoach.pipeline.library import check_script

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# A second is asked for; what would take minutes or for ever is told from that on a busy machine, too.
HANGS_S = 10.0


@dataclass(frozen=True)
class Answer:
    """The answer of ``check`` to a script."""

    errors: list[Diagnostic]
    summary: str


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "given").mkdir()
    (tmp_path / "home" / "wording").mkdir(parents=True)
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", cache_with_sounds(tmp_path / "cache"))
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
        assert wrong_with(checked, path.parent) == ""
        errors = [found for found in checked.diagnostics if found.severity is Severity.ERROR]
        return Answer(errors, checked.summary)

    return ask
