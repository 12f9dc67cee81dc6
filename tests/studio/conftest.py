"""The studio's server with folders of its own, and a browser that has its page open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from shared_cache import cache_with_sounds
from studio_client import PORT, TOKEN, Client

from voicecoach.serving.usage import Usage
from voicecoach.studio.app import make_app
from voicecoach.studio.events import Events

if TYPE_CHECKING:
    from studio_browser import Page


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", cache_with_sounds(tmp_path / "cache"))
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


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A browser with the studio, both of them kept for all tests of a module; each test has scripts of its own."""
    pytest.importorskip("selenium", reason="selenium is not installed")
    from studio_browser import CHROMEDRIVER, CHROMIUM, Page, RunningStudio, chromium, write_speech

    if CHROMIUM is None or CHROMEDRIVER is None:
        pytest.skip("there is no Chromium with its chromedriver on this machine")
    folder = tmp_path_factory.mktemp("studio")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOICECOACH_HOME", str(folder / "home"))
        patch.setenv("VOICECOACH_CACHE_DIR", cache_with_sounds(folder / "cache"))
        write_speech(folder / "microphone.wav")
        studio = RunningStudio()
        try:
            with chromium(folder / "microphone.wav") as driver:
                yield Page(driver, studio)
        finally:
            studio.stop()
