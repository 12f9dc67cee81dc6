"""Lengths of time and of things in words: ``1:30``, ``2'30"``, ``1h30``, ``6" box``; and times of day."""

from __future__ import annotations

import re
from functools import partial

from voicecoach.voices.normalize.language import LanguageTable, Unit, counted_by

# The longest text before a time of day that is searched.
_LONGEST_LEAD = 24
_MINUTES_SECONDS = re.compile(r"(?<![\d:.,])(\d{1,2}):([0-5]\d)(?![\d:])")
_PRIMED = re.compile(r"(?<![\w.,:])(\d{1,2})'\s?([0-5]?\d)(?:\"|'')")
_SECONDS_PRIME = re.compile(r"(?<![\w.,:])(\d+)(?:\"|'')(?!\w)")
_MINUTES_PRIME = re.compile(r"(?<![\w.,:])(\d+)'(?!\w)")
_MINUTES_SECONDS_LETTERS = re.compile(
    r"(?<![\w.,:])(\d{1,3})\s?(?:m(?:in)?\s?([0-5]?\d)\s?s(?:ec|ek|eg)?\b\.?|min\s?([0-5]\d)(?![\w.,:/]))"
)
_INCHES_IN_A_FOOT = 12


def clocks_spelled_out(text: str, words: LanguageTable) -> str:
    """Return ``1:30`` as a length in words, unless the words around it make it a time of day."""
    for first, second, named in (
        (words.minute, words.second, f"{words.minute.short}|{words.minute.one}|{words.minute.more}"),
        (words.hour, words.minute, f"{words.hour.one}|{words.hour.more}"),
    ):
        # The unit of the first number, said once more: "1:30 minutes".
        pattern = re.compile(rf"{_MINUTES_SECONDS.pattern}\s?(?:{named})(?!\w)(?:\.(?=\s+[^\WA-Z\d_]|[,;:]))?")
        if words.clock_after and re.search(words.clock_after, words.hour.more) and first is words.hour:
            continue  # "7:30 horas" is a time of day
        text = pattern.sub(partial(_said, first, second, words), text)
    before = re.compile(rf"(?:{words.clock_before})\s*$", re.IGNORECASE)
    ratio = re.compile(rf"\s(?:{words.ratio_nouns})\b", re.IGNORECASE)
    clock = re.compile(rf"{_MINUTES_SECONDS.pattern}(\s*(?:{words.clock_after}))?", re.IGNORECASE)

    def read(found: re.Match[str]) -> str:
        if words.ratio_nouns and ratio.match(text, found.end()):
            return found[0]
        if not found[3] and not before.search(text[max(found.start() - _LONGEST_LEAD, 0) : found.start()]):
            return _length(int(found[1]), int(found[2]), words.minute, words.second, words)
        if not words.clock:
            return found[0]
        return words.clock.format(hours=int(found[1]), minutes=int(found[2]) or "").strip()

    return clock.sub(read, text)


def _said(first: Unit, second: Unit, words: LanguageTable, found: re.Match[str]) -> str:
    return _length(int(found[1]), int(found[2]), first, second, words)


def lengths_spelled_out(text: str, words: LanguageTable) -> str:
    """Return lengths with the signs and letters of units in words: ``2'30"``, ``30"``, ``1h30``, ``1m30s``."""

    def minutes_seconds(found: re.Match[str]) -> str:
        return _length(int(found[1]), int(found[2] or found[3]), words.minute, words.second, words)

    def hours_minutes(found: re.Match[str]) -> str:
        lead = text[max(found.start() - _LONGEST_LEAD, 0) : found.start()]
        if not words.clock and re.search(rf"(?:{words.clock_before})\s*$", lead, re.IGNORECASE):
            return f"{int(found[1])} {words.hour.more} {int(found[2]) or ''}".rstrip()
        return _length(int(found[1]), int(found[2]), words.hour, words.minute, words)

    text = _PRIMED.sub(lambda found: _primed(found, words), text)
    text = _prime(text, _SECONDS_PRIME, '"', words.second, words.inch, words)
    text = _prime(text, _MINUTES_PRIME, "'", words.minute, words.foot, words)
    text = _MINUTES_SECONDS_LETTERS.sub(minutes_seconds, text)
    hours = rf"(?<![\w.,:])(\d{{1,2}})\s?(?:{words.hour.short})\.?\s?([0-5]?\d)(?:\s?(?:m|{words.minute.short})\b\.?)?"
    return re.sub(hours + r"(?![\w.,:]\d|\s?[°%\w])", hours_minutes, text)


def _primed(found: re.Match[str], words: LanguageTable) -> str:
    """Return ``2'30"`` as minutes and seconds, and ``5'10"`` as feet and inches, unless it says how long to do it."""
    first, second = int(found[1]), int(found[2])
    is_time = re.search(rf"\b(?:{words.timed_before})\s$", found.string[: found.start()], re.IGNORECASE)
    if words.inch and words.foot and second < _INCHES_IN_A_FOOT and not is_time:
        return " ".join(
            f"{amount} {counted_by(str(amount), unit)}" for amount, unit in ((first, words.foot), (second, words.inch))
        )
    return _length(first, second, words.minute, words.second, words)


def _prime(
    text: str, pattern: re.Pattern[str], quote: str, unit: Unit, length: Unit | None, words: LanguageTable
) -> str:
    """Return ``30"`` as seconds, or as inches where the next word asks for it; not where the mark ends a quotation."""

    def read(found: re.Match[str]) -> str:
        behind = found.string[found.end() :]
        if length is not None and re.match(rf"\s(?:{words.objects})\b", behind):
            return f"{found[1]} {length.one}"
        if length is not None and re.match(rf"\s(?:{words.spatial})\b", behind):
            return f"{found[1]} {counted_by(found[1], length)}"
        opened = re.findall(rf"(?<!\w){re.escape(quote)}", text[: found.start()])
        return found[0] if opened else f"{found[1]} {counted_by(found[1], unit)}"

    return pattern.sub(read, text)


def _length(first: int, second: int, first_unit: Unit, second_unit: Unit, words: LanguageTable) -> str:
    parts = [
        f"{amount} {counted_by(str(amount), unit)}"
        for amount, unit in ((first, first_unit), (second, second_unit))
        if amount
    ]
    return f" {words.joined} ".join(parts) or f"0 {second_unit.more}"
