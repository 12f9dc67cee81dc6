"""A real browser with the studio's page open, and the server behind it, which can be killed and started again."""

from __future__ import annotations

import shutil
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
from patience import PATIENCE_S
from selenium import webdriver
from selenium.common.exceptions import JavascriptException, StaleElementReferenceException, TimeoutException
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.actions.interaction import POINTER_MOUSE
from selenium.webdriver.common.actions.pointer_input import PointerInput
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from voicecoach.serving.addresses import LOOPBACK, listening_socket
from voicecoach.serving.server import Server
from voicecoach.serving.usage import Usage
from voicecoach.studio.app import make_app
from voicecoach.studio.events import Events

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_RATE_HZ = 48_000
CHROMEDRIVER = shutil.which("chromedriver")


class RunningStudio:
    """A studio that serves, until it is killed; the port stays the same."""

    def __init__(self) -> None:
        self.port = 0
        self._runs = 0
        self.start()

    @property
    def address(self) -> str:
        """The address that the command prints."""
        return f"http://{LOOPBACK}:{self.port}/?token=run-{self._runs}"

    def start(self) -> None:
        """Serve, with another token than before, as every run of the command has."""
        self._runs += 1
        usage, events = Usage(), Events()
        listening = listening_socket(LOOPBACK, self.port)
        self.port = listening.getsockname()[1]
        app = make_app(token=f"run-{self._runs}", port=self.port, usage=usage, events=events, idle_s=300)
        self._events = events
        self._server = Server(app, listening, usage)
        self._server.__enter__()

    def stop(self) -> None:
        """End, as a killed program does: no page is told."""
        self._server.__exit__(None, None, None)


class Page:
    """The page in a browser."""

    def __init__(self, driver: webdriver.Chrome, studio: RunningStudio) -> None:
        self.driver = driver
        self.studio = studio

    def open(self, place: str = "") -> None:
        """Open a place of the studio such as ``script/mine`` afresh, with nothing kept in the browser."""
        self.driver.get("about:blank")
        origin = {"origin": self.studio.address.partition("/?")[0], "storageTypes": "local_storage"}
        self.driver.execute_cdp_cmd("Storage.clearDataForOrigin", origin)
        self.driver.get(f"{self.studio.address}#/{place}")
        self._wait_shown(place)
        self.wait("document.body.dataset.ready === 'yes'")

    def go(self, place: str) -> None:
        """Go to a place of the page, and wait until it is shown."""
        self.run(f"location.hash = '#/{place}'")
        self._wait_shown(place)

    def _wait_shown(self, place: str) -> None:
        self.wait(f"document.body.dataset.view === '{place.partition('/')[0] or 'library'}'")

    def run(self, script: str, *arguments: object) -> Any:
        """Run a script in the page, and return its value."""
        return self.driver.execute_script(script, *arguments)

    def value(self, expression: str) -> Any:
        """Return the value of an expression."""
        return self.run(f"return {expression}")

    def wait(self, expression: str) -> None:
        """Wait until an expression is true; the page looks itself, since a question from outside takes its time."""
        look = f"try {{ ({expression}) ? done('') : setTimeout(look, 10); }} catch (error) {{ done(String(error)); }}"
        script = f"const done = arguments[0]; const look = () => {{ {look} }}; look()"
        until_s = time.monotonic() + PATIENCE_S
        while True:
            self.driver.set_script_timeout(max(until_s - time.monotonic(), 0))
            try:
                told = self.driver.execute_async_script(script)  # type: ignore[no-untyped-call]
            except TimeoutException as error:
                raise AssertionError(f"it never happened: {expression}") from error
            except JavascriptException:
                continue  # another page is shown by now, and is asked
            assert told == "", f"{told}: {expression}"
            return

    def one(self, selector: str) -> WebElement:
        """Return the element of a selector, once it is there."""
        self.wait(f"document.querySelector({selector!r})")
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def click(self, selector: str) -> None:
        """Click an element that is seen, as a person does; one that was just made anew is clicked in its place."""
        while True:
            with suppress(StaleElementReferenceException):
                found = self.one(selector)
                self.run("arguments[0].scrollIntoView({block: 'center'})", found)
                return found.click()

    def drag(self, selector: str, to: str, *, pointer: str = POINTER_MOUSE) -> None:
        """Press an element, move to the lower edge of another one in steps, and let go, as a hand does."""
        target = self.one(to)
        actions = ActionBuilder(self.driver, mouse=PointerInput(pointer, pointer), duration=20)  # type: ignore[no-untyped-call]
        actions.pointer_action.move_to(self.one(selector)).pointer_down()
        actions.pointer_action.move_by(0, 8).pause(0.02)
        actions.pointer_action.move_to(target, 0, target.size["height"] // 2 - 4).pointer_up()
        actions.perform()

    @contextmanager
    def as_phone(self, width: int) -> Iterator[None]:
        """Have a narrow screen and a finger for a block."""
        send = self.driver.execute_cdp_cmd
        send(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 740, "deviceScaleFactor": 2, "mobile": True},
        )
        send("Emulation.setTouchEmulationEnabled", {"enabled": True})
        try:
            yield
        finally:
            send("Emulation.setTouchEmulationEnabled", {"enabled": False})
            send("Emulation.clearDeviceMetricsOverride", {})

    @contextmanager
    def preferring(self, feature: str, value: str) -> Iterator[None]:
        """Have a media feature for a block, such as ``prefers-reduced-motion``."""
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": feature, "value": value}]})
        try:
            yield
        finally:
            self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})

    def cut_off(self, *, is_cut_off: bool) -> None:
        """Take the network from the page, or give it back."""
        conditions = {"offline": is_cut_off, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        self.driver.execute_cdp_cmd("Network.enable", {})
        self.driver.execute_cdp_cmd("Network.emulateNetworkConditions", conditions)

    def texts(self, selector: str) -> list[str]:
        """Return the text of every element of a selector."""
        found: list[str] = self.value(f"[...document.querySelectorAll({selector!r})].map((one) => one.textContent)")
        return found

    def complaints(self) -> list[str]:
        """Return what the browser complained about since the last call: errors, and what the policy forbade."""
        entries = self.driver.get_log("browser")  # type: ignore[no-untyped-call]
        return [one["message"] for one in entries if "Failed to load resource" not in one["message"]]


def write_speech(path: Path) -> None:
    """Write what the browser's microphone hears: two seconds like speech, between silences of a quiet room."""
    frames = 3 * _RATE_HZ
    time_s = np.arange(frames) / _RATE_HZ
    voice = sum(np.sin(2 * np.pi * 150 * number * time_s) / number for number in range(1, 12))
    syllables = np.maximum(0, np.sin(2 * np.pi * 3.5 * time_s)) * ((time_s > 0.5) & (time_s < 2.5))
    room = np.random.default_rng(1).normal(0, 3e-4, frames)
    samples = np.int16(np.clip(0.2 * voice * syllables + room, -1, 1) * 32_767)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE_HZ)
        file.writeframes(samples.tobytes())


@contextmanager
def chromium(microphone: Path | None = None) -> Iterator[webdriver.Chrome]:
    """Start a browser without a window; its microphone may hear a file, over and over, and nobody is asked for it."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for argument in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1400,900",
        "--lang=en", "--autoplay-policy=no-user-gesture-required", "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream", "--mute-audio", "--disable-background-networking",
    ):  # fmt: skip
        options.add_argument(argument)
    if microphone is not None:
        options.add_argument(f"--use-file-for-fake-audio-capture={microphone}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(CHROMEDRIVER))
    try:
        yield driver
    finally:
        driver.quit()
