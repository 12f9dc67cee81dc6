"""Amounts in words: lengths, units, ranges, fractions, how often, and times of day."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from voicecoach.voices.normalize.language import LanguageTable, Unit

_NUMBER = r"\d+(?:[.,]\d+)*"
_DASH = r"\s?[-–—]\s?"
_COUNTING = re.compile(rf"(?<![\w.,:–-])\d{{1,2}}(?:{_DASH}\d{{1,2}}){{2,30}}(?![\w–-])")
_RANGE = re.compile(rf"(?<![\w.,:–-])(\d+(?:[.,:]\d+)?){_DASH}(\d+(?:[.,:]\d+)?)(?![\w–-]*[–-]\d)")
_CLOSED_RANGE = re.compile(rf"(?<![\w.,:–-])(\d+)\s?((?:s|sec|min|h|m)\b\.?){_DASH}(\d+)\s?(\2)(?!\w)")
_BEHIND_FRACTION = re.compile(rf"(?<=\d/\d){_DASH}(?=\d)")
_TIMES = re.compile(r"(?<![\w.,])(\d+)\s?[xX×]\s?(?=\d)")
_TIMES_BEHIND_WORD = re.compile(r"(?<=[^\W\d_])\s[x×]\s(?=\d)")
_FRACTION = re.compile(r"(?<![\w./,])(?:(\d+)[ -])?(\d{1,2})/(\d{1,2})(?![\w/]|[.,]\d)(?:( )([^\W\d_]+))?")
_FEMININE = frozenset({"una", "une", "uma"})
_MIXED_DENOMINATORS = frozenset({2, 3, 4, 8})
# The longest text before a time of day that is searched.
_LONGEST_LEAD = 24
_MINUTES_SECONDS = re.compile(r"(?<![\d:.,])(\d{1,2}):([0-5]\d)(?![\d:])")
_PRIMED = re.compile(r"(?<![\w.,:])(\d{1,2})'\s?([0-5]?\d)(?:\"|'')")
_SECONDS_PRIME = re.compile(r"(?<![\w.,:])(\d+)(?:\"|'')(?!\w)")
_MINUTES_PRIME = re.compile(r"(?<![\w.,:])(\d+)'(?!\w)")
_HOURS_MINUTES = re.compile(r"(?<![\w.,:])(\d{1,2})\s?h\s?([0-5]?\d)(?:\s?m(?:in)?\b)?(?![\w.,:]\d)", re.IGNORECASE)
_MINUTES_SECONDS_LETTERS = re.compile(r"(?<![\w.,:])(\d{1,3})\s?m(?:in)?\s?([0-5]?\d)\s?s(?:ec|ek|eg)?\b\.?")
_AMOUNT_OF_ONE = r"(?<![\w.,:])(\d*[12])\s(?={nouns})"


def amounts_spelled_out(text: str, words: LanguageTable) -> str:
    """Return a text with its amounts in words; whole numbers stay figures."""
    text = _in_decimals_of(text, words)
    text = _COUNTING.sub(_counted, text)
    text = _BEHIND_FRACTION.sub(f" {words.to} ", text)
    text = _CLOSED_RANGE.sub(rf"\1 {words.to} \3 \4", text)
    text = _RANGE.sub(rf"\1 {words.to} \2", text)
    text = _clocks(text, words)
    text = _FRACTION.sub(lambda found: _fraction(found, words), text)
    text = _lengths(text, words)
    text = _TIMES.sub(rf"\1 {words.times} ", text)
    text = _TIMES_BEHIND_WORD.sub(f" {words.times} ", text)
    for unit in words.all_units:
        text = _with_unit(text, unit)
    text = re.sub(rf"(?<=\w)\.?\s?/\s?(?=(?:{words.per_nouns})\b)", f" {words.per} ", text)
    return _ones(_halves(text, words), words)


def _in_decimals_of(text: str, words: LanguageTable) -> str:
    """Return a text in which ``2,5`` and ``2.5`` are the same number; three figures after the sign are thousands."""
    foreign = "," if words.decimal == "." else r"\."
    pattern = rf"(?<![\w.,:])(\d+){foreign}(\d{{1,2}})(?![\d:]|[.,]\d|\.\s?\d)"
    after = rf"(?!\.?\s?(?:{words.clock_after}))" if words.clock_after else ""
    return re.sub(pattern + after, rf"\1{words.decimal}\2", text, flags=re.IGNORECASE)


def _counted(found: re.Match[str]) -> str:
    """Return ``5-4-3-2-1`` as numbers one by one, and those before a noun, as in ``4-7-8 breathing``, in one go."""
    numbers = re.findall(r"\d+", found[0])
    named = re.match(r"\s[^\W\d_]", found.string[found.end() :])
    return (" " if named else ", ").join(numbers)


def _clocks(text: str, words: LanguageTable) -> str:
    """Return ``1:30`` as a length in words, unless the words around it make it a time of day."""
    before = re.compile(rf"(?:{words.clock_before})\s*$", re.IGNORECASE)
    clock = re.compile(rf"{_MINUTES_SECONDS.pattern}(\s*(?:{words.clock_after}))?", re.IGNORECASE)

    def read(found: re.Match[str]) -> str:
        if not found[3] and not before.search(text[max(found.start() - _LONGEST_LEAD, 0) : found.start()]):
            return _length(int(found[1]), int(found[2]), words.minute, words.second, words)
        if not words.clock:
            return found[0]
        return words.clock.format(hours=int(found[1]), minutes=int(found[2]) or "").strip()

    return clock.sub(read, text)


def _lengths(text: str, words: LanguageTable) -> str:
    def minutes_seconds(found: re.Match[str]) -> str:
        return _length(int(found[1]), int(found[2]), words.minute, words.second, words)

    def hours_minutes(found: re.Match[str]) -> str:
        return _length(int(found[1]), int(found[2]), words.hour, words.minute, words)

    text = _PRIMED.sub(minutes_seconds, text)
    text = _prime(text, _SECONDS_PRIME, '"', words.second)
    text = _prime(text, _MINUTES_PRIME, "'", words.minute)
    text = _MINUTES_SECONDS_LETTERS.sub(minutes_seconds, text)
    return _HOURS_MINUTES.sub(hours_minutes, text)


def _prime(text: str, pattern: re.Pattern[str], quote: str, unit: Unit) -> str:
    """Return ``30"`` as seconds, unless the mark closes a quotation."""

    def read(found: re.Match[str]) -> str:
        opened = re.findall(rf"(?<!\w){re.escape(quote)}", text[: found.start()])
        return found[0] if opened else f"{found[1]} {_one_or_more(found[1], unit)}"

    return pattern.sub(read, text)


