"""Read the lines that ask for rounds of several exercises: "Repeat 3 times", "Superset 1 (3 rounds):"."""

from __future__ import annotations

import re

from voicecoach.caseless import Caseless
from voicecoach.importing.document import Rounds
from voicecoach.importing.lines.figure_sides import has_sides
from voicecoach.importing.lines.figure_words import EACH, LIMB, OFTEN, REPEAT, ROUND
from voicecoach.importing.lines.figures import read_figures
from voicecoach.script.direction_tokens import number_word
from voicecoach.script.direction_words import WORDS, folded
from voicecoach.script.listener import folded_words
from voicecoach.script.repeat_words import CYCLES, asks_to_repeat, count_of_repeat
from voicecoach.script.word_patterns import COUNT_WORD, TIMES

PART = (
    r"(?:round|runde|durchgang|ronda|vuelta|tour|giro|rodada|volta|ronde|circuit|zirkel|circuito|block|bloc|bloque|"
    r"blocco|bloco|blok|superset|part|teil)"
)
"""The word for a part of a workout whose exercises are done in turns."""

_ROUNDS = Caseless(
    r"(?:(?:you|we)(?: will|['’]ll)? )?"
    r"(?:à |da |a )?(?:repeat|do|haz|haced|machen?|faites|fai|fate|faça|doe|"
    r"complete|wiederhole|wiederholen|repite|repetir|répéter|répétez|ripeti|ripetere|repita|"
    r"herhaal)?\s*(?:(?:the |this |der |den |el |le |il |o |het |de |ce |este |questo )?(?:whole |all |entire )?"
    r"(?:circuit|sequence|routine|zirkel|circuito|all|everything|alles|set|cycles?|zyklus|ciclo|cyclus|exercise|"
    r"round|this|that|it|"
    r"übung|ejercicio|exercice|esercizio|exercício|oefening|das|dies|dit|ça|cela|esto|isso|questo)?)?\s*"
    rf"(?:for |für |por |pour |per |voor )?(?P<count>\d{{1,3}}|{COUNT_WORD})\s*(?:{OFTEN}|{ROUND})(?:\s*(?:in )?total)?"
    rf"(?:\s*(?:repeat|wiederholen|herhalen|repetir|répéter|ripetere))?(?:\s*{EACH}\s*{LIMB})?[.:!]?"
    r"|(?:rounds?\s*[:=]|[x×]|(?:repeat|wiederholen?|repite|repetir|répéte[rz]|ripet(?:i|ere)|repita|herhaal)"
    r"(?=\s\d{1,3}\s[^\W\d_]))\s*(?P<count2>\d{1,3})(?:\s(?:cycles?|zyklen|ciclos|cicli|cycli|cyclussen))?[.!]?",
)
"""A line such as "Repeat 3 times"."""

_LEFT = Caseless(
    rf"^\W*[^\W\d_]+|\b(?:{TIMES}|{CYCLES}|{COUNT_WORD})\b",
)
_ONLY_REPEATS = frozenset(
    folded(
        "the this whole entire cycle sequence for more in total all it x sie den zyklus das alles ganze el la ciclo "
        "secuencia todo ce le cycle tout il per tutto o tudo het de dit cyclus alles"
    ).split()
)
"""The words beside the verb and the count of a line that only asks for a repetition."""

_GROUP_ROUNDS = Caseless(
    r"(?P<name>[^\W_].{0,60}?)\s*[-–—:,(\[]\s*(?:[^()\d]{0,24}[ ,x×])??"
    rf"(?P<count>\d{{1,2}})\s*{ROUND}\s*[)\]]?\s*:?",
)
"""The line above a group of exercises that are done in turns: "Superset 1 (3 rounds):"."""


_PART_ROUNDS = Caseless(
    rf"(?P<name>(?:\w+\s)?{PART}(?:\s?(?:\d{{1,2}}|[A-H]|one|two|three|eins|zwei|drei))?)"
    r"\s*[-–—:,(\[]?\s*(?:[x×]\s?(?P<count>\d{1,2})|(?P<count2>\d{1,2})\s?[x×])\s*[)\]]?\s*:?"
)
"""The name of a part with its rounds: "BLOCK A (x3)", "Circuit 2 – 3x"."""

_BEFORE_NAME = re.compile(r"^\W+")  # marks and pictures

