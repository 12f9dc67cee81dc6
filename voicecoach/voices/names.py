"""The names of voices and languages: ``hibari:emma`` is the voice ``emma`` of the engine ``hibari``."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.script.language import NAMES, is_tag, language_code

# Other tags of a language, by the one that Piper's catalogue has for it.
_SAME_LANGUAGE = {"nb": "no", "nn": "no", "cmn": "zh", "in": "id", "kmr": "ku"}


@dataclass(frozen=True, slots=True)
class VoiceName:
    """An engine of the table and a voice within it; an empty name is the engine's default."""

    engine: str
    name: str = ""

    def __str__(self) -> str:
        return f"{self.engine}:{self.name}" if self.name else self.engine


def parse(spec: str) -> VoiceName:
    """Return the engine and the voice of a spec such as ``hibari`` or ``own:my recordings``.

    Only the first colon separates, so that a folder may hold others. The engine is read in any case.

    >>> parse("system:de"), parse(" Hibari ")
    (VoiceName(engine='system', name='de'), VoiceName(engine='hibari', name=''))
    """
    engine, _, name = spec.partition(":")
    return VoiceName(engine.strip().lower(), name.strip())


def language_tag(language: str) -> str:
    """Return a language tag in the spelling that is compared: ``de_AT.UTF-8`` and ``de-at`` are alike.

    >>> language_tag("de_AT.UTF-8")
    'de-at'
    """
    return language.partition(".")[0].replace("_", "-").strip().lower()


def language_named(name: str) -> str:
    """Return a voice's name if it is the tag of a language, else an empty string.

    >>> language_named("de-AT"), language_named("Anna")
    ('de-AT', '')
    """
    return name if is_tag(name) and language_code(name) in NAMES else ""


def base_language(language: str) -> str:
    """Return the language of a tag without its region.

    >>> base_language("pt-BR")
    'pt'
    """
    return language_tag(language).partition("-")[0]


def common_language(language: str) -> str:
    """Return the language of a tag without its region, the same for every tag of that language.

    >>> common_language("nb-NO"), common_language("de_AT")
    ('no', 'de')
    """
    base = base_language(language)
    return _SAME_LANGUAGE.get(base, base)
