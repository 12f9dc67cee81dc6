"""Notes that only their wording tells: spoken, and told in the report."""

from __future__ import annotations

import pytest

from voicecoach.importing.convert import convert
from voicecoach.importing.directions.parts import MAY_BE_NOTE
from voicecoach.importing.notes import wording
from voicecoach.importing.notes.wording import examples_in, learned, wording_of

LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pt")

NOTES = {
    "en": [
        "Give the group plenty of time between the lines, and speak more softly towards the end.",
        "This script suits adults who have some experience with relaxation.",
        "You are welcome to change the names to suit your class.",
    ],
    "de": [
        "Lassen Sie der Gruppe zwischen den Sätzen viel Zeit und werden Sie gegen Ende leiser.",
        "Diese Anleitung eignet sich für Erwachsene mit etwas Erfahrung.",
        "Die Übungen sollten dreimal pro Woche gemacht werden.",
    ],
    "es": [
        "Deje al grupo bastante tiempo entre las frases y baje la voz hacia el final.",
        "Este guion es adecuado para adultos con algo de experiencia.",
        "Los ejercicios deben hacerse tres veces por semana.",
    ],
    "fr": [
        "Laissez au groupe beaucoup de temps entre les phrases et baissez la voix vers la fin.",
        "Ce texte convient aux adultes qui ont déjà une certaine expérience.",
        "Les exercices sont à faire trois fois par semaine.",
    ],
    "it": [
        "Lasciate al gruppo molto tempo tra le frasi e abbassate la voce verso la fine.",
        "Questo testo è adatto ad adulti con un po' di esperienza.",
        "Gli esercizi vanno fatti tre volte alla settimana.",
    ],
    "nl": [
        "Geef de groep veel tijd tussen de zinnen en praat tegen het einde zachter.",
        "Dit script is geschikt voor volwassenen met enige ervaring.",
        "De oefeningen moeten drie keer per week gedaan worden.",
    ],
    "pt": [
        "Dê ao grupo bastante tempo entre as frases e baixe a voz perto do fim.",
        "Este roteiro é indicado para adultos com alguma experiência.",
        "Os exercícios devem ser feitos três vezes por semana.",
    ],
}
SPEECH = {
    "en": "Let your jaw hang loose.|Count the waves with me, one, two, three.|The fox ran home over the fields.",
    "de": "Lass deinen Kiefer locker.|Zähl die Wellen mit mir, eins, zwei, drei.|Der Fuchs lief über die Felder heim.",
    "es": "Suelta la mandíbula.|Cuenta las olas conmigo, una, dos, tres.|El zorro volvió a casa por los campos.",
    "fr": "Relâchez la mâchoire.|Comptez les vagues avec moi, une, deux.|Le renard rentra chez lui par les champs.",
    "it": "Lascia andare la mascella.|Conta le onde con me, una, due, tre.|La volpe tornò a casa per i campi.",
    "nl": "Laat je kaak los.|Tel de golven met me mee, een, twee, drie.|De vos liep over de velden naar huis.",
    "pt": "Solta o maxilar.|Conta as ondas comigo, uma, duas, três.|A raposa voltou para casa pelos campos.",
}


def told(lines: list[str]) -> list[str]:
    report = convert("\n\n".join(lines).encode(), "a.txt").entries
    return [entry.source for entry in report if entry.became == MAY_BE_NOTE]


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_lines_that_no_example_has_the_notes_read_like_notes(language: str) -> None:
    known = wording_of(language)
    assert known is not None
    assert [one for one in NOTES[language] if not known.is_like_note(one)] == []
    assert [one for one in SPEECH[language].split("|") if known.is_like_note(one)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_examples_that_are_left_out_a_quarter_is_found_and_little_speech_is_taken(language: str) -> None:
    notes, speech = examples_in((wording.EXAMPLES / f"{language}.txt").read_text(encoding="utf-8"))
    fifths = [
        (learned(without(notes, part), without(speech, part)), notes[part::5], speech[part::5]) for part in range(5)
    ]
    found = [known.is_like_note(one) for known, notes, _ in fifths for one in notes if len(one.split()) > 2]
    taken = [known.is_like_note(one) for known, _, speech in fifths for one in speech]
    assert sum(found) > len(found) / 4
    assert sum(taken) < len(taken) / 25


def without(lines: list[str], part: int) -> list[str]:
    return [one for at, one in enumerate(lines) if at % 5 != part]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_an_example_twice(language: str) -> None:
    notes, speech = examples_in((wording.EXAMPLES / f"{language}.txt").read_text(encoding="utf-8"))
    lines = [one.casefold() for one in (*notes, *speech)]
    assert sorted({one for one in lines if lines.count(one) > 1}) == []


def test_a_note_between_speech_is_told_and_what_is_told_already_is_not_told_again() -> None:
    note = "The harp piece of about four minutes works well under this part."
    assert told(["Close your eyes.", note, "Rest now.", "Feel your feet."]) == [note]
    assert told(["Close your eyes.", "Feel your feet. " + note, "Rest now."]) == [note]
    assert told(["Close your eyes.", f"({note})", "Rest now."]) == []


def test_in_a_tale_what_happened_and_what_somebody_says_are_no_notes() -> None:
    tale = [
        "The king sat in his hall. He was old, and the nights were long.",
        "The exercises were done three times a week.",
        "“The exercises should be done three times a week,” said the doctor.",
        "Silence fell. The king looked at the fire, and slept.",
    ]
    assert told(tale) == []


def test_a_language_without_examples_has_no_remarks() -> None:
    assert wording_of("fi") is None
