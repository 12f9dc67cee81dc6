"""The words of the page itself, in each language: a row of the table for each, and English for any other language.

The words for right and left, hours, minutes and seconds that are spoken come from the wording pack; these are printed.
"""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.text import base_code

Number = tuple[str, str]
"""The word after one, and after any other number."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page in one language; the braces are filled with a length or a number.

    Attributes:
        name: Before the patient's name.
        date: Before the date.
        about: The length of the session.
        listen: Beside the QR code.
        needed: Above the props.
        safety: Above what to look out for.
        take: Before the props of one step.
        hold: A hold of this length.
        times: After a number of reps.
        rounds: After a number of rounds of breathing.
        sets: After a number of sets.
        each_side: For both sides.
        sides: The right and the left side.
        every: A rep begins this often.
        within: The time for all reps.
        rest: The rest between sets.
        breath: The parts of a breath: in, hold, out.
        repeat: Above steps that are done several times.
        exercise: Above the names of the steps, in a table.
        tick: Above the boxes.
        week: Before the number of a week.
        numbered_week: A week within a title.
        weeks: Before the numbers of several weeks.
        days: The days of the week, from Monday, short.
        notes: Above the room for notes.
        decimal_mark: Between whole seconds and their tenths.
        colon: After a label.
    """

    name: str
    date: str
    about: str
    listen: str
    needed: str
    safety: str
    take: str
    hold: str
    times: Number
    rounds: Number
    sets: Number
    each_side: str
    sides: tuple[str, str]
    every: str
    within: str
    rest: str
    breath: tuple[str, str, str]
    repeat: str
    exercise: str
    tick: str
    week: str
    numbered_week: str
    weeks: str
    days: tuple[str, ...]
    notes: str
    decimal_mark: str = ","
    colon: str = ":"

    def counted(self, number: int, words: Number) -> str:
        """Return a number with its word.

        >>> words_for("en").counted(1, words_for("en").sets), words_for("fr").counted(3, words_for("fr").rounds)
        ('1 set', '3 cycles')
        """
        return f"{number} {words[0] if number == 1 else words[1]}"


_TABLE = {
    "en": PageWords(
        "Name", "Date", "about {length}", "Scan to listen", "You need", "Take care", "Take",
        "hold {length}", ("time", "times"), ("round", "rounds"), ("set", "sets"),
        "each side", ("right side", "left side"),
        "every {length}", "in {length}", "rest {length}", ("in", "hold", "out"),
        "Do these {number} times", "Exercise", "Tick every day that you practise", "Week",
        "week {number}", "Weeks", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), "Notes", ".",
    ),
    "de": PageWords(
        "Name", "Datum", "etwa {length}", "Scannen und anhören", "Das brauchst du", "Bitte beachten", "Nimm dazu",
        "{length} halten", ("Mal", "Mal"), ("Runde", "Runden"), ("Satz", "Sätze"),
        "je Seite", ("rechte Seite", "linke Seite"),
        "alle {length}", "in {length}", "Pause {length}", ("ein", "halten", "aus"),
        "Diese Übungen {number} Mal", "Übung", "Kreuze jeden Tag an, an dem du übst", "Woche",
        "Woche {number}", "Wochen", ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"), "Notizen",
    ),
    "es": PageWords(
        "Nombre", "Fecha", "unos {length}", "Escanea para escuchar", "Necesitas", "Precauciones", "Usa",
        "mantén {length}", ("vez", "veces"), ("ronda", "rondas"), ("serie", "series"),
        "cada lado", ("lado derecho", "lado izquierdo"),
        "cada {length}", "en {length}", "descanso {length}", ("inhala", "retén", "exhala"),
        "Haz estos ejercicios {number} veces", "Ejercicio", "Marca cada día que practiques", "Semana",
        "semana {number}", "Semanas", ("lun", "mar", "mié", "jue", "vie", "sáb", "dom"), "Notas",
    ),
    "fr": PageWords(
        "Nom", "Date", "environ {length}", "Scannez pour écouter", "Matériel", "Attention", "Avec",
        "tenir {length}", ("fois", "fois"), ("cycle", "cycles"), ("série", "séries"),
        "de chaque côté", ("côté droit", "côté gauche"),
        "toutes les {length}", "en {length}", "repos {length}", ("inspirer", "retenir", "expirer"),
        "Faites ces exercices {number} fois", "Exercice", "Cochez chaque jour de pratique", "Semaine",
        "semaine {number}", "Semaines", ("lun", "mar", "mer", "jeu", "ven", "sam", "dim"), "Notes", colon="\u00a0:",
    ),
    "it": PageWords(
        "Nome", "Data", "circa {length}", "Inquadra e ascolta", "Ti serve", "Attenzione", "Usa",
        "tieni {length}", ("volta", "volte"), ("ciclo", "cicli"), ("serie", "serie"),
        "per lato", ("lato destro", "lato sinistro"),
        "ogni {length}", "in {length}", "pausa {length}", ("inspira", "trattieni", "espira"),
        "Fai questi esercizi {number} volte", "Esercizio", "Segna ogni giorno in cui ti eserciti", "Settimana",
        "settimana {number}", "Settimane", ("lun", "mar", "mer", "gio", "ven", "sab", "dom"), "Note",
    ),
    "pt": PageWords(
        "Nome", "Data", "cerca de {length}", "Leia o código para ouvir", "Você precisa de", "Atenção", "Use",
        "mantenha {length}", ("vez", "vezes"), ("ciclo", "ciclos"), ("série", "séries"),
        "cada lado", ("lado direito", "lado esquerdo"),
        "a cada {length}", "em {length}", "descanso {length}", ("inspire", "segure", "expire"),
        "Faça estes exercícios {number} vezes", "Exercício", "Marque cada dia em que praticar", "Semana",
        "semana {number}", "Semanas", ("seg", "ter", "qua", "qui", "sex", "sáb", "dom"), "Notas",
    ),
    "nl": PageWords(
        "Naam", "Datum", "ongeveer {length}", "Scan om te luisteren", "Dit heb je nodig", "Let op", "Gebruik",
        "{length} vasthouden", ("keer", "keer"), ("ronde", "rondes"), ("serie", "series"),
        "per kant", ("rechterkant", "linkerkant"),
        "elke {length}", "in {length}", "rust {length}", ("in", "vast", "uit"),
        "Doe deze oefeningen {number} keer", "Oefening", "Kruis elke dag aan waarop je oefent", "Week",
        "week {number}", "Weken", ("ma", "di", "wo", "do", "vr", "za", "zo"), "Notities",
    ),
}  # fmt: skip


def words_for(language: str) -> PageWords:
    """Return the words for a language tag such as ``de-AT``; English where there are none."""
    return _TABLE.get(base_code(language), _TABLE["en"])


def has_words(language: str) -> bool:
    """Return whether there are words for a language tag."""
    return base_code(language) in _TABLE
