"""What all tests share: hypothesis profiles, empty folders of the person, and a server that offers voices.

Properties are tried with the same few examples each time (the profile ``quick``), for no test may fail by chance.
``--hypothesis-profile deep`` looks for new ones: many examples, drawn at random.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import signal
import sys
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, settings

from voicecoach.voices.shared_model import models_kept

if TYPE_CHECKING:
    from collections.abc import Iterator

# Programs that tests start find their modules compiled, as after an installation: hundreds of them are started.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# As in the program: a look for lost objects after every 700 new ones would take a tenth of the whole run.
gc.set_threshold(50_000, 20, 20)

# The fixtures are the same for every example, and how long one takes depends on what else the machine does.
_CHECKS_LEFT_OUT = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
settings.register_profile(
    "quick", max_examples=30, derandomize=True, deadline=None, suppress_health_check=_CHECKS_LEFT_OUT
)
settings.register_profile("deep", max_examples=500, deadline=None, suppress_health_check=_CHECKS_LEFT_OUT)
settings.load_profile("quick")  # the option of pytest is read after this


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give each worker neighbouring tests, so that what a file's fixtures make is made once; an idle one takes some."""
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log) if config.getvalue("dist") == "load" else None


def pytest_collection_finish() -> None:
    """Leave out of these looks what lives until the end: the modules and the tests themselves."""
    gc.freeze()


CARD = "# Model card\n\n## Dataset\n\n* URL: https://example.org\n* License: CC0\n"
NAMES = {
    "de": ("German", "Deutsch"),
    "en": ("English", "English"),
    "es": ("Spanish", "Español"),
    "pt": ("Portuguese", "Português"),
    "zh": ("Chinese", "简体中文"),
}


@dataclass
class Offered:
    """What the server has, and what it does wrong."""

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    catalogue: dict[str, object] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    broken_off: set[str] = field(default_factory=set)

    def add(self, name: str, model: bytes = b"a model", config: bytes | None = None, speakers: int = 1) -> str:
        """Offer a voice, and return the path of its model."""
        code, _, quality = name.split("-")
        family = code.partition("_")[0]
        language = {"code": code, "family": family}
        config = (
            config
            or json.dumps(
                {"audio": {"sample_rate": 22050, "quality": quality}, "espeak": {"voice": family}, "language": language}
            ).encode()
        )
        folder = f"{family}/{code}/{name}"
        files = {f"{folder}/{name}.onnx": model, f"{folder}/{name}.onnx.json": config}
        files[f"{folder}/MODEL_CARD"] = CARD.encode()
        self.files |= files
        english, native = NAMES[family]
        self.catalogue[name] = {
            "key": name,
            "language": {**language, "name_english": english, "name_native": native},
            "quality": quality,
            "num_speakers": speakers,
            "files": {
                path: {"size_bytes": len(content), "md5_digest": hashlib.md5(content).hexdigest()}  # noqa: S324 - the catalogue's own
                for path, content in files.items()
            },
        }
        return f"{folder}/{name}.onnx"


@pytest.fixture(scope="session", autouse=True)
def _signals_are_heard() -> None:
    """Let programs that tests start hear Ctrl-C, which one that a shell started in its background would ignore."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(scope="session", autouse=True)
def _no_folders_of_a_person(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep every test away from what the person at this machine keeps; many tests have folders of their own."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("VOICECOACH_HOME", "VOICECOACH_CACHE_DIR"):
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        yield


@pytest.fixture(scope="session", autouse=True)
def _models_stay_loaded() -> Iterator[None]:
    """Load each voice's model once for all tests of a worker; programs that tests start load it themselves."""
    with models_kept(4):
        yield


@pytest.fixture
def voice_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Offered]:
    """Yield what a server offers while it runs; voices are fetched from there."""
    with _serving() as offered:
        monkeypatch.setenv("VOICECOACH_VOICES_URL", offered.url.rstrip("/"))
        yield offered


@contextmanager
def _serving() -> Iterator[Offered]:
    offered = Offered()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = unquote(self.path).lstrip("/")
            offered.asked.append(path)
            content = json.dumps(offered.catalogue).encode() if path == "voices.json" else offered.files.get(path)
            if content is None:
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            with suppress(ConnectionError):  # it was not worth reading on
                self.wfile.write(content[: len(content) // 2] if path in offered.broken_off else content)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        offered.url = f"http://127.0.0.1:{server.server_address[1]}/"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield offered
        finally:
            server.shutdown()
            thread.join()