def _length(first: int, second: int, first_unit: Unit, second_unit: Unit, words: LanguageTable) -> str:
    parts = [
        f"{amount} {_one_or_more(str(amount), unit)}"
        for amount, unit in ((first, first_unit), (second, second_unit))
        if amount
    ]
    return f" {words.joined} ".join(parts) or f"0 {second_unit.more}"


@cache
def _unit_pattern(short: str) -> re.Pattern[str]:
    """Return a pattern of a number with a unit; its full stop belongs to it unless it ends the sentence."""
    return re.compile(rf"(?<![\w.,:/])({_NUMBER})\s?(?:{short})(?!\w)(?:\.(?=\s+[^\WA-Z\d_]|[,;:]))?")


def _with_unit(text: str, unit: Unit) -> str:
    return _unit_pattern(unit.short).sub(lambda found: f"{found[1]} {_one_or_more(found[1], unit)}", text)


def _fraction(found: re.Match[str], words: LanguageTable) -> str:
    whole, above, below, gap, noun = found[1], int(found[2]), int(found[3]), found[4] or "", found[5] or ""
    written = f"{above}/{below}"
    if above >= below:
        return found[0]
    if whole is not None and below in _MIXED_DENOMINATORS and written in words.mixed:
        return _mixed(whole, written, gap, noun, words)
    spoken = words.fractions.get(written, f"{above} {words.out_of} {below}")
    if spoken.startswith("a ") and re.search(r"\ban?\s$", found.string[: found.start()], re.IGNORECASE):
        spoken = spoken.removeprefix("a ")
    lead = f"{whole} " if whole is not None else ""
    return f"{lead}{spoken}{gap}{noun}"


def _mixed(whole: str, fraction: str, gap: str, noun: str, words: LanguageTable) -> str:
    """Return ``2 1/2 minutes`` with the fraction before or after the noun, as the language has it."""
    mixed = words.mixed[fraction]
    if whole == "1" and fraction == "1/2" and "1" in words.mixed:
        return f"{words.mixed['1']}{gap}{noun}"
    if "{}" not in mixed:
        return f"{whole} {mixed}{gap}{noun}"
    unit = next((one for one in words.all_counted if noun in {one.one, one.more} or _is_short(noun, one)), None)
    if unit is not None:
        noun = _one_or_more(whole, unit)
        mixed = words.mixed_feminine.get(fraction, mixed) if unit.one_is in _FEMININE else mixed
    return f"{whole} {mixed.format(noun)}".replace("  ", " ")


def _is_short(noun: str, unit: Unit) -> bool:
    return bool(noun and unit.short and re.fullmatch(unit.short, noun))


def _halves(text: str, words: LanguageTable) -> str:
    for unit in words.all_units:
        if unit.half:
            text = re.sub(rf"(?<!\w ){words.fractions['1/2']} {unit.one}\b", unit.half, text)
    return text


def _ones(text: str, words: LanguageTable) -> str:
    """Return a text in which 1 (or 2) before a noun is a word of its gender, such as ``eine`` in ``1 Minute``."""
    for unit in words.all_counted:
        nouns = rf"(?:{re.escape(unit.one)}|{re.escape(unit.more)})(?!\w)"
        text = re.sub(
            _AMOUNT_OF_ONE.replace("{nouns}", nouns), _bent(words.ones.get(unit.one_is, {1: unit.one_is})), text
        )
    return text


def _bent(ones: Mapping[int, str]) -> Callable[[re.Match[str]], str]:
    return lambda found: f"{ones.get(int(found[1]), found[1])} "


def _one_or_more(number: str, unit: Unit) -> str:
    return unit.one if number.lstrip("0") == "1" else unit.more
