"""A folder of its own for every test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from shared_cache import cache_with_sounds

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder in which everything takes place."""
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", cache_with_sounds(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path
