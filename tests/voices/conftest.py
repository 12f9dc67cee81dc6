"""The voices that this machine can use, and a cache of their own for each test."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile
from kokoro_package import kokoro_folder
from numpy.typing import NDArray
from shared_cache import calibrated_cache
from speech_server import http_server, wyoming_server

from voicecoach.voices import rendering
from voicecoach.voices.engines.hibari import HibariVoice
from voicecoach.voices.engines.kokoro import KokoroVoice
from voicecoach.voices.engines.kokoro_files import KokoroFile
from voicecoach.voices.engines.pico import PicoVoice
from voicecoach.voices.engines.pico import is_installed as is_pico_installed
from voicecoach.voices.engines.piper import open_voice as open_piper
from voicecoach.voices.engines.recordings.files import LIST_NAME, extended, list_text
from voicecoach.voices.engines.recordings.voice import open_voice as open_own
from voicecoach.voices.engines.server.voice import open_voice as open_server
from voicecoach.voices.engines.system.client import installed_espeak, packaged_espeak
from voicecoach.voices.engines.system.voice import SystemVoice
from voicecoach.voices.engines.tone import ToneVoice
from voicecoach.voices.shared_model import models_kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from voicecoach.voices.base import Voice

CONTRACT_TEXTS = [
    "Welcome to your lower-back session.",
    "Draw your right knee towards your chest.",
    "Ten more seconds.",
    "Close your eyes: nothing to look at from here on.",
    "Lower the leg slowly. Rest for a moment, and breathe out.",
    "One.",
    "Two.",
    "Bridge.",
    "Breathe out.",
    "Let go a little more.",
    "Lie down.",
    "Lie down on your back with both knees bent.",
]
"""What the contract has spoken: a voice of recordings has to have it."""

LIBRARIES = {"installed": installed_espeak, "packaged": packaged_espeak}


def _system(which: str) -> SystemVoice:
    library = LIBRARIES[which]()
    if library is None:
        pytest.skip(f"no {which} espeak-ng on this machine")
    return SystemVoice("en", "en", 1.0, library=library)


def _pico() -> PicoVoice:
    if not is_pico_installed():
        pytest.skip("no wheel of py-nanotts for this machine")
    return PicoVoice("en-GB", "en", 0.9)


@cache
def _recordings() -> str:
    """Return a folder with recordings of what the contract has spoken, by number and with silence around them."""
    folder = tempfile.mkdtemp(prefix="voicecoach-recordings-")
    atexit.register(shutil.rmtree, folder)
    spoken = [*CONTRACT_TEXTS, rendering._REFERENCE_TEXTS["en"]]
    listed = extended([], [(text, text) for text in spoken])
    Path(folder, LIST_NAME).write_text(list_text(listed), encoding="utf-8")
    reader = HibariVoice("heart", "en", 0.9)
    for phrase in listed:
        speech = reader.speak(phrase.spoken)
        soundfile.write(Path(folder, f"{phrase.number}.wav"), np.pad(speech.samples, 20_000), speech.rate_hz)
    return folder


def _kokoro() -> KokoroVoice:
    folder = kokoro_folder()
    file = KokoroFile("af_heart", folder / "af_heart.bin", is_in_archive=False)
    return KokoroVoice(file, folder / "model.onnx", "en", 1.0)


_SERVERS = ExitStack()
atexit.register(_SERVERS.close)


@cache
def _read_aloud(text: str) -> NDArray[np.float32]:
    """Return what the servers say; they have one voice, which reads each text once for all of them."""
    return HibariVoice("heart", "en", 1.0).speak(text).samples


@cache
def _server(kind: str) -> str:
    """Return the address of a server that runs until the tests end, and speaks with hibari."""
    serving = {"http": http_server, "wyoming": wyoming_server}[kind]
    server = _SERVERS.enter_context(serving(_read_aloud))
    return f"{server.url}#voice=anna"


VOICES: dict[str, Callable[[], Voice]] = {
    "tone": lambda: ToneVoice("en", 1.0),
    "hibari": lambda: HibariVoice("heart", "en", 0.9),
    "own": lambda: open_own(_recordings(), "en", 0.9),
    "kokoro": _kokoro,
    "server-http": lambda: open_server(_server("http"), "en", 1.0),
    "server-wyoming": lambda: open_server(_server("wyoming"), "en", 1.0),
    "pico": _pico,
    "piper-joe": lambda: open_piper("joe", "en", 0.9),
    "system-installed": lambda: _system("installed"),
    "system-packaged": lambda: _system("packaged"),
}


@pytest.fixture(scope="module", params=VOICES)
def voice(request: pytest.FixtureRequest) -> Iterator[Voice]:
    speaks = VOICES[request.param]()
    yield speaks
    speaks.close()


@pytest.fixture(params=VOICES)
def fresh_voice(request: pytest.FixtureRequest) -> Voice:
    return VOICES[request.param]()


@pytest.fixture(params=LIBRARIES)
def system_voice(request: pytest.FixtureRequest) -> Iterator[SystemVoice]:
    speaks = _system(request.param)
    yield speaks
    speaks.close()


@pytest.fixture
def calibrated(tmp_path: Path) -> Iterator[Path]:
    """Return a cache folder without phrases, for a test that is not about how a voice is measured at first."""
    with calibrated_cache(tmp_path / "calibrated") as folder:
        yield folder


@pytest.fixture
def fresh_models() -> Iterator[None]:
    """Load each model anew, for a test that puts another file in the place of one, or looks at the loading."""
    with models_kept(0):
        yield
