"""What people call a voice, taken apart: ``hibari:emma`` is the voice ``emma`` of the engine ``hibari``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from voicecoach.text import nearest

AUTO = "auto"


@dataclass(frozen=True, slots=True)
class VoiceName:
    """An engine of the table and a voice within it; the name is empty where the engine is to choose."""

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


def nearest_hint(word: str, choices: Iterable[str], *, at_most: int = 8) -> str:
    """Return a hint with the choice that was probably meant, or with the choices when none is near.

    >>> nearest_hint("emm", ["heart", "emma"])
    "did you mean 'emma'?"
    """
    known = list(choices)
    if near := nearest(word, known):
        return f"did you mean {near!r}?"
    shown = ", ".join(known[:at_most])
    return f"there is: {shown}" + (", …" if len(known) > at_most else "")


def language_tag(language: str) -> str:
    """Return a language tag in the one spelling that is compared: ``de_AT.UTF-8`` and ``de-at`` are alike.

    >>> language_tag("de_AT.UTF-8")
    'de-at'
    """
    return language.partition(".")[0].replace("_", "-").strip().lower()


def base_language(language: str) -> str:
    """Return the language of a tag without its region.

    >>> base_language("pt-BR")
    'pt'
    """
    return language_tag(language).partition("-")[0]
