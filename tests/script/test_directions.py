"""Pauses and directions as people write them, in seven languages."""

from __future__ import annotations

import pytest

from voicecoach.script.direction_words import WORDS
from voicecoach.script.directions import (
    LANGUAGES,
    BreathPause,
    ChimeDirection,
    Direction,
    MusicDirection,
    NamedPause,
    NoteDirection,
    PauseKind,
    PauseLength,
    TimedPause,
    read_direction,
    read_pause,
)
from voicecoach.script.ssml import read_break
from voicecoach.units import Span


def seconds(low: float, high: float | None = None) -> TimedPause:
    return TimedPause(Span(round(low * 1000), round((high or low) * 1000)))


def breaths(low: int, high: int | None = None) -> BreathPause:
    return BreathPause(Span(low, high or low))


SHORT, PLAIN, LONG = (NamedPause(kind) for kind in PauseKind)

PAUSES: dict[str, dict[str, PauseLength]] = {
    "en": {
        "pause 30 seconds to 1 minute": seconds(30, 60),
        "pause from 30 to 60 seconds": seconds(30, 60),
        "pause between 30 and 60 seconds": seconds(30, 60),
        "pause for a minute or two": seconds(60, 120),
        "long pause: 30 seconds to a minute": seconds(30, 60),
        "pause for twenty five seconds": seconds(25),
        "three quarters of a minute of silence": seconds(45),
        "pause for one hundred seconds": seconds(100),
        "2 1/2 minutes of silence": seconds(150),
        "1/2 minute pause": seconds(30),
        "pause at least 10 seconds": seconds(10),
        "pause 5s": seconds(5),
        "Pause: 5": seconds(5),
        "PAUSE=5": seconds(5),
        "PAUSE-5": seconds(5),
        "pause - 5 sec.": seconds(5),
        "(Pause 3s)": seconds(3),
        "5 second pause": seconds(5),
        "5-second pause": seconds(5),
        "10 sec pause": seconds(10),
        "Pause for 5 seconds.": seconds(5),
        "pause for about 20 secs": seconds(20),
        "pause for thirty seconds": seconds(30),
        "pause for forty-five seconds": seconds(45),
        "pause 1 minute": seconds(60),
        "pause for a minute": seconds(60),
        "pause for half a minute": seconds(30),
        "a minute and a half of silence": seconds(90),
        "one and a half minutes of silence": seconds(90),
        "1½ min pause": seconds(90),
        "pause 1 min 30 sec": seconds(90),
        "1'30": seconds(90),
        "pause 1’30’’": seconds(90),
        "0'45\"": seconds(45),
        "pause 1m30s": seconds(90),
        "pause 1:30": seconds(90),
        "pause 0.5s": seconds(0.5),
        "pause 500 ms": seconds(0.5),
        "pause 30-60 seconds": seconds(30, 60),
        "pause 30–60 sec": seconds(30, 60),
        "pause for 30 to 60 seconds": seconds(30, 60),
        "pause 5 or 10 seconds": seconds(5, 10),
        "30s - 1m pause": seconds(30, 60),
        "pause 1 min - 90 sec": seconds(60, 90),
        "pause for a few seconds": seconds(2, 4),
        "silence 10s": seconds(10),
        "Silence - two minutes": seconds(120),
        'break:"3s"': seconds(3),
        "hold 30 seconds": seconds(30),
        "Stay here for ten seconds": seconds(10),
        "5s": seconds(5),
        'Pause 5"': seconds(5),
        "ten-second pause": seconds(10),
        "hold for a count of 10": seconds(10),
        "5 counts": seconds(5),
        '"pause 5"': seconds(5),
        "'pause 5'": seconds(5),
        "Pause 5'": seconds(300),
        "pause …5s…": seconds(5),
        "Hold for 5 breaths": breaths(5),
        "hold for three slow breaths": breaths(3),
        "3-5 deep breaths": breaths(3, 5),
        "pause 3 breaths": breaths(3),
        "pause for one full breath": breaths(1),
        "pause for a breath": breaths(1),
        "pause for a few breaths": breaths(2, 4),
        "Pause to take 3 breaths": breaths(3),
        "pause": PLAIN,
        "- Pause -": PLAIN,
        "(silence)": PLAIN,
        "a moment of silence": PLAIN,
        "pause in silence": PLAIN,
        "long pause": LONG,
        "LONG PAUSE": LONG,
        "longer pause": LONG,
        "pause, long": LONG,
        "short pause": SHORT,
        "brief pause": SHORT,
        "pause briefly": SHORT,
    },
    "de": {
        "Pause 30 Sekunden bis 1 Minute": seconds(30, 60),
        "Pause zwischen 30 und 60 Sekunden": seconds(30, 60),
        "einundzwanzig Sekunden Pause": seconds(21),
        "anderthalb Minuten Pause": seconds(90),
        "zweieinhalb Minuten Stille": seconds(150),
        "ein bis zwei Minuten Stille": seconds(60, 120),
        "10-sekündige Pause": seconds(10),
        "mindestens 10 Sekunden Pause": seconds(10),
        "Pause 1 Min 30": seconds(90),
        "fünfunddreißig Sekunden Pause": seconds(35),
        "Pause": PLAIN,
        "Pause 5 Sek.": seconds(5),
        "5 Sekunden Pause": seconds(5),
        "Pause von fünf Sekunden": seconds(5),
        "Pause: ca. 20 Sekunden": seconds(20),
        "eine Minute Stille": seconds(60),
        "5-Sekunden-Pause": seconds(5),
        "F\u00fcnf-Sekunden-Pause": seconds(5),
        "Pause 1,5 Minuten": seconds(90),
        "eine halbe Minute Pause": seconds(30),
        "30 bis 60 Sekunden Pause": seconds(30, 60),
        "dreißig Sekunden Stille": seconds(30),
        "einige Sekunden Pause": seconds(2, 4),
        "3 Atemzüge": breaths(3),
        "drei tiefe Atemzüge halten": breaths(3),
        "Pause für einen Atemzug": breaths(1),
        "lange Pause": LONG,
        "kurze Pause": SHORT,
        "Stille": PLAIN,
    },
    "es": {
        "pausa de 30 segundos a 1 minuto": seconds(30, 60),
        "pausa entre 30 y 60 segundos": seconds(30, 60),
        "treinta y dos segundos": seconds(32),
        "pausa de un segundo o dos": seconds(1, 2),
        "pausa de setenta segundos": seconds(70),
        "un cuarto de minuto": seconds(15),
        "guardar silencio 20 segundos": seconds(20),
        "aguardar 5 segundos": seconds(5),
        "pausa de cuarenta y cinco segundos": seconds(45),
        "pausa 20 sg.": seconds(20),
        "veintiún segundos de silencio": seconds(21),
        "Pausa": PLAIN,
        "Pausa de 3 segundos": seconds(3),
        "pausa 5 seg": seconds(5),
        "Silencio durante un minuto": seconds(60),
        "un minuto y medio de silencio": seconds(90),
        "pausa de cinco a diez segundos": seconds(5, 10),
        "mantén durante tres respiraciones": breaths(3),
        "3 respiraciones profundas": breaths(3),
        "pausa larga": LONG,
        "pausa corta": SHORT,
        "pausa en silencio": PLAIN,
    },
    "fr": {
        "pause de 30 secondes à 1 minute": seconds(30, 60),
        "pause d’une minute": seconds(60),
        "pause d'une ou deux minutes": seconds(60, 120),
        "pause de quatre-vingt-dix secondes": seconds(90),
        "pause de soixante-dix secondes": seconds(70),
        "pause env. 20 sec": seconds(20),
        "silence 1 min 30": seconds(90),
        "silence prolongé": LONG,
        "patienter 5 secondes": seconds(5),
        "laisser 20 secondes de silence": seconds(20),
        "Pause": PLAIN,
        "pause de 5 secondes": seconds(5),
        "silence pendant une minute": seconds(60),
        "une minute et demie de silence": seconds(90),
        "pause 10 à 20 secondes": seconds(10, 20),
        "tenir trois respirations": breaths(3),
        "longue pause": LONG,
        "courte pause": SHORT,
    },
    "it": {
        "pausa da 30 secondi a 1 minuto": seconds(30, 60),
        "pausa tra 30 e 60 secondi": seconds(30, 60),
        "ventotto secondi": seconds(28),
        "trentadue secondi": seconds(32),
        "pausa di uno o due minuti": seconds(60, 120),
        "attendere 10 secondi": seconds(10),
        "aspettare 5 secondi": seconds(5),
        "silenzio prolungato": LONG,
        "un attimo di silenzio": PLAIN,
        "lasciare 20 secondi di silenzio": seconds(20),
        "minuto e mezzo": seconds(90),
        "ventiquattro secondi": seconds(24),
        "Pausa": PLAIN,
        "pausa di 5 secondi": seconds(5),
        "silenzio per un minuto": seconds(60),
        "pausa di trenta secondi": seconds(30),
        "mantieni per cinque respiri": breaths(5),
        "lunga pausa": LONG,
        "breve pausa": SHORT,
    },
    "pt": {
        "pausa de 30 segundos a 1 minuto": seconds(30, 60),
        "trinta e dois segundos": seconds(32),
        "pausa de um segundo ou dois": seconds(1, 2),
        "pelo menos 10 segundos de pausa": seconds(10),
        "aguardar 5 segundos": seconds(5),
        "esperar 10 seg": seconds(10),
        "pausa de quarenta e cinco segundos": seconds(45),
        "Pausa": PLAIN,
        "pausa de 5 segundos": seconds(5),
        "silêncio por um minuto": seconds(60),
        "pausa de dez a vinte segundos": seconds(10, 20),
        "mantenha por cinco respirações": breaths(5),
        "pausa longa": LONG,
        "pausa curta": SHORT,
    },
    "nl": {
        "pauze van 30 seconden tot 1 minuut": seconds(30, 60),
        "pauze tussen 30 en 60 seconden": seconds(30, 60),
        "anderhalve minuut stilte": seconds(90),
        "tweeëndertig seconden": seconds(32),
        "pauze van een of twee minuten": seconds(60, 120),
        "een kwart minuut": seconds(15),
        "pauze van vijfentwintig seconden": seconds(25),
        "Pauze": PLAIN,
        "pauze van 5 seconden": seconds(5),
        "stilte gedurende een minuut": seconds(60),
        "10 tot 20 seconden pauze": seconds(10, 20),
        "houd vijf ademhalingen vast": breaths(5),
        "lange pauze": LONG,
        "korte pauze": SHORT,
    },
}
ROWS = [
    pytest.param(words, pause, language, id=f"{language}: {words}")
    for language, rows in PAUSES.items()
    for words, pause in rows.items()
]