_CIRCUIT = Caseless(
    rf"(?:(?P<name>[^\W\d_][^()\[\]\d]{{0,60}}?)\s*[-–—:,(\[]\s*)?(?P<figures>\d{{1,2}}\s*(?:x\s*)?{ROUND}\b.*?|"
    rf"{ROUND}\s*:\s*\d{{1,2}}\b.*?)\s*[)\]]?\s*[:.]?",
)
"""A line with rounds, and perhaps with the rest between them: "3 rounds, 1 min rest between rounds"."""

_ASKS_FOR_ROUNDS = Caseless(
    rf"(?:{REPEAT}|do|complete|perform|mach\w*|realiza|haz|completa|faites|effectuez|esegui|faça|complete|doe)\s"
    r"(?:(?:the |this |der |den |das |el |la |le |il |o |a |het |de |ce |cette |questo |este |esta |deze |dit |"
    r"whole |entire |all |"
    r"todo |toda |tout |toute |tutto |tutta |ganze[ns]? |hele )*(?:circuit|sequence|routine|zirkel|circuito|"
    r"s[eé]quence|secuencia|sequenza|sequência|rutina|rotina|all|it|everything|alles|todo|tudo|tout|tutto|serie|reeks)\s)?"
    r"(?:(?:for|por|pour|per|a total of|voor|für)\s)?(?=\d)"
)
"""The beginning of a sentence that asks for rounds: "Repeat the circuit for 3 rounds, resting 1 min in between"."""

_BETWEEN_ROUNDS = frozenset(
    """
    between each every round rounds with of the and after complete do in
    zwischen den jeder jeden runde runden durchgänge durchgängen nach mit und je
    entre cada las los ronda rondas vuelta vueltas con después tras
    les chaque tour tours avec après et passages
    tra fra ogni giro giri con di il dopo
    as cada rodada rodadas volta voltas com após depois
    tussen de elke ronde rondes rondjes met na
    """.split()  # noqa: SIM905 - a list to read
)
"""The words between the figures of such a line."""


def read_rounds(text: str) -> int | None:
    """Return the number in a line such as "Repeat 3 times"; None for any other line.

    >>> read_rounds("Wiederholen Sie den Zyklus 4 Mal."), read_rounds("Repeat 3 times with your eyes closed.")
    (4, None)
    """
    found = _ROUNDS.fullmatch(text.strip())
    if found is None and text[:1].isalnum() and asks_to_repeat(text) and _only_repeats(text):
        return count_of_repeat(text)
    count = (found["count"] or found["count2"]) if found else ""
    if count.isdigit() or not count:
        return int(count) if count else None
    numbers = (number_word(folded(count), table) for table in WORDS.values())
    return next((int(number) for number in numbers if number is not None), None)


def _only_repeats(text: str) -> bool:
    return _ONLY_REPEATS.issuperset(folded_words(_LEFT.sub("", text)))


def read_circuit(text: str, line: int) -> tuple[str, Rounds] | None:
    """Return name and rounds of a line with the rounds and the rest between them; None for any other line.

    >>> name, rounds = read_circuit("Circuit (3 rounds, 1 min rest between rounds)", 1)
    >>> name, rounds.count, rounds.rest_ms.low
    ('Circuit', 3, 60000)
    """
    text = text.strip("*_# ")
    asked = _ASKS_FOR_ROUNDS.match(text)
    found = None if asked else _CIRCUIT.fullmatch(text)
    told = text[asked.end() :] if asked else found["figures"] if found else ""
    figures = read_figures(told) if told else None
    if figures is None or figures.sets is None or figures.rest_ms is None:
        return None
    left = {word.lower() for word in re.findall(r"[^\W\d_]{2,}", figures.left)}
    if not left <= _BETWEEN_ROUNDS:
        return None
    return ((found["name"] or "").strip() if found else ""), Rounds(figures.sets.high, line, text, figures.rest_ms)


def read_group(text: str) -> tuple[str, int] | None:
    """Return name and rounds of a line such as "Superset 1 (3 rounds):" or "Main set – repeat 3 times"; else None."""
    text = _BEFORE_NAME.sub("", text)
    if part := _PART_ROUNDS.fullmatch(text.strip("*_# ")):
        return part["name"], int(part["count"] or part["count2"])
    found = _GROUP_ROUNDS.fullmatch(text.strip("*_# "))
    name, dash, rounds = re.sub(r"\s[–—-]\s", "\t", text.strip("*_# ")).rpartition("\t")
    if dash and found is None and (count := read_rounds(rounds)):
        return name, count
    # "Side bend, 20 s each side, 2 rounds" is an exercise.
    return (found["name"].strip(), int(found["count"])) if found and not has_sides(found["name"]) else None
