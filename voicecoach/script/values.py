"""What can stand behind a setting's colon: one codec for each kind of value, reading and printing it.

A codec reads a :class:`Source` into a typed value and reports what it cannot understand; printing the value
gives a text that reads back as the same value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Generic, TypeVar

from voicecoach.script.model import Side, Text
from voicecoach.script.source import did_you_mean
from voicecoach.script.text import Allowed, print_text, read_text_pieces
from voicecoach.units import (
    Span,
    UnitError,
    format_count_span,
    format_duration,
    format_duration_span,
    parse_count_span,
    parse_duration_ms,
    parse_duration_span,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from voicecoach.script.source import Report, Source

V = TypeVar("V")

SIGNALS = ("begin", "end", "half", "switch")
BREATHS = ("in", "hold", "out")


@dataclass(frozen=True, eq=False)
class Codec(Generic[V]):
    """How one kind of value is read and printed.

    Attributes:
        read: Returns the value, or None after reporting why it has none.
        print: Returns the text that reads back as the value.
        form: What it looks like, for hints and the guide.
    """

    read: Callable[[Source, Report], V | None]
    print: Callable[[V], str]
    form: str


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

    def as_dict(self) -> dict[str, str | None]:
        """Return the sound of each signal that is named."""
        return dict(self.sounds)


def _attempt(parse: Callable[[str], V], form: str) -> Callable[[Source, Report], V | None]:
    """Return a reader that reports the parser's :class:`UnitError` at the value."""

    def read(source: Source, report: Report) -> V | None:
        try:
            return parse(source.text)
        except UnitError as error:
            report.error(source.at(), str(error), f"write it as {form}")
            return None

    return read


def _positive(parse: Callable[[str], Span], what: str) -> Callable[[str], Span]:
    def parse_positive(text: str) -> Span:
        span = parse(text)
        if span.low <= 0:
            raise UnitError(f"{what} must be more than zero")
        return span

    return parse_positive


def duration_span(what: str, form: str = "30s or 20-40s") -> Codec[Span]:
    """Return the codec of a duration above zero, or a range of them, in milliseconds."""
    return Codec(_attempt(_positive(parse_duration_span, what), form), format_duration_span, form)


def gap_span(form: str = "5s") -> Codec[Span]:
    """Return the codec of a duration that may be zero, or a range of them, in milliseconds."""
    return Codec(_attempt(parse_duration_span, form), format_duration_span, form)


def count_span(what: str, form: str = "3 or 6-10") -> Codec[Span]:
    """Return the codec of a count above zero, or a range of them, up to 1,000."""

    def parse(text: str) -> Span:
        span = _positive(parse_count_span, what)(text)
        if span.high > LARGEST_COUNT:
            raise UnitError(f"{what} go up to {LARGEST_COUNT:,}")
        return span

    return Codec(_attempt(parse, form), format_count_span, form)


LARGEST_COUNT = 1_000


def whole_number(low: int, high: int, form: str) -> Codec[int]:
    """Return the codec of a whole number within limits."""

    def parse(text: str) -> int:
        if not re.fullmatch(r"\d{1,9}", text) or not low <= int(text) <= high:
            raise UnitError(f"{text!r} is not a whole number from {low} to {high}")
        return int(text)

    return Codec(_attempt(parse, form), str, form)


def factor(low: Fraction, high: Fraction, form: str) -> Codec[Fraction]:
    """Return the codec of a decimal number within limits, with a point or a comma."""

    def parse(text: str) -> Fraction:
        if not re.fullmatch(r"\d{1,6}(?:[.,]\d{1,6})?", text):
            raise UnitError(f"{text!r} is not a number such as {form}")
        number = Fraction(text.replace(",", "."))
        if not low <= number <= high:
            raise UnitError(f"{text} is out of range: it goes from {float(low):g} to {float(high):g}")
        return number

    def show(value: Fraction) -> str:
        return f"{float(value):g}"

    return Codec(_attempt(parse, form), show, form)


