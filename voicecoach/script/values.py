"""The values that have a shape of their own: points in a hold, breaths, sides, and the chimes of the signals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from voicecoach.script.codec import split
from voicecoach.script.limits import read_duration_ms, read_duration_span
from voicecoach.script.model import Side
from voicecoach.script.report import Report
from voicecoach.script.source import Source
from voicecoach.script.spec import Codec
from voicecoach.text import did_you_mean, quoted
from voicecoach.units import Span, UnitError, format_duration, format_duration_span

SIGNALS = ("begin", "end", "half", "switch")
BREATHS = ("in", "hold", "out")

_DASHES = re.compile("[\u2010-\u2015\u2212]")
# A comma between two digits is a decimal comma: "in 1,5s, out 3s".
_BETWEEN_BREATHS = r"(?<!\d),|,(?!\d)"


@dataclass(frozen=True, slots=True)
class Point:
    """A place inside a hold: its half, so long after its start, or so long before its end."""

    anchor: str
    offset_ms: int = 0

    def __str__(self) -> str:
        if self.anchor == "half":
            return "half"
        offset = format_duration(self.offset_ms)
        return f"end-{offset}" if self.anchor == "end" else offset

    def in_hold_ms(self, hold_ms: int) -> int:
        """Return the distance from the hold's start; a half millisecond of the half is rounded up."""
        match self.anchor:
            case "half":
                return (hold_ms + 1) // 2
            case "end":
                return hold_ms - self.offset_ms
            case _:
                return self.offset_ms


@dataclass(frozen=True, slots=True)
class Breath:
    """One part of a round of breathing: in, hold or out, and how long."""

    kind: str
    span_ms: Span


@dataclass(frozen=True, slots=True)
class Chimes:
    """Which sound each signal has; None turns the signal off. Signals that are not named are not in it."""

    sounds: tuple[tuple[str, str | None], ...]


def _read_point(source: Source, report: Report) -> Point | None:
    word = _DASHES.sub("-", re.sub(r"\s+", "", source.text.lower()))
    if word == "half":
        return Point("half")
    try:
        if word.startswith("end-"):
            return Point("end", read_duration_ms(word.removeprefix("end-")))
        return Point("begin", read_duration_ms(word))
    except UnitError:
        message = f"{quoted(source.text)} is no point in a hold"
        report.error(source.at(), message, "write at half, at 15s (from the start) or at end-10s")
        return None


POINT = Codec(_read_point, str, "half | 15s | end-10s")


@dataclass(frozen=True, slots=True)
class Bed:
    """The sound under the session: its name, and how loud it is relative to the voice, where that is said."""

    sound: str
    level_db: Fraction | None = None


def _read_bed(source: Source, report: Report) -> Bed | None:
    sound, comma, level = source.text.rpartition(",")
    if not comma:
        return Bed(source.text)
    level_db = bed_level_db(level.strip()) if _DECIBELS.search(level) else None
    if level_db is None:
        message = f"{quoted(level.strip())} is no level of a bed"
        hint = f"write it as {BED.form}: from {LOWEST_BED_DB} dB (hardly heard) to {HIGHEST_BED_DB} dB (like the voice)"
        report.error(source.at(), message, hint)
        return None
    if not sound.strip():
        report.error(source.at(), "the bed has no sound", f"write it as {BED.form}")
        return None
    return Bed(sound.strip(), level_db)


def bed_level_db(text: str) -> Fraction | None:
    """Return the level of a bed relative to the voice: ``-24`` or ``-24 dB``; None for anything else."""
    number = _BED_LEVEL.fullmatch(text)
    level_db = Fraction(number[1].replace("\u2212", "-").replace(",", ".")) if number else None
    return level_db if level_db is not None and LOWEST_BED_DB <= level_db <= HIGHEST_BED_DB else None


def _print_bed(bed: Bed) -> str:
    return bed.sound if bed.level_db is None else f"{bed.sound}, {float(bed.level_db):g} dB"


LOWEST_BED_DB, HIGHEST_BED_DB = -60, 0
_BED_LEVEL = re.compile(r"([-\u2212]?\d{1,3}(?:[.,]\d{1,3})?)\s*(?:db)?", re.IGNORECASE)
_DECIBELS = re.compile(r"db\s*$", re.IGNORECASE)
BED = Codec(_read_bed, _print_bed, "rain, -24 dB")


def _read_sides(source: Source, report: Report) -> tuple[Side, ...] | None:
    sides: list[Side] = []
    for part in split(source):
        word = part.text.lower()
        if word not in tuple(Side):
            message = f"{quoted(part.text)} is no side" if word else "a side is missing beside a comma"
            report.error(part.at(), message, "write right, left (the one that comes first stands first), or only one")
            return None
        if Side(word) in sides:
            report.error(part.at(), f"the side {word} is given twice", "write it as right, left")
            return None
        sides.append(Side(word))
    return tuple(sides)


SIDES = Codec[tuple[Side, ...]](_read_sides, ", ".join, "right, left")


def _read_chimes(source: Source, report: Report) -> Chimes | None:
    sounds: dict[str, str | None] = {}
    for part in split(source):
        signal, _, sound = " ".join(part.text.split()).partition(" ")
        signal = signal.lower()
        if signal not in SIGNALS:
            message = f"{quoted(signal)} is no signal" if signal else "a signal is missing beside a comma"
            hint = did_you_mean(signal, SIGNALS) if signal else f"write it as {CHIMES.form}"
            report.error(part.at(), message, hint)
            return None
        if not sound:
            message = f"the signal {signal} needs the name of a sound"
            report.error(part.at(), message, f"write {signal} bowl, or {signal} off")
            return None
        if signal in sounds:
            report.error(part.at(), f"the signal {signal} is given twice", "keep one of them")
            return None
        sounds[signal] = None if sound.lower() == "off" else sound
    return Chimes(tuple(sounds.items()))


def _print_chimes(chimes: Chimes) -> str:
    return ", ".join(f"{signal} {sound or 'off'}" for signal, sound in chimes.sounds)


CHIMES = Codec(_read_chimes, _print_chimes, "begin bowl, end bell, half wood, switch two-tone")


def _read_breathing(source: Source, report: Report) -> tuple[Breath, ...] | None:
    breaths = []
    for part in split(source, _BETWEEN_BREATHS):
        kind, _, length = part.text.partition(" ")
        kind = kind.lower()
        if kind not in BREATHS:
            message = f"{quoted(kind)} is no part of a breath" if kind else "a part is missing beside a comma"
            report.error(part.at(), message, f"write it as {BREATHING.form}")
            return None
        try:
            breaths.append(Breath(kind, read_duration_span(length, "a part of a breath")))
        except UnitError as error:
            report.error(part.at(), str(error), f"write it as {kind} 4s")
            return None
    return tuple(breaths)


def _print_breathing(breaths: tuple[Breath, ...]) -> str:
    return ", ".join(f"{breath.kind} {format_duration_span(breath.span_ms)}" for breath in breaths)


BREATHING = Codec(_read_breathing, _print_breathing, "in 4s, hold 4s, out 4s, hold 4s")
