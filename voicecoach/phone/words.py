"""The words of the page in the languages that it speaks."""

from __future__ import annotations

from collections.abc import Mapping

DEFAULT = "en"

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "heading": "Your sessions",
        "play": "Play",
        "pause": "Pause",
        "back": "Back 15 seconds",
        "forward": "Forward 30 seconds",
        "chapters": "Chapters",
        "download": "Save on this phone",
        "subscribe": "Subscribe in a podcast app",
        "address": "Address of the feed, to copy into an app",
        "position": "Position",
        "ends": "This page works while voicecoach runs on the computer. Save what you want to keep.",
    },
    "de": {
        "heading": "Deine Übungen",
        "play": "Abspielen",
        "pause": "Pause",
        "back": "15 Sekunden zurück",
        "forward": "30 Sekunden vor",
        "chapters": "Kapitel",
        "download": "Auf diesem Handy speichern",
        "subscribe": "In einer Podcast-App abonnieren",
        "address": "Adresse des Feeds, zum Kopieren in eine App",
        "position": "Stelle",
        "ends": "Diese Seite geht, solange voicecoach auf dem Computer läuft. Speichere, was du behalten willst.",
    },
    "es": {
        "heading": "Tus sesiones",
        "play": "Reproducir",
        "pause": "Pausa",
        "back": "Atrás 15 segundos",
        "forward": "Adelante 30 segundos",
        "chapters": "Capítulos",
        "download": "Guardar en este teléfono",
        "subscribe": "Suscribirse en una app de pódcast",
        "address": "Dirección del feed, para copiarla en una app",
        "position": "Posición",
        "ends": "Esta página funciona con voicecoach abierto en el ordenador. Guarda lo que quieras conservar.",
    },
    "fr": {
        "heading": "Vos séances",
        "play": "Lire",
        "pause": "Pause",
        "back": "Reculer de 15 secondes",
        "forward": "Avancer de 30 secondes",
        "chapters": "Chapitres",
        "download": "Enregistrer sur ce téléphone",
        "subscribe": "S’abonner dans une appli de podcasts",
        "address": "Adresse du flux, à copier dans une appli",
        "position": "Position",
        "ends": "Cette page marche tant que voicecoach tourne sur l’ordinateur. Enregistrez ce que vous voulez garder.",
    },
}


def language_for(accepted: str) -> str:
    """Return the page's language for an ``Accept-Language`` header.

    >>> language_for("fr-CH, fr;q=0.9, en;q=0.8"), language_for("ja, en;q=0.1, de;q=0.5"), language_for("ja")
    ('fr', 'de', 'en')
    """
    best, best_weight = DEFAULT, 0.0
    for part in accepted.split(","):
        tag, _, rest = part.partition(";")
        language = tag.strip().partition("-")[0].lower()
        try:
            weight = float(rest.strip().removeprefix("q=")) if rest else 1.0
        except ValueError:
            continue
        if language in WORDS and best_weight < weight <= 1:
            best, best_weight = language, weight
    return best
