"""Take the patient and how often to practise out of a sheet's title: "Back exercises – Mrs M. – 3x a week"."""

from __future__ import annotations

import re

from voicecoach.importing.lines.about_text import is_dosage

_JOINT = re.compile(r"\s+[–—|-]\s+|\s*,\s+|\s*[(\[]|[)\]]")
_PERSON = re.compile(
    r"(?:(?:for|für|para|pour|per|voor)\s)?(?:frau|herrn?|fr\.|hr\.|mrs?\.?|ms\.?|miss|m\.|mme|mlle|monsieur|madame|"
    r"sra?\.?|srta\.?|señora?|sig\.(?:\s?ra)?|signora?|sig\.?r?a|senhora?|dhr\.?|mevr\.?|mw\.?|mevrouw|meneer|"
    r"patient(?:in|e)?:?|paciente:?|paziente:?|patiënt(?:e)?:?)(?:\s(?:(?:de|van|von|der|den|da|del|di|la)\s){0,2}(?-i:[A-ZÀ-Ý])[^\W\d_'’-]*\.?){1,3}",
    re.IGNORECASE,
)
_PATIENT = re.compile(r"pa[tcz]i[eë]n", re.IGNORECASE)
_EVERY_DAY = re.compile(
    r"(?:bitte\s|please\s)?(?:täglich|jeden tag|daily|every day|todos los días|a diario|tous les jours|ogni giorno|"
    r"tutti i giorni|todos os dias|diariamente|dagelijks|elke dag)(?:\s\d\s?(?:x|×|mal|keer))?",
    re.IGNORECASE,
)
_OF_EXERCISES = re.compile(
    r"exerci|exerc[ií]|ejercicio|eserciz|übung|uebung|programm?|oefen|sheet|plan|reha|r[eé][eé]duc|riabilit|reabilit|revalid|physio|fisio|kin[eé]|therap|terap",
    re.IGNORECASE,
)
_EXERCISES = re.compile(
    r"\b(?:exercises|übungen|übungs\w+|ejercicios|exercices|esercizi|exercícios|oefen\w+|(?:heim|trainings)programm|"
    r"(?:exercise|training) (?:plan|programme?|sheet)|programa de ejercicios|scheda|plano domiciliar)\b",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d{2}){1,2}|\d{4}-\d{2}-\d{2}")
_LEAST_LETTERS = 3
_LONGEST_TITLE_CHARACTERS = 200


def sheet_title(line: str) -> tuple[str, str]:
    """Return the title of a sheet, and what stands behind it about the patient; no title for any other line.

    >>> sheet_title("Übungsprogramm Rücken – Frau M. – bitte 3x pro Woche")
    ('Übungsprogramm Rücken', 'Frau M. – bitte 3x pro Woche')
    >>> sheet_title("Calm – Mr. Fox"), sheet_title("Stretches, 3 x 10")
    (('', ''), ('', ''))
    """
    if len(line) > _LONGEST_TITLE_CHARACTERS:
        return "", ""
    for joint in _JOINT.finditer(line):
        rest = line[joint.end() :].strip(" )]")
        parts = [part.strip() for part in _JOINT.split(rest) if part.strip()]
        title = line[: joint.start()].strip()
        if not parts or len(re.findall(r"[^\W\d_]", title)) < _LEAST_LETTERS or _PERSON.fullmatch(title):
            continue
        is_told = [_is_date_or_often(part) for part in parts]
        if all(told or _PERSON.fullmatch(part) for told, part in zip(is_told, parts, strict=True)):
            is_sheet = any(is_told) or _PATIENT.match(rest) or _OF_EXERCISES.search(title)
            return (title, rest) if is_sheet else ("", "")
    return "", ""


def names_exercises(line: str) -> bool:
    """Return whether a line can be the title of a sheet of exercises: "Oefenschema heup, week 2".

    >>> names_exercises("Exercices pour l'épaule"), names_exercises("Cabinet de physiothérapie")
    (True, False)
    """
    return _EXERCISES.search(line) is not None


def is_of_patient(line: str) -> bool:
    """Return whether a line only tells the patient, a date, or how often to practise: "M. Perrin – 2 fois par jour"."""
    parts = (
        [part.strip() for part in _JOINT.split(line) if part.strip()] if len(line) <= _LONGEST_TITLE_CHARACTERS else []
    )
    return bool(parts) and all(_is_date_or_often(part) or _PERSON.fullmatch(part) for part in parts)


def _is_date_or_often(part: str) -> bool:
    """Return whether a part of a line is a date or tells how often to practise."""
    return bool(_DATE.fullmatch(part) or _EVERY_DAY.fullmatch(part) or is_dosage(part))
