"""Find what unknown keys mean in a list of parts, by all of the parts: words, silence, a beginning, a kind."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from voicecoach.importing.lines.spoken_length import estimated_ms
from voicecoach.importing.readers.timer_fields import words_of_notes
from voicecoach.importing.readers.timer_values import (
    COUNTS,
    KINDS,
    LENGTHS,
    NAMES,
    PAUSES,
    RESTS,
    TEXTS,
    base_key,
    length_of,
    unit_of,
)
from voicecoach.importing.readers.timer_words import english_key
from voicecoach.units import SECOND_MS, UnitError, parse_duration_ms

_STARTS_TEXT = (
    "start starts start_time time_start begin begins begin_time at timestamp offset from time inicio início début "
    "debut inizio begintijd"
)
_STARTS = frozenset(_STARTS_TEXT.split())
_ENDS = frozenset(["end", "ends", "end_time", "time_end", "stop", "to", "fin", "fine", "fim", "ende", "einde"])
_NO_LENGTH_TEXT = (
    "id index idx nr no number order level volume rate speed pitch page chapter seek temperature avg_logprob stability "
    "compression_ratio no_speech_prob confidence probability score weight calories kcal distance bpm hz size x y year "
    "version percent opacity seed channel speaker gain priority"
)
_NO_LENGTH = frozenset(_NO_LENGTH_TEXT.split())
_HINTS = frozenset(["after", "quiet", "pause", "silence", "gap", "wait", "delay", "still", "stillness", "hush"])
_FILE = re.compile(r"\S*(?:://|\.\w{2,4}$)\S*|#[0-9a-fA-F]{3,8}")
_CLOCK = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?")
_STOP = re.compile(r"[.!?…]\W*$")
_LEAST_WORDS_OF_TEXT = 3
_LEAST_PARTS = 2
_LEAST_MS = 100
_MOST_MINUTES = 15
_LARGEST_NUMBER = 1e9
_MOST_SECONDS = 1_000
"""No part of a list lasts so long: greater numbers are milliseconds."""
_LEAST_SHARE_OF_WORDS = 0.5  # of the estimated length of the words before the next ones begin


@dataclass(slots=True)
class Roles:
    """A list of parts under known keys.

    Attributes:
        parts: The parts; all that are no objects are as they were.
        silence: The key that was taken for seconds of silence by its values alone; empty where none was.
        start: The key that was taken for the beginnings of the words by its values alone; empty where none was.
        length: The key of lengths that may be minutes as well as seconds; empty where none is.
        count: The number of parts with that key.
    """

    parts: list[Any]
    silence: str = ""
    start: str = ""
    length: str = ""
    count: int = 0


def minutes_of(fields: dict[str, Any]) -> set[float]:
    """Return the lengths of a whole session in minutes: ``{"total_minutes": 9}``."""
    return {
        float(value)
        for key, value in fields.items()
        if isinstance(value, int | float) and not isinstance(value, bool) and unit_of(key) == "min"
    }


def with_roles(parts: list[Any], minutes: Container[float] = ()) -> Roles:
    """Return a list of parts with known keys in place of unknown ones that hold words, a silence or a beginning.

    Lengths that make up the minutes of the whole are minutes; and names that come again and again are none.

    >>> with_roles([{"say": "Sit.", "timing": 8}, {"say": "Rise.", "timing": 4}]).parts
    [{'say': 'Sit.', 'pause_s': 8}, {'say': 'Rise.', 'pause_s': 4}]
    """
    rows = [{english_key(name): value for name, value in part.items()} for part in parts if isinstance(part, dict)]
    if len(rows) < _LEAST_PARTS or len(rows) != len(parts):
        return Roles(parts)
    _name_kinds(rows)
    _name_words(rows)
    _name_kinds_of_words(rows)
    _name_minutes(rows, minutes)
    found = Roles(list(rows))
    _doubt_minutes(rows, found)
    spoken = [row for row in rows if _words_of(row)]
    if len(spoken) < _LEAST_PARTS or any(row.keys() & COUNTS.keys() for row in rows):
        return found
    _name_starts(rows, spoken, found)
    _name_silence(rows, spoken, found)
    for key in {key for row in rows for key in row if base_key(key) in (*PAUSES, "pause_before")}:
        _rename(rows, key, "_".join((base_key(key), _unit(key, [row.get(key) for row in rows]))))
    return found


def _name_kinds_of_words(rows: Sequence[dict[str, Any]]) -> None:
    """Call names "kind" that only tell to which part of a session words belong: most of them come again."""
    names = [str(row["name"]) for row in rows if "name" in row]
    are_words = all(len(_words_of(row).split()) >= _LEAST_WORDS_OF_TEXT for row in rows)
    has_figures = any(base_key(key) in (*LENGTHS, *COUNTS) for row in rows for key in row)
    if are_words and not has_figures and len(names) == len(rows) > 2 * len(set(names)):
        _rename(rows, "name", "kind")


def _name_minutes(rows: Sequence[dict[str, Any]], minutes: Container[float]) -> None:
    """Give lengths without a unit theirs, where they make up the minutes of the whole."""
    for key in {key for row in rows for key in row if base_key(key) in LENGTHS and not unit_of(key)}:
        values = [row[key] for row in rows if isinstance(row.get(key), int | float)]
        if len(values) == len(rows) and float(sum(values)) in minutes:
            _rename(rows, key, "duration_min")


def _doubt_minutes(rows: Sequence[dict[str, Any]], found: Roles) -> None:
    """Tell the key of lengths without a unit that are all as short as "3.5"."""
    for key in {key for row in rows for key in row if base_key(key) in LENGTHS and not unit_of(key)}:
        values = [row[key] for row in rows if isinstance(row.get(key), int | float) and _is_length(key, row[key])]
        if len(values) >= _LEAST_PARTS and max(values) <= _MOST_MINUTES and any(value % 1 for value in values):
            found.length, found.count = key, len(values)


def _rename(rows: Sequence[dict[str, Any]], old: str, new: str) -> None:
    """Give a key of some rows another name; its place among the others stays."""
    for row in rows:
        if old in row and old != new:
            fields = [(new if key == old else key, value) for key, value in row.items()]
            row.clear()
            row.update(fields)


def _words_of(row: dict[str, Any]) -> str:
    """Return the words of a part that has no name, or that has both."""
    return next((row[key] for key in TEXTS if isinstance(row.get(key), str) and row[key].strip()), "")


def _name_kinds(rows: Sequence[dict[str, Any]]) -> None:
    """Call the key "type" whose values are the kinds of parts, such as "speak" and "bell"."""
    for key in list(rows[0]):
        values = {str(row[key]).lower() for row in rows if isinstance(row.get(key), str)}
        if key != "type" and key not in (*TEXTS, *NAMES) and values & KINDS and not any(map(str.split, values - KINDS)):
            if all("type" not in row for row in rows):
                _rename(rows, key, "type")
            return


def _name_words(rows: Sequence[dict[str, Any]]) -> None:
    """Call the key "text" or "name" that has the words of parts whose keys are all unknown."""
    if any(row.keys() & {*TEXTS, *NAMES} - {"id"} for row in rows):
        return
    texts: dict[str, list[str]] = {}
    for row in rows:
        told = words_of_notes(row)
        for key, value in row.items():
            if key in told or key.endswith("_id"):
                continue  # the name of an exercise, or how it is done
            if isinstance(value, str) and re.search(r"[^\W\d_]{2}", value) and not _FILE.fullmatch(value.strip()):
                texts.setdefault(key, []).append(value)
    usual = {key: found for key, found in texts.items() if 2 * len(found) >= len(rows) and len(set(found)) > 1}
    key = max(usual, key=lambda one: sum(map(len, usual[one])), default="")
    if not key or key == "type":
        return
    counts = [len(value.split()) for value in usual[key]]
    has_length = any(_is_length(name, value) for row in rows for name, value in row.items())
    is_text = sum(counts) >= _LEAST_WORDS_OF_TEXT * len(counts)
    if has_length or (is_text and 2 * sum(bool(_STOP.search(value)) for value in usual[key]) >= len(counts)):
        _rename(rows, key, "text" if is_text else "name")


def _is_length(key: str, value: Any) -> bool:
    """Return whether a value can be a length or a time."""
    if isinstance(value, bool) or key in _NO_LENGTH:
        return False
    if isinstance(value, int | float):
        return 0 <= value <= _LARGEST_NUMBER
    return isinstance(value, str) and re.search(r"\d", value) is not None and _seconds(value) is not None


def _seconds(value: Any) -> float | None:
    """Return a length or clock time as a number, in the unit of its words or else as it stands."""
    if isinstance(value, int | float):
        return value if abs(value) <= _LARGEST_NUMBER else None
    if isinstance(value, str) and re.fullmatch(r"\s*\d+(?:\.\d+)?\s*", value):
        return float(value)
    if isinstance(value, str) and _CLOCK.fullmatch(value.strip()):
        whole, _, fraction = value.strip().replace(",", ".").partition(".")
        try:
            return parse_duration_ms(whole) / SECOND_MS + float(f"0.{fraction or 0}")
        except UnitError:
            return None
    length = length_of("pause", value)
    return length.low / SECOND_MS if length else None


def _name_starts(rows: Sequence[dict[str, Any]], spoken: Sequence[dict[str, Any]], found: Roles) -> None:
    """Give the parts ``start_ms`` and ``end_ms`` where the numbers under a key rise and leave room for the words."""
    unknown = [key for key in spoken[0] if base_key(key) in _STARTS or _may_be_length(key, spoken)]
    for key in unknown:
        values = [_seconds(row.get(key)) for row in spoken]
        times = [value for value in values if value is not None]
        if len(times) != len(spoken) or any(before >= after for before, after in pairwise(times)):
            continue
        is_named = base_key(key) in _STARTS
        factor = 1 if _unit(key, [after - before for before, after in pairwise(times)]) == "ms" else SECOND_MS
        needed = [_LEAST_SHARE_OF_WORDS * estimated_ms(_words_of(row)) for row in spoken]
        gaps = [(after - before) * factor for before, after in pairwise(times)]
        has_room = all(gap >= least for gap, least in zip(gaps, needed, strict=False))
        if not has_room and (not is_named or base_key(key) in LENGTHS):
            continue
        for row in rows:
            time = _seconds(row.pop(key, None))
            end = next((_seconds(row.pop(name)) for name in list(row) if base_key(name) in _ENDS), None)
            row |= {name: round(one * factor) for name, one in (("start_ms", time), ("end_ms", end)) if one is not None}
        found.start, found.count = "" if is_named else key, len(spoken)
        return


def _may_be_length(key: str, spoken: Sequence[dict[str, Any]]) -> bool:
    """Return whether an unknown key has numbers that differ, and more than the number of each part."""
    known = (*LENGTHS, *RESTS, *PAUSES, *COUNTS, *TEXTS, *NAMES, "pause_before")
    values = [row[key] for row in spoken if key in row]
    if base_key(key) in known or 2 * len(values) < len(spoken) or not all(_is_length(key, value) for value in values):
        return False
    numbers = [_seconds(value) or 0 for value in values]
    is_counted = all(after - before == 1 for before, after in pairwise(numbers))
    return len(set(numbers)) > 1 and not is_counted


def _name_silence(rows: Sequence[dict[str, Any]], spoken: Sequence[dict[str, Any]], found: Roles) -> None:
    """Call the key "pause" that has the silence behind words, by a word of it, or because no other has numbers."""
    keys = [key for key in dict.fromkeys(key for row in rows for key in row) if key not in ("start_ms", "end_ms")]
    if any(base_key(key) in (*PAUSES, *RESTS, *LENGTHS) for row in spoken for key in row) or any(
        "start_ms" in row for row in rows
    ):
        return
    hinted = [key for key in keys if _HINTS & set(key.split("_")) and any(_is_length(key, r.get(key)) for r in rows)]
    unknown = [key for key in keys if _may_be_length(key, spoken)]
    chosen = hinted[:1] or (unknown if len(unknown) == 1 else [])
    for key in chosen:
        found.silence = "" if hinted else key
        found.count = sum(key in row for row in rows)
        _rename(rows, key, "_".join(("pause", _unit(key, [row.get(key) for row in rows]))))


def _unit(key: str, values: Sequence[Any]) -> str:
    """Return the unit of a key, or that of its values: a part of so many seconds would take too long."""
    if unit := unit_of(key):
        return unit
    numbers = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool) and value]
    are_ms = bool(numbers) and max(numbers) >= _MOST_SECONDS and min(numbers) >= _LEAST_MS
    return "ms" if are_ms else "s"
