"""Piper voices from the public catalogue: found by language or name, fetched whole and checked."""

from __future__ import annotations

import hashlib
import json
import os
import re
import urllib.parse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from voicecoach.errors import NotFoundError, VoiceUnavailableError
from voicecoach.store.atomic import AtomicFile, write_atomically
from voicecoach.text import did_you_mean
from voicecoach.voices import fetched
from voicecoach.voices.base import Offer
from voicecoach.voices.download.connection import DownloadError, download_bytes, download_file
from voicecoach.voices.engines.piper import ENGINE_LICENCE, INSTALL, is_installed
from voicecoach.voices.engines.piper_files import (
    CONFIG_SUFFIX,
    ENGINE,
    MODEL_SUFFIX,
    card_path,
    config_path,
    licence_of,
    remedy_for_phonemizer,
)
from voicecoach.voices.names import common_language, language_tag

# To most ears the medium one is as natural as the high one, at half the size.
_QUALITIES = ("medium", "high", "low", "x_low")
_TAG = re.compile(r"[a-z]{2,3}(?:[-_](?:[a-z]{2}|[a-z]{4}|\d{3}))?")
# The name of a voice becomes the name of a file.
_SAFE_NAME = re.compile(r"\w[\w.-]{0,80}")


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of the catalogue: its path below the catalogue's address, its size, and its MD5 in hexadecimal."""

    path: str
    size_bytes: int
    md5: str


@dataclass(frozen=True, slots=True)
class CatalogueVoice:
    """A voice of the catalogue.

    Attributes:
        name: Its name, such as ``de_DE-thorsten-medium``.
        language: Its language tag, such as ``de-DE``.
        language_names: The language in English and in itself.
        quality: ``high``, ``medium``, ``low`` or ``x_low``.
        speakers: The number of its speakers.
        model: The file of the voice.
        config: The file that describes it.
        card: The file with its source and its licence; None where the catalogue has none.
    """

    name: str
    language: str
    language_names: tuple[str, str]
    quality: str
    speakers: int
    model: RemoteFile
    config: RemoteFile
    card: RemoteFile | None

    @property
    def description(self) -> str:
        """Its language, its quality, and the number of its speakers where it has several."""
        speakers = f", {self.speakers} speakers" if self.speakers > 1 else ""
        return f"{self.language_names[0]} ({self.language}), {self.quality} quality{speakers}"


def read_catalogue(content: bytes) -> list[CatalogueVoice]:
    """Return the voices in ``voices.json``, by name; entries that are not complete are left out.

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

    A whole name means that voice alone. A language is a tag, or its name in English or in itself. For a language or
    a part of a name the order is: the same region, medium quality, one speaker, the language's own country, the name.

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
    languages = sorted({common_language(voice.language) for voice in fitting})
    if len(languages) > 1:
        which = " or ".join(voice.name for voice in fitting[:4])
        raise NotFoundError("voice to download", wanted, f"say which one: {which}")
    if not fitting:
        raise NotFoundError("voice to download", wanted, did_you_mean(wanted, _words(voices), most_listed=60))
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
    return common_language(voice.language) == common_language(tag) or word in map(str.lower, voice.language_names)


def _rank(voice: CatalogueVoice, tag: str) -> tuple[bool, int, bool, bool, str]:
    language, _, region = language_tag(voice.language).partition("-")
    quality = _QUALITIES.index(voice.quality) if voice.quality in _QUALITIES else len(_QUALITIES)
    return (language_tag(voice.language) != tag, quality, voice.speakers > 1, region != language, voice.name)


def _words(voices: Iterable[CatalogueVoice]) -> list[str]:
    """Return all languages and names, the tags of the languages first."""
    languages = sorted({common_language(voice.language) for voice in voices})
    names = sorted({name for voice in voices for name in voice.language_names if name})
    return [*languages, *names, *(voice.name for voice in voices)]


PUBLIC_URL = "https://huggingface.co/rhasspy/piper-voices/resolve/main/"
PUBLIC_PAGE = "https://huggingface.co/rhasspy/piper-voices/tree/main"
URL_VARIABLE = "VOICECOACH_VOICES_URL"

_CATALOGUE_FILE = "voices.json"
_CATALOGUE_AT_MOST_BYTES = 20_000_000
_SMALL_AT_MOST_BYTES = 4_000_000


@dataclass(frozen=True)
class PiperOffer(Offer):
    """A Piper voice that can be fetched; its licence is read from its card, which is fetched for that.

    Attributes:
        voice: The voice of the catalogue.
        config: The content of the file that describes it, fetched already.
        base_url: The address of the catalogue.
    """

    voice: CatalogueVoice
    config: bytes
    base_url: str

    @property
    def licence(self) -> str:
        """The licence in its card, and the address of the whole card.

        Raises:
            VoiceUnavailableError: The card could not be fetched.
        """
        if self.voice.card is None:
            return licence_of("")
        return f"{licence_of(self._card.decode(errors='replace'))} ({self._url(self.voice.card)})"

    def is_here(self) -> bool:
        """Return whether its files are on this machine, and undamaged."""
        return any(self._is_in(place) for place in fetched.places())

    def fetch(self, progress: Callable[[int, int], None]) -> None:
        """Fetch the voice; its files appear in the folder whole and checked, or not at all.

        Args:
            progress: Called with the number of bytes fetched, and of all bytes.

        Raises:
            VoiceUnavailableError: It could not be fetched.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._fetch_into_folder(progress)
        except DownloadError as error:
            raise self._unavailable(str(error)) from error
        except OSError as error:
            reason = f"{self.folder} cannot be written to ({error.strerror or error})"
            raise VoiceUnavailableError(self.spec, reason, "check the folder's permissions and free space") from error

    def _is_in(self, place: Path) -> bool:
        model = place / self._model_path.name
        pairs = ((model, self.voice.model), (config_path(model), self.voice.config))
        return all(path.is_file() and _md5(path) == file.md5 for path, file in pairs)

    def _fetch_into_folder(self, progress: Callable[[int, int], None]) -> None:
        file = self.voice.model
        with AtomicFile(self._model_path) as model:
            download_file(self._url(file), model.path, size_bytes=file.size_bytes, md5=file.md5, progress=progress)
            if self.voice.card is not None:
                write_atomically(card_path(self._model_path), self._card)
            write_atomically(config_path(self._model_path), self.config)
            # The model comes last: without it nothing is listed.
            model.commit()

    @cached_property
    def _card(self) -> bytes:
        assert self.voice.card is not None
        try:
            return download_bytes(
                self._url(self.voice.card), at_most_bytes=_SMALL_AT_MOST_BYTES, md5=self.voice.card.md5
            )
        except DownloadError as error:
            raise self._unavailable(str(error)) from error

    @property
    def _model_path(self) -> Path:
        return self.folder / f"{self.voice.name}{MODEL_SUFFIX}"

    def _url(self, file: RemoteFile) -> str:
        return _url(self.base_url, file.path)

    def _unavailable(self, reason: str) -> VoiceUnavailableError:
        return _not_fetched(self.spec, reason, [self._url(self.voice.model), self._url(self.voice.config)])