@pytest.mark.parametrize(("words", "pause", "language"), ROWS)
def test_pause_as_people_write_it(words: str, pause: PauseLength, language: str) -> None:
    for written in (words, words.upper(), f"({words})", f"_{words}_", f"[{words}]"):
        assert read_pause(written, language) == pause, written


@pytest.mark.parametrize(("words", "pause", "language"), ROWS)
def test_pause_in_the_words_of_another_language(words: str, pause: PauseLength, language: str) -> None:
    other = "nl" if language != "nl" else "en"

    # "lange pauze" and the like are the same in several languages; a number is never another one.
    assert read_pause(words, other) == pause


@pytest.mark.parametrize(
    "words",
    [
        "", "…", "5", "one", "5 apples", "both hands", "breathe", "hold", "breathe in for 4 seconds", "pause 5 apples",
        "pause 3 4", "pause 10-5s", "pause 0s", "pause 5s 3", "pause 1:75", "take a deep breath", "Take three breaths",
        "hold the pose", "2.5 breaths", "wait for the bell", "right side", "x" * 300, "pause " * 40, "-", "pause 48h",
        "left knee", "30 second plank", "3 breaths 5 seconds",
        "in seconds", "in Sekunden", "en segundos", "en secondes", "in secondi", "em segundos", "in seconden",
    ],
)  # fmt: skip
def test_words_that_are_no_pause(words: str) -> None:
    assert read_pause(words) is None


