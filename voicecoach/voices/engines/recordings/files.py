"""A folder of recordings: its list of phrases, its sound files, and which file is the recording of which phrase.

A line of the list is ``12. Draw your knee in.``. A phrase that is spoken otherwise than it is written has the spoken
words behind it in braces, as in a script: ``13. Release your psoas. {Release your SO-az.}``. A phrase keeps its number
for ever, and new phrases are added at the end, so that recordings that are named by number stay right.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from voicecoach import folders
from voicecoach.errors import Diagnostic, Location, ScriptError, Severity, SpeechError, VoiceUnavailableError
from voicecoach.script.files import read_text
from voicecoach.sound.decode import LARGEST_FILE_BYTES, SUFFIXES
from voicecoach.voices.table import is_voice

ENGINE = "own"
VOICES_FOLDER = "voices"
LIST_NAME = "phrases.txt"

_LINE = re.compile(r"(\d{1,5})(?:[.):]\s*|\s+)(\S.*?)(?:\s\{([^{}]+)\})?")

# A phone shortens the name of a long recording. So many characters are not the beginning of another phrase by chance.
_SHORTEST_CUT_CHARACTERS = 12

_NUMBERED = re.compile(r"\s*(\d{1,5})(?!\d)(.*)", re.DOTALL)
# "12 - knee" and "12_3" are a number with a note; "10 more seconds" may be a phrase.
_SEPARATOR = re.compile(r"\s*[-\u2013\u2014_.,:)\]]")


@dataclass(frozen=True, slots=True)
class ListedPhrase:
    """One line of the list.

    Attributes:
        number: Its number, after which a recording may be named.
        written: The words as a person reads them.
        spoken: The words as they are given to a voice.
    """

    number: int
    written: str
    spoken: str

    def __str__(self) -> str:
        return f"{self.number}. {self.written}" + (f" {{{self.spoken}}}" if self.spoken != self.written else "")


def one_line(text: str) -> str:
    """Return a phrase on one line, with single spaces."""
    return " ".join(text.split())


def read_list(text: str, path: str) -> list[ListedPhrase]:
    """Return the phrases of a list; empty lines and comments, which begin with ``#``, are skipped.

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
            mistakes.append(Diagnostic(place, Severity.ERROR, "this line is not a numbered phrase", hint))
        elif int(found[1]) in phrases:
            hint = "use the next free number for one of them"
            mistakes.append(Diagnostic(place, Severity.ERROR, f"number {int(found[1])} is used twice", hint))
        else:
            phrases[int(found[1])] = ListedPhrase(int(found[1]), found[2], found[3] or found[2])
    if mistakes:
        raise ScriptError(mistakes)
    return list(phrases.values())


