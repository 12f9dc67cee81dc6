"""Where espeak-ng is: the system's own library, or the one that a Python package brings.

pyttsx3 loads ``libespeak-ng.so.1`` by that name. A library of the same name that is already loaded is the one
it gets; and espeak-ng ends the whole process when it does not find its files of sounds. So both paths are
found here and handed to the worker, which loads the library before pyttsx3 looks for it.
"""

from __future__ import annotations

import ctypes
import importlib.util
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from voicecoach.machine import installed_release

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
