"""Read an exercise out of the cells of a table's row, by the heads of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from voicecoach.importing.document import Exercise, TableRow
from voicecoach.importing.lines.about_text import is_dosage
from voicecoach.importing.lines.exercise_lines import asks_for_breath, read_exercise, without_parentheses
from voicecoach.importing.lines.figure_sides import has_sides as tells_sides
from voicecoach.importing.lines.figure_sides import is_one_side, without_sides
from voicecoach.importing.lines.figures import Figures, figures_alone, figures_of, read_figures
from voicecoach.importing.lines.labelled_figures import label_kind
from voicecoach.script.directions import read_pause

_COLUMNS: dict[str, str] = {
    "name": "exercise exercises name movement pose move title übung name bewegung ejercicio nombre "
    "postura poses posturas postures asanas exercice nom "
    "posture esercizio esercizi nome posizione exercício exercicio exercícios ejercicios exercices movimiento "
    "mouvement movimento übungen asanas phase fase oefening oefeningen naam activity stretch asana interval",
    "sets": "sets set series serie séries sätze satz durchgänge serien rounds runden",
    "reps": "reps rep rép réps rip wh herh repet répet repetitions wiederholungen wdh repeticiones "
    "répétitions ripetizioni repetições herhalingen count",
    "hold": "hold time duration seconds secs sec length work work_time on dauer zeit arbeit belastung sekunden "
    "halten "
    "haltezeit tiempo duración segundos trabajo durée temps secondes travail durata tempo secondi lavoro duração "
    "trabalho tijd duur seconden werk s min minutes minuten minutos minuti "
    "tenue maintien mantener manter mantenimiento tenuta mantenere",
    "rest": "rest rests off break recovery pause pausen erholung ruhe descanso descansos pausa intervalo recuperación "
    "repos pauses récupération recuperation récup riposo recupero intervallo rec recup recuperação rust pauze pauzes",
    "sides": "side sides seite seiten lado lados côté côtés lato lati kant kanten",
    "figures": "sets/reps reps/sets dosage dose prescription volume sets×reps",
    "text": "instructions instruction description script text words say narration spoken audio how details vo "
    "voiceover voice-over narrator speaker sprecher sprecherin narrador narradora locutor locutora narrateur "
    "narratore narratrice verteller verteltekst "
    "anleitung beschreibung anweisung instrucciones descripción guion texto consigne consignes description texte "
    "istruzioni descrizione testo instruções descrição texto uitleg beschrijving tekst instructie "
    "consigna guion roteiro copione "
    "indicaciones indicazioni indicazione aanwijzing aanwijzingen indication indications "
    "indicações fala locución locução parlato diálogo ausführung sprechtext",
    "hint": "cue cues notes note comment comments tip tips hint hints remark remarks hinweis hinweise tipp tipps "
    "bemerkung notizen notities bemerkungen anmerkung anmerkungen achtung observaciones observación nota "
    "notas consejo consejos remarques remarque conseil conseils osservazioni osservazione consiglio "
    "consigli observação observações dica dicas opmerking opmerkingen aandachtspunt aandachtspunten let",
    "breaths": "breaths breath atemzüge atemzug respiraciones respirations respiration respiri respirazioni "
    "respirações ademhalingen",
    "position": "position start ausgangsposition ausgangslage posición posizione posição houding",
}
_SETS_FIRST = re.compile(r"\W*(?:sets?|sätze|serien?|series?|séries?)\s?[x×/]", re.IGNORECASE)  # Sets x Reps
_BEFORE = {
    "figures": "",
    "hold": "hold ",
    "sets": "sets: ",
    "reps": "reps: ",
    "rest": "rest ",
    "sides": "",
    "breaths": "",
}
"""The columns with figures, each with the word that tells what its number means."""

# Behind the word for silence in a head
_AFTERWARDS = re.compile(r"\s(?:after|afterwards|danach|después|despues|après|dopo|depois|erna|daarna)$", re.IGNORECASE)
_UNIT_HEAD = re.compile(r"min|sec|sek|seg", re.IGNORECASE)  # the minute of a session is no silence
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s*[-–]\s*[\d:]+)?")
_BOTH = re.compile(r"both|each|beide|ambos|deux|entramb|l\s?/\s?r|2", re.IGNORECASE)
_MOST_WORDS_OF_FIGURES = 8
_MOST_WORDS_OF_REMARK = 2
_MOST_WORDS_OF_HINT = 1
_LEAST_WORDS_OF_SENTENCE = 4
_PARTS_OF_CELL = re.compile(r"\n|\s*;\s*|\s+[•·]\s+")
_PARTS_OF_HINT = re.compile(r"\n|\s*;\s*|(?<=[^\W\d_]{4}[.!])\s+")
_REPS_AND_HOLD = re.compile(r"\s*(\d{1,3}(?:\s?[-–]\s?\d{1,3})?)\s*\(([^()]*\d[^()]*)\)\s*")  # "10 (hold 3 s)"
_MOST_NAME_WORDS = 6
_IS_DATE = re.compile(
    r"(?:week|weeks|day|woche|tag|semana|d[ií]a|semaine|jour|settimana|giorno|dag|month|monat|mes|mois|mese|mês|maand|"
    r"total|summe|totale)\b",
    re.IGNORECASE,
)
_FOR_COACH_TEXT = (
    "coach coaches coaching teacher teachers teacher's trainer trainers instructor instructors therapist pt "
    "facilitator leader internal private trainerin lehrer lehrerin lehrkraft kursleitung leitung therapeut docent "
    "begeleider leraar profesor profesora instructora entrenador terapeuta facilitador professeur professeure "
    "coachs moniteur animateur thérapeute insegnante istruttore allenatore terapista professor professora "
    "instrutor treinador benefit benefits muscle muscles nutzen muskel muskeln beneficio beneficios músculo "
    "músculos bienfait bienfaits muscolo muscoli benefici benefício benefícios spier spieren"
)
_FOR_COACH = frozenset(_FOR_COACH_TEXT.split())
"""Words of heads whose columns are for whoever leads, or only tell about an exercise."""

_PART = re.compile(r"(?:phase|fase|section|abschnitt|part|teil|block|bloque|bloc|blocco|bloco|blok)\b", re.IGNORECASE)
_POSE = re.compile(
    r"(?:poses?|asanas?|posturas?|postures?|posizion[ei]|posição|posições|positions?|haltung|houding|stellung|moves?|"
    r"movements?|bewegung|beweging|movimientos?|mouvements?|moviment[oi]s?)\b",
    re.IGNORECASE,
)
_HEADS = {
    "en": "exercise exercises sets reps rest hold duration notes instructions time side sides seconds rounds",
    "de": "übung übungen sätze satz wdh wiederholungen dauer zeit haltezeit hinweis hinweise anleitung pause seite "
    "sek sekunden runden zirkel",
    "es": "ejercicio ejercicios series repeticiones descanso duración duracion tiempo notas nota lado lados seg "
    "segundos rondas vueltas circuito nombre",
    "fr": "exercice exercices séries répétitions repos durée temps remarque remarques côté secondes tours circuit "
    "nom",
    "it": "esercizio esercizi serie ripetizioni riposo recupero durata note lato secondi giri circuito nome "
    "posizione respiri indicazioni",
    "pt": "exercício exercícios séries repetições descanso duração notas lado lados segundos rodadas voltas "
    "circuito nome",
    "nl": "oefening oefeningen sets herhalingen rust duur tijd opmerking opmerkingen kant seconden rondes naam "
    "houding aanwijzing aanwijzingen",
}  # fmt: skip
"""The heads of a plan's columns in each language."""
_LEAST_HEADS = 2
_TEXT_HEAD = re.compile(r"\w{3,}te(?:xt|kst)")  # a compound word, such as "Ansagetext"
_COLUMN_OF = {word: column for column, words in _COLUMNS.items() for word in words.split()}


