"""Find the names of those who speak in a text of several voices: "MARY: Welcome."."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from itertools import pairwise

from voicecoach.caseless import Caseless
from voicecoach.importing.document import Document, Note
from voicecoach.importing.lines.exercise_lines import is_exercise
from voicecoach.importing.lines.how_to_labels import HOW_TO
from voicecoach.importing.lines.joined_lines import SourceLine
from voicecoach.importing.lines.labels import is_fact_key, split_fact, without_speaker
from voicecoach.script.direction_words import BREATHE, WORDS, folded
from voicecoach.script.fact_words import FACT_WORDS
from voicecoach.script.listener import folded_words
from voicecoach.script.reader_notes import sound_direction
from voicecoach.script.sides import body_side

_NAME = re.compile(
    r"\s*(?:[-–—]\s+)?(?P<label>(?:\*\*|__)?(?P<name>[A-ZÀ-Ý][A-ZÀ-Ý.'’-]+(?: [A-ZÀ-Ý0-9.'’-]+){0,2})"
    r"\s*(?:\*\*|__)?\s*(?:\([^()\d]{1,40}\)\s*)?:(?:\*\*|__)?)\s+(?![a-zà-ÿ])(?=[^\W_]|[\"“„«([*…])"
)
_NAME_ALONE = re.compile(
    r"\s*(?P<label>(?:\*\*|__)?(?P<name>[A-ZÀ-Ý][A-ZÀ-Ý.'’-]+(?: [A-ZÀ-Ý.'’-]+){1,2})\s*:\s*(?:\*\*|__)?)\s*"
)
# "LA MAÎTRESSE, doucement. — Fermez les yeux."
_PLAY = re.compile(
    r"\s*(?P<label>(?P<name>[A-ZÀ-Ý][A-ZÀ-Ý'’-]+(?: [A-ZÀ-Ý'’-]+){0,2})(?:,\s?[^.—–:\n]{2,40}?)?\.\s?[—–-])\s+(?=\S)"
)
_LETTER = re.compile(r"\s*(?P<letter>[A-ZÀ-Ý])\s?:\s+(?=\S)")
_VOICE = re.compile(
    r"\s*(?:>\s*)?(?P<label>(?:\*\*)?(?P<name>[A-ZÀ-Ý][a-zà-ÿ'’-]{1,14}(?: [A-ZÀ-Ý][a-zà-ÿ.'’-]{0,14})?)"
    r"(?:\*\*)?\s?:(?:\*\*)?)\s+"
    r"(?=[\"“„«¿¡]?[A-ZÀ-Ý])"
)
# Those who speak: H = Hebamme, P = Partner/in.
_CAST = re.compile(r"\s*(?:[A-ZÀ-Ý]\s?[=:]\s?[^\W\d_][^=:,;]{1,40}(?:[,;]\s?|\s*$)){2,}")
_ASKED_TO_SPEAK_TEXT = (
    "say ask read speak tell explain emphasize emphasise whisper sagen fragen vorlesen erklären sprechen decir "
    "preguntar leer explicar hablar dire demander lire expliquer parler chiedere leggere spiegare parlare dizer "
    "perguntar ler falar zeg vraag lees uitleggen spreken"
)
_ASKED_TO_SPEAK = _ASKED_TO_SPEAK_TEXT.split()
"""The verbs before what is said in the plan of a lesson: "SAY: Close your eyes."."""

SAYS = Caseless(
    rf"\s*(?P<label>(?:\*\*|__)?(?P<verb>{'|'.join(_ASKED_TO_SPEAK)})\s?(?:\*\*|__)?\s?:(?:\*\*|__)?)\s+"
    r"(?=[\"“„«]?(?-i:[A-ZÀ-Ý¿¡]))"
)
"""A label that asks whoever leads to speak: "Say: Close your eyes."."""

_NO_NAMES = (
    BREATHE
    | FACT_WORDS
    | frozenset(
        folded(
            "part step teil schritt parte paso partie étape passo etapa deel stap in out ein aus nb ps tip tipp "
            "important wichtig importante important belangrijk warning achtung remember hold relax focus round runde"
        ).split()
    )
).union(*(table.pause | table.hold | table.notes | table.music | table.numbers.keys() for table in WORDS.values())) - {
    "tom",  # a name as well as the Portuguese word for a tone
    *map(folded, _ASKED_TO_SPEAK),
}
_TIMED_NAME = re.compile(
    r"\s*(?:(?P<name>[A-ZÀ-Ý][\w.'’-]{0,20}(?: [\w.'’-]{1,20}){0,3}) {1,8}(?:[|–—-] )?)?"
    r"(?P<clock>[(\[]?(?:\d{1,2}:)?\d{1,2}:\d{2}[)\]]?)(?P<colon>:?)\s*"
)
WHY_ABOVE = "unsure: it stands above the script itself"
"""The reason why lines above the first words are notes."""

_LEAST_LINES = 2
_MOST_ABOVE = 6
_TITLE = re.compile(r"\s*[A-ZÀ-Ý\d][^.:!?]{3,60}")
_LEAST_OF_LETTER = 3
_SHARE_OF_VOICES = 0.6  # of the lines with words
_LONGEST_CAST = 120


def without_name(text: str) -> tuple[str, str]:
    """Return a line without a speaker's name in capitals, and the name; empty where it has none.

    >>> without_name("MARY (softly): Breathe in."), without_name("INHALE: four counts")
    (('Breathe in.', 'MARY (softly):'), ('INHALE: four counts', ''))
    """
    found = _NAME.match(text)
    words = folded_words(found["name"]) if found else []
    if found is None or not words or not _NO_NAMES.isdisjoint(words) or sound_direction(text):
        return text, ""
    if text[found.end() : found.end() + 1].isdigit() and is_exercise(text):
        return text, ""  # "PLANK: 2 minutes"
    return text[found.end() :], found["label"].strip("*_ ")


def without_names(lines: Sequence[SourceLine], document: Document) -> list[SourceLine]:
    """Take the speakers' names out of a text in which two lines or more have one; they become notes.

    Each speaker begins a line of the script.
    """
    letters = _letters(lines)
    verbs = {folded(found["verb"]) for line in lines if (found := SAYS.match(line.text))}
    are_labels = len(verbs) > 1  # "Ask: Who am I?" alone may be for the listener
    alone = _names_alone(lines)
    voices = _voices(lines)
    named = [
        (line, "", line.text.strip(" *_"))
        if line.number in alone
        else (line, *_without_label(line.text, letters | voices, are_verbs_labels=are_labels))
        for line in lines
    ]
    names = [label for line, _, label in named if label and not without_speaker(line.text)[1]]
    known = sum(bool(without_speaker(line.text)[1]) for line in lines)
    if (
        not names
        or len(names) + known < _LEAST_LINES
        or any(split_fact(name) is None for name in names if name.endswith(":"))
    ):
        return list(lines)
    kept: list[SourceLine] = []
    for line, words, label in named:
        if letters and (_CAST.fullmatch(line.text) or (words[:1].islower() and _LETTER.match(line.text))):
            document.blocks.append(Note(line.text.strip(), line.number, "unsure: it says what a speaker does"))
            kept.append(SourceLine("", line.number))
            continue
        if not label or without_speaker(line.text)[1]:
            kept.append(line)
            continue
        if kept and kept[-1].text.strip():
            kept[-1] = SourceLine(f"{kept[-1].text.rstrip()}\\", kept[-1].number)
        document.blocks.append(Note(label, line.number))
        kept.append(SourceLine(words, line.number))
    return kept


def _names_alone(lines: Sequence[SourceLine]) -> set[int]:
    """Return the numbers of the lines that are nothing but a name in capitals, "MARY BELL:", which stands so twice."""
    found = {line.number: one["name"] for line in lines if (one := _NAME_ALONE.fullmatch(line.text)) is not None}
    counts = Counter(found.values())
    names = {name for name in counts if _NO_NAMES.isdisjoint(folded_words(name)) and body_side(name) is None}
    return {number for number, name in found.items() if name in names and counts[name] >= _LEAST_LINES}


def without_timed_names(lines: Sequence[SourceLine], document: Document) -> list[SourceLine]:
    """Take the names before clock times out of a transcript: "Anna Berg (00:47):", "Speaker 1  0:47".

    The same names come again above words, at times that rise; or other lines are times from zero on.
    """
    timed = {line.number: found for line in lines if (found := _TIMED_NAME.fullmatch(line.text))}
    names = [found["name"] for found in timed.values()]
    if not any(names):
        return list(lines)
    clocks = [[0, *map(int, re.findall(r"\d+", found["clock"]))][-3:] for found in timed.values()]
    filled = [line.number for line in lines if line.text.strip()]
    has_words = not any(before in timed and after in timed for before, after in pairwise(filled))
    is_talk = has_words and len(set(names)) < len(names) and all(a < b for a, b in pairwise(clocks))
    # "Arriving (1:00):" and "Body (3:00):" are heads.
    is_marked = all(found["colon"] or not found["name"] for found in timed.values()) and not any(clocks[0])
    if not is_talk and (not is_marked or (None not in names and len(set(names)) == len(names))):
        return list(lines)
    for number, found in timed.items():
        if found["name"]:
            document.blocks.append(Note(found["name"], number))
    above = [line for line in lines if is_talk and line.number < min(timed) and re.match(r"\s*\w", line.text)]
    if len(above) <= _MOST_ABOVE:  # what the program that wrote it down says of itself
        is_titled = not document.title and bool(above) and _TITLE.fullmatch(above[0].text) is not None
        document.title = above[0].text.strip() if is_titled else document.title
        document.blocks += [Note(line.text.strip(), line.number, WHY_ABOVE) for line in above[is_titled:]]
        lines = [line for line in lines if line not in above]
    return [SourceLine(timed[line.number]["clock"], line.number) if line.number in timed else line for line in lines]


def _without_label(text: str, speakers: Container[str], *, are_verbs_labels: bool) -> tuple[str, str]:
    """Return a line without a speaker's name, as in a play or as one of some letters, and the name."""
    if are_verbs_labels and (said := SAYS.match(text)) is not None:
        return text[said.end() :], said["label"].strip("*_ ")
    if (letter := _LETTER.match(text)) is not None and letter["letter"] in speakers:
        return text[letter.end() :], letter[0].strip()
    if (voice := _VOICE.match(text)) is not None and voice["name"] in speakers:
        return text[voice.end() :], voice["label"].strip("*_ ")
    play = _PLAY.match(text)
    return (text[play.end() :], play["label"]) if play is not None else without_name(text)


