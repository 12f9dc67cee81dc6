"""Read an exercise out of one line, such as "Bird Dog - 3 x 10 per side"."""

from __future__ import annotations

import re

from voicecoach.importing.document import Exercise
from voicecoach.importing.figures import (
    FIRST_FIGURE,
    NEEDS_NO_SEPARATOR,
    ROUNDS,
    has_sides,
    is_length,
    read_figures,
    without_sides,
)

_SEPARATOR = re.compile(r"\s*(?:\s[-–—]+\s?|[:,(|\t]|…)\s*$")
_NO_NAME = re.compile(
    r"(?:inhale|exhale|breathe?|hold|rest|pause|einatmen|ausatmen|atme|halte|halten|inhala|exhala|respira|inspirez|"
    r"expirez|inspira|espira|expira|adem|total|duration|time|length|dauer|duración|durée|durata|duração|duur|"
    r"recovery|recupero|récup(?:ération)?|pausa|pauze|descanso|repos|riposo|ruhe|erholung|introduction|intro|wait|stay|repeat|sets?|reps?|step|day|week|part|minute)\b",
    re.IGNORECASE,
)
_SENTENCE_BREAK = re.compile(
    r"(?<!(?:min|sec|sek|seg|wdh|rep|std|Min|Sec|Sek|Seg|Wdh|Rep|Std)\.)(?<=[^\s\d][.!?])\s+(?=[^\W\d_a-zäöüéèàç])"
    r"|(?<=\d\.)\s+(?=[A-ZÄÖÜÉÈÀÇÑ])"
)
_MOST_NAME_WORDS = 8


def read_exercise(text: str, line: int, *, is_listed: bool) -> Exercise | None:
    """Return the exercise of one line, or None where the line is something else.

    Args:
        text: The line, without a bullet or number.
        line: Its line in the source.
        is_listed: Whether it is an item of a list or stands among other exercises: then "Plank: 30 s" is one, too.
    """
    first = FIRST_FIGURE.search(text)
    if first is None:
        return None
    before, behind = text[: first.start()], text[first.start() :]
    separator = _SEPARATOR.search(before)
    name, name_notes = without_parentheses(before[: separator.start()] if separator else before)
    sides_in_name = has_sides(f"{name} {' '.join(name_notes)}")
    name = without_sides(name).strip(" .:,;-–—*_|\t")
    is_bare_length = is_length(first[0]) and not re.match(r"\s*[x×]\s*\d", text[first.end() :])
    if not _is_name(name) or (is_bare_length and not is_listed):
        return None
    if separator is None and (is_bare_length or not NEEDS_NO_SEPARATOR.match(behind)):
        return None
    sentences = _sentences_after(behind)
    figures = read_figures(sentences[0])
    left = figures.other_words
    if not figures.is_exercise or (left and not is_listed):
        return None
    name_notes = [note for note in name_notes if without_sides(note).strip()]
    return Exercise(
        name=name, line=line, source=text, hold_ms=figures.hold_ms, sets=figures.sets, reps=figures.reps,
        rest_ms=figures.rest_ms, has_sides=figures.has_sides or sides_in_name,
        texts=tuple(sentences[1:]), notes=(*name_notes, *figures.notes, *([left] if left else [])),
    )  # fmt: skip


def read_rounds(text: str) -> int | None:
    """Return the number in a line such as "Repeat 3 times"; None for any other line."""
    found = ROUNDS.fullmatch(text.strip())
    return int(found["count"] or found["count2"]) if found else None


def _is_name(words: str) -> bool:
    """Return whether some words can be the name of an exercise, and are no sentence."""
    is_short = 0 < len(words.split()) <= _MOST_NAME_WORDS and re.search(r"[.!?]\s", words) is None
    return is_short and words[0].isalnum() and not _NO_NAME.match(words) and bool(re.search(r"[^\W\d_]{2}", words))


def without_parentheses(name: str) -> tuple[str, list[str]]:
    """Return a name without what stands in round brackets, and that."""
    notes = [note.strip() for note in re.findall(r"\(([^()]*)\)?", name) if note.strip()]
    return re.sub(r"\s*\([^()]*\)?", "", name), notes


def _sentences_after(text: str) -> list[str]:
    """Return the figures, then the sentences that follow them: "3 x 10. Keep your back straight."."""
    split = _SENTENCE_BREAK.split(text, maxsplit=1)
    return [part.strip() for part in split if part.strip()]
