"""Write the number words before what is counted in digits: "for five seconds", "drei bis fünf Mal"."""

from __future__ import annotations

import re

from voicecoach.caseless import Caseless
from voicecoach.importing.lines.figure_words import OFTEN, REPS, SETS, UNIT
from voicecoach.script.number_words import NUMBERS

_MOST = 60
_VALUES = {
    word: int(value)
    for numbers in NUMBERS.values()
    for word, value in numbers.items()
    if value.denominator == 1 and 0 < value <= _MOST
}
_BEGINNINGS = frozenset(word.partition("-")[0] for word in _VALUES)
_COUNTED = rf"(?:{UNIT}|{OFTEN}|{REPS}|{SETS}|counts?|tellen|tiempos|tempi|tempos)(?!\w)"
_TO = r"\s?(?:-|–|to|or|bis|oder|a|o|à|ou|tot|of)\s?"
_WORD = r"(?<![\w-])(?P<word>[^\W\d_]+(?:-[^\W\d_]+){0,2})"
_BEFORE_COUNTED = Caseless(rf"{_WORD}(?=\s{_COUNTED})")
_BEFORE_NUMBER = Caseless(rf"{_WORD}(?P<to>{_TO})(?=\d{{1,3}}\s?{_COUNTED})")
_BETWEEN = Caseless(  # "between 15 and 30 seconds"
    r"(?<!\w)(?:between|zwischen|entre|tra|fra|tussen)\s(?P<least>\w{1,9})\s(?:and|und|y|et|e|en)\s(?P<most>\d{1,3})(?!\d)"
)
_TIMES_JOINED = Caseless(r"(?<!\w)(?P<word>[^\W\d_]{3,8})(?=mal(?!\w))")


def with_digits(text: str) -> str:
    """Return a text with digits for the number words before a unit, or before sets, repetitions or times.

    >>> with_digits("Hold for five seconds and repeat eight to ten times."), with_digits("Noch dreimal.")
    ('Hold for 5 seconds and repeat 8-10 times.', 'Noch 3mal.')
    >>> with_digits("Hold between 15 and 30 seconds.")
    'Hold 15-30 seconds.'
    """
    if _BEGINNINGS.isdisjoint(word.removesuffix("mal") for word in re.findall(r"[^\W\d_]+", text.casefold())):
        return _BETWEEN.sub(_range, text)
    text = _TIMES_JOINED.sub(_digits, _BEFORE_COUNTED.sub(_digits, text))
    text = _BEFORE_NUMBER.sub(lambda found: f"{_digits(found)}{found['to'] if _is_left(found) else '-'}", text)
    return _BETWEEN.sub(_range, text)


def _range(found: re.Match[str]) -> str:
    least = str(_VALUES.get(found["least"].casefold(), found["least"]))
    return f"{least}-{found['most']}" if least.isdigit() else found[0]


def _is_left(found: re.Match[str]) -> bool:
    return found["word"].casefold() not in _VALUES


def _digits(found: re.Match[str]) -> str:
    return str(_VALUES.get(found["word"].casefold(), found["word"]))
