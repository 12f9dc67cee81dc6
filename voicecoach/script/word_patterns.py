"""Words of seven languages that several patterns have in common: units, times, pauses, kinds of text, numbers."""

from __future__ import annotations

from voicecoach.script.number_words import NUMBERS

SECONDS = r"(?:s|sn|secs?|seconds?|sek|sekunden?|segs?|segundos?|secondes?|second[io]|seconden)"
"""The unit of seconds."""

MINUTES = r"(?:m|mn|mins?|minutes?|minuten?|minutos?|minut[oi]|minuut)"
"""The unit of minutes."""

TIMES = r"(?:x|×|times?|mal|veces|vez|fois|volt[ae]|vezes|keer|maal)"
"""Words behind a number of repetitions."""

PAUSE_NOUN = "pause|pausa|pauze|silence|stille|silencio|silenzio|silêncio|stilte"
"""Nouns that ask whoever reads for silence."""

TEXT_NOUN = "text|texte|texto|testo|tekst|script|skript|guion|guión|roteiro"
"""Nouns for a text as a whole."""

_LEAST, _MOST = 2, 10
COUNT_WORD = "|".join(dict.fromkeys(
    word for table in NUMBERS.values() for word, value in table.items() if _LEAST <= value <= _MOST
))  # fmt: skip
"""The numbers from two to ten."""