def offer(wanted: str) -> PiperOffer:
    """Return the voice of the catalogue that a language or a name means, the same each time.

    Raises:
        NotFoundError: The catalogue has no such voice.
        VoiceUnavailableError: The catalogue could not be fetched, or no such voice can be used here.
    """
    base_url = os.environ.get(URL_VARIABLE) or PUBLIC_URL
    base_url = base_url if base_url.endswith("/") else base_url + "/"
    page = PUBLIC_PAGE if base_url == PUBLIC_URL else base_url
    try:
        url = _url(base_url, _CATALOGUE_FILE)
        voices = read_catalogue(download_bytes(url, at_most_bytes=_CATALOGUE_AT_MOST_BYTES))
    except (DownloadError, ValueError) as error:
        reason = f"the list of voices could not be downloaded: {error}"
        raise _not_fetched(
            wanted, reason, [f"NAME{MODEL_SUFFIX} and NAME{CONFIG_SUFFIX} of a voice from {page}"]
        ) from error
    why_not = ""
    for voice in candidates(voices, wanted):
        files = [_url(base_url, file.path) for file in (voice.model, voice.config)]
        try:
            url = _url(base_url, voice.config.path)
            config = download_bytes(url, at_most_bytes=_SMALL_AT_MOST_BYTES, md5=voice.config.md5)
            why_not = remedy_for_phonemizer(json.loads(config))
        except DownloadError as error:
            raise _not_fetched(f"{ENGINE}:{voice.name}", str(error), files) from error
        except ValueError:
            why_not = "its catalogue entry is damaged"
        if not why_not:
            return PiperOffer(
                f"{ENGINE}:{voice.name}",
                voice.language,
                voice.description,
                voice.model.size_bytes + voice.config.size_bytes,
                fetched.target(),
                voice,
                config,
                base_url,
                needs="" if is_installed() else f"install Piper ({ENGINE_LICENCE}): {INSTALL}",
            )
    raise VoiceUnavailableError(wanted, "no usable voice with this name", why_not)


def _not_fetched(voice: str, reason: str, files: list[str]) -> VoiceUnavailableError:
    listed = "".join(f"\n        {file}" for file in files)
    hint = (
        "check your connection and try again. Or download on another computer:"
        f"{listed}\n    and put both files into {fetched.target()}"
    )
    return VoiceUnavailableError(voice, f"the download failed: {reason}", hint)


def _url(base_url: str, path: str) -> str:
    return urllib.parse.urljoin(base_url, urllib.parse.quote(path))


def _md5(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
