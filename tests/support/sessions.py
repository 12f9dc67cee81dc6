"""Fixtures: scripts on the disk, sessions of them in the tone voice, and empty folders of the person."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from shared_cache import cache_with_sounds, warm_cache

from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.session import Session
from voicecoach.session.options import Choices

Write = Callable[..., Path]
Open = Callable[..., Session]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", warm_cache(tmp_path / "cache"))


@pytest.fixture
def nothing_spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a cache without speech, for a test about what is spoken and when."""
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", cache_with_sounds(tmp_path / "unspoken"))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a script and returns its path."""

    def write_script(text: str, name: str = "test.md") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
        return path

    return write_script


@pytest.fixture
def opened(write: Write) -> Iterator[Open]:
    """Return a function that opens the session of a script's text, in the tone voice unless told otherwise."""
    sessions: list[Session] = []

    def open_session(text: str, choices: Choices | None = None) -> Session:
        choices = choices or Choices(voice="tone")
        session = Session(load_script(str(write(text)), choices), choices)
        sessions.append(session)
        return session

    yield open_session
    for session in sessions:
        session.speaker.close()
