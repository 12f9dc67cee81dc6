"""Folders of recordings: which folder a person means, what lies in it, and its list of phrases."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from voicecoach import folders
from voicecoach.errors import SpeechError, VoiceUnavailableError
from voicecoach.script.file import decode as decode_text
from voicecoach.sound.file_types import SUFFIXES
from voicecoach.voices.own_list import LIST_NAME, read_list

if TYPE_CHECKING:
    from voicecoach.voices.own_list import ListedPhrase

ENGINE = "own"
VOICES_FOLDER = "voices"

_FILLED_IN = re.compile(r"(?P<folder>.*?)\+(?P<others>(?:auto|hibari|piper|system|tone|own)(?::.*)?)", re.IGNORECASE)


def folder_of(folder: str) -> Path:
    """Return the folder that a person means: at its path, else of that name among the person's voices.

    Raises:
        VoiceUnavailableError: There is none.
    """
    path = Path(folder).expanduser()
    if path.is_dir():
        return path
    named = folders.home() / VOICES_FOLDER / folder
    if path.name == folder and named.is_dir():
        return named
    where = f"at {path}" if path.name != folder else f"called {folder} here or in {named.parent}"
    hint = f"make it with the list to record: voicecoach wording --phrases SCRIPT -o {folder}/{LIST_NAME}"
    raise VoiceUnavailableError(f"{ENGINE}:{folder}", f"there is no folder {where}", hint)


def parted(name: str) -> tuple[str, str]:
    """Return the folder and the voice that fills in, empty where there is none.

    >>> parted("anna+auto"), parted("Anna + Ben")
    (('anna', 'auto'), ('Anna + Ben', ''))
    """
    filled = _FILLED_IN.fullmatch(name)
    return (filled["folder"].strip(), filled["others"]) if filled else (name.strip(), "")


def folder_list(folder: Path) -> list[ListedPhrase]:
    """Return the list of phrases in a folder of recordings; empty where there is none.

    Raises:
        ScriptError: It has mistakes, or is no plain text.
        VoiceUnavailableError: It cannot be read.
    """
    path = folder / LIST_NAME
    try:
        content = path.read_bytes() if path.is_file() else b""
    except OSError as error:
        reason = f"{path} cannot be read ({error.strerror})"
        raise VoiceUnavailableError(f"{ENGINE}:{folder}", reason, "look at its permissions") from error
    return read_list(decode_text(content, str(path)), str(path))


def recordings_in(folder: Path) -> list[Path]:
    """Return the sound files of a folder, by name.

    Raises:
        VoiceUnavailableError: The folder cannot be read.
    """
    try:
        return sound_files(folder)
    except OSError as error:
        reason = f"the folder {folder} cannot be read ({error.strerror})"
        raise VoiceUnavailableError(f"{ENGINE}:{folder}", reason, "look at its permissions") from error


def sound_files(folder: Path) -> list[Path]:
    """Return the plain files that may be sounds; links lead to files of the folder itself."""
    home = folder.resolve()
    return sorted(
        file
        for file in folder.iterdir()
        if file.suffix.lower() in SUFFIXES
        and not file.name.startswith(".")
        and file.is_file()
        and file.resolve().is_relative_to(home)
    )


def digest(path: Path, text: str, spec: str) -> str:
    """Return the hash of a recording: another file is heard, and a copy of the same one is known again."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        reason = f"its recording {path.name} cannot be read ({error.strerror})"
        raise SpeechError(text, spec, reason, "look at its permissions, or copy it again") from error
