"""hibari's voices, fetched and checked by hibari."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from voicecoach.errors import VoiceUnavailableError
from voicecoach.voices.base import Offer
from voicecoach.voices.download.connection import DownloadError, download_resumable
from voicecoach.voices.engines import hibari


@dataclass(frozen=True)
class HibariOffer(Offer):
    """One of hibari's voices, by its name."""

    name: str

    @property
    def licence(self) -> str:
        """The licence of all of them."""
        return hibari.LICENCE

    def is_here(self) -> bool:
        """Return whether its file is on this machine, and undamaged."""
        try:
            path = hibari.file_of(self.name)
        except VoiceUnavailableError:
            return False
        from hibari.voices import VOICES, sha256_of

        return bool(sha256_of(path) == VOICES[self.name]["sha256"])

    def fetch(self, progress: Callable[[int, int], None]) -> None:
        """Fetch its file, checked by its digest and put in its place whole; a broken download goes on later.

        Raises:
            VoiceUnavailableError: It could not be fetched.
        """
        from hibari.voices import BASE_URL, VOICES

        file = VOICES[self.name]
        url = BASE_URL + file["file"]
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            download_resumable(
                url,
                self.folder / file["file"],
                size_bytes=self.size_bytes,
                sha256=file["sha256"],
                progress=progress,
            )
        except DownloadError as error:
            hint = (
                "check your connection and try again. Or download this on another computer:\n"
                f"        {url}\n    and put it into {self.folder}"
            )
            raise VoiceUnavailableError(self.spec, f"the download failed: {error}", hint) from error
        except OSError as error:
            reason = f"{self.folder} cannot be written to ({error.strerror or error})"
            raise VoiceUnavailableError(self.spec, reason, "check the folder's permissions and free space") from error


def offer(name: str) -> HibariOffer:
    """Return the voice of a name, the one of the package where it is empty.

    Raises:
        NotFoundError: There is none.
        VoiceUnavailableError: The engine is missing.
    """
    name = hibari.full_name(name, "en")
    spec, language = f"{hibari.ENGINE}:{name}", hibari.LANGUAGE_OF_VOICE[name]
    try:
        from hibari.voices import VOICES, cache_dir
    except ImportError as error:
        raise hibari.not_installed(spec, str(error)) from error
    return HibariOffer(spec, language, f"English ({language})", int(VOICES[name]["bytes"]), Path(cache_dir()), name)
