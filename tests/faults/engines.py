"""A voice that goes wrong as it is told: ``faulty:nan`` gives samples that are not numbers.

It is a real voice, as :mod:`voicecoach.voices.base` asks for one: a hum of 60 ms for each character, and it goes
wrong at every phrase that has the words "knee in" in it. ``faulty:waits`` speaks that phrase as well, once there is a
file ``go-on`` in the person's folder.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from voicecoach.voices.base import Speech, VoiceListing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

RATE_HZ = 24_000
# The name of the program that keeps the voice in its table.
ENGINE = "faulty"


def hum(seconds: float) -> Any:
    return 0.1 * np.sin(np.arange(int(seconds * RATE_HZ)) * (2 * np.pi * 300 / RATE_HZ)).astype(np.float32)


def with_one(value: float) -> Any:
    samples = hum(1)
    samples[100] = value
    return samples


def fail(error: BaseException) -> Any:
    raise error


def hang() -> Any:
    while True:
        time.sleep(1)


def wait() -> Any:
    while not Path(os.environ["VOICECOACH_HOME"], "go-on").exists():
        time.sleep(0.01)


GOOD = 1.0
FAULTS: Mapping[str, Callable[[], Any]] = MappingProxyType(
    {
        "crash": lambda: fail(RuntimeError("the model is broken")),
        "memory": lambda: fail(MemoryError()),
        "exit": lambda: fail(SystemExit(3)),
        "lookup": lambda: fail(KeyError("ʊ")),
        "nothing": lambda: Speech(hum(0), RATE_HZ),
        "silence": lambda: Speech(hum(1) * 0, RATE_HZ),
        "nan": lambda: Speech(with_one(np.nan), RATE_HZ),
        "inf": lambda: Speech(with_one(-np.inf), RATE_HZ),
        "loud": lambda: Speech(with_one(1e30), RATE_HZ),
        "long": lambda: Speech(hum(600), RATE_HZ),
        "rows": lambda: Speech(hum(1).reshape(-1, 2), RATE_HZ),
        "integers": lambda: Speech((hum(1) * 32_767).astype(np.int16), RATE_HZ),
        "no-rate": lambda: Speech(hum(1), 0),
        "none": lambda: None,
    }
)
"""What is wrong with a phrase, by the voice's name; an error for each of them."""


class FaultyVoice:
    """Speaks well but for those phrases."""

    engine = ENGINE
    version = "1"

    def __init__(self, name: str, language: str, pace: float) -> None:
        self.name = name
        self.language = language
        self.pace = pace

    def speak(self, text: str) -> Speech:
        if "knee in" in text and self.name == "waits":
            wait()
        elif "knee in" in text:
            given: Speech = hang() if self.name == "hang" else FAULTS[self.name]()
            return given
        return Speech(hum(self.estimate_ms(text) / 1000), RATE_HZ)

    def estimate_ms(self, text: str) -> int:
        return 60 * len(text)

    def close(self) -> None:
        pass


def full_name(name: str, language: str) -> str:
    del language
    return name


def open_voice(name: str, language: str, pace: float) -> FaultyVoice:
    return FaultyVoice(name, language, pace)


def listings() -> list[VoiceListing]:
    return []
