"""The table of one language: its words for abbreviations, units, numbers and signs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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


@dataclass(frozen=True, slots=True)
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
    rewrites: tuple[tuple[str, str], ...]
    ranked: str
    short_words: frozenset[str]
    mixed_feminine: Mapping[str, str] = field(default_factory=dict)
    clock: str = ""
    spelled: frozenset[str] = frozenset({"YMCA", "ACSM"})
    counted: tuple[Unit, ...] = ()
    ones: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    spaced_hyphens: bool = False

    @property
    def all_units(self) -> tuple[Unit, ...]:
        """Every unit with a short form."""
        return (*self.units, self.hour, self.minute, self.second)

    @property
    def all_counted(self) -> tuple[Unit, ...]:
        """Every noun before which the number 1 has a gender."""
        return tuple(unit for unit in (*self.all_units, *self.counted) if unit.one_is)


def short_before(short: str) -> str:
    """Return a regular expression of an abbreviation that never ends a sentence, its full stop included."""
    return rf"(?<![\w.]){short}\."


def short_anywhere(short: str) -> str:
    """Return a regular expression of an abbreviation whose full stop stays where it also ends the sentence."""
    return rf"(?<![\w.]){short}(?:\.(?=\s+[^\WA-Z_]|\s*[,;:!?)])|(?=\.))"