def _voices(lines: Sequence[SourceLine]) -> set[str]:
    """Return the names that stand before most paragraphs, one of them before three or more: "Bea: Good morning."."""
    begun = [found for line in lines if (found := _VOICE.match(line.text))]
    counts = Counter(found["name"] for found in begun if not without_speaker(found.string)[1])
    known = sum(bool(without_speaker(found.string)[1]) for found in begun)
    names = {name for name, count in counts.items() if count >= _LEAST_LINES and _may_speak(name)}
    filled = [
        line for line in lines if re.match(r"\s*(?:>\s*)?(?:\*\*)?[^\W_]", line.text) and " " in line.text.strip()
    ]
    said = sum(counts[name] for name in names) + known
    is_often = max((known, *(counts[name] for name in names)), default=0) >= _LEAST_OF_LETTER
    return names if is_often and said >= _SHARE_OF_VOICES * len(filled) else set()


def _may_speak(name: str) -> bool:
    """Return whether a label may be a name: no part of a breath or an exercise, and no fact about the text."""
    return _NO_NAMES.isdisjoint(folded_words(name)) and not is_fact_key(name) and HOW_TO.fullmatch(name) is None


def _letters(lines: Sequence[SourceLine]) -> set[str]:
    """Return the letters that stand for speakers: a line tells who they are, or each begins three lines or more."""
    begun = Counter(found["letter"] for line in lines if (found := _LETTER.match(line.text)))
    told = {
        letter
        for line in lines if len(line.text) <= _LONGEST_CAST and _CAST.fullmatch(line.text)
        for letter in re.findall(r"([A-ZÀ-Ý])\s?[=:]", line.text)
    }  # fmt: skip
    is_often = any(count >= _LEAST_OF_LETTER for count in begun.values())
    return set(begun) if is_often else told & begun.keys()
