"""Piper's public catalogue of voices, and which of them is meant by a language or a name."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from voicecoach.errors import NotFoundError
from voicecoach.voices.names import language_tag, nearest_hint
from voicecoach.voices.piper_files import CONFIG_SUFFIX, MODEL_SUFFIX, piper_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# The middle one is as natural as the highest to most ears, at half its size.
_QUALITIES = ("medium", "high", "low", "x_low")
_TAG = re.compile(r"[a-z]{2,3}(?:[-_](?:[a-z]{2}|[a-z]{4}|\d{3}))?")
# It becomes the name of a file.
_SAFE_NAME = re.compile(r"\w[\w.-]{0,80}")


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of the catalogue: its path below the catalogue's address, its size, and its MD5 in hexadecimal."""

    path: str
    size_bytes: int
    md5: str


@dataclass(frozen=True, slots=True)
class CatalogueVoice:
    """A voice that can be fetched.

    Attributes:
        name: What it is called, such as ``de_DE-thorsten-medium``.
        language: Its language tag, such as ``de-DE``.
        language_names: The language in English and in itself.
        quality: ``high``, ``medium``, ``low`` or ``x_low``.
        speakers: How many speakers it has.
        model: The voice itself.
        config: What describes it.
        card: Where it comes from and under which licence; None where the catalogue has none.
    """

    name: str
    language: str
    language_names: tuple[str, str]
    quality: str
    speakers: int
    model: RemoteFile
    config: RemoteFile
    card: RemoteFile | None


def read_catalogue(content: bytes) -> list[CatalogueVoice]:
    """Return the voices of ``voices.json``, by name; what is not described whole is left out.

    Raises:
        ValueError: It is not the catalogue.
    """
    entries = json.loads(content)
    if not isinstance(entries, dict):
        raise ValueError("it is not a list of voices")  # noqa: TRY004 - of a file, as all that json raises
    found = []
    for name, entry in sorted(entries.items()):
        try:
            found.append(_voice(name, entry))
        except (KeyError, TypeError, ValueError, AttributeError, StopIteration):
            continue
    if not found:
        raise ValueError("it names no voice")
    return found


def candidates(voices: Sequence[CatalogueVoice], wanted: str) -> list[CatalogueVoice]:
    """Return the voices that a language or a name means, the best first, always in the same order.

    A whole name means that voice alone. A language is a tag, or its name in English or in itself. Where only
    a language or a part of a name is given, first come the very region, the medium quality, one speaker, and
    the language's own country; then the name decides.

    Raises:
        NotFoundError: There is none, or a part of a name fits voices of several languages.
    """
    word = wanted.strip().lower()
    for voice in voices:
        if voice.name.lower() == word:
            return [voice]
    tag = language_tag(wanted) if _TAG.fullmatch(word) else ""
    fitting = [voice for voice in voices if _speaks(voice, tag, word)] or [
        voice for voice in voices if f"-{word}-" in f"-{voice.name.lower()}-"
    ]
    languages = sorted({piper_language(voice.language) for voice in fitting})
    if len(languages) > 1:
        which = " or ".join(voice.name for voice in fitting[:4])
        raise NotFoundError("voice to fetch", wanted, f"say which one: {which}")
    if not fitting:
        raise NotFoundError("voice to fetch", wanted, nearest_hint(wanted, _words(voices), at_most=60))
    return sorted(fitting, key=lambda voice: _rank(voice, tag))


def _voice(name: str, entry: dict[str, Any]) -> CatalogueVoice:
    if not _SAFE_NAME.fullmatch(name):
        raise ValueError(name)
    files = [RemoteFile(path, int(about["size_bytes"]), about["md5_digest"]) for path, about in entry["files"].items()]
    language = entry["language"]
    return CatalogueVoice(
        name,
        str(language["code"]).replace("_", "-"),
        (str(language.get("name_english", "")), str(language.get("name_native", ""))),
        str(entry["quality"]),
        int(entry.get("num_speakers", 1)),
        model=next(file for file in files if file.path.endswith(MODEL_SUFFIX)),
        config=next(file for file in files if file.path.endswith(CONFIG_SUFFIX)),
        card=next((file for file in files if file.path.endswith("MODEL_CARD")), None),
    )


def _speaks(voice: CatalogueVoice, tag: str, word: str) -> bool:
    return piper_language(voice.language) == piper_language(tag) or word in map(str.lower, voice.language_names)


def _rank(voice: CatalogueVoice, tag: str) -> tuple[bool, int, bool, bool, str]:
    language, _, region = language_tag(voice.language).partition("-")
    quality = _QUALITIES.index(voice.quality) if voice.quality in _QUALITIES else len(_QUALITIES)
    return (language_tag(voice.language) != tag, quality, voice.speakers > 1, region != language, voice.name)


def _words(voices: Iterable[CatalogueVoice]) -> list[str]:
    """Return what can be asked for, the tags of the languages first."""
    languages = sorted({piper_language(voice.language) for voice in voices})
    names = sorted({name for voice in voices for name in voice.language_names if name})
    return [*languages, *names, *(voice.name for voice in voices)]
