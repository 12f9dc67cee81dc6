"""Codecs of an exercise's settings: lists by set, sides, and rounds of breathing."""

from __future__ import annotations

import re
from collections.abc import Callable

from voicecoach.script.codec import BETWEEN_DURATIONS, split_list
from voicecoach.script.limits import (
    LARGEST_COUNT,
    LONGEST_SIDE_CHARACTERS,
    MOST_SIDES,
    read_count_span,
    read_duration_ends,
    read_duration_span,
)
from voicecoach.script.meant_values import meant_value
from voicecoach.script.model import Breath, BreathRounds, BySet, Growth
from voicecoach.script.report import Report
from voicecoach.script.sides import Side, Sides, names_both, sides_named
from voicecoach.script.source import SourceText
from voicecoach.script.spec import Codec, ValueForm
from voicecoach.text import nearest, quoted
from voicecoach.units import (
    Span,
    UnitError,
    format_count_span,
    format_duration_ends,
    format_duration_span,
)

BREATHS = ("in", "hold", "out")

_SIDES_HINT = "write right, left in the order you want, only one of them, or names such as front, back"
_WORD = re.compile(r"\w+")
_MARKUP = re.compile(r"[][{}<>*]")
_NO_SIDES = frozenset(("both", "each", "all", "on", "yes", "no", "none", "every", "two", "2", "1", "one"))
_MOST_WORDS_OF_BOTH = 2
_BOTH_SIDES = frozenset({"both", "both sides", "each", "each side", "l/r", "r/l", "two", "2"})
_SIGNS = re.compile(r"\s*[/;&+|]\s*")
_BARE_BREATH = re.compile(r"\d{1,2}(?:\s*[-\u2013/:]\s*\d{1,2}){1,3}")
_BARE_BREATHS = {2: ("in", "out"), 3: ("in", "hold", "out"), 4: ("in", "hold", "out", "hold")}
_BETWEEN_SIDES = re.compile(
    rf"{_SIGNS.pattern}|\s+(?:and|then|und|dann|y|et|puis|e|poi|en|dan|or|to)\s+", re.IGNORECASE
)

# Two commas and more stand in no number: "30,25,20".
_BARE_NUMBERS = re.compile(r"\d+(?:,\d+){2,}")


def durations_by_set(what: str, form: str) -> Codec[BySet]:
    """Return the codec of a duration above zero, or a range of them, for each set or for all sets."""
    entry = ValueForm(least=1, unit="s")
    return _by_set(lambda text: read_duration_span(text, what), format_duration_span, form, entry)


def counts_by_set(what: str, form: str) -> Codec[BySet]:
    """Return the codec of a count above zero, or a range of them, for each set or for all sets."""
    entry = ValueForm(least=1, most=LARGEST_COUNT)
    return _by_set(lambda text: read_count_span(text, what), format_count_span, form, entry, separator=",")


def _by_set(
    parse: Callable[[str], Span],
    show: Callable[[Span], str],
    form: str,
    entry: ValueForm,
    *,
    separator: str | None = None,
) -> Codec[BySet]:
    def read(source: SourceText, report: Report) -> BySet | None:
        between = separator or ("," if _BARE_NUMBERS.fullmatch(source.text) else BETWEEN_DURATIONS)
        spans: list[Span] = []
        for part in split_list(source, between):
            if not part.text:
                report.error(part.at(), "a value is missing next to a comma", f"write, for example, {form}")
                return None
            try:
                spans.append(parse(part.text))
            except UnitError as error:
                mended = _mended(source.text, parse, show)
                report.error(part.at(), str(error), f"write {mended}" if mended else f"write, for example, {form}")
                return None
        if len(spans) > LARGEST_COUNT:
            report.error(source.at(), f"there are more than {LARGEST_COUNT:,} values, the limit for sets")
            return None
        return tuple(spans)

    return Codec(read, lambda spans: ", ".join(map(show, spans)), form, entry)


def _mended(text: str, parse: Callable[[str], Span], show: Callable[[Span], str]) -> str:
    """Return a list with commas between its values, or a count without the words after it; empty for neither."""
    parts = _SIGNS.split(text)
    try:
        listed = ", ".join(show(parse(part)) for part in parts) if len(parts) > 1 else ""
    except UnitError:
        listed = ""
    meant = meant_value(text, parse)
    return listed or (show(parse(meant)) if meant else "")


