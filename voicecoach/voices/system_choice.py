"""Which of the system's voices is meant by a language or a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from voicecoach.errors import VoiceUnavailableError
from voicecoach.voices.names import base_language, language_tag, nearest_hint

if TYPE_CHECKING:
    from collections.abc import Sequence

# What people and their systems call a language, where the engines have another tag for it.
_OTHER_TAGS = {"zh": "cmn", "no": "nb", "iw": "he", "in": "id"}


@dataclass(frozen=True, slots=True)
class ListedVoice:
    """One voice of the system, as the engine lists it.

    Attributes:
        id: What the engine is told to choose it.
        name: What people call it.
        language: Its language tag, such as ``de`` or ``en-GB``.
    """

    id: str
    name: str
    language: str


def choose(voices: Sequence[ListedVoice], wanted: str) -> ListedVoice:
    """Return the voice of a name, an identifier or a language.

    A language fits best in this order: the very tag; the engine's own main voice of it (espeak-ng's
    ``gmw/en`` is British); any region of it, the first listed; and for a tag with a region, the language
    without it. Where several fit equally, the first listed is taken, the same each time.

    Raises:
        VoiceUnavailableError: None fits; the hint names the nearest.
    """
    tag = language_tag(wanted)
    for fits in (
        lambda voice: wanted.lower() in {voice.name.lower(), voice.id.lower()},
        lambda voice: language_tag(voice.language) == tag,
        lambda voice: voice.id.lower().rpartition("/")[2] == tag,
        lambda voice: language_tag(voice.language).startswith(f"{tag}-"),
        lambda voice: wanted.lower() in voice.name.lower().replace("(", " ").replace(")", " ").split(),
    ):
        for voice in voices:
            if fits(voice):
                return voice
    base = base_language(tag)
    other = _OTHER_TAGS.get(base, base)
    if other != tag and _looks_like_a_tag(tag):
        return choose(voices, other)
    known = [voice.name for voice in voices] + [voice.language for voice in voices]
    raise VoiceUnavailableError(f"system:{wanted}", "this system has no such voice", nearest_hint(wanted, known))


def _looks_like_a_tag(tag: str) -> bool:
    return 2 <= len(tag.partition("-")[0]) <= 3  # noqa: PLR2004 - ISO 639 codes have two or three letters
