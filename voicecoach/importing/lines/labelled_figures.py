"""Read the figures of an exercise that stand behind labels, as on a physiotherapist's sheet: "Hold: 5 s   Reps: 10"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from voicecoach.caseless import Caseless
from voicecoach.importing.document import MOST_BLOCKS
from voicecoach.importing.lines.figure_words import EACH, LIMB, D, N

_LABELS = {
    "pair": r"(?:sets?|serien?|sätze|series?|séries?)\s?[/x×]\s?(?:reps?|wdh\.?|wh|wiederholungen|rip|rép|repeticiones|"
    r"répétitions|ripetizioni|repetições|herh|herhalingen)",
    "hold": r"hold(?: time)?|halten|haltezeit|haltedauer|mantener|mantenimiento|sostener|tenir|maintien|maintenir|"
    r"tenue|tenere|mantenere|tenuta|mantenimento|manter|manutenção|segurar|vasthouden|aanhouden",
    "length": r"time|duration|dauer|zeit|tiempo|duración|durée|temps|durata|tempo|duração|duur|tijd",
    "reps": r"reps?|repetitions?|repeat|wdh|wh|wiederholung(?:en)?|wiederholen|repeticion(?:es)?|repetir|réps?|"
    r"répétitions?|répéter|rip|ripetizion[ei]|ripetere|repetiç(?:ão|ões)|herh|herhaling(?:en)?|herhalen",
    "sets": r"sets?|serien?|sätze|satz|durchgänge|durchgang|series|séries?|serie|rondes",
    "rest": r"rest|pausen?|descanso|repos|récup(?:ération)?|recuperación|recupero|riposo|pausa|intervall?o|"
    r"recuperação|rust|pauze",
    "sides": r"sides?|seiten?|lados?|côtés?|lat[oi]|zijden?|kant(?:en)?",
    "often": r"freq(?:uency)?|how often|häufigkeit|frecuencia|frec|fréq(?:uence)?|frequenza|frequência|frequentie",
    "other": r"resistance|weight|load|equipment|gewicht|widerstand|hilfsmittel|resistencia|peso|carga|material|"
    r"résistance|charge|poids|matériel|resistenza|carico|attrezzo|resistência|weerstand|materiaal",
}
"""The labels by what their values mean; ``often`` and ``other`` are told to the reader alone."""

_WORDED = {
    "pair": "{}",
    "hold": "hold {}",
    "length": "hold {}",
    "reps": "reps: {}",
    "sets": "sets: {}",
    "rest": "rest {}",
    "sides": "sides: {}",
}
"""Each value as the words that :func:`read_figures` understands."""

_BETWEEN = r"(?:\s?\(?(?:between sets|zwischen den sätzen|entre (?:las )?series|entre les séries|tra le serie|"
_BETWEEN += r"entre (?:as )?séries|tussen de sets|per set|each|s|sec|sek|seg|min)\)?)?"
_LABEL = Caseless(
    rf"(?<![\w/])(?:{'|'.join(f'(?P<{kind}>{words})' for kind, words in _LABELS.items())}){_BETWEEN}"
    r"\.?\s?(?P<colon>[:=])\s*|"
    r"(?:^|[,;:/|·•]\s*|\s[-–—]\s+|\s\s)"
    rf"(?:{'|'.join(f'(?P<{kind}_>{words})' for kind, words in _LABELS.items())})\.?\s(?=\d)",
)
_SIDES_OF_VALUE = rf"(?:\s?(?:/|\(|,)?\s?(?:(?:on\s|auf\s|en\s|de\s|su\s)?{EACH}\s?{LIMB}|/\s?{LIMB}|each|je|ea)\)?)?"
_VALUES = {
    "pair": re.compile(rf"{N}\s?[/x×]\s?{N}{_SIDES_OF_VALUE}", re.IGNORECASE),
    "hold": re.compile(rf"(?:{D}|{N}){_SIDES_OF_VALUE}", re.IGNORECASE),
    "length": re.compile(rf"(?:{D}|{N}){_SIDES_OF_VALUE}", re.IGNORECASE),
    "reps": re.compile(rf"(?:{N}\s?[x×]?|[x×]\s?{N}|{D}){_SIDES_OF_VALUE}", re.IGNORECASE),
    "sets": re.compile(rf"(?:{N}\s?[x×]?|[x×]\s?{N}){_SIDES_OF_VALUE}", re.IGNORECASE),
    "rest": re.compile(rf"(?:{D}|{N})", re.IGNORECASE),
    "sides": re.compile(r"[^\d.:]{1,30}", re.IGNORECASE),
    "often": re.compile(r"[^:!?]{1,40}", re.IGNORECASE),
    "other": re.compile(r"[^:!?]{1,40}", re.IGNORECASE),
}
_NONE = re.compile(r"[\s–—/_-]*|n/?a|no(?:ne)?", re.IGNORECASE)
_BARE = re.compile(rf"{N}", re.IGNORECASE)
_COLON = re.compile("[:=]")
_AROUND = " ,;/|.\t-–—·•"
_ENOUGH_ALONE = ("hold", "reps", "sets", "pair")
_BEFORE_LABELS = re.compile(r"(?:[-–—:,(|\t*]\s*|\s\s)$")
_LONGEST_CHARACTERS = 240


@dataclass(frozen=True, slots=True)
class LabelledFigures:
    """The figures of a line of labels.

    Attributes:
        words: Each figure in words that ask for the same: "hold 5 seconds ; reps: 10".
        notes: The fields that are no figures: "Freq: 2x/day".
    """

    words: str
    notes: tuple[str, ...]


@functools.lru_cache(maxsize=MOST_BLOCKS)  # several readers go through all lines of a text, one after the other
def labelled_figures(text: str) -> LabelledFigures | None:
    """Return the figures of a line that has labels with values and nothing else; None for any other.

    >>> labelled_figures("Hold: 5 seconds    Reps: 10    Freq: 2x/day")
    LabelledFigures(words='hold 5 seconds ; reps: 10', notes=('Freq: 2x/day',))
    >>> labelled_figures("Hold 3 sec, lower slowly.") is None
    True
    """
    line = text.replace("*", "").replace("_", "").strip(" .;,|\n")
    if len(line) > _LONGEST_CHARACTERS or not re.search(r"\d", line):
        return None
    fields = list(_fields(line))
    if not fields or not any(kind in _WORDED for kind, _, _ in fields):
        return None
    if fields[0][1] or (len(fields) == 1 and (fields[0][0] not in _ENOUGH_ALONE or not _COLON.search(line))):
        return None  # words before the first label, "Repeat 10 times", or the length of a whole text: "Dauer: 10 Min."
    words, notes = [], []
    for label, _, field in fields:
        value = field[1]
        is_pair = label in ("reps", "sets") and _VALUES["pair"].fullmatch(value)  # "Reps: 2 x 8"
        kind = "pair" if is_pair else label
        if kind not in _WORDED:
            notes.append(field[0])
        elif _VALUES[kind].fullmatch(value):
            is_bare = kind in ("hold", "length", "rest") and _BARE.fullmatch(value)
            value = re.sub(r"(?<=\d)\s?/\s?(?=\d)", " x ", value) if kind == "pair" else value
            words.append(_WORDED[kind].format(f"{value} s" if is_bare else value.strip("x× ")))
        elif not _NONE.fullmatch(value):
            return None
    return LabelledFigures(" ; ".join(words), tuple(notes)) if words else None


def name_and_labels(text: str) -> tuple[str, str] | None:
    """Return the name before the labels of an exercise, and those; None for any other line.

    >>> name_and_labels("Bridge – Reps: 10, Sets: 2"), name_and_labels("Set 3 chairs.")
    (('Bridge', 'Reps: 10, Sets: 2'), None)
    """
    label = _LABEL.search(text, 1) if len(text) <= _LONGEST_CHARACTERS and re.search(r"\d", text) else None
    if label is None:
        return None
    start = min(label.start(kind) for kind, words in label.groupdict().items() if words and kind != "colon")
    name, labels = text[:start], text[start:].rstrip(" )*_")
    is_apart = _BEFORE_LABELS.search(name) or (name[-1:] == " " and len(list(_fields(labels))) > 1)
    if not is_apart or not re.search(r"[^\W\d_]{2}", name) or labelled_figures(labels) is None:
        return None
    return name.strip(f"{_AROUND}:(*_"), labels


def is_label(key: str) -> bool:
    """Return whether some words are the label of a figure: "Tenuta", "Wdh."."""
    found = _LABEL.fullmatch(f"{key.strip()}:")
    return found is not None and not found["other"] and not found["often"]


def label_kind(key: str) -> str:
    """Return the kind of figure that a label names, such as "hold" for "Vasthouden"; empty for other words."""
    found = _LABEL.fullmatch(f"{key.strip()}:")
    groups = found.groupdict() if found else {}
    kind = next((name.rstrip("_") for name, words in groups.items() if words and name != "colon"), "")
    return {"length": "hold", "pair": "figures"}.get(kind, kind)


def is_for_reader(text: str) -> bool:
    """Return whether a line is a label with a value that no step has: "Frequency: every other day"."""
    label = _LABEL.match(re.sub(r"[*_]+", "", text))
    return label is not None and bool(label["colon"]) and bool(label["often"] or label["other"])


def _fields(line: str) -> Iterator[tuple[str, str, tuple[str, str]]]:
    """Yield the kind of each field, the words before its label, and the whole field with its value."""
    found = list(_LABEL.finditer(line))
    for at, label in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(line)
        value = line[label.end() : end].strip(_AROUND)
        kind = next(name.rstrip("_") for name, words in label.groupdict().items() if words and name != "colon")
        before = line[: label.start()].strip() if at == 0 else ""
        yield kind, before, (line[label.start() : end].strip(_AROUND), value)
