"""The limits of what is heard, all in one table, and the rows that are printed against them.

A limit is a range, or an allowance around the figure that a row asks for: the rate of speech follows the pace.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

PACE_1_SYLLABLES_PER_S = 3.1
"""The rate of speech at pace 1 in every voice and language, without pauses (silences of 200 ms and more)."""

PAUSES_AT_PACE_1_MS = {"clause": 350, "sentence": 800, "cue": 1_100, "paragraph": 1_500}
"""The lengths of pauses at pace 1; they are divided by the pace."""

LONG_CUE_WORDS = 8
"""Words a minute are counted in cues of so many words and more."""

SHORT_CUE_WORDS = 5
"""Cues of so many words and fewer have to be understood alone, and to close."""

CALM = frozenset({"body-scan", "box-breathing", "sleep-wind-down"})
"""Sessions for sleep, rest and breathing; the others stretch."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One measure and its limits; without any, the figure is only shown.

    Attributes:
        what: The measure, as the table prints it.
        unit: What its values are counted in.
        least: The lowest value that passes.
        most: The highest.
        percent: How far a value may lie from the one asked for, in percent of that.
        around: The same in the unit.
        decimals: How many are printed.
        is_hard: Whether a miss fails the run; others are wishes.
    """

    what: str
    unit: str
    least: float | None = None
    most: float | None = None
    percent: float | None = None
    around: float | None = None
    decimals: int = 0
    is_hard: bool = True

    @property
    def is_set(self) -> bool:
        return any(at is not None for at in (self.least, self.most, self.percent, self.around))

    def is_met(self, value: float, asked: float | None) -> bool:
        """Whether a value passes; a value that is no number does not."""
        least, most = (-math.inf if self.least is None else self.least, math.inf if self.most is None else self.most)
        if asked is not None:
            allowed = self.around if self.percent is None else asked * self.percent / 100
            if allowed is not None:
                least, most = asked - allowed, asked + allowed
        return bool(least <= value <= most)

    def text(self, asked: float | None) -> str:
        """Return what is asked as people write it."""
        if asked is not None:
            allowed = (
                f" ±{self.percent:g} %" if self.percent is not None else f" ±{self.around:g}" if self.around else ""
            )
            return f"{self.number(asked)}{allowed}"
        least, most = ("" if at is None else self.number(at) for at in (self.least, self.most))
        if least and most:
            return f"{least} to {most}"
        return f"at least {least}" if least else f"at most {most}" if most else ""

    def number(self, value: float) -> str:
        return f"{value:.{self.decimals}f}"


LIMITS = {
    # Rate, in cues of eight words and more
    "rate": Limit("syllables a second without pauses", "syl/s", percent=10, decimals=2),
    "pace": Limit("the same, by the rate at pace 1", "syl/s", percent=2, decimals=2),
    "stretching words": Limit("words a minute", "wpm", least=120, most=145),
    "calm words": Limit("words a minute", "wpm", least=100, most=125),
    "other words": Limit("words a minute", "wpm"),
    # Pauses, the median of each kind
    "clause": Limit("pause at a comma", "ms", around=40),
    "sentence": Limit("pause between sentences", "ms", around=40),
    "cue": Limit("pause between cues", "ms", percent=10),
    "paragraph": Limit("pause between paragraphs", "ms", percent=10),
    "order": Limit("each kind of pause longer than the last, by", "ms", least=100),
    # Endings of short statements, in semitones
    "closed": Limit("end 5 semitones below their peak", "%", least=97),
    "other closed": Limit("end 5 semitones below their peak", "%"),
    "risen": Limit("rise by more than 1.5 at the end", "%", most=3),
    "line": Limit("three, two, one: each lower by", "st", least=0.3, decimals=1),
    # Levels of cues of a second and more
    "levels": Limit("loudness, from 5 % to 95 % of the cues", "LU", most=3, decimals=1),
    # Words that the recogniser hears otherwise
    "words en": Limit("words heard otherwise", "%", most=1, decimals=1),
    "words de": Limit("words heard otherwise", "%", most=15, decimals=1),
    "words es": Limit("words heard otherwise", "%", most=10, decimals=1),
    "alone en": Limit("short cues heard otherwise", "%", most=3, decimals=1),
    "alone": Limit("short cues heard otherwise", "%", decimals=1),
    # Chimes and beds
    "chimes": Limit("signals above 800 Hz, loudest to softest", "dB", most=4, decimals=1),
    "period": Limit("likeness to itself, later", "r", most=0.3, decimals=2),
    "envelope period": Limit("likeness of its loudness, later", "r", decimals=2),
    "kept down": Limit("rise of the bed in a gap of 5 s", "dB", most=1.5, decimals=1),
    "return": Limit("return of the bed after words", "s", least=1.5, most=4, decimals=1),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A measured value against its limits.

    Attributes:
        subject: The script, voice or sound.
        limit: A key of :data:`LIMITS`.
        value: In the limit's unit.
        note: The figures behind it.
        asked: The figure that an allowance lies around.
    """

    subject: str
    limit: str
    value: float
    note: str = ""
    asked: float | None = None

    @property
    def fails(self) -> bool:
        """Whether a hard limit is missed."""
        return LIMITS[self.limit].is_hard and not self.is_met

    @property
    def is_met(self) -> bool:
        return LIMITS[self.limit].is_met(self.value, self.asked)

    def line(self) -> str:
        limit = LIMITS[self.limit]
        mark = "" if not limit.is_set else "ok" if self.is_met else "MISSED" if self.fails else "missed"
        measured = f"{limit.number(self.value):>6} {limit.unit}"
        columns = f"{self.subject:<24} {limit.what:<42} {limit.text(self.asked):<14} {measured:<13} {mark:<7}"
        return f"{columns} {self.note}".rstrip()


HEADING = f"{'':<24} {'':<42} {'asked':<14} measured"
