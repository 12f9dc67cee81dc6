"""Folders of recordings: which folder a person means, what lies in it, and its list of phrases."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from voicecoach import folders
from voicecoach.errors import SpeechError, VoiceUnavailableError
from voicecoach.script.file import read_text
from voicecoach.sound.file_types import LARGEST_FILE_BYTES, SUFFIXES
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
    if folders.is_dir(path):
        return path
    named = folders.home() / VOICES_FOLDER / folder
    if path.name == folder and folders.is_dir(named):
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
        ScriptError: It has mistakes, cannot be read, is too large, or is no plain text.
        VoiceUnavailableError: It is a link that leads out of the folder.
    """
    path = folder / LIST_NAME
    if not path.exists():
        return []
    if not path.resolve().is_relative_to(folder.resolve()):
        reason = f"{path} is a link that leaves its folder"
        raise VoiceUnavailableError(f"{ENGINE}:{folder}", reason, "copy the list itself there")
    return read_list(read_text(path, str(path)), str(path))


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
    """Return the hash of a recording: another file is heard, and a copy of the same one is known again.

    Raises:
        SpeechError: It cannot be read, or is too large to be a phrase.
    """
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            reason = f"its recording {path.name} is larger than {LARGEST_FILE_BYTES // 1_000_000} MB"
            raise SpeechError(text, spec, reason, "each phrase is a recording of its own")
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        reason = f"its recording {path.name} cannot be read ({error.strerror})"
        raise SpeechError(text, spec, reason, "look at its permissions, or copy it again") from error
