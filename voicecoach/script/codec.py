"""Codecs: each reads and prints one kind of setting's value.

A codec reads a :class:`SourceText` into a typed value and reports what it cannot read. The text that it prints reads
back as the same value. The first part makes codecs that many settings share; the second has those of values with a
form of their own: beds, chimes and pauses. Those of exercises are in
:mod:`voicecoach.script.exercise_codecs`, those of points in :mod:`voicecoach.script.points`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeVar

from voicecoach.script.language import is_tag, language_code
from voicecoach.script.limits import (
    LARGEST_COUNT,
    LONGEST_PAUSE_MS,
    LONGEST_SPOKEN_PAUSE_MS,
    read_count_span,
    read_duration_ms,
    read_duration_span,
)
from voicecoach.script.meant_values import meant_value
from voicecoach.script.model import Chimes, Text
from voicecoach.script.printer import print_text
from voicecoach.script.report import Report
from voicecoach.script.source import SourceText
from voicecoach.script.spec import Codec, ValueForm
from voicecoach.script.text_reader import Allowed, read_text_pieces
from voicecoach.text import did_you_mean, quoted
from voicecoach.units import Span, UnitError, format_count_span, format_duration, format_duration_span

V = TypeVar("V")

_DECIMALS = 6
_SECONDS = ValueForm(least=1, unit="s")
_SEMITONES = re.compile(r"([-+\u2212]?\d{1,2}(?:[.,]\d{1,3})?)(?:\s*(?:st|semitones?))?", re.IGNORECASE)


def duration_span(what: str, form: str = "30s or 20-40s") -> Codec[Span]:
    """Return the codec of a duration above zero, or a range of them, in milliseconds."""
    return Codec(_reporting(lambda text: read_duration_span(text, what), form), format_duration_span, form, _SECONDS)


def duration(what: str, form: str) -> Codec[int]:
    """Return the codec of one duration above zero, in milliseconds."""

    def parse(text: str) -> int:
        span = read_duration_span(text, what)
        if span.low != span.high:
            raise UnitError(f"{what} must be one length, not a range")
        return span.low

    return Codec(_reporting(parse, form), format_duration, form, _SECONDS)


def silence(least_ms: int, form: str) -> Codec[int]:
    """Return the codec of one duration that is not shorter than the least, in milliseconds."""

    def parse(text: str) -> int:
        span = read_duration_span(text)
        if span.low != span.high:
            raise UnitError("it is one length, not a range")
        if span.low < least_ms:
            raise UnitError(f"this silence must be {format_duration(least_ms)} or more")
        return span.low

    return Codec(_reporting(parse, form), format_duration, form)


def gap_span(form: str = "5s") -> Codec[Span]:
    """Return the codec of a duration that may be zero, or a range of them, in milliseconds."""
    return Codec(_reporting(read_duration_span, form), format_duration_span, form, ValueForm(least=0, unit="s"))


def count_span(what: str, form: str = "3 or 6-10", most: int = LARGEST_COUNT) -> Codec[Span]:
    """Return the codec of a count above zero, or a range of them."""
    entry = ValueForm(least=1, most=most)
    return Codec(_reporting(lambda text: read_count_span(text, what, most), form), format_count_span, form, entry)


def whole_number(low: int, high: int, form: str) -> Codec[int]:
    """Return the codec of a whole number within limits."""

    def parse(text: str) -> int:
        if not re.fullmatch(r"\d{1,9}", text) or not low <= int(text) <= high:
            raise UnitError(f"{quoted(text)} is not a whole number from {low} to {high:,}")
        return int(text)

    return Codec(_reporting(parse, form), str, form, ValueForm(least=low, most=high))


def factor(low: Fraction, high: Fraction, form: str) -> Codec[Fraction]:
    """Return the codec of a decimal number within limits, with a point or a comma."""

    def parse(text: str) -> Fraction:
        if not re.fullmatch(rf"\d{{1,3}}(?:[.,]\d{{1,{_DECIMALS}}})?", text):
            raise UnitError(f"{quoted(text)} is not a number such as {form}")
        number = Fraction(text.replace(",", "."))
        if not low <= number <= high:
            raise UnitError(f"{text} is out of range: use {float(low):g} to {float(high):g}")
        return number

    def show(value: Fraction) -> str:
        return f"{float(value):.{_DECIMALS}f}".rstrip("0").rstrip(".")

    return Codec(_reporting(parse, form), show, form, ValueForm(least=float(low), most=float(high)))


def semitones(low: int, high: int, form: str) -> Codec[Fraction]:
    """Return the codec of a number of semitones within limits; below 0 for lower."""

    def parse(text: str) -> Fraction:
        number = _SEMITONES.fullmatch(text)
        if number is None:
            raise UnitError(f"{quoted(text)} is not a number of semitones such as {form}")
        value = Fraction(number[1].replace("\u2212", "-").replace(",", "."))
        if not low <= value <= high:
            raise UnitError(f"{text} is out of range: use {low} to {high} semitones")
        return value

    entry = ValueForm(least=low, most=high, unit="semitones")
    return Codec(_reporting(parse, form), lambda value: f"{float(value):g}", form, entry)


def choice(words: Sequence[str]) -> Codec[str]:
    """Return the codec of one word out of a list, in any case."""

    def read(source: SourceText, report: Report) -> str | None:
        word = source.text.lower()
        if word in words:
            return word
        message = f"{quoted(source.text)} is not valid here"
        report.error(source.at(), message, did_you_mean(word, words))
        return None

    return Codec(read, str, " | ".join(words), ValueForm(words=tuple(words)))


_YES, _NO = ("yes", "true", "y", "1"), ("no", "false", "n", "0", "none")


def _read_switch(source: SourceText, report: Report) -> str | None:
    word = source.text.lower()
    if word == SWITCH.form:
        return word
    meant = "write on" if word in _YES else "write off" if word in _NO else "write on or off"
    report.error(source.at(), f"{quoted(source.text)} is neither on nor off", meant)
    return None


SWITCH = Codec(_read_switch, str, "on", ValueForm(words=("on", "off")))
"""A switch: ``on``; the reader itself knows ``off``."""


def language_tag(form: str) -> Codec[str]:
    """Return the codec of a language's tag, such as ``de`` or ``pt-BR`` (RFC 5646, by its shape alone)."""

    def read(source: SourceText, report: Report) -> str | None:
        if is_tag(source.text):
            return source.text
        code = language_code(source.text)
        hint = f"write {code}" if code else f"write, for example, {form}"
        report.error(source.at(), f"{quoted(source.text)} is not a language code", hint)
        return None

    return Codec(read, str, form)


