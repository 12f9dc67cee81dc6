"""Read the parts of a session that are no step: words with a beginning, bells, heads, notes; leave out copies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from voicecoach.importing.document import Block, Heading, Note, TextBlock, TimedCue, TimedSilence
from voicecoach.importing.readers.subtitles import goes_on
from voicecoach.importing.readers.timer_values import (
    ASIDES,
    BELLS,
    COUNTS,
    HEADS,
    LENGTHS,
    NAMES,
    PAUSES,
    RESTS,
    TEXTS,
    base_key,
    count_of,
    length_of,
    unit_of,
)
from voicecoach.importing.readers.timer_words import FIRST_PARTS, LAST_PARTS, is_side_key
from voicecoach.text import title_of_name
from voicecoach.units import Span

_LONGEST_GAP_MS = 1_000
_MOST_WORDS_OF_HEAD = 12
_LEAST_WORDS_OF_TEXT = 12


_LENGTHS = {"length": LENGTHS, "pause": PAUSES, "rest": RESTS, "before": ("pause_before",)}
_UNITS = frozenset(["ms", "milliseconds", "s", "sec", "secs", "seconds", "min", "mins", "minutes"])
_READ = frozenset([*NAMES, *TEXTS, *COUNTS, "type", "start_ms", "end_ms"])


def lengths_in(fields: dict[str, Any]) -> dict[str, Span]:
    """Return the lengths of a part: of itself, of the silence behind and before its words, of a rest."""
    unit = next((f"_{value}" for value in fields.values() if isinstance(value, str) and value in _UNITS), "")
    found = {
        kind: length
        for kind, keys in _LENGTHS.items()
        if (length := next((_length(one, value, unit) for one, value in fields.items() if base_key(one) in keys), None))
    }
    if "rest" in found and not fields.keys() & {*NAMES, *TEXTS}:  # {"break_sec": 15}
        found.setdefault("pause", found["rest"])
    return found


def _length(key: str, value: Any, unit: str) -> Span | None:
    """Return a length; where the key has no unit, another field may: ``{"duration": 5, "unit": "minutes"}``."""
    return length_of(key if unit_of(key) or not unit else f"length{unit}", value)


def blocks_before(fields: dict[str, Any], source: str, line: int) -> list[Block]:
    """Return the bell that sounds as a part begins, ``{"chime": "bowl"}``, and the silence before its words."""
    before = lengths_in(fields).get("before")
    rung = ["bell" if value is True else value for key, value in fields.items() if _rings(key, value)]
    bells: list[Block] = [TextBlock(f"[{name}]", line) for name in rung]
    return [*bells, *([TimedSilence(before, source, line)] if before else [])]


def _rings(key: str, value: Any) -> bool:
    return key in BELLS and (value is True or (isinstance(value, str) and bool(value.strip())))


def times_of(fields: dict[str, Any]) -> int:
    """Return how often the words of a part are said: ``{"say": "Breathe out.", "repeat": 5}``; 1 if it does not say."""
    counts = (count_of(value) for key, value in fields.items() if key in COUNTS)
    return next((count.high for count in counts if count), 1)


def blocks_behind(fields: dict[str, Any], pause: Span | None, source: str, line: int) -> list[Block]:
    """Return the silence behind a part; a plain pause where it only says that there is one: ``{"pause": true}``."""
    if pause:
        return [TimedSilence(pause, source, line)]
    return [TextBlock("[pause]", line)] if any(_asks_for_pause(*one) for one in fields.items()) else []


def _asks_for_pause(key: str, value: Any) -> bool:
    return value is True and base_key(key) in PAUSES


def keys_of_lengths(fields: dict[str, Any], kinds: set[str]) -> set[str]:
    """Return the first key of each of some kinds of lengths."""
    return {
        key
        for kind in kinds
        if (key := next((one for one in fields if base_key(one) in _LENGTHS[kind]), "")) and length_of(key, fields[key])
    }


def others_of(fields: dict[str, Any], used: set[str]) -> list[str]:
    """Return all fields of a part that nothing was made of, as text."""
    return [
        f"{key}: {value}"
        for key, value in fields.items()
        if key not in _READ | used
        and not _rings(key, value)
        and not _asks_for_pause(key, value)
        and value not in (None, "", False, 0)
        and not is_side_key(key)
    ]  # fmt: skip


def as_part(fields: dict[str, Any], words: tuple[str, Sequence[str]], line: int, above: list[Block]) -> list[Block]:
    """Return the blocks of a part that is no step by its kind or its beginning; none for any other.

    Args:
        fields: Its fields.
        words: Its name, which may be empty, and its words.
        line: Its line.
        above: The blocks so far; a sentence that goes on takes the place of the last one.
    """
    name, texts = words
    kind = str(fields.get("type", "")).lower()
    named = [*([name] if name else []), *texts]
    head: list[Block] = [Heading(name, 2, line)] if name else []
    if texts and "start_ms" in fields:
        return [*head, _timed(" ".join(texts[0].split()), fields["start_ms"], line, above), *_blocks(texts[1:], line)]
    if kind in BELLS or (not named and any(str(value).lower() in BELLS for value in fields.values())):
        return [TextBlock("[bell]", line), *(Note(text, line) for text in named)]
    if kind in ASIDES:
        return [Note(text, line) for text in named]
    if kind in HEADS and named and len(named[0].split()) <= _MOST_WORDS_OF_HEAD:
        return [Heading(named[0], 2, line), *_blocks(named[1:], line)]
    return []


def _blocks(texts: Sequence[str], line: int) -> list[Block]:
    return [TextBlock(text, line) for text in texts]


def _timed(words: str, start_ms: int, line: int, above: list[Block]) -> TimedCue:
    """Return words with their beginning, joined with the ones above where a program cut a sentence in two."""
    last = above[-1] if above else None
    if isinstance(last, TimedCue) and goes_on(last.text, words):
        above.pop()
        return TimedCue(f"{last.text} {words}", last.start_ms, last.line)
    return TimedCue(words, start_ms, line)


def without_copies(fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields without the texts, or lists of words, that another one of them has whole, as in a transcript.

    >>> without_copies({"text": "Sit. Rise.", "segments": [{"text": "Sit."}, {"text": "Rise."}]})
    {'segments': [{'text': 'Sit.'}, {'text': 'Rise.'}]}
    """
    whole = {key: _letters(value) for key, value in fields.items() if key in TEXTS and isinstance(value, str)}
    lists = {key: _letters_of(value) for key, value in fields.items() if isinstance(value, list)}
    copies = {key for key, letters in whole.items() if letters and letters in lists.values()}
    words = {key for key, letters in lists.items() if letters in whole.values() and key.endswith("words")}
    numbers = {key for key in lists if all(isinstance(one, int | float) for one in fields[key])}
    left_out = words or copies
    return {key: value for key, value in fields.items() if key not in left_out and not (whole and key in numbers)}


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _letters_of(parts: Sequence[Any]) -> str:
    """Return the letters of the texts of some parts, one after the other."""
    rows = [part for part in parts if isinstance(part, dict)]
    return _letters(" ".join(str(next((row[key] for key in (*TEXTS, "word") if key in row), "")) for row in rows))


def named_texts(fields: dict[str, Any]) -> list[dict[str, str]]:
    """Return the texts of an object that has each under its own name or file, as parts; none for any other object.

    >>> named_texts({"sit_down.mp3": "Sit down. " * 6, "rest.mp3": "Rest. " * 12})[0]["name"]
    'Sit down'
    """
    is_list = len(fields) > 1 and all(isinstance(value, str) for value in fields.values())
    if not is_list or fields.keys() & {*NAMES, *TEXTS, *FIRST_PARTS, *LAST_PARTS}:
        return []
    if any(len(value.split()) < _LEAST_WORDS_OF_TEXT for value in fields.values()):
        return []
    return [{"name": title_of_name(PurePath(key).stem), "text": value} for key, value in fields.items()]
