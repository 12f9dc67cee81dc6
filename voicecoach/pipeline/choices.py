"""The choices of a session by name: sounds and wording packs, and samples to hear before one is chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from voicecoach import folders
from voicecoach.errors import NotFoundError
from voicecoach.pipeline.hear import HeardPhrase, hear_phrase
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.packs import DEFAULT_PACKS, named_pack
from voicecoach.pipeline.session import Session
from voicecoach.pipeline.wave import Wave
from voicecoach.script.files import list_packs
from voicecoach.script.phrases import PHRASES, PhraseForm
from voicecoach.script.printer import print_text
from voicecoach.session.options import Choices
from voicecoach.sound.beds.names import BED_NAMES
from voicecoach.sound.library import sound_names
from voicecoach.text import base_code, did_you_mean
from voicecoach.units import SECOND_MS
from voicecoach.voices.demo import demo_sentence

_SAMPLE_MS = 10 * SECOND_MS
_FULL_LEVEL_FROM_MS = SECOND_MS  # the bed has come up by then


@dataclass(frozen=True, slots=True)
class ListedSound:
    """A sound by name, and whether it is a file of the person's own."""

    name: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class WordingPack:
    """A wording pack.

    Attributes:
        name: Its name.
        language: The tag of its language; empty where it says none.
        is_own: Whether it is a file of the person's own.
    """

    name: str
    language: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class PackPhrase:
    """A built-in phrase in the words of a pack.

    Attributes:
        name: Its name, the argument of the setting ``wording``.
        help: When it is spoken.
        texts: Its words; several are variants, none where the pack turns it off.
        is_list: Whether its text is a list of words with commas between them.
        variables: The names that may stand in braces.
    """

    name: str
    help: str
    texts: tuple[str, ...]
    is_list: bool
    variables: tuple[str, ...]


def list_sounds() -> tuple[list[ListedSound], list[ListedSound]]:
    """Return the beds and the chimes that can be given by name; a person's own sounds can be either."""
    own = sound_names([folders.home() / "sounds"])
    shipped = sound_names([folders.shipped_sounds()])
    own_beds = [ListedSound(name, is_own=True) for name in own if name not in BED_NAMES]
    beds = [*(ListedSound(name, is_own=False) for name in BED_NAMES), *own_beds]
    names = sorted({*own, *shipped})
    return beds, [ListedSound(name, is_own=name in own) for name in names]


def chime_sample(name: str) -> HeardPhrase:
    """Return a chime as it is heard in a session.

    Raises:
        NotFoundError: There is no such chime.
        VoicecoachError: It cannot be used.
    """
    _require(name, list_sounds()[1], "chime")
    return hear_phrase(f"[chime {name}]", "# Chime\n\nHi.\n", folders.home() / "scripts" / "chime.md", Choices(), None)


def bed_sample(name: str) -> Wave:
    """Return ten seconds of a bed at its usual level.

    Raises:
        NotFoundError: There is no such bed.
        VoicecoachError: It cannot be used.
    """
    _require(name, list_sounds()[0], "bed")
    text = f"# Bed\n\n- bed: {name}\n- bed fade: 0.5s, 0.5s\n\nHi. [20s]\n"
    choices = Choices(voice="tone")
    path = folders.home() / "scripts" / "bed.md"
    session = Session(load_script("bed", choices, text=text, path=path), choices)
    timeline = replace(session.cached_timeline()[0], clips=())
    begin_ms = _FULL_LEVEL_FROM_MS
    return Wave(
        lambda _begin_ms: session.blocks(timeline, begin_ms=begin_ms, end_ms=begin_ms + _SAMPLE_MS),
        _SAMPLE_MS,
        session.channels,
    )


def voice_sample(voice: str, language: str) -> HeardPhrase:
    """Return a sentence in a voice.

    Args:
        voice: Its name.
        language: The tag of its language; empty for English.

    Raises:
        VoicecoachError: The voice cannot be used on this machine.
    """
    language = language or "en"
    script = f"# Voice\n\n- language: {language}\n\nHi.\n"
    path = folders.home() / "scripts" / "voice.md"
    return hear_phrase(demo_sentence(language), script, path, Choices(voice=voice), None)


def packs() -> list[WordingPack]:
    """Return the wording packs by name."""
    return [
        WordingPack(found.name, named_pack(found.name).language or "", is_own=not found.is_shipped)
        for found in list_packs()
    ]


def pack_phrases(name: str) -> list[PackPhrase]:
    """Return every built-in phrase in the words of a pack, or of its language where the pack has none.

    Raises:
        NotFoundError: There is no such pack.
    """
    pack = named_pack(name)
    default = DEFAULT_PACKS.get(base_code(pack.language or "en"))
    under = named_pack(default) if default is not None else pack
    return [
        PackPhrase(
            phrase.name,
            phrase.doc,
            tuple(print_text(text) for text in pack.phrases.get(phrase.name, under.phrases.get(phrase.name, ()))),
            phrase.form is PhraseForm.LIST,
            phrase.variables,
        )
        for phrase in PHRASES.values()
    ]


def _require(name: str, known: list[ListedSound], kind: str) -> None:
    names = [sound.name for sound in known]
    if name not in names:
        raise NotFoundError(kind, name, did_you_mean(name, names))
