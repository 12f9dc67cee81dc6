"""Read notes that ask for silent counting, such as "count to five": a second for each number."""

from __future__ import annotations

import re

from voicecoach.caseless import Caseless
from voicecoach.script.direction_tokens import number_word
from voicecoach.script.direction_words import WORDS, folded
from voicecoach.script.directions import TimedPause
from voicecoach.script.word_patterns import SECONDS
from voicecoach.text import base_code
from voicecoach.units import SECOND_MS, Span

_QUIETLY = (
    r"(?:silently|quietly|slowly|inside|still|leise|langsam|innerlich|en silencio|despacio|lentamente|en silence|"
    r"lentement|in silenzio|em silêncio|devagar|stil|langzaam|in stilte|mental\w*|in (?:your|the|one['’]s) "
    r"(?:head|mind)|im kopf|in gedanken|para (?:ti|sí|si)|dans (?:sa|ta|votre|la) tête|tra sé|in je hoofd)"
)
_COUNT = Caseless(
    rf"(?:{_QUIETLY}[\s,]+)*(?:"
    r"(?:(?:for|hold|to) )?(?:an? |the )?(?:count(?:ing)?|zählen?|zähle?|cuent[ae]n?|contar|comptez|compte[rz]?|"
    r"cont[aei]|contate|contare|tel(?:len)?)\s(?:\w+\s){0,2}?(?:to|of|bis|hasta|jusqu['’]à|fino a|até|tot)\s"
    r"(?P<count>\w+)|"
    r"(?:bis|tot)\s(?P<before>\w+)\s(?:zählen|tellen))"
    rf"(?:[\s,]+{_QUIETLY})*\W*",
)
_COUNT_SECONDS = Caseless(
    r"(?P<before>)(?:count|zählen?|zähle?|cuent[ae]n?|contar|compte[rz]?|cont[aei]|contate|contare|tel(?:len)?)\s(?:\w+\s){0,2}?"
    rf"(?P<count>\w+)\s?{SECONDS}(?:\s.{{3,30}})?\W*",
)
# "count 20 in your head"
_COUNT_QUIETLY = Caseless(
    r"(?P<before>)(?:count|zählen?|zähle?|cuent[ae]n?|contar|compte[rz]?|cont[aei]|contate|contare|tel(?:len)?)\s(?P<count>\w+)"
    rf"(?:[\s,]+{_QUIETLY})+\W*",
)
_ROW = re.compile(r"1(?:\s?(?:\.+|…|,|[-–])\s?\d{1,2}){2,}[\s.…]*")  # 1..2..3..4
_MOST_COUNTED = 60
_MOST_DIGITS = 9


def counted_pause(words: str, language: str) -> TimedPause | None:
    """Return the pause of a note that asks for silent counting, a second for each number.

    >>> counted_pause("count silently to five", "en").span_ms.low, counted_pause("cuenta hasta 8", "es").span_ms.low
    (5000, 8000)
    >>> counted_pause("1..2..3..4", "en").span_ms.low, counted_pause("count 20 in your head", "en").span_ms.low
    (4000, 20000)
    """
    number = _counted_in_row(words)
    if number is None:
        found = _COUNT.fullmatch(words) or _COUNT_SECONDS.fullmatch(words) or _COUNT_QUIETLY.fullmatch(words)
        count = found["count"] or found["before"] if found else ""
        number = number_named(count, language) if count else None
    if number is None or not 1 < number <= _MOST_COUNTED:
        return None
    return TimedPause(Span(number * SECOND_MS, number * SECOND_MS))


def _counted_in_row(words: str) -> int | None:
    """Return the last of numbers that are counted from one; None for any other words."""
    numbers = [int(one) for one in re.findall(r"\d+", words)] if _ROW.fullmatch(words.strip()) else []
    return len(numbers) if numbers and numbers == list(range(1, len(numbers) + 1)) else None


def asks_to_count(words: str) -> bool:
    """Return whether a note asks for counting, such as "count to five"."""
    return (_COUNT.fullmatch(words) or _COUNT_SECONDS.fullmatch(words)) is not None


def number_named(word: str, language: str) -> int | None:
    """Return the whole number that a word of a language, or its digits, tell; None for any other word.

    >>> number_named("12", "en"), number_named("tres", "es"), number_named("medio", "es")
    (12, 3, None)
    """
    if word.isdecimal():
        return int(word) if len(word) <= _MOST_DIGITS else None
    number = number_word(folded(word), WORDS.get(base_code(language or "en"), WORDS["en"]))
    return int(number) if number is not None and number.denominator == 1 else None