def _read_sides(source: SourceText, report: Report) -> Sides | None:
    names: list[str] = []
    for part in split_list(source):
        name = " ".join(part.text.split())
        parts = [each for each in _BETWEEN_SIDES.split(name) if each]
        if len(parts) > 1 and (names_both(name) or _SIGNS.search(name) or name == source.text):
            told = f"{quoted(name)} needs a comma between the two sides"
            report.error(part.at(), told, f"write {', '.join(parts)}")
            return None
        if (message := _no_side(name)) is not None:
            hint = "write right, left" if name.lower() in _BOTH_SIDES else _SIDES_HINT
            report.error(part.at(), message, hint)
            return None
        names.append(name)
    if len(names) > MOST_SIDES:
        report.error(source.at(), f"there are {len(names)} sides; a step can have {MOST_SIDES}", _SIDES_HINT)
        return None
    known = {name.casefold() for name in names} & {Side.RIGHT, Side.LEFT}
    for part, name in zip(split_list(source), names, strict=True):
        near = nearest(name, (Side.RIGHT, Side.LEFT)) if known and name.casefold() not in known else None
        if near is not None and near not in known:
            report.error(
                part.at(),
                f"{quoted(name)} is not a side; the other one here is {', '.join(known)}",
                f'did you mean "{near}"?',
            )
            return None
    return sides_named(names)


def _no_side(name: str) -> str | None:
    """Return the message for a text that is no name of a side; None for a name."""
    words = _WORD.findall(name.casefold())
    if not words:
        return f"{quoted(name)} is not a side" if name else "a side is missing next to a comma"
    if (words[0] in _NO_SIDES and len(words) <= _MOST_WORDS_OF_BOTH) or _MARKUP.search(name):
        return f"{quoted(name)} is not a side"
    if len(name) > LONGEST_SIDE_CHARACTERS:
        return f"{quoted(name)} is too long for a side: at most {LONGEST_SIDE_CHARACTERS} characters"
    return None


def _read_side(source: SourceText, report: Report) -> Side | None:
    name = " ".join(source.text.split())
    if (message := _no_side(name)) is not None:
        report.error(source.at(), message, "write right, left, or the name of a side")
        return None
    return sides_named([name])[0]


SIDES = Codec[Sides](_read_sides, ", ".join, "right, left")
SIDE = Codec[Side](_read_side, str, "right | left", ValueForm(words=("right", "left")))


def _breath_of_numbers(text: str) -> str:
    """Return the parts of a breath that is written as numbers alone, such as 4-7-8; empty for any other text."""
    lengths = re.findall(r"\d+", text) if _BARE_BREATH.fullmatch(text) else []
    return (
        ", ".join(f"{kind} {length}s" for kind, length in zip(_BARE_BREATHS[len(lengths)], lengths, strict=True))
        if lengths
        else ""
    )


def _read_breathing(source: SourceText, report: Report) -> tuple[Breath, ...] | None:
    breaths = []
    for part in split_list(source, BETWEEN_DURATIONS):
        kind, _, length = part.text.partition(" ")
        kind = kind.lower()
        if kind not in BREATHS:
            message = (
                f"{quoted(kind)} is not part of a breath: use in, hold or out"
                if kind
                else "a part is missing next to a comma"
            )
            report.error(part.at(), message, f"write it as {_breath_of_numbers(source.text) or BREATHING.form}")
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


def _read_rounds(source: SourceText, report: Report) -> BreathRounds | None:
    first, *others = split_list(source, BETWEEN_DURATIONS)
    try:
        count = read_count_span(first.text, "rounds")
    except UnitError as error:
        message, hint = str(error), "write, for example, 3 or 6-10"
        if first.text.partition(" ")[0].lower() in BREATHS:
            message, hint = f"{quoted(first.text)} comes before the number of rounds", f"write it as {ROUNDS.form}"
        report.error(first.at(), message, hint)
        return None
    growth: list[Growth] = []
    for part in others:
        kind, _, lengths = part.text.partition(" ")
        kind = kind.lower()
        if kind not in BREATHS:
            message = (
                f"{quoted(kind)} is not part of a breath: use in, hold or out"
                if kind
                else "a part is missing next to a comma"
            )
            report.error(part.at(), message, f"write it as {ROUNDS.form}")
            return None
        if any(one.kind == kind for one in growth):
            report.error(part.at(), f"{kind} is given twice", "keep one of them")
            return None
        try:
            growth.append(Growth(kind, *read_duration_ends(lengths, "a part of a breath")))
        except UnitError as error:
            report.error(part.at(), str(error), f"write it as {kind} 6-10s, from the first round to the last")
            return None
    return BreathRounds(count, tuple(growth))


def _print_rounds(rounds: BreathRounds) -> str:
    grown = (f"{one.kind} {format_duration_ends(one.first_ms, one.last_ms)}" for one in rounds.growth)
    return ", ".join((format_count_span(rounds.count), *grown))


ROUNDS = Codec(_read_rounds, _print_rounds, "6, out 6-10s")