DIRECTIONS: dict[str, dict[str, Direction | None]] = {
    "en": {
        "bell": ChimeDirection("bell"),
        "Bell rings": ChimeDirection("bell"),
        "bell x3": ChimeDirection("bell", 3),
        "three bells": ChimeDirection("bell", 3),
        "ring bell 3 times": ChimeDirection("bell", 3),
        "singing bowl": ChimeDirection("bowl"),
        "Ring bell once": ChimeDirection("bell"),
        "ring the bell three times": ChimeDirection("bell", 3),
        "strike the gong": ChimeDirection("bowl"),
        "sound of a Tibetan bowl": ChimeDirection("bowl"),
        "Bell rings twice.": ChimeDirection("bell", 2),
        "2 bells": ChimeDirection("bell", 2),
        "GONG": ChimeDirection("bowl"),
        "music fades in": MusicDirection(),
        "soft piano music": MusicDirection(),
        "soft background music": MusicDirection(),
        "let the sounds fade into the background": MusicDirection(is_certain=False),
        "softly": NoteDirection(),
        "whispering": NoteDirection(),
        "Demonstrate": NoteDirection(),
        "Speak calmly": NoteDirection(),
        "Speak in a quiet voice": NoteDirection(),
        "walk around the room": NoteDirection(),
        "Slowly lower your arms": NoteDirection(is_certain=False),
        "Observe your breath": None,
        "Smile at the student in you": NoteDirection(is_certain=False),
        "Let go": None,
        "both hands": None,
        "bell-shaped": None,
        "or lie down": None,
    },
    "de": {
        "Gong": ChimeDirection("bowl"),
        "Klangschale": ChimeDirection("bowl"),
        "dreimal Glocke": ChimeDirection("bell", 3),
        "Glocke läuten": ChimeDirection("bell"),
        "Gong einmal anschlagen": ChimeDirection("bowl"),
        "Klang der Klangschale": ChimeDirection("bowl"),
        "drei Gongschläge": ChimeDirection("bowl", 3),
        "Musik ausblenden": MusicDirection(),
        "leise": NoteDirection(),
        "Sanft sprechen": NoteDirection(),
        "ruhige Stimme": NoteDirection(),
    },
    "es": {
        "campana": ChimeDirection("bell"),
        "sonido de campana": ChimeDirection("bell"),
        "tocar la campana tres veces": ChimeDirection("bell", 3),
        "suena el gong": ChimeDirection("bowl"),
        "música de fondo": MusicDirection(),
        "suavemente": NoteDirection(),
    },
    "fr": {
        "cloche": ChimeDirection("bell"),
        "son de cloche": ChimeDirection("bell"),
        "sonner la cloche trois fois": ChimeDirection("bell", 3),
        "frapper le gong": ChimeDirection("bowl"),
        "musique douce": MusicDirection(),
        "doucement": NoteDirection(),
    },
    "it": {
        "campana": ChimeDirection("bell"),
        "suono della campana": ChimeDirection("bell"),
        "suona la campana tre volte": ChimeDirection("bell", 3),
        "musica": MusicDirection(),
        "sottovoce": NoteDirection(),
    },
    "pt": {
        "sino": ChimeDirection("bell"),
        "som de sino": ChimeDirection("bell"),
        "tocar o sino três vezes": ChimeDirection("bell", 3),
        "música de fundo": MusicDirection(),
        "suavemente": NoteDirection(),
    },
    "nl": {
        "klankschaal": ChimeDirection("bowl"),
        "geluid van een bel": ChimeDirection("bell"),
        "bel drie keer luiden": ChimeDirection("bell", 3),
        "sla de gong": ChimeDirection("bowl"),
        "zachte muziek": MusicDirection(),
        "zachtjes": NoteDirection(),
    },
}


@pytest.mark.parametrize(
    ("words", "direction", "language"),
    [
        pytest.param(words, direction, language, id=f"{language}: {words}")
        for language, rows in DIRECTIONS.items()
        for words, direction in rows.items()
    ],
)
def test_direction_as_people_write_it(words: str, direction: Direction | None, language: str) -> None:
    assert read_direction(words, language) == direction


@pytest.mark.parametrize(
    ("attributes", "pause"),
    [
        ('time="2s"', seconds(2)),
        ("time='500ms'", seconds(0.5)),
        ('time="1.5s" strength="weak"', seconds(1.5)),
        ('strength="strong"', seconds(1)),
        ('strength = "x-strong"', seconds(2)),
        ("", seconds(0.5)),
        ('time="soon"', None),
        ('strength="mighty"', None),
    ],
)
def test_break_of_ssml(attributes: str, pause: TimedPause | None) -> None:
    assert read_break(attributes) == pause


def test_every_language_has_words_of_each_kind() -> None:
    assert LANGUAGES == ("en", "de", "es", "fr", "it", "pt", "nl")
    for table in WORDS.values():
        assert all(getattr(table, kind) for kind in table.__dataclass_fields__)
