"""How one kind of value is read and printed: the codecs that many settings share.

A codec reads a :class:`Source` into a typed value and reports what it cannot understand; printing the value
gives a text that reads back as the same value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeVar

from voicecoach.script.limits import LARGEST_COUNT, read_count_span, read_duration_span
from voicecoach.script.model import Text
from voicecoach.script.report import Report
from voicecoach.script.source import Source
from voicecoach.script.spec import Codec
from voicecoach.script.text import print_text
from voicecoach.script.text_reader import Allowed, read_text_pieces
from voicecoach.text import did_you_mean, quoted
from voicecoach.units import Span, UnitError, format_count_span, format_duration, format_duration_span

V = TypeVar("V")

_DECIMALS = 6


def duration_span(what: str, form: str = "30s or 20-40s") -> Codec[Span]:
    """Return the codec of a duration above zero, or a range of them, in milliseconds."""
    return Codec(_attempt(lambda text: read_duration_span(text, what), form), format_duration_span, form)


def duration(what: str, form: str) -> Codec[int]:
    """Return the codec of one duration above zero, in milliseconds."""

    def parse(text: str) -> int:
        span = read_duration_span(text, what)
        if span.low != span.high:
            raise UnitError(f"{what} is one length, not a range")
        return span.low

    return Codec(_attempt(parse, form), format_duration, form)


def gap_span(form: str = "5s") -> Codec[Span]:
    """Return the codec of a duration that may be zero, or a range of them, in milliseconds."""
    return Codec(_attempt(read_duration_span, form), format_duration_span, form)


def count_span(what: str, form: str = "3 or 6-10", most: int = LARGEST_COUNT) -> Codec[Span]:
    """Return the codec of a count above zero, or a range of them."""
    return Codec(_attempt(lambda text: read_count_span(text, what, most), form), format_count_span, form)


def whole_number(low: int, high: int, form: str) -> Codec[int]:
    """Return the codec of a whole number within limits."""

    def parse(text: str) -> int:
        if not re.fullmatch(r"\d{1,9}", text) or not low <= int(text) <= high:
            raise UnitError(f"{quoted(text)} is not a whole number from {low} to {high:,}")
        return int(text)

    return Codec(_attempt(parse, form), str, form)


def factor(low: Fraction, high: Fraction, form: str) -> Codec[Fraction]:
    """Return the codec of a decimal number within limits, with a point or a comma."""

    def parse(text: str) -> Fraction:
        if not re.fullmatch(rf"\d{{1,3}}(?:[.,]\d{{1,{_DECIMALS}}})?", text):
            raise UnitError(f"{quoted(text)} is not a number such as {form}")
        number = Fraction(text.replace(",", "."))
        if not low <= number <= high:
            raise UnitError(f"{text} is out of range: it goes from {float(low):g} to {float(high):g}")
        return number

    def show(value: Fraction) -> str:
        return f"{float(value):.{_DECIMALS}f}".rstrip("0").rstrip(".")

    return Codec(_attempt(parse, form), show, form)


def choice(words: Sequence[str]) -> Codec[str]:
    """Return the codec of one word out of a list, in any case."""

    def read(source: Source, report: Report) -> str | None:
        word = source.text.lower()
        if word in words:
            return word
        message = f"{quoted(source.text)} is not one of the words for this setting"
        report.error(source.at(), message, did_you_mean(word, words))
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


def name_list(form: str) -> Codec[tuple[str, ...]]:
    """Return the codec of names with commas between them."""

    def read(source: Source, report: Report) -> tuple[str, ...] | None:
        parts = split(source)
        for part in parts:
            if not part.text:
                report.error(part.at(), "a name is missing beside a comma", f"write it as {form}")
        return tuple(re.sub(r"\s+", " ", part.text) for part in parts if part.text)

    return Codec(read, ", ".join, form)


def split(source: Source, separator: str = ",") -> list[Source]:
    """Return the parts of a text between separators of one character, given as a regular expression."""
    parts, begin = [], 0
    for end in [*(match.start() for match in re.finditer(separator, source.text)), len(source.text)]:
        parts.append(source.slice(begin, end))
        begin = end + 1
    return parts


def _attempt(parse: Callable[[str], V], form: str) -> Callable[[Source, Report], V | None]:
    """Return a reader that reports the parser's :class:`UnitError` at the value."""

    def read(source: Source, report: Report) -> V | None:
        try:
            return parse(source.text)
        except UnitError as error:
            report.error(source.at(), str(error), f"write, for example, {form}")
            return None

    return read
