"""The studio's server with folders of its own, and a browser that has its page open."""

from __future__ import annotations

from pathlib import Path

import pytest
from studio_client import PORT, TOKEN, Client

from voicecoach.serving.usage import Usage
from voicecoach.studio.app import make_app
from voicecoach.studio.events import Events


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)  # a script that is text alone has the sounds of the current folder first
    return tmp_path / "home"


@pytest.fixture
def stranger(home: Path) -> Client:
    assert not home.exists()
    return Client(make_app(token=TOKEN, port=PORT, usage=Usage(), events=Events(), idle_s=300))


@pytest.fixture
def page(stranger: Client) -> Client:
    cookie = stranger.get(f"/?token={TOKEN}").headers["set-cookie"].partition(";")[0]
    return Client(stranger.app, {"cookie": cookie})
