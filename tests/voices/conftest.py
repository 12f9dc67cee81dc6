"""The voices that this machine can use, and a cache of their own for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from voicecoach.voices import espeak_library
from voicecoach.voices.hibari import HibariVoice
from voicecoach.voices.system import SystemVoice
from voicecoach.voices.tone import ToneVoice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from voicecoach.voices.base import Voice

LIBRARIES = {"installed": espeak_library.installed, "packaged": espeak_library.packaged}


def _system(which: str) -> SystemVoice:
    library = LIBRARIES[which]()
    if library is None:
        pytest.skip(f"no {which} espeak-ng on this machine")
    return SystemVoice("en", "en", 1.0, library=library)


VOICES: dict[str, Callable[[], Voice]] = {
    "tone": lambda: ToneVoice("en", 1.0),
    "hibari": lambda: HibariVoice("heart", "en", 0.9),
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
