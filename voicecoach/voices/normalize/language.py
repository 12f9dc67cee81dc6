"""What a language's table holds: its words for what is written short."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure, or anything else that is counted.

    Attributes:
        short: A regular expression of its short forms; empty where there is none.
        one: Its word for one.
        more: Its word for several.
        one_is: What the number 1 is spoken as before it, where the engine would not know the gender.
        half: What half of it is called, where that is more than the word for a half before it.
    """

    short: str
    one: str
    more: str
    one_is: str = ""
    half: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language for what is written short.

    Attributes:
        second: The unit of time; the words of :attr:`minute` and :attr:`hour` likewise.
        minute: See above.
        hour: See above.
        units: Every other unit, the longer short form first.
        counted: Nouns that are counted, with what 1 is spoken as.
        ones: What a number that ends in 1 is spoken as, by the word for 1, for languages that bend them.
        decimal: The sign before tenths.
        times: Between two numbers, as in ``2x15``.
        to: In a range.
        joined: Between minutes and seconds.
        out_of: In ``3/10``.
        per: In ``2/day``.
        per_nouns: A regular expression of what something can be done per.
        fractions: The words of fractions, by ``1/2``.
        mixed: The words of fractions behind a whole number; ``{}`` stands for the noun behind, where it moves.
        mixed_feminine: The same behind a feminine noun, where it differs.
        clock_before: A regular expression of what makes ``7:30`` behind it a time of day.
        clock_after: The same of what stands behind it.
        clock: How a time of day is given to the engine, of ``{hours}`` and ``{minutes}``; empty leaves it.
        left_right: The letters for the sides.
        signs: Words for signs that stand between or before words, by a regular expression.
        dot: How the full stop in ``example.org`` is spoken.
        rewrites: Words for abbreviations and other short forms, by a regular expression that tells capitals.
        ranked: A regular expression of nouns behind which a single ``I``, ``V`` or ``X`` is a number.
        short_words: Words of two or three letters that are no abbreviation when in capitals.
        spelled: Abbreviations of four letters and more that are spoken letter by letter.
        spaced_hyphens: Whether the words of a compound are spoken apart.
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
        """Everything before which the number 1 has a gender."""
        return tuple(unit for unit in (*self.all_units, *self.counted) if unit.one_is)


def short_before(short: str) -> str:
    """Return a regular expression of an abbreviation that never ends a sentence, its full stop included."""
    return rf"(?<![\w.]){short}\."


def short_anywhere(short: str) -> str:
    """Return a regular expression of an abbreviation whose full stop stays where it ends the sentence too."""
    return rf"(?<![\w.]){short}(?:\.(?=\s+[^\WA-Z_]|\s*[,;:!?)])|(?=\.))"