def column_of(head: str) -> str:
    """Return the kind of column that a head names; empty where it is unknown."""
    words = re.findall(r"[^\W\d_×/]+(?:[/×][^\W\d_]+)?", head.lower())
    if not _FOR_COACH.isdisjoint(words):
        return ""
    words = [part for word in words for part in ([word] if word in _COLUMN_OF else re.split("[/×]", word))]
    columns = [_COLUMN_OF[word] for word in words if word in _COLUMN_OF]
    if not columns and (kind := label_kind(head)) in _BEFORE:
        return kind
    columns = columns or ["text" for word in words if _TEXT_HEAD.fullmatch(word)]
    # "Time / repetitions": each cell says which of the two it has.
    is_mixed = "reps" in columns and ("hold" in columns or "sets" in columns)
    return "figures" if is_mixed else next(iter(columns), "")


def language_of_heads(heads: Iterable[str]) -> str:
    """Return the language of the heads of a table's columns; empty where two languages have as many of them.

    >>> language_of_heads(["Übung", "Sätze", "Wdh.", "Pause"]), language_of_heads(["Name", "Sets"])
    ('de', '')
    """
    words = set(re.findall(r"[^\W\d_]+", " ".join(heads).lower()))
    counts = sorted(((len(words & set(known.split())), code) for code, known in _HEADS.items()), reverse=True)
    (most, best), (second, _) = counts[:2]
    return best if most >= _LEAST_HEADS and most > second else ""


