"""Amounts in words: units, ranges, fractions, ratios and how often; lengths of time are a module of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from voicecoach.voices.normalize.language import LanguageTable, Unit, counted_by
from voicecoach.voices.normalize.lengths import clocks_spelled_out, lengths_spelled_out

_NUMBER = r"\d+(?:[.,]\d+)*"
_FIGURE = re.compile(r"\d")
_COMPOUND_FIGURE = re.compile(r"\d-")
_ONE_OR_TWO = re.compile(r"[12]\s")
_SPACES = re.compile(r"  +")
_DASH = r"\s?[-–—]\s?"
_BARE_DECIMAL = re.compile(r"(?:(?<=^)|(?<=[\s(]))\.(?=\d)")
_COUNTING = re.compile(rf"(?<![\w.,:–-])\d{{1,2}}(?:{_DASH}\d{{1,2}}){{2,30}}(?:(?![\w–-])|-(?=[^\W\d_]))")
_RANGE = re.compile(rf"(?<![\w.,:–-])(\d+(?:[.,:]\d+)?){_DASH}(\d+(?:[.,:]\d+)?)(?![\w–-]*[–-]\d)")
_CLOSED_RANGE = re.compile(rf"(?<![\w.,:–-])(\d+)\s?((?:s|sec|min|h|m)\b\.?){_DASH}(\d+)\s?(\2)(?!\w)")
_BEHIND_FRACTION = re.compile(rf"(?<=\d/\d){_DASH}(?=\d)")
_TIMES = re.compile(r"(?<![\w.,])(\d+)\s?[xX×]\s?(?=\d)")
# The letter before a number, alone or behind a word: "x6", "Squat x 10".
_OFTEN = re.compile(r"\s?(?<![\w.,])[xX×]\s?(\d{1,4})(?![\d:/]|[.,]\d)")
_RATIO = r"(?<![\d:.,])(\d{1,2}):(\d(?!\d)|[6-9]\d|\d\d(?=\s(?:{nouns})\b))(?![\d:])"
_FRACTION_OF_INCH = re.compile(r"(?<![\d:.,])((?:\d+[ -])?\d{1,2}/\d{1,2}|\d+[.,]\d+)\"")
_FRACTION = re.compile(r"(?<![\w./,])(?:(\d+)[ -])?(\d{1,2})/(\d{1,2})(?![\w/]|[.,]\d)(?:( )([^\W\d_]+))?")
_FEMININE = frozenset({"una", "une", "uma"})
# "Warrior 1/2" is two poses, one after the other.
_POSE = re.compile("Warrior|Virabhadrasana|Krieger|Guerr|Krijger", re.IGNORECASE)
# Full marks: "10/10 effort"; "90/90" is a position.
_SCALES = frozenset({5, 10, 100})
_MIXED_DENOMINATORS = frozenset({2, 3, 4, 8})
_AMOUNT_OF_ONE = r"(?<![\w.,:])(\d*[12])\s(?={nouns})"


def amounts_spelled_out(text: str, words: LanguageTable) -> str:
    """Return a text with its amounts in words; whole numbers stay figures."""
    if not _FIGURE.search(text):  # then two rules are left: "reps/side" and "half minute"
        return _halves(_per(_SPACES.sub(" ", text), words), words)
    text = _BARE_DECIMAL.sub(rf"0{words.decimal}", _in_decimals_of(text, words))
    text = _numbered(words).sub(lambda found: _one_of_several(found, words), text)
    text = _COUNTING.sub(_counted, text)
    text = _BEHIND_FRACTION.sub(f" {words.to} ", text)
    text = _TIMES.sub(lambda found: _multiplied(found, words), text)
    text = _closed_range(words).sub(rf"\1 {words.to} \3 \2", text)
    text = _CLOSED_RANGE.sub(rf"\1 {words.to} \3 \4", text)
    text = _RANGE.sub(lambda found: _range(found, words), text)
    text = clocks_spelled_out(text, words)
    text = re.sub(_RATIO.replace("{nouns}", words.ratio_nouns), rf"\1 {words.ratio} \2", text)
    text = _compound_units(text, words)
    text = _FRACTION_OF_INCH.sub(rf"\1 {words.inch.one}", text) if words.inch else text
    text = _FRACTION.sub(lambda found: _fraction(found, words), text)
    text = lengths_spelled_out(text, words)
    text = _OFTEN.sub(lambda found: _often(found, words), text)
    for unit in words.all_units if _FIGURE.search(text) else ():
        text = _with_unit(text, unit, words)
    return _ones(_halves(_per(text, words), words), words)


def _multiplied(found: re.Match[str], words: LanguageTable) -> str:
    """Return ``3x10`` with the word for times, and ``5x5`` with that of a square, where a language has one."""
    following = re.match(r"(\d+)(?!\d)(?!\s?(?:s|sec|min|kg|lb|reps?)\b)", found.string[found.end() :])
    is_square = words.by and following is not None and following[1] == found[1]
    return f"{found[1]} {words.by if is_square else words.times} "


@cache
def _numbered(words: LanguageTable) -> re.Pattern[str]:
    """Return a pattern of one of several, such as ``set 2/3``, which is no fraction."""
    return re.compile(rf"\b({words.ranked}|{words.set_nouns}) (\d+)/(\d+)(?![\w/])", re.IGNORECASE)


def _one_of_several(found: re.Match[str], words: LanguageTable) -> str:
    between = " " if _POSE.match(found[1]) else f" {words.out_of.removeprefix('out ')} "
    return f"{found[1]} {found[2]}{between}{found[3]}"


@cache
def _shorts(words: LanguageTable) -> str:
    """Return a pattern of all short forms of units but that of "times"."""
    return "|".join(unit.short for unit in words.all_units if unit.short and unit is not words.often)


@cache
def _closed_range(words: LanguageTable) -> re.Pattern[str]:
    """Return a pattern of a range that names its unit twice, such as ``45°-60°``."""
    return re.compile(rf"(?<![\w.,:–-])({_NUMBER})\s?((?:{_shorts(words)})(?!\w)\.?){_DASH}({_NUMBER})\s?\2(?!\w)")


def _range(found: re.Match[str], words: LanguageTable) -> str:
    """Return ``10-15`` as a range, and ``90-90``, which is none, as two numbers."""
    return f"{found[1]} {found[2]}" if found[1] == found[2] else f"{found[1]} {words.to} {found[2]}"


def _compound_units(text: str, words: LanguageTable) -> str:
    """Return ``10-lb dumbbell`` and ``30-Sek.-Pause`` with the unit in words, as the language joins it to its noun."""
    for unit in words.all_units if _COMPOUND_FIGURE.search(text) else ():
        if unit.short and unit is not words.often:
            whole = unit.one if words.units_in_compounds_are_single else unit.more
            pattern = rf"(?<![\w.,])({_NUMBER})-(?:{unit.short})(?!\w)\.?(?:-(?=[^\W\d_])|(?=\s|[,;:.!?]|$))"
            text = re.sub(pattern, rf"\1 {whole} ", text)
    return _SPACES.sub(" ", text)


def _often(found: re.Match[str], words: LanguageTable) -> str:
    """Return ``x6`` as a number of times, ``Plank x 30s`` as an amount, and ``3 sets x 10`` as a product."""
    before, behind = found.string[: found.start()].rstrip(), found.string[found.end() :]
    number = found[1]
    if re.search(rf"(?:{words.set_nouns})$", before, re.IGNORECASE):
        return f" {words.times} {number}"
    nouns = "|".join(
        form for unit in words.all_counted or words.all_units for form in (unit.one, unit.more) if len(form) > 1
    )
    if re.match(rf"\s?(?:{_shorts(words)}|{nouns}|reps?)(?!\w)", behind):
        return f", {number}" if before else number
    return f" {number} {counted_by(number, words.often)}"


def _per(text: str, words: LanguageTable) -> str:
    """Return ``120/min`` with the time in words, and ``10 reps/side``."""
    if "/" not in text:
        return text
    for unit in (words.hour, words.minute, words.second):
        text = re.sub(rf"(?<=[\w%.])\s?/\s?(?:{unit.short})(?!\w)\.?", f" {words.per} {unit.one}", text)
    return re.sub(rf"(?<=\w)\.?\s?/\s?(?=(?:{words.per_nouns})\b)", f" {words.per} ", text)


def _in_decimals_of(text: str, words: LanguageTable) -> str:
    """Return a text in which ``2,5`` and ``2.5`` are the same number; three figures after the sign are thousands."""
    foreign = "," if words.decimal == "." else r"\."
    pattern = rf"(?<![\w.,:])(\d+){foreign}(\d{{1,2}})(?![\d:]|[.,]\d|\.\s?\d)"
    after = rf"(?!\.?\s?(?:{words.clock_after}))" if words.clock_after else ""
    return re.sub(pattern + after, rf"\1{words.decimal}\2", text, flags=re.IGNORECASE)


def _counted(found: re.Match[str]) -> str:
    """Return ``5-4-3-2-1`` as numbers one by one, and those before a noun, as in ``4-7-8 breathing``, in one go."""
    numbers = re.findall(r"\d+", found[0])
    is_joined = found[0].endswith("-")
    named = is_joined or re.match(r"\s[^\W\d_]", found.string[found.end() :])
    return (" " if named else ", ").join(numbers) + " " * is_joined


@cache
def _unit_pattern(short: str) -> re.Pattern[str]:
    """Return a pattern of a number with a unit; its full stop belongs to it unless it ends the sentence."""
    return re.compile(rf"(?<![\w.,:])(?<!\d/)({_NUMBER})\s?(?:{short})(?!\w)(?:\.(?=\s+[^\WA-Z\d_]|[,;:]))?")


def _with_unit(text: str, unit: Unit, words: LanguageTable) -> str:
    def read(found: re.Match[str]) -> str:
        is_before_object = words.objects and re.match(rf"\s(?:{words.objects})\b", found.string[found.end() :])
        return f"{found[1]} {unit.one if is_before_object else counted_by(found[1], unit)}"

    return _unit_pattern(unit.short).sub(read, text)


def _fraction(found: re.Match[str], words: LanguageTable) -> str:
    whole, above, below, gap, noun = found[1], int(found[2]), int(found[3]), found[4] or "", found[5] or ""
    written = f"{above}/{below}"
    if above == below and below in _SCALES:
        return f"{whole or ''} {above} {words.out_of} {below}{gap}{noun}".lstrip()
    if above >= below:
        return found[0]
    if whole is not None and below in _MIXED_DENOMINATORS and written in words.mixed:
        return _mixed(whole, written, gap, noun, words)
    spoken = words.fractions.get(written, f"{above} {words.out_of} {below}")
    if written == "1/2" and words.half_before and re.fullmatch(words.half_before[0], noun):
        spoken = words.half_before[1]
    if spoken.startswith("a ") and re.search(r"\ban?\s$", found.string[: found.start()], re.IGNORECASE):
        spoken = spoken.removeprefix("a ")
    lead = f"{whole} " if whole is not None else ""
    return f"{lead}{spoken}{gap}{noun}"


def _mixed(whole: str, fraction: str, gap: str, noun: str, words: LanguageTable) -> str:
    """Return ``2 1/2 minutes`` with the fraction before or after the noun, as the language has it."""
    mixed = words.mixed[fraction]
    if whole == "1" and fraction == "1/2" and "1" in words.mixed:
        return f"{words.mixed['1']}{gap}{noun}"
    counted = (*words.all_counted, *words.all_units)
    unit = next((one for one in counted if noun in {one.one, one.more} or _is_short(noun, one)), None)
    if "{}" not in mixed:
        return f"{whole} {mixed}{gap}{unit.more if unit is not None and _is_short(noun, unit) else noun}"
    if unit is not None:
        noun = counted_by(whole, unit)
        mixed = words.mixed_feminine.get(fraction, mixed) if unit.one_is in _FEMININE else mixed
    return f"{whole} {mixed.format(noun)}".replace("  ", " ")


def _is_short(noun: str, unit: Unit) -> bool:
    return bool(noun and unit.short and re.fullmatch(unit.short, noun))


def _halves(text: str, words: LanguageTable) -> str:
    half = words.fractions["1/2"]
    for unit in words.all_units if half in text else ():
        if unit.half:
            text = re.sub(rf"(?<!\w ){half} {unit.one}\b", unit.half, text)
    return text


def _ones(text: str, words: LanguageTable) -> str:
    """Return a text in which 1 (or 2) before a noun is a word of its gender, such as ``eine`` in ``1 Minute``."""
    for unit in words.all_counted if _ONE_OR_TWO.search(text) else ():
        nouns = rf"(?:{re.escape(unit.one)}|{re.escape(unit.more)})(?!\w)"
        text = re.sub(
            _AMOUNT_OF_ONE.replace("{nouns}", nouns), _bent(words.ones.get(unit.one_is, {1: unit.one_is})), text
        )
    return text


def _bent(ones: Mapping[int, str]) -> Callable[[re.Match[str]], str]:
    return lambda found: f"{ones.get(int(found[1]), found[1])} "
