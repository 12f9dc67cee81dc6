"""What each voice says to be chosen by: one sentence of a session, in its own language."""

from __future__ import annotations

from collections.abc import Iterable

from voicecoach.voices.base import VoiceListing
from voicecoach.voices.engines.piper_files import piper_language

SENTENCES = {
    "cs": "Zavřete oči a pomalu vydechněte.",
    "da": "Luk øjnene, og ånd langsomt ud.",
    "de": "Schließe die Augen, und atme langsam aus.",
    "en": "Close your eyes, and breathe out slowly.",
    "es": "Cierra los ojos y suelta el aire despacio.",
    "fi": "Sulje silmäsi ja hengitä hitaasti ulos.",
    "fr": "Fermez les yeux, et expirez lentement.",
    "it": "Chiudi gli occhi ed espira lentamente.",
    "nl": "Sluit je ogen en adem langzaam uit.",
    "no": "Lukk øynene, og pust langsomt ut.",
    "pl": "Zamknij oczy i powoli zrób wydech.",
    "pt": "Feche os olhos e expire lentamente.",
    "ru": "Закройте глаза и медленно выдохните.",
    "sv": "Blunda och andas långsamt ut.",
    "tr": "Gözlerini kapat ve yavaşça nefes ver.",
    "uk": "Заплющте очі й повільно видихніть.",
    "zh": "闭上眼睛 慢慢呼气。",
}
# Every voice reads figures in its own language.
_FIGURES = "1, 2, 3, 4, 5."
# Recordings speak their own phrases only.
_CANNOT_SAY_IT = {"own"}
# A stand-in, and the basic voices, of which there are more than a hundred.
_ONLY_WHEN_ALL = {"tone", "system"}


def sentence(language: str) -> str:
    """Return the sentence of a language; figures for one that is not in the table."""
    return SENTENCES.get(piper_language(language) if language else "en", _FIGURES)


def worth_hearing(
    listings: Iterable[VoiceListing], picked: Iterable[str], *, every_voice: bool = False
) -> list[VoiceListing]:
    """Return the voices that a person chooses between: every natural one, and what ``auto`` picks.

    Args:
        listings: What the machine has.
        picked: The names that ``auto`` picks.
        every_voice: All that can be used.
    """
    names = set(picked)
    return [
        listing
        for listing in listings
        if listing.usable
        and listing.engine not in _CANNOT_SAY_IT
        and (every_voice or listing.engine not in _ONLY_WHEN_ALL or listing.name in names)
    ]