def extended(listed: Sequence[ListedPhrase], phrases: Iterable[tuple[str, str]]) -> list[ListedPhrase]:
    """Return a list with the phrases that it lacks added at its end; those in it keep their numbers.

    Args:
        listed: The list so far.
        phrases: The phrases that are needed, in order: each as written, and as given to the voice.
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


def folder_of(folder: str) -> Path:
    """Return a folder of recordings: by its name in the person's folder of voices or in this place, or by its path.

    A bare name means the person's own folder first: what happens to lie in the current place never takes its stead.

    Raises:
        VoiceUnavailableError: There is none.
    """
    path = Path(folder).expanduser()
    voices = folders.home() / VOICES_FOLDER
    if path.name == folder and folders.is_dir(voices / folder):
        return voices / folder
    if folders.is_dir(path):
        return path
    where = f"at {path.absolute()}" if path.name != folder else f"{folder} in {voices} or in {Path.cwd()}"
    hint = f"make it with the list to record: voicecoach wording --phrases SCRIPT -o {folder}/{LIST_NAME}"
    raise VoiceUnavailableError(f"{ENGINE}:{folder}", f"no folder {where}", hint)


def parted(name: str) -> tuple[str, str]:
    """Return the folder and the voice for phrases that are not recorded, empty where there is none.

    >>> parted("anna+auto"), parted("Anna + Ben")
    (('anna', 'auto'), ('Anna + Ben', ''))
    """
    for plus in re.finditer(r"\+(?=\S)", name):
        folder, others = name[: plus.start()], name[plus.end() :]
        if is_voice(others):
            return folder.strip(), others
    return name.strip(), ""


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
        raise VoiceUnavailableError(f"{ENGINE}:{folder}", reason, "check its permissions") from error


def sound_files(folder: Path) -> list[Path]:
    """Return the plain files with the suffix of a sound, by name; of links, those to files of the same folder."""
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
    """Return the SHA-256 of a recording, in hexadecimal.

    Raises:
        SpeechError: It cannot be read, or is too large to be a phrase.
    """
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            reason = f"its recording {path.name} is larger than {LARGEST_FILE_BYTES // 1_000_000} MB"
            raise SpeechError(text, spec, reason, "record each phrase as its own file")
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        reason = f"its recording {path.name} cannot be read ({error.strerror})"
        raise SpeechError(text, spec, reason, "check its permissions, or copy it again") from error


@dataclass(frozen=True, slots=True)
class Matches:
    """The recordings of a folder by their phrases.

    Attributes:
        problems: The files whose phrase is not clear, one sentence for each.
    """

    problems: tuple[str, ...]
    _exact: dict[str, Path] = field(repr=False)
    _loose: dict[str, Path] = field(repr=False)

    def file_of(self, text: str) -> Path | None:
        """Return the recording of a phrase, given as it is spoken, or None where there is none."""
        return self._exact.get(one_line(text)) or self._loose.get(folded(text))

    def files(self) -> set[Path]:
        """Return every file whose name fits a phrase."""
        return {*self._exact.values(), *self._loose.values()}


def folded(text: str) -> str:
    """Return words in the form that is compared: letters and digits alone, case folded, without accents.

    >>> folded("Túmbate, boca arriba!") == folded("tumbate_boca-arriba")
    True
    """
    apart = unicodedata.normalize("NFKD", text).casefold()
    # Combining signs are parts of letters in Indian and other scripts.
    return "".join(
        sign for sign in apart if sign.isalnum() or (unicodedata.category(sign)[0] == "M" and sign > "\u036f")
    )


def match(files: Sequence[Path], listed: Sequence[ListedPhrase]) -> Matches:
    """Return the phrase of each file.

    A file is named after the number of a phrase in the list (``12.wav``, ``012 - knee.m4a``), after its whole words, or
    after their beginning where only one phrase of the list has it.

    Args:
        files: The recordings of a folder, in a fixed order.
        listed: The list of the folder; where it is empty, only whole words count.
    """
    matching = _Matching(listed)
    for file in files:
        matching.place(file)
    return matching.matches()


class _Matching:
    """The phrases of the files that were placed so far."""

    def __init__(self, listed: Sequence[ListedPhrase]) -> None:
        self._listed = {phrase.number: phrase for phrase in listed}
        self._folds = {phrase.number: {folded(phrase.written), folded(phrase.spoken)} for phrase in listed}
        self._by_number: dict[int, Path] = {}
        self._by_words: dict[str, Path] = {}
        self._problems: list[str] = []

    def place(self, file: Path) -> None:
        """Find the phrase of a file, or note why it is not clear."""
        words = folded(file.stem)
        numbers = [number for number, folds in self._folds.items() if words in folds]
        numbered = _NUMBERED.fullmatch(file.stem) if self._listed else None
        if numbered and (words.isdecimal() or not numbers):
            self._place_by_number(file, int(numbered[1]), numbered[2])
        elif numbers:
            for number in numbers:
                self._put(self._by_number, number, file)
        elif begun := self._begun_by(words):
            if len(begun) == 1:
                self._put(self._by_number, begun[0], file)
            else:
                some = " and ".join(map(str, begun[:2]))
                self._problems.append(f"{file.name} could be phrase {some}: rename it to its number")
        elif words:
            self._put(self._by_words, words, file)

    def matches(self) -> Matches:
        """Return the phrases of all files."""
        loose = dict(self._by_words)
        exact: dict[str, Path] = {}
        for number, file in self._by_number.items():
            exact[self._listed[number].spoken] = file
            for words in sorted(self._folds[number]):
                loose.setdefault(words, file)
        return Matches(tuple(self._problems), exact, loose)

    def _place_by_number(self, file: Path, number: int, rest: str) -> None:
        phrase = self._listed.get(number)
        is_note = not rest.strip() or _SEPARATOR.match(rest)
        if phrase and (is_note or _are_among(rest, f"{phrase.written} {phrase.spoken}")):
            self._put(self._by_number, number, file)
        elif phrase:
            self._problems.append(
                f"{file.name} could be phrase {number} of the list ({phrase.written}) or its own words: "
                f"rename it to {number}{file.suffix}, or spell the number out"
            )
        elif is_note:
            self._problems.append(
                f"{file.name} has a number that is not in the list, which ends at {max(self._listed)}"
            )
        else:
            self._put(self._by_words, folded(file.stem), file)

    def _begun_by(self, words: str) -> list[int]:
        if len(words) < _SHORTEST_CUT_CHARACTERS:
            return []
        return [number for number, folds in self._folds.items() if any(fold.startswith(words) for fold in folds)]

    def _put(self, places: dict[int, Path] | dict[str, Path], key: int | str, file: Path) -> None:
        earlier = places.setdefault(key, file)  # type: ignore[arg-type]  # each dict is given keys of its own kind
        if earlier != file:
            what = f"phrase {key} ({self._listed[key].written})" if isinstance(key, int) else "the same words"
            self._problems.append(f"{earlier.name} and {file.name} are both {what}: keep one of them")


def _are_among(some: str, text: str) -> bool:
    """Return whether all of some words are in a text."""
    words = {folded(word) for word in text.split()}
    return all(folded(word) in words for word in some.split() if folded(word))