def exercise_of_row(row: TableRow) -> Exercise | None:
    """Return the exercise of a table's row, or None where nothing in it is a figure of one."""
    cells = _Cells.of(row)
    if not cells.name:
        return None
    name, name_notes = without_parentheses(cells.name)
    figures = figures_of(cells.figures)
    others = cells.others
    texts = {"text": cells.text, "hint": cells.hint}
    for kind, words in texts.items() if not figures.is_exercise else ():
        in_text = read_figures(words)
        left = in_text.other_words
        if in_text.is_exercise and (not left or len(words.split()) <= _MOST_WORDS_OF_FIGURES):
            figures, name_notes = in_text, [*name_notes, left]
            texts[kind] = ""
            break
    for cell in () if figures.is_exercise else tuple(others):
        in_cell = read_figures(cell.rpartition(": ")[2])
        if in_cell.is_exercise:
            figures = in_cell
            others.remove(cell)
            others += [in_cell.other_words] if in_cell.other_words else []
            break
    if not figures.is_exercise:
        return None
    for cell in tuple(others):  # "2 x 12" below "How often", beside a hold
        words = cell.rpartition(": ")[2]
        if (found := figures_alone(words)) and found.sets and found.reps and not (figures.sets or figures.reps):
            figures = replace(figures, sets=found.sets, reps=found.reps)
            others.remove(cell)
    has_sides = figures.has_sides or cells.has_sides or any(map(tells_sides, [name, texts["hint"], *name_notes]))
    # A cue would be spoken again before each set.
    told = [texts["text"], texts["hint"]]
    name_notes = [note for note in name_notes if re.search(r"\w", without_sides(note))]
    often = [text for text in told if is_dosage(text)]
    # A head such as "Legs" above the names tells of the part.
    part = [head for head in row.header[:1] if row.cells[0] == cells.name and not column_of(head)]
    notes = [note for note in (*part, *name_notes, *figures.notes, *others, *often) if note.strip()]
    return Exercise(
        name=without_sides(name).strip(" .:") or name, line=row.line, source=" | ".join(row.cells),
        hold_ms=figures.hold_ms, sets=figures.sets, reps=figures.reps, rest_ms=figures.rest_ms, has_sides=has_sides,
        texts=tuple(text for text in told if text and text not in often), notes=tuple(notes),
    )  # fmt: skip


def exercises_in_cells(row: TableRow) -> list[Exercise]:
    """Return the exercises of a cell that has several: "Squats 3x10; Plank 30 s"; none where no cell has."""
    for cell in row.cells:
        parts = [part.strip(" •*-–") for part in _PARTS_OF_CELL.split(cell) if part.strip(" •*-–")]
        found = [read_exercise(part, row.line, is_listed=True) for part in parts]
        if len(parts) > 1 and all(found):
            return [replace(one, is_listed=True) for one in found if one is not None]
    return []


@dataclass(frozen=True, slots=True)
class RowParts:
    """The cells of a row with a column of words to speak.

    Attributes:
        text: The words.
        clock: The time of the session at which they begin; empty where the row has none.
        pause: The silence behind the words, as a direction; empty where the row has none.
        others: All other cells with words.
    """

    text: str
    clock: str
    pause: str
    others: tuple[str, ...]


def speech_of_row(row: TableRow) -> RowParts | None:
    """Return the parts of a row with words to speak and perhaps a time; None where no column has such words."""
    columns = [column_of(head) for head in row.header[: len(row.cells)]]
    spoken = next((columns.index(kind) for kind in ("text", "hint") if kind in columns), None)
    if spoken is None:
        return _pose_of_row(row, columns)
    if not re.search(r"\w", row.cells[spoken]):  # a bar too many moves the words
        spoken = max(range(len(row.cells)), key=lambda at: len(row.cells[at]))
    clock = next((cell for cell in row.cells if _CLOCK.fullmatch(cell)), "")
    found = {at: silence_in(cell, head) for at, (cell, head) in enumerate(zip(row.cells, row.header, strict=False))}
    pauses = {at: pause for at, pause in found.items() if pause and at != spoken}
    others = [
        cell
        for at, cell in enumerate(row.cells)
        if at != spoken and at not in pauses and re.search(r"\w", cell) and cell != clock
    ]
    return RowParts(row.cells[spoken], clock, " ".join(f"[{pause}]" for pause in pauses.values()), tuple(others))