def plain(form: str) -> Codec[str]:
    """Return the codec of words that are not spoken."""

    def read(source: SourceText, _report: Report) -> str | None:
        return re.sub(r"\s+", " ", source.text)

    return Codec(read, str, form)


def spoken(form: str, allowed: Allowed = Allowed.SPOKEN) -> Codec[Text]:
    """Return the codec of words that are spoken."""

    def read(source: SourceText, report: Report) -> Text | None:
        return read_text_pieces(source, allowed, report)

    return Codec(read, print_text, form, ValueForm(is_spoken=True))


def name_list(form: str) -> Codec[tuple[str, ...]]:
    """Return the codec of names with commas between them."""

    def read(source: SourceText, report: Report) -> tuple[str, ...] | None:
        parts = split_list(source)
        for part in parts:
            if not part.text:
                report.error(part.at(), "a name is missing next to a comma", f"write it as {form}")
        return tuple(re.sub(r"\s+", " ", part.text) for part in parts if part.text)

    return Codec(read, ", ".join, form)


def split_list(source: SourceText, separator: str = ",") -> list[SourceText]:
    """Return the parts of a text between separators of one character, given as a regular expression."""
    parts, begin = [], 0
    for end in [*(match.start() for match in re.finditer(separator, source.text)), len(source.text)]:
        parts.append(source.slice(begin, end))
        begin = end + 1
    return parts


