"""hibari's voices, fetched and checked by hibari."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from voicecoach.errors import VoiceUnavailableError
from voicecoach.voices.base import Offer
from voicecoach.voices.download.connection import reason_in_words
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
        """Fetch its file, checked by its digest and put in its place whole; progress is reported at the end only.

        Raises:
            VoiceUnavailableError: It could not be fetched.
        """
        from hibari.voices import BASE_URL, VOICES, voice_path

        url = BASE_URL + VOICES[self.name]["file"]
        try:
            if not self.is_here():
                (self.folder / VOICES[self.name]["file"]).unlink(missing_ok=True)
            voice_path(self.name, download_missing=True)
        except (RuntimeError, OSError, ValueError) as error:
            hint = (
                "check your connection and try again. Or download this on another computer:\n"
                f"        {url}\n    and put it into {self.folder}"
            )
            why = reason_in_words(error.__cause__, url) if error.__cause__ else str(error)
            raise VoiceUnavailableError(self.spec, f"the download failed: {why}", hint) from error
        progress(self.size_bytes, self.size_bytes)


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
