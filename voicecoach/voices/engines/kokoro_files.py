"""Kokoro's files in the folder ``kokoro`` of fetched voices: one model, and voices one by one or all in one file.

A person fills the folder by hand, or ``voicecoach voices get kokoro:NAME`` does::

    kokoro/model.onnx             the model, or kokoro-v1.0.int8.onnx and its like, as the library calls them
    kokoro/af_heart.bin           one voice: its numbers as they are, 32-bit floats
    kokoro/voices-v1.0.bin        or all of them, as the library offers them
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from voicecoach.voices import fetched

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ENGINE = "kokoro"
MODEL_NAME = "model.onnx"
PUBLIC_MODEL_NAME = "kokoro-v1.0.int8.onnx"
VOICES_NAME = "voices-v1.0.bin"

LANGUAGES = {
    "a": ("en-US", "American"),
    "b": ("en-GB", "British"),
    "e": ("es-ES", "Spanish"),
    "f": ("fr-FR", "French"),
    "h": ("hi-IN", "Hindi"),
    "i": ("it-IT", "Italian"),
    "j": ("ja-JP", "Japanese"),
    "p": ("pt-BR", "Brazilian"),
    "z": ("zh-CN", "Chinese"),
}
"""The language and origin of a voice, by the first letter of its name."""

_SEXES = {"f": "female", "m": "male"}

_PUBLIC_NAMES = {
    "af": "heart alloy aoede bella jessica kore nicole nova river sarah sky",
    "am": "adam echo eric fenrir liam michael onyx puck santa",
    "bf": "emma alice isabella lily",
    "bm": "daniel fable george lewis",
    "ef": "dora",
    "em": "alex santa",
    "ff": "siwis",
    "hf": "alpha beta",
    "hm": "omega psi",
    "if": "sara",
    "im": "nicola",
    "jf": "alpha gongitsune nezumi tebukuro",
    "jm": "kumo",
    "pf": "dora",
    "pm": "alex santa",
    "zf": "xiaobei xiaoni xiaoxiao xiaoyi",
    "zm": "yunjian yunxi yunxia yunyang",
}
PUBLIC_VOICES = tuple(f"{kind}_{name}" for kind, names in _PUBLIC_NAMES.items() for name in names.split(" "))
"""The voices of the library's file, the best of each language first."""

_NUMBERS_IN_A_ROW = 256
_BYTES_IN_A_ROW = 4 * _NUMBERS_IN_A_ROW
_MEMBER_SUFFIX = ".npy"


class DamagedVoiceError(Exception):
    """Raised when a voice's file is not one; its text is the reason, in words that end a sentence."""


@dataclass(frozen=True, slots=True)
class KokoroFile:
    """A voice on this machine.

    Attributes:
        name: The name behind ``kokoro:``.
        path: Its file.
        is_in_archive: Whether the file holds several voices, of which this is one.
    """

    name: str
    path: Path
    is_in_archive: bool

    @property
    def language(self) -> str:
        """The tag of its language."""
        return language_of(self.name)

    def content(self) -> bytes:
        """Return the part of the file that is this voice.

        Raises:
            OSError: It cannot be read.
            DamagedVoiceError: It is no voice.
        """
        if not self.is_in_archive:
            return self.path.read_bytes()
        try:
            with zipfile.ZipFile(self.path) as archive:
                return archive.read(self.name + _MEMBER_SUFFIX)
        except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError) as error:
            raise DamagedVoiceError(f"{self.path.name} is damaged") from error

    def styles(self) -> NDArray[np.float32]:
        """Return the voice: 256 numbers for each length of a phrase, of shape ``(lengths, 256)``.

        Raises:
            OSError: It cannot be read.
            DamagedVoiceError: It is no voice.
        """
        import numpy as np

        content = self.content()
        try:
            numbers = np.load(io.BytesIO(content)) if self.is_in_archive else np.frombuffer(content, dtype="<f4")
            styles = np.asarray(numbers, dtype=np.float32).reshape(-1, _NUMBERS_IN_A_ROW)
        except (ValueError, TypeError, EOFError) as error:
            raise DamagedVoiceError(f"{self.path.name} is not a Kokoro voice") from error
        if not len(styles) or not np.isfinite(styles).all():
            raise DamagedVoiceError(f"{self.path.name} is not a Kokoro voice")
        return styles


def folder() -> Path:
    """Return the folder into which Kokoro's files are fetched; it need not exist."""
    return fetched.target() / ENGINE


def places() -> list[Path]:
    """Return the folders in which Kokoro's files are looked for, the first one first; they need not exist."""
    return [place / ENGINE for place in fetched.places()]


def model_path() -> Path | None:
    """Return the model: ``model.onnx``, or else the library's file, the same one each time; None without one."""
    for place in places():
        own = place / MODEL_NAME
        if own.is_file():
            return own
        if public := min(place.glob("kokoro*.onnx"), default=None):
            return public
    return None


def installed_voices() -> list[KokoroFile]:
    """Return the voices that are here, in the order of the public list and then by name."""
    found: dict[str, KokoroFile] = {}
    for place in reversed(places()):
        found |= _voices_in(place)
    ranks = {name: rank for rank, name in enumerate(PUBLIC_VOICES)}
    return sorted(found.values(), key=lambda voice: (ranks.get(voice.name, len(ranks)), voice.name))


def _voices_in(place: Path) -> dict[str, KokoroFile]:
    found: dict[str, KokoroFile] = {}
    for path in sorted(place.glob("*.bin")):
        if zipfile.is_zipfile(path):
            for name in _names_in(path):
                found.setdefault(name, KokoroFile(name, path, is_in_archive=True))
        elif _is_name(path.stem) and _has_rows(path):
            found[path.stem] = KokoroFile(path.stem, path, is_in_archive=False)
    return found


def language_of(name: str) -> str:
    """Return the tag of the language that a voice speaks; empty where its first letter tells none.

    >>> language_of("bf_emma")
    'en-GB'
    """
    return LANGUAGES.get(name[:1].lower(), ("", ""))[0]


def description_of(name: str) -> str:
    """Return a voice's origin and sex.

    >>> description_of("im_nicola")
    'Italian, male'
    """
    return f"{LANGUAGES[name[0]][1]}, {_SEXES[name[1]]}"


def digest(model: Path, voice: KokoroFile) -> str:
    """Return a digest of the model and of the voice, which differs when either is replaced.

    Raises:
        OSError: One cannot be read.
        DamagedVoiceError: The voice is none.
    """
    both = hashlib.sha256(hashlib.sha256(voice.content()).digest())
    with model.open("rb") as file:
        both.update(hashlib.file_digest(file, "sha256").digest())
    return both.hexdigest()[:16]


def _is_name(name: str) -> bool:
    """Return whether a name says the language and the sex, as ``af_heart`` does."""
    return len(name) > len("af_") and name[0] in LANGUAGES and name[1] in _SEXES and name[2] == "_"


def _has_rows(path: Path) -> bool:
    size_bytes = path.stat().st_size
    return size_bytes > 0 and size_bytes % _BYTES_IN_A_ROW == 0


def _names_in(path: Path) -> list[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.removesuffix(_MEMBER_SUFFIX) for name in archive.namelist() if name.endswith(_MEMBER_SUFFIX)]
    except (zipfile.BadZipFile, OSError):
        return []
    return [name for name in names if _is_name(name)]