def silence_in(cell: str, head: str) -> str:
    """Return the silence that a cell beside words to speak stands for; empty for any other cell.

    >>> silence_in("10", "Silence after"), silence_in("Pause 5 s", "Then"), silence_in("9 s", "Length")
    ('Silence 10 s', 'Pause 5 s', '')
    """
    noun = _AFTERWARDS.sub("", re.sub(r"\s*\(.*|\W+$", "", head).strip())
    if not re.search(r"\w", cell) or _UNIT_HEAD.match(noun):
        return ""
    if read_pause(noun) is None:
        names_pause = any(read_pause(word) is not None for word in re.findall(r"[^\W\d_]{4,}", cell))
        return cell if names_pause and read_pause(cell) is not None else ""
    unit = "" if re.search(r"[^\W\d]", cell) else " min" if re.search(r"\bmin", head, re.IGNORECASE) else " s"
    return f"{noun} {cell}{unit}" if read_pause(f"{noun} {cell}{unit}") is not None else ""


def _pose_of_row(row: TableRow, columns: list[str]) -> RowParts | None:
    """Return the row of a numbered sequence of poses, such as "3 | Forward fold | exhale"; None for any other."""
    name = columns.index("name") if "name" in columns else -1
    if name < 0 or not _POSE.match(row.header[name]) or not re.fullmatch(r"\W*\d{1,2}\W*", row.cells[0]):
        return None
    told = [row.cells[name], *(cell for at, cell in enumerate(row.cells) if columns[at] in ("breaths", "hint", "text"))]
    words = [cell.strip() for cell in told if re.search(r"\w", cell)]
    others = [cell for at, cell in enumerate(row.cells) if at and cell not in told and re.search(r"\w", cell)]
    return RowParts(". ".join(words), "", "", tuple(others)) if words else None


@dataclass
class _Cells:
    """The cells of a row by the kind of their column."""

    name: str
    figures: list[str]
    text: str
    hint: str
    others: list[str]
    has_sides: bool

    @classmethod
    def of(cls, row: TableRow) -> _Cells:
        """Return the cells of a row; a table without heads has the names in its first column."""
        by_column: dict[str, str] = {}
        others: list[str] = []
        names = 0
        for index, cell in enumerate(row.cells):
            head = row.header[index].strip() if index < len(row.header) else ""
            column = "" if _is_about_other(head, row.header) else column_of(head)
            if column == "name" and column in by_column and _PART.match(row.header[names]):
                others.append(f"{row.header[names]}: {by_column[column]}")  # the exercise counts before its part
                by_column[column] = cell.strip()
            elif cell.strip() and column and column not in by_column:
                names = index if column == "name" else names
                by_column[column] = cell.strip()
            elif re.search(r"\w", cell):
                others.append(f"{head}: {cell.strip()}" if head else cell.strip())
        if not by_column.keys() & {"name", "text"} and others and _begins_with_name(row):
            by_column["name"] = row.cells[0].strip()
            others.pop(0)
        others = _with_name(row, by_column, others)
        text = by_column.get("text", "")
        told = next(
            (
                cell.strip()
                for cell in row.cells
                if not text and _is_sentence(cell) and cell.strip() not in by_column.values()
            ),
            "",
        )
        if told:
            text, others = told, [other for other in others if not other.endswith(told)]
        if text and len(text.split()) <= _MOST_WORDS_OF_REMARK and not re.search(r"[.!?]$|\d", text):
            others, text = [*others, text], ""
        figures = [_worded(column, by_column[column], row) for column in _BEFORE if column in by_column]
        hint, told_in_hint = _without_figures(by_column.get("hint", ""), figures_of(figures))
        is_remark = len(hint.split()) <= (_MOST_WORDS_OF_REMARK if re.search(r"\d", hint) else _MOST_WORDS_OF_HINT)
        is_remark = is_remark and not asks_for_breath(hint)
        if is_remark and hint and not hint.endswith((".", "!", "?")):
            others, hint = [*others, hint], ""
        others += [by_column["position"]] if "position" in by_column else []
        figures += told_in_hint
        sides = by_column.get("sides", "")
        both = _BOTH.search(sides) is not None
        others += [sides] if is_one_side(sides) else []
        return cls(by_column.get("name", ""), figures, text, hint, others, both)


