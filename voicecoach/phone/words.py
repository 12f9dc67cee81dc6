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
        "fails": "The computer does not answer. Start voicecoach there again, then reload this page.",
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
        "fails": "Der Computer antwortet nicht. Starte dort voicecoach wieder und lade dann diese Seite neu.",
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
        "fails": "El ordenador no responde. Inicia allí voicecoach de nuevo y vuelve a cargar esta página.",
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
        "fails": "L’ordinateur ne répond pas. Relancez-y voicecoach, puis rechargez cette page.",
    },
    "it": {
        "heading": "Le tue sessioni",
        "play": "Riproduci",
        "pause": "Pausa",
        "back": "Indietro di 15 secondi",
        "forward": "Avanti di 30 secondi",
        "chapters": "Capitoli",
        "download": "Salva su questo telefono",
        "subscribe": "Abbonati in un’app di podcast",
        "address": "Indirizzo del feed, da copiare in un’app",
        "position": "Posizione",
        "ends": "Questa pagina funziona finché voicecoach è aperto sul computer. Salva ciò che vuoi conservare.",
        "fails": "Il computer non risponde. Riavvia lì voicecoach, poi ricarica questa pagina.",
    },
    "pt": {
        "heading": "Suas sessões",
        "play": "Reproduzir",
        "pause": "Pausa",
        "back": "Voltar 15 segundos",
        "forward": "Avançar 30 segundos",
        "chapters": "Capítulos",
        "download": "Salvar neste celular",
        "subscribe": "Assinar em um aplicativo de podcasts",
        "address": "Endereço do feed, para copiar em um aplicativo",
        "position": "Posição",
        "ends": "Esta página funciona enquanto o voicecoach estiver aberto no computador. Salve o que quiser manter.",
        "fails": "O computador não responde. Inicie o voicecoach nele e recarregue esta página.",
    },
    "nl": {
        "heading": "Jouw sessies",
        "play": "Afspelen",
        "pause": "Pauze",
        "back": "15 seconden terug",
        "forward": "30 seconden vooruit",
        "chapters": "Hoofdstukken",
        "download": "Opslaan op deze telefoon",
        "subscribe": "Abonneren in een podcast-app",
        "address": "Adres van de feed, om in een app te plakken",
        "position": "Positie",
        "ends": "Deze pagina werkt zolang voicecoach op de computer draait. Sla op wat je wilt bewaren.",
        "fails": "De computer antwoordt niet. Start voicecoach daar opnieuw en laad deze pagina opnieuw.",
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
