"""The system's voices: which one a language or a name means, and where espeak-ng's library is.

pyttsx3 loads ``libespeak-ng.so.1`` by that name. A library of the same name that is already loaded is the one
it gets; and espeak-ng ends the whole process when it does not find its files of sounds. So both paths are
found here and handed to the worker, which loads the library before pyttsx3 looks for it.
"""

from __future__ import annotations

import ctypes
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from voicecoach.errors import VoiceUnavailableError
from voicecoach.machine import installed_release
from voicecoach.voices.names import base_language, language_tag, nearest_hint

_SONAME = "libespeak-ng.so.1"


@dataclass(frozen=True, slots=True)
class EspeakLibrary:
    """One espeak-ng.

    Attributes:
        path: What the loader takes: a file, or a name that the system resolves.
        sounds_parent: The folder that holds ``espeak-ng-data``; empty where the library knows its own.
        version: Its release, and who brought it.
    """

    path: str
    sounds_parent: str
    version: str


@cache
def installed() -> EspeakLibrary | None:
    """Return the library of the system's package, or None where there is none."""
    try:
        library = ctypes.CDLL(_SONAME)
    except OSError:
        return None
    library.espeak_Info.restype = ctypes.c_char_p
    version: bytes = library.espeak_Info(ctypes.byref(ctypes.c_char_p()))
    return EspeakLibrary(_SONAME, "", f"espeak-ng {version.decode()}")


@cache
def packaged() -> EspeakLibrary | None:
    """Return the library of the Python package ``espeakng-loader``, or None where that is missing."""
    package = importlib.util.find_spec("espeakng_loader")
    if package is None or package.origin is None:
        return None
    folder = Path(package.origin).parent
    path = folder / _SONAME
    if not path.exists() or not (folder / "espeak-ng-data").is_dir():
        return None
    return EspeakLibrary(str(path), str(folder), f"espeakng-loader {installed_release('espeakng-loader')}")


def find() -> EspeakLibrary | None:
    """Return the system's library, else the packaged one, else None."""
    return installed() or packaged()


# What people and their systems call a language, where the engines have another tag for it.
_OTHER_TAGS = {"zh": "cmn", "no": "nb", "iw": "he", "in": "id"}


@dataclass(frozen=True, slots=True)
class ListedVoice:
    """One voice of the system, as the engine lists it.

    Attributes:
        id: What the engine is told to choose it.
        name: What people call it.
        language: Its language tag, such as ``de`` or ``en-GB``.
    """

    id: str
    name: str
    language: str


def choose(voices: Sequence[ListedVoice], wanted: str) -> ListedVoice:
    """Return the voice of a name, an identifier or a language.

    A language fits best in this order: the very tag; the engine's own main voice of it (espeak-ng's
    ``gmw/en`` is British); any region of it, the first listed; and for a tag with a region, the language
    without it. Where several fit equally, the first listed is taken, the same each time.

    Raises:
        VoiceUnavailableError: None fits; the hint names the nearest.
    """
    tag = language_tag(wanted)
    for fits in (
        lambda voice: wanted.lower() in {voice.name.lower(), voice.id.lower()},
        lambda voice: language_tag(voice.language) == tag,
        lambda voice: voice.id.lower().rpartition("/")[2] == tag,
        lambda voice: language_tag(voice.language).startswith(f"{tag}-"),
        lambda voice: wanted.lower() in voice.name.lower().replace("(", " ").replace(")", " ").split(),
    ):
        for voice in voices:
            if fits(voice):
                return voice
    base = base_language(tag)
    other = _OTHER_TAGS.get(base, base)
    if other != tag and _looks_like_a_tag(tag):
        return choose(voices, other)
    known = [voice.name for voice in voices] + [voice.language for voice in voices]
    raise VoiceUnavailableError(f"system:{wanted}", "this system has no such voice", nearest_hint(wanted, known))


def _looks_like_a_tag(tag: str) -> bool:
    return 2 <= len(tag.partition("-")[0]) <= 3  # noqa: PLR2004 - ISO 639 codes have two or three letters
