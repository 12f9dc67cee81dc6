"""The page on a phone: a browser of its size, with a finger instead of a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lameenc
import pytest
from patience import wait_for
from session_files import session_file

from voicecoach.phone.sharing import share
from voicecoach.serving.addresses import LOOPBACK, Interface

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

SECONDS = 600


@pytest.fixture
def phone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Chrome]:
    """A phone's browser that shows the page of one session of ten minutes."""
    pytest.importorskip("selenium", reason="selenium is not installed")
    from studio_browser import CHROMEDRIVER, CHROMIUM, chromium

    if CHROMIUM is None or CHROMEDRIVER is None:
        pytest.skip("there is no Chromium with its chromedriver on this machine")
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(32)
    encoder.set_in_sample_rate(48_000)
    encoder.set_channels(1)
    encoder.silence()
    second = bytes(encoder.encode(bytes(2 * 48_000)) + encoder.flush())
    file = session_file(tmp_path, title="Back & neck", content=second * (SECONDS + 30))
    with share([file], networks=[Interface("lo", LOOPBACK)], port=0) as sharing, chromium() as driver:
        screen = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
        driver.get(sharing.address)
        yield driver


def test_it_plays_seeks_and_follows_the_chapters(phone: Chrome) -> None:
    def run(script: str) -> Any:
        return phone.execute_script(f"const audio = document.querySelector('audio'); {script}")

    def tap(selector: str) -> None:
        phone.find_element("css selector", selector).click()

    assert run("return document.documentElement.scrollWidth") == 390
    tap(".play")
    wait_for(lambda: run("return audio.currentTime > 0"))
    assert phone.find_element("css selector", ".play").get_attribute("aria-label") == "Pause"
    run(f"const seek = document.querySelector('.seek'); seek.value = {SECONDS}; seek.dispatchEvent(new Event('input'))")
    wait_for(lambda: run(f"return !audio.seeking && audio.currentTime > {SECONDS}"))
    assert phone.find_element("css selector", ".position").text == "10:00 / 10:00"
    assert phone.find_element("css selector", "[aria-current]").text.split("\n") == ["Child's Pose", "1:05"]
    shown = run("const shown = navigator.mediaSession.metadata; return [shown.title, shown.artist]")
    assert shown == ["Child's Pose", "Back & neck"]
    tap("[data-start-ms='5000']")
    wait_for(lambda: run("return !audio.seeking && audio.currentTime >= 5 && audio.currentTime < 60"))
    wait_for(lambda: run("return navigator.mediaSession.metadata.title") == "Bridge")
    tap(".play")
    assert run("return audio.paused")
    assert phone.get_log("browser") == []
