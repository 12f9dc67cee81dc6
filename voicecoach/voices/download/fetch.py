"""Voices that are fetched because a person asks for one: first what it would be, then the fetching."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from voicecoach.errors import NotFoundError
from voicecoach.voices.download import piper as piper_fetch
from voicecoach.voices.engines import hibari, piper_files
from voicecoach.voices.names import parse

_NOT_FETCHED = ("system", "own", "tone")


class Offer(Protocol):
    """A voice that can be fetched, and what a person wants to know before.

    Attributes:
        spec: What is given to ``--voice`` when it is here.
        language: The tag of its language.
        description: What it is, in a few words.
        size_bytes: How much is fetched.
        licence: The licence of the voice, and where it is told.
        folder: Where it will be kept.
    """

    @property
    def spec(self) -> str: ...  # noqa: D102 - told above
    @property
    def language(self) -> str: ...  # noqa: D102 - told above
    @property
    def description(self) -> str: ...  # noqa: D102 - told above
    @property
    def size_bytes(self) -> int: ...  # noqa: D102 - told above
    @property
    def licence(self) -> str: ...  # noqa: D102 - told above
    @property
    def folder(self) -> Path: ...  # noqa: D102 - told above

    def is_here(self) -> bool:
        """Return whether it is on this machine, and undamaged."""

    def fetch(self, progress: Callable[[int, int], None]) -> None:
        """Fetch it; it is there whole and checked afterwards, or not at all.

        Raises:
            VoiceUnavailableError: It could not be fetched; the hint says how to do without a network.
        """


@dataclass(frozen=True, slots=True)
class HibariOffer:
    """One of hibari's voices, which hibari fetches by itself when it is told to."""

    name: str

    @property
    def spec(self) -> str:
        """What is given to ``--voice``."""
        return f"{hibari.ENGINE}:{self.name}"

    @property
    def language(self) -> str:
        """The tag of its language."""
        return hibari.LANGUAGE_OF_VOICE[self.name]

    @property
    def description(self) -> str:
        """What it is."""
        return f"English ({self.language})"

    @property
    def size_bytes(self) -> int:
        """How much is fetched."""
        return hibari.file_bytes(self.name)

    @property
    def licence(self) -> str:
        """The same for all of them."""
        return hibari.LICENCE

    @property
    def folder(self) -> Path:
        """Where hibari keeps them."""
        return hibari.fetched_folder()

    def is_here(self) -> bool:
        """Return whether its file is on this machine; hibari checks it when it is fetched."""
        return hibari.is_here(self.name)

    def fetch(self, progress: Callable[[int, int], None]) -> None:
        """Fetch it; how far it is cannot be told before the end."""
        hibari.fetch(self.name)
        progress(self.size_bytes, self.size_bytes)


def offer(wanted: str) -> Offer:
    """Return the voice that is meant: ``hibari:emma``, a Piper voice by its name, or the best one of a language.

    For Piper's voices the catalogue is looked at, which needs the network.

    Raises:
        NotFoundError: There is no such voice to fetch.
        VoiceUnavailableError: The catalogue could not be fetched.
    """
    asked = parse(wanted)
    if asked.engine == hibari.ENGINE:
        return HibariOffer(hibari.full_name(asked.name, "en"))
    if asked.engine in _NOT_FETCHED:
        raise NotFoundError("voice to fetch", wanted, "only voices of piper and hibari are fetched, such as: de")
    if asked.engine == piper_files.ENGINE:
        if not asked.name:
            raise NotFoundError("voice to fetch", wanted, "name a language, such as: voicecoach voices get de")
        return piper_fetch.offer(asked.name)
    return piper_fetch.offer(wanted)
