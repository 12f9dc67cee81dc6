"""The sentence in which a voice is heard before it is chosen."""

from __future__ import annotations

from voicecoach.voices.names import common_language

DEMO_SENTENCES = {
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


def demo_sentence(language: str) -> str:
    """Return the demo sentence of a language; figures where there is none, which every voice reads in its own."""
    return DEMO_SENTENCES.get(common_language(language), "1, 2, 3, 4, 5.")