def _reporting(parse: Callable[[str], V], form: str) -> Callable[[SourceText, Report], V | None]:
    """Return a reader that reports the parser's :class:`UnitError` at the value."""

    def read(source: SourceText, report: Report) -> V | None:
        try:
            return parse(source.text)
        except UnitError as error:
            meant = meant_value(source.text, parse, source.language)
            report.error(source.at(), str(error), f"write {meant}" if meant else f"write, for example, {form}")
            return None

    return read


SIGNALS = ("begin", "end", "half", "switch")
SPOKEN_PAUSES = ("clause", "sentence", "ellipsis")
"""The pauses inside a phrase, which the voice makes."""

PAUSES = ("clause", "sentence", "cue", "paragraph", "short", "plain", "long", "breath", "ellipsis")
"""The pauses that have a length by their name."""

PauseLengths = tuple[tuple[str, int], ...]
"""The lengths of pauses by name, in milliseconds, in the order in which they were written."""

# A comma between two digits is a decimal comma: "in 1,5s, out 3s".
BETWEEN_DURATIONS = r"(?<!\d),|,(?!\d)"


def _read_chimes(source: SourceText, report: Report) -> Chimes | None:
    sounds: dict[str, str | None] = {}
    for part in split_list(source):
        signal, _, sound = " ".join(part.text.split()).partition(" ")
        signal = signal.lower()
        if signal not in SIGNALS:
            message = f"{quoted(signal)} is not a signal" if signal else "a signal is missing next to a comma"
            hint = did_you_mean(signal, SIGNALS) if signal else f"write it as {CHIMES.form}"
            report.error(part.at(), message, hint)
            return None
        if not sound:
            message = f"the signal {signal} needs a sound"
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


def _pause_ms(name: str, text: str) -> int:
    if not text:
        raise UnitError(f"the pause {name} needs a length")
    pause_ms = read_duration_ms(text)
    longest_ms = LONGEST_SPOKEN_PAUSE_MS if name in SPOKEN_PAUSES else LONGEST_PAUSE_MS
    if pause_ms > longest_ms:
        raise UnitError(f"{quoted(text)} is too long for the pause {name}, at most {format_duration(longest_ms)}")
    return pause_ms


def _read_pauses(source: SourceText, report: Report) -> PauseLengths | None:
    lengths_ms: dict[str, int] = {}
    for part in split_list(source, BETWEEN_DURATIONS):
        name, _, length = part.text.partition(" ")
        name = name.lower()
        if name not in PAUSES:
            message = f"{quoted(name)} is not a pause" if name else "a pause is missing next to a comma"
            hint = did_you_mean(name, PAUSES) if name else f"write it as {PAUSE_LENGTHS.form}"
            report.error(part.at(), message, hint)
            return None
        if name in lengths_ms:
            report.error(part.at(), f"the pause {name} is given twice", "keep one of them")
            return None
        try:
            lengths_ms[name] = _pause_ms(name, length)
        except UnitError as error:
            report.error(part.at(), str(error), f"write it as {name} 1.1s")
            return None
    return tuple(lengths_ms.items())


def _print_pauses(lengths: PauseLengths) -> str:
    return ", ".join(f"{name} {format_duration(length_ms)}" for name, length_ms in lengths)


PAUSE_LENGTHS = Codec(_read_pauses, _print_pauses, "clause 0.35s, sentence 0.8s, cue 1.1s, paragraph 1.5s")


def _read_sentence_pause(source: SourceText, report: Report) -> PauseLengths | None:
    pause_ms = _reporting(lambda text: _pause_ms("sentence", text), SENTENCE_PAUSE.form)(source, report)
    return None if pause_ms is None else (("sentence", pause_ms),)


SENTENCE_PAUSE = Codec(_read_sentence_pause, lambda lengths: format_duration(dict(lengths)["sentence"]), "0.6s")