def _without_figures(hint: str, others: Figures) -> tuple[str, list[str]]:
    """Return a remark without its figures, and those: "Each side; rest 30 sec" beside words to speak.

    A figure that another column has already is no part of the exercise.
    """
    parts = [part.strip() for part in _PARTS_OF_HINT.split(hint) if part.strip()]
    figures = [part for part in parts if _is_other_figure(part, others)]
    return ("; ".join(part for part in parts if part not in figures) if figures else hint), figures


def _is_other_figure(part: str, others: Figures) -> bool:
    if not re.search(r"\w", without_sides(part)) or is_dosage(part):
        return True
    found = figures_alone(part)
    return found is not None and not any(old and new for old, new in zip(others.kinds, found.kinds, strict=True))


def _is_about_other(head: str, heads: Sequence[str]) -> bool:
    """Return whether a head such as "Day length" is about what another column names: "Day"."""
    first, rest = [*re.split(r"[-_/ ]", head.strip(), maxsplit=1), ""][:2]
    return bool(rest) and not column_of(first) and any(one.strip() == first for one in heads)


def _is_sentence(cell: str) -> bool:
    """Return whether a cell below an unknown head tells how an exercise is done."""
    return len(cell.split()) >= _LEAST_WORDS_OF_SENTENCE and re.search(r"[^\W\d_][.!]\s*$", cell) is not None


def _begins_with_name(row: TableRow) -> bool:
    """Return whether the first column, whose head says nothing, can have the names of exercises."""
    head = row.header[0] if row.header else ""
    name = row.cells[0].strip()
    is_name = re.match(r"[^\W\d_]-?[^\W\d_]", name) is not None and not _IS_DATE.match(name)
    return is_name and not column_of(head) and len(name.split()) <= _MOST_NAME_WORDS


def _with_name(row: TableRow, by_column: dict[str, str], others: list[str]) -> list[str]:
    """Give the cells of a row a name, where another column than that of the names has it; return the other cells."""
    if not by_column.keys() & {"name", "text"} and (at := _place_of_name(row)) is not None:
        by_column["name"] = row.cells[at].strip()
        others = [one for one in others if not one.endswith(row.cells[at].strip())]
    if "name" not in by_column and "position" in by_column:
        by_column["name"] = by_column.pop("position")  # the poses of a sequence
    return others


def _place_of_name(row: TableRow) -> int | None:
    """Return the first column below an unknown head, behind parts or figures, which can have the names; else None."""
    is_behind = _PART.match(row.header[0] if row.header else "") or figures_alone(row.cells[0]) is not None
    for at, (head, cell) in enumerate(zip(row.header, row.cells, strict=False)):
        is_name = re.match(r"[^\W\d_]{2}", cell.strip(" *_`")) is not None and len(cell.split()) <= _MOST_NAME_WORDS
        if is_name and at and not column_of(head) and is_behind:
            return at
    return None


def _worded(column: str, cell: str, row: TableRow) -> str:
    """Return a cell as words that :func:`read_figures` understands; a bare number gets the unit of its column."""
    if column == "breaths":
        return f"{cell.strip()} breaths" if re.fullmatch(r"\s*\d+(?:\s*[-–]\s*\d+)?\s*", cell) else cell
    found = read_figures(cell)
    if column == "figures" and (sets := re.fullmatch(r"\s*(\d{1,2})\s*[x×]\s*", cell)):
        return f"sets: {sets[1]}"  # "2x" below "Sets x reps"
    if column == "figures" and not (found.reps or found.sets) and (beside := _REPS_AND_HOLD.fullmatch(cell)):
        return f"reps: {beside[1]}; {beside[2]}"
    if column == "figures" and not found.is_exercise:
        has_length = any(
            column_of(head) == "hold" and figure for head, figure in zip(row.header, row.cells, strict=False)
        )
        is_sets = has_length and re.fullmatch(r"\s*\d\s*", cell) and any(map(_SETS_FIRST.match, row.header))
        return f"{'sets' if is_sets else 'reps'}: {cell.strip()}"
    bare = without_sides(cell).strip()  # "30 each side" below "Hold (sec)"
    if column in ("hold", "rest") and re.fullmatch(r"\d+(?:[.,]\d+)?(?:\s*[-–]\s*\d+)?", bare):
        head = next(head for head in row.header if column_of(head) == column).lower()
        unit = " min" if re.search(r"\bmin", head) else " s"
        return f"{_BEFORE[column]}{bare}{unit}{cell.strip().removeprefix(bare)}"
    return f"{_BEFORE[column]}{cell.strip()}"