def choice(words: Sequence[str]) -> Codec[str]:
    """Return the codec of one word out of a list, in any case."""

    def read(source: Source, report: Report) -> str | None:
        word = source.text.lower()
        if word in words:
            return word
        report.error(source.at(), f"{source.text!r} is none of {', '.join(words)}", did_you_mean(word, words))
        return None

    return Codec(read, str, " | ".join(words))


def plain(form: str) -> Codec[str]:
    """Return the codec of words that are not spoken."""

    def read(source: Source, _report: Report) -> str | None:
        return re.sub(r"\s+", " ", source.text)

    return Codec(read, str, form)


def spoken(form: str, allowed: Allowed = Allowed.SPOKEN) -> Codec[Text]:
    """Return the codec of words that are spoken."""

    def read(source: Source, report: Report) -> Text | None:
        return read_text_pieces(source, allowed, report)

    return Codec(read, print_text, form)


def _split(source: Source, separator: str = ",") -> list[Source]:
    parts, begin = [], 0
    for end in [*(match.start() for match in re.finditer(separator, source.text)), len(source.text)]:
        parts.append(source.slice(begin, end))
        begin = end + 1
    return parts


def name_list(form: str) -> Codec[tuple[str, ...]]:
    """Return the codec of names with commas between them."""

    def read(source: Source, report: Report) -> tuple[str, ...] | None:
        names = tuple(part.text for part in _split(source))
        if all(names):
            return names
        report.error(source.at(), "a name is missing beside a comma", f"write it as {form}")
        return None

    return Codec(read, ", ".join, form)


def _read_sides(source: Source, report: Report) -> tuple[Side, ...] | None:
    sides: list[Side] = []
    for part in _split(source):
        word = part.text.lower()
        if word not in tuple(Side):
            hint = did_you_mean(word, tuple(Side)) if word else "write it as right, left"
            report.error(part.at(), f"{part.text!r} is no side: sides are right and left", hint)
            return None
        if Side(word) in sides:
            report.error(part.at(), f"the side {word} is given twice", "write it as right, left")
            return None
        sides.append(Side(word))
    return tuple(sides)


SIDES = Codec[tuple[Side, ...]](_read_sides, ", ".join, "right, left")


def _read_chimes(source: Source, report: Report) -> Chimes | None:
    sounds: dict[str, str | None] = {}
    for part in _split(source):
        signal, _, sound = part.text.partition(" ")
        signal, sound = signal.lower(), sound.strip()
        if signal not in SIGNALS:
            hint = did_you_mean(signal, SIGNALS) if signal else f"write it as {CHIMES.form}"
            report.error(part.at(), f"{signal!r} is no signal that can have a chime", hint)
            return None
        if not sound:
            report.error(part.at(), f"the signal {signal} needs the name of a sound", f"write {signal} bowl")
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
    for part in _split(source):
        kind, _, length = part.text.partition(" ")
        if kind.lower() not in BREATHS:
            hint = did_you_mean(kind, BREATHS) if kind else f"write it as {BREATHING.form}"
            report.error(part.at(), f"{kind!r} is no part of a breath", hint)
            return None
        try:
            span = _positive(parse_duration_span, "a part of a breath")(length)
        except UnitError as error:
            report.error(part.at(), str(error), f"write it as {kind} 4s")
            return None
        breaths.append(Breath(kind.lower(), span))
    return tuple(breaths)


def _print_breathing(breaths: tuple[Breath, ...]) -> str:
    return ", ".join(f"{breath.kind} {format_duration_span(breath.span_ms)}" for breath in breaths)


BREATHING = Codec(_read_breathing, _print_breathing, "in 4s, hold 4s, out 4s, hold 4s")


def _read_point(source: Source, report: Report) -> Point | None:
    word = re.sub(r"\s+", "", source.text.lower()).replace("\u2013", "-")
    if word == "half":
        return Point("half")
    try:
        if word.startswith("end-"):
            return Point("end", parse_duration_ms(word.removeprefix("end-")))
        return Point("begin", parse_duration_ms(word))
    except UnitError:
        message = f"{source.text!r} is no point in a hold"
        report.error(source.at(), message, "write at half, at 15s (from the start) or at end-10s")
        return None


POINT = Codec(_read_point, str, "half | 15s | end-10s")
