"""Fixtures that read the shipped texts as on a new machine: no own folder, nothing in the cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from shared_cache import warm_cache

from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from voicecoach.session.options import Choices
    from voicecoach.session.timeline import Timeline


@pytest.fixture(autouse=True)
def _newcomer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", warm_cache(tmp_path / "cache"))


@pytest.fixture
def rehearse() -> Callable[[Path, Choices], Timeline]:
    """Return a function that gives the timeline of a script; for the voice of tones it is exact."""

    def timeline(path: Path, choices: Choices) -> Timeline:
        with Session(load_script(str(path), choices), choices) as session:
            estimated, _ = session.cached_timeline()
            return estimated

    return timeline
