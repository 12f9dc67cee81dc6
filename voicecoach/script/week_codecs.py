"""Codecs of programmes over weeks: how many weeks, a value for each week, and the weeks of a step."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from voicecoach.script import exercise_codecs, limits
from voicecoach.script.codec import choice, split_list
from voicecoach.script.report import Report
from voicecoach.script.sides import Side, Sides
from voicecoach.script.source import SourceText
from voicecoach.script.spec import Codec
from voicecoach.text import quoted
from voicecoach.units import Span, UnitError, format_count_span, parse_count_span

V = TypeVar("V")

Weeks = tuple[Span, ...]
"""The weeks of a step: spans in order that do not overlap."""

_WEEKS = re.compile(r"(\d{1,3})(?:\s*(?:weeks?|wochen?|semanas?|semaines?|settimane?|weken))?", re.IGNORECASE)
_WEEK = re.compile(r"(?:week\s*)?(\d{1,3})", re.IGNORECASE)
_SPANS = re.compile(r"(\d{1,9})(?:\s*(?:-|\u2013|to|until)\s*(\d{1,9}))?", re.IGNORECASE)
_ONLY_SPANS = re.compile(r"(?:weeks?\b|\band\b|\bto\b|\buntil\b|[\d\s,;/&\u2013-])+", re.IGNORECASE)
WHOLE_SCRIPT = 0
"""The week of a person who wants the whole script, without its programme."""

WEEK_OF_LOG = -1
"""The week of a person who wants the one that the practice log says; a command puts that one in its place."""

_WEEK_WORDS = {"off": WHOLE_SCRIPT, "log": WEEK_OF_LOG}
_COMMA = ","
_BETWEEN_LISTS = ";"


def _read_count(source: SourceText, report: Report) -> int | None:
    found = _WEEKS.fullmatch(source.text)
    if found and 1 <= int(found[1]) <= limits.MOST_WEEKS:
        return int(found[1])
    message = f"{quoted(source.text)} is not a number of weeks from 1 to {limits.MOST_WEEKS}"
    report.error(source.at(), message, "write - programme: 6 weeks")
    return None


def _print_count(weeks: int) -> str:
    return "1 week" if weeks == 1 else f"{weeks} weeks"


WEEK_COUNT = Codec(_read_count, _print_count, "6 weeks")
"""The number of weeks of a programme."""


def _read_week(source: SourceText, report: Report) -> int | None:
    if source.text.lower() in _WEEK_WORDS:
        return _WEEK_WORDS[source.text.lower()]
    found = _WEEK.fullmatch(source.text)
    if found and 1 <= int(found[1]) <= limits.MOST_WEEKS:
        return int(found[1])
    message = f"{quoted(source.text)} is not a week of the programme, from 1 to {limits.MOST_WEEKS}"
    report.error(
        source.at(), message, "write a number, log for the week in the practice log, or off for the whole script"
    )
    return None


def _print_week(week: int) -> str:
    return next((word for word, number in _WEEK_WORDS.items() if number == week), str(week))


CHOSEN_WEEK = Codec(_read_week, _print_week, "4")
"""The week of the programme that a person chooses."""


def by_week(one: Codec[V], form: str, separator: str = _COMMA) -> Codec[tuple[V, ...]]:
    """Return the codec of a value for each week, with a separator between them.

    Args:
        one: Reads and prints the value of one week.
        form: The form of the whole.
        separator: A comma, or a semicolon where the value itself is a list.
    """

    def read(source: SourceText, report: Report) -> tuple[V, ...] | None:
        values = [one.read(part, report) for part in split_list(source, separator)]
        read_values = tuple(value for value in values if value is not None)
        return read_values if len(read_values) == len(values) else None

    return Codec(read, lambda values: f"{separator} ".join(map(one.print, values)), form)


def _whole(low: int, high: int, what: str) -> Codec[int]:
    def read(source: SourceText, report: Report) -> int | None:
        if re.fullmatch(r"\d{1,3}", source.text) and low <= int(source.text) <= high:
            return int(source.text)
        shown = quoted(source.text) if source.text else "a value next to a comma"
        report.error(source.at(), f"{shown} is not {what} from {low} to {high}", _meant_number(source.text, low, high))
        return None

    return Codec(read, str, str(low))


def _meant_number(text: str, low: int, high: int) -> str:
    """Return a hint with the number that a text is likely to mean, or with several that no comma is between.

    >>> _meant_number("9", 1, 5), _meant_number("3x", 1, 21), _meant_number("1; 2 3", 1, 5)
    ('write 5', 'write 3', 'write commas between the weeks: 1, 2, 3')
    >>> _meant_number("1-3", 1, 5), _meant_number("high", 1, 5)
    ('write commas between the weeks: 1, 2, 3', 'write, for example, 1')
    """
    numbers = [min(max(int(number), low), high) for number in re.findall(r"\d{1,9}", text)]
    if re.fullmatch(r"\d+\s*[-\u2013]\s*\d+", text):
        numbers = list(range(numbers[0], numbers[-1] + 1)) or numbers
    if 1 < len(numbers) <= limits.MOST_WEEKS:
        return f"write commas between the weeks: {', '.join(map(str, numbers))}"
    return f"write {numbers[0]}" if numbers else f"write, for example, {low}"


_FOCUS_WORDS = choice((Side.RIGHT, Side.LEFT, "off"))


def _read_focus(source: SourceText, report: Report) -> Side | str | None:
    word = _FOCUS_WORDS.read(source, report)
    return None if word is None else "" if word == "off" else Side(word)


LEVELS_BY_WEEK = by_week(_whole(limits.LOWEST_LEVEL, limits.HIGHEST_LEVEL, "a level"), "1, 2, 2, 3, 4, 5")
GUIDANCE_BY_WEEK = by_week(choice(("full", "brief", "names", "chimes")), "full, full, brief, brief, names, names")
FOCUS_BY_WEEK = by_week(Codec[str](_read_focus, lambda side: side or "off", "left"), "left, left, left, off, off, off")
"""The side with longer holds in each week, an empty one for none."""
SESSIONS_BY_WEEK = by_week(_whole(1, limits.MOST_SESSIONS_A_WEEK, "a number of sessions"), "3, 3, 4, 4, 3, 2")
SIDES_BY_WEEK: Codec[tuple[Sides, ...]] = by_week(exercise_codecs.SIDES, "right; right; right, left", _BETWEEN_LISTS)


def print_weeks(weeks: Sequence[Span]) -> str:
    """Return the weeks of a step as they are written, such as ``1-2, 5``."""
    return ", ".join(map(format_count_span, weeks))


def merged_weeks(weeks: Sequence[Span]) -> Weeks:
    """Return spans of weeks in order, those joined that overlap.

    >>> print_weeks(merged_weeks([Span(3, 5), Span(1, 3)]))
    '1-5'
    """
    merged: list[Span] = []
    for span in sorted(weeks, key=lambda one: one.low):
        if merged and span.low <= merged[-1].high:
            merged[-1] = Span(merged[-1].low, max(merged[-1].high, span.high))
        else:
            merged.append(span)
    return tuple(merged)


def _meant_weeks(text: str) -> str:
    """Return a hint with the weeks that a text is likely to mean.

    >>> _meant_weeks("6-3"), _meant_weeks("week 2 to 3 and 5")
    ('write - weeks: 3-6', 'write - weeks: 2-3, 5')
    >>> _meant_weeks("from 2 on")
    'write - weeks: 3-6, or - weeks: 1-2, 5-6'
    """
    pairs = [(int(one), int(other or one)) for one, other in _SPANS.findall(text)]
    if (
        pairs
        and _ONLY_SPANS.fullmatch(text)
        and all(1 <= number <= limits.MOST_WEEKS for pair in pairs for number in pair)
    ):
        return f"write - weeks: {print_weeks(merged_weeks([Span(min(pair), max(pair)) for pair in pairs]))}"
    return "write - weeks: 3-6, or - weeks: 1-2, 5-6"


def _read_weeks(source: SourceText, report: Report) -> Weeks | None:
    spans: list[Span] = []
    for part in split_list(source):
        try:
            span = parse_count_span(part.text)
        except UnitError as error:
            report.error(part.at(), str(error), _meant_weeks(source.text))
            return None
        if span.low < 1 or span.high > limits.MOST_WEEKS:
            report.error(part.at(), f"weeks are counted from 1 to {limits.MOST_WEEKS}", "write, for example, 3-6")
            return None
        spans.append(span)
    merged = merged_weeks(spans)
    if sum(span.high - span.low + 1 for span in merged) != sum(span.high - span.low + 1 for span in spans):
        message = f"some weeks appear twice in {quoted(source.text)}"
        report.error(source.at(), message, f"write - weeks: {print_weeks(merged)}")
        return None
    return tuple(sorted(spans, key=lambda one: one.low))


WEEKS: Codec[Weeks] = Codec(_read_weeks, print_weeks, "3-6")
"""The weeks in which a step is there."""
