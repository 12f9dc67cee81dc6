"""Find the heads that stand right above their words: ``**Opening**``, ``**Closing:** Rest.``, "Reprise :"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from voicecoach.importing.lines.bylines import is_dated
from voicecoach.importing.lines.exercise_lines import is_exercise, read_exercise
from voicecoach.importing.lines.figures import figures_alone
from voicecoach.importing.lines.heading_parts import TIMES_OF_HEADING
from voicecoach.importing.lines.joined_lines import SourceLine
from voicecoach.importing.lines.labels import (
    is_fact_key,
    is_text_label,
    is_tip,
    names_pause,
    split_fact,
    without_speaker,
)
from voicecoach.importing.lines.number_words import with_digits
from voicecoach.importing.lines.rounds import read_rounds
from voicecoach.script.direction_words import BREATHE, folded
from voicecoach.script.directions import (
    BreathPause,
    ChimeDirection,
    MusicDirection,
    NamedPause,
    NoteDirection,
    TimedPause,
    read_direction,
    read_pause,
)
from voicecoach.script.listener import addresses_listener, asks_listener, folded_words
from voicecoach.units import MINUTE_MS

_HEADS = {
    "en": "opening|closing(?: words)?|introduction|intro|outro|conclusion|arriv(?:ing|al)|settling(?: in)?|grounding|"
    "warm[- ]?up|cool[- ]?down|beginning|ending|main part|return|preparation|induction|deepen(?:ing|er)|awakening|"
    "emergence|body scan|body awareness|final relaxation|wrap[- ]?up",
    "de": "einleitung|einführung|einstieg|ankommen|beginn|hauptteil|schluss|abschluss|ausklang|ausleitung|rücknahme|"
    "zurücknehmen|zurückkommen|aufwärmen|abwärmen|vertiefung|vorbereitung|einstimmung|körperreise|nachspüren",
    "es": "introducción|inicio|apertura|cierre|conclusión|preparación|calentamiento|enfriamiento|vuelta a la calma|"
    "desarrollo|despedida|regreso|retorno|inducción|profundización",
    "fr": "ouverture|clôture|retour|reprise|préparation|échauffement|retour au calme|installation|désophronisation|"
    "approfondissement|accueil",
    "it": "introduzione|apertura|chiusura|conclusione|ripresa|ritorno|preparazione|riscaldamento|defaticamento|"
    "accoglienza|induzione|approfondimento|risveglio|rientro",
    "pt": "introdução|abertura|encerramento|fechamento|conclusão|retorno|preparação|aquecimento|volta à calma|"
    "acolhimento|indução|aprofundamento",
    "nl": "inleiding|afsluiting|slot|warming[- ]?up|cooling[- ]?down|voorbereiding|terugkeer|aankomen|verdieping|"
    "inductie",
}  # fmt: skip
"""The names that parts of a session have in each language."""

_HEAD = rf"(?:{'|'.join(_HEADS.values())})"
CLOCKS = "\u23f1\u23f2\u23f3\u231b\ufe0f "
"""The pictures of clocks before the length of a part: "⏱️ 4 min"."""

_LENGTH = rf"[{CLOCKS.strip()}]{{1,2}}\s*~?\d{{1,3}}\s?[^\W\d_]+"
BOLD_LINE = re.compile(rf"\s*(?:\*\*|__)([^*_]{{1,80}}?):?(?:\*\*|__):?\s*(?P<time>{_LENGTH})?\s*")
"""A line in bold, with the length of the part that it may name."""

_TIME = rf"(?:\s*[*_]*[(\[]\s*~?\d[^()\[\]]*[)\]][*_]*|\s*{_LENGTH})?"
_BOLD = re.compile(rf"\s{{0,3}}(\*\*|__)(?P<words>[^*_]{{1,80}}?)\s*:?\s*\1\s*:?(?P<time>{_TIME})\s*")
_BOLD_LABEL = re.compile(
    rf"\s{{0,3}}(\*\*|__)(?P<words>{_HEAD}{_TIME})\s*(?::\s*\1|\1\s*:)\s+(?P<rest>\S.*)", re.IGNORECASE
)
# "**Introduzione** — *voce calda, ritmo lento*"
_BOLD_AND_NOTE = re.compile(
    r"\s{0,3}(\*\*|__)(?P<words>[^*_]{1,80}?)\s*:?\s*\1\s*[–—:-]?\s*(?P<rest>\*[^*]+\*|_[^_]+_|\([^()]+\)|\[[^\[\]]+\])\s*"
)
_BARE = re.compile(
    rf"\s{{0,3}}(?P<words>{_HEAD}(?:\s(?:de|der|des|du|di|da|of|van)?\s?\w+)?{_TIME})\s?:?\s*", re.IGNORECASE
)
_BARE_LABEL = re.compile(rf"\s{{0,3}}(?P<words>{_HEAD}{_TIME})\s?:\s+(?P<rest>\S.*)", re.IGNORECASE)
# A word, and a sentence of three words or more behind it
_LABEL = re.compile(
    r"\s{0,3}(?P<words>[A-ZÀ-Ý][^\W\d_]{4,24})\s?:\s+(?P<rest>[\"“„«]?[A-ZÀ-Ý]\S*(?:\s+\S+){2,}[.!?…][\"'”’»)]*)\s*"
)
_CAPITAL_LABEL = re.compile(r"\s{0,3}(?=.{4})[A-ZÀ-Ý]{2,}(?:[ /-][A-ZÀ-Ý]{2,}){0,4}\s?:?\s*")
_HEAD_ALONE = re.compile(rf"(?:\d{{1,2}}[.)]\s*)?{_HEAD}", re.IGNORECASE)
_RULE = re.compile(r"\s{0,3}(?:(?:[*_-]\s*){3,}|[=~─━—–]{3,})\s*")
# A stop at the end, before a bracket, or between sentences: "Make a fist. Hold it. 5 sec"
_HAS_STOP = re.compile(
    r"[^\W\d_]{2}[.!?…][\"'”’»)\]*_]*\s+(?=[A-ZÀ-Ý\d])|[.!?…][\"'”’»)\]*_]*(?:\s*[(\[*_–-].*)?$|[)\]]\s*$"
)
_CALL = re.compile(r"[!?]\s")
_TIME_FIRST = re.compile(r"[(\[][\d:.\s–—-]+[)\]]\s*(?=\w)")
_BREATHS = frozenset(["breath", "the breath", "atem", "der atem", "adem", "de adem", "respiro", "il respiro"])
_TIMED_CAPITALS = re.compile(
    r"\s*(?P<name>\w[^()\[\]\d]{2,60})[(\[]\s*~?\d{1,3}(?P<clock>:\d{2}|\s?min\w*\.?|\s?')[^()\[\]]*[)\]]\s*"
)
_BULLET = re.compile(r"\s*[-*+•‣▪●○◦·–—]\s+\S")
_MOST_WORDS = 7
_LEAST_BOLD = 2
_LEAST_CAPITALS = 3
_LONG_LINE = 120
"""The characters of a line that nobody would have typed without a paragraph's end behind it."""
_LEAST_PART_MS = 2 * MINUTE_MS
_MOST_PLAIN_WORDS = 4
_LONGER = 1.4


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A head, and what stands behind it in its line."""

    words: str
    rest: str = ""


def heads_above_words(lines: Sequence[SourceLine]) -> dict[int, HeadLine]:
    """Return the heads that have their words right below or behind them, each by the number of its line.

    A bold line may also be a verse, so that it counts where there are two of them, or where it names a part of a
    session in one of seven languages.
    """
    found: dict[int, HeadLine] = {}
    bold: dict[int, HeadLine] = {}
    parts = _parts_with_length(lines)
    for index, line in enumerate(lines):
        if index and not _ends_part(lines[index - 1], found, bold):
            continue
        below = lines[index + 1].text.strip() if index + 1 < len(lines) else ""
        label = _BOLD_LABEL.fullmatch(line.text) or _BARE_LABEL.fullmatch(line.text)
        if label and not label["rest"].isupper() and not is_exercise(line.text):
            found[line.number] = HeadLine(label["words"].strip(), label["rest"].strip())
        elif (noted := _BOLD_AND_NOTE.fullmatch(line.text)) and _is_noted_head(noted["words"], noted["rest"]):
            found[line.number] = HeadLine(noted["words"].strip(), noted["rest"])
        elif (whole := _BOLD.fullmatch(line.text)) and below:
            words = whole["words"].strip()
            if line.number in parts:
                found[line.number] = HeadLine(words)
            elif _is_head(words) and _BOLD.fullmatch(below) is None:
                bold[line.number] = HeadLine(f"{words} {whole['time'].strip(' *_')}".strip())
        elif (bare := _BARE.fullmatch(line.text)) and below and not below[:1].islower() and line.text[:1].isupper():
            found[line.number] = HeadLine(bare["words"].strip())
    found |= _labels_like_heads(lines) | _capital_labels(lines)
    if len(bold) < _LEAST_BOLD:
        bold = {number: head for number, head in bold.items() if _HEAD_ALONE.match(head.words)}
    plain = plain_heads([line.text for line in lines])
    return (
        {lines[at].number: HeadLine(lines[at].text.strip(" :")) for at in plain} | _heads_of_lists(lines) | found | bold
    )


def _heads_of_lists(lines: Sequence[SourceLine]) -> dict[int, HeadLine]:
    """Return the short lines with a colon right above a list, "Face and jaw:", where there are two or more of them."""
    found = {}
    for line, below in pairwise(lines):
        words = line.text.strip()
        is_name = words.endswith(":") and words[:1].isupper() and _is_head(words[:-1].rstrip())
        if is_name and _BULLET.match(below.text) and not asks_listener(words):
            found[line.number] = HeadLine(words[:-1].rstrip())
    exercises = sum(is_exercise(line.text) for line in lines) if found else 0
    return found if len(found) >= _LEAST_BOLD and not exercises else {}


def _capital_labels(lines: Sequence[SourceLine]) -> dict[int, HeadLine]:
    """Return the lines in capitals above their words, "SUGGESTIONS:", no two of them the same; three without colon."""
    filled = [line for line in lines if line.text.strip()]
    found = {
        line.number: HeadLine(line.text.strip(" :"))
        for line, below in pairwise(filled)
        if _CAPITAL_LABEL.fullmatch(line.text) and _is_head(line.text.strip(" :")) and not below.text.isupper()
        and not isinstance(read_direction(line.text.strip(" :")), NamedPause | NoteDirection)
    }  # fmt: skip
    names = {head.words for head in found.values()}
    has_colons = all(line.text.rstrip().endswith(":") for line in filled if line.number in found)
    is_sure = len(found) == len(names) >= (_LEAST_BOLD if has_colons else _LEAST_CAPITALS)
    return found if is_sure and not any(map(asks_listener, names)) else {}


def _labels_like_heads(lines: Sequence[SourceLine]) -> dict[int, HeadLine]:
    """Return the one-word labels of paragraphs, as "Rückführung: …" in a text that has "Einleitung: …" as well."""
    if not any(_BARE_LABEL.fullmatch(line.text) for line in lines):
        return {}
    return {
        line.number: HeadLine(label["words"], label["rest"].strip())
        for at, line in enumerate(lines)
        if (label := _LABEL.fullmatch(line.text)) and not (at and lines[at - 1].text.strip())
        and _is_head(label["words"]) and not addresses_listener(label["words"])
        and not is_tip(line.text) and not is_exercise(line.text)
    }  # fmt: skip


def plain_heads(lines: Sequence[str], least: int = _LEAST_BOLD) -> list[int]:
    """Return the places of short lines without a stop, each below a blank line and right above a longer sentence.

    One alone may be a verse, so that there have to be two unless a caller knows better. Above a whole paragraph the
    blank line may be left out.
    """
    found = [
        at for at, line in enumerate(lines[:-1])
        if (not (at and lines[at - 1].strip()) or _is_between_paragraphs(lines[at - 1], lines[at + 1]))
        and is_head_like(line.strip()) and is_sentence(lines[at + 1], line)
    ]  # fmt: skip
    timed = [
        at for at, line in enumerate(lines[:-1])
        if (line.rstrip().endswith("):") or not (at and lines[at - 1].strip()))
        and _is_timed_head(line.strip().rstrip(":"), lines[at + 1])
    ]  # fmt: skip
    counted = [
        at for at, line in enumerate(lines[:-1])
        if not (at and lines[at - 1].strip()) and is_head_like(line.strip()) and _is_counted(lines[at + 1])
    ] if found else []  # fmt: skip
    return sorted({*found, *timed, *counted}) if len(found) + len(timed) + len(counted) >= least else []


def _is_counted(line: str) -> bool:
    """Return whether a line is the figures of an exercise, as no verse is: "20 s each side, twice"."""
    figures = figures_alone(with_digits(line))
    return figures is not None and bool(figures.reps or figures.sets or figures.has_sides)


def _is_between_paragraphs(above: str, below: str) -> bool:
    """Return whether a line ends with a stop and another one is a whole paragraph: what is between was not wrapped."""
    return len(below) >= _LONG_LINE and _HAS_STOP.search(above.rstrip()) is not None


def _is_timed_head(words: str, below: str) -> bool:
    """Return whether a line is a name with its length, and words stand below it."""
    if is_timed_name(words) and is_sentence(below):
        return True
    is_part = words[-1:] in ")]" and words[:1].isupper() and _is_part_with_length(words)
    is_breath = not BREATHE.isdisjoint(folded(below).split()[:1])
    return is_part and bool(below.strip()) and (is_breath or not is_exercise(below.strip()))


def is_timed_name(words: str) -> bool:
    """Return whether a line is the name of an exercise and its length alone: "Savasana - 5 minutes"."""
    is_name = words[:1].isupper() and words[-1:] not in ".!?…" and re.search(r"[^\W\d_]{4}[.!?…]\s", words) is None
    found = read_exercise(words, 1, is_listed=True) if is_name else None
    return found is not None and found.hold_ms is not None and not (found.sets or found.reps or found.texts)


def is_timed_capitals(line: str) -> bool:
    """Return whether a line is a name in capitals with a time or length behind it, and no pause of minutes.

    >>> is_timed_capitals("BUTTERFLY (4 min)"), is_timed_capitals("PAUSE (2 min)"), is_timed_capitals("REST (1:30)")
    (True, False, True)
    """
    found = _TIMED_CAPITALS.fullmatch(line)
    if found is None or not found["name"].isupper():
        return False
    return found["clock"].startswith(":") or read_direction(found["name"].strip()) is None


def is_part_name(words: str) -> bool:
    """Return whether words are what people call a part of a session, such as "Opening"."""
    return _HEAD_ALONE.fullmatch(words) is not None


def is_head_above(words: str, below: str) -> bool:
    """Return whether some words without a stop are the name of a part, and the line below them a longer sentence."""
    return bool(words) and is_head_like(words) and is_sentence(below, words)


def bold_head(text: str) -> str:
    """Return the words of a paragraph that is one short bold line, as a page has its heads; empty for any other."""
    whole = _BOLD.fullmatch(text)
    return whole["words"].strip() if whole and not whole["time"] and _is_head(whole["words"].strip()) else ""


def _is_part_with_length(words: str) -> bool:
    """Return whether words name a part of a session and, in brackets behind it, its length: "Body (3 minutes)".

    The name of an exercise with its length looks the same; it is shorter than two minutes.
    """
    length = TIMES_OF_HEADING.search(words)
    name = words[: length.start()].strip(" :") if length and not words[length.end() :].strip() else ""
    if length is None or not name or re.search(r"\d", re.sub(r"^\d{1,2}[.)]\s", "", name)):
        return False
    if _HEAD_ALONE.fullmatch(name):
        return True
    pause = read_pause(length[0].strip(" -–—:|,()[]"))
    is_long = isinstance(pause, TimedPause) and pause.span_ms.low >= _LEAST_PART_MS
    is_pause = isinstance(read_direction(name), NamedPause) and names_pause(name)
    return is_long and _is_head(name) and not is_pause


def _parts_with_length(lines: Sequence[SourceLine]) -> set[int]:
    """Return the numbers of the bold lines that name a part and its length; none in a list of exercises."""
    bold = {line.number: found["words"].strip() for line in lines if (found := _BOLD.fullmatch(line.text))}
    parts = {number for number, words in bold.items() if _is_part_with_length(words)}
    if parts:
        others = [line.text for line in lines if line.number not in parts]
        exercises = sum(is_exercise(text.replace("**", "")) for text in others)
        return parts if exercises < _LEAST_BOLD else set()
    return parts


def _is_noted_head(words: str, rest: str) -> bool:
    """Return whether bold words are a head, and what stands behind them an instruction to the reader."""
    return _is_head(words.strip()) and isinstance(read_direction(rest), NoteDirection | MusicDirection)


def is_head_like(words: str) -> bool:
    """Return whether a line can be a head without any mark, and addresses nobody."""
    parts = folded_words(words)
    is_name = words[:1].isupper() and words[-1:].isalnum() and _CALL.search(words) is None
    if not is_name or len(words.split()) > _MOST_PLAIN_WORDS:
        return False
    is_pause = isinstance(read_direction(words), NamedPause) and names_pause(words)
    is_asked = not BREATHE.isdisjoint(parts) and folded(words) not in _BREATHS
    return _is_head(words) and not addresses_listener(words) and not is_asked and not is_pause


def is_sentence(below: str, head: str = "") -> bool:
    """Return whether the line below a head begins with a capital letter, ends with a stop or bracket, and is longer."""
    words = below.strip()
    is_long = len(words) >= _LONGER * len(head.strip())
    begins = words.lstrip("\"“„«'’(*_")[:1].isupper()
    return begins and is_long and _HAS_STOP.search(words) is not None


def _ends_part(line: SourceLine, *heads: dict[int, HeadLine]) -> bool:
    """Return whether a new part can begin below a line: it is blank or a rule."""
    return not line.text.strip() or _RULE.fullmatch(line.text) is not None or any(line.number in some for some in heads)


def _is_head(words: str) -> bool:
    """Return whether the words of a bold line can be a head, and no direction, fact, speaker or sentence."""
    words = _TIME_FIRST.sub("", words)
    if len(words.split()) > _MOST_WORDS or words[-1:] in ".!?…,;" or not words[:1].isalnum():
        return False
    direction = read_direction(words)
    is_direction = isinstance(direction, TimedPause | ChimeDirection | MusicDirection)
    is_direction = is_direction or (isinstance(direction, BreathPause) and re.search(r"\d", words) is not None)
    fact = split_fact(words)
    is_fact = (fact is not None and is_fact_key(fact[0])) or is_fact_key(words)
    is_other = is_fact or bool(without_speaker(f"{words}: x")[1]) or is_text_label(f"{words}:")
    is_other = is_other or is_dated(words)
    return not (is_direction or is_other or read_exercise(words, 1, is_listed=True) or read_rounds(words))
