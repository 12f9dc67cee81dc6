"""Read the figures of an exercise: sets, repetitions, holds, rest and sides, in seven languages."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from voicecoach.caseless import Caseless
from voicecoach.importing.document import MOST_BLOCKS
from voicecoach.importing.lines.figure_patterns import LOAD, RESTS, SETS_OF_DISTANCE, is_minute
from voicecoach.importing.lines.figure_sides import SIDES, WAYS, has_sides, is_left_and_right
from voicecoach.importing.lines.figure_words import (
    BESIDE_FIGURES,
    EACH,
    FOR,
    HOLD,
    LIMB,
    OFTEN,
    REPS,
    REST,
    SETS,
    STAY,
    TEMPO,
    UNIT,
    WEIGHT,
    WORK,
    D,
    N,
)
from voicecoach.importing.lines.labelled_figures import labelled_figures
from voicecoach.script.directions import BreathPause, TimedPause, read_pause
from voicecoach.units import Span

BREATH_MS = 8_000
"""The length of a breath where a step can only have a length of time."""

_WORK_AND_REST = Caseless(
    rf"(?P<length>{D})\s*(?:d[ei]\s|of\s|d['’])?{WORK}\s*[/,+–-]*\s*"
    rf"(?P<rest>{D})\s*(?:d[ei]\s|of\s|d['’])?(?:off|{REST})(?!\w)",
)
_COUNTS = r"(?:counts?|beats|tellen|tempi|tempos|temps|tiempos)"
_COUNTS_HELD = rf"\s?{_COUNTS}\s*(?:{HOLD}|vast)\b"
_SETS_OF_LENGTH = Caseless(
    rf"(?P<sets>{N})\s*(?:{OFTEN}|{SETS})\s*(?:of|à|a|je|de|di|da|van|x|×|,|-)?\s*"
    rf"(?:{HOLD}\s*(?:for)?\s*)?(?P<length>{D})(?:\s*{HOLD}\b)?",
)
_SETS_OF_REPS = Caseless(
    rf"(?P<sets>{N})\s*(?:{OFTEN}|{SETS})\s*(?:(?:of|à|a|je|von|de|di|da|van|x|×|,|/|-|mit)\s*){{0,2}}"
    rf"(?P<reps>{N})(?:\s*{REPS})?(?!\s*(?:{UNIT}|{SETS}|{WEIGHT}\b|{_COUNTS}(?!\w)))",
)
_REPS_BY_SETS = Caseless(
    rf"(?P<reps>{N})\s*{REPS}\s*(?:(?:{OFTEN}|,|for|in|-)?\s*(?P<sets>{N})\s*{SETS}|[x×]\s*(?P<sets2>{N})\b(?!\s*(?:{UNIT})))",
)
_LENGTH_BY_TIMES = Caseless(rf"(?:{HOLD}\s*{FOR})?(?P<length>{D})\s*(?:{OFTEN})\s*(?P<sets>{N})")
_HELD_TIMES = Caseless(rf"(?:{HOLD}\s*{FOR}(?P<length>{D})|(?P<length2>{D})\s*{HOLD})\s*(?:{OFTEN})\s*(?P<reps>{N})")
_HELD = Caseless(
    rf"\b{HOLD}\b\s*(?:for|each|je|für|durante|pendant|per|por|voor|[:=])*\s*(?P<length>{D}|{N})(?:\s?{_COUNTS}(?!\w))?(?:\s?vast\b)?|"
    rf"(?P<length2>{D}|{N}(?={_COUNTS_HELD}))(?:{_COUNTS_HELD}|\s*(?:{HOLD}|vast)\b)?",
)
_TELLS_REPS = Caseless(rf"{N}\s*{REPS}|{REPS}\s?[:=]\s?{N}")
_LENGTH_OR_COUNT = rf"(?:{D}|{N}\s?{_COUNTS}|(?<=count of |count to ){N})"
_HOLD_IN_SENTENCE = Caseless(
    # "Hold your foot for 10 s", but not "Hold it and rest for 10 s"
    rf"(?<!\w)(?!time|duration)(?:{HOLD}|{STAY})(?:\s(?!(?:and|und|y|et|then|dann)\b)[^\W\d_]+){{0,7}}?\s*"
    rf"(?P<length>{_LENGTH_OR_COUNT})(?!\w)|(?P<length2>{_LENGTH_OR_COUNT})(?:\s(?:lang|long|oben|unten|dort|boven|zu))?\s*"
    rf"(?!time|duration)(?:{HOLD}|{STAY})(?!\w)",
)
_BREATHS = Caseless(
    rf"(?:{HOLD}\s*{FOR})?(?P<breaths>{N})\s*(?:(?!(?:and|und|y|et|e|en)\s)[^\W\d_]{{3,10}},?\s){{0,2}}"
    r"(?:breaths?|atemzüge|resp|atemz|ademh|respiraciones|respirations?|respir[oi]|respirazion[ei]|respirações|ademhalingen)\b"
    r"(?:\s(?:(?:e|y|et)\s)?(?:lent[aeio]s?|profond[aeio]s?|profund[ao]s?|complet[aeio]s?|complètes?|calm[aeio]s?|suaves?)\b)*",
)
_BREATHS_HELD = Caseless(
    rf"(?<!\w)(?:{HOLD}|{STAY}|breathe(?: here)?)(?:\s(?!(?:and|und|y|et|then|dann)\b)[^\W\d_]+){{0,6}}?\s"
    rf"{_BREATHS.pattern}"
)
_SETS_OF_BREATHS = Caseless(rf"(?P<sets>{N})\s*(?:{OFTEN}|{SETS})\s*{_BREATHS.pattern}")
_ONLY_SETS = Caseless(rf"(?P<sets>{N})\s*{SETS}\b|\b{SETS}\s*[:=]\s*(?P<sets2>{N})")
_ONLY_REPS = Caseless(
    rf"(?P<reps>{N})\s*(?:{REPS}|{OFTEN}(?!\w))|(?<!\w)(?:{REPS}\s*[:=]?\s*|[x×]\s?)(?P<reps2>{N})\b",
)
HOW_OFTEN = Caseless(
    r",?\s?\b(?:every other day|jeden zweiten tag|cada dos días|un jour sur deux|a giorni alterni|"
    r"um dia sim, outro não|"
    r"om de (?:andere )?dag)\b|"
    rf"[(]?\b(?:{N}|once|twice|einmal|zweimal|dreimal)\s*(?:-?{OFTEN}|time\(s\)|volta|vez)?(?:\s*(?:/|täglich|t(?:ä)?gl\b\.?|daily|al|am|a|per|pro|"
    rf"par|por|"
    r"ao|op een|in der|à la|alla|by|each|every|cada|chaque|ogni|die|je))*\s*"
    r"(?:days?|weeks?|tage?s?|woche|täglich|t(?:ä)?gl\b\.?|daily|wöchentlich|d[ií]as?|semanas?|jours?|semaines?|giorn[oi]|"
    r"settiman[ae]|dag|week)\b[)]?",
)
_TEMPO = Caseless(TEMPO)
_PYRAMID = Caseless(
    rf"(?<![\d.,:/–-])(?P<label>{REPS}\s?[:=]\s?)?(?:(?P<sets>\d{{1,2}})\s?[x×]\s?)?(?P<reps>\d{{1,3}}(?:(?P<between>\s?[-–/,]\s?)\d{{1,3}})"
    rf"(?:(?P=between)\d{{1,3}})+)(?![\d:–-]|[.,/]\d|\s?(?:{UNIT}|{WEIGHT}\b))(?:\s*{REPS})?",
)
_LEAST_OF_PYRAMID = 6
_RANGE_WITH_SLASH = Caseless(rf"(?<![\d/])(\d{{1,2}})/(\d{{1,2}})(?=\s{REPS})")  # "8/10 ripetizioni"
_BARE_NUMBER = re.compile(rf"^\W*(?P<reps>{N})(?=\W*$)")
_NUMBER_OF_SIDES = re.compile(rf"^\W*(?P<reps>{N})(?=\W*;)")  # "8 per side, hold 3 s"
_EACH_OF_REPS = Caseless(rf"(?P<length>{D})\s+each(?=\W*$)")  # "10 reps, hold 5 s each"
_LENGTH_OF_SIDE = Caseless(rf"{D}\s*\(\s*(?P<own>{D}\s*(?:/|{EACH})\s*{LIMB})\s*\)")  # "2 min (1 min each side)"
_LONGEST_HOLD_OF_REP_MS = 15_000
DIGIT = re.compile(r"[\d½]")
"""A digit, which each figure has: a text without one needs no further look."""
_FILLERS_TEXT = (
    "of for and with the a each per in on then repeat do und mit je für pro wiederhole y con de por cada et "
    "avec à pour e con di per com en met van voor times hold immer always siempre toujours sempre altijd x ×"
)
_FILLERS = frozenset(_FILLERS_TEXT.split())
_MOST_WORDS_OF_FIGURES = 14
FIRST_FIGURE = Caseless(
    rf"(?:{N}\s?(?:{OFTEN}|{SETS})\s?(?:of |à |je |de |di |van )?\s?(?:{D}|{N}))|{D}|(?<!\w)[x×]\s?{N}\b"
    rf"|{N}\s*(?:{REPS}|{SETS}|{OFTEN}(?!\w))|{N}(?=\s*(?:{EACH}\s*{LIMB}|/\s?{LIMB})\b)|"
    rf"\b{HOLD}\b\s*{FOR}{N}|{N}(?={_COUNTS_HELD})|{_BREATHS.pattern}|(?<![\d-])\d{{1,3}}(?:[-–/]\d{{1,3}}){{2,}}(?![\d-])",
)
"""The beginning of the figures in a line."""

# Each figure needs one of these beside it, and to look for them takes a tenth of the time of reading the figures.
_BESIDE_FIGURE = Caseless(
    rf"(?<![^\W\d_])(?:{UNIT}|{HOLD}|{REST}|{REPS}|{SETS}|{OFTEN}|{EACH}|breath|atemz|resp|ademh|vast\b)|"
    r"/|\d\s?[-–,:]\s?\d"
)

NEEDS_NO_SEPARATOR_LISTED = Caseless(
    rf"{HOLD}\s*{FOR}{D}|{N}\s*{REPS}|{N}\s*{OFTEN}(?!\w)|{N}\s*(?:{EACH}\s*{LIMB}|/\s?{LIMB})\b",
)
"""The figures that may stand right behind a name in a list: "Cat Cow 10 reps", "Lunges 10 per leg"."""

FIGURES_FIRST = Caseless(
    rf"(?P<figures>(?:{N}\s?(?:{OFTEN}|{SETS})\s?(?:of |à |je |de |di |da |van )?\s?(?:{D}|{N})|"
    rf"{N}\s*{REPS}|{D})(?:\s*(?:of|de|di|van))?)\s+(?P<name>[^\W\d_].*?)"
    rf"(?:\s*[/,;+–-]\s*(?P<rest>{D}\s*(?:(?:of|de|di)\s)?(?:off|{REST})|{REST}\s*{D})\W*)?",
)
"""A line that begins with the figures: "3 x 10 squats"."""

LENGTH_OF_ITEM = Caseless(
    rf"{D}\s*(?:(?P<hold>{HOLD})\b\s*|{WORK}\b\s*)?(?P<rest>[/,;+(–-]\s*(?:{D}\s*(?:off|{REST})|{REST}\s*{D})\s*)?\W*",
)
"""A length behind a name at the end of an item: "Plank 45 s hold", "Jumping jacks 40 sec / 20 sec rest"."""

NEEDS_NO_SEPARATOR = Caseless(rf"{N}\s?[x×*]|[x×]\s?\d|{N}\s*{SETS}|{D}(?:\s?{EACH}\s{LIMB})?\s?[x×]\s?\d")
"""The figures that may stand right behind a name: "Plank 3x45s"."""


@dataclass
class Figures:
    """The figures of an exercise that are found so far, and the words that are left.

    Attributes:
        left: The words that are left.
        hold_ms: The length of one hold.
        sets: The number of sets.
        reps: The repetitions of a set.
        rest_ms: The rest between sets.
        has_sides: Whether both sides take turns.
        ways: The two ways in place of sides: forward, backward.
        pyramid: The repetitions of each set, where they differ.
        notes: Remarks on how they were understood.
    """

    left: str
    hold_ms: Span | None = None
    sets: Span | None = None
    reps: Span | None = None
    rest_ms: Span | None = None
    has_sides: bool = False
    ways: tuple[str, ...] = ()
    pyramid: tuple[int, ...] = ()
    notes: list[str] = field(default_factory=list)

    @property
    def kinds(self) -> tuple[Span | None, Span | None, Span | None, Span | None]:
        """The figures of each kind: hold, sets, reps and rest."""
        return self.hold_ms, self.sets, self.reps, self.rest_ms

    @property
    def is_exercise(self) -> bool:
        """Whether there are figures enough for an exercise."""
        return bool(self.hold_ms or self.sets or self.reps)

    def take(self, pattern: Caseless | re.Pattern[str]) -> Mapping[str, str] | None:
        """Return the groups of a pattern, and remove it from the words that are left; None where it is not there."""
        needs_number = pattern.groups > 0  # whatever a pattern names is one
        found = None if needs_number and not DIGIT.search(self.left) else pattern.search(self.left)
        if found is None:
            return None
        self.left = f"{self.left[: found.start()]} ; {self.left[found.end() :]}"
        return {name.rstrip("2"): words for name, words in found.groupdict().items() if words}

    @property
    def other_words(self) -> str:
        """The words that are left, without those that only join figures; empty where nothing else is left."""
        found = re.findall(r"[^\s;,.()|–—-]+", self.left)
        if all(word.lower() in _FILLERS or not re.search(r"\w", word) for word in found):
            return ""
        parts = [" ".join(part.split()) for part in self.left.split(";") if re.search(r"\w", part)]
        return " ".join(parts).strip(" ,.;:-–—()|")


@functools.lru_cache(maxsize=MOST_BLOCKS)  # several readers go through all lines of a text, one after the other
def read_figures(text: str) -> Figures:
    """Return the figures of an exercise in some words: sets, reps, holds, rest and sides; nobody changes them."""
    figures = _begun(text)
    if not DIGIT.search(figures.left):
        figures.has_sides = figures.take(SIDES) is not None
        return figures
    _read_pyramid(figures)
    if both := figures.take(_WORK_AND_REST):
        figures.hold_ms, figures.rest_ms = _length(both["length"]), _length(both["rest"])
    rest = None if both else next(filter(None, map(figures.take, RESTS)), None)
    figures.rest_ms = _length(rest["length"]) if rest else figures.rest_ms
    figures.has_sides = figures.take(SIDES) is not None
    _read_ways(figures)
    if not figures.pyramid:
        _read_two(figures)
    if figures.hold_ms is None:
        _read_hold(figures)
    if (figures.sets is None or figures.pyramid) and (found := figures.take(_ONLY_SETS)):
        figures.sets = figures.sets or _count(found["sets"])
    if figures.reps is None and (found := figures.take(_ONLY_REPS)):
        figures.reps = _count(found["reps"])
    is_open = figures.has_sides and not (figures.reps or figures.sets)
    if is_open and (found := figures.take(_NUMBER_OF_SIDES if figures.hold_ms else _BARE_NUMBER)):
        figures.reps = _count(found["reps"])
    return figures


def figures_alone(words: str) -> Figures | None:
    """Return the figures of a line or a sentence that says nothing else; None for any other.

    >>> figures_alone("Hold 5 seconds, and repeat 10 times.").reps, figures_alone("Hold 5 seconds with a smile.")
    (Span(low=10, high=10), None)
    """
    if not DIGIT.search(words):
        return None
    is_short = len(words.split()) <= _MOST_WORDS_OF_FIGURES
    may_be = is_short and (may_have_figures(words) or has_sides(words) or WAYS.search(words) is not None)
    if not may_be and labelled_figures(words) is None:
        return None
    figures = read_figures(words.strip(" .;"))
    left = {word.lower() for word in re.findall(r"[^\W\d_]{2,}", figures.left)}
    return figures if (figures.is_exercise or figures.rest_ms) and left <= BESIDE_FIGURES else None


@functools.lru_cache(maxsize=MOST_BLOCKS)  # several readers go through all lines of a text, one after the other
def may_have_figures(text: str) -> bool:
    """Return whether a line has a sign or a word that stands beside figures: a line without one has none.

    >>> may_have_figures("Hold for 5"), may_have_figures("Chapter 7")
    (True, False)
    """
    return _BESIDE_FIGURE.search(text) is not None


def _begun(text: str) -> Figures:
    """Return the figures of some words before they are read: without labels, and without how often to practise."""
    labelled = labelled_figures(text)
    text = _EACH_OF_REPS.sub(r"\g<length>", text) if tells_reps(text) else text
    text = _RANGE_WITH_SLASH.sub(_as_range, text) if "/" in text else text
    text = _LENGTH_OF_SIDE.sub(r"\g<own>", text)
    figures = Figures(labelled.words, notes=list(labelled.notes)) if labelled else Figures(text)
    if often := HOW_OFTEN.search(figures.left):  # twice a day
        figures.take(HOW_OFTEN)
        figures.notes.append(often[0].strip("() "))
    if load := figures.take(LOAD):
        figures.notes.append(load["load"])
    if tempo := _TEMPO.search(figures.left):
        figures.take(_TEMPO)
        figures.notes.append(tempo[0].strip())
    return figures


def _as_range(found: re.Match[str]) -> str:
    least, most = int(found[1]), int(found[2])
    return f"{least}-{most}" if _LEAST_OF_PYRAMID <= least < most <= 1.5 * least else found[0]


def _read_pyramid(figures: Figures) -> None:
    """Read the repetitions of each set where they rise or fall, "10-8-6-4", or are all the same: "8, 8, 8"."""
    found = _PYRAMID.search(figures.left)
    counts = [int(count) for count in re.findall(r"\d+", found["reps"])] if found else []
    if found is None or 0 in counts:
        return
    is_told, is_even = tells_reps(found[0]), min(counts) == max(counts)
    is_falling = counts == sorted(counts, reverse=True) and (is_told or is_even or counts[0] >= _LEAST_OF_PYRAMID)
    if not (is_falling or (is_told and counts == sorted(counts))):
        return
    figures.take(_PYRAMID)
    figures.sets, figures.reps = Span(len(counts), len(counts)), Span(min(counts), max(counts))
    if min(counts) != max(counts):
        figures.pyramid = tuple(counts)


def _read_two(figures: Figures) -> None:
    """Read two figures that stand together: "3 x 10", "hold 5 s x 10"."""
    held = _HELD_TIMES.search(figures.left)
    length_ms = _length(held["length"] or held["length2"]) if held else None
    if held and length_ms and length_ms.high <= _LONGEST_HOLD_OF_REP_MS:
        figures.take(_HELD_TIMES)
        count, figures.hold_ms = _count(held["reps"]), length_ms
        figures.sets, figures.reps = (count, None) if tells_reps(figures.left) else (None, count)
    elif (far := SETS_OF_DISTANCE.search(figures.left)) and not is_minute(far):
        figures.take(SETS_OF_DISTANCE)
        figures.sets = _count(far["sets"])
        figures.notes.append(f"{far['far']} {far['unit']}")
    elif found := figures.take(_LENGTH_BY_TIMES) or figures.take(_SETS_OF_LENGTH):
        figures.sets, figures.hold_ms = _count(found["sets"]), _length(found["length"])
    elif found := figures.take(_SETS_OF_BREATHS):
        figures.reps = _count(found["sets"])
        _read_breaths(figures, found["breaths"])
    elif found := figures.take(_REPS_BY_SETS) or figures.take(_SETS_OF_REPS):
        figures.sets, figures.reps = _count(found["sets"]), _count(found["reps"])


def _read_ways(figures: Figures) -> None:
    """Read two figures that are the same with their ways, such as "30 sec forward, 30 sec backward"."""
    found = WAYS.search(figures.left)
    if found is None or figures.has_sides or found["figure"].lower() != found["other_figure"].lower():
        return
    figures.left = f"{figures.left[: found.start()]} ; {found['figure']} ; {figures.left[found.end() :]}"
    ways = (found["way"].lower(), found["other_way"].lower())
    figures.has_sides = True
    figures.ways = () if is_left_and_right(ways) else ways


def hold_in_sentence(sentence: str) -> Span | None:
    """Return the hold that a sentence asks for among other words; a count is a second.

    >>> hold_in_sentence("Hold 3 sec, lower slowly."), hold_in_sentence("Arm strecken, 5 Sek. halten.")
    (Span(low=3000, high=3000), Span(low=5000, high=5000))
    """
    found = _HOLD_IN_SENTENCE.search(sentence)
    if found is None and (breaths := _BREATHS_HELD.search(sentence)):
        count = _count(breaths["breaths"])
        return Span(count.low * BREATH_MS, count.high * BREATH_MS)
    return _length(re.sub(_COUNTS, "s", found["length"] or found["length2"], flags=re.IGNORECASE)) if found else None


def _read_hold(figures: Figures) -> None:
    """Read the length of a hold, in breaths or in time."""
    if found := figures.take(_BREATHS):
        _read_breaths(figures, found["breaths"])
    elif found := figures.take(_HELD):
        figures.hold_ms = _length(found["length"])


def _read_breaths(figures: Figures, words: str) -> None:
    breaths = read_pause(f"{words} breaths")
    if isinstance(breaths, BreathPause):
        figures.hold_ms = Span(breaths.breaths.low * BREATH_MS, breaths.breaths.high * BREATH_MS)
        figures.notes.append(f"{words} breaths, taken as {BREATH_MS // 1000} s each")


def tells_reps(words: str) -> bool:
    """Return whether some words have a number of repetitions by that name: "10 reps", and not "3 times"."""
    return _TELLS_REPS.search(words) is not None


def rest_of_line(text: str) -> Span | None:
    """Return the length of a line that only asks for a rest, such as "Rest 60 s between rounds"; else None."""
    figures = read_figures(text.strip("*_ .:"))
    return figures.rest_ms if not figures.is_exercise and not figures.other_words else None


def is_length(text: str) -> bool:
    """Return whether a text is a length of time with its unit, and nothing else."""
    return re.fullmatch(D, text.strip(), re.IGNORECASE) is not None


def figures_of(words: Iterable[str]) -> Figures:
    """Return the figures of several texts together; the first of a kind wins."""
    all_of_them = Figures("")
    for text in words:
        one = read_figures(text)
        all_of_them.hold_ms = all_of_them.hold_ms or one.hold_ms
        all_of_them.sets = all_of_them.sets or one.sets
        all_of_them.reps = all_of_them.reps or one.reps
        all_of_them.rest_ms = all_of_them.rest_ms or one.rest_ms
        all_of_them.has_sides = all_of_them.has_sides or one.has_sides
        all_of_them.pyramid = all_of_them.pyramid or one.pyramid
        all_of_them.notes += one.notes
    return all_of_them


def _count(words: str) -> Span:
    ends = [int(end) for end in re.findall(r"\d+", words)]
    return Span(min(ends), max(ends))


def _length(words: str) -> Span | None:
    text = re.sub("(\\d)\\s?['’\u2032]\\s?(\\d\\d)(?:[\"”\u2033]|''|’’)?", r"\1:\2", words)  # 1'30"
    text = re.sub("''|’’|[\"”\u2033]", " s", text)
    text = re.sub("['’\u2032]", " min", text).replace("½", "0.5")
    text = re.sub(r"(\d)-([a-z])", r"\1 \2", text, flags=re.IGNORECASE)
    length = read_pause(text) or read_pause(f"{text} s")
    return length.span_ms if isinstance(length, TimedPause) else None
