"""The table of one language: its words for abbreviations, units, numbers and signs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Rewrite = tuple[str, str | Callable[[re.Match[str]], str]]
"""A regular expression without references to its own groups, and its words as :func:`re.sub` takes them."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure, or another noun that is counted.

    Attributes:
        short: A regular expression of its short forms; empty where there is none.
        one: Its word for one.
        more: Its word for several.
        one_is: The spoken number 1 before it, where an engine would not know the gender.
        half: The words for half of it, where they are not the word for a half and the unit.
    """

    short: str
    one: str
    more: str
    one_is: str = ""
    half: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class LanguageTable:
    """The words of one language for abbreviations, units, numbers and signs.

    Attributes:
        second: The second.
        minute: The minute.
        hour: The hour.
        units: Every other unit, the longer short form first.
        counted: Nouns that are counted, with their spoken number 1.
        ones: The words of numbers that end in 1, by the word for 1, for languages that inflect them.
        decimal: The sign before tenths.
        times: Between two numbers, as in ``2x15``.
        to: In a range.
        joined: Between minutes and seconds.
        out_of: In ``3/10``.
        per: In ``2/day``.
        per_nouns: A regular expression of the nouns after a slash, as in ``2/day``.
        fractions: The words of fractions, by ``1/2``.
        mixed: The words of fractions after a whole number; ``{}`` is the noun, where it comes before the fraction.
        mixed_feminine: The same with a feminine noun, where it differs.
        clock_before: A regular expression of words before ``7:30`` that make it a time of day.
        clock_after: The same for words after it.
        clock: The form of a time of day for an engine, with ``{hours}`` and ``{minutes}``; empty to keep it.
        left_right: The letters for the sides.
        signs: The words for signs between or before words, by a regular expression.
        dot: The word for the full stop in ``example.org``.
        rewrites: The words for abbreviations and other short forms, by a regular expression that is case-sensitive.
        ranked: A regular expression of nouns after which a single ``I``, ``V`` or ``X`` is a number.
        short_words: Words of two or three letters that are not abbreviations when written in capitals.
        spelled: Abbreviations of four letters and more that are spoken letter by letter.
        spaced_hyphens: Whether the words of a compound are spoken separately.
        ratio: Between the numbers of ``2:1``.
        ratio_nouns: A regular expression of nouns after ``20:10`` that make it a ratio, not a length.
        by: Between the numbers of ``5x5``; empty where that is said like any product.
        set_nouns: A regular expression of the words for a set, after which ``x 10`` is a product.
        half_before: A regular expression of nouns before which a half is another word, and that word.
        units_in_compounds_are_single: Whether it is "10 pound dumbbell" rather than "30 Sekunden Pause".
        foot: The unit of ``6'``, where people measure in it.
        inch: The unit of ``6"``.
        objects: A regular expression of nouns that a measure describes, as in ``6" box``.
        spatial: A regular expression of words after a measure of length, as in ``6" apart``.
        timed_before: A regular expression of words before a length of time, as in ``hold 2'10"``.
    """

    second: Unit
    minute: Unit
    hour: Unit
    units: tuple[Unit, ...]
    decimal: str
    times: str
    to: str
    joined: str
    out_of: str
    per: str
    per_nouns: str
    fractions: Mapping[str, str]
    mixed: Mapping[str, str]
    clock_before: str
    clock_after: str
    left_right: Mapping[str, str]
    signs: Mapping[str, str]
    dot: str
    rewrites: tuple[Rewrite, ...]
    ranked: str
    short_words: frozenset[str]
    mixed_feminine: Mapping[str, str] = field(default_factory=dict)
    clock: str = ""
    spelled: frozenset[str] = frozenset({"YMCA", "ACSM"})
    counted: tuple[Unit, ...] = ()
    ones: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    spaced_hyphens: bool = False
    ratio: str = ":"
    ratio_nouns: str = ""
    by: str = ""
    set_nouns: str = "sets?"
    half_before: tuple[str, str] | None = None
    units_in_compounds_are_single: bool = False
    foot: Unit | None = None
    inch: Unit | None = None
    objects: str = ""
    spatial: str = ""
    timed_before: str = "for"

    @property
    def often(self) -> Unit:
        """The unit of ``2x``: "times"."""
        return self.units[0]

    @property
    def all_units(self) -> tuple[Unit, ...]:
        """Every unit with a short form."""
        return (*self.units, self.hour, self.minute, self.second)

    @property
    def all_counted(self) -> tuple[Unit, ...]:
        """Every noun before which the number 1 has a gender."""
        return tuple(unit for unit in (*self.all_units, *self.counted) if unit.one_is)


def ordinals(words: str, ending: str, first: int = 1) -> Rewrite:
    """Return the rewrite of ordinals from one number up: of ``1ª`` with a regular expression of the ending."""
    named = {str(number): word for number, word in enumerate(words.split(), start=first)}
    numbers = "|".join(sorted(named, key=len, reverse=True))
    return rf"(?<![\w.,])({numbers}){ending}", lambda found: named[found[1]]


def short_before(short: str) -> str:
    """Return a regular expression of an abbreviation that never ends a sentence, its full stop included."""
    return rf"(?<![\w.]){short}\."


def short_anywhere(short: str) -> str:
    """Return a regular expression of an abbreviation whose full stop stays where it also ends the sentence."""
    return rf"(?<![\w.]){short}(?:\.(?=\s+[^\WA-Z_]|\s*[,;:!?)])|(?=\.))"


def counted_by(number: str, unit: Unit) -> str:
    """Return the word of a unit after a number.

    >>> counted_by("1", Unit("s", "second", "seconds")), counted_by("30", Unit("s", "second", "seconds"))
    ('second', 'seconds')
    """
    return unit.one if number.lstrip("0") == "1" else unit.more
