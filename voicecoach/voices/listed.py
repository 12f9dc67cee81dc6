"""The list of voices together with what ``auto`` picks from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voicecoach.errors import VoiceUnavailableError
from voicecoach.voices.base import VoiceListing
from voicecoach.voices.engines.piper_files import piper_language
from voicecoach.voices.names import VoiceName, language_tag
from voicecoach.voices.table import AutoVoice, list_voices, why_auto


@dataclass(frozen=True, slots=True)
class Pick:
    """What ``auto`` picks for a language.

    Attributes:
        language: Its tag.
        auto: The voice, and why.
        listed_name: The name under which the voice is in the list; empty where it is not.
    """

    language: str
    auto: AutoVoice
    listed_name: str


def list_with_picks(languages: Sequence[str]) -> tuple[list[VoiceListing], list[Pick]]:
    """Return the voices of this machine, and what ``auto`` picks for each of the languages."""
    listings = list_voices()
    autos = [why_auto(language) for language in languages]
    names = _listed_names([auto.voice for auto in autos])
    picks = [Pick(language, auto, names.get(auto.voice, "")) for language, auto in zip(languages, autos, strict=True)]
    return listings, picks


def of_language(listings: Sequence[VoiceListing], language: str) -> list[VoiceListing]:
    """Return the voices that speak a language, whatever the region, and those that fit every language."""
    wanted = piper_language(language_tag(language))
    return [listing for listing in listings if not listing.language or piper_language(listing.language) == wanted]


def _listed_names(voices: Sequence[VoiceName]) -> dict[VoiceName, str]:
    """Return the listed name of each voice; the system's engine is asked which it means by a language."""
    names = {voice: str(voice) for voice in voices if voice.engine != "system"}
    by_language = [voice for voice in voices if voice.engine == "system"]
    if not by_language:
        return names
    from voicecoach.voices.engines.system import voice as system
    from voicecoach.voices.engines.system.choice import choose

    try:
        of_system = system.open_voice("en", "en", 1.0).voices()
    except VoiceUnavailableError:
        return names
    for voice in by_language:
        try:
            names[voice] = f"{system.ENGINE}:{choose(of_system, voice.name).name}"
        except VoiceUnavailableError:
            continue
    return names
