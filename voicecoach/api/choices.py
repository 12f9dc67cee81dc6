"""The choices that a session has: voices, beds, chimes, wording packs with their phrases, formats of files."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from voicecoach.errors import VoicecoachError
from voicecoach.pipeline.choices import (
    ListedSound,
    PackPhrase,
    WordingPack,
    bed_sample,
    chime_sample,
    list_sounds,
    pack_phrases,
    packs,
    voice_sample,
)
from voicecoach.script.language import NAMES
from voicecoach.text import base_code
from voicecoach.voices.base import Offer, VoiceListing
from voicecoach.voices.table import CATALOGUE, Pick, is_natural, list_voices, offer, picks_of_auto

__all__ = [
    "FileFormat",
    "ListedSound",
    "OfferedVoice",
    "PackPhrase",
    "VoiceChoice",
    "WordingPack",
    "bed_sample",
    "chime_sample",
    "default_voices",
    "download_voice",
    "formats",
    "list_sounds",
    "offered_voice",
    "pack_phrases",
    "packs",
    "voice_sample",
    "voices",
]


@dataclass(frozen=True, slots=True)
class VoiceChoice:
    """A voice, and how to get it where this machine does not have it.

    Attributes:
        listing: Its line in the list of voices.
        language_name: The English name of its language; empty for a voice that fits every language.
        is_natural: Whether it is a natural voice.
        size_bytes: The size of the download; None where it is here, or its size is not known without the network.
        download_licence: The licence of the download; empty without one.
        can_download: Whether :func:`download_voice` can get it.
        needs: What has to be installed besides; empty for nothing.
    """

    listing: VoiceListing
    language_name: str
    is_natural: bool
    size_bytes: int | None
    download_licence: str
    can_download: bool
    needs: str


@dataclass(frozen=True, slots=True)
class OfferedVoice:
    """A voice that can be downloaded, with what a person is told before.

    Attributes:
        name: Its name.
        language: The tag of its language.
        description: A few words about it.
        size_bytes: The size of the download.
        licence: Its licence, and where that is documented.
        needs: What has to be installed besides; empty for nothing.
        is_here: Whether it is on this machine already.
    """

    name: str
    language: str
    description: str
    size_bytes: int
    licence: str
    needs: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format of a file.

    Attributes:
        suffix: Without its dot.
        description: A few words for a list.
        is_lossy: Whether it has bit rates to choose from.
        bitrates_kbps: The bit rates by the number of channels; empty for a lossless one.
        default_kbps: The default by the number of channels.
        is_usable: Whether it can be written here.
        remedy: The command that makes it usable; empty where it is.
    """

    suffix: str
    description: str
    is_lossy: bool
    bitrates_kbps: Mapping[int, tuple[int, ...]]
    default_kbps: Mapping[int, int]
    is_usable: bool
    remedy: str


def voices() -> list[VoiceChoice]:
    """Return every voice that this machine can use, and those that it could; nothing is downloaded for that."""

    def listed(voice: VoiceListing) -> VoiceChoice:
        name = NAMES.get(base_code(voice.language), voice.language)
        size_bytes, licence, can_download, needs = None, "", False, ""
        if not voice.usable and voice.engine != CATALOGUE:  # its sizes are in the network
            try:
                found = offer(voice.name)
                size_bytes, licence, can_download, needs = _facts(found)
            except VoicecoachError:
                pass
        return VoiceChoice(voice, name, is_natural(voice), size_bytes, licence, can_download, needs)

    return [listed(voice) for voice in list_voices()]


def _facts(found: Offer) -> tuple[int, str, bool, str]:
    return found.size_bytes, found.licence, not found.is_here(), found.needs


def offered_voice(name: str) -> OfferedVoice:
    """Return the voice that a language or a name means, and what a person is told before it is downloaded.

    For Piper's voices the list of them is fetched, which needs the network.

    Args:
        name: A language such as ``de``, or a name, as ``voicecoach voices get`` takes it.

    Raises:
        NotFoundError: No such voice can be downloaded.
        VoiceUnavailableError: The list could not be fetched.
    """
    found = offer(name)
    size_bytes, licence, can_download, needs = _facts(found)
    return OfferedVoice(found.spec, found.language, found.description, size_bytes, licence, needs, not can_download)


def download_voice(name: str, progress: Callable[[int, int], None]) -> str:
    """Download a voice, unless it is here, and return its name in the list.

    Args:
        name: Its name in the list of voices, or what ``voicecoach voices get`` takes.
        progress: Called with the number of bytes downloaded, and of all. An error that it raises ends the download.

    Raises:
        NotFoundError: No such voice can be downloaded.
        VoiceUnavailableError: The download failed.
    """
    found = offer(name)
    if not found.is_here():
        found.fetch(progress)
    return found.spec


def default_voices() -> list[Pick]:
    """Return the voice that ``auto`` picks for each language of the built-in phrases, and why."""
    return picks_of_auto(list(dict.fromkeys(pack.language for pack in packs() if pack.language)))


def formats() -> list[FileFormat]:
    """Return the formats that a session can be exported to, the default first."""
    from voicecoach.export.formats import FORMATS

    found = []
    for row in FORMATS.values():
        is_usable = row.extra is None or importlib.util.find_spec(row.extra.module) is not None
        remedy = "" if is_usable or row.extra is None else f"pip install 'voicecoach[{row.extra.name}]'"
        rates = row.bitrates
        offered = {} if rates is None else dict(rates.offered_kbps)
        defaults = {} if rates is None else dict(rates.default_kbps)
        suffix = row.suffix.removeprefix(".")
        found.append(FileFormat(suffix, row.description, rates is not None, offered, defaults, is_usable, remedy))
    return found
