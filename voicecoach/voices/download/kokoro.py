"""Kokoro's model and voices from its library's page: two files, which all its voices share, fetched once, checked."""

from __future__ import annotations

import hashlib
import os
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from voicecoach.errors import NotFoundError, VoiceUnavailableError
from voicecoach.text import did_you_mean
from voicecoach.voices.base import Offer
from voicecoach.voices.download.connection import DownloadError, download_resumable
from voicecoach.voices.engines.kokoro import INSTALL, is_installed
from voicecoach.voices.engines.kokoro_files import (
    ENGINE,
    PUBLIC_MODEL_NAME,
    PUBLIC_VOICES,
    VOICES_NAME,
    description_of,
    folder,
    language_of,
    places,
)

PUBLIC_URL = "https://github.com/thewh1teagle/kokoro-onnx/releases/download/model-files-v1.0/"
URL_VARIABLE = "VOICECOACH_KOKORO_URL"


@dataclass(frozen=True, slots=True)
class ReleasedFile:
    """A file of the library's page.

    Attributes:
        name: Its name, there and in the person's folder.
        size_bytes: Its size.
        sha256: Its digest in hexadecimal.
    """

    name: str
    size_bytes: int
    sha256: str

    def is_at(self, path: Path) -> bool:
        """Return whether the file is there, and undamaged."""
        if not path.is_file() or path.stat().st_size != self.size_bytes:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == self.sha256


FILES = (
    # In whole numbers of eight bits, a third of the size.
    ReleasedFile(
        PUBLIC_MODEL_NAME,
        92_361_271,
        "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb",
    ),
    ReleasedFile(
        VOICES_NAME,
        28_214_398,
        "bca610b8308e8d99f32e6fe4197e7ec01679264efed0cac9140fe9c29f1fbf7d",
    ),
)


@dataclass(frozen=True)
class KokoroOffer(Offer):
    """One of Kokoro's public voices.

    Attributes:
        files: The files that it needs.
        base_url: The address below which they are.
    """

    files: tuple[ReleasedFile, ...]
    base_url: str

    @property
    def licence(self) -> str:
        """The licence of the model and of its voices."""
        return "Apache-2.0 (https://huggingface.co/hexgrad/Kokoro-82M)"

    def is_here(self) -> bool:
        """Return whether its files are on this machine, and undamaged."""
        return not self._missing()

    def fetch(self, progress: Callable[[int, int], None]) -> None:
        """Fetch what is missing of its files; each appears whole and checked, and a broken download goes on later.

        Args:
            progress: Called with the number of bytes that are here, and of all bytes.

        Raises:
            VoiceUnavailableError: They could not be fetched.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            missing = self._missing()
            all_bytes = sum(file.size_bytes for file in missing)
            before_bytes = 0
            for file in missing:
                download_resumable(
                    self._url(file),
                    self.folder / file.name,
                    size_bytes=file.size_bytes,
                    sha256=file.sha256,
                    progress=partial(_in_all, progress, before_bytes, all_bytes),
                )
                before_bytes += file.size_bytes
        except DownloadError as error:
            raise self._not_fetched(str(error)) from error
        except OSError as error:
            reason = f"{self.folder} cannot be written to ({error.strerror or error})"
            raise VoiceUnavailableError(self.spec, reason, "check the folder's permissions and free space") from error

    def _missing(self) -> list[ReleasedFile]:
        return [file for file in self.files if not any(file.is_at(place / file.name) for place in places())]

    def _url(self, file: ReleasedFile) -> str:
        return urllib.parse.urljoin(self.base_url, file.name)

    def _not_fetched(self, reason: str) -> VoiceUnavailableError:
        listed = "".join(f"\n        {self._url(file)}" for file in self.files)
        hint = (
            "check your connection and try again. Or download on another computer:"
            f"{listed}\n    and put both files into {self.folder}"
        )
        return VoiceUnavailableError(self.spec, f"the download failed: {reason}", hint)


def _in_all(
    progress: Callable[[int, int], None], before_bytes: int, all_bytes: int, done_bytes: int, _size_bytes: int
) -> None:
    """Report the progress of one file as that of all."""
    progress(before_bytes + done_bytes, all_bytes)


def offer(name: str, files: tuple[ReleasedFile, ...] = FILES) -> KokoroOffer:
    """Return the voice of a name in any case; the first English one where it is empty.

    Raises:
        NotFoundError: There is none.
    """
    wanted = name.lower() or PUBLIC_VOICES[0]
    if wanted not in PUBLIC_VOICES:
        raise NotFoundError(
            "voice to download", f"{ENGINE}:{name}", did_you_mean(wanted, PUBLIC_VOICES, most_listed=60)
        )
    base_url = os.environ.get(URL_VARIABLE) or PUBLIC_URL
    return KokoroOffer(
        f"{ENGINE}:{wanted}",
        language_of(wanted),
        f"{description_of(wanted)}; one download for all {len(PUBLIC_VOICES)} of Kokoro's voices",
        sum(file.size_bytes for file in files),
        folder(),
        files,
        base_url if base_url.endswith("/") else base_url + "/",
        needs="" if is_installed() else f"install Kokoro (MIT, its phonemizer GPL-3.0): {INSTALL}",
    )
