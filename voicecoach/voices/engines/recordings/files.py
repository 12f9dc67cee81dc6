"""Folders of a person's recordings, and the list of phrases to record in them.

A line is ``12. Draw your knee in.``; where the voice is given other words than those that are written, they
follow in braces, as a script has them: ``13. Release your psoas. {Release your SO-az.}``. Numbers never change
their meaning: what is new is added at the end, so that recordings that are named by number stay right.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from voicecoach import folders
from voicecoach.errors import Diagnostic, Location, ScriptError, Severity, SpeechError, VoiceUnavailableError
from voicecoach.script.files import read_text
from voicecoach.sound.decode import LARGEST_FILE_BYTES, SUFFIXES

LIST_NAME = "phrases.txt"

_LINE = re.compile(r"(\d{1,5})(?:[.):]\s*|\s+)(\S.*?)(?:\s\{([^{}]+)\})?")


@dataclass(frozen=True, slots=True)
class ListedPhrase:
    """One line of the list.

    Attributes:
        number: What a recording of it may be called.
        written: The words as a person reads them.
        spoken: The words as they are given to a voice.
    """

    number: int
    written: str
    spoken: str

    def __str__(self) -> str:
        return f"{self.number}. {self.written}" + (f" {{{self.spoken}}}" if self.spoken != self.written else "")


def one_line(text: str) -> str:
    """Return a phrase as it stands on a line, with single spaces."""
    return " ".join(text.split())


def read_list(text: str, path: str) -> list[ListedPhrase]:
    """Return the phrases of a list; empty lines and those that begin with ``#`` are passed over.

    Raises:
        ScriptError: A line has no number, or a number comes twice.
    """
    phrases: dict[int, ListedPhrase] = {}
    mistakes: list[Diagnostic] = []
    for row, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _LINE.fullmatch(one_line(line))
        place = Location(path, row, 1)
        if not found:
            hint = 'write it as "12. Half way."; voicecoach wording --phrases SCRIPT -o FILE makes such a list'
            mistakes.append(Diagnostic(place, Severity.ERROR, "this line is no number with a phrase", hint))
        elif int(found[1]) in phrases:
            hint = "give one of the two the next free number"
            mistakes.append(Diagnostic(place, Severity.ERROR, f"number {int(found[1])} is there twice", hint))
        else:
            phrases[int(found[1])] = ListedPhrase(int(found[1]), found[2], found[3] or found[2])
    if mistakes:
        raise ScriptError(mistakes)
    return list(phrases.values())


def extended(listed: Sequence[ListedPhrase], phrases: Iterable[tuple[str, str]]) -> list[ListedPhrase]:
    """Return a list with phrases added at its end that are not in it yet; what is in it keeps its number.

    Args:
        listed: The list so far.
        phrases: What is needed, in order: as written, and as given to the voice.
    """
    known = {phrase.spoken for phrase in listed}
    longer, number = list(listed), max((phrase.number for phrase in listed), default=0)
    for written, spoken in ((one_line(written), one_line(spoken)) for written, spoken in phrases):
        if spoken not in known:
            known.add(spoken)
            number += 1
            longer.append(ListedPhrase(number, written, spoken))
    return longer


def list_text(phrases: Iterable[ListedPhrase]) -> str:
    """Return the list as :func:`read_list` reads it."""
    return "".join(f"{phrase}\n" for phrase in phrases)


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
